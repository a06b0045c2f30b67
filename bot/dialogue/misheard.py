"""What was misunderstood, as the next step tells it: which intents, never whose words (Telegram's terms, 4.3)."""

from __future__ import annotations

from typing import Final

from bot.dialogue.effects import Misunderstood
from bot.dialogue.events import Said
from bot.dialogue.state import Choosing, Confirming, Guessed, State, Turn
from intents.bands import Sure, Torn, Unsure
from intents.understanding import Understood

MATTERS: Final = ("ask.", "explain.", "request.", "case.")
"""What people come for; small talk after a misunderstanding is not what was misunderstood."""


def noted(state: State, intent: str, said: Said | None, told: Turn) -> Turn:
    """A turn that served an intent, with what it says of the guess before it, and what it is itself a guess of."""
    others = _instead(intent, said)
    guessed = Guessed(intents=(intent, *others), serial=state.serial) if others else None
    return Turn(told.state.model_copy(update={"guessed": guessed}), (*_of_before(state, intent, said), *told.effects))


def neither(state: State) -> tuple[Misunderstood, ...]:
    """None of what was offered was meant."""
    return tuple(Misunderstood(how="neither", guessed=first) for first in _offered(state)[:1])


def unheard(state: State, words: Understood | None, told: Turn) -> Turn:
    """A turn, with a note where words were not understood: what came nearest, which may be `none`."""
    if words is None or told.state.misses <= state.misses:
        return told
    nearest = next((guess.intent for guess in words.ranked), "")
    return Turn(told.state, (Misunderstood(how="not_understood", guessed=nearest), *told.effects))


def silent(told: Turn) -> bool:
    """Is the person told nothing, and nothing done for them?"""
    return all(isinstance(effect, Misunderstood) for effect in told.effects)


def _of_before(state: State, intent: str, said: Said | None) -> tuple[Misunderstood, ...]:
    offered = _offered(state)
    if offered:
        if intent == "control.no" and isinstance(state.aside, Choosing):
            return neither(state)
        if intent in offered or intent.startswith(MATTERS):
            return (Misunderstood(how="chosen", guessed=offered[0], meant=intent),)
        return ()
    last = state.guessed
    if last and last.serial + 1 == state.serial and intent in last.intents[1:]:
        return (Misunderstood(how="corrected", guessed=last.intents[0], meant=intent),)
    if state.misses and said and intent.startswith(MATTERS):
        return (Misunderstood(how="rephrased", meant=intent),)
    return ()


def _offered(state: State) -> tuple[str, ...]:
    """The meanings, or the one, that the person is being asked about."""
    match state.aside:
        case Choosing(intents=intents):
            return intents
        case Confirming(what="mean", ref=intent):
            return (intent,)
        case _:
            return ()


def _instead(intent: str, said: Said | None) -> tuple[str, ...]:
    """What the words may have meant instead of what is served."""
    likely: tuple[str, ...] = ()
    match said.understood.band if said else None:
        case Sure(intent=first, beside=beside):
            likely = (first, *beside)
        case Torn(intents=intents):
            likely = intents
        case Unsure() | None:
            pass
    return tuple(other for other in likely if other != intent)
