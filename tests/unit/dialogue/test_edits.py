"""An edited message corrects what came of it, wherever that can still be corrected (behaviours 18 and 19)."""

from __future__ import annotations

import pytest

from bot.dialogue.effects import SendCode, VoidCode
from bot.dialogue.state import with_draft
from intents.bands import Torn
from tests.unit.dialogue.person import CODE, Person

ERASE, ACCESS, ADS, WRONG = "request.erasure", "request.access", "request.marketing_objection", "request.rectification"
TWO = Torn(intents=(ACCESS, ERASE))


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.fixture
def erasing(person: Person) -> Person:
    """Everything is to be erased, the address was given in message m2; an optional question is open."""
    person.says("delete my data", ERASE, ref="m1")
    person.presses("answer", "scope=everything")
    person.says("ada@example.org", ref="m2")
    assert person.state.step == "erasure.identifier"
    return person


def test_the_answer_that_came_of_it_is_corrected_and_the_open_question_put_again(erasing: Person) -> None:
    assert erasing.edits("m2", "bob@example.org") == ["corrected", "identifier-ask"]
    assert erasing.values["email"] == "bob@example.org"
    assert erasing.state.step == "erasure.identifier"


def test_the_same_answer_in_other_words_is_met_with_silence(erasing: Person) -> None:
    assert erasing.edits("m2", "it is ada@example.org") == []
    assert erasing.values["email"] == "ada@example.org"


def test_words_that_do_not_fit_are_explained_and_the_old_answer_stays(erasing: Person) -> None:
    assert erasing.edits("m2", "blah") == ["edit-kept", "retry-email", "identifier-ask"]
    assert erasing.edits("m2", "ada@@example") == ["edit-kept", "bad-email", "identifier-ask"]
    assert erasing.values["email"] == "ada@example.org"


def test_an_edit_can_be_edited_again(erasing: Person) -> None:
    erasing.edits("m2", "bob@example.org")
    assert erasing.edits("m2", "carl@example.org") == ["corrected", "identifier-ask"]


def test_what_depends_on_the_answer_is_asked_anew(person: Person) -> None:
    person.says("delete my data", ERASE, ref="m1")
    person.says("everything", ref="m2")
    person.says("ada@example.org", ref="m3")
    assert person.edits("m2", "only some of it") == ["corrected", "erasure-part-ask"]
    assert person.state.step == "erasure.part"


def test_a_new_address_gets_a_new_code(erasing: Person) -> None:
    erasing.says("none", ref="m3")
    assert erasing.state.step == "erasure.code"
    assert erasing.edits("m2", "bob@example.org") == ["corrected", "code-ask"]
    assert [type(e) for e in erasing.effects if isinstance(e, VoidCode | SendCode)] == [VoidCode, SendCode]


def test_an_address_that_was_proved_is_only_given_up_when_the_person_says_so(erasing: Person) -> None:
    erasing.says("none", ref="m3")
    erasing.says(CODE, ref="m4")
    assert erasing.edits("m2", "bob@example.org") == ["overwrite-sure"]
    assert erasing.presses("no") == ["all-stays", "summary"]
    assert erasing.values["email"] == "ada@example.org"
    erasing.edits("m2", "dora@example.org")
    assert erasing.presses("yes")[-1] == "code-ask"
    assert erasing.values["email"] == "dora@example.org"


def test_after_a_yes_to_give_it_up_the_new_address_is_the_one_to_edit(erasing: Person) -> None:
    erasing.says("none", ref="m3")
    erasing.says(CODE, ref="m4")
    erasing.says("no, my e-mail is bob@example.org", ref="m5")
    erasing.says("yes", "control.yes", ref="m6")
    assert erasing.edits("m5", "carl@example.org")[0] == "corrected"
    assert erasing.edits("m2", "dora@example.org")[0] == "edit-seen"
    assert erasing.values["email"] == "carl@example.org"


