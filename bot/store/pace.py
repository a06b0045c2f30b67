"""How fast messages may leave, over all processes: a lane keeps its own pace, and one lane that of all of them.

It stands in the store, so that any number of processes keep it together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, bindparam, case, func
from sqlmodel import Session, col, select, update

from bot.store.lanes import EDITS, edits
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


_OF_ALL: Final = select(Lane.not_before).where(col(Lane.id) == bindparam("overall"))
_MOMENT: Final = Moment()


def next_of_all(session: Session, pace: Pace) -> datetime | None:
    """When the next of all messages may leave; None if none ever did."""
    found: datetime | None = session.connection().execute(_OF_ALL, {"overall": pace.overall}).scalar_one_or_none()
    return found


def turn_of_all(session: Session, pace: Pace, now: datetime) -> bool:
    """Take the turn of all, and keep it locked until the commit: no other process claims meanwhile."""
    mine = _OF_ALL.with_for_update()
    found = session.connection().execute(mine, {"overall": pace.overall}).first()
    if found is None:
        insert_new(session, Lane, "id", id=pace.overall, next=1)
        found = session.connection().execute(mine, {"overall": pace.overall}).one()
    return found.not_before is None or found.not_before <= now


def keep_pace(session: Session, pace: Pace, lanes: Sequence[str], now: datetime) -> None:
    """Let these lanes, and all, wait for their time after what leaves them now."""
    for gap in {pace.of(lane) for lane in lanes} - {timedelta(0)}:
        those = [lane for lane in lanes if pace.of(lane) == gap]
        session.exec(update(Lane).where(col(Lane.id).in_(those)).values(not_before=now + gap))
    if pace.interval:
        due = session.connection().execute(_OF_ALL, {"overall": pace.overall}).scalar_one()
        # Who comes a little late keeps the beat, or thirty a second would be twenty-seven; a pause saves up nothing.
        beat = due if due is not None and now - due < pace.interval else now
        session.exec(update(Lane).where(col(Lane.id) == pace.overall).values(not_before=beat + pace.interval))


def hold(session: Session, lane: str, until: datetime, now: datetime) -> None:
    """The platform asked a chat to wait: nothing leaves its lane, nor that of its edits, before a moment."""
    later = case((col(Lane.not_before) > until, col(Lane.not_before)), else_=bindparam("until", until, _MOMENT))
    session.exec(update(Lane).where(chat(lane)).values(not_before=later, slowed=now))


def slowed(session: Session, overall: str, since: datetime) -> int:
    """How many chats under a pace of all were asked to wait since a moment."""
    theirs = (col(Lane.id).startswith(f"{overall}:", autoescape=True), ~col(Lane.id).endswith(EDITS))
    return session.exec(select(func.count()).select_from(Lane).where(*theirs, col(Lane.slowed) >= since)).one()


def chat(lane: str) -> ColumnElement[bool]:
    """Both lanes of a chat: what is said, and the edits of it."""
    base = lane.removesuffix(EDITS)
    return col(Lane.id).in_([base, edits(base)])
