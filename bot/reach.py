"""Whether a person can be reached: a lane that nothing passes any more, and whoever waits for an answer on it."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.rights.request import Status
from bot.store import lanes, outgoing, register, requests
from bot.store.tables import Conversation


def lost(session: Session, conversation: Conversation, why: str, now: datetime) -> None:
    """Nothing reaches this person here any more; whoever works on their requests reads it in the register."""
    lane = lanes.replies(conversation)
    if outgoing.close(session, lane, why):
        _tell(session, conversation, "unreachable", {"why": why}, now)


def found(session: Session, conversation: Conversation, now: datetime) -> None:
    """The person lets us write again: what waited for them goes out."""
    lane = lanes.replies(conversation)
    if outgoing.reopen(session, lane):
        _tell(session, conversation, "reachable", {}, now)


def _tell(session: Session, conversation: Conversation, kind: str, facts: dict[str, str], now: datetime) -> None:
    for request in requests.of_conversation(session, conversation.id):
        if request.status is not Status.closed:
            register.append(session, request.reference, at=now, by="platform", kind=kind, facts=facts)
