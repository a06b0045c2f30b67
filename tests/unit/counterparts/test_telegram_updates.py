"""Updates reach the bot by polling and by webhook as Telegram's do: not lost, and again until they are taken."""

from __future__ import annotations

import asyncio
import json
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

import pytest
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict

from tests.counterparts.telegram import Telegram
from tests.counterparts.telegram_http import Answer, Line, Request
from tests.unit.counterparts.conftest import client

ADA, BEN = 7, 8


@dataclass
class Receiver:
    """A webhook that notes what it is handed, and answers as it is told: status by status, then 200."""

    url: str = ""
    statuses: list[int] = field(default_factory=list)
    handed: list[dict[str, Any]] = field(default_factory=list)
    seconds: float = 0
    at_once: int = 0
    most_at_once: int = 0

    @property
    def ids(self) -> list[int]:
        return [update["update_id"] for update in self.handed]

    async def take(self, request: Request) -> Answer:
        self.handed.append(json.loads(request.body))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        await asyncio.sleep(self.seconds)
        self.at_once -= 1
        return Answer(self.statuses.pop(0) if self.statuses else 200, b"")


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    found, lines = Receiver(), set[Line]()
    server = await asyncio.get_running_loop().create_server(lambda: Line(found.take, lines), "127.0.0.1", 0)
    found.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/telegram"
    yield found
    server.close()
    for line in list(lines):
        line.transport.abort()
    await asyncio.sleep(0)


async def taken(world: Telegram, number: int) -> list[int]:
    """The ids of the updates the bot has taken, once there are so many."""

    def ids() -> list[int]:
        return [entry.update or 0 for entry in list(world.journal) if entry.kind == "acknowledged"]

    await asyncio.to_thread(world.wait_until, lambda: len(ids()) >= number)
    return ids()


def ids(updates: tuple[Update, ...]) -> list[int]:
    return [update.update_id for update in updates]


async def test_an_update_comes_again_until_the_offset_passes_it(world: Telegram, bot: Bot) -> None:
    told = [world.says(ADA, text).update for text in ("one", "two", "three")]
    assert ids(await bot.get_updates(limit=2)) == told[:2]
    assert ids(await bot.get_updates()) == told
    assert ids(await bot.get_updates(offset=told[1] + 1)) == told[2:]
    assert ids(await bot.get_updates(offset=told[2] + 1)) == []


