"""What Ombud learns from its phrases, once for all tests, as it takes a minute. `python -m tests.learned`: ahead."""

from __future__ import annotations

import fcntl
import sys
from pathlib import Path
from typing import Final

from bot import loading
from intents.scores import Matcher

CACHE: Final = Path(__file__).parent.parent / ".cache"


def learned() -> Matcher:
    """The real matcher. Of several processes that want it at once, one learns, and the others wait for it."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "learning").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        return loading.learn(CACHE, on_training=_say)


def _say() -> None:
    sys.stderr.write("learning the phrases anew\n")


if __name__ == "__main__":
    learned()
