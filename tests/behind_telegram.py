"""People in Telegram, and Ombud behind it: what they do there, and what stands in their chats when all is done."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.settings import Settings
from intents.scores import Matcher
from tests.counterparts.telegram import Telegram, Told, telegram
from tests.counterparts.telegram_entries import Button, Entry, Message
from tests.telegram_desk import Loop, TelegramDesk, Transport


@dataclass(frozen=True)
class Ground:
    """What the tests of a module share: Telegram, and a loop that Ombud runs in."""

    world: Telegram
    loop: Loop


@contextmanager
def ground() -> Iterator[Ground]:
    with telegram() as world, Loop(world).served() as loop:
        yield Ground(world, loop)


@contextmanager
def desk(
    on: Ground, settings: Settings, matcher: Matcher, begun: Path, transport: Transport = "polling"
) -> Iterator[TelegramDesk]:
    """Ombud behind Telegram, on a store of its own, for one test."""
    on.world.reset()
    shutil.copytree(begun, settings.data_dir)
    opened = TelegramDesk(settings, matcher, on.world, on.loop, transport)
    yield opened
    opened.close()


@dataclass
class Person:
    """Somebody who writes to the bot in private; what each thing they do brings, is given back."""

    desk: TelegramDesk
    name: str = "ada"
    language: str = "en"

    @property
    def chat(self) -> int:
        return self.desk.chat(self.name)

    @property
    def messages(self) -> list[Message]:
        """What the bot wrote, as it stands now."""
        return self.desk.world.sent(self.chat)

    @property
    def keyboard(self) -> list[Button]:
        """The buttons that stand."""
        return self.desk.world.keyboard(self.chat)

    @property
    def labels(self) -> list[str]:
        return [button.label for button in self.keyboard]

    def starts(self, payload: str | None = None) -> list[Message]:
        return self.does(lambda: self.desk.world.starts(self.chat, payload, self.language))

    def says(self, text: str) -> list[Message]:
        return self.does(lambda: self.desk.world.says(self.chat, text, self.language))

    def presses(self, button: str, message: int | None = None) -> list[Message]:
        return self.does(lambda: self.desk.world.presses(self.chat, button, message))

    def sends(self, kind: str, caption: str | None = None, *, size: int | None = None) -> list[Message]:
        return self.does(lambda: self.desk.world.sends(self.chat, kind, caption, None, size))

    def does(self, act: Callable[[], Told]) -> list[Message]:
        before = len(self.messages)
        happens(self.desk, act)
        return self.messages[before:]

    def calls(self, method: str) -> list[Entry]:
        """What Ombud asked of Telegram in this chat."""
        return self.desk.world.calls(method, self.chat)


def happens(desk: TelegramDesk, act: Callable[[], Told]) -> None:
    """Somebody does something, and all that comes of it has come."""
    desk.carrier.said.clear()
    desk.now += timedelta(seconds=1)
    taken(desk.world, act().update)
    desk._settle()


def taken(world: Telegram, update: int) -> None:
    """Wait until the bot has told Telegram that it took an update."""
    world.wait_until(lambda: any(e.kind == "acknowledged" and e.update == update for e in list(world.journal)))


def part(message: Message, kind: str) -> list[str]:
    """The pieces of a message that are set in this way; places are counted in UTF-16."""
    wide = message.text.encode("utf-16-le")
    marked = [entity for entity in message.entities if entity["type"] == kind]
    return [wide[2 * e["offset"] : 2 * (e["offset"] + e["length"])].decode("utf-16-le") for e in marked]
