from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from bot.channels.jsonl import converse
from bot.outbox import Parcel
from bot.store.problems import Unavailable
from bot.updates import Handled, Update
from bot.wording.words import Language
from tests.desk import Desk

Talk = Callable[..., list[dict[str, Any]]]


@pytest.fixture
def talk(open_desk: Callable[..., Desk]) -> Talk:
    """Hands lines in, through the real inbox and outbox; the lines that come out."""
    desk = open_desk()

    def talk(*lines: object, name: str = "ada", language: Language | None = None) -> list[dict[str, Any]]:
        written = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        out = converse(
            written,
            name=name,
            language=language,
            receive=desk.app.inbox.receive,
            open_there=desk.app.open_there,
            clock=lambda: desk.now,
        )
        return [json.loads(line) for line in out]

    return talk


def test_a_line_out_for_each_line_in(talk: Talk) -> None:
    answers = talk({"language": "en"}, {"say": "who gets my data?"}, {"say": ""}, "", {"say": "thank you"})
    assert [set(answer) for answer in answers] == [
        {"replies", "language", "step"},
        {"replies", "language", "step"},
        {"replies", "language", "step"},
        {"error"},
        {"replies", "language", "step"},
    ]
    assert all(answer["replies"] for answer in answers if "replies" in answer)


def test_a_reply_has_the_shape_that_programs_rely_on(talk: Talk) -> None:
    (answer,) = talk({"say": "How long do you keep my data?"})
    assert (answer["language"], answer["step"]) == ("en", "idle")
    for reply in answer["replies"]:
        assert set(reply) == {"text", "choices", "citations"}
        assert all(set(item) == {"id", "label"} for item in reply["choices"])
        assert all(set(item) == {"clause", "quote"} for item in reply["citations"])
    assert any(reply["citations"] for reply in answer["replies"])
    assert any(reply["choices"] for reply in answer["replies"])


MALFORMED = [
    "",
    "   ",
    "hello",
    "[]",
    "null",
    '"say"',
    "{}",
    '{"say": null}',
    '{"say": 5}',
    '{"say": ["a"]}',
    '{"say": "a", "press": "b"}',
    '{"say": "a", "press": null}',
    '{"shout": "a"}',
    '{"language": "de"}',
    '{"say": "a"',
    '{"say": "a"} {"say": "b"}',
    '{"say": "\\ud800"}',
    "\ufeff",
]


def test_a_malformed_line_gives_an_error_and_the_conversation_goes_on(talk: Talk) -> None:
    before, *errors, after = talk({"say": "I want my data deleted"}, *MALFORMED, {"language": "en"})
    assert [set(error) for error in errors] == [{"error"}] * len(MALFORMED)
    assert all(error["error"] for error in errors)
    assert before["step"] == after["step"] == "erasure.scope"


def test_the_error_of_what_is_said_wrongly_shows_how_to_say_it(talk: Talk) -> None:
    (answer,) = talk({"say": "a", "press": "b"})
    for way in ('{"say": "…"}', '{"press": "<choice id>"}', '{"language": "fr"}'):
        assert way in answer["error"]


def test_what_is_pressed_is_a_choice_that_was_offered(talk: Talk) -> None:
    (asked,) = talk({"say": "I want my data deleted"})
    choices = asked["replies"][-1]["choices"]
    (answered,) = talk({"press": choices[0]["id"]})
    assert answered["step"] == "erasure.email"


def test_a_press_of_what_was_never_offered_changes_nothing(talk: Talk) -> None:
    never = [{"press": choice} for choice in ("", "1.0", "99.99", "no id", "é" * 5000)]
    answers = talk({"say": "I want my data deleted"}, *never)
    assert {answer["step"] for answer in answers} == {"erasure.scope"}


def test_what_a_line_came_to_is_not_repeated_in_the_next(talk: Talk) -> None:
    one, two = talk({"say": "hello"}, {"say": "thank you"})
    assert not {reply["text"] for reply in one["replies"]} & {reply["text"] for reply in two["replies"]}


def test_a_language_that_is_named_is_greeted_in_with_the_first_line(talk: Talk) -> None:
    (answer,) = talk({"say": "\U0001f600"}, language="fr")
    assert answer["language"] == "fr"
    assert len(answer["replies"]) == 2
    assert talk(language="fr") == [], "without a line in, none comes out"


def test_two_names_are_two_conversations(talk: Talk) -> None:
    (ada,) = talk({"say": "I want my data deleted"}, name="ada")
    (grace,) = talk({"say": "bonjour"}, name="grace")
    assert (ada["step"], ada["language"]) == ("erasure.scope", "en")
    assert (grace["step"], grace["language"]) == ("idle", "fr")


def test_a_name_that_is_the_beginning_of_another_hears_nothing_of_it(talk: Talk) -> None:
    for number in range(11):
        talk({"say": "hello"}, name=f"p{number}")
    assert [len(talk({"say": "thank you"}, name=f"p{number}")[0]["replies"]) for number in (0, 9, 10)] == [1, 1, 1]


def test_french_stays_readable_in_the_lines_themselves(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()
    taken: list[Update] = []

    def receive(update: Update) -> Handled | None:
        taken.append(update)
        return desk.app.inbox.receive(update)

    lines = ['{"language": "fr"}', '{"say": "où sont mes données ?"}']
    out = list(
        converse(
            lines,
            name="ada",
            language=None,
            receive=receive,
            open_there=desk.app.open_there,
            clock=lambda: desk.now,
        )
    )
    assert "é" in out[1]
    assert "\n" not in "".join(out)
    assert len({update.key for update in taken}) == 2


def test_a_line_that_nobody_took_is_shown_again(open_desk: Callable[..., Desk]) -> None:
    desk = open_desk()

    def talk(*lines: str) -> Iterator[str]:
        return converse(
            lines,
            name="ada",
            language=None,
            receive=desk.app.inbox.receive,
            open_there=desk.app.open_there,
            clock=lambda: desk.now,
        )

    lost = texts(next(talk('{"say": "hello"}')))
    again, *_ = talk('{"say": "thank you"}', '{"say": "thank you"}')
    assert texts(again)[: len(lost)] == lost
    assert len(texts(again)) > len(lost)
    assert not set(lost) & set(texts(next(talk('{"say": "thank you"}'))))


def test_where_the_store_fails_later_it_is_shown_with_the_next_line(
    open_desk: Callable[..., Desk],
) -> None:
    desk, failures = open_desk(), ["looking", "marking"]

    def open_there(lane: str) -> tuple[Sequence[Parcel], Callable[[], None]]:
        what = failures.pop(0) if failures else ""
        if what == "looking":
            raise Unavailable("it is locked")
        said, shown = desk.app.open_there(lane)
        return said, fail if what == "marking" else shown

    def fail() -> None:
        raise Unavailable("it is locked")

    lines = ['{"say": "hello"}', '{"say": "thank you"}', '{"say": "thank you"}', '{"say": "thank you"}']
    receive = desk.app.inbox.receive
    out = converse(lines, name="ada", language=None, receive=receive, open_there=open_there, clock=lambda: desk.now)
    failed, once, twice, after = out
    assert "it is stored" in json.loads(failed)["error"]
    assert texts(twice)[: len(texts(once))] == texts(once)
    assert len(texts(after)) < len(texts(twice))


def texts(line: str) -> list[str]:
    return [reply["text"] for reply in json.loads(line)["replies"]]
