"""The text of a policy as rules read it, and how a rule says what it found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from knowledge.entries import Texts
from knowledge.findings import Finding, Level
from knowledge.library import Library
from knowledge.typography import Language

Patterns = Mapping[Language, re.Pattern[str]]

# A full stop ends a sentence when a capital follows, unless it ends an abbreviation.
_SENTENCE_END = re.compile(r"(?<!\b[Aa]rt\.)(?<!\bM\.)(?<!\bMme\.)(?<!\bNo\.)(?<=[.!?…])\s+(?=[«“\"(\[]?\s?[A-ZÀ-Ý])")


@dataclass(frozen=True)
class Passage:
    """A heading, a paragraph or a list item, in the language that binds."""

    id: str
    section: str
    text: str


@dataclass(frozen=True)
class PolicyText:
    """A policy in its own language: cut into clauses, and as it was saved."""

    clauses: tuple[Passage, ...]
    headings: frozenset[str]
    source: str
    controller: str
    language: Language

    @classmethod
    def of(cls, library: Library, source: str) -> PolicyText:
        policy = library.policy
        clauses = tuple(Passage(c.id, c.section, c[policy.language]) for c in library.clauses.values())
        headings = frozenset({policy.title, *(section.title for section in policy.sections)})
        return cls(clauses, headings, source, policy.controller, policy.language)

    @property
    def body(self) -> tuple[Passage, ...]:
        """The clauses that are no heading."""
        return tuple(clause for clause in self.clauses if clause.id not in self.headings)

    @property
    def sections(self) -> tuple[tuple[Passage, tuple[Passage, ...]], ...]:
        """Each heading with the clauses below it."""
        titles = (clause for clause in self.clauses if clause.id in self.headings)
        return tuple((title, tuple(c for c in self.body if c.section == title.section)) for title in titles)

    @property
    def whole(self) -> str:
        return "\n".join(clause.text for clause in self.clauses)


@dataclass(frozen=True)
class Advice:
    """What a rule tells whoever minds the policy; {words} in it are filled in where it finds something."""

    rule: str
    text: Texts
    remedy: Texts
    level: Level = "warning"

    def on(self, clause: Passage | None, quote: str | None = None, **words: Texts) -> Finding:
        """The finding, in a clause or in the policy as a whole."""
        return Finding(
            rule=self.rule,
            level=self.level,
            text=_filled(self.text, words),
            remedy=_filled(self.remedy, words),
            clause=clause.id if clause else None,
            quote=quote,
        )


def same(words: str) -> Texts:
    """Words that are the same in both languages: a name, or the policy's own."""
    return Texts(fr=words, en=words)


def patterns(*, fr: str, en: str) -> Patterns:
    """What the same thing looks like in each language; capitals make no difference."""
    return {"fr": re.compile(fr, re.IGNORECASE), "en": re.compile(en, re.IGNORECASE)}


def sentences(text: str) -> Iterator[str]:
    """The sentences of a clause to the letter, without the mark of a list item."""
    return (sentence for sentence in _SENTENCE_END.split(text.removeprefix("- ")) if sentence.strip())


def _filled(texts: Texts, words: Mapping[str, Texts]) -> Texts:
    return Texts(
        fr=texts.fr.format_map({name: word.fr for name, word in words.items()}),
        en=texts.en.format_map({name: word.en for name, word in words.items()}),
    )
