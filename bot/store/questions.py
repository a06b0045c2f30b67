"""What only a human can answer: messages to staff, and questions that a policy leaves open.

An answer to a gap is an answer for all who asked, and is kept for those who will ask.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final, Literal

from sqlalchemy import ColumnElement, bindparam, func
from sqlalchemy import select as select_core
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from bot.store.prepared import Prepared
from bot.store.rows import copy_of, table
from bot.store.tables import Question, TeamAnswer

ROWS: Final = table(TeamAnswer)
NEWEST: Final = select_core(func.max(ROWS.c.id)).where(ROWS.c.policy == bindparam("policy")).group_by(ROWS.c.gap)
TOLD: Final = Prepared(select_core(ROWS).where(ROWS.c.id.in_(NEWEST)))


def ask(
    session: Session,
    *,
    conversation: int | None,
    kind: Literal["human", "gap"],
    topic: str | None,
    text: str,
    language: str,
    now: datetime,
    policy: str | None = None,
) -> int:
    """Keep a question until somebody answers it; its id. Who waits for an answer to a gap already asks nothing new.

    The caller holds the conversation's lock.
    """
    if kind == "gap" and conversation is not None:
        of_conversation = col(Question.conversation_id) == conversation
        asked = session.exec(_unanswered(of_conversation, *_same_gap(policy, topic))).first()
        if asked is not None:
            return asked.id
    question = Question(
        conversation_id=conversation, kind=kind, policy=policy, topic=topic, text=text, language=language, at=now
    )
    session.add(question)
    session.flush()
    return question.id


def open_(session: Session) -> list[Question]:
    """The questions that wait for an answer, the oldest first."""
    return list(session.exec(_unanswered()))


def answer(
    session: Session, question: int, *, fr: str | None, en: str | None, by: str, now: datetime
) -> list[Question]:
    """Answer a question, and if it is a gap all others about it; those answered, none if it was not open.

    Each person gets the words in the language of their question, or else those there are.
    """
    if not (fr or en):
        raise ValueError("an answer needs words in at least one language")
    asked = session.get(Question, question)
    if asked is None:
        return []
    about = _same_gap(asked.policy, asked.topic) if asked.kind == "gap" else (col(Question.id) == question,)
    # One statement locks them all, in order of their ids: who comes second waits for it, and finds them answered.
    rows = list(session.exec(_unanswered(*about).with_for_update()))
    if question not in {row.id for row in rows}:
        return []
    for row in rows:
        row.answer = (en or fr) if row.language == "en" else (fr or en)
        row.answered, row.by = now, by
        session.add(row)
    # A gap asked before schema 0002 names no policy: whose knowledge the answer would be, nobody can tell.
    if asked.kind == "gap" and asked.policy is not None and asked.topic is not None:
        session.add(TeamAnswer(policy=asked.policy, gap=asked.topic, fr=fr or None, en=en or None, by=by, at=now))
    session.flush()
    return rows


def told(session: Session, policy: str) -> dict[str, TeamAnswer]:
    """What staff say about each gap of a policy that they were asked about: their newest answers, unless taken back."""
    rows = TOLD.all(session, policy=policy)
    return {row.gap: copy_of(TeamAnswer, row) for row in rows if row.fr or row.en}


def revise(session: Session, policy: str, gap: str, *, fr: str | None, en: str | None, by: str, now: datetime) -> None:
    """Put other words in the place of what the team answered to a gap; none at all take it back."""
    session.add(TeamAnswer(policy=policy, gap=gap, fr=fr, en=en, by=by, at=now))
    session.flush()


def history(session: Session, policy: str) -> list[TeamAnswer]:
    """All that staff ever answered to gaps of a policy, the newest first."""
    of_policy = select(TeamAnswer).where(col(TeamAnswer.policy) == policy)
    return list(session.exec(of_policy.order_by(col(TeamAnswer.id).desc())))


def _same_gap(policy: str | None, gap: str | None) -> tuple[ColumnElement[bool], ...]:
    return col(Question.kind) == "gap", col(Question.policy) == policy, col(Question.topic) == gap


def _unanswered(*wanted: ColumnElement[bool]) -> SelectOfScalar[Question]:
    return select(Question).where(col(Question.answered).is_(None), *wanted).order_by(col(Question.id))
