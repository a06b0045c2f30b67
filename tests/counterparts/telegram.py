"""The Bot API of Telegram on loopback, with its people and its faults: real HTTP, no network, nothing kept.

    with telegram() as world:                       # in a thread of its own, for any test and any process
        world.says(7, "who gets my data?", "en")
        world.wait_until(lambda: world.texts(7))
        world.presses(7, "Read the clauses")

or `python -m tests.counterparts.telegram --port 8081`, where the person's side is HTTP as well: POST /test/says with
its arguments as JSON, GET /test/journal, POST /test/reset.
"""

from __future__ import annotations

import asyncio
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, is_dataclass
from threading import Event, Thread
from typing import Any
from urllib.parse import unquote

from tests.counterparts.telegram_entries import Entry, Fault, Json, Ledger, Refusal, as_json
from tests.counterparts.telegram_http import Answer, Line, Request
from tests.counterparts.telegram_methods import LARGEST, METHODS, parsed
from tests.counterparts.telegram_people import People, Told
from tests.counterparts.telegram_updates import Delivery

TOKEN = "12345:made-up-token"
USERNAME = "ombud_test_bot"
BY_HTTP = {
    "says", "starts", "says_in_group", "posts", "edits", "presses", "forges", "shares_contact", "sends", "adds",
    "blocks", "unblocks", "deletes_account", "migrates", "sent", "texts", "keyboard", "reply_keyboard", "conversation",
    "raw", "again", "hold", "release", "shuffle", "fail", "heal", "tune", "reset",
}  # fmt: skip


class Telegram(People):
    """The counterpart is its first bot, and serves the others that are added."""

    def __init__(self, token: str = TOKEN, username: str = USERNAME) -> None:
        super().__init__(token, username, Ledger())
        self.bots: dict[str, People] = {}
        self.deliveries: dict[str, Delivery] = {}
        self.loop: asyncio.AbstractEventLoop | None = None
        self.tasks: list[asyncio.Task[None]] = []
        self.lines: set[Line] = set()
        self.url = ""
        self._serve(self)

    @property
    def journal(self) -> list[Entry]:
        """All that was done and all that happened, in order; what was refused is in `ledger.refused`."""
        return self.ledger.journal

    def add(self, token: str, username: str) -> People:
        """Another bot at the same address."""
        bot = People(token, username, self.ledger)
        self._serve(bot)
        return bot

    def _serve(self, bot: People) -> None:
        delivery = Delivery(bot.updates)
        self.bots[bot.token], self.deliveries[bot.token] = bot, delivery
        bot.updates.wake = lambda: self._in_loop(delivery.notice)
        self._in_loop(lambda: self._begin(delivery))

    def _in_loop(self, act: Callable[[], None]) -> None:
        if self.loop:
            with suppress(RuntimeError):  # it is closing
                self.loop.call_soon_threadsafe(act)

    def _begin(self, delivery: Delivery) -> None:
        self.tasks.append(asyncio.create_task(delivery.post_all()))

    # What goes wrong, and the outages.

    def fail(self, method: str, **fault: Any) -> None:
        """The next calls go wrong: fields of Fault."""
        with self.ledger.lock:
            self.ledger.faults.append(Fault(method, **fault))

    def heal(self) -> None:
        """Nothing goes wrong any more."""
        with self.ledger.lock:
            self.ledger.faults.clear()

    def hold(self) -> None:
        """An outage: updates pile up."""
        self.updates.held = True

    def release(self) -> None:
        """They come, all at once."""
        self.updates.held = False
        self.updates.wake()

    def again(self, number: int) -> None:
        self.updates.again(number)

    def shuffle(self, seed: int = 0) -> None:
        self.updates.shuffle(seed)

    def raw(self, update: Json, chat: int | None = None) -> None:
        """Any update, as it is."""
        self.updates.raw(update, chat)

    def tune(self, **settings: Any) -> None:
        """latency; next_id, pauses, patience, ordered of the updates."""
        self.ledger.latency = settings.pop("latency", self.ledger.latency)
        vars(self.updates).update(settings)

    def reset(self) -> None:
        """As it was at the start: no chats, no journal, no webhook, no faults."""
        self.ledger.clear()
        for bot in self.bots.values():
            bot.forget()

    # Over HTTP.

    def answer(self, request: Request) -> Any:
        """One request: of a bot, for a file, or of a test."""
        path = request.path
        if path.startswith("/bot"):
            token, _, method = path[4:].partition("/")
            return self._call(unquote(token), method, request)
        if path.startswith("/file/bot"):
            token, _, name = path[9:].partition("/")
            return self._download(unquote(token), name)
        return self._asked(path.removeprefix("/test/"), request)

    def _call(self, token: str, method: str, request: Request) -> Any:
        bot = self.bots.get(token)
        given: Json = {}
        try:
            if bot is None:
                raise Refusal(401, "Unauthorized")
            if method not in METHODS and method != "getUpdates":
                raise Refusal(404, "Not Found")
            given = parsed(request.arguments())
            return self._do(bot, method, given)
        except Refusal as no:
            return self._refused(bot, method, given, no)

    def _do(self, bot: People, method: str, given: Json) -> Any:
        fault = self.ledger.next_fault(method, given.get("chat_id"))
        wait = self.ledger.latency + (fault.slow if fault else 0)
        if fault and fault.drop == "before":
            return Answer(500, b"", cut=True, after=wait)
        if fault and (no := fault.refusal()):
            return self._refused(bot, method, given, no, after=wait)
        if method == "getUpdates":
            return self._poll(bot, given, after=wait)
        with self.ledger.lock:
            result = METHODS[method](bot, given)
            number = result.get("message_id") if isinstance(result, dict) else given.get("message_id")
            self.ledger.write("call", method, given, bot=bot.id, chat=given.get("chat_id"), message=number)
        cut = fault is not None and fault.drop == "after"
        return Answer(200, as_json({"ok": True, "result": result}), after=wait, cut=cut)

    def _refused(self, bot: People | None, method: str, given: Json, no: Refusal, after: float = 0) -> Answer:
        self.ledger.write(
            "refused", method, given, bot=bot.id if bot else 0, chat=given.get("chat_id"), status=no.status
        )
        found = {"ok": False, "error_code": no.status, "description": no.description}
        if no.parameters:
            found["parameters"] = no.parameters
        return Answer(no.status, as_json(found), after=after or self.ledger.latency)

    async def _poll(self, bot: People, given: Json, *, after: float) -> Answer:
        if "allowed_updates" in given:
            bot.updates.allowed = tuple(given["allowed_updates"])
        limit = min(max(given.get("limit", 100), 1), 100)
        try:
            batch = await self.deliveries[bot.token].poll(
                offset=given.get("offset", 0), limit=limit, seconds=given.get("timeout", 0)
            )
        except Refusal as no:
            return self._refused(bot, "getUpdates", given, no)
        return Answer(200, as_json({"ok": True, "result": batch}), after=after)

    def _download(self, token: str, name: str) -> Answer:
        bot = self.bots.get(token)
        size = bot.files.get(name.removeprefix("files/")) if bot else None
        if size is None or size > LARGEST:
            return Answer(404, as_json({"ok": False, "error_code": 404, "description": "Not Found"}))
        return Answer(200, b"\0" * size, kind="application/octet-stream")

    def _asked(self, name: str, request: Request) -> Answer:
        """What a test in another process asks for; of another bot by its token as `bot`."""
        given = request.arguments()
        if name == "journal":
            since = int(given.get("since", 0))
            lines = [as_json(asdict(each)) for each in self.journal if each.number > since]
            return Answer(200, b"".join(line + b"\n" for line in lines), kind="application/x-ndjson")
        asked = getattr(self.bots.get(given.pop("bot", self.token), self), name, None) if name in BY_HTTP else None
        if asked is None:
            return Answer(404, as_json({"unknown": name}))
        try:
            return Answer(200, as_json(_plain(asked(**given))))
        except (TypeError, LookupError) as wrong:
            return Answer(400, as_json({"wrong": repr(wrong)}))

    # Its life.

    async def run(self, port: int, *, ready: Callable[[], None], until: asyncio.Event) -> None:
        """Serve until told to stop; then every line is cut."""
        self.loop = asyncio.get_running_loop()
        server = await self.loop.create_server(lambda: Line(self.answer, self.lines), "127.0.0.1", port)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        for delivery in self.deliveries.values():
            self._begin(delivery)
        ready()
        await until.wait()
        server.close()
        for line in list(self.lines):
            line.transport.abort()
        self.loop = None
        posts = [post for delivery in self.deliveries.values() for post in delivery.posts]
        for task in [*self.tasks, *posts]:
            task.cancel()
        await asyncio.gather(*self.tasks, *posts, return_exceptions=True)
        for delivery in self.deliveries.values():
            delivery.poster.close()
        await asyncio.sleep(0)


