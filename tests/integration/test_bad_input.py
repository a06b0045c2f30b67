"""Whatever is typed has its own clear line in both languages, the step stays, and nothing personal lies in clear."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest

from bot.wording.words import Language
from tests.desk import Desk

Opener = Callable[..., Desk]
WISH: dict[Language, str] = {"en": "I want my data deleted", "fr": "effacez mes données"}
OBJECT: dict[Language, str] = {"en": "I object to the processing of my data", "fr": "je m'oppose au traitement"}
EMOJI = "\U0001f600\U0001f44d\U0001f3fd \u2764\ufe0f"
FRAGMENTS = [
    "'; DROP TABLE requests; --",
    "<script>alert(1)</script> & <b>bold</b>",
    "{ $right } {% raw %} %s {0} \\n \\x1b",
    "[red]not red[/red] :smile: **bold**",
]


@pytest.fixture(params=["en", "fr"])
def language(request: pytest.FixtureRequest) -> Language:
    chosen: Language = request.param
    return chosen


def at_email(desk: Desk, language: Language) -> None:
    desk.starts(language)
    desk.says(WISH[language])
    desk.presses(desk.button("answer", "everything"))
    assert desk.state().step == "erasure.email"


def at_code(desk: Desk, language: Language) -> None:
    at_email(desk, language)
    desk.says("ada@example.org")
    desk.presses(desk.button("skip"))
    assert desk.state().step == "erasure.code"


UNREADABLE = {
    "": "empty-message",
    "   \t ": "empty-message",
    "\x00\x07\x1b": "empty-message",
    "\u202e\u2066\u200b": "empty-message",
    EMOJI: "no-words",
    "?!…": "no-words",
    "lorem ipsum " * 834: "too-long",
}


@pytest.mark.parametrize("where", ["idle", "a choice", "a free field", "the address", "the code", "a message to staff"])
def test_what_cannot_be_read_has_its_own_line_and_the_step_stays(
    open_desk: Opener, language: Language, where: str
) -> None:
    desk = open_desk()
    desk.starts(language)
    match where:
        case "a choice":
            desk.says(WISH[language])
        case "a free field":
            desk.says(OBJECT[language])
        case "the address":
            at_email(desk, language)
        case "the code":
            at_code(desk, language)
        case "a message to staff":
            desk.says("/human")
        case _:
            pass
    before = desk.state()
    for typed, line in UNREADABLE.items():
        shown = desk.says(typed)
        assert desk.said[0] == line, repr(typed[:20])
        assert {message.language for message in shown} == {language}
        after = desk.state()
        assert (after.step, after.draft) == (before.step, before.draft)


@pytest.mark.parametrize("typed", ["ada@", "@example.org", "ada @ example"])
def test_an_address_that_is_none_is_said_to_be_none(open_desk: Opener, language: Language, typed: str) -> None:
    desk = open_desk()
    at_email(desk, language)
    desk.says(typed)
    assert desk.said == ["bad-email", "email-ask"]
    assert desk.state().step == "erasure.email"
    assert desk.mails() == 0


@pytest.mark.parametrize("typed", ["\u1369", "\U00010a40", "\u00b3", "\u0663", "9" * 1_900])
def test_a_number_that_no_choice_has_is_asked_again(open_desk: Opener, typed: str) -> None:
    desk = open_desk()
    desk.starts("en")
    desk.says(WISH["en"])
    desk.says(typed)
    assert desk.said[-1] == "erasure-scope-ask"
    assert desk.state().step == "erasure.scope"


def test_a_wrong_code_is_said_to_be_wrong(open_desk: Opener, language: Language) -> None:
    desk = open_desk()
    at_code(desk, language)
    desk.says(f"{(int(desk.code()) + 1) % 10**8:08d}")
    assert desk.said == ["code-wrong"]
    assert desk.state().step == "erasure.code"


def test_an_expired_code_is_said_to_be_expired(open_desk: Opener, language: Language) -> None:
    desk = open_desk()
    at_code(desk, language)
    desk.waits(minutes=11)
    desk.says(desk.code())
    assert desk.said == ["code-expired"]
    assert desk.state().step == "erasure.code"


@pytest.mark.parametrize("typed", ["x" * 10_000, "1" * 10_000, "a@" * 1_000])
def test_a_wall_of_signs_is_answered_and_nothing_is_taken(open_desk: Opener, typed: str) -> None:
    """Each of these once cost seconds or minutes in a regular expression."""
    desk = open_desk()
    desk.starts("en")
    desk.says(typed)
    assert desk.said in (["too-long"], ["not-understood"])
    assert desk.state().step == "idle"


@pytest.mark.parametrize("fragment", FRAGMENTS)
def test_fragments_of_code_are_stored_to_the_letter_and_shown_as_text(
    open_desk: Opener, language: Language, fragment: str
) -> None:
    desk = open_desk()
    desk.starts(language)
    desk.says("/human")
    desk.says(fragment)
    assert desk.app.queries.questions()[0].text == fragment
    at_email(desk, language)
    desk.says("ada@example.org")
    desk.says(fragment)
    draft = desk.state().draft
    assert draft is not None
    assert draft.values["identifier"] == fragment
    desk.says(desk.code())
    assert any(fragment in message.text for message in desk.shown[-2:]), "the summary reads it back"
    desk.presses(desk.button("confirm"))
    (line,) = desk.app.queries.requests()
    card = desk.app.queries.card(line.reference)
    assert card is not None
    assert card.values["identifier"] == fragment


def test_what_hides_or_reorders_text_is_never_stored(open_desk: Opener, language: Language) -> None:
    desk = open_desk()
    at_email(desk, language)
    desk.says("\u202eada\u200b@example.org\u2069\x00")
    desk.says("\x1b[31mcontract\x1b[0m \u202e4711\u202c\x07")
    draft = desk.state().draft
    assert draft is not None
    assert draft.values["email"] == "ada@example.org"
    assert draft.values["identifier"] == "[31mcontract[0m 4711"


def test_nothing_personal_lies_in_clear_in_the_database_or_in_the_log(
    open_desk: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        desk = open_desk()
        at_code(desk, "en")
        desk.says("/human")
        desk.says("Zebulon Quatorze asks for a call")
        wrong, right = f"{(int(desk.code()) + 1) % 10**8:08d}", desk.code()
        desk.says(wrong)
        desk.says(right)
        desk.presses(desk.button("change"))
        desk.presses(desk.button("edit", "identifier"))
        desk.says("customer Zebulon Quatorze, born in Quimperlé")
        desk.presses(desk.button("confirm"))
        (line,) = desk.app.queries.requests()
    files = list(desk.settings.data_dir.glob("ombud.sqlite*"))
    assert len(files) >= 2, "the write-ahead log is looked into as well"
    stored = b"".join(path.read_bytes() for path in files)
    assert line.reference.encode() in stored, "this is where requests are"
    personal = ["ada@example", "Zebulon", "Quatorze", "Quimperl", "example.org", right, f"{right[:4]} {right[4:]}"]
    for text in personal:
        assert text.encode() not in stored, text
        assert text not in caplog.text, text
    assert line.reference in str(desk.shown)
