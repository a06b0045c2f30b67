"""What is remembered of a conversation between two messages, and what a turn gives back.

The state is stored as versioned JSON, encrypted whole. It holds no transcript: only what the next turn needs.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache
from typing import Annotated, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.dialogue.effects import Arg, Choice, Effect, Reply, Text
from bot.rights.form import Form
from bot.rights.request import Right
from intents.language import Language
from intents.text import normal
from knowledge.entries import LANGUAGES
from knowledge.library import Library

CODE: Final = "code"
SUMMARY: Final = "summary"

KEEP_DAYS: Final = 30
"""A conversation is erased this long after its last message."""
EXPIRE_DAYS: Final = KEEP_DAYS - 1
"""A draft that was never confirmed is erased with a word, before the conversation goes without one."""
REMIND_DAYS: Final = 2
"""A draft that lies still for this long is brought to mind once (domain: "not filed yet")."""

Value = str | list[str]


class Kept(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


class Draft(Kept):
    """A request in the making. It is no request until the person has confirmed it.

    `wish` is the message that voiced it, `sources` that in which each field was answered, as the messenger names them.
    """

    id: str
    right: Right
    version: int
    first_voiced: datetime
    values: dict[str, Value] = Field(default_factory=dict)
    guessed: dict[str, Value] = Field(default_factory=dict)
    """What was read out of dictated words, by field: asked back before it is a value."""
    skipped: tuple[str, ...] = ()
    sent: str | None = None
    proved: str | None = None
    at: str
    tries: int = 0
    complaint: str = ""
    wish: str | None = None
    sources: dict[str, str] = Field(default_factory=dict)
    warned: bool = False
    """Was it told what the person must know before confirming?"""
    read: Language | None = None
    """The language in which its summary was shown; after an aside in that language, it is not shown whole again."""


class Confirming(Kept):
    """A yes or no is awaited, about `what`; `ref` is the request, draft, new value or meaning that it is about."""

    kind: Literal["confirming"] = "confirming"
    what: Literal["cancel", "restart", "forget", "withdraw", "overwrite", "mean", "resume"]
    ref: str = ""


class Choosing(Kept):
    """Several meanings were offered."""

    kind: Literal["choosing"] = "choosing"
    intents: tuple[str, ...]


class Writing(Kept):
    """The next words are for a human, or to be added to a request; not for the bot to understand."""

    kind: Literal["writing"] = "writing"
    what: Literal["human", "amend"]
    ref: str = ""


class Editing(Kept):
    """Which line of the summary is to be changed?"""

    kind: Literal["editing"] = "editing"


class Listed(Kept):
    """The requests shown last, in their order, and what was being done to one of them: "the second too"."""

    references: tuple[str, ...]
    act: Literal["", "withdraw", "amend"] = ""


class Guessed(Kept):
    """What words were taken for in a turn, first what was served, then what they may have meant instead."""

    intents: tuple[str, ...]
    serial: int


Aside = Annotated[Confirming | Choosing | Writing | Editing, Field(discriminator="kind")]
"""A question of ours that lies over the form, and goes before it."""


class State(Kept):
    """One conversation, between two messages.

    `topic` is the answer told last, by its id, and the thing it named. `person` is the kind of person somebody told us
    to be: answers that depend on it are theirs from then on. `voiced` is when the words were said from which the quick
    replies now offered come: what is started by one of them counts from those words, not from the press, and of words
    that were not understood, the first count. `last_ref` is the message said last, as the messenger names it, and
    `last_came` what came of it: it was only answered, a question of ours was asked about it, or something was done;
    `last_words` tells whether it still says the same.
    `sharing`: the messenger shows a control to share one's telephone number.
    """

    version: Literal[1] = 1
    language: Language = "fr"
    greeted: bool = False
    serial: int = 0
    offered_in: int = 0
    offered: tuple[Choice, ...] = ()
    last_press: str = ""
    aside: Aside | None = None
    draft: Draft | None = None
    parked: tuple[Draft, ...] = ()
    drafts: int = 0
    topic: str | None = None
    person: str | None = None
    voiced: datetime | None = None
    misses: int = 0
    doubts: int = 0
    guessed: Guessed | None = None
    listed: Listed | None = None
    last_ref: str | None = None
    last_came: Literal["answer", "question", "deed"] = "answer"
    last_words: str = ""
    sharing: bool = False

    def blank(self) -> State:
        """What is left when a conversation is forgotten: its language, so that the last word can be understood."""
        return State(language=self.language, serial=self.serial, drafts=self.drafts)

    @property
    def asking(self) -> bool:
        """Is a question of ours open?"""
        return self.aside is not None or self.draft is not None

    @property
    def step(self) -> str:
        """What is being asked, in a word: `idle`, `confirming.cancel`, `erasure.email`, `erasure.summary`."""
        match self.aside:
            case Confirming(what=what) | Writing(what=what):
                return f"{self.aside.kind}.{what}"
            case Choosing() | Editing():
                return self.aside.kind
            case None:
                return f"{self.draft.right.value}.{self.draft.at}" if self.draft else "idle"


@dataclass(frozen=True)
class TeamSaid:
    """What staff answered to a gap of the policy, in one language or both, and on which day."""

    fr: str | None
    en: str | None
    on: date


@dataclass(frozen=True)
class Given:
    """What the core may read of the world: data loaded at start, the moment, and how a label reads."""

    library: Library
    forms: Mapping[Right, Form]
    label: Callable[[Text, Language], str]
    now: datetime
    today: date
    contact: str = ""
    hours: str = ""
    team: Mapping[str, TeamSaid] = field(default_factory=dict)
    """What staff have answered so far, by gap."""

    def phrases(self, name: str) -> frozenset[str]:
        """The words by which people say something, of both languages, in normal form; a message lists them."""
        return frozenset().union(*(_listed(self.label(Text(id=name), language)) for language in LANGUAGES))


@cache
def _listed(phrases: str) -> frozenset[str]:
    return frozenset(normal(phrase) for phrase in phrases.split(","))


@dataclass(frozen=True)
class Turn:
    """What a turn comes to: the state after it, and what is to be done, in order."""

    state: State
    effects: tuple[Effect, ...] = ()

    def do(self, *effects: Effect) -> Turn:
        return replace(self, effects=(*self.effects, *effects))

    def say(self, message: str, *choices: Choice, **args: Arg) -> Turn:
        return self.do(Reply(text=Text(id=message, args=dict(args)), choices=choices))

    def offer(self, *choices: Choice) -> Turn:
        """Add quick replies to what was said last."""
        *before, last = self.effects
        assert isinstance(last, Reply)
        return replace(self, effects=(*before, last.model_copy(update={"choices": (*last.choices, *choices)})))

    def then(self, step: Callable[[State], Turn]) -> Turn:
        following = step(self.state)
        return Turn(following.state, (*self.effects, *following.effects))


def become(state: State, **changes: object) -> Turn:
    """The state with some of it changed, and nothing said yet."""
    return Turn(state.model_copy(update=changes))


def with_draft(state: State, **changes: object) -> State:
    """The state with its draft changed."""
    assert state.draft is not None
    return state.model_copy(update={"draft": state.draft.model_copy(update=changes)})
