"""Sends that were cut off, and clocks that do not agree: what may go once more, and when."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.asking import utc_now
from bot.store import doubts, outgoing, pace
from bot.store.clock import SharedClock, ahead
from bot.store.pace import Pace
from bot.store.session import Store
from tests.unit.store.conftest import NOW
from tests.unit.store.test_claims import GAPS, LEASE, SECOND, claim, due, put, row, sent, texts

HOUR = timedelta(hours=1)


def cut_off(store: Store, *what: str) -> list[int]:
    """Messages of one chat, of which the first was under way when its claim ran out."""
    numbers = put(store, *(("t:1", text) for text in what))
    claim(store)
    with store.transaction() as session:
        doubts.lapsed(session, NOW + LEASE)
    return numbers


@pytest.mark.parametrize("late", ["again", "release"])
def test_what_was_taken_for_cut_off_and_did_not_go_goes_in_its_turn(store: Store, late: str) -> None:
    one, _ = cut_off(store, "one", "two")
    with store.transaction() as session:
        if late == "again":
            outgoing.again(session, one, "down", NOW + LEASE)
        else:
            outgoing.release(session, one, NOW + LEASE)
    assert texts(claim(store, NOW + LEASE)) == ["one"]
    assert row(store, one).done is None


def test_what_was_taken_for_cut_off_stays_so_once_the_next_is_on_its_way(store: Store) -> None:
    one, _ = cut_off(store, "one", "two")
    assert texts(claim(store, NOW + LEASE)) == ["two"]
    with store.transaction() as session:
        outgoing.again(session, one, "down", NOW + LEASE)
    assert row(store, one).status == "uncertain"


def test_what_was_said_in_an_uncertain_message_is_kept_for_a_while_only(store: Store) -> None:
    old, new = *cut_off(store, "old"), *put(store, ("t:2", "new"))
    with store.transaction() as session:
        outgoing.unsure(session, new, "the line broke", NOW + 2 * LEASE)
        doubts.empty(session, before=NOW + 2 * LEASE)
    assert [row(store, number).payload for number in (old, new)] == [None, "new"]
    with store.transaction() as session:
        outgoing.again(session, old, "down", NOW + 2 * LEASE)
    assert row(store, old).status == "uncertain", "there is nothing left to send"


def test_a_clock_that_is_set_back_silences_nobody(store: Store) -> None:
    put(store, ("t:1", "one"), ("t:2", "other"))
    brisk = Pace("t", interval=SECOND)
    (one,) = claim(store, NOW + HOUR, pace=brisk)
    sent(store, one.id)
    put(store, ("t:1", "two"))
    assert due(store, NOW, pace=brisk) == NOW
    assert texts(claim(store, NOW, pace=brisk)) == ["other"]
    assert claim(store, NOW, pace=brisk) == [], "from then on by the clock as it is"
    assert texts(claim(store, NOW + SECOND, pace=brisk)) == ["two"]


def test_what_the_platform_asked_for_is_kept_however_far_off_and_once(store: Store) -> None:
    one, _ = put(store, ("t:1", "one"), ("t:1", "two"))
    with store.transaction() as session:
        pace.hold(session, "t:1", NOW + HOUR, NOW)
    assert due(store) == NOW + HOUR
    assert claim(store, NOW + HOUR - SECOND, pace=GAPS) == []
    assert texts(claim(store, NOW + HOUR, pace=GAPS)) == ["one"]
    sent(store, one)
    assert texts(claim(store, NOW + 9 * SECOND, pace=GAPS)) == ["two"], "set back, after what was asked is over"


def test_a_wait_that_the_clock_made_long_is_not_taken_for_the_platforms(store: Store) -> None:
    put(store, ("t:1", "one"))
    with store.transaction() as session:
        pace.hold(session, "t:1", NOW + HOUR, NOW + HOUR - SECOND)  # and here the clock is set back
        pace.hold(session, "t:1", NOW + 9 * SECOND, NOW)
    assert due(store) == NOW + 9 * SECOND


def test_who_is_on_several_machines_goes_by_the_databases_clock(store: Store) -> None:
    if store.engine.dialect.name == "sqlite":
        assert ahead(store, lambda: NOW) == timedelta(0), "there is one clock"
        return
    late = SharedClock(store, lambda: utc_now() - HOUR)
    late.set()
    assert abs(late() - utc_now()) < SECOND
    assert abs(ahead(store, late)) < SECOND
