from __future__ import annotations

from datetime import timedelta

import pytest

from bot.store import events
from bot.store.session import Store
from tests.unit.store.conftest import NOW

ADA = "conversation:1"


def put_three(store: Store) -> None:
    with store.transaction() as session:
        events.put(session, to=ADA, kind="late", due=NOW + timedelta(days=1))
        events.put(session, to=ADA, kind="second", due=NOW, payload="hello")
        events.put(session, to=ADA, kind="first", due=NOW - timedelta(days=1))


def test_what_is_due_comes_the_earliest_first(store: Store) -> None:
    put_three(store)
    with store.reading() as session:
        assert [event.kind for event in events.due(session, NOW, limit=10)] == ["first", "second"]
        assert [event.kind for event in events.due(session, NOW, limit=1)] == ["first"]


def test_an_event_is_taken_once(store: Store) -> None:
    put_three(store)
    with store.reading() as session:
        _, second = events.due(session, NOW, limit=10)
    with store.transaction() as session:
        taken = events.take(session, second.id)
        assert taken is not None
        assert (taken.to, taken.kind, taken.payload) == (ADA, "second", "hello")
        assert events.take(session, second.id) is None
    with store.transaction() as session:
        assert events.take(session, second.id) is None


def test_an_event_whose_handling_fails_is_still_there(store: Store) -> None:
    put_three(store)
    with store.reading() as session:
        first, _ = events.due(session, NOW, limit=10)

    def handle() -> None:
        with store.transaction() as session:
            assert events.take(session, first.id)
            raise KeyError

    with pytest.raises(KeyError):
        handle()
    with store.reading() as session:
        assert events.due(session, NOW, limit=1)[0].id == first.id


def test_an_event_put_under_the_same_key_replaces_the_one_before(store: Store) -> None:
    with store.transaction() as session:
        events.put(session, to=ADA, kind="remind", due=NOW, payload="a", key="d1")
        events.put(session, to=ADA, kind="remind", due=NOW - timedelta(days=1), payload="b", key="d1")
        events.put(session, to=ADA, kind="remind", due=NOW, payload="c", key="d2")
        events.put(session, to="conversation:2", kind="remind", due=NOW, payload="d", key="d1")
    with store.reading() as session:
        assert [event.payload for event in events.due(session, NOW, limit=10)] == ["b", "c", "d"]


def test_an_event_that_was_put_off_is_not_taken_by_who_saw_it_before(store: Store) -> None:
    with store.transaction() as session:
        events.put(session, to=ADA, kind="purge", due=NOW, key="purge")
    with store.reading() as session:
        (seen,) = events.due(session, NOW, limit=10)
    with store.transaction() as session:
        events.put(session, to=ADA, kind="purge", due=NOW + timedelta(days=30), key="purge")
        assert events.take(session, seen.id) is None


def test_an_event_that_waits_is_found_by_its_key(store: Store) -> None:
    with store.transaction() as session:
        events.put(session, to=ADA, kind="album", due=NOW, payload="a", key="album")
        found = events.find(session, ADA, "album")
        assert found is not None
        assert (found.kind, found.payload) == ("album", "a")
        assert events.find(session, ADA, "another") is None
        assert events.find(session, "conversation:2", "album") is None


def test_an_event_can_be_taken_back(store: Store) -> None:
    with store.transaction() as session:
        events.put(session, to=ADA, kind="remind", due=NOW, key="d1")
        events.put(session, to=ADA, kind="remind", due=NOW, key="d2")
        events.cancel(session, ADA, "d1")
        assert [event.key for event in events.due(session, NOW, limit=10)] == ["d2"]
