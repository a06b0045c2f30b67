from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

import pytest
from sqlmodel import select

from bot.store import codes, conversations
from bot.store.codes import Checked, Limited
from bot.store.session import Store
from bot.store.tables import Code, Conversation
from tests.unit.store.conftest import NOW

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


class Person:
    """Somebody who asks for codes and types them."""

    def __init__(self, store: Store, conversation: int) -> None:
        self.store, self.conversation = store, conversation

    def asks(self, digest: bytes = b"right", *, address: bytes = b"ada@", at: datetime = NOW) -> int | Limited:
        with self.store.transaction() as session:
            return codes.issue(session, conversation=self.conversation, address_hash=address, digest=digest, now=at)

    def types(self, digest: bytes = b"right", *, address: bytes = b"ada@", at: datetime = NOW) -> Checked:
        with self.store.transaction() as session:
            return codes.check(session, conversation=self.conversation, address_hash=address, digest=digest, now=at)


@pytest.fixture
def ada(store: Store, begin: Callable[..., Conversation]) -> Person:
    return Person(store, begin("ada").id)


@pytest.fixture
def strangers(store: Store, begin: Callable[..., Conversation]) -> Iterator[Person]:
    return (Person(store, begin(f"stranger {number}").id) for number in range(100))


def test_a_right_code_is_right_once(ada: Person) -> None:
    ada.asks()
    assert ada.types() == Checked("right")
    assert ada.types() == Checked("none")


def test_without_a_code_there_is_none(ada: Person) -> None:
    assert ada.types() == Checked("none")


def test_five_tries_a_code(ada: Person) -> None:
    ada.asks()
    assert [ada.types(b"wrong").left for _ in range(4)] == [4, 3, 2, 1]
    assert ada.types(b"wrong") == Checked("locked")
    assert ada.types() == Checked("locked")


def test_a_new_code_has_tries_of_its_own_and_voids_the_one_before(ada: Person) -> None:
    ada.asks(b"old")
    ada.types(b"wrong")
    ada.asks(b"new")
    assert ada.types(b"old") == Checked("wrong", left=4)
    assert ada.types(b"new") == Checked("right")


def test_ten_minutes_run_from_acceptance(ada: Person) -> None:
    code = ada.asks()
    assert isinstance(code, int)
    with ada.store.transaction() as session:
        codes.accepted(session, code, NOW + HOUR)
    assert ada.types(b"wrong", at=NOW + HOUR + 10 * MINUTE).result == "wrong"
    assert ada.types(at=NOW + HOUR + 10 * MINUTE + timedelta(seconds=1)) == Checked("expired")
    assert ada.types(at=NOW + HOUR) == Checked("none")


def test_a_second_acceptance_prolongs_nothing(ada: Person) -> None:
    code = ada.asks()
    assert isinstance(code, int)
    with ada.store.transaction() as session:
        codes.accepted(session, code, NOW)
        codes.accepted(session, code, NOW + 5 * MINUTE)
    assert ada.types(at=NOW + 11 * MINUTE) == Checked("expired")


def test_until_it_is_accepted_ten_minutes_run_from_issue(ada: Person) -> None:
    ada.asks()
    assert ada.types(at=NOW + 11 * MINUTE) == Checked("expired")


def test_a_code_belongs_to_its_address_and_its_conversation(ada: Person, strangers: Iterator[Person]) -> None:
    ada.asks()
    assert ada.types(address=b"eve@") == Checked("none")
    assert next(strangers).types() == Checked("none")
    assert ada.types() == Checked("right")


def test_a_void_code_opens_nothing(ada: Person) -> None:
    ada.asks()
    with ada.store.transaction() as session:
        codes.void(session, ada.conversation)
    assert ada.types() == Checked("none")


def test_five_codes_a_day_for_a_conversation_whatever_the_address(ada: Person) -> None:
    for number in range(5):
        assert isinstance(ada.asks(address=b"%d@" % number, at=NOW + number * HOUR), int)
    assert ada.asks(address=b"other@", at=NOW + 23 * HOUR) == Limited()
    assert isinstance(ada.asks(address=b"other@", at=NOW + 24 * HOUR), int)
    assert ada.asks(address=b"other@", at=NOW + 24 * HOUR) == Limited()


def test_what_is_asked_in_vain_leaves_the_code_before_in_force(ada: Person) -> None:
    for _ in range(5):
        ada.asks(b"fifth")
    assert ada.asks(b"sixth") == Limited()
    assert ada.types(b"fifth") == Checked("right")


def test_twenty_codes_a_day_for_an_address_whoever_asks(ada: Person, strangers: Iterator[Person]) -> None:
    for _ in range(4):
        stranger = next(strangers)
        for _ in range(5):
            assert isinstance(stranger.asks(), int)
    assert next(strangers).asks() == Limited()
    assert ada.asks() == Limited()
    assert isinstance(ada.asks(address=b"other@"), int)
    assert isinstance(next(strangers).asks(at=NOW + 24 * HOUR), int)


def test_strangers_cannot_use_up_the_codes_of_who_proved_the_address(ada: Person, strangers: Iterator[Person]) -> None:
    ada.asks(at=NOW - 48 * HOUR)
    ada.types(at=NOW - 48 * HOUR)
    for _ in range(4):
        stranger = next(strangers)
        for _ in range(5):
            stranger.asks()
    assert next(strangers).asks() == Limited()
    assert [isinstance(ada.asks(), int) for _ in range(6)] == [True] * 5 + [False]


def test_a_proof_is_of_one_address(ada: Person, strangers: Iterator[Person]) -> None:
    ada.asks(address=b"mine@", at=NOW - 48 * HOUR)
    assert ada.types(address=b"mine@", at=NOW - 48 * HOUR) == Checked("right")
    for _ in range(4):
        stranger = next(strangers)
        for _ in range(5):
            stranger.asks()
    assert ada.asks() == Limited()


def test_neither_failures_nor_forgetting_win_more_codes(ada: Person) -> None:
    for _ in range(5):
        ada.asks()
        for _ in range(5):
            ada.types(b"wrong")
        with ada.store.transaction() as session:
            conversations.forget(session, ada.conversation)
    assert ada.asks() == Limited()


def test_after_a_day_only_a_proof_is_kept(ada: Person, strangers: Iterator[Person]) -> None:
    ada.asks()
    ada.types()
    ada.asks()
    next(strangers).asks(at=NOW + 25 * HOUR)
    with ada.store.reading() as session:
        kept = session.exec(select(Code).where(Code.conversation_id == ada.conversation)).all()
        assert [code.status for code in kept] == ["used"]
