"""The two sides of a run as its auditor reads them: what the store says, and what the messenger wrote down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from pydantic import ValidationError
from sqlmodel import Session, col, select

from bot.dialogue.spoken import Message
from bot.store.lanes import EDITS, MAIL, owner
from bot.store.session import Store
from bot.store.tables import Conversation, Outgoing, Receipt, Request
from tests.counterparts.telegram_entries import Entry

EDITED: Final = {"editMessageText", "editMessageReplyMarkup"}


@dataclass(frozen=True)
class Row:
    """A row of the outbox, and the chat that it is for."""

    id: int
    chat: int
    kind: Literal["reply", "edit", "mail"]
    number: int
    status: str
    why: str
    remote: int | None
    message: Message | None


@dataclass(frozen=True)
class Books:
    """What the store holds; `versions` tells how many turns each chat has had, `requests` how many it has filed."""

    rows: Sequence[Row]
    receipts: frozenset[str]
    versions: Mapping[int, int]
    requests: Mapping[int, int]

    @classmethod
    def read(cls, store: Store) -> Books:
        with store.reading() as session:
            whose = {each.id: each for each in session.exec(select(Conversation))}
            chats = {number: int(each.address) for number, each in whose.items()}
            filed: dict[int, int] = defaultdict(int)
            for request in session.exec(select(Request)):
                filed[chats[request.conversation_id or 0]] += 1
            return cls(
                rows=list(_rows(session, chats)),
                receipts=frozenset(session.exec(select(Receipt.key))),
                versions={chats[number]: each.version for number, each in whose.items()},
                requests=filed,
            )

    def replies(self, chat: int) -> list[Row]:
        """What was said in a chat, in its order."""
        return [row for row in self.rows if row.chat == chat and row.kind == "reply"]


@dataclass(frozen=True)
class Journal:
    """What the messenger was asked for, and what it had for the bot."""

    calls: Sequence[Entry]
    refused: Sequence[Entry]
    updates: Sequence[Entry]

    @classmethod
    def read(cls, journal: Sequence[Entry], refused: Sequence[Entry]) -> Journal:
        return cls(
            calls=[each for each in journal if each.kind == "call"],
            refused=refused,
            updates=[each for each in journal if each.kind == "update"],
        )

    def messages(self, chat: int) -> list[Entry]:
        """The messages that came in a chat, as they came."""
        return [each for each in self.calls if each.chat == chat and each.method == "sendMessage"]

    def edits(self, chat: int) -> int:
        """The edits that changed a message."""
        return sum(each.chat == chat and each.method in EDITED for each in self.calls)

    def vain_edits(self, chat: int) -> int:
        """Those that changed nothing, and were refused for it: one that is made again to be sure is of these."""
        return sum(each.chat == chat and each.method in EDITED and each.status == 400 for each in self.refused)

    def happened(self, chat: int) -> list[Entry]:
        """What a person did, in the order they did it."""
        return [each for each in self.updates if each.chat == chat]


def open_rows(store: Store, *statuses: str) -> set[int]:
    """The rows that stand so now."""
    with store.reading() as session:
        return set(session.exec(select(Outgoing.id).where(col(Outgoing.status).in_(statuses))))


def _rows(session: Session, chats: Mapping[int, int]) -> Iterator[Row]:
    for row in session.exec(select(Outgoing).order_by(col(Outgoing.lane), col(Outgoing.number))):
        yield Row(
            id=row.id,
            chat=chats[owner(row.lane)],
            kind="mail" if row.lane.startswith(MAIL) else "edit" if row.lane.endswith(EDITS) else "reply",
            number=row.number,
            status=row.status,
            why=row.why or "",
            remote=int(row.remote) if row.remote else None,
            message=_message(row.payload),
        )


def _message(payload: str | None) -> Message | None:
    try:
        return Message.model_validate_json(payload) if payload else None
    except ValidationError:
        return None  # an edit


def text_of(entry: Entry) -> str:
    """What a message said."""
    arguments: dict[str, Any] = entry.arguments
    return str(arguments.get("text", ""))
