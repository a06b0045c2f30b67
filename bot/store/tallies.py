"""How often something happened on a day that an operator should see, such as an update that nobody could read."""

from __future__ import annotations

from datetime import date
from typing import Final

from sqlmodel import Session, col, delete, func, select

from bot.store.rows import count_up
from bot.store.tables import Tally

UNREADABLE: Final = "unreadable update"
"""An update of a platform that nobody could read."""


def count(session: Session, name: str, day: date) -> None:
    """Count one more."""
    count_up(session, Tally, "times", name=name, day=day)


def since(session: Session, name: str, day: date) -> int:
    """How often it happened from a day on."""
    times = select(func.coalesce(func.sum(col(Tally.times)), 0)).where(col(Tally.name) == name, col(Tally.day) >= day)
    return int(session.exec(times).one())


def drop(session: Session, *, before: date) -> None:
    """Drop the counts of days before this one."""
    session.exec(delete(Tally).where(col(Tally.day) < before))
