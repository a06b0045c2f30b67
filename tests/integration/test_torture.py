"""A minute of `make torture` in all: real processes, killed every three seconds under load, and the books audited."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.torture.run import Database, Plan, Transport, run

SECONDS = 30
"""Of writing, for each of two."""


@pytest.mark.parametrize(("transport", "database"), [("polling", "sqlite"), ("webhook", "postgresql")])
def test_kills_lose_double_and_disorder_nothing(transport: Transport, database: Database, tmp_path: Path) -> None:
    report = run(Plan(transport, database, SECONDS, rate=10, chats=20), tmp_path)
    assert report.well, report.as_text()
    assert report.numbers["kills"] >= SECONDS // 3 - 1
    assert report.numbers["replies"] > report.numbers["updates"] / 2
