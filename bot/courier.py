"""Carries messages out side by side, in a loop: claim as many as can be sent, send, mark each as it returns.

What is claimed is under way at once: so at most the sends under way are in doubt after a kill, and nothing behind them.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, TypeVar

from sqlmodel import Session

from bot.outbox import Accepted, AsyncSender, Outbox, Outcome, Unknown, parcel, raised
from bot.store import doubts, outgoing
from bot.store.outgoing import Behind, Claimed
from bot.store.session import StoreProblem
from bot.store.writing import Writer

SWEEP: Final = 0.2
"""Seconds between two looks when nobody wakes the courier: a net for what a lost waking call would leave lying."""
LAPSE: Final = 1.0
"""Seconds between two looks for claims of processes that are gone."""
ELSEWHERE: Final = 0.02
"""Seconds until the next look when what was to be sent was locked, or had just gone to another process."""
ILL: Final = 1.0
"""Seconds between two tries while the store cannot be used."""
FINISH: Final = 16.0
"""Seconds that sends under way get at the end: more than one takes, and less than the process gets to stop."""

T = TypeVar("T")
log = logging.getLogger("ombud")


@dataclass
class Courier:
    """Delivers a family of lanes until told to stop.

    The senders of the outbox are called in threads, `senders` in the loop. `typing` is told the address of a chat in
    which more is to come, once its pace allows.
    """

    outbox: Outbox
    writer: Writer
    lanes: str
    senders: Mapping[str, AsyncSender] = field(default_factory=dict)
    slots: int = 32
    typing: Callable[[str], Awaitable[None]] | None = None
    finish: float = FINISH
    wake: asyncio.Event = field(default_factory=asyncio.Event)
    _loop: asyncio.AbstractEventLoop | None = None
    _under_way: set[asyncio.Task[None]] = field(default_factory=set)
    _signs: set[asyncio.Task[None]] = field(default_factory=set)
    _looked: float = 0.0
    _expects: bool = False
    _nudges: int = 0
    _ill: bool = False

    def __post_init__(self) -> None:
        # One more than there are slots: looking at the store never waits for a slow mail server.
        self._threads = ThreadPoolExecutor(self.slots + 1, thread_name_prefix="courier")
        self._kinds = (*self.outbox.senders, *self.senders)
        self._paced = self.outbox.pace is not None

    def nudge(self) -> None:
        """There is something to send; from any thread."""
        self._from_outside(self._nudged)

    def look(self) -> None:
        """Something was stored, maybe to be sent; from any thread but the loop's."""
        if self._expects:
            return  # it is about to be claimed
        try:
            pause = self._pause()
        except Exception:  # noqa: BLE001  whatever it is, the next round meets it, and says so
            return
        if pause <= 0:
            self.nudge()
        elif pause < SWEEP:
            self._from_outside(self.wake.set)  # the next round rests as long as that, and no longer

    async def run(self, stopping: asyncio.Event) -> None:
        """Deliver until stopped; then take nothing new, and finish what is under way."""
        self._loop = asyncio.get_running_loop()
        waking = asyncio.create_task(self._wake_at(stopping))
        try:
            while not stopping.is_set():
                self.wake.clear()
                await self._rest(await self._round())
            await self._finish()
        finally:
            for task in (waking, *self._signs):
                task.cancel()
            self._threads.shutdown(wait=False, cancel_futures=True)

    async def _round(self) -> float:
        """Start what can be sent; the seconds until there may be more. Whatever goes wrong, there is a next time."""
        try:
            await self._take_back()
            pause = await self._start()
        except Exception as error:  # noqa: BLE001  as said
            self._complain(error)
            return ILL
        self._recover()
        return pause

    async def _start(self) -> float:
        free = self.slots - len(self._under_way)
        if not free:
            return SWEEP  # a send that ends wakes us
        # Reads first, unless there is something to expect: an idle look takes no write lock.
        if not self._expects:
            pause = await self._in_thread(self._pause)
            if pause > 0:
                return pause
        self._expects = False
        claimed = await asyncio.wrap_future(self.writer.submit(lambda session: self._claim(session, free)))
        for one in claimed:
            task = asyncio.create_task(self._deliver(one))
            self._under_way.add(task)
            task.add_done_callback(self._returned)
        if not claimed:
            return ELSEWHERE
        if len(claimed) == free:
            self._expects = True  # more is left than could be taken
        return 0 if self._paced or self._expects else SWEEP

    def _pause(self) -> float:
        """Seconds until something can be sent, as far as is known now; none or less if something can."""
        with self.outbox.store.reading() as session:
            now, pace = self.outbox.clock(), self.outbox.pace
            due = outgoing.next_due(session, now, lanes=self.lanes, kinds=self._kinds, pace=pace)
        return SWEEP if due is None else min(SWEEP, (due - self.outbox.clock()).total_seconds())

    def _claim(self, session: Session, free: int) -> list[Claimed]:
        now = self.outbox.clock()
        return self.outbox.claim(session, now, lanes=self.lanes, kinds=self._kinds, limit=free)

    async def _take_back(self) -> None:
        """Settle what another process left behind."""
        assert self._loop is not None
        if self._loop.time() - self._looked < LAPSE:
            return
        self._looked = self._loop.time()
        now = self.outbox.clock()
        if await self._in_thread(lambda: self._cut_off(now)):
            await asyncio.wrap_future(self.writer.submit(lambda session: self.outbox.lapse(session, now)))

    def _cut_off(self, now: datetime) -> bool:
        with self.outbox.store.reading() as session:
            return doubts.cut_off(session, now)

    async def _deliver(self, claimed: Claimed) -> None:
        outcome = await self._send(claimed)
        nudges = self._nudges
        behind = await self._mark(claimed, outcome)
        # What was stored meanwhile, its settling may not have seen, and a claim found it behind us.
        if behind.more or behind.edits or self._nudges != nudges:
            self._expect()
        awaited = behind.more and self._paced and isinstance(outcome, Accepted)
        if awaited and self.typing is not None and claimed.address is not None:
            # Beside: the slot is free for the next message, whatever becomes of the sign.
            sign = asyncio.create_task(self._type(self.typing, claimed.address))
            self._signs.add(sign)
            sign.add_done_callback(self._signs.discard)

    async def _type(self, typing: Callable[[str], Awaitable[None]], address: str) -> None:
        try:
            await typing(address)
        except Exception as error:  # noqa: BLE001  a sign that is lost is no loss
            log.info("the typing sign raised %s", type(error).__name__)

    async def _send(self, claimed: Claimed) -> Outcome:
        """Send, in less time than the claim lasts; whatever a sender raises, the others go on."""
        sender = self.senders.get(claimed.kind)
        longest = self.outbox.lease.total_seconds() * 0.8
        try:
            if sender is None:
                return await self._in_thread(lambda: self.outbox.senders[claimed.kind](parcel(claimed)))
            async with asyncio.timeout(longest) as limit:
                return await sender(parcel(claimed))
        except Exception as error:  # noqa: BLE001  as said
            if sender is not None and limit.expired():
                return Unknown("no answer in time")
            return raised(claimed.kind, error)

    async def _mark(self, claimed: Claimed, outcome: Outcome) -> Behind:
        """Keep what became of a send, however long the store is away; what may go now that could not before."""
        while True:
            try:
                marked = self.writer.submit(lambda session: self._settle(session, claimed, outcome))
                return await asyncio.wrap_future(marked)
            except StoreProblem as problem:
                self._complain(problem)
                await asyncio.sleep(ILL)
            except Exception as error:  # noqa: BLE001  the claim runs out, and what came of it is uncertain
                log.error("marking outgoing row %s raised %s", claimed.id, type(error).__name__)
                return Behind()

    def _settle(self, session: Session, claimed: Claimed, outcome: Outcome) -> Behind:
        return self.outbox.settle(session, claimed, outcome, self.outbox.clock())

    def _returned(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if self._expects:
            self.wake.set()

    def _from_outside(self, call: Callable[[], None]) -> None:
        with suppress(RuntimeError):  # the loop is closed: it is over
            if self._loop is not None:
                self._loop.call_soon_threadsafe(call)

    def _nudged(self) -> None:
        self._nudges += 1
        self._expect()

    def _expect(self) -> None:
        self._expects = True
        self.wake.set()

    async def _finish(self) -> None:
        """Let what is under way end; what does not is found by its claim, and is uncertain."""
        if not self._under_way:
            return
        _, late = await asyncio.wait(self._under_way, timeout=self.finish)
        for task in late:
            task.cancel()
        if late:
            log.warning("%s messages were still being sent at the end", len(late))
            await asyncio.wait(late)

    async def _wake_at(self, stopping: asyncio.Event) -> None:
        await stopping.wait()
        self.wake.set()

    async def _rest(self, seconds: float) -> None:
        if seconds <= 0:
            return
        try:
            async with asyncio.timeout(seconds):
                await self.wake.wait()
        except TimeoutError:
            pass

    async def _in_thread(self, work: Callable[[], T]) -> T:
        assert self._loop is not None
        return await self._loop.run_in_executor(self._threads, work)

    def _complain(self, error: Exception) -> None:
        """Say once what is wrong, until it is right again."""
        if not self._ill:
            log.error(
                "nothing can be sent for now: %s", error if isinstance(error, StoreProblem) else type(error).__name__
            )
        self._ill = True

    def _recover(self) -> None:
        if self._ill:
            log.warning("messages are sent again")
        self._ill = False
