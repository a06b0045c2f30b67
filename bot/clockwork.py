"""Takes the events whose time has come, each in its own transaction, and purges what need not be kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.dialogue.state import KEEP_DAYS
from bot.inbox import Inbox
from bot.store import conversations, events, links, misunderstandings, tallies
from bot.store.session import Store

BATCH = 100
RECEIPT_DAYS = 7
"""A platform that delivers an update again does so within hours; after a week its id says nothing any more."""

MISUNDERSTANDING_DAYS = 180
"""Half a year of counts shows what the phrases lack; they name nobody, and still are not kept for ever."""

LINK_DAYS = 30
"""As long as a conversation: whoever speaks to us in the same group after that may be shown the way once more."""

TALLY_DAYS = 180


@dataclass(frozen=True)
class Clockwork:
    """The second hand: reminders, expiries, news of a mail, the end of a conversation; never a scheduler of its own."""

    store: Store
    inbox: Inbox
    clock: Callable[[], datetime]

    def tick(self) -> int:
        """Take what is due, and erase what nobody came back to; how many. An idle tick reads, and takes no lock."""
        now = self.clock()
        with self.store.reading() as session:
            rows = events.due(session, now, limit=BATCH)
            silent = conversations.stale(session, now - timedelta(days=KEEP_DAYS), limit=BATCH)
        taken = sum(self.inbox.take(row, now) for row in rows)
        for number in silent:
            self.inbox.purge(number, now)
        return taken + len(silent)

    def purge(self) -> None:
        """Drop what is too old to matter."""
        purge(self.store, self.clock())


def purge(store: Store, now: datetime) -> None:
    """Drop receipts, links and counts too old to matter."""
    with store.transaction() as session:
        conversations.drop_receipts(session, before=now - timedelta(days=RECEIPT_DAYS))
        misunderstandings.drop(session, before=(now - timedelta(days=MISUNDERSTANDING_DAYS)).date())
        links.drop(session, before=now - timedelta(days=LINK_DAYS))
        tallies.drop(session, before=(now - timedelta(days=TALLY_DAYS)).date())
