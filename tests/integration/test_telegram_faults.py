"""What Telegram may answer to a send, and what may come of it: over HTTP, by polling and by webhook."""

from __future__ import annotations

import re
from contextlib import ExitStack
from datetime import timedelta

import pytest
from sqlmodel import col

from bot.settings import Settings
from bot.store.pace import Pace
from bot.store.tables import Outgoing
from bot.updates import Heard, Reached
from intents.scores import Matcher
from tests.counterparts.telegram import Telegram, telegram
from tests.counterparts.telegram_methods import NOT_MODIFIED, TOO_OLD
from tests.integration.conftest import Command
from tests.telegram_desk import Loop
from tests.telegram_faults import (
    ADVERTS,
    ERASURE,
    FaultyDesk,
    both_engines,
    desk,
    engine,
    installation,
    loop,
    open_desk,
    transport,
    world,
)

__all__ = ["desk", "engine", "installation", "loop", "open_desk", "transport", "world"]

REFERENCE = re.compile(r"OMB-\w{4}-\w{4}")
QUICK = Pace("telegram:12345", gap=timedelta(0), group_gap=timedelta(0), interval=timedelta(milliseconds=1))


def filed(desk: FaultyDesk) -> str:
    """The reference of a request that was filed, with the form of another begun."""
    desk.begins()
    desk.says(ADVERTS)
    desk.presses(desk.button("confirm"))
    found = REFERENCE.search(desk.texts()[-1])
    assert found
    desk.says(ERASURE)
    assert desk.state().step == "erasure.scope"
    return found[0]


@both_engines
@pytest.mark.parametrize("how", ["told", "found out"])
def test_who_blocked_us_is_unreachable_and_gets_what_waited_once_they_come_back(
    how: str, desk: FaultyDesk, world: Telegram
) -> None:
    reference, before = filed(desk), len(desk.texts())
    if how == "told":
        desk.does(Reached(open=False))
    else:
        world.chats[desk.chat("ada")].closed = "Forbidden: bot was blocked by the user"
    desk.waits(days=2)  # a reminder falls due
    assert len(desk.texts()) == before
    assert len(world.refusals("sendMessage")) == (0 if how == "told" else 1)
    assert desk.history(reference)[-1] == ("unreachable", {"why": "blocked"})
    assert "blocked" in desk.doctor()
    desk.does(Reached(open=True))
    assert desk.history(reference)[-1] == ("reachable", {})
    assert "blocked" not in desk.doctor()
    arrived = ["reminder", "erasure-scope-ask"][0 if how == "told" else 1 :]
    assert len(desk.texts()) == before + len(arrived)
    desk.presses(desk.button("answer", "everything"))
    assert desk.state().step == "erasure.email"


def test_an_account_that_is_gone_is_found_out_once_and_said_so(
    desk: FaultyDesk, world: Telegram, command: Command
) -> None:
    reference, before = filed(desk), len(desk.texts())
    world.deletes_account(desk.chat("ada"))
    desk.waits(days=2)
    assert len(desk.texts()) == before
    assert len(world.refusals("sendMessage")) == 1
    _, shown, _ = command("requests", "show", reference, **desk.environment)
    assert "unreachable by platform (why gone)" in shown
    assert "where nothing reaches them (gone)" in shown
    assert "UNREACHABLE IN THE CHAT (gone)" in command("requests", "list", **desk.environment)[1]
    assert "account is gone" in command("doctor", **desk.environment)[1]


@both_engines
def test_a_group_that_moved_gets_its_answer_where_it_is_now(desk: FaultyDesk, world: Telegram) -> None:
    old, new = -7, -1007
    world.says_in_group(new, 70, "hello all")  # nothing to us, but it is there
    world.fail("sendMessage", chat=old, migrate_to=new)
    desk.settle(world.says_in_group(old, 70, "/privacy@ombud_test_bot").update)
    assert len(world.texts(new)) == 1
    desk.settle(world.says_in_group(new, 71, "/privacy@ombud_test_bot").update)
    assert (len(world.texts(new)), world.texts(old)) == (2, [])
    assert desk.conversations(f"{desk.channel}:group") == 1


