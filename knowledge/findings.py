"""What a policy check finds: the state of each item the law wants told, oddities, reading ease."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, RootModel

from knowledge.entries import Frozen, Name, Quote, Texts, Words
from knowledge.typography import Language

CHECKLIST_FILE = "checklist.yaml"
ODDITIES_FILE = "oddities.yaml"

State = Literal["present", "partly", "missing"]
Level = Literal["error", "warning", "note"]


class Item(Frozen):
    """Something the law wants a person told."""

    id: Name
    article: Words
    about: Texts
    owed: bool = True
    """Is it owed in the policy itself, in every case? Else it is good practice, or owed elsewhere."""


class Items(RootModel[tuple[Item, ...]]):
    """The file checklist.yaml beside the policies: what GDPR Art. 13 and 14 want told, in their order."""


class Assessed(Frozen):
    """How far a policy tells an item: the words that do, and what they lack."""

    state: State
    cites: tuple[Quote, ...] = ()
    lacks: Texts | None = None


class Assessment(RootModel[dict[Name, Assessed]]):
    """The file checklist.yaml of a policy: item → how far it is told. An item left out counts as not assessed."""


class Oddity(Frozen):
    """A weakness that somebody found by reading, since no rule of ours finds it."""

    id: Name
    level: Level = "warning"
    clause: str
    quote: Words
    text: Texts
    remedy: Texts


class Oddities(RootModel[tuple[Oddity, ...]]):
    """The file oddities.yaml of a policy."""


class Finding(Frozen):
    """Something to be mended, by counsel or by whoever runs Ombud."""

    rule: Words
    level: Level
    text: Texts
    remedy: Texts
    clause: str | None = None
    quote: str | None = None
    by_hand: bool = False


class Told(Frozen):
    """An item of the list with its state in this policy; `not_assessed` where nobody has read for it yet."""

    item: Item
    state: State | Literal["not_assessed"]
    cites: tuple[Quote, ...] = ()
    lacks: Texts | None = None


class Ease(Frozen):
    """How easily a text is read."""

    language: Language
    words: int
    sentences: int
    longest: int
    """Words of the longest sentence."""
    score: int
    """French: Kandel and Moles (1958); English: Flesch (1948). 0 is very hard, 100 very easy."""


class Report(Frozen):
    """All that a check found in one policy."""

    policy: Words
    language: Language
    """In which the policy is written, and binds."""
    controller: Words
    editor: Words
    """Who answers for what was judged by hand."""
    captured: str
    digest: Words
    """A fingerprint of the copy that was checked."""
    items: tuple[Told, ...]
    findings: tuple[Finding, ...]
    ease: tuple[Ease, ...]
    lines: dict[str, int] = Field(default_factory=dict)
    """Clause → its line in the file of clauses."""
