"""What becomes of a send, by the real client over HTTP on loopback, for each way in which it can go."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import pytest
from telegram import Bot

from bot import loading
from bot.channels.telegram.client import bot
from bot.channels.telegram.marks import Marks
from bot.channels.telegram.sender import TelegramSender
from bot.dialogue.spoken import Button, Citation, Edit, Message
from bot.outbox import Accepted, Closed, Later, Moved, Outcome, Parcel, Refused, Slowed, Unknown
from tests.channels.telegram.bot_api import BotApi, bot_api
from tests.counterparts.telegram import Telegram, telegram

TOKEN = "4242:made-up-token"
ADA = "700100"
MARKS = Marks(b"k" * 32)
SENT = {"message_id": 31, "date": 1795424400, "chat": {"id": 700100, "type": "private"}, "text": "Oui ?"}
REPLY = Message(language="fr", text="Oui ?", choices=(Button(id="12.0", label="Oui"),), step="idle")


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with bot_api() as server:
        yield server


@pytest.fixture
async def send(api: BotApi) -> AsyncIterator[TelegramSender]:
    async with opened(bot(TOKEN, api.url)) as sender:
        yield sender


class opened:  # noqa: N801  read as a verb
    """A sender whose connections are closed afterwards; `Bot` itself would first ask who it is."""

    def __init__(self, client: Bot) -> None:
        self.sender = TelegramSender(client, MARKS, str, loading.load_wording())

    async def __aenter__(self) -> TelegramSender:
        return self.sender

    async def __aexit__(self, *_: object) -> None:
        for request in self.sender.bot._request:
            await request.shutdown()


def reply(message: Message = REPLY) -> Parcel:
    return Parcel("reply", message.model_dump_json(), ADA)


def edit(text: str | None = "Oui ?\n\n✓ Oui") -> Parcel:
    return Parcel("edit", Edit(message="31", text=text).model_dump_json(), ADA)


async def test_a_reply_is_one_call_and_comes_back_with_its_id(api: BotApi, send: TelegramSender) -> None:
    api.answers(200, {"ok": True, "result": SENT})
    assert await send(reply()) == Accepted(remote="31")
    ((method, given),) = api.asked
    assert (method, given["chat_id"], given["text"]) == ("sendMessage", ADA, "Oui ?")
    (((button,),)) = json.loads(given["reply_markup"])["inline_keyboard"]
    assert MARKS.open_(button["callback_data"], ADA) == "12.0"


async def test_an_edit_is_one_call_and_leaves_the_keyboard_out(api: BotApi, send: TelegramSender) -> None:
    api.answers(200, {"ok": True, "result": SENT})
    assert await send(edit()) == Accepted(remote="31")
    assert await send(edit(None)) == Accepted(remote="31")
    assert [method for method, _ in api.asked] == ["editMessageText", "editMessageReplyMarkup"]
    assert not any("reply_markup" in given for _, given in api.asked)


def refused(why: str) -> Refused:
    return Refused(f"the messenger refused it ({why})")


WAYS: list[tuple[int, str, dict[str, int], Outcome]] = [
    (400, "Bad Request: message is not modified: the same", {}, Accepted()),
    (400, "Bad Request: chat not found", {}, Closed("gone")),
    (
        400,
        "Bad Request: message to edit not found",
        {},
        Refused("the messenger refused it (message to edit not found)"),
    ),
    (400, "Bad Request: message can't be edited", {}, Refused("the messenger refused it (message can't be edited)")),
    (400, "Bad Request: wrong HTTP URL Oui", {}, Refused("the messenger refused it (bad request)")),
    (400, "Bad Request: upgraded", {"migrate_to_chat_id": -1001700200}, Moved("-1001700200")),
    (401, "Unauthorized", {}, Later("the messenger does not let us in (InvalidToken)")),
    (403, "Forbidden: bot was blocked by the user", {}, Closed("blocked")),
    (403, "Forbidden: user is deactivated", {}, Closed("gone")),
    (403, "Forbidden: the group chat was deleted", {}, Closed("gone")),
    (404, "Not Found", {}, Later("the messenger does not let us in (InvalidToken)")),
    (409, "Conflict: terminated by other getUpdates request", {}, Later("the messenger does not let us in (Conflict)")),
    (429, "Too Many Requests: retry after 7", {"retry_after": 7}, Slowed(7)),
    (429, "Too Many Requests", {}, Slowed(1)),
    (500, "Internal Server Error", {}, Later("the messenger is down")),
    (502, "Bad Gateway", {}, Later("the messenger is down")),
]


@pytest.mark.parametrize(
    ("status", "description", "parameters", "became"), WAYS, ids=[f"{way[0]} {way[1]}" for way in WAYS]
)
async def test_an_answer_that_is_no_yes(
    api: BotApi, send: TelegramSender, status: int, description: str, parameters: dict[str, int], became: Outcome
) -> None:
    api.refuses(status, description, **parameters)
    assert await send(edit()) == became
    assert len(api.asked) == 1


@pytest.mark.parametrize("status", [400, 403, 429, 502, 503])
async def test_a_page_of_something_on_the_way_closes_nothing(api: BotApi, send: TelegramSender, status: int) -> None:
    api.answers(status, b"<html>an error page of a proxy</html>")
    assert isinstance(await send(reply()), Slowed if status == 429 else Later)


@pytest.mark.parametrize("body", [b"<html>", b"{}", b"[]", b'{"ok": true, "result": 5}'])
async def test_a_yes_that_cannot_be_read_may_have_been_one(api: BotApi, send: TelegramSender, body: bytes) -> None:
    api.answers(200, body)
    assert isinstance(await send(reply()), Unknown)


async def test_a_connection_that_drops_after_the_request_left(api: BotApi, send: TelegramSender) -> None:
    assert await send(reply()) == Unknown("the messenger's answer was lost (ServerDisconnectedError)")
    assert len(api.asked) == 1


async def test_no_answer_in_time(api: BotApi, send: TelegramSender) -> None:
    api.says = b""
    hasty = replace(send, longest=0.1)
    assert await hasty(reply()) == Unknown("the messenger did not answer in time")


async def test_a_server_that_is_not_there() -> None:
    async with bot_api() as gone:
        url = gone.url
    async with opened(bot(TOKEN, url)) as send:
        assert await send(reply()) == Later("the messenger cannot be reached (ClientConnectorError)")


async def test_no_free_connection_means_that_nothing_left(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.channels.telegram.client.CONNECT", 0.3)
    api.says = b""
    async with opened(bot(TOKEN, api.url, connections=1)) as send:
        busy = asyncio.create_task(send.typing(ADA))
        while not api.asked:
            await asyncio.sleep(0)
        assert await send(reply()) == Later("the messenger cannot be reached (ConnectionTimeoutError)")
        busy.cancel()
        assert [method for method, _ in api.asked] == ["sendChatAction"]


async def test_a_closed_client_means_that_nothing_left(api: BotApi, send: TelegramSender) -> None:
    await send.bot._request[1].shutdown()
    assert await send(reply()) == Later("the messenger cannot be reached (HungUp)")


async def test_an_acknowledgement_and_a_typing_sign_harm_nothing(api: BotApi, send: TelegramSender) -> None:
    api.refuses(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    await send.acknowledge("66")
    api.says = None
    await send.typing(ADA)
    assert api.asked == [
        ("answerCallbackQuery", {"callback_query_id": "66"}),
        ("sendChatAction", {"action": "typing", "chat_id": ADA}),
    ]


async def test_no_token_no_chat_and_no_word_is_logged(
    api: BotApi, send: TelegramSender, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for body in (json.dumps({"ok": True, "result": SENT}).encode(), b"Oui ?, said the proxy"):
        api.answers(200, body)
        await send(reply())
    told = " ".join(record.getMessage() for record in caplog.records)
    assert not any(secret in told for secret in (TOKEN, ADA, "Oui ?"))


@pytest.fixture
def world() -> Iterator[Telegram]:
    with telegram() as counterpart:
        yield counterpart


async def test_the_counterpart_takes_what_is_written(world: Telegram) -> None:
    """It holds entities, lengths and buttons against Telegram's rules."""
    world.starts(700100)
    message = REPLY.model_copy(
        update={"text": "Voici 🙂", "citations": (Citation(clause="Vos droits", quote="« Vous pouvez… » 🙂"),)}
    )
    async with opened(bot(world.token, world.url)) as send:
        sent = await send(reply(message))
        assert isinstance(sent, Accepted)
        assert sent.remote
        changed = Edit(message=sent.remote, text="Voici 🙂\n\n✓ Oui")
        assert isinstance(await send(Parcel("edit", changed.model_dump_json(), ADA)), Accepted)
    assert world.texts(700100) == ["Voici 🙂\n\n✓ Oui"]
    assert world.keyboard(700100) == []
