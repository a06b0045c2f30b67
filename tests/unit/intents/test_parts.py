from __future__ import annotations

import pytest

from intents.parts import parts_of, without_courtesies


@pytest.mark.parametrize(
    ("text", "heart"),
    [
        ("Bonjour, à qui vont mes données ?", "à qui vont mes données ?"),
        ("Madame, Monsieur,\nsupprimez mes données.\nCordialement, Léa Martin", "supprimez mes données"),
        ("Hi there! Who gets my data?", "Who gets my data?"),
        ("Dear Sir or Madam, send me my file. Kind regards, Ann", "send me my file"),
        ("Bonjour", "Bonjour"),
        ("Hello my friend", "Hello my friend"),
        ("History of my requests", "History of my requests"),
    ],
)
def test_courtesies_are_left_out_where_something_else_is_said(text: str, heart: str) -> None:
    assert parts_of(text) == [heart]


def test_a_story_is_read_sentence_by_sentence() -> None:
    text = "I moved in March. Nobody told me! What now, after all that?"
    assert parts_of(text) == [text, "I moved in March.", "Nobody told me!", "What now, after all that?"]


def test_a_long_story_is_read_at_its_ends() -> None:
    text = " ".join(f"This is sentence {number}." for number in range(100))
    whole, *sentences = parts_of(text)
    assert len(whole) <= 801
    assert len(sentences) == 6
    assert sentences[0] == "This is sentence 0."
    assert sentences[-1] == "This is sentence 99."


def test_courtesies_alone_stay() -> None:
    assert without_courtesies("Bonjour, merci d'avance") == "Bonjour, merci d'avance"
    assert without_courtesies("Bonjour, qui reçoit mes données ? Cordialement, Ada") == "qui reçoit mes données ?"