@both_engines
def test_a_group_that_tells_of_its_move_is_the_same_conversation(desk: FaultyDesk, world: Telegram) -> None:
    old, new = -8, -1008
    desk.settle(world.says_in_group(old, 70, "@ombud_test_bot hello").update)
    desk.settle(world.migrates(old, new).update)
    desk.settle(world.says_in_group(new, 70, "/privacy@ombud_test_bot").update)
    assert (len(world.texts(old)), len(world.texts(new))) == (1, 1)
    assert desk.conversations(f"{desk.channel}:group") == 1


@both_engines
def test_a_chat_that_is_asked_to_slow_down_waits_alone(desk: FaultyDesk, world: Telegram) -> None:
    desk.begins("ada", "bob")
    desk.keeps_to(QUICK)
    world.fail("sendMessage", chat=desk.chat("ada"), retry_after=30)
    desk.acts(Heard("/help"), "ada")
    desk.until(lambda: world.refusals("sendMessage"))
    for name in ("bob", "ada"):
        desk.acts(Heard("/privacy"), name)
    desk.until(lambda: len(desk.texts("bob")) == 2)
    desk.now += timedelta(seconds=25)
    desk.acts(Heard("/help"), "bob")
    desk.until(lambda: len(desk.texts("bob")) == 3)
    assert len(desk.texts("ada")) == 1
    desk.now += timedelta(seconds=6)
    desk.until(lambda: len(desk.texts("ada")) == 3)
    assert desk.texts("ada")[1:] == desk.texts("bob")[:0:-1]
    assert len(world.refusals("sendMessage")) == 1


@both_engines
def test_several_chats_asked_to_slow_down_at_once_make_all_wait(desk: FaultyDesk, world: Telegram) -> None:
    slowed = ["ada", "bob", "eve"]
    desk.begins(*slowed, "dan")
    desk.keeps_to(QUICK)
    for name in slowed:
        world.fail("sendMessage", chat=desk.chat(name), retry_after=30)
        desk.acts(Heard("/help"), name)
    desk.until(lambda: len(world.refusals("sendMessage")) == 3 and "sending" not in desk.statuses())
    desk.now += timedelta(seconds=20)
    desk.acts(Heard("/help"), "dan")
    desk.until(lambda: desk.statuses().count("waiting") == 4)
    looks_again(desk)
    assert len(desk.texts("dan")) == 1
    desk.now += timedelta(seconds=15)
    desk.until(lambda: all(len(desk.texts(name)) == 2 for name in (*slowed, "dan")))
    assert len(world.refusals("sendMessage")) == 3


def looks_again(desk: FaultyDesk) -> None:
    """Let the courier look a few times at what waits."""
    until = desk.now + timedelta(seconds=0.3)
    desk.until(lambda: desk.now > until)


@both_engines
def test_while_the_messenger_is_down_it_is_tried_again_and_arrives_once(desk: FaultyDesk, world: Telegram) -> None:
    desk.begins()
    for status in (502, 500):
        world.fail("sendMessage", status=status)
    desk.says("/help")
    desk.waits(seconds=3)
    assert (len(world.refusals("sendMessage")), len(desk.texts())) == (1, 1)
    desk.waits(seconds=3)
    assert (len(world.refusals("sendMessage")), len(desk.texts())) == (2, 1)
    desk.waits(seconds=31)
    assert len(desk.texts()) == 2
    assert desk.statuses() == ["sent", "sent"]


def test_while_the_messenger_cannot_be_reached_it_is_tried_again(installation: Settings, matcher: Matcher) -> None:
    with ExitStack() as line, ExitStack() as rest:
        world = line.enter_context(telegram())
        port = int(world.url.rpartition(":")[2])
        loop = rest.enter_context(Loop(world).served())
        desk = FaultyDesk(installation, matcher, world, loop, "webhook")
        rest.callback(desk.close)
        desk.begins()
        desk.says(ERASURE)
        before = desk.texts()
        line.close()
        desk.now += timedelta(days=2)
        desk.app.clockwork.tick()
        desk.until(lambda: desk.count(Outgoing, col(Outgoing.attempts) > 0))
        with telegram(port) as back:
            back.chats.update(world.chats)
            desk.waits(seconds=6)
            assert len(back.texts(desk.chat("ada"))) == len(before) + 2
        assert "uncertain" not in desk.statuses()


