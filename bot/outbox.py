"""Carries replies and mail out: claim the head of a lane, deliver, mark as it returns.

One process delivers at a time here (the terminal); leases and pacing come with the first channel that needs them.
A send is marked the moment it returns, so that a crash leaves at most the sends under way in doubt.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from sqlmodel import Session

from bot.dialogue.events import CodeLost
from bot.store import codes, events, outgoing
from bot.store.session import Store
from bot.store.tables import Outgoing


@dataclass(frozen=True)
class Accepted:
    """The other side took it; `note` is what may be told of it, such as where a file lies."""

    note: str = ""


@dataclass(frozen=True)
class Later:
    """Not now: the other side is down, slow or busy."""

    why: str


@dataclass(frozen=True)
class Refused:
    """Never: trying again would change nothing."""

    why: str


Outcome = Accepted | Later | Refused
"""What became of a send."""

Sender = Callable[[str], Outcome]
"""Takes a payload to where it belongs, and says what became of it."""

RETRIES = (5, 30, 120, 600, 3600)
"""Seconds between attempts while the other side says "later"; after the last, it counts as refused."""

CLAIMED = timedelta(seconds=60)
"""How long a message is one process's own; longer than any send may take."""

log = logging.getLogger("ombud")


@dataclass
class Outbox:
    """Delivers what waits, by the kind of row."""

    store: Store
    senders: Mapping[str, Sender]
    clock: Callable[[], datetime]
    _one_at_a_time: Lock = field(default_factory=Lock)

    def pump(self, lanes: str = "") -> int:
        """Deliver all that is due on lanes whose name begins so; the number of rows delivered."""
        delivered = 0
        with self._one_at_a_time:
            while True:
                with self.store.reading() as session:
                    rows = outgoing.waiting(session, self.clock(), lanes=lanes, kinds=tuple(self.senders))
                if not rows:
                    return delivered
                for row in rows:
                    delivered += self._deliver(row)

    def _deliver(self, row: Outgoing) -> bool:
        assert row.payload is not None
        now = self.clock()
        with self.store.transaction() as session:
            if not outgoing.claim(session, row.id, now, now + CLAIMED):
                return False
        outcome = self._send(row.kind, row.payload)
        now = self.clock()
        with self.store.transaction() as session:
            match outcome:
                case Accepted():
                    outgoing.sent(session, row.id, now)
                case Later(why) if row.attempts < len(RETRIES):
                    outgoing.again(session, row.id, why, now + timedelta(seconds=RETRIES[row.attempts]))
                case Later(why) | Refused(why):
                    outgoing.failed(session, row.id, why, now)
                    log.warning("outgoing row %s failed: %s", row.id, why)
            if row.kind == "code-mail":
                _tell_of_code(session, row, outcome, now)
        return True

    def _send(self, kind: str, payload: str) -> Outcome:
        """Send; whatever a sender raises is no reason to stop the others, or to come back at every start."""
        try:
            return self.senders[kind](payload)
        except Exception as error:  # noqa: BLE001  as said
            log.error("sending a %s raised %s", kind, type(error).__name__)
            return Later(f"the sender raised {type(error).__name__}")


def _tell_of_code(session: Session, row: Outgoing, outcome: Outcome, now: datetime) -> None:
    """A code's ten minutes run from its acceptance; a mail that did not leave is an event for the person."""
    letter = json.loads(row.payload or "{}")
    if isinstance(outcome, Accepted):
        codes.accepted(session, letter["code"], now)
        return
    refused = isinstance(outcome, Refused) or row.attempts >= len(RETRIES)
    if not refused and row.attempts > 0:
        return  # said once that it is late; the next word is that it arrived, or that it will not
    lost = CodeLost(at=now, address=letter["to"], refused=refused)
    events.put(
        session, to=f"conversation:{letter['conversation']}", kind=lost.kind, due=now, payload=lost.model_dump_json()
    )
