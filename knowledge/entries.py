"""The files of a policy as people write them; whether they hold together is proven in library.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, RootModel, StringConstraints

from knowledge.typography import Language, french

LANGUAGES: tuple[Language, ...] = ("fr", "en")
POLICY_FILE = "policy.yaml"
GAPS_FILE = "gaps.yaml"
CLAUSE_FILES: Mapping[Language, str] = {"fr": "clauses.fr.md", "en": "clauses.en.md"}
THINGS_FILE = "things.yaml"
LAW_FILE = "law.yaml"

At = tuple[str | int, ...]
Words = Annotated[str, Field(min_length=1)]
Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
Said = Annotated[str, StringConstraints(pattern=r"^[a-z0-9 ]+$")]
"""Words as somebody says them: lower case, without accents or signs, of either language."""


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

    def typeset(self) -> Texts:
        """Our own words with the spaces and apostrophes of each language's printers."""
        return Texts(fr=french(self.fr), en=self.en)


class Section(Frozen):
    """A part of the policy, by the clause that is its heading."""

    id: str
    title: str


class Kind(Frozen):
    """Something that people name: a kind of person the policy tells apart, or a thing it may hold."""

    id: Name
    name: Texts
    """As it stands in a sentence: « votre position », "your location"; of a person, as it stands on a button."""
    said: tuple[Said, ...] = Field(min_length=1)


class Policy(Frozen):
    """Whose policy this is, who answers for our words about it, and when the copy quoted from was saved."""

    slug: Words
    controller: Words
    language: Language
    captured: date
    editor: Words
    title: str
    sections: tuple[Section, ...] = Field(min_length=1)
    people: tuple[Kind, ...] = ()
    uncited: dict[str, Words] = Field(default_factory=dict)
    """Clauses that no answer needs to cite, and why."""


class Quote(Frozen):
    """Words that stand in a clause to the letter, in the policy's own language."""

    clause: str
    quote: Words


class GapEntry(Frozen):
    """A gap as written in gaps.yaml."""

    text: Texts
    cites: tuple[Quote, ...] = Field(min_length=1)
    law: tuple[str, ...] = ()
    next: tuple[str, ...] = Field(min_length=1, max_length=3)
    editor: Words | None = None
    """Who wrote these words, if not the policy's editor."""


class GapEntries(RootModel[dict[Name, GapEntry]]):
    """The file gaps.yaml: id → gap."""


class Content(Frozen):
    """What is answered; a gap adds its own text, citations and law, and `next` if there is none here.

    `owns` names a gap too, where our text here already says that the policy is silent: it adds no words.
    """

    text: Texts | None = None
    gap: str | None = None
    owns: str | None = None
    cites: tuple[Quote, ...] = ()
    law: tuple[str, ...] = ()
    next: tuple[str, ...] = Field((), max_length=3)


class VariantEntry(Content):
    """What is answered instead, where certain words, a thing or a kind of person are named.

    The first of a file's variants that fits is told. `thing: any` fits whatever thing of things.yaml is named, and
    may say {thing}; a variant for a person also fits somebody who told us earlier what they are.
    """

    id: Name
    said: tuple[Said, ...] = ()
    thing: Name | None = None
    person: Name | None = None


class AnswerEntry(Content):
    """An answer as written in its file."""

    intent: str
    said: tuple[Said, ...] = ()
    """Words that name this topic and no other: they decide where a question may mean several."""
    variants: tuple[VariantEntry, ...] = ()
    editor: Words | None = None
    """Who wrote these words, if not the policy's editor."""


class ThingEntries(RootModel[tuple[Kind, ...]]):
    """The file things.yaml: what people ask about by name."""


class LawEntry(Frozen):
    """What the law says, where an answer rests on it rather than on the policy."""

    article: Texts
    says: Texts


class LawEntries(RootModel[dict[Name, LawEntry]]):
    """The file law.yaml: id → what the law says."""
