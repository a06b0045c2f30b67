from __future__ import annotations

import signal
import subprocess
import sys
from datetime import datetime, timedelta

from sqlmodel import col, select

from bot.store import outgoing
from bot.store.session import Store
from bot.store.tables import Lane, Outgoing
from tests.unit.store import conftest
from tests.unit.store.conftest import NOW

SOON = NOW + timedelta(seconds=30)


def put(store: Store, *what: tuple[str, str]) -> list[int]:
    """Queue texts on lanes; their ids."""
    with store.transaction() as session:
        return [outgoing.put(session, lane, "reply", text, NOW) for lane, text in what]


def waiting(store: Store, lanes: str = "", *, now: datetime = NOW) -> list[str]:
    return [each.payload for each in conftest.waiting(store, lanes, now=now)]


def test_of_a_lane_only_the_first_may_go(store: Store) -> None:
    one, _, other = put(store, ("t:1", "one"), ("t:1", "two"), ("t:2", "other"))
    assert waiting(store) == ["one", "other"]
    with store.transaction() as session:
        outgoing.sent(session, one, NOW)
        outgoing.sent(session, other, NOW)
    assert waiting(store) == ["two"]


def test_a_lane_waits_with_its_first(store: Store) -> None:
    one, *_ = put(store, ("t:1", "one"), ("t:1", "two"), ("t:2", "other"))
    with store.transaction() as session:
        outgoing.again(session, one, "busy", SOON)
    assert waiting(store) == ["other"]
    assert waiting(store, now=SOON) == ["one", "other"]
    with store.reading() as session:
        row = session.get(Outgoing, one)
        assert row is not None
        assert (row.attempts, row.why, row.status) == (1, "busy", "waiting")


def test_what_fails_for_good_holds_nothing_up(store: Store) -> None:
    one, _ = put(store, ("t:1", "one"), ("t:1", "two"))
    with store.transaction() as session:
        outgoing.failed(session, one, "no such chat", NOW)
    assert waiting(store) == ["two"]


def test_a_letter_that_waits_holds_up_no_other(store: Store) -> None:
    one, _ = put(store, ("mail:1", "to a server that is down"), ("mail:1", "to another"))
    with store.transaction() as session:
        outgoing.again(session, one, "down", SOON)
    assert waiting(store) == ["to another"]


def test_what_was_said_is_not_kept(store: Store) -> None:
    arrived, lost = put(store, ("t:1", "one"), ("t:2", "other"))
    with store.transaction() as session:
        outgoing.sent(session, arrived, NOW)
        outgoing.failed(session, lost, "gone", NOW)
    with store.reading() as session:
        rows = session.exec(select(Outgoing).order_by(col(Outgoing.id))).all()
        assert [(row.status, row.payload, row.done) for row in rows] == [("sent", None, NOW), ("failed", None, NOW)]


def test_which_answer_was_given_outlives_what_was_said(store: Store) -> None:
    with store.transaction() as session:
        plain = outgoing.put(session, "t:1", "reply", "hello", NOW)
        about = outgoing.put(session, "t:1", "reply", "thirty days", NOW, about="ask.retention", digest="5f2c")
        for number in (plain, about):
            outgoing.sent(session, number, NOW)
    with store.reading() as session:
        rows = session.exec(select(Outgoing).order_by(col(Outgoing.id))).all()
        kept = [(row.payload, row.about, row.digest) for row in rows]
        assert kept == [(None, None, None), (None, "ask.retention", "5f2c")]


def test_what_is_done_stays_done(store: Store) -> None:
    (one,) = put(store, ("t:1", "one"))
    with store.transaction() as session:
        outgoing.sent(session, one, NOW)
        outgoing.again(session, one, "late answer", SOON)
        outgoing.failed(session, one, "late answer", SOON)
    with store.reading() as session:
        row = session.get(Outgoing, one)
        assert row is not None
        assert (row.status, row.why) == ("sent", None)


def test_a_message_forgotten_while_it_is_sent_is_not_another(store: Store) -> None:
    (under_way,) = put(store, ("t:1", "under way"))
    with store.transaction() as session:
        outgoing.drop(session, "t:1")
    put(store, ("t:1", "new"))
    with store.transaction() as session:
        outgoing.sent(session, under_way, NOW)
    assert waiting(store) == ["new"]


def test_one_lane_a_family_or_all(store: Store) -> None:
    put(store, ("t:1", "one"), ("t:12", "twelve"), ("mail:1", "mail"))
    assert waiting(store, "t:1") == ["one"]
    assert waiting(store, "t:") == ["one", "twelve"]
    assert waiting(store, "mail:") == ["mail"]
    assert waiting(store, "_:") == []
    assert waiting(store) == ["one", "twelve", "mail"]


def test_a_lane_that_is_held_or_closed_sends_nothing(store: Store) -> None:
    put(store, ("t:1", "held"), ("t:2", "closed"), ("t:3", "open"))
    with store.transaction() as session:
        held, closed = session.get_one(Lane, "t:1"), session.get_one(Lane, "t:2")
        held.not_before, held.slowed, closed.closed = SOON, NOW, "blocked"
    assert waiting(store) == ["open"]
    assert waiting(store, now=SOON) == ["held", "open"]


def test_only_the_kinds_asked_for_go(store: Store) -> None:
    with store.transaction() as session:
        outgoing.put(session, "mail:1", "code-mail", "code", NOW)
        outgoing.put(session, "mail:1", "reply", "later", NOW, due=SOON)
    assert waiting(store) == []
    assert waiting(store, now=SOON) == ["later"]


WRITER = """
import sys
from datetime import UTC, datetime
from bot.rights.lifecycle import TRANSITIONS
from bot.store import outgoing
from bot.store.session import open_store

store = open_store(sys.argv[1], [sys.argv[2]], transitions=TRANSITIONS)
now = datetime(2026, 11, 23, tzinfo=UTC)
for number in range(1, 100_000):
    with store.transaction() as session:
        outgoing.put(session, "t:1", "reply", f"{number}a", now)
        outgoing.put(session, "t:1", "reply", f"{number}b", now)
    print(number, flush=True)
"""


def test_killed_in_the_middle_nothing_promised_is_lost_halved_or_out_of_order(
    store: Store, database_url: str, keys: list[str]
) -> None:
    command = [sys.executable, "-c", WRITER, database_url, keys[0]]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        promised = [int(writer.stdout.readline()) for _ in range(20)]
        writer.send_signal(signal.SIGKILL)
        promised += [int(line) for line in writer.stdout]
    with store.reading() as session:
        rows = session.exec(select(Outgoing).order_by(col(Outgoing.number))).all()
    assert len(rows) in (2 * promised[-1], 2 * promised[-1] + 2)
    assert [row.payload for row in rows] == [f"{n}{part}" for n in range(1, len(rows) // 2 + 1) for part in "ab"]
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))
