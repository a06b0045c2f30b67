"""Sends by the Bot API, and says what became of it. No token, address or text gets into a reason or a log."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final

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

from bot.channels.telegram.client import NOTHING_LEFT
from bot.channels.telegram.marks import Marks
from bot.channels.telegram.write import call, edit
from bot.dialogue.spoken import Edit, Message
from bot.outbox import Accepted, Closed, Later, Moved, Outcome, Parcel, Refused, Slowed, Unknown
from bot.wording.words import Wording

LONGEST_SEND: Final = 12
"""Seconds for a whole send; a socket's own limits are per read and could add up for ever."""

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
