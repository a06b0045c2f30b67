"""One question without a conversation: what `ombud ask` answers. The same turn() speaks, from a blank state."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.dialogue.context import in_context
from bot.dialogue.effects import Reply, TellAnswer
from bot.dialogue.events import Said
from bot.dialogue.spoken import Citation, message
from bot.dialogue.state import Given, State
from bot.dialogue.turn import turn
from bot.wording.words import Language, Wording
from intents.bands import Torn, Unsure, meant
from intents.text import normal
from intents.understanding import LONGEST, Understood
from intents.wishes import wishes
from knowledge.answers import Answer

Kind = Literal["answer", "gap", "choose", "request", "talk", "unknown"]


class RunnerUp(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    intent: str
    confidence: float


class Asked(BaseModel):
    """What one question came to; the field names are those of contract.md."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    language: Language
    kind: Kind
    intent: str
    confidence: float
    runners_up: tuple[RunnerUp, ...]
    answer: str
    citations: tuple[Citation, ...]


def single(understood: Understood, *, language: Language, given: Given, wording: Wording) -> Asked:
    """Answer one question; `language` counts where the question itself does not tell one."""
    spoken = understood.language or language
    if len(understood.text) > LONGEST:  # it is answered that it is too long, whatever its beginning means
        understood = understood.model_copy(update={"band": Unsure(), "parts": ()})
    state = State(language=spoken, greeted=True)
    said = in_context(state, Said(at=given.now, understood=understood))
    intent, others = _meant(said.understood)
    confidence = {guess.intent: round(guess.confidence, 4) for guess in understood.ranked}
    told = turn(state, said, given)
    shown = [effect for effect in told.effects if isinstance(effect, Reply | TellAnswer)]
    messages = [message(effect, spoken, wording=wording, library=given.library) for effect in shown]
    answers = [given.library.answers[effect.answer] for effect in shown if isinstance(effect, TellAnswer)]
    citations = [citation for shown in messages for citation in shown.citations]
    return Asked(
        text=understood.text,
        language=spoken,
        kind=_kind(said.understood, intent, answers),
        intent=intent,
        confidence=confidence.get(intent, 0.0),
        runners_up=tuple(RunnerUp(intent=name, confidence=confidence.get(name, 0.0)) for name in others),
        answer="\n\n".join(shown.text for shown in messages) or wording.text(spoken, "ask-in-chat"),
        citations=tuple(citations or _of_those_offered(understood, given)),
    )


def _of_those_offered(understood: Understood, given: Given) -> list[Citation]:
    """Nothing can be pressed here: where several meanings are offered, what the policy says to each of them."""
    offered = understood.band.intents if isinstance(understood.band, Torn) else ()
    found = [given.library.find(intent, normal(understood.text)) for intent in offered]
    quotes = dict.fromkeys(cite for one in found if one for cite in one.answer.cites)
    return [Citation(clause=cite.clause, quote=cite.quote) for cite in quotes]


def _meant(understood: Understood) -> tuple[str, tuple[str, ...]]:
    """The intent that counts, and the next two: those offered come first, and what else is wished for."""
    ranked = [guess.intent for guess in understood.ranked]
    wished = [wish.intent or "" for wish in wishes(understood.parts, understood.band)]
    likely = meant(understood.band)
    if wished and (not likely or likely[0] not in wished):
        likely = tuple(wished)
    first = likely[0] if likely else "none"
    offered = (*likely[1:], *(name for name in wished if name != first))
    others = dict.fromkeys([*offered, *(name for name in ranked if name != first)])
    return first, tuple(others)[:2]


def _kind(understood: Understood, intent: str, answers: list[Answer]) -> Kind:
    """What it came to: the kind of the answer told, unless something else is what counts."""
    family = intent.partition(".")[0]
    several = wishes(understood.parts, understood.band)
    if isinstance(understood.band, Torn) and not several:
        return "choose"
    if answers and (not several or family in ("ask", "explain")):
        return next((answer for answer in answers if answer.intent == intent), answers[0]).kind
    match family:
        case "ask" | "explain":
            return "gap"
        case "request" | "case":
            return "request"
        case "talk" | "control":
            return "talk"
        case _:
            return "unknown"
