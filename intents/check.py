"""The overmatch gate: no intent may hold another's sentence, and each must have enough of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from intents.catalogue import Catalogue, Intent
from intents.text import normal

_ENOUGH = 12


@dataclass(frozen=True)
class Mistake:
    """Where in which intent something is wrong, and what to do about it."""

    intent: str
    path: tuple[str | int, ...]
    what: str
    remedy: str


def mistakes(catalogue: Catalogue) -> tuple[Mistake, ...]:
    """Everything wrong in a catalogue that its models cannot see."""
    return (*_stolen(catalogue), *(found for intent in catalogue for found in _alone(intent, catalogue)))


def _alone(intent: Intent, catalogue: Catalogue) -> Iterator[Mistake]:
    for language, phrases in intent.phrases:
        if len(phrases) < _ENOUGH:
            what = f"{len(phrases)} phrases in {language} are too few to learn from"
            yield Mistake(
                intent.intent, ("phrases", language), what, f"Write at least {_ENOUGH}, as people would say it."
            )
    known = {one.intent for one in catalogue}
    for at, other in enumerate(intent.unlike):
        if other.intent not in known:
            what = f"there is no intent {other.intent}"
            yield Mistake(intent.intent, ("unlike", at, "intent"), what, "Write the name of an intent that exists.")


def _stolen(catalogue: Catalogue) -> Iterator[Mistake]:
    owners: dict[str, str] = {}
    for intent in catalogue:
        for language, phrases in intent.phrases:
            for at, phrase in enumerate(phrases):
                owner = owners.setdefault(normal(phrase), f"{intent.intent} ({language} {at})")
                if owner != f"{intent.intent} ({language} {at})" and normal(phrase):
                    what = f"{phrase!r} stands in {owner} already"
                    yield Mistake(intent.intent, ("phrases", language, at), what, "Keep it where it belongs.")
