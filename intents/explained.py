"""Why a text was understood as it was: what the rules moved, and what each way to go on would have cost."""

from __future__ import annotations

from dataclasses import dataclass

from intents import bands
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


@dataclass(frozen=True)
class Option:
    """A way to go on, and what it costs in expectation; `intents` is empty for saying that nothing was understood."""

    does: str
    intents: tuple[str, ...]
    cost: float


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


def options(weighed: tuple[Guess, ...]) -> list[Option]:
    """What bands.py chose from, the cheapest first; `weighed` are the guesses after the rules."""
    chances = {guess.intent: guess.confidence for guess in weighed}
    nothing = chances.pop("none", 0.0)
    best = sorted(chances, key=lambda intent: -chances[intent])[: bands._MOST_OFFERED]
    found = [Option("take it for", (name,), bands._cost_of_answering(name, chances, nothing)) for name in best]
    offered = [name for name in sorted(chances, key=lambda name: -chances[name]) if bands._can_be_offered(name)]
    offered = [name for name in offered if chances[name] >= bands._WORTH_OFFERING][: bands._MOST_OFFERED]
    if offered:
        hit = sum(chances[name] for name in offered)
        found.append(Option("ask which is meant:", tuple(offered), bands._cost_of_offering(hit)))
    found.append(Option("say that it is not understood", (), bands._NOT_UNDERSTOOD * (1 - nothing)))
    return sorted(found, key=lambda option: option.cost)


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