def test_one_that_was_read_back_belongs_to_the_message_that_dictated_it(person: Person) -> None:
    person.says("stop the ads", ADS, ref="m1")
    person.says("ada at example dot org", ref="m2")
    assert person.told == ["read-back"]
    person.says("yes", "control.yes", ref="m3")
    assert person.edits("m2", "bob@example.org") == ["corrected", "summary"]
    assert person.edits("m2", "carl at example dot org") == ["read-back"]
    assert person.presses("yes") == ["corrected", "summary"]
    assert person.values["contact"] == ["carl@example.org"]


def test_an_answer_passed_over_can_be_given_by_editing(erasing: Person) -> None:
    erasing.says("none", ref="m3")
    assert erasing.edits("m3", "4242") == ["corrected", "code-ask"]
    assert erasing.values["identifier"] == "4242"
    assert erasing.edits("m3", "none") == ["edit-none", "code-ask"]
    assert erasing.edits("m3", "none") == []


def test_a_free_answer_takes_other_words_but_no_question(person: Person) -> None:
    person.says("my data are wrong", WRONG, ref="m1")
    person.says("the street", ref="m2")
    assert person.edits("m2", "the town") == ["corrected", "rectification-correct-ask"]
    assert person.edits("m2", "who gets it?", "ask.recipients")[:2] == ["edit-kept", "retry-text"]
    assert person.values == {"wrong": "the town"}


def test_a_question_that_lies_over_the_form_stays_open(erasing: Person) -> None:
    erasing.says("/cancel", ref="m3")
    assert erasing.edits("m2", "bob@example.org") == ["corrected", "cancel-sure-lost"]
    assert erasing.state.step == "confirming.cancel"


def test_a_question_being_asked_again_stays_the_one_that_is_asked(erasing: Person) -> None:
    erasing.presses("back")
    erasing.presses("back")
    assert erasing.state.step == "erasure.scope"
    assert erasing.edits("m2", "bob@example.org") == ["corrected", "erasure-scope-ask"]


def test_what_was_said_along_with_the_wish_is_corrected_with_it(person: Person) -> None:
    person.says("delete my data, I am in the file under client number 4242", ERASE, ref="m1")
    assert person.values == {"identifier": "4242"}
    assert person.edits("m1", "delete my data, client number 4343", ERASE)[0] == "corrected"
    assert person.values == {"identifier": "4343"}
    assert person.edits("m1", "please delete my data, client number 4343", ERASE) == []


def test_a_wish_changed_at_its_first_question_is_the_other_wish(person: Person) -> None:
    person.says("delete my data", ERASE, ref="m1")
    assert person.edits("m1", "stop the ads", ADS)[:2] == ["wish-edited", "start-next"]
    assert person.state.step == "marketing_objection.contact"
    assert person.state.parked == ()


def test_a_code_sent_for_a_wish_that_is_changed_opens_nothing(person: Person) -> None:
    person.says("delete all my data, ada@example.org, client number 4242", ERASE, ref="m1")
    person.state = with_draft(
        person.state, values={"scope": "everything"}, sources={"scope": "m1"}, sent="a@example.org"
    )
    assert person.edits("m1", "stop the ads", ADS)[0] == "wish-edited"
    assert [effect for effect in person.effects if isinstance(effect, VoidCode)]


def test_a_wish_changed_into_a_question_is_answered_and_the_form_stays(person: Person) -> None:
    person.says("my data are wrong", WRONG, ref="m1")
    told = person.edits("m1", "who gets my data", "ask.recipients")
    assert told[-1] == "rectification-wrong-ask"
    assert "edit-seen" not in told


def test_a_wish_changed_later_on_changes_nothing(erasing: Person) -> None:
    assert erasing.edits("m1", "stop the ads", ADS) == ["edit-seen", "identifier-ask"]


