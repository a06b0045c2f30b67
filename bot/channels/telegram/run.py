"""One bot on Telegram: its client, what it takes in, and what Telegram is told about it at a start."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Final

from telegram.error import BadRequest, InvalidToken, TelegramError

from bot import Problem
from bot.channels.telegram import profile
from bot.channels.telegram.client import Client, Wait
from bot.channels.telegram.poll import KINDS, Poller, sleep
from bot.channels.telegram.receive import Receiver
from bot.wording.words import Wording

CONNECTIONS: Final = 40
"""How many updates Telegram may push at the same time."""
PAUSES: Final = (1.0, 5.0, 30.0, 300.0)

log = logging.getLogger("ombud")


class TokenProblem(Problem):
    """Telegram does not know the token."""

    def __init__(self) -> None:
        super().__init__("Telegram does not know the token. Copy it anew from BotFather to OMBUD_TELEGRAM_TOKEN.")


class WebhookProblem(Problem):
    """Telegram does not want to push to the address that is set."""

    def __init__(self, words: str) -> None:
        super().__init__(f"Telegram refused setWebhook: {words}. Check OMBUD_TELEGRAM_WEBHOOK_URL.")


@dataclass(frozen=True)
class Line:
    """The line to Telegram; what is said once at a start is said again until Telegram can be reached."""

    bot: Client = field(repr=False)
    receiver: Receiver
    wording: Wording
    controller: str

    async def fetch(self, stopping: asyncio.Event) -> None:
        """Fetch updates until it is time to stop. A webhook would be in the way, and is removed."""
        await self._until_done(self._fetch_instead, stopping)
        introduced = asyncio.ensure_future(self._until_done(self._published, stopping))
        await Poller(self.bot, self.receiver).run(stopping)
        await introduced

    async def listen(self, url: str, secret: str, stopping: asyncio.Event) -> None:
        """Tell Telegram where updates go, and what people see of the bot."""
        await self._until_done(lambda: self._push_to(url, secret), stopping)
        await self._until_done(self._published, stopping)

    async def close(self) -> None:
        """Let what was begun come to its end, and hang up."""
        await self.receiver.rest()
        await self.bot.hang_up()

    async def _fetch_instead(self) -> None:
        await self._know_oneself()
        if (await self.bot.get_webhook_info()).url:
            await self.bot.delete_webhook(drop_pending_updates=False)
            log.warning("the webhook that was set for this bot is removed: this process polls")
        log.info("polling as @%s", self.receiver.name)

    async def _push_to(self, url: str, secret: str) -> None:
        await self._know_oneself()
        try:
            await self.bot.set_webhook(
                url, secret_token=secret, max_connections=CONNECTIONS, allowed_updates=KINDS, drop_pending_updates=False
            )
        except BadRequest as error:
            if error.__cause__:
                raise  # something between us and Telegram said so
            raise WebhookProblem(error.message) from None
        log.info("listening as @%s", self.receiver.name)

    async def _know_oneself(self) -> None:
        self.receiver.name = (await self.bot.get_me()).username or ""

    async def _published(self) -> None:
        try:
            for changed in await profile.publish(self.bot, self.wording, self.controller):
                log.info("Telegram now shows the new %s", changed)
        except BadRequest as error:
            if error.__cause__:
                raise  # as above
            log.error("Telegram refused what people see of the bot, and shows what it did: %s", error.message)

    async def _until_done(self, doing: Callable[[], Awaitable[Any]], stopping: asyncio.Event) -> None:
        """Do it; while Telegram cannot be reached, try again later and say so."""
        failures = 0
        while not stopping.is_set():
            try:
                await doing()
                return
            except InvalidToken:
                raise TokenProblem from None
            except TelegramError as error:
                pause = PAUSES[min(failures, len(PAUSES) - 1)]
                if isinstance(error, Wait):
                    pause = error.retry_after.total_seconds()
                failures += 1
                log.error("Telegram cannot be reached (%s), next try in %.0f s", type(error).__name__, pause)
                await sleep(pause, stopping)