@both_engines
@pytest.mark.parametrize("drop", ["after", "before"])
def test_a_send_whose_answer_was_lost_is_uncertain_listed_and_holds_up_nothing(
    drop: str, desk: FaultyDesk, world: Telegram
) -> None:
    desk.begins()
    world.fail("sendMessage", drop=drop)
    desk.says("/help")
    desk.says("/privacy")
    desk.waits(days=1)
    assert desk.statuses() == ["sent", "uncertain", "sent"]
    assert len(desk.texts()) == (3 if drop == "after" else 2)
    assert re.search(r" 2 \w+ conversation 1\b", desk.doctor())


def test_a_send_that_gets_no_answer_in_time_is_uncertain(desk: FaultyDesk, world: Telegram) -> None:
    desk.begins()
    desk.gives_up_after(0.1)
    world.fail("sendMessage", slow=0.5)
    desk.says("/help")
    desk.says("/privacy")
    assert desk.statuses() == ["sent", "uncertain", "sent"]
    assert len(world.calls("sendMessage")) == 3


def test_b40_a_double_tap_acts_once(desk: FaultyDesk, world: Telegram) -> None:
    desk.begins()
    desk.says(ADVERTS)
    first = desk.presses_in("ada", "confirm")
    second = world.forges(desk.chat("ada"), data_of(world, first.query), first.message)
    desk.settle(second.update)
    receipts = [text for text in desk.texts() if REFERENCE.search(text)]
    assert len(receipts) == 1
    assert len(desk.app.queries.requests()) == 1
    assert len(world.calls("answerCallbackQuery")) == 2


def data_of(world: Telegram, query: str) -> str:
    """What a press carried."""
    presses = [entry.arguments["callback_query"] for entry in world.journal if entry.method == "callback_query"]
    return next(str(press["data"]) for press in presses if press["id"] == query)


def test_b41_an_old_button_is_explained_by_a_message_and_its_keyboard_goes(desk: FaultyDesk, world: Telegram) -> None:
    desk.begins()
    desk.says(ERASURE)
    asked = world.sent(desk.chat("ada"))[-1]
    world.fail("editMessageText", status=400, description="Bad Request: message can't be edited")
    desk.presses(desk.button("answer", "everything"))
    assert world.sent(desk.chat("ada"))[-2].labels == asked.labels  # it could not be taken away
    desk.settle(world.presses(desk.chat("ada"), "Part of them", asked.id).update)
    assert "old-button" in desk.said
    assert desk.app.wording.text("en", "old-button") in desk.texts()[-2]
    assert desk.state().step == "erasure.email"
    standing = {each.id: each for each in world.sent(desk.chat("ada"))}
    assert standing[asked.id].labels == []
    assert standing[asked.id].text == asked.text


def test_b42_a_message_that_is_not_modified_is_well(desk: FaultyDesk, world: Telegram) -> None:
    desk.begins()
    desk.says(ERASURE)
    world.fail("editMessageText", status=400, description=NOT_MODIFIED)
    desk.presses(desk.button("answer", "everything"))
    assert len(world.refusals("editMessageText")) == 1
    assert set(desk.statuses("edit")) == {"sent"}
    assert desk.state().step == "erasure.email"


def test_b43_a_press_that_waited_too_long_for_its_answer_applies(desk: FaultyDesk, world: Telegram) -> None:
    desk.begins()
    desk.says(ERASURE)
    world.fail("answerCallbackQuery", status=400, description=TOO_OLD)
    desk.presses(desk.button("answer", "everything"))
    desk.until(lambda: world.refusals("answerCallbackQuery"))
    assert desk.state().step == "erasure.email"
    assert set(desk.statuses()) == {"sent"}
