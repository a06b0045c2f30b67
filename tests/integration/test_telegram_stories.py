"""Every story once more, through Telegram's own payloads, HTTP and the real SDK: fetched, and pushed to us."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from intents.scores import Matcher
from tests.counterparts.telegram import Telegram, telegram
from tests.stories import STORIES, name, play
from tests.telegram_desk import Loop, TelegramDesk, Transport

UNSENDABLE = {"says": lambda words: not words.strip()}
"""What no messenger sends: a message without a sign in it."""


def sendable(told: tuple[str, dict[str, Any]]) -> bool:
    return not any(UNSENDABLE["says"](step["says"]) for step in told[1]["steps"] if "says" in step)


SENT = [told for told in STORIES if sendable(told)]


@pytest.fixture(scope="module")
def world() -> Iterator[Telegram]:
    with telegram() as counterpart:
        yield counterpart


@pytest.fixture(scope="module")
def loop(world: Telegram) -> Iterator[Loop]:
    with Loop(world).served() as served:
        yield served


@pytest.fixture
def open_desk(
    world: Telegram, loop: Loop, settings: Settings, matcher: Matcher, begun: Path, transport: Transport
) -> Iterator[Callable[[], TelegramDesk]]:
    """Opens a desk behind Telegram; opened again, the one before is gone, and the chats are where they were."""
    world.reset()
    shutil.copytree(begun, settings.data_dir)
    opened: list[TelegramDesk] = []

    def open_() -> TelegramDesk:
        if opened:
            opened[-1].close()
        opened.append(TelegramDesk(settings, matcher, world, loop, transport))
        return opened[-1]

    yield open_
    opened[-1].close()


@pytest.mark.parametrize("transport", ["polling", "webhook"])
@pytest.mark.parametrize("told", SENT, ids=map(name, SENT))
def test_story(told: tuple[str, dict[str, Any]], open_desk: Callable[[], TelegramDesk]) -> None:
    play(told, open_desk)


def test_few_stories_cannot_be_sent() -> None:
    assert len(STORIES) - len(SENT) <= 2
