"""What a channel hands in, as it was read and before it is understood."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.dialogue.events import Media, Pressed, Shared, Started, Switched
from bot.dialogue.spoken import Edit
from bot.wording.words import Language


@dataclass(frozen=True)
class Heard:
    """Words as a channel read them, not understood yet; `ref` is the platform's id of the message."""

    text: str = field(repr=False)
    ref: str | None = None
    edited: bool = False


@dataclass(frozen=True)
class Attached:
    """Something else than words; the members of an album share its id, and come one by one."""

    media: Media
    caption: str = field(default="", repr=False)
    ref: str | None = None
    album: str | None = None
    too_large: bool = False
    edited: bool = False


@dataclass(frozen=True)
class Reached:
    """The person blocked us (`open` is false), or lets us write again."""

    open: bool


@dataclass(frozen=True)
class Migrated:
    """The chat goes on under another address."""

    to: str = field(repr=False)


@dataclass(frozen=True)
class Addressed:
    """Somebody spoke to the bot in a group or a channel, where nothing personal is ever said.

    `person` is None where the platform does not tell who it was; `privacy`: the notice was asked for. `link` is the
    way into the private chat, to which a token can be added; `ref` and `thread` are where it was said.
    """

    person: str | None = field(repr=False)
    text: str = field(default="", repr=False)
    privacy: bool = False
    language: Language | None = None
    link: str = ""
    ref: str = ""
    thread: int | None = None


What = Heard | Attached | Started | Pressed | Switched | Shared | Reached | Migrated | Addressed


@dataclass(frozen=True)
class Update:
    """What a channel read: whose conversation, under which key the platform delivers it, and what happened.

    `edit` shows in the message whose quick reply was pressed which one it was, and takes its quick replies away.
    `came` is when it arrived by our own clock; a platform's moments may be told in whole seconds.
    """

    channel: str
    address: str = field(repr=False)
    key: str
    at: datetime
    what: What
    edit: Edit | None = None
    came: datetime | None = None


@dataclass(frozen=True)
class Handled:
    """Where a conversation stands after an update: its language, and what is being asked."""

    language: Language
    step: str
    lane: str
