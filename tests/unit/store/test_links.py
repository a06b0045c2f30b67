from __future__ import annotations

from datetime import timedelta

from bot.store import links
from bot.store.session import Store
from tests.unit.store.conftest import NOW


def make(store: Store, token: bytes, *, place: bytes = b"group", person: bytes = b"ada", opens: str = "erase") -> bool:
    with store.transaction() as session:
        return links.make(session, token_hash=token, place_hash=place, person_hash=person, opens=opens or None, now=NOW)


def use(store: Store, token: bytes, person: bytes = b"ada") -> str | None:
    with store.transaction() as session:
        return links.use(session, token, person, NOW)


def test_a_link_opens_once_what_it_was_made_for(store: Store) -> None:
    make(store, b"1")
    assert use(store, b"1") == "erase"
    assert use(store, b"1") is None


def test_a_link_may_open_nothing_but_the_chat(store: Store) -> None:
    make(store, b"1", opens="")
    assert use(store, b"1") == ""
    assert use(store, b"1") is None


def test_a_link_is_one_persons(store: Store) -> None:
    make(store, b"1")
    assert use(store, b"1", b"eve") is None
    assert use(store, b"none") is None
    assert use(store, b"1") == "erase"


def test_a_person_is_given_one_link_in_a_group(store: Store) -> None:
    assert make(store, b"1")
    assert not make(store, b"2")
    assert make(store, b"3", place=b"another")
    assert make(store, b"4", person=b"bob")
    assert use(store, b"2") is None


def test_what_is_old_goes_and_another_may_be_given(store: Store) -> None:
    make(store, b"1")
    with store.transaction() as session:
        links.drop(session, before=NOW)
    assert not make(store, b"2")
    with store.transaction() as session:
        links.drop(session, before=NOW + timedelta(seconds=1))
    assert use(store, b"1") is None
    assert make(store, b"2")
