"""Signs without words: thanks, a yes where nothing hangs on it, anger; and what they never do."""

from __future__ import annotations

import pytest

from intents.bands import Torn
from tests.unit.dialogue.person import Person

ERASE, ADS = "request.erasure", "request.marketing_objection"


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.mark.parametrize("signs", ["👍", "🙏🙏", "❤️", "👌🏿", "😊", "🙂 👍🏽"])
def test_where_nothing_is_asked_a_kind_sign_is_thanks(person: Person, signs: str) -> None:
    assert person.says(signs) == ["talk-thanks"]


@pytest.mark.parametrize("signs", ["😡", "🤬 👍"])
def test_an_angry_sign_is_met_with_regret_and_a_human(person: Person, signs: str) -> None:
    assert person.says(signs) == ["talk-upset"]
    assert person.offers == ["human"]
    person.says("delete my data", ERASE)
    assert person.says(signs) == ["talk-upset", "erasure-scope-ask"]


@pytest.mark.parametrize("signs", ["🐙", "?!", "👎", "👍🐙"])
def test_any_other_sign_is_to_be_said_in_words(person: Person, signs: str) -> None:
    assert person.says(signs) == ["no-words"]
    person.says("delete my data", ERASE)
    assert person.says(signs) == ["no-words", "erasure-scope-ask"]


def test_a_thumb_is_no_answer_to_a_question_that_is_no_yes_or_no(person: Person) -> None:
    person.says("delete my data", ERASE)
    assert person.says("👍") == ["no-words", "erasure-scope-ask"]


@pytest.mark.parametrize("sign", ["👍", "👍🏻", "✅"])
def test_a_thumb_agrees_to_what_was_read_and_to_what_was_meant(person: Person, sign: str) -> None:
    person.says("stop the ads to ada at example dot org", ADS)
    assert person.says(sign)[-1] == "summary"
    person = Person()
    person.says("hm", Torn(intents=(ERASE,)))
    assert person.says(sign)[-1] == "erasure-scope-ask"


def test_a_thumb_sends_nothing(person: Person) -> None:
    person.says("stop the ads", ADS)
    person.says("ada@example.org")
    assert person.says("👍") == ["sign-send"]
    assert person.filed == []
    assert person.presses("confirm")[0] == "receipt"


@pytest.mark.parametrize(("words", "asked"), [("/cancel", "cancel-sure"), ("/forget", "forget-sure")])
def test_a_thumb_erases_nothing(person: Person, words: str, asked: str) -> None:
    person.says("delete my data", ERASE)
    person.says(words)
    assert person.says("👍") == ["sign-yes", asked]
    assert person.state.draft
