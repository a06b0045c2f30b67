"""Takes the events whose time has come, each in its own transaction, and purges what need not be kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.inbox import Inbox
from bot.store import conversations, events, misunderstandings
from bot.store.session import Store

BATCH = 100
RECEIPT_DAYS = 7
"""A platform that delivers an update again does so within hours; after a week its id says nothing any more."""

MISUNDERSTANDING_DAYS = 180
"""Half a year of counts shows what the phrases lack; they name nobody, and still are not kept for ever."""


@dataclass(frozen=True)
class Clockwork:
    """The second hand: reminders, expiries, news of a mail; never a scheduler of its own."""

    store: Store
    inbox: Inbox
    clock: Callable[[], datetime]

    def tick(self) -> int:
        """Take what is due; the number of events taken. Reads first: an idle tick takes no write lock."""
        now = self.clock()
        with self.store.reading() as session:
            rows = events.due(session, now, limit=BATCH)
        return sum(self.inbox.take(row, now) for row in rows)

    def purge(self) -> None:
        """Drop what is too old to matter."""
        purge(self.store, self.clock())


def purge(store: Store, now: datetime) -> None:
    """Drop receipts, and counts of misunderstandings, too old to matter."""
    with store.transaction() as session:
        conversations.drop_receipts(session, before=now - timedelta(days=RECEIPT_DAYS))
        misunderstandings.drop(session, before=(now - timedelta(days=MISUNDERSTANDING_DAYS)).date())
