"""One-time codes that prove control of a mail address, and no more; their limits, which nothing resets.

Ten minutes from the mail server's acceptance, five tries a code, five codes a day for a conversation and twenty for an
address: at most a hundred guesses among 10^8 a day (NIST SP 800-63B-4 asks for a limit below 64 bits). A conversation
that proved the address before is counted by itself, so that strangers cannot use up its owner's codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Final, Literal

from sqlalchemy import ColumnElement, func
from sqlmodel import Session, col, delete, select, update

from bot.store.rows import alone
from bot.store.tables import Code

VALID: Final = timedelta(minutes=10)
TRIES: Final = 5
WINDOW: Final = timedelta(hours=24)
PER_CONVERSATION: Final = 5
PER_ADDRESS: Final = 20

LIVE: Final = "live"
USED: Final = "used"
VOID: Final = "void"


@dataclass(frozen=True)
class Limited:
    """No more codes today; whose limit it was is nobody's business, and the words are the same."""


@dataclass(frozen=True)
class Checked:
    """What became of a typed code; `left` is how often a wrong one may still be followed by another."""

    result: Literal["right", "wrong", "expired", "none", "locked"]
    left: int = 0


def issue(session: Session, *, conversation: int, address_hash: bytes, digest: bytes, now: datetime) -> int | Limited:
    """Keep a code that is about to be mailed, in the place of any before; its id, or that there may be none today."""
    of_conversation = col(Code.conversation_id) == conversation
    of_address = col(Code.address_hash) == address_hash
    since = now - WINDOW
    alone(session.connection(), f"code {address_hash.hex()}")  # or two at once would both be the twentieth
    _drop(session, since)
    recent = col(Code.issued) > since
    proved = _count(session, of_conversation, of_address, col(Code.status) == USED) > 0
    if _count(session, of_conversation, recent) >= PER_CONVERSATION:
        return Limited()
    if not proved and _count(session, of_address, recent) >= PER_ADDRESS:
        return Limited()
    void(session, conversation)
    code = Code(conversation_id=conversation, address_hash=address_hash, digest=digest, issued=now)
    session.add(code)
    session.flush()
    return code.id


def accepted(session: Session, code: int, now: datetime) -> None:
    """The mail server took the code: its minutes run from here."""
    session.exec(update(Code).where(col(Code.id) == code, col(Code.accepted).is_(None)).values(accepted=now))


def check(session: Session, *, conversation: int, address_hash: bytes, digest: bytes, now: datetime) -> Checked:
    """Compare what was typed with the newest code for this address; a right one is used up by it."""
    of_both = (col(Code.conversation_id) == conversation, col(Code.address_hash) == address_hash)
    newest = select(Code).where(*of_both).order_by(col(Code.id).desc()).limit(1)
    code = session.exec(newest.with_for_update()).first()
    if code is None:
        return Checked("none")
    checked = _compare(code, digest, now)
    session.add(code)
    session.flush()
    return checked


def void(session: Session, conversation: int) -> None:
    """What was sent before opens nothing any more."""
    live = (col(Code.conversation_id) == conversation, col(Code.status) == LIVE)
    session.exec(update(Code).where(*live).values(status=VOID))


def blank(session: Session, conversation: int) -> None:
    """Leave nothing of a conversation's codes but that there were some: that still counts for a day."""
    of_conversation = update(Code).where(col(Code.conversation_id) == conversation)
    session.exec(of_conversation.values(status=VOID, digest=b""))


def _drop(session: Session, before: datetime) -> None:
    """What proved an address stays as long as its conversation; all else counts for a day, and then for nothing."""
    old = select(col(Code.id)).where(col(Code.issued) <= before, col(Code.status) != USED)
    # Somebody else's code that is just being looked at is not worth waiting for.
    session.exec(delete(Code).where(col(Code.id).in_(old.with_for_update(skip_locked=True))))


def _compare(code: Code, digest: bytes, now: datetime) -> Checked:
    if code.failures >= TRIES:
        return Checked("locked")
    if code.status != LIVE:
        return Checked("none")
    if now > (code.accepted or code.issued) + VALID:
        code.status = VOID
        return Checked("expired")
    if compare_digest(code.digest, digest):
        code.status = USED
        return Checked("right")
    code.failures += 1
    if code.failures < TRIES:
        return Checked("wrong", left=TRIES - code.failures)
    code.status = VOID
    return Checked("locked")


def _count(session: Session, *wanted: ColumnElement[bool]) -> int:
    return session.exec(select(func.count()).select_from(Code).where(*wanted)).one()
