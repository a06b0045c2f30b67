from __future__ import annotations

from collections.abc import Iterator
from threading import Event, Semaphore
from time import sleep

import pytest

from bot.store import conversations
from bot.store.session import Store
from bot.store.waking import Waker
from tests.unit.store.conftest import NOW


@pytest.fixture
def mine(store: Store) -> Iterator[Waker]:
    made = Waker(store)
    yield made
    made.close()


@pytest.fixture
def others(store: Store) -> Iterator[Waker]:
    """The waker of another process."""
    made = Waker(store)
    yield made
    made.close()


def write(store: Store, key: str, waker: Waker) -> None:
    with store.transaction() as session:
        conversations.receive(session, key, NOW)
    waker.notify()


def test_who_watches_is_told_of_every_change(store: Store, mine: Waker, others: Waker) -> None:
    told = Event()
    stop = mine.watch(told.set)
    assert told.wait(5)  # of what was before
    for number in range(3):
        told.clear()
        write(store, str(number), others)
        assert told.wait(5)
    stop()


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_server_s_notice_of_our_own_is_none(store: Store, mine: Waker, others: Waker) -> None:
    told = Event()
    stop = mine.watch(told.set)
    assert told.wait(5)
    told.clear()
    write(store, "1", mine)
    assert not told.wait(0.3)
    write(store, "2", others)
    assert told.wait(5)
    stop()


def test_who_stopped_watching_is_told_nothing(store: Store, mine: Waker, others: Waker) -> None:
    told = Event()
    stop = mine.watch(told.set)
    assert told.wait(5)
    stop()
    told.clear()
    write(store, "1", others)
    assert not told.wait(0.1)


def test_a_thousand_notifications_are_few(mine: Waker, others: Waker) -> None:
    watching, told = Event(), Semaphore(0)

    def change() -> None:
        watching.set()
        told.release()

    stop = mine.watch(change)
    watching.wait(5)
    for _ in range(1000):
        others.notify()
    sleep(0.05)
    stop()
    assert not all(told.acquire(blocking=False) for _ in range(20))
