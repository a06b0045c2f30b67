"""What Telegram has is fetched: for one process without a public address."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, field
from typing import Any, Final

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot import Problem
from bot.channels.telegram.client import Client
from bot.channels.telegram.receive import Arrived, Receiver

WAIT: Final = 20
"""Seconds that Telegram keeps a question for updates open while there are none."""
PAUSES: Final = (1.0, 2.0, 5.0, 10.0, 30.0)
"""Seconds before the next try, while nothing can be fetched or stored."""
KINDS: Final = ["message", "edited_message", "channel_post", "callback_query", "my_chat_member"]
"""What we ask Telegram for; all else would be read in vain."""

log = logging.getLogger("ombud")


class Unnumbered(Problem):
    """What was fetched can never be confirmed, and would be fetched again at once, and for ever."""

    def __init__(self) -> None:
        super().__init__("what is fetched has no ids, so it is not Telegram that answers. See OMBUD_TELEGRAM_API_URL.")


@dataclass
class Poller:
    """Fetches and hands in, until it is told to stop. An update is confirmed when it, and all before it, are stored."""

    bot: Client = field(repr=False)
    receiver: Receiver

    async def run(self, stopping: asyncio.Event) -> None:
        offset, failures = 0, 0
        while not stopping.is_set():
            try:
                fetched = self._numbered(await self._fetch(offset, stopping))
                await self._take(fetched)
            except Exception as error:  # noqa: BLE001  whatever it was, there is nobody else who would go on
                pause = _pause(error, failures)
                log.error("no updates for now, next try in %.0f s: %s", pause, _why(error))
                failures += 1
                await sleep(pause, stopping)
                continue
            failures = 0
            if fetched:
                offset = max(int(raw["update_id"]) for raw in fetched) + 1
        await self._confirm(offset)

    async def _fetch(self, offset: int, stopping: asyncio.Event) -> list[dict[str, Any]]:
        """What is new, as Telegram tells it; nothing, if it is time to stop."""
        asking = asyncio.ensure_future(self._get(offset, WAIT))
        told = asyncio.ensure_future(stopping.wait())
        try:
            await asyncio.wait({asking, told}, return_when=asyncio.FIRST_COMPLETED)
            return asking.result() if asking.done() else []
        finally:
            for task in (asking, told):
                task.cancel()
            await asyncio.gather(asking, told, return_exceptions=True)

    def _numbered(self, fetched: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """What has an id by which it is confirmed; the rest is counted as unreadable."""
        numbered = [raw for raw in fetched if isinstance(raw.get("update_id"), int)]
        for _ in range(len(fetched) - len(numbered)):
            self.receiver.on_unreadable()
        if fetched and not numbered:
            raise Unnumbered
        return numbered

    async def _take(self, fetched: list[dict[str, Any]]) -> None:
        """Hand all of it in, chats side by side; what cannot be stored now is fetched again, and the rest is known."""
        chats: dict[tuple[str, str], list[Arrived]] = {}
        for arrived in map(self.receiver.arrived, fetched):
            if arrived:
                chats.setdefault(arrived.chat, []).append(arrived)
        ended = await asyncio.gather(*map(self._in_order, chats.values()), return_exceptions=True)
        for failed in ended:
            if isinstance(failed, BaseException):
                raise failed

    async def _in_order(self, arrived: list[Arrived]) -> None:
        """Hand in what came from one chat; the first failure ends it, or what comes after would overtake it."""
        for each in arrived:
            await self.receiver.handle(each)

    async def _confirm(self, offset: int) -> None:
        """Tell Telegram what was taken, or the next start would fetch it again; and be none the worse for it."""
        if offset:
            try:
                await self._get(offset, 0, limit=1)
            except TelegramError:
                pass

    async def _get(self, offset: int, wait: int, limit: int = 100) -> list[dict[str, Any]]:
        return await self.bot.fetched(offset=offset, wait=wait, limit=limit, kinds=KINDS)


def _pause(error: Exception, failures: int) -> float:
    if isinstance(error, RetryAfter):
        after = error.retry_after
        return float(after if isinstance(after, int | float) else after.total_seconds())
    return PAUSES[min(failures, len(PAUSES) - 1)]


def _why(error: Exception) -> str:
    """What is wrong, and what to do, in words; nothing of what was fetched."""
    match error:
        case Conflict() if "webhook" in error.message:
            return "a webhook is set for this bot, and pushes. `ombud doctor` tells to whom."
        case Conflict():
            return "another process polls for this bot. Stop it; two cannot share one bot."
        case InvalidToken():
            return "Telegram does not know the token. Copy it anew from BotFather to OMBUD_TELEGRAM_TOKEN."
        case Problem():
            return str(error)
        case TelegramError():
            return f"Telegram cannot be reached ({type(error).__name__})."
        case _:
            return f"an error of Ombud's own ({type(error).__name__}); please report it."


async def sleep(seconds: float, stopping: asyncio.Event) -> None:
    """Wait, or less if it is time to stop."""
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        pass
