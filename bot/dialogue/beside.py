"""In a form: what is said beside an answer to the open question. The answer is taken, and the rest is not lost."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from bot.dialogue import identity, intake, several
from bot.dialogue.draft import at_field, field_at
from bot.dialogue.events import Said
from bot.dialogue.fields import STRICT, guess
from bot.dialogue.state import CODE, SUMMARY, Given, State, Turn
from intents.bands import Sure, Unsure
from intents.entities import entities

ALSO: Final = re.compile(r"\b(?:also|too|as well|aussi|également|egalement|en plus|en outre)\b", re.IGNORECASE)
SURE_ENOUGH: Final = 0.8


def answered(state: State, event: Said, given: Given) -> Turn | None:
    """An answer to the open question and another question beside it: the one is taken, the other told, on it goes."""
    assert state.draft is not None
    parts = event.understood.parts
    asked = [part for part in parts if (part.intent or "").startswith(several.TOLD)]
    wished = [part.intent for part in parts if part.intent and part.intent.startswith("request.")]
    words = " ".join(part.text for part in parts if part.intent is None)
    free = at_field(state) and field_at(state, given).kind not in STRICT
    if not (asked or wished) or not words or free or state.draft.at == SUMMARY:
        return None
    found = {"text": words, "parts": (), "band": Unsure(), "entities": entities(words, today=given.today)}
    rest = event.model_copy(update={"understood": event.understood.model_copy(update=found)})
    taken = _taken(state, rest, given)
    if taken is None:
        return None
    told = Turn(taken.state)
    for part in asked:
        told = told.then(partial(several.tell, wish=part, given=given))
    return several.keep_too(told.do(*taken.effects), wished, at=event.at, given=given)


def wished_too(event: Said) -> list[str]:
    """Another request, in words that say so: "also send me a copy, ada@example.org"."""
    match event.understood.band:
        case Sure(intent=intent) if intent.startswith("request.") and ALSO.search(event.text):
            return [intent] if event.understood.ranked[0].confidence >= SURE_ENOUGH else []
        case _:
            return []


def _taken(state: State, said: Said, given: Given) -> Turn | None:
    """What words come to as an answer to the open question, and nothing else; None where they are none."""
    assert state.draft is not None
    if state.draft.at == CODE:
        return identity.said(state, said, given)
    taken = intake.take(state, said, given)
    if taken or not guess(field_at(state, given), said, state, given):
        return taken
    return intake.take_free(state, said, given)
