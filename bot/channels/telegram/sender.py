"""Sends by the Bot API, and says what became of it. No token, address or text gets into a reason or a log."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

import httpx
import telegram
from telegram.constants import ChatAction
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.request import HTTPXRequest

from bot.channels.telegram.marks import Marks
from bot.channels.telegram.write import call, edit
from bot.dialogue.spoken import Edit, Message
from bot.outbox import Accepted, Closed, Later, Moved, Outcome, Parcel, Refused, Slowed, Unknown
from bot.wording.words import Wording

Json = dict[str, Any]

LONGEST_SEND: Final = 12
"""Seconds for a whole send; a socket's own limits are per read and could add up for ever."""

NOTHING_LEFT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    RuntimeError,  # the client is closed
)
"""What is raised before a request is on its way: it can be sent again without doubling anything."""

GONE: Final = ("deactivated", "deleted", "chat not found", "user not found", "peer_id_invalid")
"""What Telegram says of a chat that nobody will read again."""

SAID: Final = (
    "message to edit not found",
    "message can't be edited",
    "message is too long",
    "text is empty",
    "not enough rights",
    "button_data_invalid",
    "entit",
)
"""What may be told of a refusal; Telegram's own words may repeat what was sent."""


class Wait(RetryAfter):
    """As the SDK's, with one type of `retry_after`; the SDK warns of its two at every 429."""

    __slots__ = ()

    @property
    def retry_after(self) -> timedelta:
        return self._retry_after


class _Request(HTTPXRequest):
    """The SDK's client; a 429 is always told as one, even where it does not say how long."""

    async def do_request(self, *args: Any, **named: Any) -> tuple[int, bytes]:
        code, body = await super().do_request(*args, **named)
        if code == httpx.codes.TOO_MANY_REQUESTS:
            raise Wait(_seconds(body))
        return code, body


def _seconds(body: bytes) -> int:
    try:
        return max(1, int(json.loads(body)["parameters"]["retry_after"]))
    except (ValueError, KeyError, TypeError):
        return 1


class Client(telegram.Bot):
    """The SDK's client of the Bot API, which gives updates as they came too."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"  # the SDK's own shows the token

    async def fetched(self, *, offset: int, wait: int, limit: int, kinds: Sequence[str]) -> list[Json]:
        """What is new, unparsed: one update that the SDK cannot read must not hold up the others."""
        wanted = {"offset": offset, "limit": limit, "timeout": wait, "allowed_updates": list(kinds)}
        told = await self._post("getUpdates", wanted, read_timeout=wait + 10.0)
        return [raw for raw in told if isinstance(raw, dict)] if isinstance(told, list) else []

    async def hang_up(self) -> None:
        """Close all lines; the SDK's own `shutdown` does so only for whoever asked who we are by its `initialize`."""
        for request in self._request:
            await request.shutdown()


def bot(token: str, api_url: str, connections: int = 32) -> Client:
    """A client of the Bot API at this address; polling has a connection of its own."""
    quiet()
    base = api_url.rstrip("/")
    return Client(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=_Request(connection_pool_size=connections, connect_timeout=3, read_timeout=10, pool_timeout=1),
        get_updates_request=_Request(connection_pool_size=1, connect_timeout=3),
    )


def quiet() -> None:
    """Addresses of the Bot API hold the token, bodies hold what people wrote: what logs these is silenced."""
    for name in ("httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class TelegramSender:
    """Takes parcels to one bot's chats; `title` names what a clause stands under."""

    bot: telegram.Bot = field(repr=False)
    marks: Marks
    title: Callable[[str], str]
    wording: Wording
    longest: float = field(default=LONGEST_SEND, kw_only=True)

    async def __call__(self, parcel: Parcel) -> Outcome:
        """Send a reply, or make an edit: one call of the Bot API."""
        assert parcel.address is not None
        method, named = self._call(parcel, parcel.address)
        try:
            async with asyncio.timeout(self.longest):
                answer = await getattr(self.bot, method)(chat_id=int(parcel.address), **named)
        except TimeoutError:
            return Unknown("the messenger did not answer in time")
        except TelegramError as error:
            return outcome(error)
        except Exception as error:  # noqa: BLE001  the SDK met an answer that it cannot read: so there was one
            return Unknown(f"the messenger's answer could not be read ({type(error).__name__})")
        return Accepted(remote=str(answer.message_id) if isinstance(answer, telegram.Message) else None)

    def _call(self, parcel: Parcel, address: str) -> tuple[str, dict[str, Any]]:
        if parcel.kind == "edit":
            return edit(Edit.model_validate_json(parcel.payload))
        message = Message.model_validate_json(parcel.payload)

        def seal(choice: str) -> str:
            return self.marks.seal(choice, address=address, step=message.step)

        return "send_message", call(message, seal=seal, title=self.title, wording=self.wording)

    async def acknowledge(self, query_id: str) -> None:
        """Take the waiting sign off a button; one that is too old has lost it anyway."""
        await self._if_possible(self.bot.answer_callback_query(query_id))

    async def typing(self, address: str) -> None:
        """Show that an answer is being written, for some five seconds."""
        await self._if_possible(self.bot.send_chat_action(int(address), ChatAction.TYPING))

    async def _if_possible(self, asked: Coroutine[Any, Any, object]) -> None:
        try:
            async with asyncio.timeout(self.longest):
                await asked
        except (TelegramError, TimeoutError):
            pass  # nobody waits for it


def outcome(error: TelegramError) -> Outcome:
    """What became of a send that raised this."""
    match error:
        case RetryAfter():
            wait = error.retry_after
            return Slowed(wait.total_seconds() if isinstance(wait, timedelta) else wait)
        case ChatMigrated(new_chat_id=address):
            return Moved(str(address))
        case Forbidden() | BadRequest() if error.__cause__:
            return Later("something between us and the messenger refused it")
        case Forbidden():
            return Closed("gone" if _says(error, *GONE) else "blocked")
        case BadRequest():
            return _bad(error)
        case NetworkError():
            return _lost(error)
        case InvalidToken() | Conflict():
            return Later(f"the messenger does not let us in ({type(error).__name__})")
        case _:
            return Unknown(f"the messenger's answer could not be read ({type(error).__name__})")


def _bad(error: BadRequest) -> Outcome:
    if _says(error, "message is not modified"):
        return Accepted()
    if _says(error, *GONE):
        return Closed("gone")
    why = next((words for words in SAID if _says(error, words)), "bad request")
    return Refused(f"the messenger refused it ({why})")


def _lost(error: NetworkError) -> Outcome:
    """No answer, or one that says the messenger is down; a chain without the client's own error is an answer."""
    cause = error.__cause__
    if cause is None or isinstance(cause, TelegramError):
        return Later("the messenger is down")
    if isinstance(cause, NOTHING_LEFT):
        return Later(f"the messenger cannot be reached ({type(cause).__name__})")
    return Unknown(f"the messenger's answer was lost ({type(cause).__name__})")


def _says(error: TelegramError, *words: str) -> bool:
    said = error.message.lower()
    return any(word in said for word in words)
