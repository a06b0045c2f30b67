"""One bot as Telegram knows it: its chats, what stands in them, its commands and descriptions."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic, sleep
from typing import Any

from tests.counterparts.telegram_entries import Button, Entry, Json, Ledger, Message, Refusal, message, now
from tests.counterparts.telegram_updates import Updates


@dataclass
class Chat:
    """A chat that the bot may write to, or may no longer."""

    id: int
    kind: str = "private"
    language: str | None = None
    closed: str = ""
    moved: int = 0
    last: int = 0
    messages: dict[int, Json] = field(default_factory=dict)
    offered: dict[int, list[Json]] = field(default_factory=dict)
    reply_keyboard: tuple[str, ...] = ()

    def described(self) -> Json:
        """The chat as the Bot API names it in a message."""
        name = {"first_name": f"Person {self.id}"} if self.kind == "private" else {"title": f"Group {self.id}"}
        return {"id": self.id, "type": self.kind, **name}

    def put(self, body: Json, *, date: int) -> Json:
        """A new message at the end."""
        self.last += 1
        put = {"message_id": self.last, "date": date, "chat": self.described(), **body}
        self.messages[self.last] = put
        return put


@dataclass
class Account:
    """A bot, and its half of the world."""

    token: str
    username: str
    ledger: Ledger
    clock: Callable[[], int] = now
    chats: dict[int, Chat] = field(default_factory=dict)
    queries: set[str] = field(default_factory=set)
    files: dict[str, int] = field(default_factory=dict)
    told: dict[tuple[str, str, str], Any] = field(default_factory=dict)
    """Commands, descriptions and menus: by what they are, their scope and their language."""

    def __post_init__(self) -> None:
        self.updates = Updates(self.id, self.ledger)

    @property
    def id(self) -> int:
        return int(self.token.partition(":")[0])

    def described(self) -> Json:
        return {"id": self.id, "is_bot": True, "first_name": "Ombud", "username": self.username}

    def open_chat(self, number: int) -> Chat:
        """A chat the bot may write to now; Telegram's no, if it may not."""
        chat = self.chats.get(number)
        if chat is None:
            raise Refusal(400, "Bad Request: chat not found")
        if chat.moved:
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise Refusal(400, words, migrate_to_chat_id=chat.moved)
        if chat.closed:
            raise Refusal(403, chat.closed)
        return chat

    def conversation(self, chat: int) -> list[Message]:
        """Both sides of a chat, as it stands now."""
        with self.ledger.lock:
            return [message(raw) for raw in self.chats[chat].messages.values()] if chat in self.chats else []

    def sent(self, chat: int) -> list[Message]:
        """What the bot wrote there, as it stands now."""
        return [each for each in self.conversation(chat) if each.by == "bot"]

    def texts(self, chat: int) -> list[str]:
        return [each.text for each in self.sent(chat)]

    def keyboard(self, chat: int) -> list[Button]:
        """The buttons of the newest keyboard that still stands."""
        standing = [each for each in self.sent(chat) if each.keyboard]
        return [button for row in standing[-1].keyboard for button in row] if standing else []

    def reply_keyboard(self, chat: int) -> list[str]:
        """The buttons in place of the person's own keyboard."""
        return list(self.chats[chat].reply_keyboard)

    def calls(self, method: str, chat: int | None = None) -> list[Entry]:
        """The calls of a method that were done, of one chat if it is named."""
        return list(self._entries(self.ledger.journal, method, chat))

    def refusals(self, method: str, chat: int | None = None) -> list[Entry]:
        return list(self._entries(self.ledger.refused, method, chat))

    def _entries(self, entries: list[Entry], method: str, chat: int | None) -> Iterator[Entry]:
        with self.ledger.lock:
            found = list(entries)
        wanted = (each for each in found if each.method == method and each.kind in {"call", "refused"})
        return (each for each in wanted if each.bot == self.id and chat in {None, each.chat})

    def wait_until(self, condition: Callable[[], object], seconds: float = 40) -> None:
        """Wait until something is so, or fail. Not for the loop that has to make it so."""
        until = monotonic() + seconds
        while not condition():
            assert monotonic() < until, "it never came to be"
            sleep(0.002)

    def forget(self) -> None:
        """As it was before anybody spoke."""
        with self.ledger.lock:
            self.chats.clear()
            self.queries.clear()
            self.files.clear()
            self.told.clear()
            fresh = Updates(self.id, self.ledger, wake=self.updates.wake, poll=self.updates.poll + 1)
            vars(self.updates).update(vars(fresh))
        self.updates.wake()
