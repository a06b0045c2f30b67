"""Claims, pace, what became of a message, and the buttons that grow old."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest
from sqlmodel import col, select

from bot.dialogue.spoken import Edit
from bot.store import backlog, doubts, outgoing, pace
from bot.store.outgoing import Claimed
from bot.store.pace import Pace
from bot.store.session import Store
from bot.store.tables import Conversation, Lane, Outgoing
from tests.unit.store.conftest import NOW

LEASE = timedelta(seconds=60)
SECOND = timedelta(seconds=1)
UNPACED = Pace("t", gap=timedelta(0), group_gap=timedelta(0), interval=timedelta(0))
GAPS = Pace("t", interval=timedelta(0))


def put(store: Store, *what: tuple[str, str], buttons: int | None = None) -> list[int]:
    """Queue texts on lanes; their ids."""
    with store.transaction() as session:
        return [outgoing.put(session, lane, "reply", text, NOW, buttons=buttons) for lane, text in what]


def claim(
    store: Store, now: datetime = NOW, *, lanes: str = "", limit: int = 100, pace: Pace | None = None
) -> list[Claimed]:
    with store.transaction() as session:
        return outgoing.claim(session, now, lanes=lanes, kinds=["reply", "edit"], lease=LEASE, limit=limit, pace=pace)


def texts(claimed: Sequence[Claimed]) -> list[str]:
    return [one.payload for one in claimed]


def sent(store: Store, message: int, remote: str | None = None) -> None:
    with store.transaction() as session:
        outgoing.sent(session, message, NOW, remote=remote)


def row(store: Store, message: int) -> Outgoing:
    with store.reading() as session:
        return session.get_one(Outgoing, message)


def due(store: Store, now: datetime = NOW, *, pace: Pace | None = None) -> datetime | None:
    with store.reading() as session:
        return outgoing.next_due(session, now, lanes="t:", kinds=["reply", "edit"], pace=pace)


def test_what_is_claimed_is_nobody_elses_and_its_lane_waits_for_it(store: Store) -> None:
    one, *_ = put(store, ("t:1", "one"), ("t:1", "two"), ("t:2", "other"))
    assert texts(claim(store, limit=1)) == ["one"]
    assert texts(claim(store)) == ["other"]
    assert claim(store) == []
    sent(store, one)
    assert texts(claim(store)) == ["two"]


def test_letters_are_claimed_side_by_side(store: Store) -> None:
    put(store, ("mail:1", "one"), ("mail:1", "two"))
    assert texts(claim(store, lanes="mail:")) == ["one", "two"]


def test_a_claim_knows_where_its_conversation_lives(store: Store, begin: Callable[..., Conversation]) -> None:
    ada, bob = begin("ada").id, begin("bob").id
    lanes = [f"terminal:{ada}", f"terminal:{ada}:edits", f"terminal:{bob}", f"mail:{ada}", f"elsewhere:{ada}"]
    put(store, *((lane, lane) for lane in lanes))
    lives = {one.lane: one.address for one in claim(store)}
    assert lives == dict(zip(lanes, ["ada", "ada", "bob", None, None], strict=True))


def test_of_two_who_claim_at_once_each_gets_others(store: Store) -> None:
    wanted = put(store, *((f"t:{number}", "text") for number in range(40)))
    with ThreadPoolExecutor(4) as pool:
        shares = list(pool.map(lambda _: [one.id for _ in range(4) for one in claim(store, limit=5)], range(4)))
    got = [number for share in shares for number in share]
    rest = [one.id for one in claim(store)]
    assert sorted(got + rest) == wanted


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)  # on SQLite one transaction at a time writes
def test_a_chat_that_somebody_holds_holds_up_no_other(store: Store) -> None:
    put(store, ("t:1", "one"), ("t:2", "other"))
    with store.transaction() as session:
        outgoing.put(session, "t:1", "reply", "two", NOW)
        assert texts(claim(store)) == ["other"]
    assert texts(claim(store)) == ["one"]


def test_the_next_look_is_when_the_first_may_go(store: Store) -> None:
    assert due(store) is None
    first, second = put(store, ("t:1", "one"), ("t:2", "two"))
    assert due(store) == NOW
    with store.transaction() as session:
        outgoing.again(session, first, "busy", NOW + 9 * SECOND)
        pace.hold(session, "t:2", NOW + 5 * SECOND, NOW)
    assert due(store) == NOW + 5 * SECOND
    sent(store, second)
    assert due(store) == NOW + 9 * SECOND
    assert texts(claim(store, NOW + 9 * SECOND)) == ["one"]
    assert due(store) is None, "what is under way calls for no look"


@pytest.mark.parametrize(("lane", "seconds"), [("t:1", 1.0), ("t:group:1", 3.0), ("t:1:edits", 0.0)])
def test_a_chat_gets_one_a_second_a_group_twenty_a_minute_and_edits_go_at_once(
    store: Store, lane: str, seconds: float
) -> None:
    put(store, (lane, "one"), (lane, "two"))
    (one,) = claim(store, pace=GAPS)
    sent(store, one.id)
    then = NOW + timedelta(seconds=seconds)
    assert due(store, pace=GAPS) == then
    assert claim(store, then - timedelta(milliseconds=1), pace=GAPS) == []
    assert texts(claim(store, then, pace=GAPS)) == ["two"]


def test_all_together_send_thirty_a_second_and_save_nothing_up(store: Store) -> None:
    put(store, *((f"t:{number}", "text") for number in range(100)))
    steps = [NOW + timedelta(milliseconds=10 * step) for step in range(100)]
    counts = [len(claim(store, at, pace=Pace("t"))) for at in steps]
    assert max(counts) == 1
    assert 29 <= sum(counts) <= 31
    later = NOW + timedelta(minutes=5)
    assert [len(claim(store, later, pace=Pace("t"))) for _ in range(3)] == [1, 0, 0]
    assert due(store, later, pace=Pace("t")) == later + SECOND / 30


def test_who_comes_before_the_turn_of_all_is_told_so_without_waiting_for_who_holds_it(store: Store) -> None:
    put(store, ("t:1", "one"), ("t:2", "two"))
    assert texts(claim(store, pace=Pace("t"))) == ["one"]
    with store.reading() as session:
        assert not pace.turn_of_all(session, Pace("t"), NOW)  # where nothing can be locked, nor written


def test_without_a_pace_everything_goes_at_once(store: Store) -> None:
    put(store, *((f"t:{number}", "text") for number in range(9)))
    assert len(claim(store, pace=UNPACED)) == 9


def test_a_chat_that_is_to_wait_waits_with_its_edits(store: Store) -> None:
    one, *_ = put(store, ("t:1", "one"), ("t:1:edits", "edit"), ("t:2", "other"))
    (claimed,) = claim(store, limit=1)
    with store.transaction() as session:
        pace.hold(session, "t:1", NOW + 5 * SECOND, NOW)
        pace.hold(session, "t:1", NOW + 2 * SECOND, NOW)
        outgoing.release(session, claimed.id, NOW)
        assert pace.slowed(session, "t", NOW) == 1
        assert pace.slowed(session, "t", NOW + SECOND) == 0
    assert texts(claim(store, NOW + 4 * SECOND)) == ["other"]
    assert texts(claim(store, NOW + 5 * SECOND)) == ["one", "edit"]
    assert row(store, one).attempts == 0


def test_a_closed_chat_sends_nothing_and_reopened_what_waited(store: Store) -> None:
    put(store, ("t:1", "one"), ("t:1:edits", "edit"))
    with store.transaction() as session:
        assert outgoing.close(session, "t:1", "blocked")
        assert not outgoing.close(session, "t:1", "gone")
    assert (claim(store), due(store)) == ([], None)
    with store.transaction() as session:
        assert outgoing.reopen(session, "t:1")
        assert not outgoing.reopen(session, "t:1")
    assert texts(claim(store)) == ["one", "edit"]


def test_what_may_have_arrived_is_out_of_the_way_and_kept(store: Store) -> None:
    one, _ = put(store, ("t:1", "one"), ("t:1", "two"))
    claim(store)
    with store.transaction() as session:
        outgoing.unsure(session, one, "the line broke", NOW)
    assert texts(claim(store)) == ["two"]
    lost = row(store, one)
    assert (lost.status, lost.payload, lost.why, lost.done) == ("uncertain", "one", "the line broke", NOW)


def test_an_answer_that_comes_late_settles_what_was_uncertain(store: Store) -> None:
    one, two = put(store, ("t:1", "one"), ("t:2", "two"))
    with store.transaction() as session:
        outgoing.unsure(session, one, "the line broke", NOW)
        outgoing.unsure(session, two, "the line broke", NOW)
        outgoing.again(session, one, "busy", NOW)
    assert row(store, one).status == "uncertain", "what follows it may have gone: it is not sent after that"
    with store.transaction() as session:
        outgoing.sent(session, one, NOW, remote="77")
        outgoing.failed(session, two, "no such chat", NOW)
    assert (row(store, one).status, row(store, one).payload, row(store, one).remote) == ("sent", None, "77")
    assert row(store, two).status == "failed"


def test_a_claim_that_runs_out_is_uncertain_and_where_twice_does_no_harm_free_again(store: Store) -> None:
    cut_off, letter, line, edit, under_way = put(
        store,
        *(("t:1", "cut off"), ("mail:1", "letter"), ("terminal:1", "line"), ("t:1:edits", "edit")),
        ("t:2", "under way"),
    )
    for lanes in ("t:1", "mail:", "terminal:", "t:1:edits"):
        claim(store, lanes=lanes)
    claim(store, NOW + SECOND)
    with store.transaction() as session:
        assert not doubts.cut_off(session, NOW + LEASE - SECOND)
        assert doubts.lapsed(session, NOW + LEASE - SECOND) == 0
        assert doubts.cut_off(session, NOW + LEASE)
        assert doubts.lapsed(session, NOW + LEASE) == 1
        assert not doubts.cut_off(session, NOW + LEASE)
    found = [row(store, number).status for number in (cut_off, letter, line, edit, under_way)]
    assert found == ["uncertain", "waiting", "waiting", "waiting", "sending"]
    assert texts(claim(store, NOW + LEASE)) == ["letter", "line", "edit"]


def test_what_is_still_to_arrive_is_counted_by_lane(store: Store) -> None:
    one, *_ = put(store, ("t:1", "one"), ("t:1", "two"), ("t:1", "three"), ("t:2", "other"))
    sent(store, one)
    claim(store, lanes="t:1", limit=1)
    with store.reading() as session:
        assert [outgoing.open_rows(session, lane) for lane in ("t:1", "t:2", "t:3")] == [2, 1, 0]


def test_buttons_that_grew_old_are_taken_away(store: Store) -> None:
    numbers = [put(store, ("t:1", "text"), buttons=turn)[0] for turn in (1, 1, 2)]
    other, plain = put(store, ("t:2", "text"), buttons=1)[0], put(store, ("t:1", "text"))[0]
    for number, remote in zip((*numbers, other, plain), ("11", "12", "13", "14", "15"), strict=True):
        sent(store, number, remote)
    taken = claim(store)
    assert [one.lane for one in taken] == ["t:1:edits"]
    for expected in (Edit(message="11"), Edit(message="12")):
        assert [Edit.model_validate_json(text) for text in texts(taken)] == [expected]
        sent(store, taken[0].id)
        taken = claim(store)
    assert taken == []
    assert [row(store, number).buttons for number in (*numbers, other)] == [None, None, 2, 1]


def test_buttons_that_were_dealt_with_are_not_taken_away_again(store: Store) -> None:
    old, new = put(store, ("t:1", "old"), buttons=1)[0], put(store, ("t:1", "new"), buttons=2)[0]
    sent(store, old, "11")
    with store.transaction() as session:
        outgoing.pressed(session, "t:1", "11")
    sent(store, new, "12")
    assert claim(store) == []


def test_forgetting_a_lane_forgets_its_edits(store: Store) -> None:
    put(store, ("t:1", "one"), ("t:1:edits", "edit"), ("t:12", "other"))
    with store.transaction() as session:
        outgoing.drop(session, "t:1")
    with store.reading() as session:
        assert list(session.exec(select(Outgoing.payload).order_by(col(Outgoing.id)))) == ["other"]


def test_the_number_is_taken_from_the_lane_whether_it_is_new_or_not(store: Store) -> None:
    with store.transaction() as session:
        session.add(Lane(id="t:9", next=7))
    one, two, other = put(store, ("t:9", "one"), ("t:9", "two"), ("t:8", "other"))
    assert [row(store, number).number for number in (one, two, other)] == [7, 8, 1]


def test_an_operator_sees_what_waits_what_is_late_and_what_is_uncertain(store: Store) -> None:
    now = NOW + 30 * SECOND
    with store.transaction() as session:
        assert backlog.backlog(session, NOW) == backlog.Backlog(0, timedelta(0), 0, 0, {})
    one, *_ = put(store, ("t:1", "one"), ("t:1", "two"), ("t:2", "three"), ("t:3", "four"), ("t:3:edits", "edit"))
    with store.transaction() as session:
        outgoing.unsure(session, one, "the line broke", NOW)
        outgoing.close(session, "t:3", "blocked")
    with store.reading() as session:
        assert backlog.backlog(session, now) == backlog.Backlog(2, 30 * SECOND, 1, 0, {"blocked": 1})
        assert backlog.uncertain(session, now, 10) == [backlog.Uncertain(one, "t:1", NOW)]
        tomorrow = NOW + timedelta(days=1)
        stands = backlog.backlog(session, tomorrow)
        assert (stands.uncertain, stands.doubtful, backlog.uncertain(session, tomorrow, 10)) == (0, 1, [])


def test_what_waits_for_somebody_to_sit_down_at_a_terminal_is_not_late(store: Store) -> None:
    put(store, ("terminal:1", "line"), ("mail:1", "letter"))
    with store.reading() as session:
        assert backlog.backlog(session, NOW + SECOND).waiting == 1
