"""How updates may arrive: twice, out of order, all at once, pressed and typed side by side, or unreadable."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

import httpx
import pytest
from sqlalchemy import text
from sqlmodel import col

from bot.channels.telegram import client
from bot.channels.telegram.webhook import HEADER, LARGEST
from bot.dialogue.events import Switched
from bot.store.tables import Receipt
from bot.updates import Heard
from bot.wording.words import Language
from tests.counterparts.telegram import TOKEN, Telegram
from tests.telegram_desk import SECRET, Loop
from tests.telegram_faults import (
    ERASURE,
    FaultyDesk,
    both_engines,
    by_polling,
    by_webhook,
    desk,
    engine,
    installation,
    loop,
    open_desk,
    transport,
    world,
)

__all__ = ["desk", "engine", "installation", "loop", "open_desk", "transport", "world"]


@both_engines
def test_an_update_that_comes_twice_is_answered_once(desk: FaultyDesk, world: Telegram) -> None:
    desk.begins()
    told = desk.acts(Heard(ERASURE))
    world.again(told.update)
    desk.settle(told.update)
    desk.until(lambda: not world.updates.waiting)
    before = desk.texts()
    world.again(told.update)
    desk.settle(desk.acts(Heard("/privacy")).update)
    desk.until(lambda: not world.updates.waiting)
    assert desk.texts()[: len(before)] == before
    assert desk.texts()[len(before)].startswith("Responsible for your data")
    assert before.count(before[-1]) == 1


@both_engines
def test_updates_in_any_order_are_each_handled_once(desk: FaultyDesk, world: Telegram) -> None:
    names = ["ada", "bob", "eve", "dan", "kim"]
    desk.begins(*names)
    world.hold()
    told = [desk.acts(Heard("/privacy"), name) for _ in range(4) for name in names]
    for one in told[::3]:
        world.again(one.update)
    world.shuffle(seed=7)
    world.release()
    desk.until(lambda: all(map(desk.received, told)) and not world.updates.waiting)
    desk.settle(told[-1].update)
    assert [len(desk.texts(name)) for name in names] == [5] * 5


def test_after_a_quiet_week_the_ids_begin_anywhere_lower(desk: FaultyDesk, world: Telegram) -> None:
    desk.begins()
    world.tune(next_id=17)
    desk.waits(days=8)
    for words in ("/help", "/privacy", "/help"):
        desk.says(words)
    assert desk.said == ["help"]
    assert len([row for row in desk.statuses() if row == "sent"]) == 4


@pytest.mark.parametrize(("transport", "engine"), [("polling", "sqlite"), ("webhook", "postgresql")], indirect=True)
def test_five_hundred_updates_after_an_outage_are_answered_once_each_chat_in_order(
    desk: FaultyDesk, world: Telegram
) -> None:
    names, chance = [f"ch{number}" for number in range(25)], Random(12)
    languages: list[Language] = ["fr", "en"]
    wanted = {name: chance.choices(languages, k=20) for name in names}
    world.hold()
    for turn in range(20):
        for name in names:
            told = desk.acts(Switched(at=desk.now, language=wanted[name][turn]), name)
    world.release()
    desk.until(lambda: not world.updates.waiting, within=30)
    desk.until(lambda: len(world.calls("sendMessage")) >= 525, within=30)
    desk.settle(told.update)
    says: dict[str, Language] = {desk.app.wording.text(each, "language-now"): each for each in languages}
    for name in names:
        assert [says[each] for each in desk.texts(name) if each in says] == wanted[name]
    assert desk.count(Receipt) == 500
    assert set(desk.statuses()) == {"sent"}


def test_b50_two_devices_share_one_state(desk: FaultyDesk, world: Telegram) -> None:
    desk.begins()
    desk.says(ERASURE)
    asked = world.sent(desk.chat("ada"))[-1].id
    desk.presses_in("ada", "answer", "everything")
    desk.settle(desk.acts(Heard("ada@example.org")).update)
    assert desk.state().step == "erasure.identifier"
    desk.settle(world.presses(desk.chat("ada"), "Part of them", asked).update)  # as the other device still shows it
    assert "old-button" in desk.said
    assert desk.state().step == "erasure.identifier"
    desk.says("none")
    assert desk.state().step == "erasure.code"


@by_polling
def test_another_installation_that_polls_is_said_and_once_it_is_gone_we_go_on(
    desk: FaultyDesk, world: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "ombud")
    desk.begins()

    async def polls() -> None:
        other = client.bot(TOKEN, world.url)
        assert await other.fetched(offset=0, wait=0, limit=1, kinds=["message"]) == []
        await other.hang_up()

    asyncio.run(polls())
    desk.until(lambda: "another process polls for this bot" in caplog.text)
    assert "next try in 1 s" in caplog.text
    desk.says("/help")
    assert len(desk.texts()) == 2


@by_webhook
def test_what_does_not_prove_to_be_telegrams_is_refused_and_nothing_stored(desk: FaultyDesk, loop: Loop) -> None:
    update = message(1, "/start")
    for given in ({}, {HEADER: ""}, {HEADER: SECRET[:-1]}, {HEADER: SECRET.upper()}, {HEADER: "\xe9"}):
        assert pushed(loop, update, given) == 403
    assert desk.count(Receipt) == 0
    assert pushed(loop, update, {HEADER: SECRET}) == 200
    desk.until(lambda: desk.count(Receipt) == 1)


@by_webhook
def test_until_it_is_known_what_we_are_called_nothing_is_taken(desk: FaultyDesk, loop: Loop) -> None:
    """Or a link into the private chat would lead nowhere, and `/start@our_name` be no start."""
    name, desk.receiver.name = desk.receiver.name, ""
    assert pushed(loop, message(1, "/start"), {HEADER: SECRET}) == 503
    assert pushed(loop, message(1, "/start"), {}) == 403
    assert desk.count(Receipt) == 0
    desk.receiver.name = name
    assert pushed(loop, message(1, "/start"), {HEADER: SECRET}) == 200
    desk.until(lambda: desk.count(Receipt) == 1)


@by_webhook
def test_what_cannot_be_read_is_counted_and_never_comes_back(desk: FaultyDesk, loop: Loop, world: Telegram) -> None:
    proven = {HEADER: SECRET}
    for body in (b"", b"no JSON", b"[]", b'"text"', b"\xff\xfe", b"[" * 5000):
        assert pushed(loop, body, proven) == 200
    assert desk.unreadable == 6
    garbage: list[dict[str, Any]] = [
        {"update_id": 8, "message": "hello"},
        {"update_id": 9, "message": {"message_id": "x", "date": "yesterday", "chat": 7, "text": ["a"]}},
        {"update_id": 10, "callback_query": {"id": 5}},
        {"update_id": 11, "my_chat_member": []},
    ]
    for update in garbage:
        world.raw(update)
    desk.until(lambda: desk.unreadable == 10 and not world.updates.waiting)
    desk.begins()
    assert len(desk.texts()) == 1


@by_polling
def test_what_cannot_be_read_holds_up_nothing_behind_it(desk: FaultyDesk, world: Telegram) -> None:
    world.hold()
    world.raw({"update_id": 900, "message": {"message_id": "x", "chat": 7}})
    told = desk.acts(Heard("/help"))
    world.release()
    desk.settle(told.update)
    assert desk.texts()
    desk.until(lambda: desk.unreadable == 1 and not world.updates.waiting)


@by_webhook
def test_a_body_larger_than_any_update_is_not_read(desk: FaultyDesk, loop: Loop) -> None:
    assert pushed(loop, b" " * (LARGEST + 1), {HEADER: SECRET}) == 413
    assert desk.unreadable == 0


@both_engines
@by_webhook
def test_not_stored_in_time_it_is_refused_and_its_repetition_finds_it_done(
    desk: FaultyDesk, loop: Loop, world: Telegram
) -> None:
    desk.begins()
    update = message(4711, "/help", desk.chat("ada"))
    with locked(desk):
        assert pushed(loop, update, {HEADER: SECRET}) == 503
    desk.until(lambda: desk.count(Receipt, col(Receipt.key) == "telegram:12345:4711"))
    assert pushed(loop, update, {HEADER: SECRET}) == 200
    desk.settle(4711)
    assert len(desk.texts()) == 2


@by_webhook
def test_what_comes_while_we_stop_is_left_to_be_delivered_again(desk: FaultyDesk, loop: Loop) -> None:
    desk.begins()
    before = desk.count(Receipt)
    desk.stops_writing()
    assert pushed(loop, message(4712, "/help", desk.chat("ada")), {HEADER: SECRET}) == 503
    assert desk.count(Receipt) == before
    assert set(desk.statuses()) == {"sent"}


@contextmanager
def locked(desk: FaultyDesk) -> Iterator[None]:
    """Somebody else holds what every update writes to."""
    with desk.app.store.connection() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("LOCK TABLE receipts IN EXCLUSIVE MODE"))
        yield


def message(number: int, words: str, chat: int = 7) -> dict[str, Any]:
    """An update as Telegram pushes it."""
    person = {"id": chat, "first_name": "Ada", "is_bot": False, "language_code": "en"}
    place = {"id": chat, "type": "private", "first_name": "Ada"}
    said = {"message_id": number, "date": 1, "chat": place, "from": person, "text": words}
    return {"update_id": number, "message": said}


def pushed(loop: Loop, body: dict[str, Any] | bytes, headers: dict[str, str]) -> int:
    """Push to the webhook, and tell what was answered."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    given = {name.encode(): value.encode() for name, value in headers.items()}
    return httpx.post(f"http://127.0.0.1:{loop.port}/telegram", content=content, headers=given, timeout=10).status_code
