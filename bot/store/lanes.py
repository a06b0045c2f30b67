"""What lanes are called: each conversation has one for its replies, one for changes to them, and one for its mail."""

from __future__ import annotations

from typing import Final

from sqlalchemy import bindparam, literal_column, select
from sqlmodel import Session

from bot.store.prepared import Prepared
from bot.store.rows import table
from bot.store.tables import Conversation, Lane

ROWS: Final = table(Lane)
CLOSED: Final = Prepared(select(literal_column("1")).where(ROWS.c.id == bindparam("lane"), ROWS.c.closed.is_not(None)))
MAIL: Final = "mail:"
"""Lanes whose name begins so keep no order."""
EDITS: Final = ":edits"


def replies(conversation: Conversation) -> str:
    """Where what is said to a person queues, in its order."""
    return f"{conversation.channel}:{conversation.id}"


def edits(lane: str) -> str:
    """Where changes to messages that are already there queue, so that they hold up nothing that is said."""
    return f"{lane}{EDITS}"


def closed(session: Session, lane: str) -> bool:
    """Does nothing leave this lane any more?"""
    return CLOSED.first(session, lane=lane) is not None


def mail(conversation: int) -> str:
    """Where mail on behalf of a conversation queues."""
    return f"{MAIL}{conversation}"


def owner(lane: str) -> int:
    """The conversation whose lane it is."""
    return int(lane.removesuffix(EDITS).rpartition(":")[2])


def platform(channel: str) -> str:
    """`telegram` of `telegram:12345`: a channel is one bot, or one workspace, of a platform."""
    return channel.partition(":")[0]
