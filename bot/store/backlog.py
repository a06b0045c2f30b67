"""What an operator should know of what is on its way: how much waits, since when, and what may not have arrived."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import func, text
from sqlmodel import Session, col, select

from bot.store.lanes import EDITS
from bot.store.outgoing import UNCERTAIN
from bot.store.tables import OPEN, Lane, Outgoing
from bot.store.types import Moment

DAY: Final = timedelta(days=1)
"""After so long nobody waits for a message any more, or wonders whether it came."""
TERMINAL: Final = "terminal:"
"""Lanes that nobody delivers until somebody sits down there again."""


@dataclass(frozen=True)
class Backlog:
    """How many messages are to be sent, and how late the first is; how many are uncertain; closed chats by reason.

    `uncertain` are those of the last day, `doubtful` all that are older.
    """

    waiting: int
    late: timedelta
    uncertain: int
    doubtful: int
    closed: Mapping[str, int]


@dataclass(frozen=True)
class Uncertain:
    """A message that may have arrived or not, and since when that is so."""

    id: int
    lane: str
    since: datetime


def backlog(session: Session, now: datetime) -> Backlog:
    """Where things stand; what waits in a closed lane is not late, but waits for the person."""
    open_ = select(func.count(), func.min(col(Outgoing.due), type_=Moment())).join(
        Lane, col(Outgoing.lane) == col(Lane.id)
    )
    sent = ~col(Outgoing.lane).startswith(TERMINAL)
    waiting, first = session.exec(open_.where(text(OPEN), col(Lane.closed).is_(None), sent)).one()
    lost = select(func.count()).select_from(Outgoing).where(col(Outgoing.status) == UNCERTAIN)
    old = col(Outgoing.done) <= now - DAY
    replies = (col(Lane.closed).is_not(None), ~col(Lane.id).endswith(EDITS))
    shut = select(Lane.closed, func.count()).where(*replies).group_by(col(Lane.closed))
    return Backlog(
        waiting=waiting,
        late=max(now - (first or now), timedelta(0)),
        uncertain=session.exec(lost.where(~old)).one(),
        doubtful=session.exec(lost.where(old)).one(),
        closed={why or "": count for why, count in session.exec(shut)},
    )


def uncertain(session: Session, now: datetime, limit: int) -> list[Uncertain]:
    """The messages of the last day that may have arrived or not, the newest first."""
    wanted = select(Outgoing.id, Outgoing.lane, Outgoing.done).where(col(Outgoing.status) == UNCERTAIN)
    lately = wanted.where(col(Outgoing.done) > now - DAY)
    rows = session.exec(lately.order_by(col(Outgoing.id).desc()).limit(limit))
    return [Uncertain(number, lane, since) for number, lane, since in rows if since is not None]
