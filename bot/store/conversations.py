"""Conversations: found or begun, locked, saved, forgotten; and the receipts of what was handled."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from sqlalchemy import bindparam
from sqlalchemy import select as select_core
from sqlalchemy import update as update_core
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Session, col, delete, select, update

from bot.store import codes, outgoing
from bot.store.lanes import edits, mail, replies
from bot.store.prepared import Prepared
from bot.store.rows import copy_of, insert_new, table
from bot.store.tables import Conversation, Event, Lane, Question, Receipt, Request

ROWS: Final = table(Conversation)
_THEIRS: Final = select_core(ROWS).where(
    ROWS.c.channel == bindparam("channel"), ROWS.c.address_hash == bindparam("address_hash")
)
BY_ADDRESS: Final = Prepared(_THEIRS)
LOCK_BY_ADDRESS: Final = Prepared(_THEIRS.with_for_update())
LOCK: Final = Prepared(select_core(ROWS).where(ROWS.c.id == bindparam("number")).with_for_update())
SAVE: Final = Prepared(
    update_core(ROWS)
    .where(ROWS.c.id == bindparam("number"))
    .values({name: bindparam(name) for name in ("state", "language", "version", "seen")})
)


def receive(session: Session, key: str, now: datetime) -> bool:
    """Note that an update is handled; False if it was handled before."""
    return insert_new(session, Receipt, "key", key=key, at=now)


def drop_receipts(session: Session, *, before: datetime) -> None:
    """Drop the receipts of updates that no platform delivers again."""
    session.exec(delete(Receipt).where(col(Receipt.at) < before))


def find(session: Session, *, channel: str, address_hash: bytes, locked: bool = False) -> Conversation | None:
    """A conversation by who it is with; a copy, as in `lock`."""
    wanted = LOCK_BY_ADDRESS if locked else BY_ADDRESS
    return _first(session, wanted, channel=channel, address_hash=address_hash)


def lock(session: Session, conversation: int) -> Conversation | None:
    """A conversation, locked until the end of the transaction; a copy, kept by `save_state` alone."""
    return _first(session, LOCK, number=conversation)


def open_(
    session: Session, *, channel: str, address: str, address_hash: bytes, state: str, now: datetime
) -> Conversation:
    """The conversation with this address, begun with `state` if there is none yet; locked, and a copy as in `lock`."""
    whose = {"channel": channel, "address_hash": address_hash}
    known = _first(session, LOCK_BY_ADDRESS, **whose)
    if known is None:
        begun = {"address": address, "state": state, "language": "fr", "version": 0, "created": now, "seen": now}
        insert_new(session, Conversation, "channel, address_hash", **whose, **begun)
        known = _first(session, LOCK_BY_ADDRESS, **whose)
    assert known is not None
    return known


def save_state(
    session: Session,
    conversation: Conversation,
    state: str,
    *,
    language: str,
    now: datetime,  # noqa: ARG001  callers name the moment of what they do
    seen: datetime | None = None,
) -> None:
    """Keep where a conversation stands now; `seen` where it was the person who did something."""
    version, seen = conversation.version + 1, seen or conversation.seen
    now_is = {"state": state, "language": language, "version": version, "seen": seen}
    SAVE.run(session, number=conversation.id, **now_is)
    for name, value in now_is.items():
        set_committed_value(conversation, name, value)


def move(session: Session, conversation: Conversation, address: str, address_hash: bytes) -> bool:
    """Have a conversation go on at another address; False if there is one already, which goes on by itself."""
    if find(session, channel=conversation.channel, address_hash=address_hash) is not None:
        return False
    moved = update(Conversation).where(col(Conversation.id) == conversation.id)
    session.exec(moved.values(address=address, address_hash=address_hash))
    conversation.address, conversation.address_hash = address, address_hash
    return True


def stale(session: Session, before: datetime, limit: int) -> list[int]:
    """Conversations whose person has done nothing after a moment, those silent the longest first; not locked."""
    silent = select(col(Conversation.id)).where(col(Conversation.seen) <= before)
    return list(session.exec(silent.order_by(col(Conversation.seen), col(Conversation.id)).limit(limit)))


def forget(session: Session, conversation: int) -> None:
    """Erase what hangs on a conversation (GDPR Art. 17); requests stay, and nothing in them leads back here."""
    shed(session, conversation)
    unlinked = update(Request).where(col(Request.conversation_id) == conversation)
    session.exec(unlinked.values(conversation_id=None, draft=None))


def shed(session: Session, conversation: int) -> None:
    """Erase what hangs on a conversation but the way to its requests; the caller saves the state that remains.

    Codes stay as bare counts, or forgetting would be a way around their limits.
    """
    row = lock(session, conversation)
    if row is None:
        return
    for lane in _lanes(row):
        outgoing.drop(session, lane)
    codes.blank(session, conversation)
    session.exec(delete(Event).where(col(Event.to) == f"conversation:{conversation}"))
    session.exec(delete(Question).where(col(Question.conversation_id) == conversation))


def erase(session: Session, conversation: int) -> None:
    """Forget a conversation, and the conversation itself."""
    row = lock(session, conversation)
    if row is None:
        return
    forget(session, conversation)
    session.exec(delete(Lane).where(col(Lane.id).in_(_lanes(row))))
    session.exec(delete(Conversation).where(col(Conversation.id) == conversation))


def _lanes(conversation: Conversation) -> tuple[str, str, str]:
    """The lanes that belong to a conversation: of its replies, of edits to them, and of its mail."""
    lane = replies(conversation)
    return lane, edits(lane), mail(conversation.id)


def _first(session: Session, statement: Prepared, **given: object) -> Conversation | None:
    row = statement.first(session, **given)
    return None if row is None else copy_of(Conversation, row)
