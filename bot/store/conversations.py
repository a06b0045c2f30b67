"""Conversations: found or begun, locked, saved, forgotten; and the receipts of what was handled."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session, col, delete, select, update
from sqlmodel.sql.expression import SelectOfScalar

from bot.store import codes, outgoing
from bot.store.rows import insert_new
from bot.store.tables import Conversation, Event, Lane, Question, Receipt, Request


def receive(session: Session, key: str, now: datetime) -> bool:
    """Note that an update is handled; False if it was handled before."""
    return insert_new(session, Receipt, "key", key=key, at=now)


def drop_receipts(session: Session, *, before: datetime) -> None:
    """Drop the receipts of updates that no platform delivers again."""
    session.exec(delete(Receipt).where(col(Receipt.at) < before))


def find(session: Session, *, channel: str, address_hash: bytes) -> Conversation | None:
    """A conversation by who it is with, not locked."""
    return session.exec(_with(channel, address_hash)).first()


def lock(session: Session, conversation: int) -> Conversation | None:
    """A conversation, locked until the end of the transaction."""
    wanted = select(Conversation).where(col(Conversation.id) == conversation)
    return session.exec(wanted.with_for_update()).first()


def open_(
    session: Session, *, channel: str, address: str, address_hash: bytes, state: str, now: datetime
) -> Conversation:
    """The conversation with this address, begun with `state` if there is none yet; locked."""
    wanted = _with(channel, address_hash).with_for_update()
    known = session.exec(wanted).first()
    if known is not None:
        return known
    begun = {"channel": channel, "address": address, "address_hash": address_hash, "state": state, "language": "fr"}
    insert_new(session, Conversation, "channel, address_hash", **begun, version=0, created=now, seen=now)
    return session.exec(wanted).one()


def save_state(session: Session, conversation: Conversation, state: str, *, language: str, now: datetime) -> None:
    """Keep where a conversation stands now."""
    conversation.state, conversation.language, conversation.seen = state, language, now
    conversation.version += 1
    session.add(conversation)


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
    session.delete(row)
    session.flush()


def _lanes(conversation: Conversation) -> tuple[str, str]:
    """The lanes that belong to a conversation: of its replies, and of its mail."""
    return f"{conversation.channel}:{conversation.id}", f"{outgoing.MAIL}{conversation.id}"


def _with(channel: str, address_hash: bytes) -> SelectOfScalar[Conversation]:
    wanted = (col(Conversation.channel) == channel, col(Conversation.address_hash) == address_hash)
    return select(Conversation).where(*wanted)
