"""What people send in the bench: updates as Telegram writes them, and the buttons that stand to be pressed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import count, cycle
from random import Random
from time import time_ns
from typing import Any

from tests.bench.telegram.questions import QUESTIONS
from tests.counterparts.telegram_entries import as_json

Json = dict[str, Any]


@dataclass(frozen=True)
class Post:
    """An update on its way to a bot; `query` is that of a press."""

    chat: int
    body: bytes
    query: str = ""


@dataclass
class Board:
    """The buttons that stand in each chat: those of the newest message that has any."""

    standing: dict[int, Json] = field(default_factory=dict)

    def learn(self, calls: Iterable[Mapping[str, Any]]) -> None:
        """Hear of what the bot said."""
        for call in calls:
            said = call["arguments"]
            if call["method"] == "sendMessage" and said.get("reply_markup", {}).get("inline_keyboard"):
                shown = {name: said[name] for name in ("text", "entities", "reply_markup") if name in said}
                self.standing[call["chat"]] = {"message_id": call["message"], **shown}

    def take(self, chat: int, chance: Random) -> tuple[Json, str]:
        """The message with the buttons, and one of them; they count as used."""
        message = self.standing.pop(chat)
        rows = message["reply_markup"]["inline_keyboard"]
        offered = [button["callback_data"] for row in rows for button in row if "callback_data" in button]
        return message, chance.choice(offered)


@dataclass
class Traffic:
    """Makes updates, each with a number of its own."""

    bot: int
    board: Board = field(default_factory=Board)
    chance: Random = field(default_factory=lambda: Random(7))
    _numbers: count[int] = field(default_factory=lambda: count(1_000_000))
    _questions: cycle[str] = field(default_factory=lambda: cycle(QUESTIONS))

    def starts(self, chats: Iterable[int]) -> list[Post]:
        return [self._says(chat, "/start") for chat in chats]

    def asks(self, chats: Iterable[int]) -> list[Post]:
        return [self._says(chat, next(self._questions)) for chat in chats]

    def presses(self, chats: Iterable[int]) -> list[Post]:
        """A press in each of the chats in which buttons stand."""
        return [self._press(chat) for chat in chats if chat in self.board.standing]

    def without_buttons(self, chats: Iterable[int]) -> list[int]:
        return [chat for chat in chats if chat not in self.board.standing]

    def _says(self, chat: int, text: str) -> Post:
        number = next(self._numbers)
        marks = [{"type": "bot_command", "offset": 0, "length": len(text)}] if text.startswith("/") else []
        message = {
            "message_id": number, "date": _now(), "chat": _chat(chat), "from": _person(chat), "text": text,
        }  # fmt: skip
        return Post(chat, as_json({"update_id": number, "message": message | ({"entities": marks} if marks else {})}))

    def _press(self, chat: int) -> Post:
        number = next(self._numbers)
        shown, data = self.board.take(chat, self.chance)
        bot = {"id": self.bot, "is_bot": True, "first_name": "Bench", "username": "bench_bot"}
        message = {"date": _now(), "chat": _chat(chat), "from": bot, **shown}
        query: Json = {
            "id": f"q{number}", "from": _person(chat), "message": message, "chat_instance": str(chat), "data": data,
        }  # fmt: skip
        return Post(chat, as_json({"update_id": number, "callback_query": query}), query["id"])


def _chat(number: int) -> Json:
    return {"id": number, "type": "private", "first_name": f"Person {number}"}


def _person(number: int) -> Json:
    return {"id": number, "is_bot": False, "first_name": f"Person {number}", "language_code": "en"}


def _now() -> int:
    return time_ns() // 10**9
