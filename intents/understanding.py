"""All that is understood of one message, before anything is decided about the conversation."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from intents.bands import Sure, Torn, Unsure, decide
from intents.entities import Entities, entities
from intents.language import Language, language_of
from intents.rules import weigh
from intents.scores import Guess, Matcher
from intents.text import clean

_KEPT = 6


class Understood(BaseModel):
    """A message, what language it is in, what is probably meant and what can be lifted out of it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    language: Language | None
    ranked: tuple[Guess, ...]
    band: Annotated[Sure | Torn | Unsure, Field(discriminator="kind")]
    entities: Entities


def understand(text: str, *, matcher: Matcher, today: date) -> Understood:
    """Understand one message; costs a few milliseconds, so do it before taking any lock."""
    cleaned = clean(text)
    ranked = weigh(matcher.scores(cleaned), cleaned)
    return Understood(
        text=cleaned,
        language=language_of(cleaned),
        ranked=ranked[:_KEPT],
        band=decide(ranked, text=cleaned),
        entities=entities(cleaned, today=today),
    )