def _plain(value: Any) -> Any:
    """As JSON can hold it."""
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return asdict(value) if is_dataclass(value) and not isinstance(value, type) else value


def _loop() -> asyncio.AbstractEventLoop:
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    import uvloop

    return uvloop.new_event_loop()


@contextmanager
def telegram(port: int = 0, token: str = TOKEN) -> Iterator[Telegram]:
    """A counterpart for the length of a test, in a thread and a loop of its own."""
    world, ready = Telegram(token), Event()
    until = asyncio.Event()

    def serve() -> None:
        with asyncio.Runner(loop_factory=_loop) as runner:
            runner.run(world.run(port, ready=ready.set, until=until))

    thread = Thread(target=serve, name="telegram", daemon=True)
    thread.start()
    assert ready.wait(10), "the counterpart did not start"
    try:
        yield world
    finally:
        assert world.loop
        world.loop.call_soon_threadsafe(until.set)
        thread.join(10)


def main() -> None:
    parser = ArgumentParser(description="The Bot API of Telegram on loopback.")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    given = parser.parse_args()
    world = Telegram(given.token)
    with asyncio.Runner(loop_factory=_loop) as runner, suppress(KeyboardInterrupt):
        runner.run(world.run(given.port, ready=lambda: _say(world.url), until=asyncio.Event()))


def _say(url: str) -> None:
    """Whoever started it reads where it is."""
    sys.stdout.write(url + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()

__all__ = ["TOKEN", "USERNAME", "Entry", "Fault", "Refusal", "Telegram", "Told", "telegram"]
