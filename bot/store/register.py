"""The register: what was done about each request, as a chain in which no link can be changed, swapped or left out.

It shows that requests were dealt with in time (accountability, GDPR Art. 5(2)), so it holds no personal data.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from pydantic import JsonValue
from sqlmodel import Session, col, select

from bot.store.tables import RegisterEntry, Request

START: Final = bytes(32)
"""What stands where the first entry of a chain names the one before it."""


@dataclass(frozen=True)
class Entry:
    """One link: its digest covers everything else in it, and so the digest before."""

    reference: str
    seq: int
    at: datetime
    by: str
    kind: str
    facts: dict[str, JsonValue]
    previous: bytes
    digest: bytes


def append(
    session: Session, reference: str, *, at: datetime, by: str, kind: str, facts: Mapping[str, JsonValue]
) -> None:
    """Add what happened to a request; it is locked by that, or two would add the same link."""
    session.exec(select(col(Request.reference)).where(col(Request.reference) == reference).with_for_update()).first()
    chain = select(RegisterEntry).where(col(RegisterEntry.reference) == reference)
    last = session.exec(chain.order_by(col(RegisterEntry.seq).desc()).limit(1)).first()
    seq, previous = (last.seq + 1, last.digest) if last else (1, START)
    link = Entry(reference, seq, at, by, kind, dict(facts), previous, digest=b"")
    row = RegisterEntry(
        reference=reference,
        seq=seq,
        at=at,
        by=by,
        kind=kind,
        facts=_canonical(link.facts),
        previous=previous,
        digest=_digest(link),
    )
    session.add(row)
    session.flush()


def entries(session: Session, reference: str) -> list[Entry]:
    """What happened to a request, the earliest first."""
    chain = select(RegisterEntry).where(col(RegisterEntry.reference) == reference)
    return [
        Entry(row.reference, row.seq, row.at, row.by, row.kind, json.loads(row.facts), row.previous, row.digest)
        for row in session.exec(chain.order_by(col(RegisterEntry.seq)))
    ]


def verify(chain: Sequence[Entry]) -> int | None:
    """The number at which a chain is broken first; None if it is whole. A cut-off end does not show in itself."""
    previous = START
    for seq, entry in enumerate(chain, 1):
        if (entry.seq, entry.previous, entry.digest) != (seq, previous, _digest(entry)):
            return seq
        previous = entry.digest
    return None


def _digest(entry: Entry) -> bytes:
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    told = [entry.reference, entry.seq, at, entry.by, entry.kind, entry.facts, entry.previous.hex()]
    return hashlib.sha256(_canonical(told).encode()).digest()


def _canonical(value: object) -> str:
    """The one way to write a value: other programs must come to the same digest."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
