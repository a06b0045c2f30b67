"""Things to be handled at their time; a row goes in the transaction that handles it."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, insert
from sqlalchemy import delete as delete_core
from sqlalchemy import select as select_core
from sqlmodel import Session, col, delete, select

from bot.store.prepared import Prepared
from bot.store.rows import copy_of, table
from bot.store.tables import Conversation, Event

CONVERSATION: Final = "conversation:"
"""Events for a conversation are to this and its id."""

ROWS: Final = table(Event)
_THIS: Final = (ROWS.c.to == bindparam("whose"), ROWS.c.key == bindparam("which"))
PUT: Final = Prepared(insert(ROWS).values({name: bindparam(name) for name in ("to", "kind", "due", "payload", "key")}))
FIND: Final = Prepared(select_core(ROWS).where(*_THIS))
CANCEL: Final = Prepared(delete_core(ROWS).where(*_THIS))
DUE: Final = Prepared(
    select_core(ROWS).where(ROWS.c.due <= bindparam("now")).order_by(ROWS.c.due, ROWS.c.id).limit(bindparam("limit"))
)


def put(session: Session, *, to: str, kind: str, due: datetime, payload: str = "", key: str | None = None) -> None:
    """Have an event handled at a moment; one put before under the same key is replaced.

    By a row with an id of its own: whoever still means to take the one before finds that it is gone.
    """
    if key is not None:
        cancel(session, to, key)
    PUT.run(session, to=to, kind=kind, due=due, payload=payload, key=key)


def cancel(session: Session, to: str, key: str) -> None:
    """Take back an event, if it was not handled yet."""
    CANCEL.run(session, whose=to, which=key)


def find(session: Session, to: str, key: str) -> Event | None:
    """An event that was not handled yet."""
    row = FIND.first(session, whose=to, which=key)
    return None if row is None else copy_of(Event, row)


def due(session: Session, now: datetime, limit: int) -> list[Event]:
    """The events whose time has come, the earliest first."""
    return [copy_of(Event, row) for row in DUE.all(session, now=now, limit=limit)]


def take(session: Session, event: int) -> Event | None:
    """Take an event out to handle it; None if somebody else has it, or had it.

    Its conversation is locked first, as by every turn: one that takes an event back would wait for us, and we for it.
    """
    known = session.exec(select(Event).where(col(Event.id) == event)).first()
    if known is None:
        return None
    session.expunge(known)
    _lock(session, known.to)
    gone = session.exec(delete(Event).where(col(Event.id) == event).returning(col(Event.id))).first()
    return known if gone else None


def _lock(session: Session, to: str) -> None:
    if to.startswith(CONVERSATION):
        whose = col(Conversation.id) == int(to.removeprefix(CONVERSATION))
        session.exec(select(col(Conversation.id)).where(whose).with_for_update()).first()
