"""What staff may look at: lists, one request, open questions. Reads are no events; nothing here writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, JsonValue

from bot.rights.lifecycle import WITHOUT_DELAY
from bot.rights.request import RightsRequest
from bot.store import questions, register, requests
from bot.store.session import Store


class Shown(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Line(Shown):
    """A request in a list."""

    reference: str
    right: str
    status: str
    outcome: str | None
    assurance: str
    first_voiced: datetime
    received: date
    due: date
    extended: date | None
    overdue: bool
    prompt: bool
    language: str
    channel: str


class Entry(Shown):
    """A line of the register: what happened to a request, without personal data."""

    at: datetime
    by: str
    kind: str
    facts: dict[str, JsonValue]


class Card(Line):
    """A request with what the person filed, and its history."""

    values: dict[str, JsonValue]
    amendments: tuple[str, ...]
    policy: str
    history: tuple[Entry, ...]


class OpenQuestion(Shown):
    """What somebody asked that only a human can answer."""

    id: int
    kind: str
    topic: str | None
    text: str
    language: str
    at: datetime


@dataclass(frozen=True)
class Queries:
    """Reads of the shared store."""

    store: Store
    today: Callable[[], date]

    def requests(self) -> list[Line]:
        """All requests, those due first before the others."""
        with self.store.reading() as session:
            return [Line(**self._line(request)) for request in requests.listed(session)]

    def card(self, reference: str) -> Card | None:
        """One request, whole."""
        with self.store.reading() as session:
            request = requests.by_reference(session, reference)
            if request is None:
                return None
            history = tuple(
                Entry(at=entry.at, by=entry.by, kind=entry.kind, facts=entry.facts)
                for entry in register.entries(session, reference)
            )
            return Card(
                **self._line(request),
                values=dict(request.values),
                amendments=request.amendments,
                policy=request.policy,
                history=history,
            )

    def questions(self) -> list[OpenQuestion]:
        """What waits for an answer, the oldest first."""
        with self.store.reading() as session:
            return [
                OpenQuestion(id=q.id, kind=q.kind, topic=q.topic, text=q.text, language=q.language, at=q.at)
                for q in questions.open_(session)
            ]

    def _line(self, request: RightsRequest) -> dict[str, object]:
        shown = ("reference", "first_voiced", "received", "due", "extended", "language", "channel")
        words = ("right", "status", "assurance")
        return {
            **{name: getattr(request, name) for name in shown},
            **{name: getattr(request, name).value for name in words},
            "outcome": request.outcome.value if request.outcome else None,
            "overdue": request.overdue(self.today()),
            "prompt": request.right in WITHOUT_DELAY,
        }
