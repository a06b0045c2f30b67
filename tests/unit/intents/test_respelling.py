from __future__ import annotations

import pytest

from intents.respelling import Counts, Spelling

WRITTEN = [
    *["supprimez mes données s'il vous plaît"] * 12,
    *["envoyez-moi une copie de mes données"] * 4,
    *["delete my data where it is stored", "my account and my records", "là où vous les gardez"] * 3,
    *["ou bien", "à vous la main", "il a la clé", "the data of the day"] * 6,
    "donnees sans accent",
    "hapax",
]
KNOWN = {"evernote", "acquired"}


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    return Spelling(Counts.of(WRITTEN), knows=KNOWN.__contains__)


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("donnees", "données"),
        ("Mes DONNEES", "Mes données"),
        ("supprimmez mes donnéees", "supprimez mes données"),
        ("suprpimez", "supprimez"),
        ("delette mu data", "delete my data"),
        ("recrods", "records"),
        ("accuont", "account"),
        ("mse données", "mes données"),
    ],
)
def test_words_are_read_as_the_phrases_write_them(spelling: Spelling, typed: str, read: str) -> None:
    assert spelling(typed) == read


@pytest.mark.parametrize(
    "text",
    [
        "ou",  # as common as « où »
        "là",
        "la main",
        "acquired evernote",  # words, though of no phrase
        "Xylophone Zweibrücken",
        "hapaxe",  # what stands once may be a slip itself
        "mo clé",  # short, and what it may have been stands nowhere beside the next word
        "suprimez.donnees@example.org",
        "https://example.org/donees",
        "bjr, pk mes données ?",  # text.py writes these out
        "",
        "12 345 🙂",
    ],
)
def test_what_is_left_as_it_was_typed(spelling: Spelling, text: str) -> None:
    assert spelling(text) == text


def test_everything_around_the_words_stays(spelling: Spelling) -> None:
    assert spelling("  « Donnees » ?!\n— ok  ") == "  « données » ?!\n— ok  "


def test_read_twice_is_read_once(spelling: Spelling) -> None:
    for text in ("supprimmez mes donnees", "delette mu data", "accuont"):
        assert spelling(spelling(text)) == spelling(text)


@pytest.mark.parametrize(
    ("text", "most"),
    [("supprimez mes données", True), ("delete xylophones zweibrücken eichhörnchen", False), ("", False)],
)
def test_whether_most_words_are_ours(spelling: Spelling, text: str, most: bool) -> None:
    assert spelling.holds_most_of(text) is most
