"""What the bot's profile says is told to Telegram once, in each language, and again only where it differs."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from telegram import Bot, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats

from bot import loading
from bot.channels.telegram.client import bot
from bot.channels.telegram.profile import publish
from bot.wording.words import LOCALES, Language
from tests.counterparts.telegram import Telegram, telegram

WORDING = loading.load_wording()
CONTROLLER = "Influence Media Group"


@pytest.fixture
def world() -> Iterator[Telegram]:
    with telegram() as counterpart:
        yield counterpart


@pytest.fixture
async def client(world: Telegram) -> AsyncIterator[Bot]:
    async with bot(world.token, world.url) as opened:
        yield opened


async def test_all_is_told_to_a_new_bot_and_nothing_to_one_that_knows(client: Bot) -> None:
    assert await publish(client, WORDING, CONTROLLER) == [
        *("commands all_private_chats", "commands all_group_chats", "description", "short description"),
        *("commands all_private_chats fr", "commands all_group_chats fr", "description fr", "short description fr"),
        *("commands all_private_chats en", "commands all_group_chats en", "description en", "short description en"),
        "menu",
    ]
    assert await publish(client, WORDING, CONTROLLER) == []


async def test_only_what_differs_is_told_again(client: Bot) -> None:
    await publish(client, WORDING, CONTROLLER)
    await client.set_my_description("by hand", language_code="en")
    await client.delete_my_commands(scope=BotCommandScopeAllGroupChats())
    assert await publish(client, WORDING, CONTROLLER) == ["commands all_group_chats", "description en"]


@pytest.mark.parametrize(("code", "language"), [("", "fr"), ("fr", "fr"), ("en", "en")])
async def test_the_commands_of_a_chat_are_there_in_each_language(client: Bot, code: str, language: Language) -> None:
    await publish(client, WORDING, CONTROLLER)
    private = await client.get_my_commands(BotCommandScopeAllPrivateChats(), language_code=code)
    groups = await client.get_my_commands(BotCommandScopeAllGroupChats(), language_code=code)
    named = [command.command for command in private]
    assert named == ["start", "help", "privacy", "language", "requests", "human", "cancel", "forget"]
    assert [command.command for command in groups] == ["privacy"]
    assert private[2].description == WORDING.text(language, "telegram-command-privacy")
    assert all(len(command.description) < 40 for command in private)


@pytest.mark.parametrize("language", LOCALES)
async def test_who_opens_the_chat_reads_what_becomes_of_their_words(client: Bot, language: Language) -> None:
    await publish(client, WORDING, CONTROLLER)
    said = (await client.get_my_description(language_code=language)).description
    for word in ("machine", CONTROLLER, "30", *(("bout en bout",) if language == "fr" else ("end-to-end",))):
        assert word in said
