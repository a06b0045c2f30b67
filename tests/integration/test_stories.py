"""Every story of tests/cases/dialogues, through the real inbox and a real SQLite file, mail and code included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.desk import Desk
from tests.stories import MESSENGER, STORIES, name, play

PLAIN = [told for told in STORIES if told[0] != MESSENGER]


@pytest.mark.parametrize("told", PLAIN, ids=map(name, PLAIN))
def test_story(told: tuple[str, dict[str, Any]], open_desk: Callable[..., Desk]) -> None:
    play(told, open_desk)