async def test_a_long_poll_ends_when_something_happens(world: Telegram, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    assert not poll.done()
    before = monotonic()
    told = world.says(ADA, "hello")
    assert ids(await poll) == [told.update]
    assert monotonic() - before < 5


async def test_a_long_poll_ends_empty(bot: Bot) -> None:
    before = monotonic()
    assert await bot.get_updates(timeout=1) == ()
    assert monotonic() - before >= 1


async def test_a_second_poll_ends_the_older_one(world: Telegram, bot: Bot) -> None:
    async with client(world) as second:
        older = asyncio.create_task(bot.get_updates(timeout=5))
        await asyncio.sleep(0.05)
        newer = asyncio.create_task(second.get_updates(timeout=5))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await older
        told = world.says(ADA, "hello")
        assert ids(await newer) == [told.update]


async def test_nobody_polls_while_a_webhook_is_set(world: Telegram, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    await bot.set_webhook("https://bot.example.org/telegram")
    with pytest.raises(Conflict, match="terminated by setWebhook"):
        await poll
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()
    assert await bot.get_updates() == ()


async def test_only_what_was_asked_for_comes(world: Telegram, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["edited_message"])
    said = world.says(ADA, "hello")
    edited = world.edits(ADA, said.message, "hallo")
    assert ids(await bot.get_updates()) == [edited.update]


async def test_pending_updates_are_dropped_on_request(world: Telegram, bot: Bot) -> None:
    world.says(ADA, "hello")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == ()


async def test_an_outage_ends_with_all_at_once(world: Telegram, bot: Bot) -> None:
    world.hold()
    told = [world.says(person, "hello").update for person in range(1, 51)]
    assert await bot.get_updates() == ()
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.05)
    world.release()
    assert ids(await poll) == told


async def test_an_update_may_come_twice_and_in_any_order(world: Telegram, bot: Bot) -> None:
    told = [world.says(ADA, str(number)).update for number in range(20)]
    assert ids(await bot.get_updates()) == told
    await bot.get_updates(offset=told[-1] + 1)
    for number in told:
        world.again(number)
    world.shuffle(1)
    again = ids(await bot.get_updates())
    assert again != told
    assert sorted(again) == told


async def test_a_webhook_gets_the_update_and_the_secret(world: Telegram, bot: Bot, receiver: Receiver) -> None:
    world.says(ADA, "before there was a webhook")
    seen: list[bytes] = []

    async def look(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        writer.close()

    async with await asyncio.start_server(look, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        await bot.set_webhook(f"http://127.0.0.1:{port}/telegram?x=1", secret_token="s3cret")
        await taken(world, 1)
    assert seen[0].startswith(b"POST /telegram?x=1 HTTP/1.1\r\n")
    assert b"X-Telegram-Bot-Api-Secret-Token: s3cret\r\n" in seen[0]


@pytest.mark.parametrize(
    ("url", "secret", "refusal"),
    [("http://bot.example.org/", "s", "HTTPS URL must be provided"), ("https://bot.example.org/", "s p", "unallowed")],
)
async def test_a_webhook_has_tls_and_a_plain_secret(bot: Bot, url: str, secret: str, refusal: str) -> None:
    with pytest.raises(BadRequest, match=f"(?i){refusal}"):
        await bot.set_webhook(url, secret_token=secret)


async def test_what_a_webhook_did_not_take_comes_again(world: Telegram, bot: Bot, receiver: Receiver) -> None:
    world.tune(pauses=(0.02, 0.04))
    receiver.statuses = [503, 500, 404]
    await bot.set_webhook(receiver.url, max_connections=3, allowed_updates=["message"])
    first = world.says(ADA, "one").update
    second = world.says(ADA, "two").update
    assert await taken(world, 2) == [first, second]
    assert receiver.ids == [first, first, first, first, second]
    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == (receiver.url, 0, 3)
    assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"
    assert info.last_error_date
    assert info.allowed_updates == ("message",)


async def test_one_chat_that_fails_holds_no_other_up(world: Telegram, bot: Bot, receiver: Receiver) -> None:
    world.tune(pauses=(0.3,))
    receiver.statuses = [503]
    await bot.set_webhook(receiver.url)
    first = world.says(ADA, "one").update
    await asyncio.to_thread(world.wait_until, lambda: receiver.handed)
    second = world.says(BEN, "two").update
    assert await taken(world, 2) == [second, first]


async def test_chats_go_side_by_side_up_to_the_connections(world: Telegram, bot: Bot, receiver: Receiver) -> None:
    receiver.seconds = 0.05
    world.hold()
    told = [world.says(person, "hello").update for person in range(1, 9)]
    await bot.set_webhook(receiver.url, max_connections=4)
    world.release()
    assert sorted(await taken(world, 8)) == told
    assert receiver.most_at_once == 4


async def test_messages_of_one_chat_wait_for_each_other(world: Telegram, bot: Bot, receiver: Receiver) -> None:
    receiver.seconds = 0.02
    await bot.set_webhook(receiver.url)
    told = [world.says(ADA, str(number)).update for number in range(4)]
    assert await taken(world, 4) == told
    assert receiver.most_at_once == 1
    world.tune(ordered=False)
    for number in range(4):
        world.says(ADA, str(number))
    await taken(world, 8)
    assert receiver.most_at_once > 1


async def test_a_webhook_that_is_slow_or_gone_is_called_again(world: Telegram, bot: Bot, receiver: Receiver) -> None:
    world.tune(patience=0.1, pauses=(0.02,))
    receiver.seconds = 1
    await bot.set_webhook(receiver.url)
    world.says(ADA, "hello")
    await asyncio.to_thread(world.wait_until, lambda: len(receiver.handed) > 1)
    assert (await bot.get_webhook_info()).last_error_message == "Read timeout expired"
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    await bot.set_webhook(f"http://127.0.0.1:{port}/")
    hook = world.updates.webhook
    await asyncio.to_thread(world.wait_until, lambda: hook.error == "Connection refused")
    receiver.seconds = 0
    await bot.set_webhook(receiver.url)
    await taken(world, 1)


async def test_no_webhook_off_this_machine_is_ever_called(world: Telegram, bot: Bot) -> None:
    await bot.set_webhook("https://bot.example.org/telegram")
    world.says(ADA, "hello")
    hook = world.updates.webhook
    await asyncio.to_thread(world.wait_until, lambda: hook.error.startswith("Failed to resolve host"))
    assert (await bot.get_webhook_info()).pending_update_count == 1
