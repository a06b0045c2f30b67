"""What each answer of the other side comes to, on a real store; the sender is told what to answer."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.dialogue.spoken import Edit
from bot.outbox import (
    CLAIMED,
    RETRIES,
    Accepted,
    Closed,
    Later,
    Moved,
    Outbox,
    Outcome,
    Parcel,
    Refused,
    Slowed,
    Unknown,
    parcel,
)
from bot.rights import lifecycle
from bot.store import codes, conversations, events, outgoing, register, requests
from bot.store.pace import Pace
from bot.store.session import Store
from bot.store.tables import Code, Lane, Outgoing
from tests.unit.store.conftest import NOW
from tests.unit.store.requests_made import made

CHANNEL = "telegram:7"
GAPLESS = Pace(CHANNEL, gap=timedelta(0), interval=timedelta(milliseconds=1))


@dataclass
class Platform:
    """The other side: answers as it is told, by words, and takes all else; a clock stands beside it."""

    store: Store
    answers: dict[str, list[Outcome]] = field(default_factory=dict)
    got: list[Parcel] = field(default_factory=list)
    now: datetime = NOW

    def send(self, parcel: Parcel) -> Outcome:
        self.got.append(parcel)
        self.now += timedelta(milliseconds=1)
        planned = self.answers.get(parcel.payload, [])
        return planned.pop(0) if planned else Accepted(remote=f"m{len(self.got)}")

    def outbox(self, *, pace: Pace | None = None, chance: float = 0.0) -> Outbox:
        senders = dict.fromkeys(("reply", "edit", "code-mail"), self.send)
        return Outbox(self.store, senders, lambda: self.now, pace=pace, chance=lambda: chance)

    def texts(self) -> list[str]:
        """What was sent since the last look."""
        sent = [parcel.payload for parcel in self.got]
        self.got.clear()
        return sent


@pytest.fixture
def platform(store: Store) -> Platform:
    return Platform(store)


def chat(store: Store, address: str = "100", channel: str = CHANNEL) -> int:
    """A chat; the id of its conversation."""
    with store.transaction() as session:
        hashed = store.lookup(address)
        begun = conversations.open_(session, channel=channel, address=address, address_hash=hashed, state="{}", now=NOW)
        return begun.id


def put(store: Store, conversation: int, *texts: str, buttons: int | None = None, edits: bool = False) -> list[int]:
    lane = f"{CHANNEL}:{conversation}{':edits' if edits else ''}"
    with store.transaction() as session:
        return [outgoing.put(session, lane, "reply", text, NOW, buttons=buttons) for text in texts]


def rows(store: Store) -> list[tuple[str, str | None]]:
    """What became of all messages, and why."""
    with store.reading() as session:
        return [(row.status, row.why) for row in session.exec(select(Outgoing).order_by(col(Outgoing.id)))]


def lane(store: Store, name: str) -> Lane:
    with store.reading() as session:
        return session.get_one(Lane, name)


def test_what_was_accepted_is_sent_and_known_by_the_platforms_id(store: Store, platform: Platform) -> None:
    (one,) = put(store, chat(store), "one")
    assert platform.outbox().pump() == 1
    assert platform.got == [Parcel("reply", "one", "100")]
    with store.reading() as session:
        row = session.get_one(Outgoing, one)
        assert (row.status, row.payload, row.remote) == ("sent", None, "m1")


def test_who_is_busy_is_tried_again_in_order_and_in_the_end_given_up(store: Store, platform: Platform) -> None:
    platform.answers["one"] = [Later("busy") for _ in range(len(RETRIES) + 1)]
    put(store, chat(store), "one", "two")
    outbox = platform.outbox()
    for pause in RETRIES:
        outbox.pump()
        assert platform.texts() == ["one"]
        platform.now += timedelta(seconds=pause) - timedelta(milliseconds=1)
        assert outbox.pump() == 0
        platform.now += timedelta(milliseconds=1)
    outbox.pump()
    assert platform.texts() == ["one", "two"]
    assert rows(store) == [("failed", "busy"), ("sent", None)]


def test_pauses_are_spread_so_that_what_failed_together_does_not_come_back_together(
    store: Store, platform: Platform
) -> None:
    platform.answers["one"] = [Later("busy")]
    put(store, chat(store), "one")
    outbox = platform.outbox(chance=0.4)
    outbox.pump()
    platform.now = NOW + timedelta(seconds=RETRIES[0] * 0.6, milliseconds=2)
    assert outbox.pump() == 1


def test_a_sender_that_raises_means_later(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    def send(_parcel: Parcel) -> Outcome:
        raise ValueError("ada@example.org")

    put(store, chat(store), "one")
    assert Outbox(store, {"reply": send}, lambda: NOW).pump() == 1
    assert rows(store) == [("waiting", "the sender raised ValueError")]
    assert "ada" not in caplog.text


def test_a_chat_that_is_slowed_holds_up_no_other_and_counts_no_attempt(store: Store, platform: Platform) -> None:
    slow, other = chat(store, "100"), chat(store, "200")
    platform.answers["one"] = [Slowed(9)]
    put(store, slow, "one", "two")
    put(store, other, "three")
    outbox = platform.outbox(pace=GAPLESS)
    outbox.pump()
    platform.now += timedelta(seconds=1)
    put(store, other, "four")
    outbox.pump()
    assert platform.texts() == ["one", "three", "four"]
    platform.now = NOW + timedelta(seconds=9, milliseconds=1)
    outbox.pump()
    platform.now += timedelta(milliseconds=1)
    outbox.pump()
    assert platform.texts() == ["one", "two"]
    with store.reading() as session:
        assert list(session.exec(select(Outgoing.attempts))) == [0, 0, 0, 0]


def test_several_chats_slowed_at_once_hold_up_all(store: Store, platform: Platform) -> None:
    for number in range(4):
        platform.answers[f"{number}"] = [Slowed(9)] if number < 3 else []
        put(store, chat(store, f"{number}"), f"{number}")
    outbox = platform.outbox(pace=GAPLESS)
    outbox.pump()
    assert platform.texts() == ["0", "1", "2"], "the third says that it is no matter of chats"
    platform.now += timedelta(seconds=8)
    assert outbox.pump() == 0
    platform.now += timedelta(seconds=2)
    for _ in range(4):
        platform.now += timedelta(milliseconds=1)
        outbox.pump()
    assert sorted(platform.texts()) == ["0", "1", "2", "3"]


def test_chats_slowed_at_different_times_hold_up_only_themselves(store: Store, platform: Platform) -> None:
    outbox = platform.outbox(pace=GAPLESS)
    for number in range(4):
        platform.answers[f"{number}"] = [Slowed(60)] if number < 3 else []
        put(store, chat(store, f"{number}"), f"{number}")
        platform.now += timedelta(seconds=4)
        outbox.pump()
    assert rows(store)[-1] == ("sent", None)


def test_what_is_refused_holds_nothing_up(store: Store, platform: Platform, caplog: pytest.LogCaptureFixture) -> None:
    platform.answers["one"] = [Refused("message is too long")]
    put(store, chat(store), "one", "two")
    platform.outbox().pump()
    assert rows(store) == [("failed", "message is too long"), ("sent", None)]
    assert "one" not in caplog.messages[0].split()


def test_who_blocked_us_gets_nothing_more_and_whoever_works_on_the_request_reads_it(
    store: Store, platform: Platform
) -> None:
    conversation = chat(store)
    still_open, finished = made(), made()
    withdrawn = lifecycle.act(finished, lifecycle.Withdraw(), by="person", today=NOW.date())
    assert isinstance(withdrawn, lifecycle.Acted)
    with store.transaction() as session:
        for draft, request in (("d1", still_open), ("d2", finished)):
            requests.file(session, request, conversation=conversation, draft=draft, filed=NOW)
        requests.save(session, withdrawn.request)
    platform.answers = {"one": [Closed("blocked")], "edit": [Closed("blocked")]}
    put(store, conversation, "one", "two")
    put(store, conversation, "edit", edits=True)
    outbox = platform.outbox()
    outbox.pump()
    assert platform.texts() == ["one"]
    assert rows(store) == [("failed", "blocked"), ("waiting", None), ("waiting", None)]
    assert lane(store, f"{CHANNEL}:{conversation}").closed == "blocked"
    with store.reading() as session:
        (entry,) = register.entries(session, still_open.reference)
        assert (entry.kind, entry.facts) == ("unreachable", {"why": "blocked"})
        assert register.entries(session, finished.reference) == []
    with store.transaction() as session:
        outgoing.reopen(session, f"{CHANNEL}:{conversation}")
    platform.answers.clear()
    outbox.pump()
    assert platform.texts() == ["two", "edit"]


def test_two_that_meet_a_closed_chat_tell_it_once(store: Store, platform: Platform) -> None:
    conversation, request = chat(store), made()
    with store.transaction() as session:
        requests.file(session, request, conversation=conversation, draft="d1", filed=NOW)
    put(store, conversation, "one")
    put(store, conversation, "edit", edits=True)
    outbox = platform.outbox()
    with store.transaction() as session:
        both = outbox.claim(session, NOW, lanes="", kinds=["reply"], limit=2)
    for claimed in both:
        with store.transaction() as session:
            outbox.settle(session, claimed, Closed("gone"), NOW)
    assert rows(store) == [("failed", "gone"), ("failed", "gone")]
    with store.reading() as session:
        assert len(register.entries(session, request.reference)) == 1


def test_who_is_back_since_a_send_began_is_not_shut_out_by_it(store: Store, platform: Platform) -> None:
    conversation = chat(store)
    put(store, conversation, "one", "two")
    outbox = platform.outbox()
    with store.transaction() as session:
        (claimed,) = outbox.claim(session, NOW, lanes="", kinds=["reply"], limit=1)
    back = NOW + timedelta(seconds=2)
    with store.transaction() as session:
        known = conversations.lock(session, conversation)
        assert known is not None
        conversations.save_state(session, known, "{}", language="en", now=back, seen=back)
    with store.transaction() as session:
        outbox.settle(session, claimed, Closed("blocked"), back)
    assert lane(store, f"{CHANNEL}:{conversation}").closed is None
    platform.now = back + timedelta(seconds=RETRIES[0])
    outbox.pump()
    assert platform.texts() == ["one", "two"]


def test_a_chat_that_moved_goes_on_at_its_new_address(store: Store, platform: Platform) -> None:
    conversation = chat(store)
    platform.answers["one"] = [Moved("-1009")]
    put(store, conversation, "one", "two")
    platform.outbox().pump()
    assert [(parcel.payload, parcel.address) for parcel in platform.got] == [
        ("one", "100"),
        ("one", "-1009"),
        ("two", "-1009"),
    ]
    with store.reading() as session:
        found = conversations.find(session, channel=CHANNEL, address_hash=store.lookup("-1009"))
        assert found is not None
        assert found.id == conversation


def test_two_that_hear_of_the_move_are_both_sent_again(store: Store, platform: Platform) -> None:
    platform.answers = {"one": [Moved("-1009")], "edit": [Moved("-1009")]}
    conversation = chat(store)
    put(store, conversation, "one")
    put(store, conversation, "edit", edits=True)
    outbox = platform.outbox()
    with store.transaction() as session:
        both = outbox.claim(session, NOW, lanes="", kinds=["reply"], limit=2)
    for claimed in both:
        with store.transaction() as session:
            outbox.settle(session, claimed, platform.send(parcel(claimed)), NOW)
    outbox.pump()
    assert [status for status, _ in rows(store)] == ["sent", "sent"]


def test_a_chat_that_moved_where_another_began_is_not_mixed_with_it(store: Store, platform: Platform) -> None:
    old, new = chat(store, "100"), chat(store, "-1009")
    platform.answers["one"] = [Moved("-1009")]
    put(store, old, "one")
    put(store, new, "two")
    platform.outbox().pump()
    assert platform.texts() == ["one", "two"]
    assert rows(store) == [("failed", "the chat moved"), ("sent", None)]


def test_a_chat_that_moves_for_ever_is_given_up(store: Store, platform: Platform) -> None:
    platform.answers["one"] = [Moved("200"), Moved("100")] * 9
    put(store, chat(store), "one")
    platform.outbox().pump()
    assert len(platform.texts()) == len(RETRIES) + 1
    assert rows(store) == [("failed", "the chat moved")]


def test_what_may_have_arrived_is_not_sent_again_and_is_said_once(
    store: Store, platform: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    platform.answers["one"] = [Unknown("the connection broke")]
    put(store, chat(store), "one", "two")
    platform.outbox().pump()
    platform.now += timedelta(days=1)
    platform.outbox().pump()
    assert platform.texts() == ["one", "two"]
    assert rows(store) == [("uncertain", "the connection broke"), ("sent", None)]
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def test_an_edit_that_may_have_been_made_is_made_again(store: Store, platform: Platform) -> None:
    platform.answers["edit"] = [Unknown("the connection broke")]
    put(store, chat(store), "edit", edits=True)
    outbox = platform.outbox()
    outbox.pump()
    platform.now += timedelta(seconds=RETRIES[0])
    outbox.pump()
    assert platform.texts() == ["edit", "edit"]
    assert rows(store) == [("sent", None)]


@pytest.mark.parametrize("late", [Later("down"), Slowed(3)])
def test_a_send_that_took_longer_than_its_claim_and_did_not_go_is_tried_again(
    store: Store, platform: Platform, late: Outcome
) -> None:
    put(store, chat(store), "one", "two")
    outbox = platform.outbox()
    with store.transaction() as session:
        (claimed,) = outbox.claim(session, NOW, lanes="", kinds=["reply"], limit=1)
        outbox.lapse(session, NOW + CLAIMED)
    with store.transaction() as session:
        outbox.settle(session, claimed, late, NOW + CLAIMED)
    platform.now = NOW + CLAIMED + timedelta(seconds=9)
    outbox.pump()
    assert platform.texts() == ["one", "two"]


def test_a_send_that_a_kill_cut_off_is_uncertain_and_a_line_of_the_terminal_is_shown_again(
    store: Store, platform: Platform
) -> None:
    put(store, chat(store), "one", "two")
    shown = f"terminal:{chat(store, 'ada', 'terminal')}"
    with store.transaction() as session:
        outgoing.put(session, shown, "reply", "line", NOW)
        outgoing.claim(
            session, NOW, lanes="", kinds=["reply"], lease=CLAIMED, limit=9, pace=None
        )  # and here the process dies
    outbox = platform.outbox()
    assert outbox.pump() == 0
    platform.now += CLAIMED
    outbox.pump()
    assert platform.texts() == ["two", "line"]
    assert [status for status, _ in rows(store)] == ["uncertain", "sent", "sent"]


def test_old_quick_replies_go_when_new_ones_have_come(store: Store, platform: Platform) -> None:
    conversation = chat(store)
    put(store, conversation, "one", buttons=1)
    put(store, conversation, "two", buttons=2)
    platform.outbox().pump()
    assert platform.texts() == ["one", "two", Edit(message="m1").model_dump_json()]


LETTER = {"to": "ada@example.org", "subject": "s", "text": "t"}


@pytest.mark.parametrize(
    ("outcome", "news"),
    [(Accepted(), None), (Later("down"), False), (Refused("no such box"), True), (Closed("gone"), True)],
)
def test_what_becomes_of_a_code_is_told(store: Store, platform: Platform, outcome: Outcome, news: bool | None) -> None:
    conversation = chat(store)
    with store.transaction() as session:
        code = codes.issue(session, conversation=conversation, address_hash=b"a", digest=b"d", now=NOW)
        letter = json.dumps(LETTER | {"code": code, "conversation": conversation})
        outgoing.put(session, f"mail:{conversation}", "code-mail", letter, NOW)
    platform.answers[letter] = [outcome]
    platform.outbox().pump("mail:")
    with store.reading() as session:
        found = [json.loads(event.payload)["refused"] for event in events.due(session, platform.now, limit=9)]
        accepted = session.exec(select(Code.accepted)).one()
    assert found == ([] if news is None else [news])
    assert (accepted is not None) == (news is None)
