"""Dates as people write them in French and English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from intents.numbers import WORDS, either
from intents.spoken_dates import in_figures
from intents.text import without_accents

_NAMES = """
janvier janv january jan; fevrier fevr fev february feb; mars march mar; avril avr april apr; mai may; juin june jun;
juillet juil july jul; aout august aug; septembre sept september sep; octobre oct october; novembre nov november;
decembre dec december
"""
_MONTHS = {name: number for number, names in enumerate(_NAMES.split(";"), 1) for name in names.split()}
_MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_RELATIVE = {
    "avant-hier": 2, "avant hier": 2, "the day before yesterday": 2, "hier": 1, "yesterday": 1,
    "last night": 1, "aujourd'hui": 0, "aujourd’hui": 0, "today": 0, "ce jour": 0, "ce matin": 0, "this morning": 0,
}  # fmt: skip
_COUNTS = WORDS | {"a": 1}
_COUNT = rf"\d{{1,3}}|{either(_COUNTS)}"
_UNITS = {"jour": 1, "day": 1, "semaine": 7, "week": 7, "fortnight": 14}
_FR_DAY = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
_EN_DAY = "monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_WEEKDAYS = {name: number for names in (_FR_DAY, _EN_DAY) for number, name in enumerate(names.split("|"))}

DATE_MARKS = re.compile(
    r"(?<![\w/.-])(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<numeric>\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2}))"
    rf"|(?P<day_first>\d{{1,2}}(?:er|st|nd|rd|th)?\s(?:of\s)?(?:{_MONTH})\b\.?,?"
    r"(?:\s(?:\d{4}\b|['’]\d\d\b|\d\d(?=\s?[,;.!?)\n]|\s?$)))?)"
    rf"|(?P<month_first>(?:{_MONTH})\b\.?\s(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s\d{{4}}\b)?)"
    rf"|(?P<relative>{'|'.join(_RELATIVE)})"
    rf"|il y a (?P<since>(?:{_COUNT}) (?:jour|semaine)s?)"
    rf"|(?P<ago>(?:{_COUNT}) (?:day|week|fortnight)s?) ago"
    rf"|(?P<weekday>(?:{_FR_DAY})\s(?:dernier|passe)|(?:last|this past)\s(?:{_EN_DAY})|(?:{_EN_DAY})\slast)"
    r")(?![\w/-]|\.\d)"
)


def dates_in(text: str, *, today: date) -> tuple[date, ...]:
    """The dates a text names, in its order; without a year the latest such day that is not to come."""
    # Folded first, and matched by its case: ignoring case, an ı would be taken for the i of a month.
    return in_text(in_figures(without_accents(text).casefold()), today=today)


def in_text(text: str, *, today: date) -> tuple[date, ...]:
    """The same of a text without accents and capitals, whose spoken dates are in figures."""
    return tuple(dict.fromkeys(_read(text, today)))


def _read(text: str, today: date) -> Iterator[date]:
    for match in DATE_MARKS.finditer(text):
        found = _one(match, today)
        if found:
            yield found


def _one(match: re.Match[str], today: date) -> date | None:
    kind = match.lastgroup or ""
    said = match[kind] or ""
    numbers = [int(part) for part in re.findall(r"\d+", said)]
    match kind:
        case "iso":
            return _day(*numbers)
        case "numeric":
            day, month, year = numbers
            return _day(year + 2000 if year < 100 else year, month, day) or _day(
                year + 2000 if year < 100 else year, day, month
            )
        case "day_first" | "month_first":
            return _named(said, numbers, today)
        case "relative":
            return today - timedelta(days=_RELATIVE[said])
        case "weekday":
            since = (today.weekday() - next(_WEEKDAYS[word] for word in said.split() if word in _WEEKDAYS)) % 7
            return today - timedelta(days=since or 7)
        case _:
            count, _, unit = said.rpartition(" ")
            days = _COUNTS[count.replace("-", " ")] if count[0].isalpha() else int(count)
            return today - timedelta(days=days * _UNITS[unit.rstrip("s")])


def _named(said: str, numbers: list[int], today: date) -> date | None:
    month = next(_MONTHS[word] for word in re.findall(r"[a-z]+", said) if word in _MONTHS)
    if len(numbers) > 1:
        day, year = numbers
        return _day(year + 2000 if year < 100 else year, month, day)
    this_year = _day(today.year, month, numbers[0])
    return this_year if this_year and this_year <= today else _day(today.year - 1, month, numbers[0])


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
