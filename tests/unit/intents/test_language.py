from __future__ import annotations

import pytest

from intents.language import language_of


@pytest.mark.parametrize(
    "text",
    [
        "bonjour", "mes données", "oui", "non merci", "ça va", "supprimer", "pk vs gardez tt ca", "slt g une question",
        "aidez-moi", "c'est quoi le RGPD ?", "Qui est responsable ?", "J’ai reçu votre e-mail", "où en est ma demande",
        "Le marketing par SMS continue malgré mon opposition", "effacez ma newsletter",
    ],
)  # fmt: skip
def test_french_is_recognised(text: str) -> None:
    assert language_of(text) == "fr"


@pytest.mark.parametrize(
    "text",
    [
        "hello", "my data", "yes", "no thanks", "delete", "who are you", "help me", "what's the GDPR?", "hi there",
        "Marketing messages continue although somebody opted out", "thx", "u selling my info?", "please unsubscribe",
    ],
)  # fmt: skip
def test_english_is_recognised(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ok",
        "stop",
        "cookies",
        "12345678",
        "👍",
        "OMB-7F3K-Q2XW",
        "message important",
        "ok ok ok",
        "pizza taxi internet",
    ],
)
def test_what_both_languages_write_is_left_open(text: str) -> None:
    assert language_of(text) is None
