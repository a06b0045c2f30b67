"""The real client of python-telegram-bot, against our counterpart."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from tests.counterparts.telegram import TOKEN, Telegram, telegram


@pytest.fixture
def world() -> Iterator[Telegram]:
    with telegram() as counterpart:
        yield counterpart


@pytest.fixture
async def bot(world: Telegram) -> AsyncIterator[Bot]:
    async with client(world) as opened:
        yield opened


def client(world: Telegram, token: str = TOKEN) -> Bot:
    """Another process would have one of its own."""
    return Bot(
        token,
        base_url=world.url + "/bot",
        base_file_url=world.url + "/file/bot",
        request=HTTPXRequest(connection_pool_size=8, read_timeout=5),
        get_updates_request=HTTPXRequest(connection_pool_size=1),
    )
