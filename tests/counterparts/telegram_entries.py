"""What the counterpart of Telegram writes down: calls, updates, messages; and what it is told to get wrong."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from threading import RLock
from time import monotonic, time_ns
from typing import Any, Literal

Json = dict[str, Any]


def as_json(value: object) -> bytes:
    """Compact, as Telegram writes it."""
    return json.dumps(value, separators=(",", ":")).encode()


def read_json(body: bytes) -> Json:
    """An object, or nothing of use."""
    found = json.loads(body)
    return found if isinstance(found, dict) else {}


def now() -> int:
    """The date that Telegram puts on what happens."""
    return time_ns() // 10**9


def units(text: str) -> int:
    """The length Telegram counts in: UTF-16."""
    return len(text.encode("utf-16-le")) // 2


class Refusal(Exception):
    """Telegram's no: a status, its own words, and what it adds to them."""

    def __init__(self, status: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.status, self.description, self.parameters = status, description, parameters


@dataclass(frozen=True)
class Entry:
    """One line of the journal. `at` is monotonic, and so comparable between processes of one machine.

    "call": the bot asked, and it was done. "refused": it was not. "update": something happened that the bot shall know.
    "acknowledged": the bot took an update, by a 2xx or by the offset of its next poll.
    """

    number: int
    at: float
    bot: int
    kind: Literal["call", "refused", "update", "acknowledged"]
    method: str
    chat: int | None
    arguments: Json
    message: int | None = None
    update: int | None = None
    status: int = 200


@dataclass(frozen=True)
class Button:
    """A button below a message."""

    label: str
    data: str | None
    url: str | None
    message: int


@dataclass(frozen=True)
class Message:
    """A message as it stands now: edited, its keyboard gone or still there."""

    id: int
    by: Literal["bot", "person"]
    text: str
    entities: tuple[Json, ...]
    keyboard: tuple[tuple[Button, ...], ...]
    protected: bool
    edited: bool
    raw: Json

    @property
    def labels(self) -> list[str]:
        return [button.label for row in self.keyboard for button in row]


def message(raw: Json) -> Message:
    """A message of the Bot API in short."""
    rows = raw.get("reply_markup", {}).get("inline_keyboard", [])
    return Message(
        id=raw["message_id"],
        by="bot" if raw.get("from", {}).get("is_bot") else "person",
        text=raw.get("text") or raw.get("caption") or "",
        entities=tuple(raw.get("entities", ())),
        keyboard=tuple(
            tuple(Button(item["text"], item.get("callback_data"), item.get("url"), raw["message_id"]) for item in row)
            for row in rows
        ),
        protected=raw.get("has_protected_content", False),
        edited="edit_date" in raw,
        raw=raw,
    )


@dataclass(frozen=True)
class Fault:
    """What goes wrong with the next calls of a method, and of a chat alone if one is named. "*" is every method."""

    method: str
    chat: int | None = None
    times: int | None = 1
    status: int = 0
    description: str = ""
    retry_after: int = 0
    migrate_to: int = 0
    drop: Literal["", "before", "after"] = ""
    slow: float = 0

    def meets(self, method: str, chat: int | None) -> bool:
        return self.method in {"*", method} and self.chat in {None, chat}

    def refusal(self) -> Refusal | None:
        """What is answered instead of doing what was asked."""
        if self.retry_after:
            words = self.description or f"Too Many Requests: retry after {self.retry_after}"
            return Refusal(429, words, retry_after=self.retry_after)
        if self.migrate_to:
            words = self.description or "Bad Request: group chat was upgraded to a supergroup chat"
            return Refusal(400, words, migrate_to_chat_id=self.migrate_to)
        return Refusal(self.status, self.description or _WORDS.get(self.status, "Bad Request")) if self.status else None


_WORDS = {
    403: "Forbidden: bot was blocked by the user",
    404: "Not Found",
    500: "Internal Server Error",
    502: "Bad Gateway",
    504: "Gateway Timeout",
}


@dataclass
class Ledger:
    """What all bots of one counterpart share: the journal, the faults, and how long every answer takes."""

    lock: RLock = field(default_factory=RLock)
    journal: list[Entry] = field(default_factory=list)
    refused: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    latency: float = 0
    written: int = 0

    def write(
        self,
        kind: Literal["call", "refused", "update", "acknowledged"],
        method: str,
        arguments: Json,
        *,
        bot: int,
        chat: int | None = None,
        message: int | None = None,
        update: int | None = None,
        status: int = 200,
    ) -> None:
        with self.lock:
            self.written += 1
            entry = Entry(self.written, monotonic(), bot, kind, method, chat, arguments, message, update, status)
            (self.refused if kind == "refused" else self.journal).append(entry)

    def next_fault(self, method: str, chat: int | None) -> Fault | None:
        """The first fault that is meant for this call; one more of its times is used up."""
        with self.lock:
            for at, fault in enumerate(self.faults):
                if fault.meets(method, chat):
                    if fault.times is not None:
                        self.faults[at] = replace(fault, times=fault.times - 1)
                    self.faults = [each for each in self.faults if each.times is None or each.times > 0]
                    return fault
        return None

    def clear(self) -> None:
        with self.lock:
            self.journal.clear()
            self.refused.clear()
            self.faults.clear()
            self.latency = 0
