"""The long-running processes: which parts each of them runs, how they are joined, and how they stop.

    run        all that the settings name        web       what platforms push
    telegram   fetch, answer                     worker    replies, mail, what is due

On SIGTERM nothing new is taken, what is under way comes to its end, and the rest stays in the store. Whatever hangs by
then, the process ends in time: the store has all that counts.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from random import SystemRandom
from threading import Timer
from time import monotonic
from typing import Any, Final

import uvloop

from bot import app, loading
from bot.app import App
from bot.asking import utc_now
from bot.channels.telegram import client
from bot.channels.telegram.marks import Marks
from bot.channels.telegram.receive import Receiver
from bot.channels.telegram.run import Line
from bot.channels.telegram.sender import TelegramSender
from bot.channels.telegram.webhook import Webhook
from bot.courier import Courier
from bot.polling import PollLease
from bot.reception import Reception
from bot.settings import Settings
from bot.store import conversations, doubts, tallies
from bot.store.backlog import DAY
from bot.store.clock import SharedClock
from bot.store.pace import Pace
from bot.store.session import StoreProblem
from bot.store.waking import Waker
from bot.store.writing import Writer, writer
from bot.web import listening, server, web

BEAT: Final = 0.5
"""Seconds between two looks at what is due."""
COMPARED: Final = 60.0
"""Seconds between two looks at the database's clock."""
GRACE: Final = 25.0
"""Seconds after which we have ended once we are told to stop; who stops us kills us after thirty."""
ENDING: Final = 18.0
"""Of these, what is under way gets so many; then what was heard, and then what was to be written."""
HANGING_UP: Final = 2.0
WRITING: Final = 3.0
LEASE: Final = timedelta(seconds=15)
"""How long a reply is one process's to send: as long holds a process that was killed up its chat, and no longer."""
MINDS: Final = 2
"""Threads that understand; more of them gain nothing, for they share one interpreter."""
log = logging.getLogger("ombud")


@dataclass(frozen=True)
class Roles:
    """What a process does: fetch what platforms have, listen for what they push, deliver what waits."""

    fetch: bool = False
    listen: bool = False
    deliver: bool = False
    paced: bool = True


def serve(settings: Settings, roles: Roles) -> None:
    """Run until SIGTERM or ctrl-C, or until a part fails."""
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(Service.begin(settings, roles).run())


