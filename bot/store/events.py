"""Things to be handled at their time; a row goes in the transaction that handles it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, delete, select

from bot.store.tables import Event


def put(session: Session, *, to: str, kind: str, due: datetime, payload: str = "", key: str | None = None) -> None:
    """Have an event handled at a moment; one put before under the same key is replaced.

    By a row with an id of its own: whoever still means to take the one before finds that it is gone.
    """
    if key is not None:
        cancel(session, to, key)
    session.add(Event(to=to, kind=kind, due=due, payload=payload, key=key))
    session.flush()


def cancel(session: Session, to: str, key: str) -> None:
    """Take back an event, if it was not handled yet."""
    session.exec(delete(Event).where(col(Event.to) == to, col(Event.key) == key))


def due(session: Session, now: datetime, limit: int) -> list[Event]:
    """The events whose time has come, the earliest first."""
    come = select(Event).where(col(Event.due) <= now).order_by(col(Event.due), col(Event.id))
    return list(session.exec(come.limit(limit)))


def take(session: Session, event: int) -> Event | None:
    """Take an event out to handle it; None if somebody else has it, or had it."""
    free = select(Event).where(col(Event.id) == event).with_for_update(skip_locked=True)
    taken = session.exec(free).first()
    if taken is not None:
        session.delete(taken)
        session.flush()
    return taken
