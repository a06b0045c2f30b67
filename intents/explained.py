"""Why a text was understood as it was: what the rules moved."""

from __future__ import annotations

from dataclasses import dataclass

from intents.manner import Manner, manner_of
from intents.rules import weigh
from intents.scores import Guess
from intents.text import questioned

_WORTH_TELLING = 0.005


@dataclass(frozen=True)
class Moved:
    """Likelihood that a rule took from one intent and gave to another, and the rule in a few words."""

    intent: str
    to: str
    why: str


def moved(ranked: tuple[Guess, ...], text: str) -> list[Moved]:
    """What the rules did to these guesses, the likeliest first."""
    manner, found = manner_of(text), []
    for guess in ranked:
        if guess.confidence < _WORTH_TELLING:
            continue
        (became, *_) = weigh((Guess(intent=guess.intent, confidence=1.0),), text)
        if became.intent != guess.intent:
            found.append(Moved(guess.intent, became.intent, _why(guess.intent, became.intent, manner, text)))
    return found


def _why(intent: str, to: str, manner: Manner, text: str) -> str:
    match to.partition(".")[0]:
        case "explain":
            return "only asked about" if manner.asked else "told of others, or quoted"
        case "case":
            return "it is past: asked for before"
        case _ if intent == "control.yes" and questioned(text):
            return "a question is no yes"
        case _ if manner.elsewhere and intent.startswith(("request.", "explain.")):
            return "somebody else's matter"
        case _:
            return "denied"
