"""Questions to the packaged policy, asked as `ombud ask` asks them: nothing invented, every section answers."""

from __future__ import annotations

from collections import Counter

import pytest

from bot import loading
from bot.asking import asking
from bot.dialogue.single import Asked
from bot.files import load, read_file
from bot.settings import Settings
from bot.wording.words import Language
from intents.scores import Matcher
from knowledge.library import Library
from tests.bench.policy import CASES, Question, Questions, invented, well_answered
from tests.learned import CACHE

Answered = list[tuple[Question, Asked]]


@pytest.fixture(scope="module")
def library() -> Library:
    return loading.find_library(Settings(data_dir=CACHE, _env_file=None))


@pytest.fixture(scope="module")
def answered(matcher: Matcher) -> Answered:
    """Every question with what came of it; the matcher is in the cache once its fixture has run."""
    ask = asking(Settings(data_dir=CACHE, _env_file=None), team={})
    files = [load(Questions, read_file(file)).root for file in sorted(CASES.glob("*.yaml"))]
    return [(question, ask(question.ask, question.language)) for file in files for question in file]


def test_no_citation_says_what_the_policy_does_not(answered: Answered, library: Library) -> None:
    assert len(answered) == 240
    assert [got.text for _, got in answered if invented(got, library)] == []


@pytest.mark.parametrize("language", ["fr", "en"])
def test_most_questions_are_well_answered(answered: Answered, language: Language) -> None:
    """A floor against a fall, some way below what `make bench-policy` shows; nothing is tuned to it."""
    mine = [well_answered(question, got) for question, got in answered if question.language == language]
    assert sum(mine) / len(mine) >= 0.85


@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_section_answers_three_questions_and_more(
    answered: Answered, library: Library, language: Language
) -> None:
    answers: Counter[str] = Counter()
    for question, got in answered:
        if question.words and question.language == language:
            held = {library.clause(cite.clause).section for cite in got.citations if question.words in cite.quote}
            answers.update(held)
    assert {section.id for section in library.policy.sections} == {
        name for name, number in answers.items() if number >= 3
    }
