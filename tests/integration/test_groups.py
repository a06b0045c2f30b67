"""In groups and channels others read: one line there, a way into the private chat for who asked, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from time import sleep

import pytest

from bot.settings import Settings
from bot.store import conversations, requests
from bot.store.pace import Pace
from intents.scores import Matcher
from tests import behind_telegram
from tests.behind_telegram import Ground, Person, happens, taken
from tests.counterparts.telegram import USERNAME
from tests.telegram_desk import TelegramDesk

GROUP, CHANNEL = -7001, -1007002
SECRET = "ada.lovelace@example.org"
CALLED = f"@{USERNAME}"


@pytest.fixture(scope="module")
def ground() -> Iterator[Ground]:
    with behind_telegram.ground() as shared:
        yield shared


@pytest.fixture
def desk(ground: Ground, settings: Settings, matcher: Matcher, begun: Path) -> Iterator[TelegramDesk]:
    with behind_telegram.desk(ground, settings, matcher, begun) as opened:
        yield opened


def asks(desk: TelegramDesk, text: str, *, who: str = "ada", language: str = "en", where: int = GROUP) -> list[str]:
    """What is said in the group when somebody says this there."""
    before = len(desk.world.texts(where))
    happens(desk, lambda: desk.world.says_in_group(where, desk.chat(who), text, language))
    return desk.world.texts(where)[before:]


def payload(line: str) -> str:
    """What the link in a line opens."""
    found = re.fullmatch(rf".*: https://t\.me/{USERNAME}\?start=([\w-]{{1,64}})", line, re.DOTALL)
    assert found, line
    return found[1]


def in_the_files(desk: TelegramDesk) -> bytes:
    """All that the store has written down, as it lies there."""
    folder = desk.settings.data_dir
    return b"".join(path.read_bytes() for path in folder.glob("ombud.sqlite*"))


def states(desk: TelegramDesk) -> list[str]:
    """The conversations that are kept of groups, opened by our keys."""
    with desk.app.store.reading() as session:
        kept = conversations.find(
            session, channel="telegram:12345:group", address_hash=desk.app.store.lookup(str(GROUP))
        )
        return [kept.state] if kept else []


@pytest.mark.parametrize(
    "said", [f"{CALLED} what do you hold about {SECRET}?", f"/help{CALLED} {SECRET}", f"hello {CALLED.upper()}"]
)
def test_who_speaks_to_the_bot_gets_one_line_with_nothing_personal_in_it(desk: TelegramDesk, said: str) -> None:
    (line,) = asks(desk, said)
    assert "private" in line
    assert payload(line).startswith("g-")
    (message,) = desk.world.sent(GROUP)
    assert (message.keyboard, message.entities) == ((), ())
    assert not [word for word in (SECRET, "Person", str(desk.chat("ada")), "hold") if word in line]


def test_the_line_is_in_the_language_of_who_asked(desk: TelegramDesk) -> None:
    (line,) = asks(desk, f"{CALLED} bonjour", language="fr")
    assert "en privé" in line


@pytest.mark.parametrize("said", ["who gets my data?", "@somebody_else hello", "/privacy@another_bot", f"x{CALLED}"])
def test_what_is_not_said_to_the_bot_is_not_looked_at(desk: TelegramDesk, said: str) -> None:
    assert asks(desk, said) == []
    assert states(desk) == []


def test_an_answer_to_the_bots_own_line_is_said_to_the_bot(desk: TelegramDesk) -> None:
    asks(desk, f"{CALLED} hello")
    (line,) = desk.world.sent(GROUP)
    raw = desk.world.chats[GROUP].put(
        {"from": {"id": 9, "is_bot": False, "first_name": "Bo"}, "text": "and me?", "reply_to_message": line.raw},
        date=int(desk.now.timestamp()),
    )
    desk.world.raw({"update_id": 5000, "message": raw}, GROUP)
    taken(desk.world, 5000)
    desk._settle()
    assert len(desk.world.texts(GROUP)) == 2


def test_then_it_is_silent_to_this_person_and_not_to_another(desk: TelegramDesk) -> None:
    (first,) = asks(desk, f"{CALLED} hello")
    assert [asks(desk, f"{CALLED} again"), asks(desk, f"{CALLED} delete my data"), asks(desk, "/help")] == [[], [], []]
    (other,) = asks(desk, f"{CALLED} hello", who="grace")
    assert payload(first) != payload(other)
    assert len(asks(desk, f"{CALLED} hello", where=GROUP - 1)) == 1, "another group"


def test_the_line_stands_below_the_words_it_answers(desk: TelegramDesk) -> None:
    asks(desk, f"{CALLED} hello")
    (sent,) = desk.world.calls("sendMessage", GROUP)
    placed = json.loads(sent.arguments["reply_parameters"])
    assert placed == {"message_id": 1, "allow_sending_without_reply": True}


def test_the_privacy_notice_is_given_to_whoever_asks_as_often_as_they_ask(desk: TelegramDesk) -> None:
    asks(desk, f"{CALLED} hello")
    told = [asks(desk, said) for said in ("/privacy", f"/privacy{CALLED}", f"/PRIVACY {SECRET}")]
    assert [len(lines) for lines in told] == [1, 1, 1]
    assert len({line for lines in told for line in lines}) == 1
    assert "Influence Media Group" in told[0][0]
    assert SECRET not in told[0][0]
    assert "start=" not in told[0][0], "the same for all, and for nobody alone"


def test_nothing_of_what_was_said_in_a_group_is_kept(desk: TelegramDesk) -> None:
    asks(desk, f"{CALLED} erase everything of {SECRET}, says Ada Lovelace")
    asks(desk, f"/privacy {SECRET}")
    kept, (state,) = in_the_files(desk), states(desk)
    for word in (SECRET, "Lovelace", str(desk.chat("ada")), str(GROUP)):
        assert word.encode() not in kept
        assert word not in state
    assert '"draft":null' in state
    assert desk.state().draft is None


def test_a_link_opens_in_private_the_right_that_was_named_and_that_alone(desk: TelegramDesk) -> None:
    (line,) = asks(desk, f"{CALLED} please erase all my data, I am {SECRET}")
    ada = Person(desk)
    told = ada.starts(payload(line))
    draft = desk.state().draft
    assert draft
    assert (draft.right, draft.values) == ("erasure", {}), "what was said there is not carried over"
    assert len(told) >= 2, "it greets, and asks"
    with desk.app.store.reading() as session:
        assert requests.filed_order(session) == []


def test_a_link_after_a_mere_question_greets(desk: TelegramDesk) -> None:
    (line,) = asks(desk, f"{CALLED} who gets my data?")
    (greeting,) = Person(desk).starts(payload(line))
    assert "Ombud" in greeting.text
    assert desk.state().draft is None


def test_a_link_that_somebody_else_follows_opens_nothing_and_stays_good(desk: TelegramDesk) -> None:
    (line,) = asks(desk, f"{CALLED} delete my data")
    (greeting,) = Person(desk, "grace").starts(payload(line))
    assert "Ombud" in greeting.text
    assert desk.state("grace").draft is None
    Person(desk).starts(payload(line))
    assert desk.state().draft


def test_a_link_works_once(desk: TelegramDesk) -> None:
    (line,) = asks(desk, f"{CALLED} delete my data")
    ada = Person(desk)
    ada.starts(payload(line))
    ada.says("/forget")
    ada.presses("Erase this conversation") if "Erase this conversation" in ada.labels else ada.says("yes")
    assert desk.state().draft is None
    ada.starts(payload(line))
    assert desk.state().draft is None


def test_posts_of_a_channel_and_hidden_administrators_get_the_plain_line_once(desk: TelegramDesk) -> None:
    happens(desk, lambda: desk.world.posts(CHANNEL, f"{CALLED} hello"))
    happens(desk, lambda: desk.world.posts(CHANNEL, f"{CALLED} hello again"))
    (line,) = desk.world.texts(CHANNEL)
    assert line.endswith(f": https://t.me/{USERNAME}"), "a link that is nobody's own"
    assert "start=" not in line


def test_a_post_that_does_not_name_the_bot_gets_nothing(desk: TelegramDesk) -> None:
    happens(desk, lambda: desk.world.posts(CHANNEL, f"our news of {SECRET}"))
    assert desk.world.texts(CHANNEL) == []


def test_a_group_that_becomes_a_supergroup_is_the_same_group(desk: TelegramDesk) -> None:
    asks(desk, f"{CALLED} hello")
    happens(desk, lambda: desk.world.migrates(GROUP, -1007001))
    assert len(asks(desk, "/privacy", where=-1007001)) == 1
    assert len(desk.world.texts(GROUP)) == 1, "nothing more in the old one"


def test_a_line_that_meets_the_move_arrives_in_the_new_group(desk: TelegramDesk) -> None:
    desk.world.hold()
    told = desk.world.says_in_group(GROUP, desk.chat("ada"), f"{CALLED} hello", "en")
    desk.world.migrates(GROUP, -1007001)
    desk.world.release()
    taken(desk.world, told.update)
    desk.world.wait_until(lambda: desk.world.texts(-1007001))
    assert desk.world.texts(GROUP) == []


def test_a_bot_that_is_thrown_out_writes_no_more_and_does_once_it_is_back(desk: TelegramDesk) -> None:
    asks(desk, f"{CALLED} hello")
    happens(desk, lambda: desk.world.blocks(GROUP))
    calls = len(desk.world.calls("sendMessage", GROUP)) + len(desk.world.refusals("sendMessage", GROUP))
    assert calls == 1
    happens(desk, lambda: desk.world.unblocks(GROUP))
    assert len(asks(desk, "/privacy")) == 1


def test_of_those_who_ask_at_once_each_is_answered_and_twenty_a_minute_at_most(desk: TelegramDesk) -> None:
    desk.courier.outbox.pace = Pace(overall="telegram:12345")
    for who in ("ada", "bo", "cy", "di"):
        taken(desk.world, desk.world.says_in_group(GROUP, desk.chat(who), f"{CALLED} hello", "en").update)
    for sent in (1, 2, 3, 4):
        desk.courier.nudge()
        desk.world.wait_until(lambda sent=sent: len(desk.world.texts(GROUP)) == sent)  # type: ignore[misc]
        desk.now += timedelta(seconds=2.9)
        desk.courier.nudge()
        sleep(0.1)
        assert len(desk.world.texts(GROUP)) == sent
        desk.now += timedelta(seconds=0.1)
    assert len({payload(line) for line in desk.world.texts(GROUP)}) == 4
