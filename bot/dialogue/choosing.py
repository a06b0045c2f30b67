"""The answer to "which did you mean?", in words: by its place, by words of its label, or put another way."""

from __future__ import annotations

import re
from typing import Final

from bot.dialogue.answer import topic_label
from bot.dialogue.events import Said
from bot.dialogue.fields import DENIED, TELLING, is_said
from bot.dialogue.state import Choosing, Given, State
from intents.bands import Sure
from intents.ordinals import ordinal
from intents.text import normal, questioned

TWO: Final = re.compile(r"\b(?:both|two|deux|2)\b")
"""Of three, "both" does not say which."""
MOST_WORDS: Final = 6
"""Whoever says more than that says it anew."""
MUCH: Final = 0.75
"""What one meaning must have of the likelihood of all that were offered, to be the one chosen."""
SOME: Final = 0.1
CLEAR: Final = 0.6
"""From here, words that mean something else mean that."""


def chosen(state: State, event: Said, given: Given) -> tuple[str, ...] | None:
    """The meanings chosen of those offered: one, both, or none of them (an empty tuple); None where none is chosen."""
    intents = _offered(state)
    if not intents:
        return None
    place = ordinal(event.text, of=len(intents))
    if place is not None:
        return (intents[place],)
    if not isinstance(state.aside, Choosing):
        return None
    words = normal(event.text)
    if is_said(words, "said-neither", given):
        return ()
    if is_said(words, "said-both", given):
        return intents if len(intents) == 2 or not TWO.search(words) else None
    if DENIED.search(event.text):
        return None
    named = _named(words, intents, state, given) if not questioned(event.text) else None
    likeliest = named or _likeliest(event, intents)
    return (likeliest,) if likeliest else None


def _offered(state: State) -> tuple[str, ...]:
    """The meanings that are asked about, or else the topics that were offered just now."""
    if isinstance(state.aside, Choosing):
        return state.aside.intents
    if state.asking or state.offered_in != state.serial - 1:
        return ()
    return tuple(offered.what for offered in state.offered if offered.do == "mean")


def _named(words: str, intents: tuple[str, ...], state: State, given: Given) -> str | None:
    """The one whose label has these words, where no other has them."""
    spoken = set(words.split())
    if len(spoken) > MOST_WORDS:
        return None
    labels = {intent: set(normal(given.label(topic_label(intent), state.language)).split()) for intent in intents}
    telling = {
        intent: own.difference(*(label for other, label in labels.items() if other != intent))
        for intent, own in labels.items()
    }
    named = [intent for intent, own in telling.items() if any(len(word) >= TELLING for word in own & spoken)]
    return named[0] if len(named) == 1 else None


def _likeliest(event: Said, intents: tuple[str, ...]) -> str | None:
    """The one that the words mean among those offered, unless they clearly mean something else."""
    understood = event.understood
    if isinstance(understood.band, Sure) and understood.ranked[0].confidence >= CLEAR:
        return None
    chances = {guess.intent: guess.confidence for guess in understood.ranked if guess.intent in intents}
    best = max(chances, key=lambda intent: chances[intent], default=None)
    if best is None or chances[best] < max(SOME, MUCH * sum(chances.values())):
        return None
    return best
