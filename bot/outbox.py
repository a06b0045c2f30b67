"""What becomes of a message that is sent: each answer of the other side, in one place, and the driver without a loop.

A send is marked the moment it returns, so that a crash leaves at most the sends under way in doubt.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock
from typing import Final, Literal

from sqlmodel import Session

from bot import reach
from bot.dialogue.events import CodeLost
from bot.store import codes, conversations, doubts, events, outgoing, pace
from bot.store.lanes import EDITS, owner
from bot.store.outgoing import Behind, Claimed
from bot.store.pace import ABOUT, Pace
from bot.store.session import Store


@dataclass(frozen=True)
class Parcel:
    """What is handed to a sender: the payload of a row, and where its conversation lives, if it is one's."""

    kind: str
    payload: str = field(repr=False)
    address: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Accepted:
    """The other side took it; `note` is what may be told of it, `remote` the other side's name for it."""

    note: str = ""
    remote: str | None = None


@dataclass(frozen=True)
class Later:
    """Not now: the other side is down, slow or busy."""

    why: str


@dataclass(frozen=True)
class Slowed:
    """The other side wants this lane to wait for so many seconds."""

    seconds: float


@dataclass(frozen=True)
class Refused:
    """Never: trying again would change nothing."""

    why: str


@dataclass(frozen=True)
class Closed:
    """Nothing reaches this lane any more: the person blocked us, or is gone."""

    why: Literal["blocked", "gone"]


@dataclass(frozen=True)
class Moved:
    """The conversation lives at another address now; there it is to be tried again."""

    address: str = field(repr=False)


@dataclass(frozen=True)
class Unknown:
    """The answer was lost: it may have arrived, or not."""

    why: str


Outcome = Accepted | Later | Slowed | Refused | Closed | Moved | Unknown
"""What became of a send."""

Sender = Callable[[Parcel], Outcome]
"""Takes a parcel to where it belongs, and says what became of it."""

AsyncSender = Callable[[Parcel], Awaitable[Outcome]]
"""The same, for an SDK that lives in a loop."""

RETRIES: Final = (5, 30, 120, 600, 3600)
"""Seconds between attempts while the other side says "later"; after the last, it counts as refused."""

EDITED: Final = 30
"""The longest of these for a change to a message: it holds up those behind it, and soon nobody looks there any more."""

CLAIMED: Final = timedelta(seconds=60)
"""How long a message is one process's own; longer than any send may take."""

SEVERAL: Final = 3
"""So many chats slowed at about the same time are no matter of chats: then all of them wait."""

log = logging.getLogger("ombud")


