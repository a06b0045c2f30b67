"""Phrases of one's own, beside the packaged ones: what a member of staff took in, in their own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pydantic import BaseModel, ConfigDict, Field, RootModel

from intents.catalogue import Catalogue, Intent, Phrases
from intents.check import Mistake, places
from intents.entities import entities
from intents.text import normal


class Taken(BaseModel):
    """Phrases taken in for an intent: by whom, who so confirms that the words are their own, and on which day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    intent: str
    fr: tuple[str, ...] = ()
    en: tuple[str, ...] = ()
    by: str = Field(min_length=1)
    on: date


class OwnPhrases(RootModel[tuple[Taken, ...]]):
    """The file of one's own phrases."""


def joined(catalogue: Catalogue, taken: Sequence[Taken]) -> Catalogue:
    """The catalogue with these phrases behind its own; one that an intent has already is not doubled."""
    return tuple(_with(intent, [one for one in taken if one.intent == intent.intent]) for intent in catalogue)


def misplaced(catalogue: Catalogue, taken: Sequence[Taken]) -> Iterator[Mistake]:
    """What is wrong in phrases of one's own beside a catalogue; the paths are those of their file."""
    owners = {normal(place.text): place.intent for place in places(catalogue)}
    for at, one in enumerate(taken):
        if one.intent not in {intent.intent for intent in catalogue}:
            what = f"there is no intent {one.intent}"
            yield Mistake(
                one.intent, (at, "intent"), what, "Write one of those in `intents/catalogue/`, such as ask.retention."
            )
            continue
        if not (one.fr or one.en):
            yield Mistake(one.intent, (at,), "nothing is taken in here", "Write phrases below `fr:` or `en:`.")
        for language, texts in (("fr", one.fr), ("en", one.en)):
            for number, text in enumerate(texts):
                owner = owners.setdefault(normal(text), one.intent)
                if not normal(text):
                    what = "a phrase without words teaches nothing"
                    yield Mistake(one.intent, (at, language, number), what, "Write words, or take it out.")
                elif owner != one.intent:
                    what = f"{text!r} stands in {owner} already"
                    yield Mistake(one.intent, (at, language, number), what, "Keep it where it belongs.")


def revealing(taken: Sequence[Taken]) -> Iterator[Mistake]:
    """Phrases of one's own that seem to be somebody's message, not one's own words."""
    for at, one in enumerate(taken):
        for language, texts in (("fr", one.fr), ("en", one.en)):
            for number, text in enumerate(texts):
                found = personal(text, today=one.on)
                if found:
                    what = f"{text!r} holds what may be personal data ({', '.join(found)})"
                    yield Mistake(one.intent, (at, language, number), what, "Take it out, or say it without.")


def personal(text: str, *, today: date) -> tuple[str, ...]:
    """What in a text may be somebody's: an address, a number, a name. Dates and the names of rights are nobody's."""
    found = entities(text, today=today).model_dump(exclude_defaults=True, exclude={"dates", "right"})
    return tuple(name.replace("_", " ") for name in found)


def _with(intent: Intent, taken: Sequence[Taken]) -> Intent:
    if not taken:
        return intent
    known = {normal(text) for _, texts in intent.phrases for text in texts}
    french = tuple(_new((text for one in taken for text in one.fr), known))
    english = tuple(_new((text for one in taken for text in one.en), known))
    phrases = Phrases(fr=(*intent.phrases.fr, *french), en=(*intent.phrases.en, *english))
    return intent.model_copy(update={"phrases": phrases})


def _new(texts: Iterator[str], known: set[str]) -> Iterator[str]:
    for text in texts:
        if normal(text) not in known:
            known.add(normal(text))
            yield text
