"""A desk behind Telegram: the same inbox and store, reached through real payloads, HTTP, and the real SDK.

The person acts in our counterpart of the Bot API; Ombud fetches, or is pushed to, and answers by the same API. Only
the clock is replaced, and the pace lifted, or every story would take a minute.
"""

from __future__ import annotations

import asyncio
import socket
import sqlite3
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from threading import Thread
from time import monotonic, sleep
from typing import Any, Literal

import uvicorn
import uvloop
from starlette.requests import Request
from starlette.responses import Response

from bot import albums
from bot.channels.telegram import client
from bot.channels.telegram.marks import Marks
from bot.channels.telegram.poll import Poller
from bot.channels.telegram.receive import Receiver
from bot.channels.telegram.sender import TelegramSender
from bot.channels.telegram.webhook import Webhook
from bot.courier import Courier
from bot.dialogue.events import Media, Pressed, Shared, Started, Switched
from bot.dialogue.spoken import Message
from bot.reception import Reception
from bot.settings import Settings
from bot.store.writing import writer
from bot.updates import Addressed, Attached, Heard, Migrated, Reached, What
from bot.web import web
from intents.scores import Matcher
from tests.counterparts.telegram import TOKEN, USERNAME, Telegram
from tests.desk import MORNING, Desk

Transport = Literal["polling", "webhook"]
SECRET = "made-up-secret-of-a-test"
PATIENCE = 20.0
PATIENCE_OF_ALBUMS = albums.PATIENCE * 2
KINDS = {"file": "document", "other": "dice"}
"""What the counterpart calls what we call so."""


UNDER_WAY = (
    "SELECT 1 FROM outgoing JOIN lanes ON lanes.id = outgoing.lane WHERE lanes.closed IS NULL "
    "AND outgoing.kind != 'code-mail' AND (status = 'sending' OR (status = 'waiting' AND due <= ?)) LIMIT 1"
)
MAIL = "SELECT 1 FROM outgoing WHERE kind = 'code-mail' AND status = 'waiting' LIMIT 1"


