"""What staff may look at: lists, one request, open questions. Reads are no events; nothing here writes."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, JsonValue

from bot.rights.lifecycle import WITHOUT_DELAY
from bot.rights.request import RightsRequest
from bot.store import misunderstandings, published, questions, register, requests
from bot.store.session import Store
from bot.store.tables import Misunderstanding, Published


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
    unreachable: str | None
    """Why nothing reaches the person in the chat any more, if that is so: `blocked`, `gone`."""


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


class Answered(Shown):
    """What staff answered to a gap of the policy, and who of them when."""

    gap: str
    fr: str | None
    en: str | None
    by: str
    at: datetime


class Misheard(Shown):
    """How often one intent was taken for another, or for nothing, and when last; `how` as effects.py says."""

    times: int
    how: str
    guessed: str
    meant: str
    fr: int
    en: int
    last: date


class Version(Shown):
    """Words that people could be told, since when, and who wrote them; `withdrawn` ends what was before."""

    kind: str
    name: str
    number: int
    at: datetime
    editor: str
    digest: str
    withdrawn: bool
    content: dict[str, JsonValue]


@dataclass(frozen=True)
class Queries:
    """Reads of the shared store."""

    store: Store
    today: Callable[[], date]
    zone: ZoneInfo

    def requests(self) -> list[Line]:
        """All requests, those due first before the others."""
        with self.store.reading() as session:
            shut = requests.unreachable(session)
            return [Line(**self._line(request, shut)) for request in requests.listed(session)]

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
                **self._line(request, requests.unreachable(session)),
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

    def answered(self, policy: str) -> list[Answered]:
        """What staff have answered to gaps of a policy, the newest first."""
        with self.store.reading() as session:
            rows = questions.history(session, policy)
            return [Answered(gap=row.gap, fr=row.fr, en=row.en, by=row.by, at=row.at) for row in rows]

    def told_on(self, policy: str, day: date) -> list[Version]:
        """All that people could be told on a day: what was in force when it began, and what came in its course."""
        begin = datetime.combine(day, time.min, self.zone)
        with self.store.reading() as session:
            rows = published.on(session, policy, begin)
            rows += published.between(session, policy, begin, begin + timedelta(days=1))
            return sorted(map(_version, rows), key=lambda version: (version.kind, version.name, version.number))

    def versions(self, policy: str, name: str) -> list[Version]:
        """All versions of an answer, a gap or a clause, the oldest first."""
        with self.store.reading() as session:
            return [_version(row) for row in published.history(session, policy, name)]

    def misheard(self, policy: str, since: date) -> list[Misheard]:
        """The misunderstandings from a day on, those that happened most before the others."""
        with self.store.reading() as session:
            rows = misunderstandings.since(session, policy, since)
        same = {(row.how, row.guessed, row.meant) for row in rows}
        found = [_misheard(*key, [r for r in rows if (r.how, r.guessed, r.meant) == key]) for key in same]
        return sorted(found, key=lambda one: (-one.times, one.meant, one.guessed, one.how))

    def _line(self, request: RightsRequest, unreachable: Mapping[str, str]) -> dict[str, object]:
        shown = ("reference", "first_voiced", "received", "due", "extended", "language", "channel")
        words = ("right", "status", "assurance")
        return {
            **{name: getattr(request, name) for name in shown},
            **{name: getattr(request, name).value for name in words},
            "outcome": request.outcome.value if request.outcome else None,
            "overdue": request.overdue(self.today()),
            "prompt": request.right in WITHOUT_DELAY,
            "unreachable": unreachable.get(request.reference),
        }


def _misheard(how: str, guessed: str, meant: str, rows: Sequence[Misunderstanding]) -> Misheard:
    french = sum(row.times for row in rows if row.language == "fr")
    times, last = sum(row.times for row in rows), max(row.day for row in rows)
    return Misheard(times=times, how=how, guessed=guessed, meant=meant, fr=french, en=times - french, last=last)


def _version(row: Published) -> Version:
    shown = ("kind", "name", "number", "at", "editor", "digest")
    content = json.loads(row.content) if row.content else {}
    return Version(**{name: getattr(row, name) for name in shown}, withdrawn=not row.content, content=content)
