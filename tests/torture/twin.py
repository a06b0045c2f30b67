"""The same conversations where nothing goes wrong: each chat's updates, once each and in the order they were sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from bot import app
from bot.app import App
from bot.asking import utc_now
from bot.channels.telegram.read import parse, read
from bot.channels.telegram.write import call
from bot.dialogue.spoken import Message
from bot.settings import Settings
from bot.updates import Update
from intents.scores import Matcher
from tests.counterparts.telegram import USERNAME
from tests.counterparts.telegram_entries import Entry
from tests.torture.ledgers import Books

TOGETHER: Final = 100
CHANGING: Final = re.compile(r"OMB-\w{4}-\w{4}|\d{1,2}(?:er)? \w+ 20\d\d|\d{1,2}(?::| h )\d\d")
"""References are made by chance, and a run may pass midnight."""


@dataclass(frozen=True)
class Told:
    """What a chat comes to: all that was said in it, how many turns it had, how many requests it filed."""

    texts: Sequence[str]
    version: int
    requests: int


class Twin:
    """An installation of its own, that is handed updates without any messenger."""

    def __init__(self, folder: Path, matcher: Matcher, open_mark: Callable[[str, str], str]) -> None:
        self._open_mark = open_mark
        settings = Settings(data_dir=folder, _env_file=None)
        self.app: App = app.build(settings, matcher=lambda: matcher)
        self.written = cache(self._written)

    def tell(self, happened: Sequence[Entry]) -> None:
        """Hand updates in, in this order."""
        for at in range(0, len(happened), TOGETHER):
            ready = [
                self.app.inbox.prepare(update)
                for update in map(self._read, happened[at : at + TOGETHER])
                if update is not None
            ]
            with self.app.store.transaction() as session:
                for each in ready:
                    self.app.inbox.handle(session, each)

    def close(self) -> None:
        self.app.store.close()

    def came_to(self, chats: Sequence[int]) -> dict[int, Told]:
        """What each of these chats came to."""
        books = Books.read(self.app.store)
        return {
            chat: Told(
                [self.written(row.message) for row in books.replies(chat) if row.message],
                books.versions.get(chat, 0),
                books.requests.get(chat, 0),
            )
            for chat in chats
        }

    def _read(self, entry: Entry) -> Update | None:
        return read(
            parse(entry.arguments), bot=entry.bot, name=USERNAME, open_mark=self._open_mark, at=utc_now()
        )  # fmt: skip

    def _written(self, message: Message) -> str:
        """A message as it arrives."""
        title = self.app.library().heading
        return str(call(message, seal=lambda choice: choice, title=title, wording=self.app.wording)["text"])


def lasting(text: str) -> str:
    """A text without what is another at each run."""
    return CHANGING.sub("…", text)
