"""Reaching people: what staff answer them, and whether anything reaches them at all."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Session

from bot.dialogue.events import Answered
from bot.rights.request import Status
from bot.store import events, lanes, outgoing, questions, register, requests
from bot.store.session import Store
from bot.store.tables import Conversation


def answer(store: Store, question: int, *, fr: str | None, en: str | None, by: str, now: datetime) -> int:
    """Staff's answer to an open question, on its way to whoever asked; how many that were, 0 if none is open.

    A gap of the policy is answered once, to all who asked about it; a message for a human, to whoever wrote it.
    """
    with store.transaction() as session:
        answered = questions.answer(session, question, fr=fr, en=en, by=by, now=now)
        for row in answered:
            if row.conversation_id is not None:
                news = Answered(at=now, question=row.id, gap=row.topic, fr=fr, en=en)
                whose = f"conversation:{row.conversation_id}"
                events.put(session, to=whose, kind=news.kind, due=now, payload=news.model_dump_json())
        return len(answered)


def lost(session: Session, conversation: Conversation, why: str, now: datetime) -> None:
    """Nothing reaches this person here any more; whoever works on their requests reads it in the register."""
    lane = lanes.replies(conversation)
    if outgoing.close(session, lane, why):
        _tell(session, conversation, "unreachable", {"why": why}, now)


def found(session: Session, conversation: Conversation, now: datetime) -> None:
    """The person lets us write again, as whoever writes to us does: what waited for them goes out."""
    lane = lanes.replies(conversation)
    if lanes.closed(session, lane) and outgoing.reopen(session, lane):
        _tell(session, conversation, "reachable", {}, now)


def _tell(session: Session, conversation: Conversation, kind: str, facts: dict[str, str], now: datetime) -> None:
    for request in requests.of_conversation(session, conversation.id):
        if request.status is not Status.closed:
            register.append(session, request.reference, at=now, by="platform", kind=kind, facts=facts)
