"""What a step of the person tells of the guess before it; the whole way is in tests/integration."""

from __future__ import annotations

from bot.dialogue import misheard
from bot.dialogue.effects import Misunderstood
from bot.dialogue.state import Choosing, Confirming, Guessed, State, Turn

ASKED = State(aside=Confirming(what="mean", ref="request.erasure"))


def noted(state: State, intent: str) -> tuple[object, ...]:
    return misheard.noted(state, intent, None, Turn(state)).effects


def test_did_you_mean_this_yes_or_no() -> None:
    right = Misunderstood(how="chosen", guessed="request.erasure", meant="request.erasure")
    assert noted(ASKED, "request.erasure") == (right,)
    assert misheard.neither(ASKED) == (Misunderstood(how="neither", guessed="request.erasure"),)
    assert noted(ASKED, "control.no") == (), "the no itself says so"


def test_a_wish_put_another_way_was_meant() -> None:
    assert noted(ASKED, "request.access") == (
        Misunderstood(how="chosen", guessed="request.erasure", meant="request.access"),
    )


def test_a_yes_to_something_else_says_nothing_of_a_guess() -> None:
    assert noted(State(aside=Confirming(what="cancel")), "ask.rights") == ()
    assert misheard.neither(State()) == ()


def test_a_correction_counts_at_once_only() -> None:
    guessed = Guessed(intents=("ask.retention", "ask.archiving"), serial=3)
    at_once = State(serial=4, guessed=guessed)
    assert noted(at_once, "ask.archiving") == (
        Misunderstood(how="corrected", guessed="ask.retention", meant="ask.archiving"),
    )
    assert noted(at_once, "ask.rights") == ()
    assert noted(State(serial=5, guessed=guessed), "ask.archiving") == ()


def test_a_turn_that_only_counts_is_silent() -> None:
    state = State(aside=Choosing(intents=("ask.rights", "ask.contact")))
    assert misheard.silent(Turn(state, misheard.neither(state)))
    assert not misheard.silent(Turn(state).say("neither"))
