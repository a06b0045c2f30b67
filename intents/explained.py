"""Why a text was understood as it was: what the rules moved; and which phrases would start what nobody asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from intents.manner import Manner, manner_of
from intents.rules import weigh
from intents.scores import Guess
from intents.text import questioned

_WORTH_TELLING = 0.005
_WEIGHED: Final = ("ask.", "case.", "explain.", "request.")
_NEAR_ENOUGH: Final = 0.15
"""A phrase second with this likelihood is a new way to say it, one further away is another matter."""


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
        to = _became(guess.intent, text)
        if to != guess.intent:
            found.append(Moved(guess.intent, to, _why(guess.intent, to, manner, text)))
    return found


def starts(intent: str) -> bool:
    """Does it start, or take back, what a person may rue? Its phrases are looked at more closely."""
    return intent.startswith("request.") or intent in ("case.withdraw", "talk.forget_me")


def ruled_away(intent: str, text: str) -> Moved | None:
    """What the rules would do to a phrase of this intent: it teaches a wish in words that are none."""
    to = _became(intent, text)
    return None if to == intent else Moved(intent, to, _why(intent, to, manner_of(text), text))


def taken_for(intent: str, ranked: tuple[Guess, ...]) -> Guess | None:
    """The guess that a phrase of this intent is far too near to; None where its own intent is near enough."""
    telling = [guess for guess in ranked if guess.intent == intent or guess.intent.startswith(_WEIGHED)]
    first, *others = telling
    near = first.intent == intent or any(
        guess.intent == intent and guess.confidence >= _NEAR_ENOUGH for guess in others[:1]
    )
    return None if near else first


def _became(intent: str, text: str) -> str:
    return weigh((Guess(intent=intent, confidence=1.0),), text)[0].intent


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