def test_a_wish_that_was_in_doubt_belongs_to_its_first_words(person: Person) -> None:
    person.says("my file", TWO, ref="m1")
    person.presses("mean", ERASE)
    assert person.edits("m1", "my whole file", TWO) == []
    assert person.edits("m1", "a copy of my file", ACCESS)[:2] == ["wish-edited", "start-next"]


def test_a_draft_laid_by_is_corrected_beneath_the_one_under_way(erasing: Person) -> None:
    erasing.says("I want to stop the ads", ADS, ref="m3")
    assert erasing.edits("m2", "bob@example.org") == ["corrected", "marketing-objection-contact-ask"]
    assert erasing.state.step == "marketing_objection.contact"
    assert erasing.state.parked[0].values["email"] == "bob@example.org"
    assert not [effect for effect in erasing.effects if isinstance(effect, VoidCode)]


def test_an_address_proved_beneath_another_form_is_not_given_up_there(erasing: Person) -> None:
    erasing.says("none", ref="m3")
    erasing.says(CODE, ref="m4")
    erasing.says("I want to stop the ads", ADS, ref="m5")
    assert erasing.edits("m2", "bob@example.org")[0] == "edit-seen"
    assert erasing.state.parked[0].proved == "ada@example.org"


def test_the_question_asked_last_is_read_anew(person: Person) -> None:
    person.says("who gets it?", "ask.recipients", ref="m1")
    assert person.edits("m1", "how long do you keep it?", "ask.retention")[0] == "ask.retention"
    assert person.edits("m1", "delete it", ERASE)[0] == "start"


def test_an_edit_that_changes_no_word_is_met_with_silence(person: Person) -> None:
    person.says("who gets it?", "ask.recipients", ref="m1")
    assert person.edits("m1", "who gets it?", "ask.recipients") == []
    assert person.edits("m1", "how long do you keep it?", "ask.retention")[0] == "ask.retention"
    assert person.edits("m1", "how long do you keep it?", "ask.retention") == []


def test_words_that_answered_nothing_may_answer_once_they_are_mended(person: Person) -> None:
    person.says("delete my data", ERASE, ref="m1")
    assert person.says("evrthng pls", ref="m2")[0] == "retry-choice"
    assert person.edits("m2", "everything") == ["email-ask"]
    assert person.edits("m2", "only some of it")[0] == "corrected"


def test_a_code_that_was_wrong_may_be_mended(erasing: Person) -> None:
    erasing.says("none", ref="m3")
    assert erasing.says("8765 4321", ref="m4") == ["code-wrong"]
    assert erasing.edits("m4", CODE)[0] == "code-right"
    assert erasing.edits("m4", "8765 4321")[0] == "edit-seen"


def test_a_question_of_ours_goes_with_the_words_it_was_about(person: Person) -> None:
    person.says("my file", TWO, ref="m1")
    assert person.state.step == "choosing"
    assert person.edits("m1", "what are my rights?", "ask.rights")[0] == "ask.rights"
    assert person.state.step == "idle"


def test_a_plea_for_a_human_mended_is_no_message_to_one(person: Person) -> None:
    person.says("a humn", "talk.human", ref="m1")
    assert person.edits("m1", "a human", "talk.human") == ["human-ask"]
    assert person.state.step == "writing.human"


def test_a_message_that_is_with_the_team_is_not_changed(person: Person) -> None:
    person.says("a human", "talk.human", ref="m1")
    person.says("my contract is 12", ref="m2")
    assert person.edits("m2", "my contract is 13") == ["edit-seen"]


def test_a_no_changed_to_yes_confirms_nothing_that_was_asked_later(person: Person) -> None:
    person.says("stop the ads", ADS, ref="m1")
    person.says("ada@example.org", ref="m2")
    person.says("/cancel", ref="m3")
    assert person.says("no", "control.no", ref="m4") == ["all-stays", "summary"]
    assert person.edits("m4", "yes", "control.yes") == ["edit-seen", "summary-waits"]
    assert person.filed == []


