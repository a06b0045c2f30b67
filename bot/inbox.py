"""One event, one transaction: understand, lock, decide, carry out, commit.

Understanding comes before the lock, since it depends on nothing and costs milliseconds. The update's id goes in
under a unique key, so that a second delivery changes nothing. An event that raises leaves its receipt and the
state before it, an apology is queued, and the alarm goes off; it would come back for ever otherwise.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from sqlmodel import Session

from bot import Problem, albums, groups, reach, replies
from bot.albums import UnreadError
from bot.carry import Carrier, Moment, team_said, to
from bot.dialogue.effects import CheckCode, Reply, Text
from bot.dialogue.events import CodeChecked, Edited, Event, Pressed, Said, Sent, Started
from bot.dialogue.state import Given, State
from bot.dialogue.turn import turn
from bot.store import conversations, lanes
from bot.store.session import Store
from bot.store.tables import Conversation
from bot.updates import Addressed, Attached, Handled, Heard, Migrated, Reached, Update
from intents.scores import Matcher
from intents.understanding import Understood, understand

MOST_ROUNDS = 8
"""An effect may lead to an event, and that to another effect; nothing good takes more rounds than this."""
MORE_THAN_COUNTED = 100
"""Times the turns of a conversation: more quick replies and drafts than it can have numbered."""
WHOLE_SECONDS = timedelta(seconds=1)
"""Platforms tell when somebody blocked us no closer than this."""

log = logging.getLogger("ombud")


class TooManyRoundsError(Exception):
    """Effects and events chase each other."""


@dataclass(frozen=True)
class Ready:
    """An update with all that can be done about it before anything is locked.

    `event` is None where there is nothing to say to it. Codes found wrong are noted here, whatever becomes of the rest;
    `read` is what captions of an album came to, by their text.
    """

    update: Update
    given: Given
    event: Event | None = None
    opens: str = ""
    failed: Exception | None = None
    wrong: list[CheckCode] = field(default_factory=list)
    read: dict[str, Understood] = field(default_factory=dict)


@dataclass(frozen=True)
class Inbox:
    """What becomes of an update: prepared without a lock, handled in one transaction."""

    store: Store
    carrier: Carrier
    given: Callable[[datetime], Given]
    matcher: Callable[[], Matcher]

    def receive(self, update: Update) -> Handled | None:
        """Handle an update; None when it was handled before. Once this returns, it is stored."""
        ready = self.prepare(update)
        try:
            return self._handled(ready)
        except Problem:
            raise  # nothing can be stored, or learned: the channel says so, and the platform delivers again
        except Exception as error:  # noqa: BLE001  whatever it was, the person is told and the state stays
            return self.apologise(ready, error)

    def read(self, ready: Ready, unread: UnreadError) -> None:
        """Understand the captions of an album that an update ends, which is known only once its chat is looked at."""
        ready.read[unread.text] = self.understood(unread.text, ready.update.at)

    def prepare(self, update: Update) -> Ready:
        """Understand what was said, and read files that changed: whatever may take long, and needs no lock."""
        ready = Ready(update, self.given(update.at))
        try:
            match update.what:
                case Heard() | Attached():
                    return replace(ready, event=self._heard(update.what, update.at))
                case Addressed(text=text):
                    return replace(ready, opens=groups.wanted(self.understood(text, update.at)) if text else "")
                case Reached() | Migrated():
                    return ready
                case happened:
                    return replace(ready, event=happened)
        except Problem:
            raise
        except Exception as error:  # noqa: BLE001  raised again where the apology is
            return replace(ready, failed=error)

    def handle(self, session: Session, ready: Ready) -> Handled | None:
        """Handle an update inside the caller's transaction; None when it was handled before.

        UnreadError asks for captions to be `read`, and to begin again.
        """
        update = ready.update
        ready.wrong.clear()
        if not conversations.receive(session, key_of(update), update.at):
            return None
        if ready.failed:
            raise ready.failed
        if isinstance(update.what, Addressed):
            return groups.addressed(session, self.store, self.carrier, update, update.what, ready.given, ready.opens)
        if isinstance(update.what, Reached | Migrated):
            return self._whereabouts(session, update, update.what)
        conversation = self._conversation(session, update)
        reach.found(session, conversation, update.at)
        event = self._in_turn(session, conversation, ready)
        if event is None:
            return _stands(conversation)
        state = State.model_validate_json(conversation.state)
        if isinstance(event, Pressed):
            replies.take_keyboard(session, conversation, state, update.edit, event)
        return self.turns(session, conversation, event, ready.given, ready.wrong, seen=update.at, state=state)

    def apologise(self, ready: Ready, error: Exception) -> Handled | None:
        """Raise the alarm, and say sorry; None, and silence, if the update was handled meanwhile.

        Where not even that works the receipt alone is kept, or it would come back for ever, and all others behind it.
        """
        alarm("an event", error)
        try:
            with self.store.transaction() as session:
                return self._apologise(session, ready)
        except Problem:
            raise
        except Exception as worse:  # noqa: BLE001  whatever it was, the others go on
            alarm("an apology", worse)
            with self.store.transaction() as session:
                conversations.receive(session, key_of(ready.update), ready.update.at)
            return None

    def _handled(self, ready: Ready) -> Handled | None:
        while True:
            try:
                with self.store.transaction() as session:
                    return self.handle(session, ready)
            except UnreadError as unread:
                self.read(ready, unread)

    def _apologise(self, session: Session, ready: Ready) -> Handled | None:
        """Keep the receipt and the state, count the wrong codes all the same, say sorry."""
        update = ready.update
        if not conversations.receive(session, key_of(update), update.at):
            return None
        conversation = self._conversation(session, update)
        state = salvaged(conversation)
        at = Moment(session, conversation, state.language, update.at, ready.given.library, state.step)
        for effect in ready.wrong:
            self.carrier.carry(at, effect)
        if not isinstance(update.what, Addressed | Reached | Migrated):
            reach.found(session, conversation, update.at)
            self.carrier.carry(at, Reply(text=Text(id="internal-error")))
        return _stands(conversation)

    def understood(self, text: str, now: datetime) -> Understood:
        """What words mean; this may take long, and is done before anything is locked."""
        return understand(text, matcher=self.matcher(), today=self.carrier.today(now))

    def _heard(self, what: Heard | Attached, at: datetime) -> Event | None:
        """Words said, or put under something else; of what was edited, only its words are of interest."""
        if isinstance(what, Heard):
            words = self.understood(what.text, at)
            if what.edited and what.ref:
                return Edited(at=at, ref=what.ref, understood=words)
            return Said(at=at, understood=words, ref=what.ref)
        caption = self.understood(what.caption, at) if what.caption else None
        if what.edited:
            return Edited(at=at, ref=what.ref, understood=caption) if what.ref and caption else None
        return Sent(at=at, media=what.media, caption=caption, ref=what.ref, too_large=what.too_large)

    def _conversation(self, session: Session, update: Update) -> Conversation:
        return conversations.open_(
            session,
            channel=update.channel,
            address=update.address,
            address_hash=self.store.lookup(update.address),
            state=State().model_dump_json(),
            now=update.at,
        )

    def _in_turn(self, session: Session, conversation: Conversation, ready: Ready) -> Event | None:
        """The event that has its turn now, if one has: a link is looked up, and members of an album wait."""
        update, event, given = ready.update, ready.event, ready.given
        if isinstance(event, Started):
            opens = groups.followed(session, self.store, update.address, event.opens, update.at)
            event = event.model_copy(update={"opens": opens})
        if lanes.platform(conversation.channel) not in self.carrier.platforms:
            return event
        album = albums.gathering(session, to(conversation))
        member = albums.joined(album, update.what, event) if isinstance(update.what, Attached) else None
        if album and (member is None or member.name != album.name):
            albums.done(session, to(conversation))
            self.turns(session, conversation, album.whole(update.at, ready.read), given, [], seen=update.at)
        if member:
            albums.gather(session, to(conversation), member, update.came or update.at)
        return None if member else event

    def _whereabouts(self, session: Session, update: Update, what: Reached | Migrated) -> Handled | None:
        """Whether, and where, a chat can be reached; one that we never spoke in is none of ours."""
        known = conversations.find(
            session, channel=update.channel, address_hash=self.store.lookup(update.address), locked=True
        )
        if known is None:
            return None
        match what:
            case Reached(open=True):
                reach.found(session, known, update.at)
            case Reached():
                if known.seen < update.at + WHOLE_SECONDS:  # who did something since is back, and this comes late
                    reach.lost(session, known, "blocked", update.at)
            case Migrated(to=address):
                conversations.move(session, known, address, self.store.lookup(address))
        return _stands(known)

    def turns(
        self,
        session: Session,
        conversation: Conversation,
        event: Event,
        given: Given,
        wrong: list[CheckCode],
        *,
        seen: datetime,
        state: State | None = None,
    ) -> Handled:
        """Decide and carry out until nothing follows; wrong codes are noted, whatever becomes of the rest."""
        state = state or State.model_validate_json(conversation.state)
        given = replace(given, team=team_said(session, given.library.policy.slug, self.carrier.zone))
        waiting, rounds = [event], 0
        while waiting:
            rounds += 1
            if rounds > MOST_ROUNDS:
                raise TooManyRoundsError(type(event).__name__)
            told = turn(state, waiting.pop(0), given)
            state = told.state
            at = Moment(session, conversation, state.language, given.now, given.library, state.step)
            for effect in told.effects:
                came = self.carrier.carry(at, effect)
                if came:
                    waiting.append(came)
                if isinstance(effect, CheckCode) and isinstance(came, CodeChecked) and came.result != "right":
                    wrong.append(effect)
        after = state.model_dump_json()
        conversations.save_state(session, conversation, after, language=state.language, now=given.now, seen=seen)
        return Handled(state.language, state.step, lanes.replies(conversation))


def key_of(update: Update) -> str:
    """Under which key an update is handled once."""
    return f"{update.channel}:{update.key}"


def salvaged(conversation: Conversation) -> State:
    """The state of a conversation; where it cannot be read, a blank one, in which no number is given a second time."""
    try:
        return State.model_validate_json(conversation.state)
    except ValueError:
        above = conversation.version * MORE_THAN_COUNTED
        return State(language="en" if conversation.language == "en" else "fr", serial=above, drafts=above)


def _stands(conversation: Conversation) -> Handled:
    """Where a conversation stands that was not moved."""
    state = salvaged(conversation)
    return Handled(state.language, state.step, lanes.replies(conversation))


def alarm(what: str, error: Exception) -> None:
    """Say what went wrong and where, and nothing of whose: an error's own words may hold a person's."""
    frames = traceback.extract_tb(error.__traceback__)
    where = f"{frames[-1].filename.rsplit('/', 1)[-1]}:{frames[-1].lineno}" if frames else "nowhere"
    log.error("%s raised %s at %s", what, type(error).__name__, where)
