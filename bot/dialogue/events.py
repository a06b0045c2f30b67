"""What can happen to a conversation. Every event is a fact: nothing here says what to do about it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from bot.dialogue.effects import Purpose
from bot.rights.request import Outcome, Right, Status
from intents.language import Language
from intents.understanding import Understood

Media = Literal["photo", "voice", "video", "file", "sticker", "location", "poll", "other"]
"""What a messenger can send beside words."""


class Happened(BaseModel):
    """Base of all events; `at` is the platform's own time stamp, in UTC."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    at: datetime


class Started(Happened):
    """The person opened the conversation; `language` is the messenger's, where it tells one.

    `opens` is what the link they came by is to open (doors.py): never more than open.
    """

    kind: Literal["started"] = "started"
    language: Language | None = None
    opens: str = ""


class Said(Happened):
    """The person wrote something. The text is in `understood`, cleaned; `ref` is the message's id in the messenger."""

    kind: Literal["said"] = "said"
    understood: Understood
    ref: str | None = None

    @property
    def text(self) -> str:
        return self.understood.text


class Edited(Happened):
    """The person changed the words of a message sent before, `ref`; these are the new ones."""

    kind: Literal["edited"] = "edited"
    ref: str
    understood: Understood


class Sent(Happened):
    """The person sent something else than words: `count` of it in one go, with the words put under it."""

    kind: Literal["sent"] = "sent"
    media: Media
    caption: Understood | None = None
    ref: str | None = None
    too_large: bool = False
    count: int = 1


class Shared(Happened):
    """The person shared a telephone number by a control of the messenger; `own` if it is this account's."""

    kind: Literal["shared"] = "shared"
    phone: str
    own: bool


class Pressed(Happened):
    """The person chose a quick reply, by the id under which it was offered."""

    kind: Literal["pressed"] = "pressed"
    choice: str


class Switched(Happened):
    """The person chose a language by a control of the channel."""

    kind: Literal["switched"] = "switched"
    language: Language


class CodeIssued(Happened):
    """A code is on its way, or none may be sent any more today."""

    kind: Literal["code_issued"] = "code_issued"
    address: str
    limited: bool = False


class CodeLost(Happened):
    """The mail with the code did not leave: for good (`refused`), or not yet."""

    kind: Literal["code_lost"] = "code_lost"
    address: str
    refused: bool


class CodeChecked(Happened):
    """What became of a code that the person typed."""

    kind: Literal["code_checked"] = "code_checked"
    address: str
    result: Literal["right", "wrong", "expired", "none", "locked"]
    left: int = 0


class Filed(Happened):
    """A draft is in the store as a request; `again` if it was there already."""

    kind: Literal["filed"] = "filed"
    draft: str
    right: Right
    reference: str
    received: date
    due: date
    again: bool = False


class Case(BaseModel):
    """What the person may see of a filed request."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    reference: str
    right: Right
    status: Status
    received: date
    due: date
    outcome: Outcome | None = None
    overdue: bool

    @property
    def closed(self) -> bool:
        return self.status is Status.closed


class Found(Happened):
    """The requests of this conversation, the newest first, and what they were looked up for."""

    kind: Literal["found"] = "found"
    purpose: Purpose
    cases: tuple[Case, ...]


class ActedOn(Happened):
    """A request was acted on, or the law of its life said no (`refused` is a message id)."""

    kind: Literal["acted_on"] = "acted_on"
    reference: str
    act: Literal["withdraw", "amend"]
    refused: str | None = None


class Answered(Happened):
    """Staff answered a question of this person's: a message to a human, or what the policy leaves open (`gap`)."""

    kind: Literal["answered"] = "answered"
    question: int
    gap: str | None = None
    fr: str | None = None
    en: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _of_one_text(cls, stored: Any) -> Any:
        """Until 0.1 an answer had one text; one that was on its way then still arrives."""
        if isinstance(stored, dict) and "text" in stored:
            text = stored["text"]
            return {name: value for name, value in stored.items() if name != "text"} | {"fr": text, "en": text}
        return stored


class TimeCame(Happened):
    """A moment agreed earlier has come for a draft."""

    kind: Literal["time_came"] = "time_came"
    what: Literal["remind", "expire"]
    draft: str


Event = Annotated[
    Started
    | Said
    | Edited
    | Sent
    | Shared
    | Pressed
    | Switched
    | CodeIssued
    | CodeLost
    | CodeChecked
    | Filed
    | Found
    | ActedOn
    | Answered
    | TimeCame,
    Field(discriminator="kind"),
]
