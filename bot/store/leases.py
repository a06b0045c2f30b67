"""What one process at a time may do, such as asking a platform for news; its lease runs out unless it is renewed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import or_
from sqlmodel import Session, col, delete, select, update

from bot.store.rows import alone, insert_new
from bot.store.tables import Lease


def take(session: Session, name: str, holder: str, now: datetime, until: datetime) -> str | None:
    """Take a lease, or renew it; None if it is ours now, and else who holds it."""
    alone(session.connection(), f"lease {name}")
    if insert_new(session, Lease, "name", name=name, holder=holder, until=until):
        return None
    free = or_(col(Lease.holder) == holder, col(Lease.until) <= now)
    ours = update(Lease).where(col(Lease.name) == name, free).values(holder=holder, until=until)
    if session.exec(ours.returning(col(Lease.name))).first() is not None:
        return None
    return session.exec(select(Lease.holder).where(col(Lease.name) == name)).one()


def holder(session: Session, name: str, now: datetime) -> str | None:
    """Who holds a lease now, if anybody does."""
    held = select(Lease.holder).where(col(Lease.name) == name, col(Lease.until) > now)
    return session.exec(held).first()


def release(session: Session, name: str, holder: str) -> None:
    """Give a lease back, if it is still ours."""
    alone(session.connection(), f"lease {name}")
    session.exec(delete(Lease).where(col(Lease.name) == name, col(Lease.holder) == holder))
