"""What only a human can answer: messages to staff, and questions that the policy leaves open."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from sqlmodel import Session, col, select

from bot.store.tables import Question


def ask(
    session: Session,
    *,
    conversation: int | None,
    kind: Literal["human", "gap"],
    topic: str | None,
    text: str,
    language: str,
    now: datetime,
) -> int:
    """Keep a question until somebody answers it; its id."""
    question = Question(conversation_id=conversation, kind=kind, topic=topic, text=text, language=language, at=now)
    session.add(question)
    session.flush()
    return question.id


def open_(session: Session) -> list[Question]:
    """The questions that wait for an answer, the oldest first."""
    unanswered = select(Question).where(col(Question.answered).is_(None))
    return list(session.exec(unanswered.order_by(col(Question.id))))


def answer(session: Session, question: int, text: str, *, by: str, now: datetime) -> Question | None:
    """Answer a question; None if there is no such question open."""
    unanswered = select(Question).where(col(Question.id) == question, col(Question.answered).is_(None))
    row = session.exec(unanswered.with_for_update()).first()
    if row is not None:
        row.answer, row.answered, row.by = text, now, by
        session.add(row)
        session.flush()
    return row
