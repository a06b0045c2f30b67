"""How a bot gets its updates: by asking for them, or by webhook. Nothing is forgotten before the bot has taken it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from random import Random
from time import monotonic
from urllib.parse import urlsplit

from httptools import HttpParserError

from tests.counterparts.telegram_entries import Json, Ledger, Refusal, now
from tests.counterparts.telegram_http import Poster

OTHER_POLL = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = "Conflict: terminated by setWebhook request"
WEBHOOK_ACTIVE = "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete it first"
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}


@dataclass(eq=False)
class Waiting:
    """An update that the bot has not taken yet."""

    update: Json
    chat: int | None
    given: bool = False
    under_way: bool = False
    tries: int = 0
    not_before: float = 0


@dataclass
class Webhook:
    """Where updates are posted, and how it went the last time."""

    url: str = ""
    secret: str = ""
    connections: int = 40
    error: str = ""
    error_date: int = 0


@dataclass
class Updates:
    """What waits for one bot. `pauses`: seconds before a second, third... delivery by webhook; the last is repeated.

    As Telegram does, updates of one chat go one after the other by webhook; `ordered = False` gives that up.
    """

    bot: int
    ledger: Ledger
    next_id: int = 1000
    pauses: tuple[float, ...] = (0.05, 0.1, 0.2, 0.5, 1.0)
    patience: float = 10
    ordered: bool = True
    held: bool = False
    allowed: tuple[str, ...] = ()
    webhook: Webhook = field(default_factory=Webhook)
    waiting: list[Waiting] = field(default_factory=list)
    known: dict[int, tuple[Json, int | None]] = field(default_factory=dict)
    poll: int = 0
    wake: Callable[[], None] = lambda: None

    def add(self, kind: str, body: Json, chat: int | None) -> int:
        """Something happened: its update id. What the bot did not ask for never reaches it."""
        with self.ledger.lock:
            number = self.next_id
            self.next_id += 1
            wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
            if wanted:
                self.raw({"update_id": number, kind: body}, chat)
        return number

    def raw(self, update: Json, chat: int | None = None) -> None:
        """An update as it is, whatever it is."""
        with self.ledger.lock:
            number = update.get("update_id", 0)
            kind = next((name for name in update if name != "update_id"), "")
            self.known[number] = (update, chat)
            self.waiting.append(Waiting(update, chat))
            self.ledger.write("update", kind, update, bot=self.bot, chat=chat, update=number)
        self.wake()

    def again(self, number: int) -> None:
        """The same update once more, as if the first delivery had not been."""
        update, chat = self.known[number]
        with self.ledger.lock:
            self.waiting.append(Waiting(update, chat))
        self.wake()

    def shuffle(self, seed: int) -> None:
        """What waits now comes in another order."""
        with self.ledger.lock:
            Random(seed).shuffle(self.waiting)
        self.wake()

    def drop(self) -> None:
        with self.ledger.lock:
            self.waiting.clear()

    def confirm(self, offset: int) -> None:
        """By its offset a poll says what the one before it has taken. What was never given is not meant by it."""
        with self.ledger.lock:
            if offset < 0:
                self.waiting = self.waiting[offset:]
            for each in [each for each in self.waiting if each.given and each.update.get("update_id", 0) < offset]:
                self.taken(each)

    def take(self, limit: int) -> list[Json]:
        """What a poll gets: all that was not confirmed, given before or not."""
        with self.ledger.lock:
            batch = [] if self.held else self.waiting[:limit]
            for each in batch:
                each.given = True
            return [each.update for each in batch]

    def taken(self, each: Waiting) -> None:
        with self.ledger.lock:
            if each in self.waiting:
                self.waiting.remove(each)
            number = each.update.get("update_id", 0)
            kind = next((name for name in each.update if name != "update_id"), "")
            self.ledger.write("acknowledged", kind, {}, bot=self.bot, chat=each.chat, update=number)

    def due(self, at: float) -> Iterator[Waiting]:
        """What may be posted now: as many at once as the bot allows, of each chat the first."""
        free = self.webhook.connections - sum(each.under_way for each in self.waiting)
        chats: set[int] = set()
        for each in list(self.waiting):
            if free <= 0 or self.held or not self.webhook.url:
                return
            behind = self.ordered and each.chat in chats
            if each.chat is not None:
                chats.add(each.chat)
            if not (each.under_way or behind or each.not_before > at):
                free -= 1
                yield each

    def failed(self, each: Waiting, error: str) -> None:
        """It goes out again, after a pause that grows."""
        with self.ledger.lock:
            each.not_before = monotonic() + self.pauses[min(each.tries, len(self.pauses) - 1)]
            each.tries += 1
            self.webhook.error, self.webhook.error_date = error, now()


@dataclass
class Delivery:
    """Carries the updates of one bot, in the loop of the counterpart."""

    updates: Updates
    changed: asyncio.Event = field(default_factory=asyncio.Event)
    poster: Poster = field(default_factory=lambda: Poster(""))
    posts: set[asyncio.Task[None]] = field(default_factory=set)

    def notice(self) -> None:
        """Everybody who waits looks again."""
        before, self.changed = self.changed, asyncio.Event()
        before.set()

    async def _change(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self.changed.wait(), max(seconds, 0))
        except TimeoutError:
            pass

    async def poll(self, *, offset: int, limit: int, seconds: float) -> list[Json]:
        """A long poll. A later one ends it."""
        updates = self.updates
        if updates.webhook.url:
            raise Refusal(409, WEBHOOK_ACTIVE)
        updates.poll += 1
        mine, until = updates.poll, monotonic() + seconds
        self.notice()
        updates.confirm(offset)
        while not (batch := updates.take(limit)) and monotonic() < until:
            await self._change(until - monotonic())
            if updates.poll != mine:
                raise Refusal(409, OTHER_POLL)
            if updates.webhook.url:
                raise Refusal(409, WEBHOOK_SET)
        return batch

    async def post_all(self) -> None:
        """Post what is due, for as long as the counterpart runs."""
        while True:
            at = monotonic()
            with self.updates.ledger.lock:
                for each in self.updates.due(at):
                    each.under_way = True
                    task = asyncio.create_task(self._post(each))
                    self.posts.add(task)
                    task.add_done_callback(self.posts.discard)
                later = [each.not_before for each in self.updates.waiting if each.not_before > at]
            await self._change(min(later, default=at + 60) - monotonic())

    async def _post(self, each: Waiting) -> None:
        error = await self._try(each)
        each.under_way = False
        if error:
            self.updates.failed(each, error)
        else:
            self.updates.taken(each)
        self.notice()

    async def _try(self, each: Waiting) -> str:
        """What went wrong, in Telegram's words; nothing if the bot took it. No webhook off this machine is called."""
        hook = self.updates.webhook
        if urlsplit(hook.url).hostname not in {"127.0.0.1", "localhost"}:
            return "Failed to resolve host: Name or service not known"
        if self.poster.url != hook.url:
            self.poster.close()
            self.poster = Poster(hook.url)
        secret = {"X-Telegram-Bot-Api-Secret-Token": hook.secret} if hook.secret else {}
        try:
            status = await asyncio.wait_for(self.poster.post(each.update, secret), self.updates.patience)
        except TimeoutError:
            return "Read timeout expired"
        except (OSError, EOFError):
            return "Connection refused"
        except HttpParserError:
            return "Wrong response from the webhook"
        words = HTTPStatus(status).phrase
        return "" if 200 <= status < 300 else f"Wrong response from the webhook: {status} {words}"


def webhook(url: str, *, secret: str, connections: int) -> Webhook:
    """A webhook as Telegram accepts it; without TLS on loopback only."""
    if url and not url.startswith("https://") and urlsplit(url).hostname not in {"127.0.0.1", "localhost"}:
        raise Refusal(400, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook")
    if secret and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise Refusal(400, "Bad Request: secret token contains unallowed characters")
    return Webhook(url, secret, min(max(connections, 1), 100))
