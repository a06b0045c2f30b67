"""Addresses, telephone numbers and codes in words: read where nothing else can be meant, and said to be guesses."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from intents.entities import Entities, entities
from intents.numbers import WORDS

TODAY = date(2026, 11, 23)


def found(text: str) -> Entities:
    return entities(text, today=TODAY)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ada at example dot org", "ada@example.org"),
        ("My e-mail is ADA DOT LOVELACE AT EXAMPLE DOT ORG.", "ada.lovelace@example.org"),
        ("fatou point diallo arobase exemple point fr", "fatou.diallo@exemple.fr"),
        ("mon adresse, c'est rené arobas exemple point fr, merci", "rene@exemple.fr"),
        ("c'est fatou chez exemple point fr", "fatou@exemple.fr"),
        ("ada (at) example (dot) org", "ada@example.org"),
        ("ada[at]example[dot]org", "ada@example.org"),
        ("ada -at- example -dot- org", "ada@example.org"),
        ("ada_at_example_dot_org", "ada@example.org"),
        ("ada @ example.org", "ada@example.org"),
        ("ada@ example . org", "ada@example.org"),
        ("ada at example.org", "ada@example.org"),
        ("ada a commercial exemple point com", "ada@exemple.com"),
        ("jean tiret paul tiret du bas dupont arobase exemple tiret test point fr", "jean-paul_dupont@exemple-test.fr"),
        ("ada underscore l at example dash mail dot co dot uk", "ada_l@example-mail.co.uk"),
        ("jean dupont tout attaché arobase exemple point fr", "jeandupont@exemple.fr"),
        ("mon adresse est jean deux trois arobase exemple point fr", "jean23@exemple.fr"),
        ("a d a at example dot org", "ada@example.org"),
        ("ada arobase example point o r g", "ada@example.org"),
        ("l comme Louis e comme Emma arobase exemple point fr", "le@exemple.fr"),
        ("ada plus news at example dot org", "ada+news@example.org"),
        ("delete my account, ada at example dot org", "ada@example.org"),
        ("ada arobase example point org point final", "ada@example.org"),
    ],
)
def test_an_address_in_words_is_a_guess(text: str, address: str) -> None:
    assert found(text).emails == found(text).guessed == (address,)


@pytest.mark.parametrize(
    "text",
    [
        "I am at home point final", "I bought it at amazon dot com", "je suis chez orange point fr",
        "Look at example.org",
        "I work at example dot org", "my data is at example.org", "meet me at noon. De rien",
        "client chez free point fr",
        "mon compte chez orange point fr", "j'ai un compte chez vous point com", "at dot com", "arobase",
        "ada at example",
        "ada arobase example", "at what point do you delete it", "chez vous, quel est le point de contact ?",
        "ada at example dot nowhere", "I shop at example dot com",
    ],
)  # fmt: skip
def test_what_only_sounds_like_an_address_is_none(text: str) -> None:
    assert found(text).emails == ()


def test_what_is_written_is_no_guess_even_if_it_is_dictated_too() -> None:
    twice = found("ada@example.org, I repeat: ada at example dot org")
    assert (twice.emails, twice.guessed) == (("ada@example.org",), ())


KEYWORDS = {"at", "dot", "pt", "a", "chez", "point", "dash", "plus", "minus", "tiret", "hyphen"}
atoms = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=8).filter(
    lambda word: word not in KEYWORDS
)
FRENCH = {"@": " arobase ", ".": " point ", "-": " tiret ", "_": " tiret du bas ", "+": " plus "}
ENGLISH = {"@": " (at) ", ".": " dot ", "-": " dash ", "_": " underscore ", "+": " plus "}


@st.composite
def addresses(draw: st.DrawFn) -> str:
    name = draw(atoms)
    for _ in range(draw(st.integers(0, 3))):
        name += draw(st.sampled_from(".-_+")) + draw(atoms)
    domain = draw(atoms)
    for _ in range(draw(st.integers(0, 2))):
        domain += draw(st.sampled_from(".-")) + draw(atoms)
    return f"{name}@{domain}.{draw(st.sampled_from(['org', 'fr', 'com', 'co.uk', 'example']))}"


@given(addresses(), st.sampled_from([FRENCH, ENGLISH]), st.sampled_from(["", "my e-mail is ", "c'est "]))
def test_any_address_dictated_is_read_back(address: str, words: dict[str, str], before: str) -> None:
    dictated = "".join(words.get(sign, sign) for sign in address)
    assume(not before or len(address.partition("@")[0]) > 1)
    assert found(before + dictated).emails == (address,)


@pytest.mark.parametrize(
    ("text", "phone"),
    [
        ("zéro six douze trente-quatre cinquante-six soixante-dix-huit", "+33612345678"),
        ("mon numéro : zero six, douze, trente quatre, cinquante six, soixante dix huit", "+33612345678"),
        ("zéro six septante-deux octante nonante-neuf vingt et un", "+33672809921"),
        ("zéro six soixante et onze quatre-vingt-dix-neuf quatre-vingts vingt et un", "+33671998021"),
        ("06 douze 34 cinquante-six 78", "+33612345678"),
        ("oh six one two three four five six double seven", "+33612345677"),
        ("plus thirty three six twelve thirty-four fifty-six seventy-eight", "+33612345678"),
        ("plus forty-four twenty seventy-nine forty-six zero nine fifty-eight", "+442079460958"),
    ],
)
def test_a_telephone_number_in_words_is_a_guess(text: str, phone: str) -> None:
    assert found(text).phones == found(text).guessed == (phone,)


@pytest.mark.parametrize(
    "text",
    [
        "zéro six douze",
        "plus forty-four two",
        "one or two or three",
        "un deux trois nous irons au bois",
        "twenty-four seven",
        "j'en ai un",
    ],
)
def test_a_few_numbers_are_no_telephone_number(text: str) -> None:
    assert (found(text).phones, found(text).codes) == ((), ())


@pytest.mark.parametrize(
    "text",
    [
        "four two one nine three one seven one",
        "quarante-deux dix-neuf trente et un soixante et onze",
        "le code est quatre deux un neuf trois un sept un",
        "forty-two nineteen thirty-one seventy-one",
        "42 dix-neuf 31 soixante et onze",
    ],
)
def test_a_code_in_words_is_a_code(text: str) -> None:
    assert (found(text).codes, found(text).guessed) == (("42193171",), ())


@given(st.integers(0, 10**8 - 1), st.randoms(use_true_random=False))
def test_any_digits_said_in_pairs_are_read_back(number: int, pick: random.Random) -> None:
    digits = f"{number:08d}"
    by_value: dict[int, list[str]] = {}
    for word, value in WORDS.items():
        by_value.setdefault(value, []).append(word)
    pairs = [digits[at : at + 2] for at in range(0, 8, 2)]
    said = [
        f"zéro, {pick.choice(by_value[int(pair)])}" if pair[0] == "0" else pick.choice(by_value[int(pair)])
        for pair in pairs
    ]
    assert found(", ".join(said)).codes == (digits,)


@pytest.mark.parametrize("part", ["at dot ", "a ", "a.", "un ", "double ", "@ ", "a at b.c. ", "l comme la ", "-"])
def test_long_messages_of_nothing_are_read_at_once(part: str) -> None:
    assert found(part * (2000 // len(part))).emails == ()
