"""Ways out of a group into the private chat: each for one person, and once. Who and where is told by hashes alone."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, delete, update

from bot.store.rows import insert_new
from bot.store.tables import Link


def make(
    session: Session,
    *,
    token_hash: bytes,
    place_hash: bytes,
    person_hash: bytes,
    now: datetime,
    opens: str | None = None,
) -> bool:
    """Keep a link that is about to be shown; False, and nothing kept, if this person was given one here already."""
    whose = {"place_hash": place_hash, "person_hash": person_hash}
    return insert_new(
        session, Link, "place_hash, person_hash", token_hash=token_hash, **whose, opens=opens, at=now, used=None
    )


def use(session: Session, token_hash: bytes, person_hash: bytes, now: datetime) -> str | None:
    """Use a link up; what it opens ("" for nothing). None if it was used before, is another person's, or is none."""
    theirs = (col(Link.token_hash) == token_hash, col(Link.person_hash) == person_hash, col(Link.used).is_(None))
    used = session.exec(update(Link).where(*theirs).values(used=now).returning(col(Link.opens))).first()
    return None if used is None else used[0] or ""


def drop(session: Session, *, before: datetime) -> None:
    """Drop the links made before, used or not; who speaks to us there again is given a new one."""
    session.exec(delete(Link).where(col(Link.at) < before))
