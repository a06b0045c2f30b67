"""What the knowledge base said when: versions of its answers, gaps and clauses, and of the policy itself.

So it can be shown what a person was told on a day (accountability, GDPR Art. 5(2)).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, and_, func, insert
from sqlmodel import Session, col, select

from bot.store.rows import alone
from bot.store.tables import Published

WITHDRAWN: Final = ""
"""The digest of a version that says nothing any more."""


@dataclass(frozen=True)
class Words:
    """What the knowledge base says now under a name: its content as JSON, and the digest by which a change shows."""

    kind: Literal["answer", "gap", "clause", "law", "thing", "policy"]
    name: str
    digest: str
    content: str
    editor: str


def publish(session: Session, policy: str, words: Iterable[Words], *, now: datetime) -> int:
    """Keep a version of all that is new, changed or gone since the last time; how many there were.

    `words` is all that the policy's knowledge base says. Of two that publish at once, the second waits for the first.
    """
    alone(session.connection(), f"publish {policy}")
    # Without what they say: a start compares a thousand.
    known = select(Published.kind, Published.name, Published.number, Published.digest)
    latest = {(kind, name): (number, digest) for kind, name, number, digest in session.exec(_newest(known, policy))}
    says = dict.fromkeys(latest, (WITHDRAWN, "", ""))
    says |= {(said.kind, said.name): (said.digest, said.content, said.editor) for said in words}
    versions = []
    for (kind, name), (digest, content, editor) in says.items():
        number, before = latest.get((kind, name), (0, WITHDRAWN))
        if digest != before:
            version = {"kind": kind, "name": name, "number": number + 1, "digest": digest}
            versions.append(version | {"policy": policy, "content": content, "editor": editor, "at": now})
    if versions:  # at the first start there are some nine hundred: one statement, not as many objects
        session.connection().execute(insert(Published), versions)
    return len(versions)


def digest(session: Session, policy: str) -> str:
    """The digest of the whole knowledge base of a policy, as it was published last; "" if it never was."""
    whole = (col(Published.policy) == policy, col(Published.kind) == "policy", col(Published.name) == policy)
    newest = select(Published.digest).where(*whole).order_by(col(Published.number).desc()).limit(1)
    return session.exec(newest).first() or ""


def on(session: Session, policy: str, moment: datetime) -> list[Published]:
    """What was in force at a moment, in order of kind and name."""
    found = _latest(session, policy, col(Published.at) <= moment)
    # Ordered here: databases differ in how they order text.
    return sorted((row for row in found if row.digest != WITHDRAWN), key=lambda row: (row.kind, row.name))


def between(session: Session, policy: str, after: datetime, until: datetime) -> list[Published]:
    """What was published, or withdrawn, after one moment and before another, in that order."""
    at = col(Published.at)
    published = select(Published).where(col(Published.policy) == policy, at > after, at < until)
    return list(session.exec(published.order_by(col(Published.id))))


def history(session: Session, policy: str, name: str) -> list[Published]:
    """All versions under a name, the oldest first."""
    versions = select(Published).where(col(Published.policy) == policy, col(Published.name) == name)
    return list(session.exec(versions.order_by(col(Published.id))))


def _latest(session: Session, policy: str, *wanted: ColumnElement[bool]) -> list[Published]:
    """The version with the highest number under each name, of those wanted."""
    return list(session.exec(_newest(select(Published), policy, *wanted)))


def _newest(rows: Any, policy: str, *wanted: ColumnElement[bool]) -> Any:
    kind, name, number = col(Published.kind), col(Published.name), col(Published.number)
    of_policy = col(Published.policy) == policy
    top = select(kind, name, func.max(number).label("number")).where(of_policy, *wanted).group_by(kind, name).subquery()
    same = and_(kind == top.c.kind, name == top.c.name, number == top.c.number)
    return rows.join(top, same).where(of_policy)
