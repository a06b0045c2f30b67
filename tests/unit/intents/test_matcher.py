from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

from bot.files import load, read_yaml
from intents import train
from intents.bands import Sure
from intents.catalogue import Intent, Phrases
from intents.scores import Encoder, Matcher
from intents.understanding import Understood, understand

TODAY = date(2026, 11, 23)
CASES = Path(__file__).parents[2] / "cases" / "intents"


class Case(BaseModel):
    """A sentence, the intents that are right for it, those that would do harm, and whether it must hold."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str
    lang: str
    want: tuple[str, ...]
    never: tuple[str, ...]
    must: bool


class Cases(BaseModel):
    cases: tuple[Case, ...]


def must() -> list[Case]:
    files = [read_yaml(file.name, file.read_text("utf-8")) for file in sorted(CASES.glob("*.yaml"))]
    rows = [row for file in files for row in load(Cases, type(file)(file.name, {"cases": file.value})).cases]
    return [row for row in rows if row.must]


def named(got: Understood) -> set[str]:
    match got.band.kind:
        case "sure":
            return {got.band.intent}
        case "torn":
            return set(got.band.intents)
        case "unsure":
            return {"none"}


@pytest.mark.parametrize("case", must(), ids=lambda case: case.text)
def test_must_be_understood(case: Case, matcher: Matcher) -> None:
    got = understand(case.text, matcher=matcher, today=TODAY)
    assert named(got) & set(case.want)
    assert not named(got) & set(case.never)


@pytest.mark.parametrize(
    ("word", "intent"),
    [("oui", "control.yes"), ("OK", "control.yes"), ("non merci", "control.no"), ("annuler", "control.cancel"),
     ("stop", "control.cancel"), ("retour", "control.back"), ("passer", "control.skip"), ("Pourquoi ?", "control.why"),
     ("yes!", "control.yes"), ("nope", "control.no"), ("skip", "control.skip")],
)  # fmt: skip
def test_a_phrase_typed_again_is_certain(word: str, intent: str, matcher: Matcher) -> None:
    best = matcher.scores(word)[0]
    assert best.intent == intent
    assert best.confidence >= 0.98


@pytest.mark.parametrize("text", ["", "?", "delete", "x" * 5_000, "mes données " * 400, "\x00", "שלום"])
def test_every_text_is_scored_over_all_intents(text: str, matcher: Matcher) -> None:
    guesses = matcher.scores(text)
    assert len(guesses) == 81
    assert sum(guess.confidence for guess in guesses) == pytest.approx(1, abs=1e-6)
    assert [guess.confidence for guess in guesses] == sorted((guess.confidence for guess in guesses), reverse=True)


def test_threads_may_share_a_matcher(matcher: Matcher) -> None:
    texts = ["vendez-vous mes infos", "where is my request", "effacez tout", "hello"] * 5
    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(matcher.scores, texts)) == [matcher.scores(text) for text in texts]


def test_what_is_understood_can_be_stored_and_read_back(matcher: Matcher) -> None:
    got = understand("Supprimez mes données, lea@example.org\u202e", matcher=matcher, today=TODAY)
    assert got.text == "Supprimez mes données, lea@example.org"
    assert got.language == "fr"
    assert got.entities.emails == ("lea@example.org",)
    assert len(got.ranked) == 6
    assert Understood.model_validate_json(got.model_dump_json()) == got


@pytest.fixture(scope="module")
def encode() -> Encoder:
    return train.SentenceEncoder()


def small(**phrases: tuple[str, ...]) -> tuple[Intent, ...]:
    return tuple(
        Intent(intent=f"talk.{name}", meaning=name, phrases=Phrases(fr=texts, en=texts))
        for name, texts in phrases.items()
    )


def test_weights_survive_as_bytes(encode: Encoder) -> None:
    catalogue = small(greet=("bonjour", "salut"), bye=("au revoir", "à demain"))
    data = train.fit(catalogue, encode)
    again = train.matcher(BytesIO(data), encode)
    assert again.scores("bonsoir")[0].intent == "talk.greet"
    assert again.scores("à demain")[0].confidence == pytest.approx(0.98)
    assert train.fit(catalogue, encode) == data


def test_weights_cut_short_are_refused(encode: Encoder) -> None:
    data = train.fit(small(greet=("bonjour",), bye=("au revoir",)), encode)
    with pytest.raises(ValueError, match="no weights"):
        train.matcher(BytesIO(data[: len(data) // 2]), encode)


def test_the_digest_changes_with_the_phrases_only() -> None:
    first = small(greet=("bonjour",), bye=("au revoir",))
    assert train.digest(first) == train.digest(first[::-1])
    assert train.digest(first) != train.digest(small(greet=("salut",), bye=("au revoir",)))


def test_sure_is_what_a_plain_question_gets(matcher: Matcher) -> None:
    got = understand("à qui vous donnez mes infos", matcher=matcher, today=TODAY)
    assert got.band == Sure(intent="ask.recipients")
