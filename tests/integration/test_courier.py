"""The courier in its loop, on a real store and in real time; the other side notes what reaches it, and when."""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text
from sqlmodel import Session, col, select

from bot.asking import utc_now
from bot.courier import SWEEP, Courier
from bot.outbox import Accepted, Outbox, Outcome, Parcel, Refused
from bot.store import conversations, outgoing
from bot.store.outgoing import Behind, Claimed
from bot.store.pace import Pace
from bot.store.session import Store
from bot.store.tables import Outgoing
from bot.store.writing import Writer, writer
from tests.counterparts import postgres

LANES = "t:"
UNHURRIED = Pace("t", gap=timedelta(0), group_gap=timedelta(0), interval=timedelta(milliseconds=20))


@dataclass
class Platform:
    """The other side: takes its time, and notes when each text came."""

    latency: float = 0.0
    came: list[tuple[str, float]] = field(default_factory=list)
    at_once: int = 0
    most: int = 0
    stuck: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, parcel: Parcel) -> Outcome:
        self.came.append((parcel.payload, time.monotonic()))
        self.at_once += 1
        self.most = max(self.most, self.at_once)
        try:
            if parcel.payload.startswith("stuck"):
                await self.stuck.wait()
            await asyncio.sleep(self.latency)
        finally:
            self.at_once -= 1
        return Refused("as asked") if parcel.payload == "refused" else Accepted(remote=parcel.payload)

    @property
    def texts(self) -> list[str]:
        return [payload for payload, _ in self.came]

    def times(self, prefix: str) -> list[float]:
        return [at for payload, at in self.came if payload.startswith(prefix)]


@pytest.fixture
def pen(store: Store) -> Iterator[Writer]:
    opened = writer(store)
    yield opened
    opened.close()


@pytest.fixture
def platform() -> Platform:
    return Platform()


def courier(
    store: Store, pen: Writer, platform: Platform, *, pace: Pace | None = None, lease: float = 60, slots: int = 32
) -> Courier:
    outbox = Outbox(store, {}, utc_now, pace=pace, lease=timedelta(seconds=lease))
    return Courier(outbox, pen, LANES, senders={"reply": platform.send}, slots=slots)


@asynccontextmanager
async def running(*couriers: Courier) -> AsyncIterator[None]:
    stopping = asyncio.Event()
    tasks = [asyncio.create_task(one.run(stopping)) for one in couriers]
    try:
        yield
    finally:
        stopping.set()
        await asyncio.gather(*tasks)


def put(store: Store, *what: tuple[str, str], kind: str = "reply") -> None:
    with store.transaction() as session:
        for lane, words in what:
            outgoing.put(session, lane, kind, words, utc_now())


def statuses(store: Store) -> list[str]:
    with store.reading() as session:
        return list(session.exec(select(Outgoing.status).order_by(col(Outgoing.id))))


async def until_settled(store: Store, *, but: Sequence[str] = ("waiting", "sending"), within: float = 30) -> None:
    """Wait until no message has one of these statuses."""
    async with asyncio.timeout(within):
        while set(await asyncio.to_thread(statuses, store)) & set(but):
            await asyncio.sleep(0.01)


async def test_chats_go_side_by_side_and_each_in_its_order(store: Store, pen: Writer, platform: Platform) -> None:
    platform.latency = 0.05
    put(store, *((f"t:{lane}", f"{lane}.{number}") for number in range(3) for lane in range(40)))
    async with running(courier(store, pen, platform)):
        await until_settled(store)
    assert 8 <= platform.most <= 32
    for lane in range(40):
        assert [one for one in platform.texts if one.startswith(f"{lane}.")] == [f"{lane}.{n}" for n in range(3)]


async def test_a_chat_gets_one_message_a_second(store: Store, pen: Writer, platform: Platform) -> None:
    put(store, *((f"t:{lane}", f"{lane}.{number}") for lane in (1, 2) for number in range(3)))
    async with running(courier(store, pen, platform, pace=Pace("t"))):
        await until_settled(store)
    for lane in (1, 2):
        first, second, third = platform.times(f"{lane}.")
        assert second - first > 0.8
        assert third - second > 0.8


async def test_two_couriers_keep_one_pace_and_send_nothing_twice(store: Store, pen: Writer, platform: Platform) -> None:
    put(store, *((f"t:{number}", f"{number}") for number in range(50)))
    other = writer(store)
    one, two = (courier(store, pens, platform, pace=UNHURRIED) for pens in (pen, other))
    async with running(one, two):
        await until_settled(store)
    other.close()
    assert sorted(platform.texts, key=int) == [f"{number}" for number in range(50)]
    assert platform.came[-1][1] - platform.came[0][1] > 49 * 0.02 - 0.03


