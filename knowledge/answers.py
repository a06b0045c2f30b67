"""What a library holds, proven and ready to show: clauses, gaps, answers."""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import Literal

from pydantic import ConfigDict

from knowledge.entries import LANGUAGES, Frozen, GapEntry, Kind, Quote, Texts


class Clause(Texts):
    """A heading, a paragraph or a list item of the policy; only the policy's own language is binding."""

    id: str
    section: str


class Gap(GapEntry):
    """What the policy does not say, in words ready to show, and what it says nearby."""

    id: str


class Answer(Frozen):
    """The reply to a question, or to one way of putting it: what the policy says, then what it leaves open.

    A variant's id is its intent's with its own name behind a stroke: `ask.retention/why`. Its conditions are those of
    its file; a variant for a thing may say {thing}.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    intent: str
    variant: str | None = None
    said: tuple[str, ...] = ()
    thing: str | None = None
    person: str | None = None
    text: Texts
    cites: tuple[Quote, ...]
    law: tuple[str, ...] = ()
    next: tuple[str, ...]
    gap: str | None
    editor: str | None = None

    @property
    def id(self) -> str:
        return f"{self.intent}/{self.variant}" if self.variant else self.intent

    @property
    def kind(self) -> Literal["answer", "gap"]:
        return "gap" if self.gap else "answer"

    def about(self, thing: Kind | None) -> Texts:
        """What is told, with the name of the thing where one stands."""
        if thing is None:
            return self.text
        return Texts(
            **{language: self.text[language].replace("{thing}", thing.name[language]) for language in LANGUAGES}
        )

    @cached_property
    def digest(self) -> str:
        """A fingerprint of what is told: what a person read can be traced to the words of that day."""
        return fingerprint(self.model_dump_json(include={"text", "cites", "law", "gap"}))


def fingerprint(content: str) -> str:
    """SHA-256 of a text, in hexadecimal."""
    return hashlib.sha256(content.encode()).hexdigest()
