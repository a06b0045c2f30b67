"""What an answer states that its clauses do not: figures, names and duties without a source.

A citation proves nothing if the words above it say more. Each number, each name and each duty of an answer must stand
in the clauses it cites, in a law entry it names, or in what the policy's own head tells (controller, date of the copy).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from knowledge.answers import Answer, Clause
from knowledge.entries import LANGUAGES, LawEntry, Policy
from knowledge.typography import Language, long_date

COUNTED: Final[Mapping[str, int]] = {
    word: number
    for number, words in enumerate(
        (
            "deux two",
            "trois three",
            "quatre four",
            "cinq five",
            "six",
            "sept seven",
            "huit eight",
            "neuf nine",
            "dix ten",
        ),
        start=2,
    )
    for word in words.split()
}
DUTY: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(
        r"\b(?:doi(?:t|vent)|devr(?:a|ont)|oblig\w+|exig\w+|impos\w+|interdi\w+|tenue?s? de|nécessaires?|requis\w*|"
        r"il appartient|faut)\b",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\b(?:must|shall|requir\w+|oblig\w+|forbid\w*|forbidden|necessary|needed|has to|have to|prohibit\w*|up to)\b",
        re.IGNORECASE,
    ),
}
STATED: Final[Mapping[Language, re.Pattern[str]]] = {
    "fr": re.compile(r"\b(?:doi(?:t|vent)|oblige\w*|exige\w*|interdi[ts]\w*|faut)\b", re.IGNORECASE),
    "en": re.compile(r"\b(?:must|shall|requires?|obliges?|forbids?|has to|prohibits?)\b(?! not)", re.IGNORECASE),
}
"""The words by which our answers state a duty; the clauses may put it in any of the ways above."""

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_NAME = re.compile(r"(?<![.!?…:\n«“] )(?<!^)(?<![\n«“])\b[A-ZÀÉÈÊÎÔÇ][\w’'-]+")
_ACRONYM = re.compile(r"\b[A-Z]{2,}\b")
_PLAIN: Final = frozenset({"I", "Je", "Union", "Européenne", "European", "French", "Français", "Ombud", "Art"})
"""Words with a capital that name nobody, or this bot."""


@dataclass(frozen=True)
class Claim:
    """Something that an answer states in one language, and no source of it holds."""

    answer: str
    kind: Literal["number", "name", "duty"]
    words: str
    language: Language


def unproven(
    answers: Iterable[Answer], *, policy: Policy, clauses: Mapping[str, Clause], law: Mapping[str, LawEntry]
) -> Iterator[Claim]:
    """What the answers state without a source, in their order."""
    for answer in answers:
        for language in LANGUAGES:
            sources = _sources(answer, language, policy, clauses, law)
            text = answer.text[language]
            items = sum(clauses[name].fr.startswith("- ") for name in {cite.clause for cite in answer.cites})
            figures, names = _figures(text, sources, items), _names(text, sources)
            yield from (Claim(answer.id, "number", words, language) for words in dict.fromkeys(figures))
            yield from (Claim(answer.id, "name", words, language) for words in dict.fromkeys(names))
            duties = _duties(text, sources, language)
            yield from (Claim(answer.id, "duty", words, language) for words in dict.fromkeys(duties))


def _sources(
    answer: Answer, language: Language, policy: Policy, clauses: Mapping[str, Clause], law: Mapping[str, LawEntry]
) -> str:
    """All words that may bear the answer out. Names stand in the policy's own language, whatever the reader's."""
    cited = [clauses[name] for name in dict.fromkeys(cite.clause for cite in answer.cites)]
    entries = [law[name] for name in answer.law]
    known = [policy.controller, long_date(policy.captured, language)]
    known += [clause[other] for clause in cited for other in LANGUAGES]
    known += [f"{entry.article[language]} {entry.says[language]}" for entry in entries]
    return "\n".join(known)


def _figures(text: str, sources: str, items: int) -> Iterator[str]:
    """Numbers that no source holds; a number word may also count the list items that are cited."""
    held = set(_NUMBER.findall(sources))
    yield from (number for number in _NUMBER.findall(text) if number not in held)
    for word in re.findall(r"[a-z]+", text.lower()):
        number = COUNTED.get(word)
        if number and number != items and not re.search(rf"\b(?:{word}|{number})\b", sources, re.IGNORECASE):
            yield word


def _names(text: str, sources: str) -> Iterator[str]:
    low = sources.casefold()
    for name in [*_NAME.findall(text), *_ACRONYM.findall(text)]:
        plain = re.sub(r"['’]s$", "", name)
        if plain not in _PLAIN and plain.casefold().replace("’", "'") not in low.replace("’", "'"):
            yield plain


def _duties(text: str, sources: str, language: Language) -> Iterator[str]:
    if not DUTY[language].search(sources) and not DUTY["fr"].search(sources):
        yield from STATED[language].findall(text)