class Loop:
    """A loop in a thread of its own, with the web server and the client of the Bot API that all desks share."""

    def __init__(self, world: Telegram) -> None:
        self.loop = uvloop.new_event_loop()
        self.webhook: Webhook | None = None
        self.port = 0
        self._thread = Thread(target=self.loop.run_forever, name="ombud", daemon=True)
        self._thread.start()
        self.bot = client.bot(TOKEN, world.url)

    def do(self, work: Coroutine[Any, Any, Any]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(PATIENCE)

    @contextmanager
    def served(self) -> Iterator[Loop]:
        listening = socket.create_server(("127.0.0.1", 0))
        self.port = listening.getsockname()[1]
        app = web({"/telegram": self._pushed}, ready=lambda: None)
        server = uvicorn.Server(uvicorn.Config(app, lifespan="off", access_log=False, log_config=None))
        serving = asyncio.run_coroutine_threadsafe(server.serve(sockets=[listening]), self.loop)
        yield self
        server.should_exit = True
        serving.result(PATIENCE)
        self.do(self.bot.hang_up())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(PATIENCE)
        self.loop.close()

    async def _pushed(self, request: Request) -> Response:
        return await self.webhook.receive(request) if self.webhook else Response(status_code=503)


class TelegramDesk(Desk):
    """One process of Ombud behind Telegram. Who is called `ada` writes from a chat of their own."""

    def __init__(self, settings: Settings, matcher: Matcher, world: Telegram, loop: Loop, transport: Transport) -> None:
        super().__init__(settings, matcher, MORNING)
        self.world, self._loop = world, loop
        world.clock = lambda: int(self.now.timestamp())
        self.said_by: dict[str, int] = {}
        self._languages: dict[str, str] = {}
        self._writer = writer(self.app.store)
        self._minds = ThreadPoolExecutor(1)
        self.stopping = asyncio.Event()
        self.bot = loop.bot
        marks = Marks(self.app.store.lookup("callback data 12345"))
        sending = TelegramSender(self.bot, marks, self.app.library().heading, self.app.wording)
        outbox = replace(self.app.outbox, senders={})
        self.courier = Courier(
            outbox, self._writer, lanes="telegram:12345:", senders={"reply": sending, "edit": sending}
        )
        reception = Reception(self.app.inbox, self._writer, self._minds, self.app.library.fresh, self.courier.nudge)
        self._eye = sqlite3.connect(settings.data_dir / "ombud.sqlite", isolation_level=None)
        self.unreadable = 0
        self.receiver = Receiver(
            12345, sending, marks, reception.receive, lambda: self.now, self._count_unreadable, USERNAME
        )
        self._running = [self._begin(self.courier.run(self.stopping))]
        if transport == "polling":
            self._running.append(self._begin(Poller(self.bot, self.receiver).run(self.stopping)))
        else:
            loop.webhook = Webhook(SECRET, self.receiver)
            url = f"http://127.0.0.1:{loop.port}/telegram"
            loop.do(self.bot.set_webhook(url, secret_token=SECRET, max_connections=40))

    @property
    def channel(self) -> str:
        return "telegram:12345"

    def chat(self, name: str) -> int:
        """The number of the chat that somebody writes from: their name, as a number."""
        return int.from_bytes(name.encode()[:5], "big")

    def address(self, name: str) -> str:
        return str(self.chat(name))

    def edits(self, of: str, text: str) -> None:
        """Change words that were said, or put under something sent."""
        self.does(Heard(text, ref=str(self.said_by[of]), edited=True))

    def sends(self, media: Media, caption: str = "", *, large: bool = False) -> None:
        self.does(Attached(media, caption, too_large=large))

    def sends_album(self, captions: list[str | None]) -> None:
        """Photos sent together: they come as updates of their own, and are answered a moment after the last."""
        self.carrier.said.clear()
        self._pass()
        for caption in captions:
            told = self._act(self.chat("ada"), "ada", Attached("photo", caption or "", album="album-1"))
        self._wait_for(told.update)
        self.now += PATIENCE_OF_ALBUMS
        self._settle()

    def shares(self, phone: str, *, own: bool = True) -> None:
        self.does(Shared(at=self.now, phone=phone, own=own))

    def blocks(self, *, blocked: bool) -> None:
        self.does(Reached(open=not blocked))

    def does(self, what: What, *, name: str = "ada", key: str | None = None) -> list[Message]:
        """Act in the chat, and wait until all that comes of it has come."""
        self.carrier.said.clear()
        self._pass()
        told = self._act(self.chat(name), name, what)
        self.transcript.append(f"> {what}")
        self.settle(told.update)
        return []

    def _act(self, chat: int, name: str, what: What) -> Any:
        world, language = self.world, self._languages.get(name, "fr")
        match what:
            case Started():
                self._languages[name] = what.language or "br"
                return world.starts(chat, what.opens or None, self._languages[name])
            case Heard(text=text, edited=False):
                told = world.says(chat, text, language)
                self.said_by.setdefault(text, told.message)
                return told
            case Heard(text=text, ref=ref):
                return world.edits(chat, int(ref or 0), text)
            case Attached():
                size = 21 * 1024 * 1024 if what.too_large else None
                kind = KINDS.get(what.media, what.media)
                told = world.sends(chat, kind, what.caption or None, what.album, size)
                self.said_by.setdefault(what.caption or what.media, told.message)
                return told
            case Pressed(choice=choice):
                return world.presses(chat, self._data(chat, choice))
            case Switched(language=to):
                return world.says(chat, f"/language {to}", language)
            case Shared(phone=phone, own=own):
                return world.shares_contact(chat, phone, own)
            case Reached(open=opened):
                return world.unblocks(chat) if opened else world.blocks(chat)
            case Migrated() | Addressed():
                raise AssertionError(f"nobody does {what} alone with the bot")

    def _data(self, chat: int, choice: str) -> str:
        """The data of the button of this choice, standing or not."""
        offered = self.world.chats[chat].offered.values()
        found: list[str] = [each["callback_data"] for buttons in offered for each in buttons]
        return next(data for data in reversed(found) if data.startswith(f"{choice}:"))

    def settle(self, update: int) -> None:
        """Wait until an update was taken, and nothing is left that can be done now."""
        self._wait_for(update)
        self._settle()

    def _wait_for(self, update: int) -> None:
        key = f"{self.channel}:{update}"
        self._wait(lambda: self._sees("SELECT 1 FROM receipts WHERE key = ?", key), "the update was never stored")

    def _settle(self) -> None:
        """Let everything come to rest: what is sent, what falls due of it, and mail."""
        busy = True
        while busy:
            self._wait(lambda: not self._under_way(), "it never came to rest")
            busy = bool(self.app.clockwork.tick()) or (self._sees(MAIL) and self.app.post.pump() > 0)

    def _under_way(self) -> bool:
        """Is there anything that can still go out? Moments are compared as they stand in the file."""
        return self._sees(UNDER_WAY, f"{self.now:%Y-%m-%d %H:%M:%S.%f}")

    def _sees(self, query: str, *values: str) -> bool:
        """Look into the file without the store's own machinery: this is asked again and again."""
        return self._eye.execute(query, values).fetchone() is not None

    def _wait(self, condition: Callable[[], bool], otherwise: str) -> None:
        until = monotonic() + PATIENCE
        while not condition():
            assert monotonic() < until, otherwise
            self.courier.nudge()
            sleep(0.002)

    def _count_unreadable(self) -> None:
        self.unreadable += 1

    def _begin(self, work: Coroutine[Any, Any, None]) -> Any:
        return asyncio.run_coroutine_threadsafe(work, self._loop.loop)

    def close(self) -> None:
        self._loop.loop.call_soon_threadsafe(self.stopping.set)
        self._loop.webhook = None
        for running in self._running:
            running.result(PATIENCE)
        self._loop.do(self.receiver.rest())
        self._minds.shutdown()
        self._writer.close()
        self._eye.close()
        super().close()


Open = Callable[..., TelegramDesk]
