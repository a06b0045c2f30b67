from __future__ import annotations

from datetime import date

from bot.store import tallies
from bot.store.session import Store

MONDAY, TUESDAY = date(2026, 11, 23), date(2026, 11, 24)


def happens(store: Store, name: str, day: date = MONDAY, times: int = 1) -> None:
    with store.transaction() as session:
        for _ in range(times):
            tallies.count(session, name, day)


def since(store: Store, name: str, day: date = MONDAY) -> int:
    with store.reading() as session:
        return tallies.since(session, name, day)


def test_what_happens_is_counted_by_name_and_day(store: Store) -> None:
    happens(store, "unreadable")
    happens(store, "unreadable", TUESDAY, times=3)
    happens(store, "late")
    assert (since(store, "unreadable"), since(store, "unreadable", TUESDAY), since(store, "never")) == (4, 3, 0)


def test_what_a_transaction_counts_goes_with_it(store: Store) -> None:
    try:
        with store.transaction() as session:
            tallies.count(session, "unreadable", MONDAY)
            raise KeyError
    except KeyError:
        happens(store, "unreadable")
    assert since(store, "unreadable") == 1


def test_what_is_old_goes(store: Store) -> None:
    happens(store, "unreadable")
    happens(store, "unreadable", TUESDAY)
    with store.transaction() as session:
        tallies.drop(session, before=TUESDAY)
    assert since(store, "unreadable") == 1
