"""In a form: what is said beside an answer to the open question. The answer is taken, and the rest is not lost."""

from __future__ import annotations

import re
from functools import partial
from typing import Final

from bot.dialogue import identity, intake, several
from bot.dialogue.draft import at_field, field_at, in_free_field
from bot.dialogue.events import Said
from bot.dialogue.fields import STRICT, guess
from bot.dialogue.state import CODE, SUMMARY, Given, State, Turn
from intents.bands import Sure, Unsure
from intents.entities import entities
from intents.outright import outright
from intents.scores import Guess
from intents.text import normal
from intents.wishes import Part, cut_up

ALSO: Final = re.compile(r"\b(?:also|too|as well|aussi|également|egalement|en plus|en outre)\b", re.IGNORECASE)
SURE_ENOUGH: Final = 0.8
SENTENCE: Final = 4
"""Words from which a question may lack its question mark and its first word, where an address or a code is awaited."""
OURS: Final = (*several.TOLD, "request.", "talk.human")
FILLING: Final = re.compile(
    r"(?:(?:oui|ouais|non|ok|okay|d|accord|daccord|bon|bien|alors|euh|merci|parfait|super|ben|et|mais|attendez|sinon|"
    r"yes|yeah|yep|no|sure|well|fine|good|great|all|right|alright|and|but|thanks|wait|hold on|oh|ah|so)(?: |$))*"
)
"""Words that lead to what is meant, and answer nothing by themselves."""


def answered(state: State, event: Said, given: Given) -> Turn | None:
    """An answer to the open question and another question beside it: the one is taken, the other told, on it goes."""
    assert state.draft is not None
    parts = event.understood.parts
    asked = [part for part in parts if (part.intent or "").startswith(several.TOLD)]
    wished = [part.intent for part in parts if part.intent and part.intent.startswith("request.")]
    words = " ".join(_typed(event, number) for number, part in enumerate(parts) if part.intent is None)
    if not (asked or wished) or not words or in_free_field(state, given) or state.draft.at == SUMMARY:
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


def heart(state: State, event: Said, given: Given) -> Said:
    """What a message means at a strict question of ours, where all else that it says leads there: "ok but who …"."""
    if in_free_field(state, given):
        return event
    parts = event.understood.parts
    meant = [part for part in parts if part.intent and part.intent.startswith(OURS)]
    if any(part not in meant and not _fills(part.text) for part in parts):
        return event
    if not parts and not isinstance(event.understood.band, Sure) and (named := outright(event.text)):
        meant = [Part(text=event.text, intent=named)]
    if not meant or meant[0].intent is None:
        return event
    found = {
        "text": meant[0].text if len(meant) == 1 else event.text,
        "band": Sure(intent=meant[0].intent),
        "ranked": (Guess(intent=meant[0].intent, confidence=1.0),),
        "parts": tuple(meant) if len(meant) > 1 else (),
    }
    return event.model_copy(update={"understood": event.understood.model_copy(update=found)})


def told_in_full(state: State, event: Said, given: Given) -> bool:
    """Is a question surely meant, though put like a statement, by words that are no choice of the open field?"""
    if at_field(state):
        field = field_at(state, given)
        if field.kind not in STRICT or guess(field, event, state, given):
            return False
    long = len(normal(event.text).split()) >= SENTENCE
    return long and event.understood.ranked[0].confidence >= SURE_ENOUGH


def _typed(event: Said, number: int) -> str:
    """A part as it was typed: it was understood as mended, and a mended address is another one."""
    parts, typed = event.understood.parts, cut_up(event.text)
    return typed[number][0] if len(typed) == len(parts) else parts[number].text


def _fills(words: str) -> bool:
    return FILLING.fullmatch(normal(words)) is not None


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
