"""Why a text was understood as it was: what the rules moved; and which phrases would start what nobody asked for."""

from __future__ import annotations

from typing import Final

from intents import rules
from intents.rules import Moved
from intents.scores import Guess

_WORTH_TELLING = 0.005
_WEIGHED: Final = ("ask.", "case.", "explain.", "request.")
_NEAR_ENOUGH: Final = 0.15
"""A phrase second with this likelihood is a new way to say it, one further away is another matter."""


def moved(ranked: tuple[Guess, ...], text: str) -> list[Moved]:
    """What the rules did to these guesses, the likeliest first; not what moved too little to be seen."""
    return rules.moved(tuple(guess for guess in ranked if guess.confidence >= _WORTH_TELLING), text)


def starts(intent: str) -> bool:
    """Does it start, or take back, what a person may rue? Its phrases are looked at more closely."""
    return intent.startswith("request.") or intent in ("case.withdraw", "talk.forget_me")


def ruled_away(intent: str, text: str) -> Moved | None:
    """What the rules would do to a phrase of this intent: it teaches a wish in words that are none."""
    return next(iter(rules.moved((Guess(intent=intent, confidence=1.0),), text)), None)


def taken_for(intent: str, ranked: tuple[Guess, ...]) -> Guess | None:
    """The guess that a phrase of this intent is far too near to; None where its own intent is near enough."""
    telling = [guess for guess in ranked if guess.intent == intent or guess.intent.startswith(_WEIGHED)]
    first, *others = telling
    near = first.intent == intent or any(
        guess.intent == intent and guess.confidence >= _NEAR_ENOUGH for guess in others[:1]
    )
    return None if near else first