def test_what_was_sent_is_never_overwritten(person: Person) -> None:
    person.says("stop the ads", ADS, ref="m1")
    person.says("ada@example.org", ref="m2")
    person.presses("confirm")
    assert person.edits("m2", "bob@example.org") == ["edit-seen"]
    assert person.edits("m1", "delete my data", ERASE) == ["edit-seen"]
    assert [filed.values for filed in person.filed] == [{"contact": ["ada@example.org"]}]


@pytest.mark.parametrize("ref", ["m1", "m9"])
def test_an_old_message_that_nothing_hangs_on_is_seen(person: Person, ref: str) -> None:
    person.says("who gets it?", "ask.recipients", ref="m1")
    person.says("thanks", "talk.thanks", ref="m2")
    assert person.edits(ref, "who sells it?", "ask.selling") == ["edit-seen"]


def test_words_taken_away_change_nothing(erasing: Person) -> None:
    assert erasing.edits("m2", "")[0] == "edit-seen"
    assert erasing.values["email"] == "ada@example.org"


def test_a_press_that_answers_anew_frees_the_answer_from_its_message(person: Person) -> None:
    person.says("delete my data", ERASE, ref="m1")
    person.says("only some of it", ref="m2")
    person.presses("back")
    person.presses("answer", "scope=everything")
    assert person.edits("m2", "some of it")[0] == "edit-seen"
    assert person.values["scope"] == "everything"


def test_a_caption_can_be_edited_like_any_words(person: Person) -> None:
    person.says("delete my data", ERASE, ref="m1")
    person.sends("photo", "everything", ref="m2")
    assert person.edits("m2", "only some of it")[0] == "corrected"


def test_a_caption_put_under_a_picture_afterwards_is_read(person: Person) -> None:
    person.sends("photo", ref="m1", count=3)
    assert person.edits("m1", "who gets it?", "ask.recipients")[0] == "ask.recipients"


def test_a_command_is_obeyed_where_an_answer_stood_only_if_it_was_said_last(erasing: Person) -> None:
    assert erasing.edits("m2", "/help")[0] == "edit-seen"
    assert erasing.values["email"] == "ada@example.org"


def test_of_a_conversation_forgotten_no_message_is_known(erasing: Person) -> None:
    erasing.says("/forget", ref="m3")
    erasing.says("yes", "control.yes", ref="m4")
    assert (erasing.state.last_ref, erasing.state.draft) == (None, None)


def test_two_answers_of_one_message_are_both_corrected(person: Person) -> None:
    person.says("delete my data", ERASE, ref="m1")
    person.presses("answer", "scope=everything")
    person.says("ada@example.org, client number 4242", ref="m2")
    assert person.edits("m2", "bob@example.org, client number 4343") == ["corrected", "corrected", "code-ask"]
    assert person.values == {"scope": "everything", "email": "bob@example.org", "identifier": "4343"}


def test_of_several_an_address_that_was_proved_is_asked_before_the_rest(person: Person) -> None:
    person.says("delete my data", ERASE, ref="m1")
    person.presses("answer", "scope=everything")
    person.says("ada@example.org, client number 4242", ref="m2")
    person.says(CODE, ref="m3")
    assert person.edits("m2", "bob@example.org, client number 4343") == ["overwrite-sure"]
    assert person.values["email"] == "ada@example.org"


def test_words_that_fit_no_better_where_nothing_was_answered_are_explained(erasing: Person) -> None:
    erasing.says("none", ref="m3")
    assert erasing.edits("m3", "who gets it?", "ask.recipients") == ["retry-text", "code-ask"]


def test_the_wish_of_a_form_laid_by_changes_nothing_when_edited(person: Person) -> None:
    person.says("delete my data", ERASE, ref="m1")
    person.says("stop the ads", ADS, ref="m2")
    assert person.edits("m1", "a copy of my data", ACCESS)[0] == "edit-seen"
    assert person.edits("m1", "please delete my data", ERASE) == []
