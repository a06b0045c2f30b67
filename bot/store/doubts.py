"""Messages that may have arrived or not: how they come to be, and what is kept of them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import text
from sqlmodel import Session, col, select, update

from bot.store.lanes import EDITS, MAIL
from bot.store.outgoing import CUT_OFF, SENDING, UNCERTAIN, release, unsure
from bot.store.tables import OPEN, Outgoing

HARMLESS: Final = (MAIL, "terminal:")
"""Lanes where saying something twice does no harm; nor does making the same edit twice."""


def cut_off(session: Session, now: datetime) -> bool:
    """Is there a message whose claim ran out?"""
    out = (text(OPEN), col(Outgoing.status) == SENDING, col(Outgoing.due) <= now)
    return session.exec(select(Outgoing.id).where(*out).limit(1)).first() is not None


def lapsed(session: Session, now: datetime) -> int:
    """Settle what was claimed by somebody who never came back; how many are uncertain now, as twice would do harm."""
    out = (text(OPEN), col(Outgoing.status) == SENDING, col(Outgoing.due) <= now)
    rows = session.exec(select(Outgoing.id, Outgoing.lane).where(*out).with_for_update(skip_locked=True)).all()
    for number, lane in rows:
        if repeatable(lane):
            release(session, number, now)
        else:
            unsure(session, number, CUT_OFF, now)
    return sum(not repeatable(lane) for _, lane in rows)


def repeatable(lane: str) -> bool:
    """May what is on this lane arrive twice?"""
    return lane.startswith(HARMLESS) or lane.endswith(EDITS)


def empty(session: Session, *, before: datetime) -> None:
    """Drop what was said in messages that have been uncertain since before a moment: nobody sends them any more."""
    old = (col(Outgoing.status) == UNCERTAIN, col(Outgoing.done) < before, col(Outgoing.payload).is_not(None))
    session.exec(update(Outgoing).where(*old).values(payload=None))
