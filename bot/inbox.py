"""One event, one transaction: understand, lock, decide, carry out, commit.

Understanding comes before the lock, since it depends on nothing and costs milliseconds. The update's id goes in
under a unique key, so that a second delivery changes nothing. An event that raises leaves its receipt and the
state before it, an apology is queued, and the alarm goes off; it would come back for ever otherwise.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlmodel import Session

from bot.carry import Carrier, Moment, lane, team_said, to
from bot.dialogue.effects import CheckCode, Reply, Text
from bot.dialogue.events import Answered, CodeChecked, Event, Pressed, Said, Started, Switched
from bot.dialogue.state import KEEP_DAYS, Given, State
from bot.dialogue.turn import turn
from bot.files import FileProblem
from bot.rights.request import Status
from bot.store import conversations, events, questions, requests
from bot.store.session import Store, StoreProblem
from bot.store.tables import Conversation
from bot.store.tables import Event as EventRow
from bot.wording.words import Language
from intents.scores import Matcher
from intents.understanding import understand

MOST_ROUNDS = 8
"""An effect may lead to an event, and that to another effect; nothing good takes more rounds than this."""

log = logging.getLogger("ombud")
_event: TypeAdapter[Event] = TypeAdapter(Event)


class TooManyRoundsError(Exception):
    """Effects and events chase each other."""


@dataclass(frozen=True)
class Heard:
    """Words as a channel read them, not understood yet."""

    text: str


@dataclass(frozen=True)
class Update:
    """What a channel read: whose conversation, under which key the platform delivers it, and what happened."""

    channel: str
    address: str
    key: str
    at: datetime
    what: Heard | Started | Pressed | Switched


@dataclass(frozen=True)
class Handled:
    """Where a conversation stands after an update: its language, and what is being asked."""

    language: Language
    step: str
    lane: str


def answer_question(store: Store, question: int, *, fr: str | None, en: str | None, by: str, now: datetime) -> int:
    """Staff's answer to an open question, on its way to whoever asked; how many that were, 0 if none is open.

    A gap of the policy is answered once, to all who asked about it; a message for a human, to whoever wrote it.
    """
    with store.transaction() as session:
        answered = questions.answer(session, question, fr=fr, en=en, by=by, now=now)
        for row in answered:
            if row.conversation_id is not None:
                news = Answered(at=now, question=row.id, gap=row.topic, fr=fr, en=en)
                whose = f"conversation:{row.conversation_id}"
                events.put(session, to=whose, kind=news.kind, due=now, payload=news.model_dump_json())
        return len(answered)


@dataclass(frozen=True)
class Inbox:
    """The one place that opens a transaction for an event."""

    store: Store
    carrier: Carrier
    given: Callable[[datetime], Given]
    matcher: Callable[[], Matcher]

    def receive(self, update: Update) -> Handled | None:
        """Handle an update; None when it was handled before. Once this returns, it is stored."""
        key = f"{update.channel}:{update.key}"
        wrong: list[CheckCode] = []
        given = self.given(update.at)  # before the transaction: files that changed may have to be read
        try:
            event = self._understood(update)
            with self.store.transaction() as session:
                if not conversations.receive(session, key, update.at):
                    return None
                conversation = self._conversation(session, update)
                self._purge_later(session, conversation, update.at)
                return self._handle(session, conversation, event, given, wrong)
        except (StoreProblem, FileProblem):
            raise  # nothing can be stored, or learned: the channel says so, and the platform delivers again
        except Exception as error:  # noqa: BLE001  whatever it was, the person is told and the state stays
            return self._apologise(update, key, error, wrong, given)

    def take(self, row: EventRow, now: datetime) -> bool:
        """Handle an event that is due; False when somebody else has it. The row goes in the same transaction.

        One that raises is dropped with an alarm: it would come back for ever otherwise, and hold up all others.
        """
        try:
            given = self.given(now)
            with self.store.transaction() as session:
                taken = events.take(session, row.id)
                if taken is not None:
                    self._take(session, taken, given)
        except StoreProblem:
            raise
        except Exception as error:  # noqa: BLE001  whatever it was, the others go on
            _alarm("a due event", error)
            with self.store.transaction() as session:
                taken = events.take(session, row.id)
        return taken is not None

    def _take(self, session: Session, taken: EventRow, given: Given) -> None:
        number = int(taken.to.removeprefix("conversation:"))
        conversation = conversations.lock(session, number)
        if conversation is None:
            return
        if taken.kind == "purge":
            self._purge(session, conversation, given.now)
            return
        came = _event.validate_json(taken.payload).model_copy(update={"at": given.now})
        self._handle(session, conversation, came, given, [])

    def _understood(self, update: Update) -> Event:
        if not isinstance(update.what, Heard):
            return update.what
        today = self.carrier.today(update.at)
        return Said(at=update.at, understood=understand(update.what.text, matcher=self.matcher(), today=today))

    def _conversation(self, session: Session, update: Update) -> Conversation:
        return conversations.open_(
            session,
            channel=update.channel,
            address=update.address,
            address_hash=self.store.lookup(update.address),
            state=State().model_dump_json(),
            now=update.at,
        )

    def _handle(
        self, session: Session, conversation: Conversation, event: Event, given: Given, wrong: list[CheckCode]
    ) -> Handled:
        """Decide and carry out until nothing follows; wrong codes are noted, whatever becomes of the rest."""
        state = State.model_validate_json(conversation.state)
        given = replace(given, team=team_said(session, given.library.policy.slug, self.carrier.zone))
        waiting, rounds = [event], 0
        while waiting:
            rounds += 1
            if rounds > MOST_ROUNDS:
                raise TooManyRoundsError(type(event).__name__)
            told = turn(state, waiting.pop(0), given)
            state = told.state
            at = Moment(session, conversation, state.language, given.now, given.library)
            for effect in told.effects:
                came = self.carrier.carry(at, effect)
                if came:
                    waiting.append(came)
                if isinstance(effect, CheckCode) and isinstance(came, CodeChecked) and came.result != "right":
                    wrong.append(effect)
        conversations.save_state(session, conversation, state.model_dump_json(), language=state.language, now=given.now)
        return Handled(state.language, state.step, lane(conversation))

    def _purge_later(self, session: Session, conversation: Conversation, now: datetime) -> None:
        """Only what the person does keeps a conversation; reminders of ours do not."""
        due = now + timedelta(days=KEEP_DAYS)
        events.put(session, to=to(conversation), kind="purge", key="purge", due=due)

    def _purge(self, session: Session, conversation: Conversation, now: datetime) -> None:
        """Erase a conversation; while a request of it is open, all of it but the way back to that request."""
        waiting = any(r.status is not Status.closed for r in requests.of_conversation(session, conversation.id))
        if not waiting:
            conversations.erase(session, conversation.id)
            return
        conversations.shed(session, conversation.id)
        state = State.model_validate_json(conversation.state)
        kept = state.blank().model_dump_json()
        conversations.save_state(session, conversation, kept, language=state.language, now=now)
        self._purge_later(session, conversation, now)

    def _apologise(self, update: Update, key: str, error: Exception, wrong: list[CheckCode], given: Given) -> Handled:
        """Keep the receipt and the state, count the wrong codes all the same, say sorry, raise the alarm."""
        _alarm("an event", error)
        with self.store.transaction() as session:
            conversations.receive(session, key, update.at)
            conversation = self._conversation(session, update)
            state = State.model_validate_json(conversation.state)
            at = Moment(session, conversation, state.language, update.at, given.library)
            for effect in wrong:
                self.carrier.carry(at, effect)
            self.carrier.carry(at, Reply(text=Text(id="internal-error")))
            return Handled(state.language, state.step, lane(conversation))


def _alarm(what: str, error: Exception) -> None:
    """Say what went wrong and where, and nothing of whose: an error's own words may hold a person's."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "nowhere"
    log.error("%s raised %s at %s", what, type(error).__name__, where)