@dataclass
class Outbox:
    """Delivers what waits, by the kind of row.

    `chance` gives the jitter, from 0 (none: the whole pause) to 1; without a `pace` everything leaves at once.
    """

    store: Store
    senders: Mapping[str, Sender]
    clock: Callable[[], datetime]
    pace: Pace | None = None
    chance: Callable[[], float] = lambda: 0.0
    lease: timedelta = CLAIMED
    _one_at_a_time: Lock = field(default_factory=Lock)

    def pump(self, lanes: str = "") -> int:
        """Deliver all that is due on lanes whose name begins so; the number of rows delivered."""
        delivered = 0
        with self._one_at_a_time:
            self._take_back()
            while claimed := self._claim_one(lanes):
                outcome = self._send(claimed)
                with self.store.transaction() as session:
                    self.settle(session, claimed, outcome, self.clock())
                delivered += 1
        return delivered

    def open_there(self, lane: str) -> tuple[list[Parcel], Callable[[], None]]:
        """All that is due on a lane that is ours alone, and what marks it as sent; until then it stays open."""
        with self.store.reading() as session:
            found = outgoing.open_there(session, lane, self.clock())

        def shown() -> None:
            if not found:
                return
            with self.store.transaction() as session:
                for each in found:
                    self.settle(session, each, Accepted(), self.clock())

        return [parcel(each) for each in found], shown

    def claim(self, session: Session, now: datetime, *, lanes: str, kinds: Sequence[str], limit: int) -> list[Claimed]:
        """Take what may go now, at most so many."""
        return outgoing.claim(session, now, lanes=lanes, kinds=kinds, lease=self.lease, limit=limit, pace=self.pace)

    def settle(self, session: Session, claimed: Claimed, outcome: Outcome, now: datetime) -> Behind:
        """Mark what became of a send; what may go now that could not before."""
        behind = Behind(more=True)
        if claimed.buttons is not None or not isinstance(outcome, Accepted):
            outgoing.lock(session, claimed.lane)
        match outcome:
            case Accepted(remote=remote):
                behind = outgoing.sent(session, claimed.id, now, remote=remote)
            case Later(why):
                self._again(session, claimed, why, now)
            case Slowed(seconds):
                self._slow(session, claimed, now + timedelta(seconds=seconds), now)
            case Refused(why):
                _fail(session, claimed, why, now)
            case Closed(why):
                self._close(session, claimed, why, now)
            case Moved(address):
                self._move(session, claimed, address, now)
            case Unknown(why) if claimed.lane.endswith(EDITS):
                self._again(session, claimed, why, now)  # made twice, an edit is the same as made once
            case Unknown(why):
                outgoing.unsure(session, claimed.id, why, now)
                log.warning("outgoing row %s may have arrived or not: %s", claimed.id, why)
        if claimed.kind == "code-mail":
            _tell_of_code(session, claimed, outcome, now)
        return behind

    def lapse(self, session: Session, now: datetime) -> None:
        """Settle what was claimed by a process that never came back."""
        count = doubts.lapsed(session, now)
        if count:
            log.warning("%s messages were cut off while they were being sent; `ombud doctor` lists them", count)

    def _again(self, session: Session, claimed: Claimed, why: str, now: datetime) -> None:
        if claimed.attempts >= len(RETRIES):
            _fail(session, claimed, why, now)
            return
        # Over the whole pause, or all that failed together would come back together.
        longest = EDITED if claimed.kind == "edit" else RETRIES[-1]
        pause = min(RETRIES[claimed.attempts], longest) * (1 - self.chance())
        outgoing.again(session, claimed.id, why, now + timedelta(seconds=pause))

    def _slow(self, session: Session, claimed: Claimed, until: datetime, now: datetime) -> None:
        """Hold the chat alone; all of them once it is several."""
        pace.hold(session, claimed.lane, until, now)
        outgoing.release(session, claimed.id, now)
        if self.pace is not None and pace.slowed(session, self.pace.overall, now - ABOUT) >= SEVERAL:
            pace.hold(session, self.pace.overall, until, now)

    def _close(self, session: Session, claimed: Claimed, why: Literal["blocked", "gone"], now: datetime) -> None:
        """Close the chat; not if its person has done something since the send began: then this is old news."""
        conversation = conversations.lock(session, owner(claimed.lane))
        if conversation is not None and claimed.taken is not None and conversation.seen > claimed.taken:
            self._again(session, claimed, why, now)
            return
        _fail(session, claimed, why, now)
        if conversation is not None:
            reach.lost(session, conversation, why, now)

    def _move(self, session: Session, claimed: Claimed, address: str, now: datetime) -> None:
        """Go on at the new address, unless a conversation of its own was begun there: that one goes on alone."""
        conversation = conversations.lock(session, owner(claimed.lane))
        moved = conversation is not None and (
            conversation.address == address  # as another row, or the platform's own word, said before
            or conversations.move(session, conversation, address, self.store.lookup(address))
        )
        if moved and claimed.attempts < len(RETRIES):
            outgoing.again(session, claimed.id, "the chat moved", now)
        else:
            _fail(session, claimed, "the chat moved", now)

    def _take_back(self) -> None:
        now = self.clock()
        with self.store.reading() as session:
            if not doubts.cut_off(session, now):
                return
        with self.store.transaction() as session:
            self.lapse(session, now)

    def _claim_one(self, lanes: str) -> Claimed | None:
        """The next row to deliver. Reads first: an idle look takes no write lock."""
        now, kinds = self.clock(), tuple(self.senders)
        with self.store.reading() as session:
            due = outgoing.next_due(session, now, lanes=lanes, kinds=kinds, pace=self.pace)
        if due is None or due > now:
            return None
        with self.store.transaction() as session:
            return next(iter(self.claim(session, now, lanes=lanes, kinds=kinds, limit=1)), None)

    def _send(self, claimed: Claimed) -> Outcome:
        """Send; whatever a sender raises is no reason to stop the others, or to come back at every start."""
        try:
            return self.senders[claimed.kind](parcel(claimed))
        except Exception as error:  # noqa: BLE001  as said
            return raised(claimed.kind, error)


def parcel(claimed: Claimed) -> Parcel:
    """What a sender gets of a row."""
    return Parcel(claimed.kind, claimed.payload, claimed.address)


def raised(kind: str, error: Exception) -> Outcome:
    """What a sender meant that raised: a mistake of ours, which may be mended before the next attempt."""
    log.error("sending a %s raised %s", kind, type(error).__name__)
    return Later(f"the sender raised {type(error).__name__}")


def _fail(session: Session, claimed: Claimed, why: str, now: datetime) -> None:
    outgoing.failed(session, claimed.id, why, now)
    log.warning("outgoing row %s failed: %s", claimed.id, why)


def _tell_of_code(session: Session, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
    """A code's ten minutes run from its acceptance; a mail that did not leave is an event for the person."""
    letter = json.loads(claimed.payload)
    if isinstance(outcome, Accepted):
        codes.accepted(session, letter["code"], now)
        return
    if not isinstance(outcome, Later | Refused | Closed):
        return
    refused = isinstance(outcome, Refused | Closed) or claimed.attempts >= len(RETRIES)
    if not refused and claimed.attempts > 0:
        return  # said once that it is late; the next word is that it arrived, or that it will not
    lost = CodeLost(at=now, address=letter["to"], refused=refused)
    events.put(
        session, to=f"conversation:{letter['conversation']}", kind=lost.kind, due=now, payload=lost.model_dump_json()
    )
