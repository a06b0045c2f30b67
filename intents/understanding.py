"""All that is understood of one message, before anything is decided about the conversation."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field

from intents.bands import Sure, Torn, Unsure, decide
from intents.entities import Entities, entities
from intents.language import Language, foreign, language_of
from intents.rules import weigh
from intents.scores import Guess, Matcher
from intents.text import clean
from intents.wishes import Part, cut_up, read_parts

_KEPT = 6
LONGEST: Final = 2000
"""Characters that are read of a message; what is longer is a document, and nobody shall wait for it."""


class Understood(BaseModel):
    """A message, what language it is in, what is probably meant and what can be lifted out of it.

    `foreign`: it is surely in a third language. `parts`: where it can be cut, what each part means by itself.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    text: str
    language: Language | None
    ranked: tuple[Guess, ...]
    band: Annotated[Sure | Torn | Unsure, Field(discriminator="kind")]
    entities: Entities
    foreign: bool = False
    parts: tuple[Part, ...] = ()


def understand(text: str, *, matcher: Matcher, today: date) -> Understood:
    """Understand one message; costs a few milliseconds, so do it before taking any lock."""
    cleaned = clean(text)
    typed = cleaned[:LONGEST]
    read = matcher.respelled(typed)
    cut = cut_up(read)
    ranked, *of_parts = matcher.scores_beside(read, [part for part, _ in cut])
    # A denial counts in what was typed as in what was read: mending must not take a "not" away.
    for words in dict.fromkeys((read, typed)):
        ranked = weigh(ranked, words)
    elsewhere = not matcher.respelled.holds_most_of(typed) and foreign(typed)
    return Understood(
        text=cleaned,
        language=None if elsewhere else language_of(typed),
        ranked=ranked[:_KEPT],
        band=decide(ranked),
        entities=entities(typed, today=today),
        foreign=elsewhere,
        parts=read_parts(read, cut, of_parts),
    )
