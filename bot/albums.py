"""Albums: a messenger hands their members in one by one, and they are answered as one.

Members wait a moment for the next one, or until the person does something else: then they are one event.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict
from sqlmodel import Session

from bot.dialogue.events import Edited, Event, Sent
from bot.store import events
from bot.store.tables import Event as EventRow
from bot.updates import Attached
from intents.understanding import Understood

KIND = "album"
PATIENCE = timedelta(seconds=1)
"""How long the next member may take; they are sent together, and come within a fraction of this."""


class UnreadError(Exception):
    """Captions are still to be understood, which is done before anything is locked."""

    def __init__(self, text: str) -> None:
        super().__init__("captions are not understood yet")
        self.text = text


class Album(BaseModel):
    """What has come so far."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    name: str
    members: tuple[Sent, ...]

    def having(self, member: Sent) -> Album:
        """With one more; one that came before, under the same id, gives way to it."""
        others = tuple(known for known in self.members if known.ref is None or known.ref != member.ref)
        return self.model_copy(update={"members": (*others, member)})

    def holds(self, ref: str) -> bool:
        """Is the message of this id one of its members?"""
        return any(known.ref == ref for known in self.members)

    def reworded(self, ref: str, caption: Understood) -> Album:
        """With other words under one of its members."""
        members = (
            known.model_copy(update={"caption": caption}) if known.ref == ref else known for known in self.members
        )
        return self.model_copy(update={"members": tuple(members)})

    def whole(self, at: datetime, read: Mapping[str, Understood]) -> Sent:
        """All of it as one event; several captions are one text, found among what was read, or UnreadError tells it."""
        first = next((member for member in self.members if member.caption), self.members[0])
        too_large = any(member.too_large for member in self.members)
        changed = {"at": at, "caption": self._words(read), "too_large": too_large, "count": len(self.members)}
        return first.model_copy(update=changed)

    def _words(self, read: Mapping[str, Understood]) -> Understood | None:
        captions = [member.caption for member in self.members if member.caption]
        if len(captions) < 2:
            return captions[0] if captions else None
        text = "\n".join(caption.text for caption in captions)
        if text not in read:
            raise UnreadError(text)
        return read[text]


def gather(session: Session, to: str, album: Album, now: datetime) -> None:
    """Keep what has come of an album until no more comes."""
    events.put(session, to=to, kind=KIND, key=KIND, due=now + PATIENCE, payload=album.model_dump_json())


def gathering(session: Session, to: str) -> Album | None:
    """The album that a conversation is in the middle of, if it is."""
    row = events.find(session, to, KIND)
    return Album.model_validate_json(row.payload) if row else None


def done(session: Session, to: str) -> None:
    """It was taken."""
    events.cancel(session, to, KIND)


def of(row: EventRow) -> Album:
    """The album in an event that is due."""
    return Album.model_validate_json(row.payload)


def joined(album: Album | None, what: Attached, event: Event | None) -> Album | None:
    """The album with this in it, if it is a member of one: a new one, or one whose words were changed meanwhile."""
    if isinstance(event, Sent) and what.album:
        begun = album if album and album.name == what.album else Album(name=what.album, members=())
        return begun.having(event)
    if isinstance(event, Edited) and album and album.holds(event.ref):
        return album.reworded(event.ref, event.understood)
    return None
