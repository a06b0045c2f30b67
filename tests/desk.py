"""A desk for tests: the real inbox, store, outbox and mail, a clock to be set, and a record of what was meant.

Nothing is replaced but the clock and the screen. `Recording` carries effects out as always, and writes down their
message ids, so that a test can speak of meaning rather than of wording.
"""

from __future__ import annotations

import email
import re
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import policy
from itertools import count

from bot import app
from bot.carry import Carrier, Moment
from bot.dialogue.effects import Arg, Effect, Lines, Reply, TellAnswer, Text, Words
from bot.dialogue.events import Event, Media, Pressed, Started, Switched
from bot.dialogue.spoken import Message, spoken
from bot.dialogue.state import State
from bot.outbox import Accepted, Outcome, Parcel
from bot.settings import Settings
from bot.store import conversations
from bot.updates import Handled, Heard, Update, What
from bot.wording.words import Language
from intents.scores import Matcher

COMPILED: dict[object, object] = {}
"""Statements compiled for one test serve the others: each has an engine of its own, and would compile them again."""
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Recording(Carrier):
    """Carries out, and remembers what was said by meaning."""

    said: list[str] = field(default_factory=list)

    def carry(self, at: Moment, effect: Effect) -> Event | None:
        if isinstance(effect, Reply):
            self.said.append(effect.text.id)
            longest = 700 if effect.text.id in ("receipt", "summary", "privacy") else 300
            ours = spoken(_without_words(effect.text), at.language, self.wording)
            assert len(ours) <= longest, f"{effect.text.id} is too long: {ours}"
        elif isinstance(effect, TellAnswer):
            told = at.library.answer(effect.answer)
            assert told
            gap = told.gap if told.variant else None
            shown: tuple[str, ...] = () if effect.show == "answer" else (effect.show,)
            below = (text.id for text in (*((effect.above,) if effect.above else ()), *effect.below))
            shown += ("both",) if effect.both else ()
            self.said.extend(name for name in dict.fromkeys((told.intent, told.id, gap, *shown, *below)) if name)
        return super().carry(at, effect)


def _without_words(text: Text) -> Text:
    """A text without what the person wrote: that counts for no length of ours."""
    return text.model_copy(update={"args": {name: _ours(arg) for name, arg in text.args.items()}})


def _ours(arg: Arg) -> Arg:
    match arg:
        case Words():
            return Words(text="")
        case Text():
            return _without_words(arg)
        case Lines(of=texts):
            return arg.model_copy(update={"of": tuple(map(_without_words, texts))})
        case _:
            return arg


class Desk:
    """One process of Ombud, and a person before it."""

    def __init__(self, settings: Settings, matcher: Matcher, now: datetime = MORNING) -> None:
        self.settings = settings
        self.now = now
        self.shown: list[Message] = []
        self.transcript: list[str] = []
        self.handled: Handled | None = None
        self._keys = count()
        self.app = app.build(settings, matcher=lambda: matcher, senders={"reply": self._show}, clock=lambda: self.now)
        self.app.store.engine.update_execution_options(compiled_cache=COMPILED)
        plain = self.app.inbox.carrier
        parts = {name: getattr(plain, name) for name in Carrier.__dataclass_fields__}
        self.carrier = Recording(**parts)
        inbox = replace(self.app.inbox, carrier=self.carrier)
        self.app = replace(self.app, inbox=inbox, clockwork=replace(self.app.clockwork, inbox=inbox))

    def starts(self, language: Language | None = None, *, opens: str = "", **to: str) -> list[Message]:
        return self.does(Started(at=self.now, language=language, opens=opens), **to)

    def says(self, text: str, **to: str) -> list[Message]:
        return self.does(Heard(text), **to)

    def presses(self, choice: str, **to: str) -> list[Message]:
        return self.does(Pressed(at=self.now, choice=choice), **to)

    def switches(self, language: Language, **to: str) -> list[Message]:
        return self.does(Switched(at=self.now, language=language), **to)

    def edits(self, of: str, text: str) -> None:
        raise NotImplementedError("only in a messenger")

    def sends(self, media: Media, caption: str = "", *, large: bool = False) -> None:
        raise NotImplementedError("only in a messenger")

    def sends_album(self, captions: list[str | None]) -> None:
        raise NotImplementedError("only in a messenger")

    def shares(self, phone: str, *, own: bool = True) -> None:
        raise NotImplementedError("only in a messenger")

    def blocks(self, *, blocked: bool) -> None:
        raise NotImplementedError("only in a messenger")

    def does(self, what: What, *, name: str = "ada", key: str | None = None) -> list[Message]:
        """Hand in an update, let everything settle, and give back what was shown."""
        before = len(self.shown)
        self.carrier.said.clear()
        self._pass()
        key = key or f"{id(self)}-{next(self._keys)}"
        self.transcript.append(f"> {what.text if isinstance(what, Heard) else what}")
        self.handled = self.app.inbox.receive(Update(self.channel, name, key, self.now, what)) or self.handled
        self._settle()
        return self.shown[before:]

    def waits(self, **time: float) -> list[Message]:
        """Let time pass; what falls due is taken."""
        before = len(self.shown)
        self.carrier.said.clear()
        self.now += timedelta(**time)
        self.transcript.append(f"({time} later)")
        self._settle()
        return self.shown[before:]

    @property
    def said(self) -> list[str]:
        """The message ids and intents of the replies to what was done last."""
        return list(self.carrier.said)

    def button(self, do: str, what: str = "") -> str:
        """The id under which a quick reply stands now, by what it does."""
        for offered in self.state().offered:
            if offered.do == do and what in offered.what:
                return offered.id
        raise AssertionError(
            f"no quick reply does {do} {what}; offered: {[(o.do, o.what) for o in self.state().offered]}"
        )

    def state(self, name: str = "ada") -> State:
        """The state as the store holds it."""
        with self.app.store.reading() as session:
            whose = self.app.store.lookup(self.address(name))
            found = conversations.find(session, channel=self.channel, address_hash=whose)
            return State.model_validate_json(found.state) if found else State()

    def code(self) -> str:
        """The code in the newest mail."""
        newest = max((self.settings.data_dir / "mail").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        text = email.message_from_bytes(newest.read_bytes(), policy=policy.default).get_content()
        found = re.search(r"\b(\d{4}) (\d{4})\b", text)
        assert found, text
        return found[1] + found[2]

    def mails(self) -> int:
        """How many mails have left."""
        return len(list((self.settings.data_dir / "mail").glob("*.eml")))

    @property
    def channel(self) -> str:
        return "terminal"

    def address(self, name: str) -> str:
        """Where somebody writes from, in this channel."""
        return name

    def close(self) -> None:
        self.app.store.close()

    def _pass(self) -> None:
        self.now += timedelta(seconds=1)

    def _settle(self) -> None:
        """Let everything come to rest; mail goes to its server as the heart would take it."""
        self.app.settle()
        if self.app.post.pump():
            self.app.settle()

    def _show(self, parcel: Parcel) -> Outcome:
        message = Message.model_validate_json(parcel.payload)
        self.shown.append(message)
        self.transcript += [f"< {line}" for line in message.text.splitlines()]
        self.transcript += [f"<   | {citation.quote}" for citation in message.citations]
        if message.choices:
            self.transcript.append("<   " + " ".join(f"[{button.label}]" for button in message.choices))
        return Accepted()
