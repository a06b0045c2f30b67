"""What lies beneath: a request laid by, a summary that waits, a message that the team has, their answer."""

from __future__ import annotations

import pytest

from bot.dialogue.effects import Reply
from bot.dialogue.events import Answered, Pressed, TimeCame
from tests.unit.dialogue.person import NOW, Person

ERASE, ADS, ACCESS = "request.erasure", "request.marketing_objection", "request.access"
ANSWER = Answered(at=NOW, question=1, fr="Oui.", en="Yes.")


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def asked(person: Person) -> Person:
    """An erasure was laid by for a request that is sent now."""
    person.says("delete my data", ERASE)
    person.says("stop the ads", ADS)
    person.says("ada@example.org")
    assert person.presses("confirm")[-1] == "resume-sure"
    return person


def test_a_request_laid_by_is_asked_about_before_its_question(asked: Person) -> None:
    assert asked.state.step == "confirming.resume"
    assert asked.presses("yes") == ["resumed", "erasure-scope-ask"]


@pytest.mark.parametrize("words", ["no", "/cancel"])
def test_it_is_dropped_with_a_line(asked: Person, words: str) -> None:
    assert asked.says(words, "control.no") == ["cancelled"]
    assert (asked.state.parked, asked.state.step) == ((), "idle")


def test_whatever_comes_between_it_is_not_lost(asked: Person) -> None:
    assert asked.says("who gets it?", "ask.recipients")[-1] == "resume-sure"
    asked.says("/human")
    assert asked.says("my contract is 12") == ["human-noted", "resume-sure"]
    asked.says("/human")
    assert asked.says("/cancel") == ["aside-dropped", "resume-sure"]
    asked.says("/forget")
    assert asked.presses("no") == ["all-stays", "resume-sure"]
    assert asked.says("hm", "control.repeat") == ["resume-sure"]


def test_wished_for_again_it_goes_on(asked: Person) -> None:
    assert asked.says("delete my data", ERASE)[-1] == "erasure-scope-ask"
    assert asked.state.parked == ()


def test_it_is_asked_about_again_at_its_reminder_and_goes_when_it_expires(asked: Person) -> None:
    assert asked.does(TimeCame(at=NOW, what="remind", draft="d1")) == ["resume-sure"]
    assert asked.does(TimeCame(at=NOW, what="expire", draft="d1")) == ["expired"]
    assert (asked.state.parked, asked.state.step) == ((), "idle")


def test_beneath_it_lies_another(person: Person) -> None:
    person.says("a copy of my data", ACCESS)
    person.says("delete my data", ERASE)
    person.says("stop the ads", ADS)
    person.says("/cancel")
    assert person.presses("yes") == ["number-needless", "cancelled", "resume-sure"]
    assert person.does(TimeCame(at=NOW, what="expire", draft="d1")) == ["expired"]
    assert person.state.step == "confirming.resume"
    assert person.presses("no") == ["cancelled"]


def test_a_summary_is_not_shown_whole_after_an_aside_and_its_warning_told_once(person: Person) -> None:
    person.says("stop the ads", ADS)
    person.says("ada@example.org")
    assert person.says("who gets it?", "ask.recipients") == ["ask.recipients", "summary-waits"]
    assert person.presses("show") == ["summary"]
    assert person.does(TimeCame(at=NOW, what="remind", draft="d1")) == ["reminder", "summary"]
    assert person.says("/language fr") == ["language-now", "summary"]


def test_nothing_answered_is_nothing_to_start_over(person: Person) -> None:
    person.says("delete my data", ERASE)
    assert "restart" not in person.offers
    person.presses("answer", "scope=everything")
    assert "restart" in person.offers


def test_a_message_that_the_team_has_is_not_called_back(person: Person) -> None:
    person.says("/human")
    cancel = next(choice.id for choice in person.state.offered if choice.do == "cancel")
    person.says("my contract is 12")
    assert person.does(Pressed(at=NOW, choice=cancel)) == ["old-button"]


def test_the_teams_answer_can_be_replied_to(person: Person) -> None:
    assert person.does(ANSWER) == ["staff-answer"]
    assert person.presses("human") == ["human-ask"]
    assert person.does(ANSWER) == ["staff-answer"]
    assert person.offers == ["cancel"]


def test_a_yes_or_no_is_asked_again_after_the_teams_answer(person: Person) -> None:
    person.says("/forget")
    assert person.does(ANSWER) == ["staff-answer", "forget-sure"]
    assert person.presses("yes") == ["forgotten"]


def test_a_link_to_a_form_offers_no_topics_beside_it() -> None:
    person = Person(greeted=False)
    assert person.opens("erase")[0] == "welcome"
    assert "mean" not in person.offers
    welcome = person.effects[0]
    assert isinstance(welcome, Reply)
    assert [choice.do for choice in welcome.choices] == ["human", "language"]


def test_a_greeting_is_greeted_once() -> None:
    assert Person(greeted=False).says("hello", "talk.greet") == ["welcome", "welcome-english"]


def test_a_new_language_leaves_a_way_back(person: Person) -> None:
    assert person.says("/language fr") == ["language-now"]
    assert [(choice.do, choice.what) for choice in person.state.offered] == [("language", "en")]
