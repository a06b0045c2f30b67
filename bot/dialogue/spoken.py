"""From a text without a language to the words of one."""

from __future__ import annotations

from datetime import date
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, JsonValue

from bot.dialogue.effects import Arg, Both, Lines, Reply, TellAnswer, Text, Words
from bot.wording.words import Language, Wording, day
from knowledge.answers import Answer
from knowledge.library import Library

PRIVATE: Final = frozenset(
    {
        "summary", "back-was", "corrected", "overwrite-sure", "read-back", "code-ask", "code-unsent", "code-refused",
        "edit-kept", "added",
    }
)  # fmt: skip
"""Replies that repeat what the person told us: nobody needs to pass these on, so a messenger may hold them fast.

A receipt is none of them, nor what the team answered: those are the person's to keep and to show.
"""


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
        case Both():
            return value.fr if language == "fr" else value.en
        case Lines(of=texts):
            return "\n".join(spoken(text, language, wording) for text in texts)
        case date():
            return day(language, value)
        case _:
            return value


class Button(BaseModel):
    """A quick reply as it is shown."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    id: str
    label: str


class Citation(BaseModel):
    """Words of the policy, to the letter, and the clause they stand in."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    clause: str
    quote: str


class Message(BaseModel):
    """One message, ready to be shown by any channel: our words, the policy's, and what may be pressed.

    `step` is what is being asked, as `State.step` names it. `private`: it repeats what the person told us. `contact`
    offers to share one's own telephone number by a control of the messenger, or takes that control away. `answers` is
    the messenger's name of a message that this one is shown below, `thread` of the part of a group it belongs to.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    language: Language
    text: str
    choices: tuple[Button, ...] = ()
    citations: tuple[Citation, ...] = ()
    step: str = ""
    private: bool = False
    contact: Literal["", "ask", "done"] = ""
    answers: str = ""
    thread: int | None = None


class Edit(BaseModel):
    """A message already shown, to be changed: its text where there is one, and its quick replies taken away."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    message: str
    text: str | None = None
    entities: tuple[dict[str, JsonValue], ...] = ()


def message(
    effect: Reply | TellAnswer, language: Language, *, wording: Wording, library: Library, step: str = ""
) -> Message:
    """What is shown for a reply, or for an answer of the policy."""
    buttons = tuple(Button(id=item.id, label=spoken(item.label, language, wording)) for item in effect.choices)
    shown = (
        _reply(effect, language, wording) if isinstance(effect, Reply) else _answer(effect, language, wording, library)
    )
    return shown.model_copy(update={"choices": buttons, "step": step})


def _reply(effect: Reply, language: Language, wording: Wording) -> Message:
    text = spoken(effect.text, language, wording)
    contact = "done" if effect.ends_sharing else effect.contact
    return Message(language=language, text=text, private=effect.text.id in PRIVATE, contact=contact)


def _answer(effect: TellAnswer, language: Language, wording: Wording, library: Library) -> Message:
    answer = library.answer(effect.answer)
    assert answer is not None
    if effect.show != "answer":
        return _clauses(effect, answer, language, wording, library)
    quotes = tuple(Citation(clause=cite.clause, quote=cite.quote) for cite in answer.cites)
    told = answer.about(library.things.get(effect.thing or ""))
    first = f"{spoken(effect.above, language, wording)}\n{told[language]}" if effect.above else told[language]
    also = (told["en" if language == "fr" else "fr"],) if effect.both else ()
    text = "\n\n".join((first, *also, *(spoken(below, language, wording) for below in effect.below)))
    return Message(language=language, text=text, citations=quotes)


def _clauses(effect: TellAnswer, answer: Answer, language: Language, wording: Wording, library: Library) -> Message:
    """The clauses an answer rests on, or their section; where it rests on the law, what that says."""
    clauses = list(dict.fromkeys(library.clause(cite.clause) for cite in answer.cites))
    if effect.show == "section":
        clauses = list(library.section(clauses[0].section))
    binding = library.policy.language
    titles = dict.fromkeys(library.clause(library.title(clause.id))[language] for clause in clauses)
    lines = [wording.text(language, f"whole-{effect.show}", {"titles": "\n".join(f"– {title}" for title in titles)})]
    if language != binding:
        lines += [wording.text(language, "courtesy"), "\n".join(clause[language] for clause in clauses)]
    if effect.show == "clauses":
        law = [library.law[name] for name in answer.law]
        facts = [{"article": entry.article[language], "says": entry.says[language]} for entry in law]
        lines += [wording.text(language, "law-line", fact) for fact in facts]
    quotes = tuple(Citation(clause=clause.id, quote=clause[binding]) for clause in clauses)
    return Message(language=language, text="\n\n".join(lines), citations=quotes)
