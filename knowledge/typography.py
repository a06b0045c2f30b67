"""The typography of our own words; the words of a policy are never touched."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import Literal

from babel.dates import format_date

Language = Literal["fr", "en"]

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"
_SPACE = f"[ {NO_BREAK}{NARROW_NO_BREAK}]"

_FRENCH_RULES = [
    (re.compile(r"(?<=[^\W\d_])'"), "’"),
    (re.compile(f"«{_SPACE}*"), f"«{NO_BREAK}"),
    (re.compile(f"{_SPACE}*»"), f"{NO_BREAK}»"),
    (re.compile(f"{_SPACE}+(?=:)"), NO_BREAK),
    (re.compile(f"{_SPACE}+(?=[;!?])"), NARROW_NO_BREAK),
    (re.compile(rf"(?<=\d){_SPACE}+(?=[%€])"), NO_BREAK),
    (re.compile(rf"\b([Aa]rt\.){_SPACE}+(?=\d)"), rf"\1{NO_BREAK}"),
]


def french(text: str) -> str:
    """Set no-break spaces and ’ as French printers do; twice does no more than once.

    A space is only made no-break, never added, so that addresses, hours and commands stay as they are.
    """
    for pattern, replacement in _FRENCH_RULES:
        text = pattern.sub(replacement, text)
    return text


@cache
def long_date(day: date, language: Language) -> str:
    """A date in words: « 1er novembre 2026 », "1 November 2026"."""
    words = format_date(day, "long", locale="fr_FR" if language == "fr" else "en_GB")
    return re.sub(r"^1 ", "1er ", words) if language == "fr" else words
