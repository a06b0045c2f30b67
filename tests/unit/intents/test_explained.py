from __future__ import annotations

import pytest

from intents.bands import decide, options
from intents.explained import moved, ruled_away, starts, taken_for
from intents.scores import Guess


def guesses(**chances: float) -> tuple[Guess, ...]:
    return tuple(Guess(intent=name.replace("_", ".", 1), confidence=chance) for name, chance in chances.items())


@pytest.mark.parametrize(
    ("text", "intent", "to", "why"),
    [
        ("Please do not delete my data", "request.erasure", "none", "denied"),
        ("Can I have my data deleted?", "request.erasure", "explain.erasure", "only asked about"),
        ("My lawyer said to delete my data", "request.erasure", "explain.erasure", "told of others, or quoted"),
        ("I asked you to delete my data last year", "request.erasure", "case.status", "it is past: asked for before"),
        ("Delete my alarm", "request.erasure", "none", "somebody else's matter"),
        ("Do not delete my alarm", "request.erasure", "none", "denied"),
        ("My brother told me to have it closed when I die", "request.post_mortem", "explain.post_mortem",
         "told of others, or quoted"),
        ("yes?", "control.yes", "none", "a question is no yes"),
    ],
)  # fmt: skip
def test_the_rule_that_moved_likelihood_is_named(text: str, intent: str, to: str, why: str) -> None:
    (found,) = moved((Guess(intent=intent, confidence=0.9),), text)
    assert (found.intent, found.to, found.why) == (intent, to, why)


def test_what_no_rule_touches_is_not_told() -> None:
    ranked = guesses(request_erasure=0.9, ask_retention=0.1)
    assert moved(ranked, "Delete my data now") == []
    assert moved(guesses(request_erasure=0.001), "do not delete it") == []


def test_what_starts_something_is_looked_at_more_closely() -> None:
    assert [name for name in ("ask.rights", "request.access", "case.withdraw", "talk.forget_me", "case.status")
            if starts(name)] == ["request.access", "case.withdraw", "talk.forget_me"]  # fmt: skip


def test_a_phrase_that_the_rules_would_not_let_be_a_wish() -> None:
    assert ruled_away("request.erasure", "Delete my data now") is None
    found = ruled_away("request.erasure", "Please do not delete my data")
    assert found is not None
    assert (found.to, found.why) == ("none", "denied")


@pytest.mark.parametrize(
    ("ranked", "instead"),
    [
        (guesses(request_erasure=0.5, ask_retention=0.4), None),
        (guesses(none=0.6, request_erasure=0.3, ask_retention=0.1), None),
        (guesses(ask_retention=0.8, request_erasure=0.15), None),
        (guesses(ask_retention=0.8, request_erasure=0.14), "ask.retention"),
        (guesses(ask_retention=0.5, explain_erasure=0.3, request_erasure=0.2), "ask.retention"),
        (guesses(request_access=0.9, none=0.1), "request.access"),
    ],
)
def test_what_a_phrase_of_a_request_is_taken_for(ranked: tuple[Guess, ...], instead: str | None) -> None:
    found = taken_for("request.erasure", ranked)
    assert (found.intent if found else None) == instead


@pytest.mark.parametrize(
    "ranked",
    [
        guesses(ask_retention=0.9, ask_archiving=0.1),
        guesses(ask_retention=0.45, ask_archiving=0.4, none=0.05, ask_rights=0.1),
        guesses(none=0.9, ask_rights=0.1),
        guesses(request_erasure=0.7, explain_erasure=0.3),
        guesses(control_yes=0.4, control_no=0.3, ask_rights=0.3),
    ],
)
def test_the_cheapest_option_is_what_was_decided(ranked: tuple[Guess, ...]) -> None:
    first, *others = options(ranked)
    assert decide(ranked) == first.band
    assert all(first.cost <= other.cost for other in others)
    assert {option.band.kind for option in (first, *others)} == {"sure", "torn", "unsure"}
