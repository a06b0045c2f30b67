"""Statements that run on the driver itself: what goes wrong there is told as by everything else that asks the store."""

from __future__ import annotations

import pytest
from sqlalchemy import bindparam, func, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, PendingRollbackError

from bot.store import conversations
from bot.store.prepared import Prepared
from bot.store.problems import Unavailable
from bot.store.rows import table
from bot.store.session import Store
from bot.store.tables import Conversation, Outgoing, Receipt
from tests.unit.store.conftest import NOW

RECEIPTS = table(Receipt)
PUT = Prepared(insert(RECEIPTS).values(key=bindparam("key"), at=bindparam("now")))
COUNT = Prepared(select(func.count().label("many")).select_from(RECEIPTS))


def test_values_go_in_and_come_out_by_their_types(store: Store) -> None:
    with store.transaction() as session:
        PUT.run(session, key="a", now=NOW)
        row = Prepared(select(RECEIPTS).where(RECEIPTS.c.key == "a")).first(session)
    assert (row.key, row.at) == ("a", NOW)


def test_what_is_encrypted_stays_so(store: Store) -> None:
    with store.transaction() as session:
        conversations.open_(session, channel="terminal", address="ada", address_hash=b"h", state="{}", now=NOW)
        rows = table(Conversation)
        (row,) = Prepared(select(rows.c.address).where(rows.c.channel == bindparam("where"))).all(
            session, where="terminal"
        )
        raw = session.connection().execute(text("SELECT address FROM conversations")).scalar_one()
    assert row.address == "ada"
    assert b"ada" not in bytes(raw)


def twice(store: Store) -> None:
    with store.transaction() as session:
        PUT.run(session, key="a", now=NOW)
        PUT.run(session, key="a", now=NOW)


def test_what_the_database_refuses_undoes_the_whole_transaction(store: Store) -> None:
    with pytest.raises(IntegrityError):
        twice(store)
    with store.reading() as session:
        assert COUNT.first(session).many == 0


def cut_off(store: Store, *, heedless: bool = False) -> None:
    """A transaction whose connection is lost in the middle."""
    with store.transaction() as session:
        PUT.run(session, key="a", now=NOW)
        process = session.connection().execute(text("SELECT pg_backend_pid()")).scalar_one()
        with store.transaction() as other:
            other.connection().execute(text("SELECT pg_terminate_backend(:process)"), {"process": process})
        try:
            PUT.run(session, key="b", now=NOW)
        except OperationalError:
            if not heedless:
                raise
            PUT.run(session, key="c", now=NOW)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_a_connection_that_is_lost_is_told_and_replaced(store: Store) -> None:
    with pytest.raises(Unavailable):
        cut_off(store)
    with store.transaction() as session:
        assert COUNT.first(session).many == 0


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_nothing_is_written_after_a_connection_was_lost(store: Store) -> None:
    with pytest.raises(PendingRollbackError):
        cut_off(store, heedless=True)
    with store.reading() as session:
        assert COUNT.first(session).many == 0


def test_a_list_for_in_and_a_column_with_a_default_are_refused(store: Store) -> None:
    rows = table(Outgoing)
    with store.transaction() as session:
        with pytest.raises(AssertionError, match="a list for IN"):
            Prepared(select(rows).where(rows.c.id.in_([1, 2]))).all(session)
        with pytest.raises(AssertionError, match="defaults"):
            Prepared(insert(rows).values(lane=bindparam("lane"))).run(session, lane="a")
