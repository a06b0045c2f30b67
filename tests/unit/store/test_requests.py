from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from bot.rights.request import Outcome, RightsRequest, Status
from bot.store import requests
from bot.store.session import Store
from bot.store.tables import Conversation, Request
from tests.unit.store.conftest import NOW
from tests.unit.store.requests_made import made


@pytest.fixture
def number(begin: Callable[..., Conversation]) -> int:
    return begin().id


def filed(store: Store, number: int, request: RightsRequest, *, minute: int = 0) -> RightsRequest:
    with store.transaction() as session:
        draft, at = f"{number}:{request.reference}", NOW + timedelta(minutes=minute)
        assert requests.file(session, request, conversation=number, draft=draft, filed=at, contact_hash=b"h")
    return request


def test_a_request_comes_back_as_it_was_filed(store: Store, number: int, tmp_path: Path) -> None:
    request = filed(store, number, made())
    with store.reading() as session:
        assert requests.by_reference(session, request.reference) == request
        assert requests.of_draft(session, f"{number}:{request.reference}") == request
        assert requests.by_reference(session, "OMB-0000-0000") is None
        assert requests.of_draft(session, "0:d1") is None
    assert b"ada@example.org" not in b"".join(file.read_bytes() for file in tmp_path.iterdir())


def test_a_draft_is_filed_once(store: Store, number: int) -> None:
    first, second = made(), made()
    with store.transaction() as session:
        assert requests.file(session, first, conversation=number, draft="1:d1", filed=NOW)
        assert not requests.file(session, second, conversation=number, draft="1:d1", filed=NOW)
    with store.reading() as session:
        assert requests.filed_order(session) == [first]


def test_a_reference_that_is_taken_is_an_error_and_not_a_repetition(store: Store, number: int) -> None:
    request = filed(store, number, made())
    with pytest.raises(IntegrityError), store.transaction() as session:
        requests.file(session, request, conversation=number, draft="another", filed=NOW)


def test_a_change_is_kept_in_the_body_and_beside_it(store: Store, number: int) -> None:
    request = filed(store, number, made())
    later = request.model_copy(update={"status": Status.in_review, "extended": date(2027, 2, 23), "amendments": ("x",)})
    with store.transaction() as session:
        requests.save(session, later)
    with store.reading() as session:
        assert requests.by_reference(session, request.reference) == later
        row = session.get(Request, request.reference)
        assert row is not None
        assert (row.was, row.status, row.extended) == ("received", "in_review", date(2027, 2, 23))
        assert row.contact_hash == b"h"


def test_a_change_that_leaves_the_status_is_no_transition(store: Store, number: int) -> None:
    request = filed(store, number, made())
    with store.transaction() as session:
        requests.save(session, request.model_copy(update={"amendments": ("and my photograph",)}))
    with store.reading() as session:
        row = session.get(Request, request.reference)
        assert row is not None
        assert (row.was, row.status) == ("new", "received")


def test_the_database_refuses_a_transition_that_the_law_does_not_know(store: Store, number: int) -> None:
    request = filed(store, number, made())
    closed = request.model_copy(update={"status": Status.closed, "outcome": Outcome.withdrawn})
    with store.transaction() as session:
        requests.save(session, closed)
    with pytest.raises(IntegrityError), store.transaction() as session:
        requests.save(session, closed.model_copy(update={"status": Status.in_review}))
    with store.reading() as session:
        assert requests.by_reference(session, request.reference) == closed


def test_the_database_refuses_a_request_that_begins_closed(store: Store, number: int) -> None:
    request = made().model_copy(update={"status": Status.closed})
    with pytest.raises(IntegrityError), store.transaction() as session:
        requests.file(session, request, conversation=number, draft="1:d1", filed=NOW)


def test_of_a_conversation_the_newest_comes_first(
    store: Store, number: int, begin: Callable[..., Conversation]
) -> None:
    first = filed(store, number, made())
    second = filed(store, number, made(), minute=1)
    filed(store, begin("bob").id, made(), minute=2)
    with store.reading() as session:
        assert requests.of_conversation(session, number) == [second, first]


def test_in_the_list_what_must_be_answered_first_comes_first(store: Store, number: int) -> None:
    late = filed(store, number, made(received=date(2026, 11, 23)))
    extended = made(received=date(2026, 11, 1)).model_copy(update={"extended": date(2027, 2, 1)})
    filed(store, number, extended, minute=1)
    soon = filed(store, number, made(received=date(2026, 11, 20)), minute=2)
    with store.reading() as session:
        assert requests.listed(session) == [soon, late, extended]
        assert requests.listed(session, limit=1) == [soon]
        assert requests.filed_order(session) == [late, extended, soon]


def test_the_list_can_be_of_one_status(store: Store, number: int) -> None:
    open_ = filed(store, number, made())
    other = filed(store, number, made())
    with store.transaction() as session:
        requests.save(session, other.model_copy(update={"status": Status.in_review}))
    with store.reading() as session:
        assert requests.listed(session, status=Status.received) == [open_]
