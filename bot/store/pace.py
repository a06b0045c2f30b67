"""How fast messages may leave, over all processes: a lane keeps its own pace, and one lane that of all of them.

It stands in the store, so that any number of processes keep it together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import ColumnElement, and_, bindparam, case, func, null, or_
from sqlmodel import Session, col, select, update

from bot.store.lanes import EDITS, edits
from bot.store.prepared import Prepared
from bot.store.rows import insert_new
from bot.store.tables import Lane
from bot.store.types import Moment


@dataclass(frozen=True)
class Pace:
    """How fast messages may leave: one a `gap` in a chat, one an `interval` over all processes.

    `overall` is the lane that holds the pace of all, and with a colon the beginning of the name of each of them.
    """

    overall: str
    gap: timedelta = timedelta(seconds=1)
    group_gap: timedelta = timedelta(seconds=3)
    interval: timedelta = timedelta(seconds=1) / 30

    def of(self, lane: str) -> timedelta:
        """The gap that a lane keeps; edits keep none."""
        if lane.endswith(EDITS):
            return timedelta(0)
        return self.group_gap if ":group:" in lane else self.gap


ABOUT: Final = timedelta(seconds=5)
"""Chats slowed within this time are slowed at about the same time."""
FURTHEST: Final = timedelta(seconds=5)
"""No pace lasts as long as this: what lies further off was set by a clock that has been set back, or by a 429."""

_MOMENT: Final = Moment()
_ALL: Final = select(Lane.not_before, Lane.slowed).where(col(Lane.id) == bindparam("overall"))
OF_ALL: Final = Prepared(_ALL)
LOCK_OF_ALL: Final = Prepared(_ALL.with_for_update())
_LATELY: Final = col(Lane.slowed).between(bindparam("lately", type_=_MOMENT), bindparam("now", type_=_MOMENT))
WAIT: Final = Prepared(
    update(Lane)
    .where(col(Lane.id) == bindparam("lane"))
    .values(not_before=bindparam("until", type_=_MOMENT), slowed=case((_LATELY, col(Lane.slowed)), else_=null()))
)
"""After something left a lane: what it was asked before that holds it no more."""
HOLDS: Final = or_(
    col(Lane.not_before) <= bindparam("soon", type_=_MOMENT), col(Lane.slowed) <= bindparam("now", type_=_MOMENT)
)
"""Is the moment that a lane waits for to be believed? For `moments`."""


def moments(now: datetime) -> dict[str, datetime]:
    """What `HOLDS` is to be given."""
    return {"now": now, "soon": now + FURTHEST}


def next_of_all(session: Session, pace: Pace, now: datetime) -> datetime | None:
    """When the next of all messages may leave; None if nothing says so."""
    found = OF_ALL.first(session, overall=pace.overall)
    return None if found is None else _believed(found, now)


def turn_of_all(session: Session, pace: Pace, now: datetime) -> bool:
    """Take the turn of all, and keep it locked until the commit: no other process claims meanwhile."""
    soonest = next_of_all(session, pace, now)
    if soonest is not None and soonest > now:
        return False  # told without the lock: who comes too early writes nothing
    found = LOCK_OF_ALL.first(session, overall=pace.overall)
    if found is None:
        insert_new(session, Lane, "id", id=pace.overall, next=1)
        found = LOCK_OF_ALL.first(session, overall=pace.overall)
    until = _believed(found, now)
    return until is None or until <= now


def keep_pace(session: Session, pace: Pace, lanes: Sequence[str], now: datetime) -> None:
    """Let these lanes, and all, wait for their time after what leaves them now."""
    waits = {lane: now + pace.of(lane) for lane in lanes if pace.of(lane)}
    if pace.interval:
        due: datetime | None = OF_ALL.first(session, overall=pace.overall).not_before
        # Who comes a little late keeps the beat, or thirty a second would be twenty-seven; a pause saves up nothing.
        beat = due if due is not None and timedelta(0) <= now - due < pace.interval else now
        waits[pace.overall] = beat + pace.interval
    for lane, until in waits.items():
        WAIT.run(session, lane=lane, until=until, lately=now - ABOUT, now=now)


def hold(session: Session, lane: str, until: datetime, now: datetime) -> None:
    """The platform asked a chat to wait: nothing leaves its lane, nor that of its edits, before a moment."""
    longer = and_(col(Lane.not_before) > until, HOLDS)
    later = case((longer, col(Lane.not_before)), else_=bindparam("until", until, _MOMENT))
    session.exec(update(Lane).where(chat(lane)).values(not_before=later, slowed=now), params=moments(now))


def slowed(session: Session, overall: str, since: datetime) -> int:
    """How many chats under a pace of all were asked to wait since a moment."""
    theirs = (col(Lane.id).startswith(f"{overall}:", autoescape=True), ~col(Lane.id).endswith(EDITS))
    return session.exec(select(func.count()).select_from(Lane).where(*theirs, col(Lane.slowed) >= since)).one()


def _believed(lane: Any, now: datetime) -> datetime | None:
    """The moment that a lane waits for, unless it is not to be believed (`HOLDS`)."""
    until: datetime | None = lane.not_before
    asked = lane.slowed is not None and lane.slowed <= now
    return until if until is None or asked or until <= now + FURTHEST else None


def chat(lane: str) -> ColumnElement[bool]:
    """Both lanes of a chat: what is said, and the edits of it."""
    base = lane.removesuffix(EDITS)
    return col(Lane.id).in_([base, edits(base)])
