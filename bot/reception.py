"""Updates on their way into the store, from a loop: chats side by side, each chat's in the order they came."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import partial
from weakref import WeakValueDictionary

from bot import Problem
from bot.albums import UnreadError
from bot.inbox import Inbox, Ready
from bot.store.writing import Writer
from bot.updates import Addressed, Attached, Handled, Heard, Update


@dataclass
class Reception:
    """Understanding happens in threads, writing in the writer's.

    `fresh` tells whether the policy's files are those in use; `on_handled` hears when there may be replies.
    """

    inbox: Inbox
    writer: Writer
    minds: Executor
    fresh: Callable[[], bool]
    on_handled: Callable[[], None]
    _turns: WeakValueDictionary[tuple[str, str], asyncio.Lock] = field(default_factory=WeakValueDictionary)

    async def receive(self, update: Update) -> Handled | None:
        """Handle an update; None when it was handled before. Once this returns, it is stored."""
        whose = (update.channel, update.address)
        turn = self._turns.get(whose) or self._turns.setdefault(whose, asyncio.Lock())
        async with turn:
            ready = await self._prepared(update)
            handled = await self._stored(ready)
        self.on_handled()
        return handled

    async def _prepared(self, update: Update) -> Ready:
        """Off the loop, if it may take long: words to understand, or files of the policy to read anew.

        Only words wait for the threads that understand: these may all be waiting until Ombud has learned.
        """
        words = _has_words(update)
        if not words and self.fresh():
            return self.inbox.prepare(update)
        threads = self.minds if words else None
        return await asyncio.get_running_loop().run_in_executor(threads, self.inbox.prepare, update)

    async def _stored(self, ready: Ready) -> Handled | None:
        try:
            return await self._written(ready)
        except Problem:
            raise  # nothing can be stored, or learned: the platform delivers it again
        except Exception as error:  # noqa: BLE001  whatever it was, the person is told and the state stays
            return await asyncio.to_thread(self.inbox.apologise, ready, error)

    async def _written(self, ready: Ready) -> Handled | None:
        while True:
            try:
                return await asyncio.wrap_future(self.writer.submit(partial(self.inbox.handle, ready=ready)))
            except UnreadError as unread:
                await asyncio.get_running_loop().run_in_executor(self.minds, self.inbox.read, ready, unread)


def _has_words(update: Update) -> bool:
    match update.what:
        case Heard():
            return True
        case Attached(caption=words) | Addressed(text=words):
            return bool(words)
        case _:
            return False
