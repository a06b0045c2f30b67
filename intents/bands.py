"""How sure is sure enough: the answer that costs least, given how likely each intent is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from intents.scores import Guess

# What each mistake costs, beside a question answered with something else (1). Asking costs a person a tap;
# a request started where none was wanted frightens, and may end in data gone.
_WRONG = 1.0
# A question answered with another answer, where the one that was meant is offered beside it.
_WRONG_BUT_BESIDE = 0.8
_ANSWERED_FOR_NOTHING = 3.0
_REQUEST_UNWANTED = 8.0
# A "yes" that was none may confirm something; "cancel" and "back" throw an answer away.
_CONTROL_UNWANTED = 3.0
_OFFERED = 0.45
_OFFERED_IN_VAIN = 0.65
_NOT_UNDERSTOOD = 0.75

_MOST_OFFERED = 3
# A choice nobody needs: a guess this unlikely makes the question longer, not better.
_WORTH_OFFERING = 0.06
# Beside an answer, only what may well have been meant.
_WORTH_BESIDE = 0.15


_COURTESIES = frozenset({"talk.greet", "talk.thanks", "talk.bye", "talk.upset"})


class Sure(BaseModel):
    """One intent is meant; of a question, `beside` is what may have been meant instead."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["sure"] = "sure"
    intent: str
    beside: tuple[str, ...] = ()


class Torn(BaseModel):
    """One of two or three; the person chooses."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["torn"] = "torn"
    intents: tuple[str, ...] = Field(min_length=1, max_length=_MOST_OFFERED)


class Unsure(BaseModel):
    """Nothing of ours, or nothing recognised."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Literal["unsure"] = "unsure"


Band = Sure | Torn | Unsure


def meant(band: Band) -> tuple[str, ...]:
    """What is taken to be meant, or is offered; nothing where nothing was understood."""
    match band:
        case Sure(intent=intent):
            return (intent,)
        case Torn(intents=intents):
            return intents
        case Unsure():
            return ()


@dataclass(frozen=True)
class Option:
    """A way to go on, and what it costs in expectation."""

    band: Band
    cost: float


def decide(weighed: tuple[Guess, ...]) -> Band:
    """The band of least expected cost, of guesses that have been through the rules (rules.py)."""
    return options(weighed)[0].band


def options(weighed: tuple[Guess, ...]) -> list[Option]:
    """Each way to go on, the cheapest first; of two that cost the same, the one that asks less of the person."""
    chances = {guess.intent: guess.confidence for guess in weighed}
    nothing = chances.pop("none", 0.0)
    best_first = sorted(chances, key=lambda intent: -chances[intent])
    offered = tuple(intent for intent in best_first if _can_be_offered(intent) and chances[intent] >= _WORTH_OFFERING)
    offered = offered[:_MOST_OFFERED]
    found = [
        Option(_sure(intent, offered, chances), _cost_of_answering(intent, chances, nothing))
        for intent in best_first[:_MOST_OFFERED]
    ]
    found.append(Option(Unsure(), _NOT_UNDERSTOOD * (1 - nothing)))
    if offered:
        found.append(Option(Torn(intents=offered), _cost_of_offering(sum(chances[intent] for intent in offered))))
    return sorted(found, key=lambda option: option.cost)


def _sure(intent: str, offered: tuple[str, ...], chances: dict[str, float]) -> Sure:
    beside = tuple(other for other in offered if other != intent and chances[other] >= _WORTH_BESIDE)
    return Sure(intent=intent, beside=beside if _is_question(intent) else ())


def _cost_of_answering(intent: str, chances: dict[str, float], nothing: float) -> float:
    other = max(0.0, 1 - chances[intent] - nothing)
    if intent.startswith("request."):
        return _REQUEST_UNWANTED * (other + nothing)
    if intent.startswith("control."):
        return _CONTROL_UNWANTED * (other + nothing)
    wrong = _WRONG_BUT_BESIDE if _is_question(intent) else _WRONG
    return wrong * other + _ANSWERED_FOR_NOTHING * nothing


def _is_question(intent: str) -> bool:
    return intent.startswith(("ask.", "explain."))


def _cost_of_offering(hit: float) -> float:
    return _OFFERED * hit + _OFFERED_IN_VAIN * (1 - hit)


def _can_be_offered(intent: str) -> bool:
    """Courtesies are answered when they are meant, and asked about never; what steers the conversation, neither."""
    return intent not in _COURTESIES and not intent.startswith("control.")
