"""What in a phrase may be somebody's: a phrase is whoever edits them's own wording, never a person's message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from intents.catalogue import Catalogue
from intents.check import Mistake, places
from intents.entities import entities

if TYPE_CHECKING:
    from intents.own import Taken

_TITLES: Final = r"(?:M\.|Mme|Mlle|Monsieur|Madame|Mademoiselle|Mr|Mrs|Ms|Miss|Dr)"
_NAME: Final = r"[A-ZÀ-Þ][a-zà-ÿ][\w'’-]*"
_WORD: Final = re.compile(r"[^\W\d_]+")
_PLAIN: Final = {
    "a name behind a title": re.compile(rf"\b{_TITLES}\.?\s+(?!{_TITLES}){_NAME}"),
    "a long number": re.compile(r"\d(?:\s?\d){6,}"),
    "a street": re.compile(
        r"\b\d+(?:\s?(?:bis|ter))?,?\s+(?:(?:rue|avenue|boulevard|place)\b|(?:[^\W\d_]+\s+)?(?:street|road|avenue)\b)",
        re.IGNORECASE,
    ),
}
# Two words with capitals; at the start of a sentence, a capital says nothing.
_TWO_NAMES: Final = re.compile(rf"(?<!^)(?<![.!?…:;«\"“]\s)\b(?!{_TITLES}\s)({_NAME})\s+({_NAME})")
_EMAIL: Final = re.compile(r"\S@(?!example\.(?:org|com|net)\b)[\w-]+\.\w")
"""An address that is none of those kept for examples."""


def vocabulary(catalogue: Catalogue) -> frozenset[str]:
    """The words that some phrase writes without a capital: they are no names."""
    return frozenset(word for place in places(catalogue) for word in _WORD.findall(place.text) if word.islower())


def personal(text: str, *, today: date, known: frozenset[str]) -> tuple[str, ...]:
    """What in a text may be somebody's: an address, a number, a name. Dates and the names of rights are nobody's.

    `known` are words that are no names, whatever their capitals (`vocabulary`).
    """
    found = entities(text, today=today).model_dump(exclude_defaults=True, exclude={"dates", "right"})
    plainly = [name for name, pattern in _PLAIN.items() if pattern.search(text)]
    two = any(not {*map(str.casefold, pair)} <= known for pair in _TWO_NAMES.findall(text))
    return (*(name.replace("_", " ") for name in found), *plainly, *(["a name"] if two else []))


def revealing(taken: Sequence[Taken], known: frozenset[str]) -> Iterator[Mistake]:
    """Phrases of one's own that seem to be somebody's message, not one's own words."""
    for at, one in enumerate(taken):
        for language, texts in (("fr", one.fr), ("en", one.en)):
            for number, text in enumerate(texts):
                found = personal(text, today=one.on, known=known)
                if found:
                    yield Mistake(one.intent, (at, language, number), *_told(text, found))


def exposing(catalogue: Catalogue) -> Iterator[Mistake]:
    """Phrases of the catalogue that plainly hold somebody's data.

    Places and services have capitals as people do, and an example of a reference or of an address is needed to learn
    from: they pass.
    """
    for place in places(catalogue):
        found = [name for name, pattern in _PLAIN.items() if pattern.search(place.text)]
        found += ["emails"] if _EMAIL.search(place.text) else []
        if found:
            yield Mistake(place.intent, place.path, *_told(place.text, found))


def _told(text: str, found: Iterable[str]) -> tuple[str, str]:
    return f"{text!r} holds what may be personal data ({', '.join(found)})", "Take it out, or say it without."
