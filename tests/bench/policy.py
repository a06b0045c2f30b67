"""How well questions about the policy are answered, through `ombud ask`: `python -m tests.bench.policy [FILE…]`.

A question is well answered when what is cited holds the words that answer it, or when the gap it meets is owned up
to. Beside it what a reader would use instead: the clause that rapidfuzz finds most like the question.
"""

from __future__ import annotations

import os

os.putenv("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported, as bot/cli does

import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict, RootModel
from rapidfuzz import fuzz, process

from bot import asking, loading
from bot.dialogue.single import Asked
from bot.files import load, read_file
from bot.settings import Settings
from bot.wording.words import Language
from knowledge.library import Library
from tests.learned import CACHE

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "cases" / "knowledge"


class Question(BaseModel):
    """A question, and the words of the policy that answer it, or the gap that it meets; either will do."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    ask: str
    language: Language
    words: str | None = None
    gap: str | None = None


class Questions(RootModel[tuple[Question, ...]]):
    """A file of tests/cases/knowledge."""


def well_answered(question: Question, got: Asked) -> bool:
    """Does what is cited hold the words, or is the gap owned up to?"""
    held = question.words is not None and any(question.words in cite.quote for cite in got.citations)
    return held or (question.gap is not None and got.kind == "gap")


def invented(got: Asked, library: Library) -> int:
    """Citations that do not stand in their clause to the letter."""
    return sum(cite.quote not in library.clause(cite.clause).fr for cite in got.citations)


def most_alike(question: Question, library: Library) -> bool:
    """Would looking for the clause most like the question have found the words?"""
    texts = {name: clause[question.language] for name, clause in library.clauses.items()}
    found = process.extractOne(question.ask, texts, scorer=fuzz.token_set_ratio)
    return question.words is not None and question.words in library.clause(found[2]).fr


def main(files: Iterable[Path], asking: Callable[[str, Language], Asked], library: Library) -> None:
    for file in files:
        questions = load(Questions, read_file(file)).root
        for language in ("fr", "en"):
            mine = [(one, asking(one.ask, one.language)) for one in questions if one.language == language]
            right = sum(well_answered(one, got) for one, got in mine)
            plain = sum(well_answered(one, got) for one, got in mine if got.kind in ("answer", "gap"))
            false = sum(invented(got, library) for _, got in mine)
            alike = sum(most_alike(one, library) for one, _ in mine)
            kinds = ", ".join(f"{kind} {number}" for kind, number in Counter(got.kind for _, got in mine).most_common())
            line = f"{file.stem:<12}{language}  well answered {right}/{len(mine)} = {right / len(mine):.3f}"
            line += f"  (at once {plain})  citations not in the policy {false}  clause most alike {alike}  {kinds}"
            sys.stdout.write(line + "\n")


if __name__ == "__main__":
    settings = Settings(data_dir=CACHE, _env_file=None)
    chosen = [Path(name) for name in sys.argv[1:]] or sorted(CASES.glob("*.yaml"))
    main(chosen, asking.asking(settings, team={}), loading.find_library(settings))
