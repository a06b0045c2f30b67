"""One question without a conversation: what `ombud ask` answers. The same turn() speaks, from a blank state."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

from bot.dialogue.effects import Reply, TellAnswer
from bot.dialogue.events import Said
from bot.dialogue.spoken import Citation, message
from bot.dialogue.state import Given, State
from bot.dialogue.turn import turn
from bot.wording.words import Language, Wording
from intents.bands import Sure, Torn, Unsure
from intents.understanding import Understood

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
    intent, others = _meant(understood)
    confidence = {guess.intent: round(guess.confidence, 4) for guess in understood.ranked}
    told = turn(State(language=spoken, greeted=True), Said(at=given.now, understood=understood), given)
    messages = [
        message(effect, spoken, wording=wording, library=given.library)
        for effect in told.effects
        if isinstance(effect, Reply | TellAnswer)
    ]
    return Asked(
        text=understood.text,
        language=spoken,
        kind=_kind(understood, intent, given),
        intent=intent,
        confidence=confidence.get(intent, 0.0),
        runners_up=tuple(RunnerUp(intent=name, confidence=confidence.get(name, 0.0)) for name in others),
        answer="\n\n".join(shown.text for shown in messages) or wording.text(spoken, "ask-in-chat"),
        citations=tuple(citation for shown in messages for citation in shown.citations),
    )


def _meant(understood: Understood) -> tuple[str, tuple[str, ...]]:
    """The intent that counts, and the next two: those offered come first."""
    ranked = [guess.intent for guess in understood.ranked]
    first, offered = "none", tuple[str, ...]()
    match understood.band:
        case Sure(intent=intent):
            first = intent
        case Torn(intents=intents):
            first, *rest = intents
            offered = tuple(rest)
        case Unsure():
            pass
    others = dict.fromkeys([*offered, *(name for name in ranked if name != first)])
    return first, tuple(others)[:2]


def _kind(understood: Understood, intent: str, given: Given) -> Kind:
    if isinstance(understood.band, Torn):
        return "choose"
    match intent.partition(".")[0]:
        case "ask" | "explain":
            answer = given.library.answer(intent)
            assert answer is not None
            return answer.kind
        case "request" | "case":
            return "request"
        case "talk" | "control":
            return "talk"
        case _:
            return "unknown"