@pytest.fixture
def no_sweep(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is not the look of every now and then that finds what waits."""
    monkeypatch.setattr("bot.courier.SWEEP", 300.0)


@pytest.mark.usefixtures("no_sweep")
@pytest.mark.parametrize("how", [Courier.nudge, Courier.look])
async def test_a_message_leaves_as_soon_as_it_is_stored(
    store: Store, pen: Writer, platform: Platform, how: Callable[[Courier], None]
) -> None:
    carrying = courier(store, pen, platform)

    def tell() -> None:
        put(store, ("t:1", "hello"))
        how(carrying)

    async with running(carrying):
        await asyncio.sleep(0.05)
        await asyncio.to_thread(tell)
        await until_settled(store)
    assert platform.texts == ["hello"]


@pytest.mark.usefixtures("no_sweep")
@pytest.mark.parametrize("slots", [1, 32])
async def test_what_is_behind_a_message_leaves_as_soon_as_that_has_arrived(
    store: Store, pen: Writer, platform: Platform, slots: int
) -> None:
    put(store, *((f"t:{lane}", f"{lane}.{number}") for number in range(3) for lane in range(3)))
    async with running(courier(store, pen, platform, slots=slots)):
        await until_settled(store)
    assert len(platform.texts) == 9


@pytest.mark.usefixtures("no_sweep")
async def test_what_comes_before_its_time_leaves_at_its_time(store: Store, pen: Writer, platform: Platform) -> None:
    carrying = courier(store, pen, platform, pace=Pace("t", interval=timedelta(milliseconds=300)))

    def tell(lane: str) -> None:
        put(store, (lane, lane))
        carrying.look()

    async with running(carrying):
        await asyncio.to_thread(tell, "t:1")
        await until_settled(store)
        await asyncio.to_thread(tell, "t:2")
        await until_settled(store)
    assert platform.texts == ["t:1", "t:2"]


@pytest.mark.usefixtures("no_sweep")
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
async def test_what_is_stored_while_the_one_before_it_is_being_marked_leaves_at_once(
    store: Store, pen: Writer, platform: Platform, monkeypatch: pytest.MonkeyPatch
) -> None:
    carrying, marked = courier(store, pen, platform), Outbox.settle

    def settle(outbox: Outbox, session: Session, claimed: Claimed, outcome: Outcome, now: datetime) -> Behind:
        behind = marked(outbox, session, claimed, outcome, now)
        if claimed.payload == "one":
            put(store, ("t:1", "two"), ("t:2", "other"))
            carrying.nudge()
            time.sleep(0.2)  # meanwhile the other one is claimed, and nothing more is looked for
        return behind

    monkeypatch.setattr(Outbox, "settle", settle)
    put(store, ("t:1", "one"))
    async with running(carrying):
        await until_settled(store)
    assert sorted(platform.texts) == ["one", "other", "two"]


async def test_what_nobody_told_of_is_found_all_the_same(store: Store, pen: Writer, platform: Platform) -> None:
    async with running(courier(store, pen, platform)):
        await asyncio.sleep(0.05)
        put(store, ("t:1", "hello"))
        await until_settled(store)


async def test_each_is_marked_as_it_returns(store: Store, pen: Writer, platform: Platform) -> None:
    put(store, ("t:1", "stuck"), ("t:2", "quick"), ("t:1", "behind"))
    async with running(courier(store, pen, platform)):
        async with asyncio.timeout(30):
            while statuses(store) != ["sending", "sent", "waiting"]:
                await asyncio.sleep(0.01)
        platform.stuck.set()
        await until_settled(store)
    assert platform.texts == ["stuck", "quick", "behind"]


async def test_told_to_stop_it_finishes_what_is_under_way_and_takes_nothing_new(
    store: Store, pen: Writer, platform: Platform
) -> None:
    platform.latency = 0.3
    put(store, ("t:1", "one"), ("t:1", "two"))
    async with running(courier(store, pen, platform)):
        while not platform.came:
            await asyncio.sleep(0.01)
    assert statuses(store) == ["sent", "waiting"]
    assert platform.texts == ["one"]


async def test_what_does_not_end_is_left_to_its_claim(store: Store, pen: Writer, platform: Platform) -> None:
    put(store, ("t:1", "stuck"))
    carrying = courier(store, pen, platform)
    carrying.finish = 0.1
    async with running(carrying):
        while not platform.came:
            await asyncio.sleep(0.01)
    assert statuses(store) == ["sending"]


async def test_only_as_many_are_claimed_as_can_be_sent(store: Store, pen: Writer, platform: Platform) -> None:
    put(store, *((f"t:{number}", "stuck") for number in range(9)))
    async with running(courier(store, pen, platform, slots=3)):
        while len(platform.came) < 3:
            await asyncio.sleep(0.01)
        await asyncio.sleep(2 * SWEEP)
        assert statuses(store).count("sending") == 3, "so a kill leaves three in doubt"
        platform.stuck.set()
        await until_settled(store)


async def test_what_gets_no_answer_in_time_is_uncertain_and_the_next_goes(
    store: Store, pen: Writer, platform: Platform
) -> None:
    put(store, ("t:1", "stuck"), ("t:1", "next"))
    async with running(courier(store, pen, platform, lease=0.5)):
        await until_settled(store)
    assert statuses(store) == ["uncertain", "sent"]


async def test_what_a_dead_process_had_claimed_is_uncertain_and_the_next_goes(
    store: Store, pen: Writer, platform: Platform
) -> None:
    put(store, ("t:1", "cut off"), ("t:1", "next"))
    with store.transaction() as session:
        soon = timedelta(seconds=0.2)
        outgoing.claim(session, utc_now(), lanes=LANES, kinds=["reply"], lease=soon, limit=1, pace=None)
    async with running(courier(store, pen, platform)):
        await until_settled(store)
    assert statuses(store) == ["uncertain", "sent"]
    assert platform.texts == ["next"]


async def test_a_slow_mail_server_holds_up_nobody_else(store: Store, pen: Writer, platform: Platform) -> None:
    slow, sent_by = threading.Event(), set()

    def send(parcel: Parcel) -> Outcome:
        sent_by.add(threading.current_thread())
        slow.wait(5)
        return Accepted()

    outbox = Outbox(store, {"letter": send}, utc_now)
    put(store, *((f"t:{number}", "letter") for number in range(3)), kind="letter")
    async with running(Courier(outbox, pen, LANES, senders={"reply": platform.send}, slots=4)):
        await until_settled(store, but=("waiting",))
        put(store, ("t:9", "hello"))
        async with asyncio.timeout(30):
            while statuses(store) != ["sending"] * 3 + ["sent"]:
                await asyncio.sleep(0.01)
        slow.set()
        await until_settled(store)
    assert threading.current_thread() not in sent_by


async def test_a_store_that_is_away_is_said_once_and_waited_for(
    store: Store, pen: Writer, platform: Platform, caplog: pytest.LogCaptureFixture
) -> None:
    put(store, ("t:1", "stuck"), ("t:2", "refused"))
    async with running(courier(store, pen, platform)):
        async with asyncio.timeout(30):
            while statuses(store) != ["sending", "failed"]:
                await asyncio.sleep(0.01)
        caplog.clear()
        with outage(store):
            platform.stuck.set()  # so that what became of this one cannot be stored for now
            await asyncio.sleep(2.5)
        await until_settled(store)
        put(store, ("t:3", "after"))
        await until_settled(store)
    assert statuses(store) == ["sent", "failed", "sent"]
    assert [record.message.partition(":")[0] for record in caplog.records] == [
        "nothing can be sent for now",
        "messages are sent again",
    ]


@contextmanager
def outage(store: Store) -> Iterator[None]:
    """The store cannot be used for the length of the block."""
    if store.engine.dialect.name == "postgresql":
        with postgres.server().stopped():
            yield
        return
    rename(store, "outgoing", "away")
    yield
    rename(store, "away", "outgoing")


def rename(store: Store, name: str, to: str) -> None:
    with store.transaction() as session:
        session.connection().execute(text(f"ALTER TABLE {name} RENAME TO {to}"))


async def test_a_sign_that_hangs_keeps_no_slot(store: Store, pen: Writer, platform: Platform) -> None:
    with store.transaction() as session:
        chat = conversations.open_(
            session, channel="t", address="100", address_hash=b"100", state="{}", now=utc_now()
        ).id
    put(store, (f"t:{chat}", "one"), (f"t:{chat}", "two"))
    carrying = courier(store, pen, platform, pace=UNHURRIED, slots=1)
    typed: list[str] = []

    async def typing(address: str) -> None:
        typed.append(address)
        await platform.stuck.wait()

    carrying.typing = typing
    async with running(carrying):
        await until_settled(store)
    assert (platform.texts, typed) == (["one", "two"], ["100"])


async def test_who_gets_more_sees_that_it_is_being_written(store: Store, pen: Writer, platform: Platform) -> None:
    typed: list[str] = []

    async def typing(address: str) -> None:
        typed.append(address)
        raise OSError

    with store.transaction() as session:
        chat = conversations.open_(
            session, channel="t", address="100", address_hash=b"100", state="{}", now=utc_now()
        ).id
    put(store, (f"t:{chat}", "one"), (f"t:{chat}", "two"))
    carrying = courier(store, pen, platform, pace=Pace("t", gap=timedelta(milliseconds=100)))
    carrying.typing = typing
    async with running(carrying):
        await until_settled(store)
    assert typed == ["100"], "after the last there is nothing to wait for"
