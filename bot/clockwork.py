"""Takes the events whose time has come, each in its own transaction, and purges what need not be kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from pydantic import ConfigDict, TypeAdapter
from sqlmodel import Session

from bot import albums
from bot.albums import UnreadError
from bot.dialogue.events import Event
from bot.dialogue.state import KEEP_DAYS, Given
from bot.inbox import Inbox, alarm, salvaged
from bot.rights.request import Status
from bot.store import conversations, events, links, misunderstandings, requests, tallies
from bot.store.session import Store, StoreProblem
from bot.store.tables import Event as EventRow
from intents.understanding import Understood

BATCH = 100
KEEP = timedelta(days=KEEP_DAYS)
LATER = timedelta(days=1)
"""When a conversation whose end failed is looked at again."""
RECEIPT_DAYS = 7
"""A platform that delivers an update again does so within hours; after a week its id says nothing any more."""

MISUNDERSTANDING_DAYS = 180
"""Half a year of counts shows what the phrases lack; they name nobody, and still are not kept for ever."""

LINK_DAYS = 30
"""As long as a conversation: whoever speaks to us in the same group after that may be shown the way once more."""

TALLY_DAYS = 180

_event: TypeAdapter[Event] = TypeAdapter(Event, config=ConfigDict(hide_input_in_errors=True))


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
            silent = conversations.stale(session, now - KEEP, limit=BATCH)
        taken = sum(self.take(row, now) for row in rows)
        for number in silent:
            self.end(number, now)
        return taken + len(silent)

    def take(self, row: EventRow, now: datetime) -> bool:
        """Handle an event that is due; False when somebody else has it. The row goes in the same transaction.

        One that raises is dropped with an alarm: it would come back for ever otherwise, and hold up all others.
        """
        try:
            given, read = self.inbox.given(now), self._captions(row, now)
            with self.store.transaction() as session:
                taken = events.take(session, row.id)
                if taken is not None:
                    self._take(session, taken, given, read)
        except StoreProblem:
            raise
        except Exception as error:  # noqa: BLE001  whatever it was, the others go on
            alarm("a due event", error)
            with self.store.transaction() as session:
                taken = events.take(session, row.id)
        return taken is not None

    def end(self, number: int, now: datetime) -> None:
        """End a conversation of long ago; where that raises, not again before tomorrow, or it would at every tick."""
        try:
            with self.store.transaction() as session:
                _end(session, number, now)
        except StoreProblem:
            raise
        except Exception as error:  # noqa: BLE001  whatever it was, the others go on
            alarm("the end of a conversation", error)
            with self.store.transaction() as session:
                _put_off(session, number, now)

    def purge(self) -> None:
        """Drop what is too old to matter."""
        purge(self.store, self.clock())

    def _captions(self, row: EventRow, now: datetime) -> dict[str, Understood]:
        """The captions of an album that is due, understood before it is locked; one that changes is another row."""
        if row.kind == albums.KIND:
            try:
                albums.of(row).whole(now, {})
            except UnreadError as unread:
                return {unread.text: self.inbox.understood(unread.text, now)}
        return {}

    def _take(self, session: Session, taken: EventRow, given: Given, read: dict[str, Understood]) -> None:
        conversation = conversations.lock(session, int(taken.to.removeprefix(events.CONVERSATION)))
        if conversation is None:
            return
        if taken.kind == albums.KIND:
            event: Event = albums.of(taken).whole(given.now, read)
        else:
            event = _event.validate_json(taken.payload).model_copy(update={"at": given.now})
        self.inbox.turns(session, conversation, event, given, [], seen=conversation.seen)


def _end(session: Session, number: int, now: datetime) -> None:
    """Erase a conversation of long ago; while a request of it is open, all of it but the way back to that request.

    Only what the person does keeps a conversation; reminders of ours do not.
    """
    conversation = conversations.lock(session, number)
    if conversation is None or conversation.seen > now - KEEP:
        return
    if all(request.status is Status.closed for request in requests.of_conversation(session, number)):
        conversations.erase(session, number)
        return
    conversations.shed(session, number)
    kept = salvaged(conversation).blank()
    conversations.save_state(session, conversation, kept.model_dump_json(), language=kept.language, now=now, seen=now)


def _put_off(session: Session, number: int, now: datetime) -> None:
    conversation = conversations.lock(session, number)
    if conversation is not None:
        stands, later = conversation.state, now - KEEP + LATER
        conversations.save_state(session, conversation, stands, language=conversation.language, now=now, seen=later)


def purge(store: Store, now: datetime) -> None:
    """Drop receipts, links and counts too old to matter."""
    with store.transaction() as session:
        conversations.drop_receipts(session, before=now - timedelta(days=RECEIPT_DAYS))
        misunderstandings.drop(session, before=(now - timedelta(days=MISUNDERSTANDING_DAYS)).date())
        links.drop(session, before=now - timedelta(days=LINK_DAYS))
        tallies.drop(session, before=(now - timedelta(days=TALLY_DAYS)).date())
