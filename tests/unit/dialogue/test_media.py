"""What is sent beside words is kindly declined; the words beside it count (behaviours 44, 45 and 48)."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.dialogue.effects import AskStaff
from bot.dialogue.events import Media
from tests.unit.dialogue.person import Person

ERASE, WRONG = "request.erasure", "request.rectification"


@pytest.fixture
def person() -> Person:
    return Person()


@pytest.mark.parametrize("media", get_args(Media))
def test_each_has_its_own_answer_and_the_open_question_follows(person: Person, media: str) -> None:
    assert person.sends(media) == [f"media-{media}"]
    person.says("delete my data", ERASE)
    assert person.sends(media) == [f"media-{media}", "erasure-scope-ask"]
    assert person.values == {}


def test_whoever_speaks_into_the_telephone_is_offered_a_person(person: Person) -> None:
    person.sends("voice")
    assert person.offers == ["human"]
    assert person.presses("human") == ["human-ask"]


def test_documents_go_to_the_desk_where_it_has_an_address_and_to_a_human_where_it_has_none(person: Person) -> None:
    person.sends("photo")
    assert person.offers == ["human"]
    told = Person(contact="desk@example.org")
    told.sends("photo")
    assert "desk@example.org" in str(told.effects)
    assert told.offers == []


def test_a_moving_picture_is_no_document(person: Person) -> None:
    person.sends("video")
    assert "media-by" not in str(person.effects)


def test_an_album_is_answered_once(person: Person) -> None:
    assert person.sends("photo", count=5) == ["media-several"]


def test_one_too_large_is_told_another_way(person: Person) -> None:
    assert person.sends("file", too_large=True) == ["media-too-large"]
    assert person.offers == ["human"]
    assert person.sends("file", "who gets it?", "ask.recipients", too_large=True)[:2] == [
        "media-too-large",
        "ask.recipients",
    ]


def test_words_under_a_picture_are_answered(person: Person) -> None:
    assert person.sends("photo", "delete my data", ERASE)[:2] == ["media-caption", "start"]
    assert person.sends("video", "everything") == ["media-caption", "email-ask"]
    assert person.values == {"scope": "everything"}


def test_no_words_and_a_picture_answer_nothing(person: Person) -> None:
    person.says("my data are wrong", WRONG)
    assert person.sends("photo", "") == ["media-photo", "rectification-wrong-ask"]
    assert person.sends("photo", "👍") == ["media-caption", "no-words", "rectification-wrong-ask"]
    assert person.values == {}


def test_only_words_reach_the_team(person: Person) -> None:
    person.says("/human")
    assert person.sends("photo") == ["media-only-words"]
    assert person.sends("file", "this is my contract") == ["media-caption", "human-noted"]
    assert [effect.text for effect in person.effects if isinstance(effect, AskStaff)] == ["this is my contract"]


def test_whoever_begins_with_a_picture_is_greeted() -> None:
    assert Person(greeted=False).sends("sticker")[-1] == "media-sticker"
    assert Person(greeted=False).sends("sticker")[0] == "welcome"
