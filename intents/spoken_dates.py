"""Dates with their day or year in words: « le douze mars deux mille vingt-quatre », "the third of March"."""

from __future__ import annotations

import re
from typing import Final

from intents.numbers import WORDS, either

_FRENCH: Final = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_ENGLISH: Final = "january|february|march|april|may|june|july|august|september|october|november|december"
_VERBS: Final = frozenset({"march", "may"})
"""Months that are other words too: "you may first" is no date."""
_FIRST_TO_TWENTIETH: Final = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINALS: Final = _FIRST_TO_TWENTIETH.split()
_NTH: Final = {
    **{word: day for day, word in enumerate(_ORDINALS, 1)},
    **{f"twenty {word}": day for day, word in enumerate(_ORDINALS[:9], 21)},
    "thirtieth": 30, "thirty first": 31,
}  # fmt: skip
_EN_ONLY: Final = frozenset({"one", "two", "three", "four", "five", "seven", "eight", "nine", "ten", "zero", "oh", "o"})
_DAYS: Final = {"premier": 1} | {
    word: day for word, day in WORDS.items() if 2 <= day <= 31 and not _EN_ONLY & set(word.split())
}
_SMALL: Final = either({word: value for word, value in WORDS.items() if value})
_YEAR: Final = (
    rf"(?:\d{{4}}|(?:deux mille|mill?e neuf[ -]cents?|dix[ -]neuf cents?)(?:[ -](?:{_SMALL}))?"
    rf"|two thousand(?:(?: and)? (?:{_SMALL}))?|(?:twenty|nineteen)[ -](?:oh[ -])?(?:{_SMALL}))(?!\w)"
)
_DATE: Final = re.compile(
    rf"(?<![\w-])(?:(?P<jour>{either(_DAYS)}|\d{{1,2}}(?:er)?) (?P<mois>{_FRENCH})"
    rf"|(?P<nth>{either(_NTH)}|\d{{1,2}}(?:st|nd|rd|th)?) (?:day )?of (?P<of>{_ENGLISH})"
    rf"|(?P<month>{_ENGLISH}),? (?P<the>the )?(?P<on>{either(_NTH)}|\d{{1,2}}(?:st|nd|rd|th)?(?!\d)))(?!\w)"
    rf"(?:,? (?:de |in )?(?P<year>{_YEAR}))?"
)
_CENTURY: Final = re.compile(
    r"^(?:deux mille|mill?e neuf cents?|dix neuf cents?|two thousand(?: and)?|twenty|nineteen)(?: oh)? ?"
)
_MONTHS: Final = frozenset((*_FRENCH.split("|"), *_ENGLISH.split("|")))


def in_figures(text: str) -> str:
    """The text with the dates spoken in it written as figures; it has no accents and no capitals."""
    return text if _MONTHS.isdisjoint(re.findall(r"[a-z]+", text)) else _DATE.sub(_figures, text)


def _figures(found: re.Match[str]) -> str:
    month = found["mois"] or found["of"] or found["month"]
    if month in _VERBS and found["month"] and not (found["the"] or found["year"] or found["on"][0].isdigit()):
        return found[0]
    year = f" {_year(found['year'])}" if found["year"] else ""
    return f"{_day(found['jour'] or found['nth'] or found['on'])} {month}{year}"


def _day(said: str) -> int:
    figures = re.match(r"\d+", said)
    return int(figures[0]) if figures else (_NTH | _DAYS)[said.replace("-", " ")]


def _year(said: str) -> int:
    if said.isdigit():
        return int(said)
    words = said.replace("-", " ")
    century = 1900 if words.startswith(("mil neuf", "mille neuf", "dix neuf", "nineteen")) else 2000
    return century + WORDS.get(_CENTURY.sub("", words), 0)
