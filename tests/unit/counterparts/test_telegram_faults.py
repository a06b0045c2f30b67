"""The counterpart fails in the ways that Telegram fails, and writes down what came through."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Any

import pytest
from telegram import Bot
from telegram.error import BadRequest, ChatMigrated, Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from tests.counterparts.telegram import Telegram

ADA, BEN, GROUP = 7, 8, -55
Act = Callable[[Telegram], object]


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (lambda world: world.blocks(ADA), "bot was blocked by the user"),
        (lambda world: world.deletes_account(ADA), "user is deactivated"),
    ],
)
async def test_nothing_reaches_whoever_blocked_or_left(world: Telegram, bot: Bot, what: Act, words: str) -> None:
    world.says(ADA, "hello")
    what(world)
    with pytest.raises(Forbidden, match=words):
        await bot.send_message(ADA, "hello")
    assert [entry.status for entry in world.refusals("sendMessage", ADA)] == [403]
    assert not world.calls("sendMessage")


async def test_blocking_and_unblocking_are_told(world: Telegram, bot: Bot) -> None:
    world.says(ADA, "hello")
    world.blocks(ADA)
    world.unblocks(ADA)
    changes = [update.my_chat_member for update in (await bot.get_updates())[1:]]
    assert [change.new_chat_member.status for change in changes if change] == ["kicked", "member"]
    assert await bot.send_message(ADA, "welcome back")


async def test_a_group_that_migrated_names_its_new_id(world: Telegram, bot: Bot) -> None:
    world.says_in_group(GROUP, ADA, "hello")
    world.migrates(GROUP, -100999)
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(GROUP, "hello")
    assert moved.value.new_chat_id == -100999
    assert await bot.send_message(-100999, "hello")
    told = [update.message for update in (await bot.get_updates())[1:]]
    assert [(each.migrate_to_chat_id, each.migrate_from_chat_id) for each in told if each] == [
        (-100999, None),
        (None, GROUP),
    ]


@pytest.mark.filterwarnings("ignore:.*PTB_TIMEDELTA")
@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"retry_after": 3}, RetryAfter),
        ({"status": 500}, NetworkError),
        ({"status": 502}, NetworkError),
        ({"status": 403, "description": "Forbidden: bot was kicked"}, Forbidden),
        ({"status": 400, "description": "Bad Request: anything"}, BadRequest),
        ({"migrate_to": -100999}, ChatMigrated),
        ({"drop": "before"}, NetworkError),
    ],
)
async def test_a_fault_meets_the_next_call_alone(
    world: Telegram, bot: Bot, fault: dict[str, Any], error: type[TelegramError]
) -> None:
    world.says(ADA, "hello")
    world.fail("sendMessage", **fault)
    with pytest.raises(error):
        await bot.send_message(ADA, "lost")
    await bot.send_message(ADA, "here")
    assert world.texts(ADA) == ["here"]


async def test_a_fault_may_be_meant_for_one_chat_and_for_several_calls(world: Telegram, bot: Bot) -> None:
    for person in (ADA, BEN):
        world.says(person, "hello")
    world.fail("sendMessage", chat=ADA, times=2, status=500)
    assert await bot.send_message(BEN, "here")
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(ADA, "lost")
    assert await bot.send_message(ADA, "here")


async def test_an_answer_is_lost_after_the_message_arrived(world: Telegram, bot: Bot) -> None:
    world.says(ADA, "hello")
    world.fail("sendMessage", drop="after")
    with pytest.raises(NetworkError):
        await bot.send_message(ADA, "arrived")
    assert world.texts(ADA) == ["arrived"]
    assert [entry.message for entry in world.calls("sendMessage")] == [2]


async def test_an_answer_that_is_too_slow_is_timed_out_though_the_message_arrived(world: Telegram, bot: Bot) -> None:
    world.says(ADA, "hello")
    world.fail("sendMessage", slow=0.5)
    with pytest.raises(TimedOut):
        await bot.send_message(ADA, "arrived", read_timeout=0.05)
    assert world.texts(ADA) == ["arrived"]


@pytest.mark.parametrize("call", [lambda bot: bot.get_me(), lambda bot: bot.send_chat_action(ADA, "typing")])
async def test_every_answer_takes_as_long_as_it_is_told(
    world: Telegram, bot: Bot, call: Callable[[Bot], Awaitable[object]]
) -> None:
    world.says(ADA, "hello")
    world.tune(latency=0.1)
    before = monotonic()
    await call(bot)
    assert monotonic() - before >= 0.1


async def test_healed_nothing_fails(world: Telegram, bot: Bot) -> None:
    world.says(ADA, "hello")
    world.fail("*", times=None, status=500)
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(ADA, "lost")
    world.heal()
    assert await bot.send_message(ADA, "here")


async def test_the_journal_holds_what_happened_in_order(world: Telegram, bot: Bot) -> None:
    told = world.says(ADA, "hello")
    await bot.get_updates()
    await bot.send_message(ADA, "here")
    await bot.get_updates(offset=told.update + 1)
    assert [(entry.kind, entry.method, entry.chat) for entry in world.journal if entry.method != "getMe"] == [
        ("update", "message", ADA),
        ("call", "sendMessage", ADA),
        ("acknowledged", "message", ADA),
    ]
    assert [entry.number for entry in world.journal] == sorted(entry.number for entry in world.journal)
    assert [entry.at for entry in world.journal] == sorted(entry.at for entry in world.journal)
    world.reset()
    assert (world.journal, world.texts(ADA)) == ([], [])
