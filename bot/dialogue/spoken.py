"""From a text without a language to the words of one."""

from __future__ import annotations

from datetime import date

from bot.dialogue.effects import Arg, Lines, Series, Text, Words
from bot.wording.words import Language, Wording, day, series


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
