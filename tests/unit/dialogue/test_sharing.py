"""One's own number by a control of the messenger: offered once where it is asked for, and never a proof."""

from __future__ import annotations

import pytest

from bot.dialogue.effects import Reply
from bot.dialogue.events import TimeCame
from bot.dialogue.spoken import Message, message
from tests.unit.dialogue.person import LIBRARY, NOW, WORDING, Person

ADS, ERASE, CONSENT = "request.marketing_objection", "request.erasure", "request.consent_withdrawal"
PHONE = "+33612345678"


@pytest.fixture
def asked() -> Person:
    """A person who is asked for the addresses and numbers to be silenced."""
    person = Person()
    person.says("stop the ads", ADS)
    return person


def shown(person: Person) -> list[Message]:
    return [message(e, "en", wording=WORDING, library=LIBRARY) for e in person.effects if isinstance(e, Reply)]


def test_sharing_is_offered_after_the_question_and_once(asked: Person) -> None:
    assert asked.told == ["start", "marketing-objection-contact-ask", "number-ask"]
    assert [one.contact for one in shown(asked)] == ["", "", "ask"]
    assert asked.says("blah") == ["retry-contact", "marketing-objection-contact-ask"]


def test_ones_own_number_is_the_answer_and_the_control_goes(asked: Person) -> None:
    assert asked.shares(PHONE) == ["number-noted", "summary"]
    assert [one.contact for one in shown(asked)] == ["done", ""]
    assert asked.values == {"contact": [PHONE]}


def test_a_number_typed_takes_the_control_away_as_well(asked: Person) -> None:
    assert asked.says("06 12 34 56 78") == ["number-noted", "summary"]


def test_an_account_may_tell_its_number_without_the_plus_sign(asked: Person) -> None:
    asked.shares("33612345678")
    assert asked.values == {"contact": [PHONE]}


def test_a_number_nobody_can_have_is_asked_again(asked: Person) -> None:
    assert asked.shares("1") == ["retry-contact", "marketing-objection-contact-ask"]
    assert asked.values == {}


def test_somebody_elses_number_is_no_value(asked: Person) -> None:
    assert asked.shares(PHONE, own=False) == ["number-not-own", "marketing-objection-contact-ask"]
    assert asked.values == {}


def test_nobody_needs_a_number_that_was_not_asked_for() -> None:
    person = Person()
    assert person.shares(PHONE) == ["number-unasked"]
    person.says("delete my data", ERASE)
    person.presses("answer", "scope=everything")
    assert person.shares(PHONE) == ["number-unasked", "email-ask"]
    assert person.values == {"scope": "everything"}


def test_what_is_written_to_a_human_is_no_number(asked: Person) -> None:
    asked.says("/human")
    assert asked.shares(PHONE) == ["number-unasked", "human-ask"]
    assert asked.values == {}


def test_the_control_goes_when_the_request_is_dropped(asked: Person) -> None:
    asked.says("/cancel")
    assert asked.presses("yes") == ["number-needless", "cancelled"]
    assert not asked.state.sharing


def test_the_control_goes_after_what_is_forgotten_or_it_would_be_as_well(asked: Person) -> None:
    asked.says("/forget")
    asked.presses("yes")
    assert [getattr(effect, "kind", "") for effect in asked.effects] == ["void_code", "forget", "reply", "reply"]
    assert asked.told == ["number-needless", "forgotten"]


def test_the_control_goes_when_a_draft_expires(asked: Person) -> None:
    assert asked.does(TimeCame(at=NOW, what="expire", draft="d1")) == ["number-needless", "expired"]


def test_it_is_offered_again_where_the_answer_is_to_be_changed(asked: Person) -> None:
    asked.shares(PHONE)
    asked.presses("change")
    assert asked.presses("edit", "contact") == ["marketing-objection-contact-ask", "number-ask"]
    assert asked.presses("keep") == ["number-noted", "summary"]


def test_a_correction_takes_the_control_away_by_itself(asked: Person) -> None:
    asked.says("ada@example.org")
    asked.presses("change")
    asked.presses("edit", "contact")
    assert asked.says("bob@example.org") == ["corrected", "summary"]
    assert [one.contact for one in shown(asked)] == ["done", ""]
    assert not asked.state.sharing


def test_what_is_added_is_said_to_be_added(asked: Person) -> None:
    asked.says("ada@example.org")
    assert asked.says("and also bob@example.org") == ["added", "summary"]
    assert "Added: bob@example.org" in [one.text for one in shown(asked)]
    assert shown(asked)[0].private


def test_another_form_takes_it_away_and_this_one_brings_it_back(asked: Person) -> None:
    assert asked.says("delete my data", ERASE)[0] == "number-needless"
    asked.says("/cancel")
    assert asked.presses("yes") == ["cancelled", "resume-sure"]
    assert asked.presses("yes") == ["resumed", "marketing-objection-contact-ask", "number-ask"]


def test_it_is_offered_in_every_form_that_asks_for_a_number() -> None:
    person = Person()
    person.says("I withdraw my consent", CONSENT)
    assert person.presses("answer", "scope=everything") == ["consent-withdrawal-contact-ask", "number-ask"]


def test_no_number_is_offered_while_one_is_read_back() -> None:
    person = Person()
    assert person.says("stop the ads to ada at example dot org", ADS) == ["start", "read-back"]
    assert person.presses("no")[-1] == "number-ask"
