"""From what Telegram delivers to what is stored: the same for an update that was pushed and one that was fetched."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from bot.channels.telegram.marks import Marks
from bot.channels.telegram.read import parse, read
from bot.channels.telegram.sender import TelegramSender
from bot.updates import Handled, Update

SLOW = 0.8
"""Seconds after which somebody who waits sees that an answer is being written."""

log = logging.getLogger("ombud")


@dataclass(frozen=True)
class Arrived:
    """An update that was read, and what acknowledges the press, if it is one."""

    update: Update
    query: str | None

    @property
    def chat(self) -> tuple[str, str]:
        return self.update.channel, self.update.address


@dataclass
class Receiver:
    """Takes updates as they come; `name` is the bot's own, by which it is spoken to in groups."""

    bot: int
    sender: TelegramSender
    marks: Marks
    receive: Callable[[Update], Awaitable[Handled | None]]
    clock: Callable[[], datetime]
    on_unreadable: Callable[[], None]
    name: str = ""
    _behind: set[asyncio.Task[None]] = field(default_factory=set)

    async def take(self, raw: Mapping[str, Any]) -> None:
        """Handle an update; once this returns it is stored. One that cannot be read is counted, and passed over."""
        arrived = self.arrived(raw)
        if arrived:
            await self.handle(arrived)

    async def handle(self, arrived: Arrived) -> None:
        """Handle an update that was read; once this returns it is stored."""
        async with self._typing(arrived.update):
            await self.receive(arrived.update)
        if arrived.query:
            self._do_behind(self.sender.acknowledge(arrived.query))

    async def rest(self) -> None:
        """Let what was begun beside the updates come to its end."""
        await asyncio.gather(*self._behind, return_exceptions=True)

    def arrived(self, raw: Mapping[str, Any]) -> Arrived | None:
        """Read an update; None where there is nothing to do, or it cannot be read, which is counted."""
        now = self.clock()
        try:
            update = parse(raw)
            found = read(update, bot=self.bot, name=self.name, open_mark=self.marks.open_, at=now)
        except Exception as error:  # noqa: BLE001  what strangers can send may raise anything, and comes back if refused
            log.warning("an update could not be read (%s)", type(error).__name__)
            self.on_unreadable()
            return None
        query = update.callback_query.id if update.callback_query else None
        return Arrived(replace(found, came=now), query) if found else None

    @asynccontextmanager
    async def _typing(self, update: Update) -> Any:
        """While an answer takes long, show that it is being written."""
        waiting = asyncio.get_running_loop().call_later(
            SLOW, lambda: self._do_behind(self.sender.typing(update.address))
        )
        try:
            yield
        finally:
            waiting.cancel()

    def _do_behind(self, doing: Any) -> None:
        task = asyncio.ensure_future(doing)
        self._behind.add(task)
        task.add_done_callback(self._behind.discard)
