from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents.text import clean, normal, plain, similar


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  bonjour\u00a0 \tvous  ", "bonjour vous"),
        ("a\u202eb\u200bc\u2066d\ufeff", "abcd"),
        ("e\u0301te\u0301", "été"),
        ("un\r\ndeux\u2028trois", "un\ndeux\ntrois"),
        ("un \n\n\n\n deux", "un\n\ndeux"),
        ("nul\x00\x07ité", "nulité"),
        ("\ud83d", ""),
        ("merci 👍", "merci 👍"),
    ],
)
def test_what_hides_or_reorders_text_is_removed(typed: str, kept: str) -> None:
    assert clean(typed) == kept


@given(st.text())
def test_clean_text_is_clean_already_and_can_be_stored(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned
    assert cleaned.encode().decode() == cleaned
    assert "\x00" not in cleaned


@pytest.mark.parametrize(
    ("typed", "form"),
    [
        ("Où est l’e-mail ?", "ou est l e mail"),
        ("g 1 question pr vs svp", "j ai 1 question pr vous s il vous plait"),
        ("pk vs gardé mes donees", "pourquoi vous garde mes donnees"),
        ("dont delete ur copy plz", "do not delete your copy please"),
        ("We needn't, they've, what's", "we need not they have what is"),
        ("ouiiii", "oui"),
        ("HELLOOO!!!", "hello"),
        ("Mon cœur", "mon coeur"),
        ("écrivez à lea@example.org", "ecrivez a email"),
        ("voir https://example.org/a?b", "voir link"),
        ("?!", ""),
    ],
)
def test_two_ways_of_typing_the_same_become_equal(typed: str, form: str) -> None:
    assert normal(typed) == form


@given(st.text())
def test_any_text_has_a_normal_form(text: str) -> None:
    assert normal(text) == normal(text).strip()


def test_the_encoder_sees_accents_and_punctuation() -> None:
    assert plain("Supprimez mes DONNÉES, svp !") == "supprimez mes données, s'il vous plaît !"


@pytest.mark.parametrize(
    ("typed", "label"),
    [("efacement", "Effacement"), ("acess", "Access"), ("dossier mon", "Mon dossier"), ("PORTABILITE", "Portabilité")],
)
def test_a_label_is_recognised_in_spite_of_typos(typed: str, label: str) -> None:
    assert similar(typed, label) > 0.85


def test_other_words_are_not_similar() -> None:
    assert similar("oui", "portabilité") < 0.5
    assert similar("", "oui") == 0
    assert similar("stop", "stop") == 1
