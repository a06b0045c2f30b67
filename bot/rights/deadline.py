"""By when a request must be answered (GDPR Art. 12(3), Regulation 1182/71 Art. 3; law sheet, section 3)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Final

from holidays import country_holidays
from pydantic import BaseModel, ConfigDict

ANSWER: Final = 1
EXTENDED: Final = 3
"""Months from receipt: the extension adds two to the first month, and does not start at the rolled date."""
SATURDAY: Final = 5


class Why(StrEnum):
    """Why a date is not simply the same day of a later month."""

    due_no_such_day = "due_no_such_day"
    """The month has no such day, so its last day counts."""
    due_weekend = "due_weekend"
    """The time would end on a Saturday or Sunday."""
    due_holiday = "due_holiday"
    """The time would end on a public holiday."""
    extended_no_such_day = "extended_no_such_day"
    """The same, for the extended time."""
    extended_weekend = "extended_weekend"
    """The same, for the extended time."""
    extended_holiday = "extended_holiday"
    """The same, for the extended time."""


class Deadlines(BaseModel):
    """The dates that one day of receipt leads to."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    received: date
    due: date
    extended: date
    why: tuple[Why, ...]


def deadlines(received: date, *, holidays: str = "FR") -> Deadlines:
    """By when what was received on this day must be answered, and by when if the time is extended.

    `holidays` is a country or a part of it; Moselle (`FR-57`) has two more than France, and later dates for it.
    """
    due, why_due = _ends(received, ANSWER, holidays)
    extended, why_extended = _ends(received, EXTENDED, holidays)
    why = (*(Why(f"due_{reason}") for reason in why_due), *(Why(f"extended_{reason}") for reason in why_extended))
    return Deadlines(received=received, due=due, extended=extended, why=why)


def _ends(received: date, months: int, region: str) -> tuple[date, list[str]]:
    """The same number in a later month, else its last day (clamp), then on to a working day (roll): in that order."""
    year, month = divmod(received.year * 12 + received.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    end = date(year, month + 1, min(received.day, last))
    why = ["no_such_day"] if received.day > last else []
    while reason := _closed(end, region):
        if reason not in why:
            why.append(reason)
        end += timedelta(days=1)
    return end, why


def _closed(day: date, region: str) -> str | None:
    """Why nobody works on this day, if nobody does."""
    if day.weekday() >= SATURDAY:
        return "weekend"
    return "holiday" if day in _public_holidays(region, day.year) else None


@lru_cache
def _public_holidays(region: str, year: int) -> frozenset[date]:
    country, _, part = region.partition("-")
    try:
        return frozenset(country_holidays(country, subdiv=part or None, years=year))
    except NotImplementedError:
        remedy = "Write a country, as FR, or a part of it, as FR-57."
        raise ValueError(f"the public holidays of {region!r} are not known. {remedy}") from None
