"""Phrases of one's own, beside the packaged ones: what a member of staff took in, in their own words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, RootModel

from intents.catalogue import Catalogue, Intent, Phrases
from intents.check import Mistake, places
from intents.language import Language, foreign, language_of
from intents.text import normal

LONGEST: Final = 300
"""Characters of a phrase; what is longer is a letter, and teaches its small talk."""
_OTHER: Final[dict[Language, Language]] = {"fr": "en", "en": "fr"}
_NAMES: Final = {"fr": "French", "en": "English"}
Phrase = Annotated[str, Field(max_length=LONGEST)]


class Taken(BaseModel):
    """Phrases taken in for an intent: by whom, who so confirms that the words are their own, and on which day."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    intent: str = Field(description="what the phrases mean, such as ask.retention")
    fr: tuple[Phrase, ...] = ()
    en: tuple[Phrase, ...] = ()
    by: str = Field(min_length=1, description="say who took it in; initials will do")
    on: date = Field(description="the day, such as 2026-11-23")


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
        for language, texts in _by_language(one):
            for number, text in enumerate(texts):
                owner = owners.setdefault(normal(text), one.intent)
                if not normal(text):
                    what = "a phrase without words teaches nothing"
                    yield Mistake(one.intent, (at, language, number), what, "Write words, or take it out.")
                elif owner != one.intent:
                    what = f"{text!r} stands in {owner} already"
                    yield Mistake(one.intent, (at, language, number), what, "Keep it where it belongs.")


def estranged(taken: Sequence[Taken]) -> Iterator[Mistake]:
    """Phrases of one's own that stand under the wrong language; the paths are those of their file."""
    for at, one in enumerate(taken):
        for language, texts in _by_language(one):
            for number, text in enumerate(texts):
                if foreign(text):
                    remedy = "Say it in French, below `fr:` (--fr), or in English, below `en:` (--en)."
                    yield Mistake(one.intent, (at, language, number), f"{text!r} is neither French nor English", remedy)
                elif _surely(_OTHER[language], text):
                    what = f"{text!r} is {_NAMES[_OTHER[language]]}"
                    remedy = f"Put it below `{_OTHER[language]}:` (--{_OTHER[language]})."
                    yield Mistake(one.intent, (at, language, number), what, remedy)


def _surely(language: Language, text: str) -> bool:
    """Is it all in this language? People mix the two, and are understood."""
    return language_of(text) == language and all(language_of(word) in (None, language) for word in text.split())


def _by_language(one: Taken) -> tuple[tuple[Language, tuple[str, ...]], ...]:
    return ("fr", one.fr), ("en", one.en)


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
