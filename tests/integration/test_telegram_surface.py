"""What Telegram itself is handed: buttons and their end, links, quotations, long answers, what may not be passed on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import sleep

import pytest

from bot.dialogue.doors import DOORS
from bot.dialogue.spoken import PRIVATE
from bot.settings import Settings
from bot.store import requests
from intents.scores import Matcher
from tests import behind_telegram
from tests.behind_telegram import Ground, Person, part, taken
from tests.counterparts.telegram_entries import Message, units
from tests.telegram_desk import PATIENCE_OF_ALBUMS, TelegramDesk

GREETED = "Who gets my data?"


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    with behind_telegram.ground() as shared:
        yield shared


@pytest.fixture
def desk(ground: Ground, settings: Settings, matcher: Matcher, begun: Path) -> Iterator[TelegramDesk]:
    with behind_telegram.desk(ground, settings, matcher, begun) as opened:
        yield opened


@pytest.fixture
def ada(desk: TelegramDesk) -> Person:
    return Person(desk)


def with_buttons(messages: list[Message]) -> list[int]:
    return [message.id for message in messages if message.keyboard]


def filed(desk: TelegramDesk) -> int:
    with desk.app.store.reading() as session:
        return len(requests.filed_order(session))


# Quick replies.


def test_a_press_stays_to_be_read_and_its_buttons_go(ada: Person) -> None:
    (greeting,) = ada.starts()
    ada.presses(GREETED)
    now = ada.messages[0]
    assert now.text == f"{greeting.text}\n\n✓ {GREETED}"
    assert (now.keyboard, now.entities) == ((), greeting.entities)
    assert len(ada.calls("editMessageText")) == 1
    assert len(ada.desk.world.calls("answerCallbackQuery")) == 1


def test_what_was_marked_in_a_message_stays_marked_once_its_button_was_pressed(ada: Person) -> None:
    ada.starts()
    (answer,) = ada.says("who gets my data?")
    ada.presses("Which training bodies?")
    now = next(message for message in ada.messages if message.id == answer.id)
    assert now.text.endswith("✓ Which training bodies?")
    assert part(now, "expandable_blockquote") == part(answer, "expandable_blockquote") != []


def test_only_the_newest_buttons_stand_and_nobody_sees_that_the_others_went(ada: Person) -> None:
    ada.starts()
    for question in ("who gets my data?", "how long do you keep my data?", "what are my rights?"):
        newest = ada.says(question)[-1]
        assert with_buttons(ada.messages) == [newest.id]
    assert not [message for message in ada.messages if message.edited]
    assert len(ada.calls("editMessageReplyMarkup")) == 3


def test_what_is_forgotten_leaves_no_button_behind(ada: Person) -> None:
    ada.starts()
    ada.says("/forget")
    ada.presses("Yes, erase it")
    assert with_buttons(ada.messages) == []


def test_an_answer_that_is_typed_takes_the_buttons_of_its_question_too(ada: Person) -> None:
    ada.starts()
    question = ada.says("I want a copy of my data")[-1]
    assert "Everything" in question.labels
    ada.says("everything")
    assert question.id not in with_buttons(ada.messages)
    assert "✓" not in "".join(message.text for message in ada.messages)


def test_a_double_tap_is_told_and_done_once(ada: Person) -> None:
    (greeting,) = ada.starts()
    first = ada.presses(GREETED, greeting.id)
    again = ada.presses(GREETED, greeting.id)
    assert (len(first), again) == (1, [])
    assert ada.messages[0].text.count("✓") == 1
    assert len(ada.desk.world.calls("answerCallbackQuery")) == 2


def test_an_old_button_is_explained_and_its_message_is_left_as_it_was(ada: Person) -> None:
    (greeting,) = ada.starts()
    ada.says("I want a copy of my data")
    explained = ada.presses(GREETED, greeting.id)
    assert ada.desk.said == ["old-button", "access-scope-ask"]
    assert with_buttons(ada.messages) == [explained[-1].id]
    assert ada.messages[0].text == greeting.text


def test_a_button_that_nobody_offered_does_nothing(ada: Person) -> None:
    (greeting,) = ada.starts()
    real = ada.keyboard[0].data or ""
    for forged in (real[:-1] + ("A" if real[-1] != "A" else "B"), "1.0", "1.0:x:y", "é" * 20):
        ada.does(lambda data=forged: ada.desk.world.forges(ada.chat, data, greeting.id))  # type: ignore[misc]
    assert ada.desk.state().draft is None
    assert "✓" not in ada.messages[0].text
    assert len(ada.desk.world.calls("answerCallbackQuery")) == 4


def test_a_button_from_somebody_elses_chat_opens_nothing_here(ada: Person) -> None:
    ada.starts("erase")
    grace = Person(ada.desk, "grace")
    (greeting,) = grace.starts()
    theirs = next(button.data for button in ada.keyboard if button.data)
    grace.does(lambda: ada.desk.world.forges(grace.chat, theirs, greeting.id))
    assert ada.desk.state("grace").draft is None


# Links.


@pytest.mark.parametrize("door", DOORS)
def test_a_link_opens_what_it_names_and_files_nothing(ada: Person, door: str) -> None:
    ada.starts(door)
    state, (family, _, what) = ada.desk.state(), DOORS[door].partition(".")
    assert (state.draft.right if state.draft else "") == (what if family == "request" else "")
    assert len(ada.messages) >= 2, "it greets, and opens"
    assert filed(ada.desk) == 0


@pytest.mark.parametrize("payload", ["nothing-of-ours", "x" * 64, "g-made-up", "1-0", "yes", "_"])
def test_a_link_that_leads_nowhere_greets(ada: Person, payload: str) -> None:
    (greeting,) = ada.starts(payload)
    assert ada.desk.state().draft is None
    assert "Ombud" in greeting.text


def test_a_link_confirms_nothing_where_a_yes_would_file(ada: Person) -> None:
    ada.starts("marketing")
    ada.says("ada@example.org")
    assert ada.desk.state().step.endswith("summary")
    for door in ("marketing", "yes", "erase"):
        ada.starts(door)
        assert filed(ada.desk) == 0


# Time.


def test_whoever_waits_for_an_answer_sees_it_being_written(ada: Person) -> None:
    ada.starts()
    ada.desk._minds.submit(sleep, 1.2)
    ada.says("who gets my data?")
    (sign,) = ada.calls("sendChatAction")
    assert sign.arguments["action"] == "typing"
    assert sign.number < ada.calls("sendMessage")[-1].number


def test_an_answer_that_comes_at_once_is_announced_by_nothing(ada: Person) -> None:
    ada.starts()
    ada.says("who gets my data?")
    assert ada.calls("sendChatAction") == []


# The policy's words.


def test_the_policy_is_quoted_to_the_letter_in_blocks_that_fold(ada: Person) -> None:
    ada.starts()
    (answer,) = ada.says("who gets my data?")
    told = ada.desk.app.library().answer("ask.recipients")
    assert told
    assert part(answer, "expandable_blockquote") == [cite.quote for cite in told.cites]
    (title,) = part(answer, "italic")
    assert title.startswith("— ")
    assert {entity["type"] for entity in answer.entities} == {"expandable_blockquote", "italic"}


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_whole_section_comes_in_as_many_messages_as_it_needs_and_loses_nothing(ada: Person, language: str) -> None:
    ada.language = language
    ada.starts()
    ada.says({"en": "what are my rights?", "fr": "quels sont mes droits ?"}[language])
    pieces = ada.says({"en": "show me the whole section", "fr": "montrez-moi toute la section"}[language])
    library = ada.desk.app.library()
    told = library.answer("ask.rights")
    assert told
    section = library.section(library.clause(told.cites[0].clause).section)
    assert len(pieces) == {"en": 2, "fr": 1}[language], "the English has the courtesy translation, too"
    assert max(units(piece.text) for piece in pieces) <= 4096
    quoted = "".join("".join(part(piece, "expandable_blockquote")) for piece in pieces)
    assert "".join(quoted.split()) == "".join("".join(clause.fr.split()) for clause in section)
    assert all(piece.text == piece.text.strip() for piece in pieces)


# What is a person's own.


def test_what_repeats_a_persons_words_cannot_be_passed_on_and_all_else_can(ada: Person) -> None:
    ada.starts()
    seen: dict[str, bool] = {}

    def says(text: str) -> None:
        told = ada.says(text)
        seen.update(zip(ada.desk.said, (message.protected for message in told), strict=True))

    for text in ("I want my data erased", "everything", "ada@example.org", "skip"):
        says(text)
    says(ada.desk.code())
    says("back")
    says("skip")
    says("yes")
    assert {name for name, protected in seen.items() if protected} == PRIVATE & seen.keys()
    assert seen.keys() & PRIVATE >= {"code-ask", "summary"}
    assert seen["receipt"] is False, "it is for keeping, and for showing"


@pytest.mark.parametrize("shared", [True, False], ids=["shared", "typed instead"])
def test_the_button_that_shares_ones_number_stands_while_it_is_asked_for(ada: Person, shared: bool) -> None:
    ada.starts()
    ada.says("stop sending me advertising")
    world = ada.desk.world
    assert world.reply_keyboard(ada.chat) == ["Send my number"]
    offers = [call for call in ada.calls("sendMessage") if "keyboard" in call.arguments.get("reply_markup", {})]
    (button,) = offers[0].arguments["reply_markup"]["keyboard"][0]
    assert (len(offers), button["request_contact"]) == (1, True)
    if shared:
        ada.does(lambda: world.shares_contact(ada.chat, "+33 1 99 00 12 34"))
    else:
        ada.says("ada@example.org")
    assert world.reply_keyboard(ada.chat) == []
    assert ada.desk.state().step.endswith("summary")


# What is no words.


def album(ada: Person, *captions: str | None) -> list[int]:
    return [ada.desk.world.sends(ada.chat, "photo", caption, "album-1").update for caption in captions]


def test_an_album_is_answered_once(ada: Person) -> None:
    ada.starts()
    before = len(ada.messages)
    for update in album(ada, None, "who gets my data?", None):
        taken(ada.desk.world, update)
    ada.desk._settle()
    assert len(ada.messages) == before, "more may come"
    ada.desk.now += PATIENCE_OF_ALBUMS
    ada.desk._settle()
    assert ada.desk.said.count("ask.recipients") == 1
    assert len(ada.calls("sendMessage")) == len(ada.messages) == before + 2, "of the pictures, and of the words"


def test_words_changed_under_a_picture_of_an_album_are_the_ones_that_count(ada: Person) -> None:
    ada.starts()
    told = ada.desk.world.sends(ada.chat, "photo", "who gets my data?", "album-1")
    for update in album(ada, None):
        taken(ada.desk.world, update)
    ada.does(lambda: ada.desk.world.edits(ada.chat, told.message, "how long do you keep my data?"))
    ada.desk.now += PATIENCE_OF_ALBUMS
    ada.desk._settle()
    assert ada.desk.said.count("ask.retention") == 1
    assert "ask.recipients" not in ada.desk.said


def test_a_picture_and_then_words_are_answered_in_their_order(ada: Person) -> None:
    ada.starts()
    before, world = len(ada.messages), ada.desk.world
    ada.desk.now += timedelta(seconds=1)
    world.hold()
    told = [world.sends(ada.chat, "photo"), world.says(ada.chat, "who gets my data?", "en")]
    world.release()
    for each in told:
        taken(world, each.update)
    ada.desk._settle()
    picture, answer = ada.messages[before:]
    assert not part(picture, "expandable_blockquote")
    assert part(answer, "expandable_blockquote")


def test_a_voice_message_is_declined_with_a_human_at_hand(ada: Person) -> None:
    ada.starts()
    (kind,) = ada.sends("voice")
    assert kind.labels == ["A person"]


@pytest.mark.parametrize("kind", ["sticker", "location", "poll", "video", "dice"])
def test_whatever_else_is_sent_gets_one_kind_answer(ada: Person, kind: str) -> None:
    ada.starts()
    assert len(ada.sends(kind)) == 1
    assert ada.desk.said[0].startswith("media"), ada.desk.said


def test_a_file_too_large_for_a_bot_is_refused_with_another_way(ada: Person) -> None:
    ada.starts()
    (told,) = ada.sends("document", size=21 * 1024 * 1024)
    assert ada.desk.said == ["media-too-large"], told.text
    assert told.labels == ["A person"]
