"""What a catalogue's models cannot see: doubled phrases, near copies, too few, one language starved.

What a phrase means, and whether another intent holds it, is nearest.py's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

import numpy as np
from rapidfuzz import fuzz, process

from intents.catalogue import Catalogue, Intent
from intents.explained import ruled_away, starts
from intents.language import Language
from intents.text import normal

ENOUGH: Final = 15
"""Fewer phrases than this, and an intent is only its wording."""
ENOUGH_OF: Final = dict.fromkeys(
    (
        "ask.recipients", "ask.data_held", "ask.security", "ask.selling", "ask.retention", "ask.breach",
        "ask.purposes", "request.erasure",
    ),
    40,
) | {"none": 300}  # fmt: skip
"""What people come for most, and what must start nothing, need more."""
BALANCE: Final = 2 / 3
"""A language with less than this share of the other's phrases is understood worse."""
COPY: Final = 95
"""So alike (of 100), two phrases are one; measured, all pairs of neighbours that differ in meaning are below."""
SHORTEST: Final = 3
"""Of fewer words, one letter makes another word: "stop" is no copy of "step"."""
_BLOCK = 256

words_of = cache(normal)
"""The normal form of a phrase; a check asks for each of ten thousand several times."""


@dataclass(frozen=True)
class Mistake:
    """Where in which intent something is wrong, and what to do about it."""

    intent: str
    path: tuple[str | int, ...]
    what: str
    remedy: str


@dataclass(frozen=True)
class Place:
    """A phrase, and where it stands."""

    intent: str
    language: Language
    at: int
    text: str

    @property
    def path(self) -> tuple[str | int, ...]:
        return "phrases", self.language, self.at

    def mistake(self, what: str, remedy: str) -> Mistake:
        return Mistake(self.intent, self.path, f"{self.text!r} {what}", remedy)


def mistakes(catalogue: Catalogue) -> tuple[Mistake, ...]:
    """Everything wrong in a catalogue that shows without knowing what its phrases mean."""
    return (
        *_stolen(catalogue),
        *(_copied(mine, theirs) for mine, theirs in copies(catalogue)),
        *(found for intent in catalogue for found in _alone(intent, catalogue)),
        *_ruled_away(catalogue),
    )


def places(catalogue: Catalogue) -> tuple[Place, ...]:
    """All phrases, one intent after the other."""
    return tuple(place for intent in catalogue for place in (*_of(intent, "fr"), *_of(intent, "en")))


def _of(intent: Intent, language: Language) -> Iterator[Place]:
    texts = intent.phrases.fr if language == "fr" else intent.phrases.en
    return (Place(intent.intent, language, at, text) for at, text in enumerate(texts))


def _alone(intent: Intent, catalogue: Catalogue) -> Iterator[Mistake]:
    enough = ENOUGH_OF.get(intent.intent, ENOUGH)
    counts = {language: len(phrases) for language, phrases in intent.phrases}
    for language, count in counts.items():
        if count < enough:
            what = f"{count} phrases in {language} are too few to learn from"
            yield Mistake(intent.intent, ("phrases", language), what, f"Write at least {enough}, as people say it.")
    few, many = sorted(counts, key=lambda language: counts[language])
    if enough <= counts[few] < BALANCE * counts[many]:
        what = f"{counts[few]} phrases in {few} stand against {counts[many]} in {many}"
        yield Mistake(intent.intent, ("phrases", few), what, f"Write more in {few}: two for three at least.")
    known = {one.intent for one in catalogue}
    for at, other in enumerate(intent.unlike):
        if other.intent not in known:
            what = f"there is no intent {other.intent}"
            yield Mistake(intent.intent, ("unlike", at, "intent"), what, "Write the name of an intent that exists.")


def _stolen(catalogue: Catalogue) -> Iterator[Mistake]:
    owners: dict[str, Place] = {}
    for place in places(catalogue):
        words = words_of(place.text)
        owner = owners.setdefault(words, place)
        if owner is not place and words:
            what = f"stands in {owner.intent} ({owner.language} {owner.at}) already"
            yield place.mistake(what, "Keep it where it belongs.")


def _ruled_away(catalogue: Catalogue) -> Iterator[Mistake]:
    """Wishes in words that the rules hold for none: no typed word would come to them, but their neighbours do."""
    for place in places(catalogue):
        moved = ruled_away(place.intent, place.text) if starts(place.intent) else None
        if moved:
            there = f"move it to {moved.to}"
            yield place.mistake(f"is read as {moved.to} ({moved.why})", f"Say the wish plainly, or {there}.")


def copies(catalogue: Catalogue) -> Iterator[tuple[Place, Place]]:
    """Phrases of two intents with nearly the same letters; those with the same words are stolen."""
    sized = [(words_of(place.text), place) for place in places(catalogue) if _long(place)]
    sized.sort(key=lambda one: len(one[0]))
    words = [text for text, _ in sized]
    lengths = [len(text) for text in words]
    for start in range(0, len(words), _BLOCK):
        block = words[start : start + _BLOCK]
        longest = len(block[-1]) * (200 - COPY) / COPY  # what is longer cannot be as alike
        others = words[start : bisect_right(lengths, longest)]
        alike = process.cdist(block, others, scorer=fuzz.ratio, score_cutoff=COPY, dtype=np.uint8)
        for one, other in zip(*np.nonzero(alike), strict=True):
            (text, mine), (copy, theirs) = sized[start + one], sized[start + other]
            if other > one and text != copy and mine.intent != theirs.intent:
                yield mine, theirs


def _copied(mine: Place, theirs: Place) -> Mistake:
    what = f"is nearly {theirs.text!r} of {theirs.intent}"
    return mine.mistake(what, "Say it in other words, or keep it in one of the two.")


def _long(place: Place) -> bool:
    return len(words_of(place.text).split()) >= SHORTEST
