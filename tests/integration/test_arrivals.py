"""What comes in while something of ours is broken: nobody else waits, nothing overtakes, nothing is said twice."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Event, current_thread, main_thread

import pytest
from sqlmodel import col, select

from bot.carry import Carrier, Moment
from bot.dialogue.effects import Effect
from bot.dialogue.events import Event as Happening
from bot.dialogue.events import Pressed
from bot.dialogue.state import Given
from bot.inbox import Inbox
from bot.reception import Reception
from bot.store import conversations, events
from bot.store.problems import Unavailable
from bot.store.session import Store
from bot.store.tables import Conversation, Outgoing, Receipt, Request
from bot.store.writing import writer
from bot.updates import Attached, Handled, Heard, Reached, Update
from intents.scores import Matcher
from tests.counterparts.telegram import Telegram
from tests.telegram_faults import (
    ADVERTS,
    ERASURE,
    FaultyDesk,
    by_polling,
    by_webhook,
    desk,
    engine,
    installation,
    loop,
    open_desk,
    transport,
    world,
)

__all__ = ["desk", "engine", "installation", "loop", "open_desk", "transport", "world"]

NEWER = '{"a_field_of_the_next_version": "ada@example.org"}'


@dataclass(frozen=True)
class Speechless(Carrier):
    """A carrier with a bug at whatever it carries."""

    def carry(self, at: Moment, effect: Effect) -> Happening | None:
        raise RuntimeError(f"{effect} of {at}")


@by_polling
def test_one_conversation_that_cannot_be_read_holds_up_nobody(
    desk: FaultyDesk, world: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    desk.begins("ada", "bob")
    before = len(desk.texts("bob"))
    spoil(desk, "ada")
    desk.acts(Heard("who gets my data?"))
    desk.acts(Heard("who gets my data?"), "bob")
    desk.until(lambda: len(desk.texts("bob")) > before and not world.updates.waiting)
    desk.until(lambda: desk.texts()[-1] == desk.app.wording.text("en", "internal-error"))
    assert "an event raised ValidationError" in caplog.text
    assert "cannot be reached" not in caplog.text
    assert "ada" not in caplog.text


@by_webhook
def test_where_not_even_an_apology_can_be_said_the_receipt_alone_is_kept(
    desk: FaultyDesk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.begins()
    parts = {name: getattr(desk.app.inbox.carrier, name) for name in Carrier.__dataclass_fields__}
    before = desk.count(Outgoing), desk.state()
    assert receive(replace(desk.app.inbox, carrier=Speechless(**parts)), said(desk, "ada@example.org")) is None
    assert desk.count(Receipt, col(Receipt.key) == f"{desk.channel}:k1") == 1
    assert (desk.count(Outgoing), desk.state()) == before
    assert "an apology raised RuntimeError at test_arrivals.py" in caplog.text
    assert "ada" not in caplog.text


@by_webhook
def test_an_update_whose_words_cannot_be_understood_is_apologised_for_once(desk: FaultyDesk) -> None:
    desk.begins()
    before = desk.count(Outgoing)
    broken = replace(desk.app.inbox, matcher=no_matcher)
    assert receive(broken, said(desk, "x")) is not None
    assert [receive(broken, said(desk, "x")) for _ in range(3)] == [None] * 3
    late = broken.prepare(said(desk, "x"))
    assert broken.apologise(late, RuntimeError()) is None, "another process was faster"
    assert desk.count(Outgoing) == before + 1


@by_polling
def test_an_error_of_ours_is_not_said_to_be_telegrams(desk: FaultyDesk, caplog: pytest.LogCaptureFixture) -> None:
    desk.begins()
    whole = desk.receiver.receive

    async def broken(_update: Update) -> Handled | None:
        desk.receiver.receive = whole
        raise RuntimeError("ada@example.org")

    desk.receiver.receive = broken
    desk.settle(desk.acts(Heard("/help")).update)
    assert "an error of Ombud's own (RuntimeError)" in caplog.text
    assert "cannot be reached" not in caplog.text
    assert "ada" not in caplog.text


@by_polling
def test_what_a_chat_said_next_does_not_overtake_what_could_not_be_stored(desk: FaultyDesk, world: Telegram) -> None:
    desk.begins("ada", "bob")
    whole = desk.receiver.receive
    world.hold()
    first, second, other = desk.acts(Heard("/privacy")), desk.acts(Heard("/help")), desk.acts(Heard("/help"), "bob")
    failed: list[bool] = []

    async def full_for_a_moment(update: Update) -> Handled | None:
        if update.key == str(first.update) and not failed:
            failed.append(desk.received(second))
            raise Unavailable("the disk is full")
        return await whole(update)

    desk.receiver.receive = full_for_a_moment
    world.release()
    desk.until(lambda: desk.received(other))
    assert failed == [False]
    assert not desk.received(second)
    desk.settle(second.update)
    assert desk.texts()[-2].startswith("Responsible for your data")


@by_polling
def test_updates_without_an_id_are_counted_and_not_asked_for_without_a_pause(
    desk: FaultyDesk, world: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    world.raw({"message": {"text": "ada@example.org"}})
    desk.until(lambda: "next try in 2 s" in caplog.text)
    assert desk.unreadable == 2
    assert "it is not Telegram that answers" in caplog.text
    assert "ada" not in caplog.text
    desk.begins()
    assert len(desk.texts()) == 1, "and what has one is taken all the same"


@by_webhook
def test_the_end_of_a_conversation_that_cannot_be_read_leaves_the_way_to_its_request(desk: FaultyDesk) -> None:
    desk.begins()
    desk.says(ADVERTS)
    confirm = desk.button("confirm")
    desk.presses(confirm)
    with desk.app.store.reading() as session:
        reference = session.exec(select(Request)).one().reference
    spoil(desk, "ada")
    desk.now += timedelta(days=31)
    assert desk.app.clockwork.tick()
    assert desk.app.clockwork.tick() == 0
    desk.presses(confirm)
    assert desk.said == ["old-button"]
    desk.says(ADVERTS)
    desk.presses(desk.button("confirm"))
    assert desk.count(Request) == 2, "its draft is none that was there before"
    desk.says("what became of my requests?")
    assert reference in desk.texts()[-1]


@by_webhook
def test_an_end_that_fails_kills_nothing_and_is_tried_again_the_next_day(
    desk: FaultyDesk, caplog: pytest.LogCaptureFixture
) -> None:
    desk.begins()
    desk.says(ADVERTS)
    desk.presses(desk.button("confirm"))
    desk.does(Heard("hello"), name="bob")
    with desk.app.store.transaction() as session:
        request = session.exec(select(Request)).one()
        whole, request.body = request.body, NEWER
        session.add(request)
    desk.now += timedelta(days=31)
    assert desk.app.clockwork.tick()
    assert desk.conversations() == 1, "the other one is gone"
    assert "the end of a conversation raised ValidationError" in caplog.text
    assert "ada" not in caplog.text
    assert desk.app.clockwork.tick() == 0
    with desk.app.store.transaction() as session:
        request = session.exec(select(Request)).one()
        request.body = whole
        session.add(request)
    desk.now += timedelta(days=1)
    assert desk.app.clockwork.tick() == 1
    assert not desk.state().greeted, "it is blank"


@by_webhook
def test_who_writes_is_back_whatever_became_of_the_news(desk: FaultyDesk, world: Telegram) -> None:
    desk.begins()
    desk.does(Reached(open=False))
    world.chats[desk.chat("ada")].closed = ""
    before = len(desk.texts())
    desk.says("/help")
    assert len(desk.texts()) == before + 1


@by_webhook
def test_the_news_of_a_block_that_comes_after_what_the_person_did_next_closes_nothing(desk: FaultyDesk) -> None:
    desk.begins()
    blocked = desk.now
    desk.waits(minutes=1)
    desk.says("/help")
    desk.app.inbox.receive(Update(desk.channel, desk.address("ada"), "k1", blocked, Reached(open=False)))
    before = len(desk.texts())
    desk.waits(seconds=1)
    desk.app.inbox.receive(said(desk, ERASURE, "k2"))
    desk.until(lambda: len(desk.texts()) > before)


@by_webhook
def test_an_album_whose_second_begins_at_the_end_of_a_second_is_one(desk: FaultyDesk) -> None:
    desk.begins()
    before = len(desk.texts())
    desk.waits(seconds=1)
    desk.now = desk.now.replace(microsecond=900_000) - timedelta(seconds=1)
    first = desk.acts(Attached("photo", album="album-1"))
    desk.until(lambda: desk.received(first))
    desk.now += timedelta(milliseconds=150)
    assert desk.app.clockwork.tick() == 0
    desk.settle(desk.acts(Attached("photo", album="album-1")).update)
    desk.waits(seconds=3)
    assert len(desk.texts()) == before + 1


@by_webhook
@pytest.mark.parametrize("ended", ["by time", "by a word"])
def test_several_captions_are_understood_while_nothing_is_locked(desk: FaultyDesk, ended: str) -> None:
    desk.begins()
    before = len(desk.texts())
    heard: list[str] = []
    inbox = replace(desk.app.inbox, matcher=lambda: free(desk.app.store, desk.app.inbox.matcher, heard))
    for number, caption in enumerate(("who gets", "my data?")):
        what = Attached("photo", caption, ref=str(900 + number), album="album-1")
        receive(inbox, Update(desk.channel, desk.address("ada"), f"m{number}", desk.now, what))
    if ended == "by time":
        desk.now += timedelta(seconds=2)
        assert replace(desk.app.clockwork, inbox=inbox).tick() == 1
    else:
        assert receive(inbox, said(desk, "/help"))
    assert heard == ["free"] * (3 if ended == "by time" else 4)
    desk.until(lambda: len(desk.texts()) > before)
    with desk.app.store.reading() as session:
        assert events.find(session, "conversation:1", "album") is None


@by_webhook
def test_a_press_keeps_nobody_waiting_while_files_are_read(desk: FaultyDesk) -> None:
    desk.begins()
    threads = []

    def given(now: datetime) -> Given:
        threads.append(current_thread())
        return desk.app.inbox.given(now)

    inbox = replace(desk.app.inbox, given=given)
    update = Update(desk.channel, desk.address("ada"), "k1", desk.now, Pressed(at=desk.now, choice="0.0"))
    assert receive(inbox, update, desk.app.library.fresh)
    assert threads == [main_thread()]
    threads.clear()
    own = desk.settings.data_dir / "policies" / desk.settings.policy
    own.mkdir(parents=True)
    (own / "oddities.yaml").write_text("[]\n", "utf-8")
    assert receive(inbox, replace(update, key="k2"), desk.app.library.fresh)
    assert threads
    assert main_thread() not in threads


@by_webhook
def test_a_press_does_not_wait_until_ombud_has_learned_to_understand(desk: FaultyDesk, matcher: Matcher) -> None:
    desk.begins("ada", "bob")
    learned = Event()

    def learning() -> Matcher:
        assert learned.wait(10)
        return matcher

    async def both() -> tuple[bool, Handled | None]:
        with ThreadPoolExecutor(1) as minds:
            writing = writer(desk.app.store)
            inbox = replace(desk.app.inbox, matcher=learning)
            reception = Reception(inbox, writing, minds, desk.app.library.fresh, lambda: None)
            words = asyncio.ensure_future(reception.receive(said(desk, "who gets my data?")))
            press = Pressed(at=desk.now, choice="0.0")
            handled = await reception.receive(Update(desk.channel, desk.address("bob"), "k2", desk.now, press))
            waited = not words.done()
            learned.set()
            await words
            writing.close()
            return waited, handled

    waited, handled = asyncio.run(both())
    assert waited
    assert handled


def spoil(desk: FaultyDesk, name: str) -> None:
    """Leave a state that this version cannot read, as a newer one would."""
    with desk.app.store.transaction() as session:
        whose = desk.app.store.lookup(desk.address(name))
        found = conversations.find(session, channel=desk.channel, address_hash=whose)
        assert found
        row = session.get(Conversation, found.id)
        assert row
        row.state = NEWER
        session.add(row)


def said(desk: FaultyDesk, words: str, key: str = "k1") -> Update:
    return Update(desk.channel, desk.address("ada"), key, desk.now, Heard(words))


def receive(inbox: Inbox, update: Update, fresh: Callable[[], bool] = lambda: True) -> Handled | None:
    """Hand an update in as a loop does."""
    with ThreadPoolExecutor(1) as minds:
        writing = writer(inbox.store)
        try:
            return asyncio.run(Reception(inbox, writing, minds, fresh, lambda: None).receive(update))
        finally:
            writing.close()


def free(store: Store, matcher: Callable[[], Matcher], heard: list[str]) -> Matcher:
    """The matcher, once it is seen that others can write."""
    with store.transaction():
        heard.append("free")
    return matcher()


def no_matcher() -> Matcher:
    raise RuntimeError


@pytest.fixture(autouse=True)
def _errors_only(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.ERROR, "ombud")
