"""One event, one transaction: what a second delivery, a fault, the clock and a restart do to it, and do not."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from bot.carry import Moment
from bot.dialogue.effects import Effect, Reply
from bot.dialogue.events import Event, Found, TimeCame
from bot.store import conversations, events, requests
from bot.wording.words import Language
from tests.desk import Desk, Recording

Opener = Callable[..., Desk]


@dataclass(frozen=True)
class Faulty(Recording):
    """A carrier that breaks at some effects, as a bug of ours would; all others are carried out as always."""

    breaks_at: tuple[str, ...] = ()
    chases: str = ""

    def carry(self, at: Moment, effect: Effect) -> Event | None:
        name = effect.text.id if isinstance(effect, Reply) else effect.kind
        if name in self.breaks_at:
            raise RuntimeError(f"this broke: {effect}")
        came = super().carry(at, effect)
        return Found(at=at.now, purpose="status", cases=()) if name == self.chases else came


def break_at(desk: Desk, *effects: str, chases: str = "") -> None:
    """From now on the desk breaks at these effects or messages; without any, it is whole again.

    What `chases` names leads to another of its kind, and so on without end.
    """
    parts = {name: getattr(desk.carrier, name) for name in Recording.__dataclass_fields__}
    desk.carrier = Faulty(**parts, breaks_at=effects, chases=chases)
    inbox = replace(desk.app.inbox, carrier=desk.carrier)
    desk.app = replace(desk.app, inbox=inbox, clockwork=replace(desk.app.clockwork, inbox=inbox))


def at_code(desk: Desk) -> None:
    """Bring an erasure to where the code is asked for."""
    desk.starts("en")
    desk.says("I want my data deleted")
    desk.presses(desk.button("answer", "everything"))
    desk.says("ada@example.org")
    desk.presses(desk.button("skip"))
    assert desk.state().step == "erasure.code"


def objected(desk: Desk) -> None:
    """Bring an objection to advertising to its summary."""
    desk.starts("en")
    desk.says("Stop sending me adverts at ada@example.org")
    assert desk.state().step == "marketing_objection.summary"


def filed(desk: Desk) -> int:
    with desk.app.store.reading() as session:
        return len(list(requests.filed_order(session)))


def test_the_same_update_delivered_twice_changes_nothing(open_desk: Opener) -> None:
    desk = open_desk()
    desk.starts("en")
    desk.says("I want my data deleted", key="7")
    before = desk.state()
    assert desk.says("I want my data deleted", key="7") == []
    assert desk.says("something else under the same key", key="7") == []
    assert desk.state() == before


def test_the_same_confirmation_delivered_twice_or_after_a_restart_files_once(open_desk: Opener) -> None:
    desk = open_desk()
    objected(desk)
    confirm = desk.button("confirm")
    desk.presses(confirm, key="8")
    assert desk.presses(confirm, key="8") == []
    again = open_desk()
    again.now = desk.now
    assert again.presses(confirm, key="8") == []
    assert filed(again) == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_event_that_raises_leaves_the_state_before_it_and_an_apology(
    open_desk: Opener, caplog: pytest.LogCaptureFixture, language: Language
) -> None:
    desk = open_desk()
    objected(desk)
    desk.switches(language)
    before = desk.state()
    confirm = desk.button("confirm")
    break_at(desk, "file")
    with caplog.at_level(logging.DEBUG):
        shown = desk.presses(confirm, key="9")
    assert desk.said == ["internal-error"]
    assert shown[0].language == language
    assert desk.state() == before
    assert filed(desk) == 0
    (record,) = [record for record in caplog.records if record.name == "ombud"]
    assert record.levelno == logging.ERROR
    assert "RuntimeError at test_inbox.py" in record.getMessage()
    assert "ada" not in caplog.text
    break_at(desk)
    assert desk.presses(confirm, key="9") == [], "its receipt is kept, or it would come back for ever"
    desk.presses(confirm)
    assert filed(desk) == 1


def test_of_a_turn_that_breaks_nothing_is_stored(open_desk: Opener) -> None:
    desk = open_desk()
    at_code(desk)
    code, before = desk.code(), desk.state()
    break_at(desk, "code-ask")  # said after the new code is made and its mail queued
    desk.presses(desk.button("resend"))
    assert desk.said == ["internal-error"]
    assert desk.state() == before
    assert desk.mails() == 1
    break_at(desk)
    desk.says(code)
    assert desk.state().step == "erasure.summary", "the code before is still the one"


def test_somebody_whose_first_word_breaks_is_told_too(open_desk: Opener) -> None:
    desk = open_desk()
    break_at(desk, "welcome")
    desk.says("hello")
    assert desk.said == ["internal-error"]
    break_at(desk)
    desk.says("hello")
    assert desk.said[0] == "welcome"


def test_effects_that_chase_each_other_are_stopped_after_eight_rounds(
    open_desk: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    desk = open_desk()
    desk.starts("en")
    before = desk.state()
    break_at(desk, chases="no-request")
    shown = desk.says("where is my request?")
    assert desk.said == ["no-request"] * 7 + ["internal-error"]
    assert len(shown) == 1, "what was said in the rounds went with them"
    assert desk.state() == before
    assert "TooManyRounds" in caplog.text


def test_a_due_event_that_raises_harms_nobody_else_and_does_not_come_back_for_ever(
    open_desk: Opener, caplog: pytest.LogCaptureFixture
) -> None:
    desk = open_desk()
    desk.starts("en")
    desk.says("I want my data deleted")
    before = desk.state()
    break_at(desk, "reminder")
    desk.waits(days=2, hours=1)
    assert desk.state() == before
    assert "RuntimeError" in caplog.text
    caplog.clear()
    desk.waits(hours=1)
    assert caplog.text == ""
    desk.presses(desk.button("answer", "everything"))
    assert desk.state().step == "erasure.email"


def test_a_moment_that_comes_for_a_draft_long_gone_is_harmless(open_desk: Opener) -> None:
    desk = open_desk()
    desk.starts("en")
    desk.says("I want my data deleted")
    with desk.app.store.transaction() as session:
        for what in ("remind", "expire"):
            came = TimeCame(at=desk.now, what=what, draft="d99")
            events.put(
                session, to="conversation:1", kind=came.kind, due=desk.now, payload=came.model_dump_json(), key=what
            )
        gone = came.model_dump_json()
        events.put(session, to="conversation:99", kind="time_came", due=desk.now, payload=gone, key="gone")
    assert desk.waits(minutes=1) == []
    desk.presses(desk.button("answer", "everything"))
    assert desk.state().step == "erasure.email"


@pytest.mark.parametrize("draft", [False, True])
def test_thirty_days_after_the_last_message_the_conversation_is_erased_and_the_request_stays(
    open_desk: Opener, draft: bool
) -> None:
    desk = open_desk()
    objected(desk)
    desk.presses(desk.button("confirm"))
    if draft:
        desk.says("I want my data deleted")
    desk.says("I withdraw my request")
    desk.presses(desk.button("yes"))
    desk.waits(days=29)
    assert known(desk)
    desk.waits(days=1, minutes=1)
    assert not known(desk)
    assert filed(desk) == 1
    desk.says("where is my request?")
    assert desk.said[0] == "welcome"
    assert "no-request" in desk.said


def test_while_a_request_is_open_its_conversation_can_still_follow_it(open_desk: Opener) -> None:
    desk = open_desk()
    objected(desk)
    desk.presses(desk.button("confirm"))
    desk.says("delete all my data")
    desk.waits(days=31)
    assert desk.state().draft is None
    desk.says("where is my request?")
    assert "case-card" in desk.said or "case-overdue" in desk.said


def test_whoever_writes_in_time_is_not_erased(open_desk: Opener) -> None:
    desk = open_desk()
    desk.starts("en")
    desk.waits(days=29)
    desk.says("hello")
    desk.waits(days=29)
    assert known(desk)


def test_forget_erases_what_is_under_way_and_leaves_what_was_filed(open_desk: Opener) -> None:
    desk = open_desk()
    objected(desk)
    desk.presses(desk.button("confirm"))
    desk.says("/human")
    desk.says("call me back")
    desk.says("I want my data deleted")
    desk.says("/forget")
    desk.presses(desk.button("yes"))
    assert desk.said == ["forgotten"]
    assert desk.state().draft is None
    assert desk.app.queries.questions() == []
    assert filed(desk) == 1
    assert desk.waits(days=3) == [], "no reminder of what was forgotten"


def known(desk: Desk) -> bool:
    """Is there a conversation with this person in the store?"""
    with desk.app.store.reading() as session:
        return conversations.find(session, channel="terminal", address_hash=desk.app.store.lookup("ada")) is not None
