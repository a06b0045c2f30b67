from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from holidays import country_holidays
from hypothesis import given
from hypothesis import strategies as st

from bot.files import read_yaml
from bot.rights.deadline import Why, deadlines

FOLDER = Path(__file__).parents[2] / "cases" / "deadlines"
REGIONS = {"france": "FR", "moselle": "FR-57"}
ROWS = [
    (region, row)
    for name, region in REGIONS.items()
    for row in read_yaml(name, (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")).value
]
DAYS = st.dates(date(2018, 5, 25), date(2060, 12, 31))


@pytest.mark.parametrize(("region", "row"), ROWS, ids=[f"{at} {row['received']} {row['why']}" for at, row in ROWS])
def test_answer_is_due_on_the_day_that_the_law_counts_to(region: str, row: dict[str, str]) -> None:
    found = deadlines(date.fromisoformat(row["received"]), holidays=region)
    assert (found.due.isoformat(), found.extended.isoformat()) == (row["due"], row["extended"])


def test_every_file_of_cases_is_read() -> None:
    assert {path.stem for path in FOLDER.glob("*.yaml")} == set(REGIONS)


def test_reasons_are_named_in_the_order_in_which_they_apply_and_each_once() -> None:
    assert deadlines(date(2023, 11, 30)).why == (Why.due_weekend, Why.due_holiday, Why.extended_no_such_day)
    assert deadlines(date(2028, 1, 31)).why == tuple(
        Why(code) for code in ("due_no_such_day", "extended_no_such_day", "extended_weekend", "extended_holiday")
    )
    assert deadlines(date(2024, 3, 5)).why == ()


@pytest.mark.parametrize("region", ["Atlantis", "FR-99", ""])
def test_an_unknown_region_is_refused_with_what_to_write_instead(region: str) -> None:
    with pytest.raises(ValueError, match="FR-57"):
        deadlines(date(2026, 11, 23), holidays=region)


@given(DAYS)
def test_no_answer_is_due_on_a_day_when_nobody_works(received: date) -> None:
    found = deadlines(received)
    for end in (found.due, found.extended):
        assert end.weekday() < 5
        assert end not in country_holidays("FR", years=end.year)


@given(DAYS)
def test_the_month_is_never_cut_short_but_by_the_end_of_a_month(received: date) -> None:
    """The last day for a month that is too short, else the same number or, when it is closed, a few days on."""
    found = deadlines(received)
    for end, months in ((found.due, 1), (found.extended, 3)):
        last = _first_of(received, months + 1) - timedelta(days=1)
        earliest = min(_first_of(received, months) + timedelta(days=received.day - 1), last)
        assert timedelta(0) <= end - earliest <= timedelta(days=5)


@given(DAYS, DAYS)
def test_what_came_later_is_never_due_earlier(one: date, other: date) -> None:
    first, second = sorted((one, other))
    before, after = deadlines(first), deadlines(second)
    assert before.due <= after.due
    assert before.extended <= after.extended


@given(DAYS)
def test_moselle_is_never_due_before_france(received: date) -> None:
    assert deadlines(received, holidays="FR-57").due >= deadlines(received).due


def _first_of(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, 1)
