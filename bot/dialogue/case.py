"""After filing: where a request stands, adding to it, taking it back. All of it from the store."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from bot.dialogue.draft import right_name
from bot.dialogue.effects import ActOn, Choice, LookUp, Purpose, Text, choice
from bot.dialogue.events import ActedOn, Case, Found
from bot.dialogue.state import Confirming, Listed, State, Turn, Writing, become
from intents.ordinals import ordinal
from intents.text import normal, questioned

SHOWN = 4
"""Cards in one go; staff have lists for more."""
Act = Literal["withdraw", "amend"]
VERBS: Final[dict[Act, re.Pattern[str]]] = {
    "withdraw": re.compile(r"\b(?:withdraw|retir\w*|annul\w*|cancel|drop|abandonn\w*|remove|supprim\w*)\b"),
    "amend": re.compile(
        r"\b(?:add|amend|complet\w*|ajout\w*|chang\w*|modif\w*|update|edit|precis\w*)"
        r"(?: (?:something|quelque chose))?(?: (?:to|a))?\b"
    ),
}
BESIDE: Final = re.compile(
    r"\b(?:too|also|as well|aussi|egalement|and|et|please|s il vous plait|same for|pareil pour)\b"
)
"""Words around a request pointed at, which say nothing of which one it is."""


def look_up(state: State, purpose: Purpose) -> Turn:
    """Ask the store; the answer comes back as Found."""
    return Turn(state).do(LookUp(purpose=purpose))


def found(state: State, event: Found) -> Turn:
    """Tell what the store holds, for the purpose it was asked for."""
    match event.purpose:
        case "status":
            return _cards(state, event.cases)
        case "overdue":
            return _overdue(state, event.cases)
        case "withdraw" | "amend":
            return _pick(state, event.purpose, tuple(case for case in event.cases if not case.closed))


def withdraw(state: State, reference: str) -> Turn:
    """Taking a request back cannot be undone: ask first."""
    yes_no = (choice("yes", label="button-withdraw-yes"), choice("no", label="button-keep"))
    state = _doing(state, "withdraw")
    return become(state, aside=Confirming(what="withdraw", ref=reference)).say(
        "withdraw-sure", *yes_no, reference=reference
    )


def amend(state: State, reference: str) -> Turn:
    """Ask what to add; what was filed stays as it was filed."""
    return become(_doing(state, "amend"), aside=Writing(what="amend", ref=reference)).say(
        "amend-ask", choice("cancel", label="button-send-nothing"), reference=reference
    )


def pointed(state: State, text: str) -> Turn | None:
    """One of the requests listed, by its place: "withdraw the first", and then "the second too"."""
    if state.listed is None or state.asking or questioned(text):
        return None
    words = normal(text)
    named = next((act for act, verb in VERBS.items() if verb.search(words)), None)
    act = named or state.listed.act
    rest = " ".join(BESIDE.sub(" ", VERBS[named].sub(" ", words) if named else words).split())
    place = ordinal(rest, of=len(state.listed.references))
    if place is None or not act:
        return None
    reference = state.listed.references[place]
    return withdraw(state, reference) if act == "withdraw" else amend(state, reference)


def withdrawn(state: State, reference: str) -> Turn:
    return Turn(state).do(ActOn(reference=reference, act="withdraw"))


def amended(state: State, reference: str, text: str) -> Turn:
    return Turn(state).do(ActOn(reference=reference, act="amend", text=text))


def acted_on(state: State, event: ActedOn) -> Turn:
    """Say that it was done, or why not."""
    if event.refused:
        return Turn(state).say(event.refused, choice("human"))
    return Turn(state).say("withdrawn" if event.act == "withdraw" else "amended", reference=event.reference)


def _cards(state: State, cases: tuple[Case, ...]) -> Turn:
    if not cases:
        return Turn(state).say("no-request", choice("mean", "ask.rights", label="topic-ask-rights"), choice("human"))
    turn = become(state, listed=_listed(cases))
    for case in cases[:SHOWN]:
        turn = _card(turn, case)
    if len(cases) > SHOWN:
        turn = turn.say("more-requests", number=len(cases) - SHOWN)
    still = [case for case in cases if not case.closed]
    acts = (
        choice("mean", "case.amend", label="button-amend"),
        choice("mean", "case.withdraw", label="button-withdraw"),
    )
    return turn.offer(*(acts if still else ()), choice("human"))


def _card(turn: Turn, case: Case) -> Turn:
    if case.overdue:
        return turn.say("case-overdue", reference=case.reference, right=right_name(case.right), due=case.due)
    stands = f"outcome-{case.outcome.value}" if case.outcome else f"status-{case.status.value}"
    return turn.say(
        "case-closed" if case.closed else "case-card",
        reference=case.reference,
        right=right_name(case.right),
        status=Text(id=stands.replace("_", "-")),
        received=case.received,
        due=case.due,
    )


def _overdue(state: State, cases: tuple[Case, ...]) -> Turn:
    still = [case for case in cases if not case.closed]
    if not still:
        return _cards(state, cases)
    turn = become(state, listed=_listed(still))
    for case in still[:SHOWN]:
        if case.overdue:
            turn = _card(turn, case)
            continue
        turn = turn.say("case-not-yet-due", reference=case.reference, right=right_name(case.right), due=case.due)
    return turn.offer(choice("human"), choice("mean", "ask.complaint", label="topic-ask-complaint"))


def _pick(state: State, purpose: Purpose, cases: tuple[Case, ...]) -> Turn:
    """One request is meant without saying so; of several, the person chooses."""
    do = withdraw if purpose == "withdraw" else amend
    if not cases:
        return Turn(state).say("no-open-request", choice("human"))
    if len(cases) == 1:
        return do(state, cases[0].reference)
    listed = _doing(become(state, listed=_listed(cases)).state, "withdraw" if purpose == "withdraw" else "amend")
    return Turn(listed).say("pick-request", *(_button(purpose, case) for case in cases[:SHOWN]))


def _listed(cases: Sequence[Case]) -> Listed:
    return Listed(references=tuple(case.reference for case in cases[:SHOWN]))


def _doing(state: State, act: Act) -> State:
    """The same, with what is being done to one of the requests listed: the next may be meant as well."""
    if state.listed is None:
        return state
    return become(state, listed=state.listed.model_copy(update={"act": act})).state


def _button(purpose: Purpose, case: Case) -> Choice:
    return choice(purpose, case.reference, label=Text(id="button-request", args={"reference": case.reference}))
