"""The law of a request: what may be done to it, by whom, and what that makes of it.

`RULES` is the one table of it; the store's table of allowed transitions is made from it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from pydantic import JsonValue

from bot.rights.acts import (
    Act,
    Acted,
    Amend,
    AskIdentity,
    Clarified,
    Clarify,
    Close,
    Entry,
    Extend,
    Identified,
    Notice,
    Refused,
    Start,
    Take,
    Withdraw,
)
from bot.rights.deadline import deadlines
from bot.rights.request import Outcome, Right, RightsRequest, Status

__all__ = [
    "OPEN",
    "RULES",
    "TRANSITIONS",
    "Act",
    "Acted",
    "Amend",
    "AskIdentity",
    "Clarified",
    "Clarify",
    "Close",
    "Entry",
    "Extend",
    "Identified",
    "Notice",
    "Refused",
    "Start",
    "Take",
    "Withdraw",
    "act",
]

Role = Literal["person", "staff", "system"]


@dataclass(frozen=True)
class Rule:
    """Who may do it, at which statuses, and which status comes of it (None: the same)."""

    who: frozenset[Role]
    was: frozenset[Status]
    became: Status | None = None


OPEN: Final = frozenset(Status) - {Status.closed}
PERSON: Final = frozenset[Role]({"person"})
STAFF: Final = frozenset[Role]({"staff"})
UNDER_WAY: Final = frozenset({Status.received, Status.in_review, Status.in_progress})

RULES: Final[Mapping[str, Rule]] = {
    "ask_identity": Rule(STAFF, UNDER_WAY, Status.identity_pending),
    "identified": Rule(STAFF | {"system"}, frozenset({Status.identity_pending}), Status.in_review),
    "clarify": Rule(STAFF, UNDER_WAY, Status.clarifying),
    "clarified": Rule(STAFF | PERSON, frozenset({Status.clarifying}), Status.in_review),
    "start": Rule(STAFF | {"system"}, frozenset({Status.received}), Status.in_review),
    "take": Rule(STAFF, frozenset({Status.received, Status.in_review}), Status.in_progress),
    "extend": Rule(STAFF, OPEN),
    "amend": Rule(STAFF | PERSON, OPEN),
    "withdraw": Rule(PERSON, OPEN, Status.closed),
    "close": Rule(STAFF | {"system"}, OPEN, Status.closed),
}

TRANSITIONS: Final[Mapping[Status, frozenset[Status]]] = {
    status: frozenset(rule.became for rule in RULES.values() if rule.became and status in rule.was) for status in Status
}

WITHOUT_DELAY: Final = frozenset({Right.marketing_objection, Right.consent_withdrawal})
"""Effective at once and without proof of identity (GDPR Art. 21(3), 7(3)): nothing to weigh, to doubt or to extend."""
DENIALS: Final = frozenset({Outcome.refused, Outcome.partly, Outcome.unidentifiable})
"""Outcomes that the person must be given the reasons and the remedies for (GDPR Art. 12(2) and (4))."""


def act(request: RightsRequest, what: Act, *, by: str, today: date) -> Acted | Refused:
    """Do something to a request, as `person`, `staff:<number>` or `system`; or say why that may not be."""
    rule = RULES[what.kind]
    why = _refused_by_rule(request, rule, _role(by)) or _refused_by_law(request, what, _role(by), today)
    if why:
        return Refused(why=why)
    changes: dict[str, object] = {}
    facts: dict[str, JsonValue] = {}
    if rule.became:
        changes["status"] = rule.became
        facts |= {"was": request.status.value, "became": rule.became.value}
        if request.suspended:
            changes["suspended"] = None
            facts["suspended_days"] = (today - request.suspended).days
    more, told = _effect(request, what, today)
    after = request.model_copy(update=changes | more)
    entry = Entry(kind=what.kind, facts=facts | _facts(what, after))
    return Acted(request=after, entries=(entry,), notices=told)


def _role(by: str) -> Role:
    if by == "person":
        return "person"
    if by == "system":
        return "system"
    if re.fullmatch(r"staff:\d+", by):
        return "staff"
    raise ValueError(f"{by!r} is neither person, system nor staff:<number>")


def _refused_by_rule(request: RightsRequest, rule: Rule, role: Role) -> str | None:
    if request.status is Status.closed:
        return "refused-closed"
    if role not in rule.who:
        return "refused-person-only" if rule.who == PERSON else "refused-staff-only"
    return None if request.status in rule.was else "refused-status"


def _refused_by_law(request: RightsRequest, what: Act, role: Role, today: date) -> str | None:
    """What the law forbids though the table allows it."""
    match what:
        case AskIdentity():
            if request.right in WITHOUT_DELAY:
                return "refused-identity-needless"
            return _wordless(what.doubt)
        case Clarify():
            if what.suspends and request.right is not Right.access:
                return "refused-suspend-access-only"
            return _wordless(what.question)
        case Extend():
            return _extend_refused(request, what, today)
        case Close():
            return _close_refused(request, what, role)
        case Amend() | Clarified():
            return _wordless(what.text)
        case Identified() | Start() | Take() | Withdraw():  # pragma: no branch  mypy knows that there is no other act
            return None


def _wordless(text: str) -> str | None:
    return None if text.strip() else "refused-no-words"


def _extend_refused(request: RightsRequest, what: Extend, today: date) -> str | None:
    if request.right in WITHOUT_DELAY:
        return "refused-extend-without-delay"
    if request.extended:
        return "refused-extend-twice"
    if today > request.due:
        return "refused-extend-late"
    return _wordless(what.reason)


def _close_refused(request: RightsRequest, what: Close, role: Role) -> str | None:
    if what.outcome is Outcome.withdrawn:
        return "refused-person-only"
    if role == "system" and not (request.right in WITHOUT_DELAY and what.outcome is Outcome.granted):
        return "refused-human-decides"
    if what.outcome in DENIALS and not what.article:
        return "refused-no-article"
    return _wordless(what.words) if what.outcome in DENIALS | {Outcome.rerouted} else None


def _effect(request: RightsRequest, what: Act, today: date) -> tuple[dict[str, object], tuple[Notice, ...]]:
    """What it changes beside the status, and who is told."""
    reference: dict[str, str | date] = {"reference": request.reference}
    match what:
        case AskIdentity():
            return {"suspended": today}, (_to_person("notice-identity", reference, what.doubt),)
        case Identified():
            return {"assurance": what.assurance}, (_to_person("notice-identified", reference),)
        case Clarify():
            return {"suspended": today if what.suspends else None}, (
                _to_person("notice-clarify", reference, what.question),
            )
        case Amend() | Clarified():
            note = Notice(to="staff", message=f"notice-staff-{what.kind}", args=reference, words=what.text)
            return {"amendments": (*request.amendments, what.text)}, (note,)
        case Start() | Take():
            return {}, ()
        case Extend():
            until = deadlines(request.received, holidays=what.holidays).extended
            told = _to_person("notice-extended", {**reference, "due": until}, what.reason)
            return {"extended": until}, (told,)
        case Withdraw():
            note = Notice(to="staff", message="notice-staff-withdraw", args=reference)
            return {"outcome": Outcome.withdrawn}, (note,)
        case Close():  # pragma: no branch  as above
            name = f"notice-{what.outcome.value.replace('_', '-')}"
            grounds = {"law": what.law, "article": what.article} if what.outcome in DENIALS else {}
            return {"outcome": what.outcome}, (_to_person(name, {**reference, **grounds}, what.words),)


def _to_person(message: str, args: dict[str, str | date], words: str = "") -> Notice:
    return Notice(to="person", message=message, args=args, words=words)


def _facts(what: Act, after: RightsRequest) -> dict[str, JsonValue]:
    """What the register keeps of it: never the words, which may tell of a person."""
    match what:
        case Identified():
            return {"assurance": what.assurance.value}
        case Clarify():
            return {"suspends": what.suspends}
        case Extend():
            return {"ground": what.ground, "due": after.answer_by.isoformat()}
        case Close() if what.outcome in DENIALS:
            return {"outcome": what.outcome.value, "law": what.law, "article": what.article}
        case Close():
            return {"outcome": what.outcome.value}
        case Withdraw():
            return {"outcome": Outcome.withdrawn.value}
        case AskIdentity() | Clarified() | Start() | Take() | Amend():  # pragma: no branch  as above
            return {}
