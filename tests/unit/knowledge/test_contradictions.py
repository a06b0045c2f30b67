"""Where an installation and its policy tell people two different things, and where they do not."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.contradictions import Installation, contradictions
from knowledge.findings import Finding
from knowledge.policy_text import Passage, PolicyText

CAPTURED = date(2026, 11, 1)
CONTACT = "Vannier est responsable de traitement : écrivez à vie-privee@vannier.example, ou à la CNIL."
KEEPING = "Nous gardons une conversation 30 jours."
IDENTITY = "Nous vérifions votre identité par un code."
FITTING = {
    "contact": "vie-privee@vannier.example",
    "mail_from": "vie-privee@vannier.example",
    "production": True,
    "holidays": "FR",
    "timezone": "Europe/Paris",
    "smtp_host": None,
    "database_host": None,
    "keep_days": 30,
    "languages": ("fr",),
    "today": date(2026, 11, 23),
}


def found(*written: str, **settings: object) -> list[Finding]:
    passages = tuple(Passage(f"a.{number}", "a", text) for number, text in enumerate(written))
    text = PolicyText(passages, frozenset(), "", "Vannier", "fr")
    return list(contradictions(text, CAPTURED, Installation.model_validate(FITTING | settings)))


def rules(*written: str, **settings: object) -> list[str]:
    return [finding.rule for finding in found(*written, **settings)]


@pytest.mark.parametrize(
    ("rule", "level", "settings"),
    [
        ("contact-not-in-policy", "warning", {"contact": "bureau@autre.example"}),
        ("contact-not-in-policy", "warning", {"contact": "12 rue des Osiers, Angers"}),
        ("sender-example", "warning", {"mail_from": "privacy@example.org"}),
        ("sender-example", "warning", {"mail_from": "Vannier <privacy@mail.example.com>"}),
        ("processor-not-named", "warning", {"smtp_host": "smtp.postier.example"}),
        ("processor-not-named", "warning", {"database_host": "8.8.8.8"}),
        ("processor-not-named", "warning", {"smtp_host": "a.tout.example", "database_host": "a.tout.example"}),
        ("other-calendar", "warning", {"holidays": "BE"}),
        ("other-calendar", "warning", {"timezone": "Europe/London"}),
        ("courtesy-translation", "note", {"languages": ("fr", "en")}),
        ("old-copy", "note", {"today": date(2027, 11, 2)}),
        ("keeping-untold", "note", {"keep_days": 60}),
    ],
)
def test_an_installation_that_says_otherwise_is_told(rule: str, level: str, settings: dict[str, object]) -> None:
    findings = found(CONTACT, KEEPING, IDENTITY, **settings)
    assert [(finding.rule, finding.level) for finding in findings] == [(rule, level)]


@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"contact": "Bureau : vie-privee@vannier.example, 01 99 00 12 34"},
        {"contact": ""},
        {"production": False, "mail_from": "privacy@example.org"},
        {"smtp_host": "localhost"},
        {"smtp_host": "127.0.0.1", "database_host": "10.0.0.7"},
        {"smtp_host": "base", "database_host": "base.internal"},
        {"smtp_host": "smtp.vannier.example"},
        {"holidays": "FR-57"},
        {"timezone": "Indian/Reunion"},
        {"today": date(2027, 11, 1)},
    ],
)
def test_an_installation_that_fits_is_not(settings: dict[str, object]) -> None:
    assert rules(CONTACT, KEEPING, IDENTITY, **settings) == []


def test_a_processor_that_the_policy_names_is_known() -> None:
    named = "Postier envoie nos messages."
    assert rules(CONTACT, KEEPING, IDENTITY, named, smtp_host="smtp.postier.example") == []


def test_without_any_contact_nobody_can_be_reached() -> None:
    assert rules("Vannier garde vos données.", KEEPING, IDENTITY, contact="") == ["nobody-reachable"]


def test_a_telephone_is_the_same_however_it_is_spaced() -> None:
    assert rules("Appelez le 01.99.00.12.34.", KEEPING, IDENTITY, contact="01 99 00 12 34") == []


def test_a_policy_without_a_word_on_identity_is_told() -> None:
    assert rules(CONTACT, KEEPING) == ["identity-check-untold"]


def test_without_a_known_authority_no_calendar_is_wrong() -> None:
    written = "Écrivez à vie-privee@vannier.example."
    assert rules(written, KEEPING, IDENTITY, holidays="BE", timezone="Europe/Brussels") == []
