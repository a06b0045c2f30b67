"""The files of a policy as people write them; whether they hold together is proven in library.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints

from knowledge.typography import Language

LANGUAGES: tuple[Language, ...] = ("fr", "en")
POLICY_FILE = "policy.yaml"
GAPS_FILE = "gaps.yaml"
CLAUSE_FILES: Mapping[Language, str] = {"fr": "clauses.fr.md", "en": "clauses.en.md"}

At = tuple[str | int, ...]
Words = Annotated[str, Field(min_length=1)]


def answer_file(intent: str) -> str:
    """The file that answers an intent, inside the policy's folder."""
    return f"answers/{intent.replace('.', '-')}.yaml"


class Mistake(Exception):
    """The data of a policy do not hold together at one place of one file."""

    def __init__(self, file: str, path: At, what: str, remedy: str) -> None:
        super().__init__(f"{file}: {what}. {remedy}")
        self.file, self.path, self.what, self.remedy = file, path, what, remedy


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Texts(Frozen):
    """The same words in each language."""

    fr: Words
    en: Words

    def __getitem__(self, language: Language) -> str:
        return self.fr if language == "fr" else self.en


class Section(Frozen):
    """A part of the policy, by the clause that is its heading."""

    id: str
    title: str


class Policy(Frozen):
    """Whose policy this is, and when the copy quoted from was saved; `title` and each section's title name clauses."""

    slug: Words
    controller: Words
    language: Language
    captured: date
    title: str
    sections: tuple[Section, ...] = Field(min_length=1)


class Quote(Frozen):
    """Words that stand in a clause to the letter, in the policy's own language."""

    clause: str
    quote: Words


Word = Annotated[str, StringConstraints(pattern=r"^[a-z0-9 ]+$")]


class GapEntry(Frozen):
    """A gap as written in gaps.yaml."""

    text: Texts
    cites: tuple[Quote, ...] = Field(min_length=1)
    next: tuple[str, ...] = Field(min_length=1, max_length=3)
    within: tuple[str, ...] = ()
    """The intents whose answer this gap takes the place of, where one of the words `named` was said."""
    named: tuple[Word, ...] = ()
    """Words in lower case, without accents, of either language."""


class GapEntries(RootModel[dict[str, GapEntry]]):
    """The file gaps.yaml: id → gap."""


class AnswerEntry(Frozen):
    """An answer as written in its file; its gap adds its own text and citations, and `next` if the answer has none."""

    intent: str
    text: Texts | None = None
    gap: str | None = None
    cites: tuple[Quote, ...] = ()
    next: tuple[str, ...] = Field((), max_length=3)
