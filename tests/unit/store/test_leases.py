from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

from bot.store import leases
from bot.store.session import Store
from tests.unit.store.conftest import NOW

MINUTE = timedelta(minutes=1)


def take(store: Store, holder: str, at: datetime = NOW, name: str = "poll") -> str | None:
    with store.transaction() as session:
        return leases.take(session, name, holder, at, at + MINUTE)


def test_a_lease_is_one_holders_until_it_runs_out(store: Store) -> None:
    assert take(store, "a") is None
    assert take(store, "b") == "a"
    assert take(store, "b", NOW + MINUTE) is None
    assert take(store, "a", NOW + MINUTE) == "b"


def test_who_renews_keeps_it(store: Store) -> None:
    take(store, "a")
    assert take(store, "a", NOW + MINUTE / 2) is None
    assert take(store, "b", NOW + MINUTE) == "a"


def test_each_name_is_a_lease_of_its_own(store: Store) -> None:
    assert take(store, "a") is None
    assert take(store, "b", name="another") is None


def test_a_lease_given_back_is_free_and_another_holders_is_not_given_back(store: Store) -> None:
    take(store, "a")
    with store.transaction() as session:
        leases.release(session, "poll", "b")
    assert take(store, "b") == "a"
    with store.transaction() as session:
        leases.release(session, "poll", "a")
    assert take(store, "b") is None


def test_of_many_who_take_it_at_once_one_has_it_and_all_agree_who(store: Store) -> None:
    all_ = Barrier(4)

    def one(holder: str) -> str:
        all_.wait(timeout=5)
        return take(store, holder) or holder

    with ThreadPoolExecutor(4) as threads:
        assert len(set(threads.map(one, "abcd"))) == 1
