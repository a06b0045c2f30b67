"""French is set as printers set it, and setting it again changes nothing."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.typography import Language, french, long_date


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("l'équipe s'en charge", "l’équipe s’en charge"),
        ("Vraiment ? Oui ! Bien ; merci", "Vraiment\u202f? Oui\u202f! Bien\u202f; merci"),
        ("Quoi ?!", "Quoi\u202f?!"),
        ("Elle dit : oui", "Elle dit\u00a0: oui"),
        ("« ici »", "«\u00a0ici\u00a0»"),
        ("«ici»", "«\u00a0ici\u00a0»"),
        ("20 % de 5 €", "20\u00a0% de 5\u00a0€"),
        ("RGPD, art. 34", "RGPD, art.\u00a034"),
    ],
)
def test_french_spaces_and_apostrophes(typed: str, shown: str) -> None:
    assert french(typed) == shown
    assert french(shown) == shown


@pytest.mark.parametrize("text", ["https://example.org/?a=1;b=2", "12:30", "/start", "OMB-7F3K-Q2XW", "5'30"])
def test_addresses_hours_and_commands_stay_as_they_are(text: str) -> None:
    assert french(text) == text


@pytest.mark.parametrize(
    ("day", "language", "words"),
    [
        (date(2026, 11, 23), "fr", "23 novembre 2026"),
        (date(2026, 11, 1), "fr", "1er novembre 2026"),
        (date(2026, 11, 11), "fr", "11 novembre 2026"),
        (date(2026, 11, 1), "en", "1 November 2026"),
    ],
)
def test_a_date_in_words(day: date, language: Language, words: str) -> None:
    assert long_date(day, language) == words
