"""`ombud chat --json`: an object a line in, an object a line out, so that any program can be a channel."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import datetime
from uuid import uuid4

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from bot import Problem
from bot.dialogue.events import Pressed, Started, Switched
from bot.dialogue.spoken import Message
from bot.outbox import Parcel
from bot.updates import Handled, Heard, Update
from bot.wording.words import Language

CHANNEL = "terminal"
"""The same conversations as the terminal's: `chat --as NAME` and `chat --json --as NAME` are one."""


BOM = "\ufeff"

OpenThere = Callable[[str], tuple[Sequence[Parcel], Callable[[], None]]]
"""What is to be shown in a lane, and what marks it as shown."""


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


def converse(
    lines: Iterable[str],
    *,
    name: str,
    language: Language | None,
    receive: Callable[[Update], Handled | None],
    open_there: OpenThere,
    clock: Callable[[], datetime],
) -> Iterator[str]:
    """One line out for each line in; a malformed one is answered with its error, and the conversation goes on.

    What is `open_there`, in the lane of the conversation, is marked as shown once its line was taken: who is killed
    before that shows it again.
    """

    def hand_in(what: Heard | Pressed | Started | Switched, at: datetime) -> Handled:
        handled = receive(Update(channel=CHANNEL, address=name, key=uuid4().hex, at=at, what=what))
        assert handled is not None  # the key is random
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
        told, shown = _told(handled, open_there)
        yield told
        with suppress(Problem):  # if it cannot be marked, it is shown once more
            shown()


def _told(handled: Handled, open_there: OpenThere) -> tuple[str, Callable[[], None]]:
    """The line out, and what marks what stands in it as shown."""
    try:
        said, shown = open_there(handled.lane)
    except Problem as problem:
        error = f"it is stored, and what it came to is shown with the next line: {problem}"
        return json.dumps({"error": error}, ensure_ascii=False), lambda: None
    replies = [Message.model_validate_json(each.payload) for each in said]
    lines = [reply.model_dump(mode="json", include={"text", "choices", "citations"}) for reply in replies]
    out = {"replies": lines, "language": handled.language, "step": handled.step}
    return json.dumps(out, ensure_ascii=False), shown


def _what(done: Line, at: datetime) -> Heard | Pressed | Switched:
    if done.press is not None:
        return Pressed(at=at, choice=done.press)
    if done.language is not None:
        return Switched(at=at, language=done.language)
    return Heard(done.say or "")
