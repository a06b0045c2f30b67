from __future__ import annotations

import pytest

from intents.parts import parts_of, without_courtesies


@pytest.mark.parametrize(
    ("text", "heart"),
    [
        ("Bonjour, à qui vont mes données ?", "à qui vont mes données ?"),
        ("Madame, Monsieur,\nsupprimez mes données.\nCordialement, Léa Martin", "supprimez mes données"),
        ("Hi there! Who gets my data?", "Who gets my data?"),
        ("Dear Sir or Madam, send me my file. Kind regards, Ann", "send me my file"),
        ("Bonjour", "Bonjour"),
        ("Hello my friend", "Hello my friend"),
        ("History of my requests", "History of my requests"),
    ],
)
def test_courtesies_are_left_out_where_something_else_is_said(text: str, heart: str) -> None:
    assert parts_of(text) == [heart]


def test_a_story_is_read_sentence_by_sentence() -> None:
    text = "I moved in March. Nobody told me! What now, after all that?"
    assert parts_of(text) == [text, "I moved in March.", "Nobody told me!", "What now, after all that?"]


def test_a_long_story_is_read_at_its_ends() -> None:
    text = " ".join(f"This is sentence {number}." for number in range(100))
    whole, *sentences = parts_of(text)
    assert len(whole) <= 801
    assert len(sentences) == 6
    assert sentences[0] == "This is sentence 0."
    assert sentences[-1] == "This is sentence 99."


def test_courtesies_alone_stay() -> None:
    assert without_courtesies("Bonjour, merci d'avance") == "Bonjour, merci d'avance"
    assert without_courtesies("Bonjour, qui reçoit mes données ? Cordialement, Ada") == "qui reçoit mes données ?"


@pytest.mark.parametrize(
    ("text", "heart"),
    [
        ("Pardon de vous déranger, qui lit mes messages ?", "qui lit mes messages ?"),
        ("Excusez-moi : gardez-vous mon adresse ?", "gardez-vous mon adresse ?"),
        ("Si vous avez deux minutes, que faites-vous de ma voix ?", "que faites-vous de ma voix ?"),
        ("J'espère que vous allez bien. Qui a mon numéro ? Bonne fin de journée !", "Qui a mon numéro ?"),
        ("Où sont mes données ? Je vous remercie de votre aide.", "Où sont mes données ?"),
        ("Just a quick question: do you sell my name?", "do you sell my name?"),
        ("Sorry to bother you, who has my number?", "who has my number?"),
        ("I hope you are well. Who has my number? Thanks a lot for your help.", "Who has my number?"),
    ],
)
def test_begging_pardon_and_good_wishes_are_passed_over(text: str, heart: str) -> None:
    assert without_courtesies(text) == heart


@pytest.mark.parametrize(
    "text",
    [
        "J'étais client en 2019. Merci de supprimer mon dossier.",
        "J'étais client en 2019. Merci, effacez tout.",
        "J'étais client en 2019. Je vous remercie de me retirer de vos listes.",
        "I left in May. Thank you for deleting my file.",
        "I left in May. Thanks, but who still has my number?",
        "I left in May. I would be grateful if you removed my name.",
        "I left in May. I hope you erase all of it.",
    ],
)
def test_a_wish_put_kindly_is_a_wish(text: str) -> None:
    assert without_courtesies(text) == text
