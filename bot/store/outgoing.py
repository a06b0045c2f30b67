"""What is on its way out. A lane keeps the order of its messages: only its first may be sent.

Mail needs no order: a letter that has to wait holds up none of the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, func, or_
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, delete, select, update

from bot.store.rows import insert_new
from bot.store.tables import Lane
from bot.store.tables import Outgoing as Row

MAIL: Final = "mail:"
"""Lanes whose name begins so keep no order."""
WAITING: Final = "waiting"


def put(
    session: Session,
    lane: str,
    kind: str,
    payload: str,
    now: datetime,
    *,
    due: datetime | None = None,
    about: str | None = None,
    digest: str | None = None,
) -> int:
    """Queue a message at the end of a lane; its id. `about` and `digest`: which published words it gives, if any."""
    insert_new(session, Lane, "id", id=lane, next=1)
    # The number is taken under the lane's lock: the order in it is the order of commits.
    taken = update(Lane).where(col(Lane.id) == lane).values(next=col(Lane.next) + 1).returning(col(Lane.next))
    number: int = session.exec(taken).one()[0] - 1
    row = Row(lane=lane, number=number, kind=kind, payload=payload, due=due or now, about=about, digest=digest)
    session.add(row)
    session.flush()
    return row.id


def waiting(session: Session, now: datetime, *, lanes: str = "", kinds: Sequence[str], limit: int = 100) -> list[Row]:
    """What can be sent now, of these kinds, the oldest first.

    `lanes` is a lane (`terminal:1`), a family of them (`mail:`), or nothing for all.
    """
    sendable = (
        col(Row.status) == WAITING,
        col(Row.due) <= now,
        col(Row.kind).in_(kinds),
        col(Lane.closed).is_(None),
        or_(col(Lane.not_before).is_(None), col(Lane.not_before) <= now),
        _in(lanes),
        or_(col(Row.lane).startswith(MAIL), _is_head()),
    )
    found = select(Row).join(Lane, col(Row.lane) == col(Lane.id)).where(*sendable)
    return list(session.exec(found.order_by(col(Row.id)).limit(limit)))


def claim(session: Session, number: int, now: datetime, until: datetime) -> bool:
    """Take a message to send it; False if somebody else has it. One that never comes back is free again at `until`."""
    free = (col(Row.id) == number, col(Row.status) == WAITING, col(Row.due) <= now)
    return session.exec(update(Row).where(*free).values(due=until).returning(col(Row.id))).first() is not None


def sent(session: Session, message: int, now: datetime) -> None:
    """A message has arrived; there is no more need of what it said."""
    _mark(session, message, status="sent", payload=None, done=now)


def failed(session: Session, message: int, why: str, now: datetime) -> None:
    """A message will never arrive; what follows it may go."""
    _mark(session, message, status="failed", payload=None, done=now, why=why)


def again(session: Session, message: int, why: str, at: datetime) -> None:
    """Try a message once more at a moment; until then its lane waits with it, unless it is mail."""
    _mark(session, message, attempts=col(Row.attempts) + 1, due=at, why=why)


def drop(session: Session, lane: str) -> None:
    """Drop all that is on a lane, sent or not."""
    session.exec(delete(Row).where(col(Row.lane) == lane))


def _mark(session: Session, message: int, **values: object) -> None:
    """Mark a message; one that was forgotten while it was being sent is gone, and that is well."""
    session.exec(update(Row).where(col(Row.id) == message, col(Row.status) == WAITING).values(**values))


def _is_head() -> ColumnElement[bool]:
    other = aliased(Row)
    first = select(func.min(other.number)).where(other.lane == col(Row.lane), other.status == WAITING)
    return col(Row.number) == first.scalar_subquery()


def _in(lanes: str) -> ColumnElement[bool]:
    # `terminal:1` must not stand for `terminal:12` as well: that is somebody else.
    if lanes.endswith(":") or not lanes:
        return col(Row.lane).startswith(lanes, autoescape=True)
    return col(Row.lane) == lanes
