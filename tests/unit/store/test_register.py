from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from pydantic import JsonValue
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from bot.store import register, requests
from bot.store.session import Store
from bot.store.tables import Conversation
from tests.unit.store.conftest import NOW
from tests.unit.store.requests_made import made


@pytest.fixture
def reference(store: Store, begin: Callable[..., Conversation]) -> str:
    """A request with a chain of four entries."""
    request, number = made(), begin().id
    with store.transaction() as session:
        requests.file(session, request, conversation=number, draft="1:d1", filed=NOW)
        for step, kind in enumerate(("filed", "started", "amended", "closed")):
            at = NOW + timedelta(seconds=step)
            facts: dict[str, JsonValue] = {"right": "erasure", "step": step, "outcome": None}
            register.append(session, request.reference, at=at, by="staff:1", kind=kind, facts=facts)
    return request.reference


def chain(store: Store, reference: str) -> list[register.Entry]:
    with store.reading() as session:
        return register.entries(session, reference)


def test_entries_come_back_in_order_and_the_chain_is_whole(store: Store, reference: str) -> None:
    found = chain(store, reference)
    assert [(entry.seq, entry.kind, entry.by) for entry in found] == [
        (1, "filed", "staff:1"),
        (2, "started", "staff:1"),
        (3, "amended", "staff:1"),
        (4, "closed", "staff:1"),
    ]
    assert found[3].facts == {"right": "erasure", "step": 3, "outcome": None}
    assert found[3].at == NOW + timedelta(seconds=3)
    assert register.verify(found) is None
    assert register.verify([]) is None


@pytest.mark.parametrize(
    "change",
    [
        "update register set facts = replace(facts, '2', '7') where seq = 3",
        "update register set at = '2020-01-01 00:00:00.000000' where seq = 3",
        "update register set \"by\" = 'staff:2' where seq = 3",
        "update register set kind = 'extended' where seq = 3",
        "update register set digest = previous where seq = 3",
        "update register set previous = digest where seq = 3",
        "delete from register where seq = 3",
        "update register set seq = 9 where seq = 3",
    ],
)
def test_whatever_is_changed_shows_where(store: Store, reference: str, change: str) -> None:
    with store.engine.begin() as connection:
        connection.execute(text(change))
    assert register.verify(chain(store, reference)) == 3


def test_two_entries_changed_over_show(store: Store, reference: str) -> None:
    one, two, three, four = chain(store, reference)
    assert register.verify([one, three, two, four]) == 2


def test_an_entry_of_another_chain_does_not_fit(
    store: Store, reference: str, begin: Callable[..., Conversation]
) -> None:
    other, number = made(), begin("bob").id
    with store.transaction() as session:
        requests.file(session, other, conversation=number, draft="2:d1", filed=NOW)
        register.append(session, other.reference, at=NOW, by="person", kind="filed", facts={})
    assert register.verify(chain(store, other.reference)) is None
    assert register.verify([*chain(store, other.reference), *chain(store, reference)[1:]]) == 2


def test_there_is_no_history_of_a_request_that_is_not(store: Store) -> None:
    with pytest.raises(IntegrityError), store.transaction() as session:
        register.append(session, "OMB-0000-0000", at=NOW, by="person", kind="filed", facts={})
