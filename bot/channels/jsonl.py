"""`ombud chat --json`: an object a line in, an object a line out, so that any program can be a channel."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from bot import Problem
from bot.dialogue.events import Pressed, Started, Switched
from bot.dialogue.spoken import Message
from bot.outbox import Accepted, Outcome, Parcel
from bot.updates import Handled, Heard, Update
from bot.wording.words import Language

CHANNEL = "terminal"
"""The same conversations as the terminal's: `chat --as NAME` and `chat --json --as NAME` are one."""


BOM = "\ufeff"


class Line(BaseModel):
    """One thing done: words said, a quick reply pressed, or a language chosen."""

    model_config = ConfigDict(extra="forbid", strict=True)

    say: str | None = None
    press: str | None = None
    language: Language | None = None

    @model_validator(mode="after")
    def _one(self) -> Line:
        if len(self.model_fields_set) != 1 or next(iter(self.model_dump(exclude_none=True).values()), None) is None:
            raise ValueError('write one of {"say": "…"}, {"press": "<choice id>"}, {"language": "fr"}')
        return self


@dataclass
class Collected:
    """The replies of one line."""

    messages: list[Message] = field(default_factory=list)

    def send(self, parcel: Parcel) -> Outcome:
        self.messages.append(Message.model_validate_json(parcel.payload))
        return Accepted()


def converse(
    lines: Iterable[str],
    collected: Collected,
    *,
    name: str,
    language: Language | None,
    receive: Callable[[Update], Handled | None],
    settle: Callable[[str], None],
    clock: Callable[[], datetime],
) -> Iterator[str]:
    """One line out for each line in; a malformed one is answered with its error, and the conversation goes on."""

    def hand_in(what: Heard | Pressed | Started | Switched, at: datetime) -> Handled:
        handled = receive(Update(channel=CHANNEL, address=name, key=uuid4().hex, at=at, what=what))
        assert handled is not None  # the key is random
        settle(handled.lane)
        return handled

    if language:
        hand_in(Started(at=clock(), language=language), clock())
    for line in lines:
        at = clock()
        try:
            handled = hand_in(_what(Line.model_validate_json(line.removeprefix(BOM)), at), at)
        except ValidationError as error:
            yield json.dumps({"error": error.errors()[0]["msg"].removeprefix("Value error, ")}, ensure_ascii=False)
            continue
        except Problem as problem:
            yield json.dumps({"error": f"nothing was done, please say it again: {problem}"}, ensure_ascii=False)
            continue
        replies = [
            reply.model_dump(mode="json", include={"text", "choices", "citations"}) for reply in collected.messages
        ]
        collected.messages.clear()
        out = {"replies": replies, "language": handled.language, "step": handled.step}
        yield json.dumps(out, ensure_ascii=False)


def _what(done: Line, at: datetime) -> Heard | Pressed | Switched:
    if done.press is not None:
        return Pressed(at=at, choice=done.press)
    if done.language is not None:
        return Switched(at=at, language=done.language)
    return Heard(done.say or "")
