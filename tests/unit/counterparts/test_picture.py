"""The picture shows what the journal holds, and nothing that it does not."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

import pytest

from tests.counterparts.picture import draw, width
from tests.counterparts.telegram_entries import Json, Message, message

LONG = " ".join(["a clause that goes on"] * 20)
SVG = "{http://www.w3.org/2000/svg}"


def wrote(text: str, *, by_bot: bool = True, **more: object) -> Message:
    return message({"message_id": 1, "from": {"is_bot": by_bot}, "text": text, **more})


def quoted(text: str, kind: str) -> Json:
    return {"type": kind, "offset": text.index(LONG), "length": len(LONG)}


def told(*messages: Message, opened: bool = False) -> list[str]:
    """The lines of a picture, which is well-formed and reaches for nothing outside."""
    drawn = draw(messages, title="A chat & more", opened=opened)
    root = ElementTree.fromstring(drawn)
    assert root.findtext(f"{SVG}title") == "A chat & more"
    assert "href" not in drawn
    assert "<script" not in drawn
    return ["".join(line.itertext()) for line in root.iter(f"{SVG}text")]


def test_both_sides_are_drawn_with_buttons_and_edits() -> None:
    markup = {"inline_keyboard": [[{"text": "Yes & no", "callback_data": "y"}]]}
    answer = wrote("An <answer>", reply_markup=markup, edit_date=1)
    assert told(wrote("a question", by_bot=False), answer) == ["a question", "An <answer>", "edited", "Yes & no"]


def test_the_person_is_right_and_the_bot_left() -> None:
    drawn = ElementTree.fromstring(draw([wrote("hi", by_bot=False), wrote("hello")], title="x"))
    person, bot = [float(line.attrib["x"]) for line in drawn.iter(f"{SVG}text")]
    assert person > bot


def test_what_is_told_to_a_reader_of_screens_is_whole() -> None:
    assert LONG in draw([wrote(LONG)], title="x").split("<desc")[1].split("</desc>")[0]


def test_text_is_wrapped_and_none_is_lost() -> None:
    lines = told(wrote(LONG))
    assert " ".join(lines) == LONG
    assert max(map(width, lines)) <= 396


def test_a_word_longer_than_the_line_is_broken() -> None:
    assert "".join(told(wrote("x" * 200))) == "x" * 200


@pytest.mark.parametrize(
    ("kind", "opened", "shown"),
    [
        ("expandable_blockquote", False, lambda lines: len(lines) == 5 and lines[3].endswith("⌄")),
        ("expandable_blockquote", True, lambda lines: " ".join(lines[1:-1]) == LONG),
        ("blockquote", False, lambda lines: " ".join(lines[1:-1]) == LONG),
    ],
)
def test_a_quotation_that_expands_is_drawn_closed(kind: str, opened: bool, shown: Callable[[list[str]], bool]) -> None:
    text = f"😀 Words:\n{LONG}\nafter"
    place = quoted(text, kind) | {"offset": text.index(LONG) + 1}  # the emoji counts twice
    lines = told(wrote(text, entities=[place]), opened=opened)
    assert (lines[0], lines[-1]) == ("😀 Words:", "after")
    assert shown(lines)


def test_what_is_marked_is_set_so() -> None:
    drawn = draw([wrote("a bold word", entities=[{"type": "bold", "offset": 2, "length": 4}])], title="x")
    assert '<tspan font-weight="bold">bold</tspan>' in drawn


def test_what_is_no_text_is_named() -> None:
    assert told(message({"message_id": 1, "voice": {}})) == ["(voice)"]
