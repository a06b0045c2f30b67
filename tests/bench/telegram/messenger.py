"""Telegram for the bench, as a process: `python -m tests.bench.telegram.messenger TOKEN CHATS`.

The driver hands updates in by itself, so the chats are there from the start, and any press may be acknowledged.
"""

from __future__ import annotations

import asyncio
import sys

import uvloop

from tests.counterparts.telegram import USERNAME, Telegram
from tests.counterparts.telegram_account import Chat


class Any(set[str]):
    """Holds everything."""

    def __contains__(self, _name: object) -> bool:
        return True


def messenger(token: str, chats: int) -> Telegram:
    """A counterpart with so many chats, numbered from 1."""
    world = Telegram(token, USERNAME)
    world.queries = Any()
    world.chats.update((number, Chat(number, language="en")) for number in range(1, chats + 1))
    return world


def main(token: str, chats: int) -> None:
    world = messenger(token, chats)

    def ready() -> None:
        sys.stdout.write(world.url + "\n")
        sys.stdout.flush()

    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(world.run(0, ready=ready, until=asyncio.Event()))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
