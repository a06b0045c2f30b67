"""Messages that may have arrived or not: how they come to be, and what is kept of them."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam, text
from sqlalchemy import select as select_core
from sqlmodel import Session, col, update

from bot.store.lanes import EDITS, MAIL
from bot.store.outgoing import CUT_OFF, SENDING, UNCERTAIN, release, unsure
from bot.store.prepared import Prepared
from bot.store.rows import table
from bot.store.tables import OPEN, Outgoing

HARMLESS: Final = (MAIL, "terminal:")
"""Lanes where saying something twice does no harm; nor does making the same edit twice."""

ROWS: Final = table(Outgoing)
_LAPSED: Final = select_core(ROWS.c.id, ROWS.c.lane).where(
    text(OPEN), ROWS.c.status == SENDING, ROWS.c.due <= bindparam("now")
)
ONE_LAPSED: Final = Prepared(_LAPSED.limit(1))
LAPSED: Final = Prepared(_LAPSED.with_for_update(skip_locked=True))


def cut_off(session: Session, now: datetime) -> bool:
    """Is there a message whose claim ran out?"""
    return ONE_LAPSED.first(session, now=now) is not None


def lapsed(session: Session, now: datetime) -> int:
    """Settle what was claimed by somebody who never came back; how many are uncertain now, as twice would do harm."""
    rows = LAPSED.all(session, now=now)
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