@dataclass
class Service:
    """One process: its parts, and what it does with them until it is told to stop.

    `couriers` are woken as soon as there may be something to send; the one with mail looks by itself.
    """

    settings: Settings
    roles: Roles
    app: App
    learning: loading.Learning | None
    writer: Writer
    waker: Waker
    clock: SharedClock
    couriers: list[Courier] = field(default_factory=list)
    stopping: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    def begin(cls, settings: Settings, roles: Roles) -> Service:
        own = loading.own_phrases(settings)
        learning = None
        if roles.fetch or roles.listen:
            learning = loading.Learning.start(settings.data_dir, own=own)
        # A worker understands next to nothing: several captions of an album that was gathered, and no more.
        built = app.build(settings, matcher=learning or cache(lambda: loading.learn(settings.data_dir, own=own)))
        store, clock = built.store, SharedClock(built.store, utc_now)
        clock.set()
        return cls(settings, roles, built, learning, writer(store), Waker(store), clock)

    async def run(self) -> None:
        """Do what the roles say; the first part that fails ends all of it, in order."""
        for number in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(number, self._told_to_stop)
        minds = ThreadPoolExecutor(MINDS, thread_name_prefix="mind")
        reception = Reception(self.app.inbox, self.writer, minds, self.app.library.fresh, self._wake)
        line = self._line(reception) if self.settings.telegram_token else None
        try:
            await self._all_of(self._duties(line))
        finally:
            if line:
                await _hung_up(line)
            minds.shutdown(wait=False, cancel_futures=True)
            self.writer.close(within=WRITING)
            self.waker.close()
            self.app.store.close()

    def _told_to_stop(self) -> None:
        """Begin to end. A thread that hangs, on a mail server say, would keep us alive: it is not waited for."""
        self.stopping.set()
        last = Timer(GRACE, os._exit, (0,))
        last.daemon = True
        last.start()

    def _duties(self, line: Line | None) -> list[Coroutine[Any, Any, None]]:
        """What this process does, each until it is time to stop."""
        duties: list[Coroutine[Any, Any, None]] = []
        pushed: dict[str, Webhook] = {}
        if line and self.roles.fetch:
            duties.append(self._fetch(line))
        if line and self.roles.listen and self.settings.telegram_webhook_url:
            url, secret = self.settings.telegram_webhook_url, self.settings.telegram_webhook_secret
            pushed["/telegram"] = Webhook(secret, line.receiver)
            duties.append(line.listen(url, secret, self.stopping))
        if self.roles.listen:
            duties.append(self._listen(pushed))
        if self.roles.deliver:
            mail, *self.couriers = self._couriers(line)
            duties += [courier.run(self.stopping) for courier in (mail, *self.couriers)]
            duties += [self._beat(), self._be_woken()]
        return duties

    async def _all_of(self, duties: list[Coroutine[Any, Any, None]]) -> None:
        """Do them side by side; what fails stops the others, and is raised when they have ended."""
        tasks = [asyncio.create_task(duty) for duty in duties]
        for task in tasks:
            task.add_done_callback(self._stop_if_failed)
        await self.stopping.wait()
        if self.learning:
            self.learning.stop()
        _, late = await asyncio.wait(tasks, timeout=ENDING)
        for task in late:
            task.cancel()
        for ended in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(ended, Exception):
                raise ended

    def _stop_if_failed(self, task: asyncio.Task[None]) -> None:
        if not task.cancelled() and task.exception() is not None:
            self.stopping.set()

    def _wake(self) -> None:
        """There may be something to send, here or in another process."""
        for courier in self.couriers:
            courier.nudge()
        self.waker.notify()

    def _line(self, reception: Reception) -> Line:
        settings, wording = self.settings, self.app.wording
        bot = client.bot(settings.telegram_token, settings.telegram_api_url)
        marks = Marks(self.app.store.lookup(f"callback data {settings.telegram_bot}"))
        sending = TelegramSender(bot, marks, lambda clause: self.app.library().heading(clause), wording)
        receiver = Receiver(settings.telegram_bot, sending, marks, reception.receive, utc_now, self._count_unreadable)
        return Line(bot, receiver, wording, self.app.library().policy.controller)

    def _couriers(self, line: Line | None) -> list[Courier]:
        mail = Courier(replace(self.app.post, clock=self.clock), self.writer, lanes="mail:")
        if line is None:
            return [mail]
        family = f"telegram:{self.settings.telegram_bot}"
        pace = Pace(overall=family) if self.roles.paced else None
        sending = line.receiver.sender
        outbox = replace(self.app.outbox, clock=self.clock, pace=pace, chance=SystemRandom().random, lease=LEASE)
        senders = {"reply": sending, "edit": sending}
        return [mail, Courier(outbox, self.writer, lanes=f"{family}:", senders=senders, typing=sending.typing)]

    def _count_unreadable(self) -> None:
        today = utc_now().date()
        self.writer.submit(lambda session: tallies.count(session, tallies.UNREADABLE, today))

    async def _beat(self) -> None:
        """Take what is due; once a day, purge. Whatever goes wrong, the next beat comes."""
        purged: date | None = None
        compared = monotonic()
        while not self.stopping.is_set():
            try:
                if await asyncio.to_thread(self.app.clockwork.tick):
                    self._wake()
                if purged != (today := utc_now().date()):
                    await asyncio.to_thread(self._purge)
                    purged = today
                if monotonic() - compared > COMPARED:
                    await asyncio.to_thread(self.clock.set)
                    compared = monotonic()
            except StoreProblem as problem:
                log.error("%s", problem)
            except Exception as error:  # noqa: BLE001  as said; only its type, for the rest may be somebody's words
                log.error("what is due could not be taken: %s. Please report this.", type(error).__name__)
            await _pause(BEAT, self.stopping)

    def _purge(self) -> None:
        self.app.clockwork.purge()
        with self.app.store.transaction() as session:
            doubts.empty(session, before=self.clock() - DAY)

    async def _be_woken(self) -> None:
        """Hear of what other processes stored."""
        wake = Courier.look if self.waker.hears_itself else Courier.nudge

        def woken() -> None:
            for courier in self.couriers:
                wake(courier)

        stop = self.waker.watch(woken)
        await self.stopping.wait()
        await asyncio.to_thread(stop)

    async def _fetch(self, line: Line) -> None:
        """Fetch, while the lease on it is ours."""
        lease = PollLease(self.app.store, self.settings.telegram_bot)
        await lease.take()
        keeping = asyncio.create_task(lease.keep(self.stopping))
        keeping.add_done_callback(self._stop_if_failed)
        try:
            await line.fetch(self.stopping)
        finally:
            self.stopping.set()
            try:
                await keeping
            except StoreProblem as problem:
                log.warning("the lease on fetching was not given back, and runs out: %s", problem)

    async def _listen(self, pushed: dict[str, Webhook]) -> None:
        port = listening(*self.settings.listens)
        routes = {path: webhook.receive for path, webhook in pushed.items()}
        serves = server(web(routes, ready=self._wrong))
        serving = asyncio.ensure_future(serves.serve(sockets=[port]))
        await self.stopping.wait()
        serves.should_exit = True
        await serving
        for webhook in pushed.values():
            await webhook.rest()

    def _wrong(self) -> str | None:
        """What is wrong with the store, if anything is."""
        try:
            with self.app.store.reading() as session:
                conversations.stale(session, utc_now(), limit=1)
        except StoreProblem as problem:
            return str(problem)
        except Exception as error:  # noqa: BLE001  a table that is gone, say: the process is not ready, whatever it is
            return f"the store cannot be read ({type(error).__name__})"
        return None


async def _hung_up(line: Line) -> None:
    """Close a line to a platform; signs that nobody waits for any more may be lost with it."""
    try:
        async with asyncio.timeout(HANGING_UP):
            await line.close()
    except TimeoutError:
        pass


async def _pause(seconds: float, stopping: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stopping.wait(), seconds)
    except TimeoutError:
        pass
