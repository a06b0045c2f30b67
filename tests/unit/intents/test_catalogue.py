from __future__ import annotations

from pathlib import Path

import pytest
from rapidfuzz import fuzz

from bot import loading
from bot.files import read_yaml
from intents import nearest, train
from intents.catalogue import Catalogue, Intent, Phrases, Unlike
from intents.check import mistakes, places
from intents.scores import Matcher
from intents.text import normal
from tests.learned import CACHE

CASES = Path(__file__).parents[2] / "cases" / "intents"
RIGHTS = {
    "access", "rectification", "erasure", "restriction", "objection", "marketing_objection", "portability",
    "consent_withdrawal", "post_mortem",
}  # fmt: skip


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return loading.load_catalogue()


def test_the_catalogue_has_no_mistakes(catalogue: Catalogue) -> None:
    assert mistakes(catalogue) == ()


def test_no_phrase_is_held_by_another_intent(catalogue: Catalogue, matcher: Matcher) -> None:
    """`ombud intents check` tells file and line; the matcher has left the phrases' vectors in the cache."""
    texts = [place.text for place in places(catalogue)]
    vectors = nearest.meanings(texts, train.SentenceEncoder(), loading.kept_weights(CACHE))
    assert [mistake.what for mistake in nearest.overmatched(catalogue, vectors.rows)] == []


def test_a_file_is_named_after_its_intent(catalogue: Catalogue) -> None:
    folder = Path(__file__).parents[3] / "intents" / "catalogue"
    assert {intent.intent.replace(".", "-") for intent in catalogue} == {file.stem for file in folder.iterdir()}


def test_each_right_is_explained_and_requested(catalogue: Catalogue) -> None:
    names = {intent.intent for intent in catalogue}
    assert names >= {f"{family}.{right}" for family in ("explain", "request") for right in RIGHTS}
    assert len(names) == 81


def test_nothing_has_two_hundred_ways_in_each_language(catalogue: Catalogue) -> None:
    (nothing,) = [intent for intent in catalogue if intent.intent == "none"]
    assert min(len(nothing.phrases.fr), len(nothing.phrases.en)) >= 200


def test_no_case_is_nearly_a_phrase(catalogue: Catalogue) -> None:
    """A case that stands among the phrases would only test memory; short words are the same by nature."""
    phrases = [normal(text) for intent in catalogue for text in (*intent.phrases.fr, *intent.phrases.en)]
    files = [*CASES.glob("*.yaml"), *(CASES.parent / "knowledge").glob("*.yaml")]
    rows = [row for file in files for row in read_yaml(file.name, file.read_text("utf-8")).value]
    texts = [row.get("text") or row["ask"] for row in rows]
    copies = [text for text in texts if len(normal(text).split()) > 4 and _nearest(normal(text), phrases) >= 95]
    assert copies == []


def test_mistakes_say_where_and_what_to_do() -> None:
    phrases = Phrases(fr=tuple(f"phrase {at}" for at in range(15)), en=("phrase 3",))
    unlike = (Unlike(intent="ask.nobody", why="it is not"),)
    (first, second, third) = mistakes((Intent(intent="ask.one", meaning="One.", phrases=phrases, unlike=unlike),))
    assert first.path == ("phrases", "en", 0)
    assert "ask.one (fr 3) already" in first.what
    assert second.path == ("phrases", "en")
    assert "1 phrases in en are too few" in second.what
    assert third.path == ("unlike", 0, "intent")
    assert all(mistake.remedy for mistake in (first, second, third))


def _nearest(text: str, phrases: list[str]) -> float:
    return max(fuzz.ratio(text, phrase) for phrase in phrases)
