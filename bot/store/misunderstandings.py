"""Misunderstandings, counted by day, language and intents; whoever edits the phrases looks where they are many."""

from __future__ import annotations

from datetime import date

from sqlmodel import Session, col, delete, select

from bot.store.rows import count_up
from bot.store.tables import Misunderstanding


def count(session: Session, *, policy: str, day: date, language: str, how: str, guessed: str, meant: str) -> None:
    """Count one more."""
    key = {"policy": policy, "day": day, "language": language, "how": how, "guessed": guessed, "meant": meant}
    count_up(session, Misunderstanding, "times", **key)


def since(session: Session, policy: str, day: date) -> list[Misunderstanding]:
    """The counts of a policy from a day on."""
    wanted = select(Misunderstanding).where(col(Misunderstanding.policy) == policy, col(Misunderstanding.day) >= day)
    return list(session.exec(wanted))


def drop(session: Session, *, before: date) -> None:
    """Drop the counts of days before this one."""
    session.exec(delete(Misunderstanding).where(col(Misunderstanding.day) < before))
