"""From a text without a language to the words of one."""

from __future__ import annotations

from datetime import date

from pydantic import BaseModel, ConfigDict

from bot.dialogue.effects import Arg, Lines, Reply, Series, TellAnswer, Text, Words
from bot.wording.words import Language, Wording, day, series
from knowledge.library import Library


def spoken(text: Text, language: Language, wording: Wording) -> str:
    """The text in this language, its arguments too."""
    args = {name: _argument(value, language, wording) for name, value in text.args.items()}
    return wording.text(language, text.id, args)


def _argument(value: Arg, language: Language, wording: Wording) -> str | int:
    match value:
        case Text():
            return spoken(value, language, wording)
        case Words(text=words):
            return words
        case Lines(of=texts):
            return "\n".join(spoken(text, language, wording) for text in texts)
        case Series(of=texts):
            return series(language, [spoken(text, language, wording) for text in texts])
        case date():
            return day(language, value)
        case _:
            return value


class Button(BaseModel):
    """A quick reply as it is shown."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    label: str


class Citation(BaseModel):
    """Words of the policy, to the letter, and the clause they stand in."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    clause: str
    quote: str


class Message(BaseModel):
    """One message, ready to be shown by any channel: our words, the policy's, and what may be pressed."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    language: Language
    text: str
    choices: tuple[Button, ...] = ()
    citations: tuple[Citation, ...] = ()


def message(effect: Reply | TellAnswer, language: Language, *, wording: Wording, library: Library) -> Message:
    """What is shown for a reply, or for an answer of the policy."""
    buttons = tuple(Button(id=item.id, label=spoken(item.label, language, wording)) for item in effect.choices)
    if isinstance(effect, Reply):
        return Message(language=language, text=spoken(effect.text, language, wording), choices=buttons)
    answer = library.gap(effect.gap) if effect.gap else library.answer(effect.intent)
    assert answer is not None
    if not effect.whole:
        quotes = tuple(Citation(clause=cite.clause, quote=cite.quote) for cite in answer.cites)
        return Message(language=language, text=answer.text[language], choices=buttons, citations=quotes)
    clauses = [library.clause(name) for name in dict.fromkeys(cite.clause for cite in answer.cites)]
    quotes = tuple(Citation(clause=clause.id, quote=clause.fr) for clause in clauses)
    text = wording.text(language, "whole-clauses", {"number": len(quotes)})
    return Message(language=language, text=text, choices=buttons, citations=quotes)
