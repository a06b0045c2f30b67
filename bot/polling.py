"""One process fetches for a bot; which one stands in the store, so that a second one knows, says so, and stops."""

from __future__ import annotations

import asyncio
import os
import socket
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final
from uuid import uuid4

from bot import Problem
from bot.asking import utc_now
from bot.store import leases
from bot.store.session import Store, StoreProblem

LEASE: Final = timedelta(seconds=10)
RENEWED: Final = 2.0
"""Seconds between two renewals."""


class TwoPollers(Problem):
    """Another process fetches for the same bot."""

    def __init__(self, holder: str) -> None:
        machine, process, *_ = holder.split()
        what = f"process {process} on {machine} fetches for this bot already"
        super().__init__(f"{what}. Stop that one first, or run `ombud worker` for more hands.")


@dataclass(frozen=True)
class PollLease:
    """The right to fetch for a bot, while it is renewed."""

    store: Store
    bot: int
    me: str = field(default_factory=lambda: f"{socket.gethostname()} {os.getpid()} {uuid4().hex} {_where()}")

    async def take(self) -> None:
        """Take it: from a process of this machine that died at once, from one elsewhere when it runs out."""
        holder = None
        for _ in range(int(LEASE.total_seconds()) + 2):
            holder = await asyncio.to_thread(self._take)
            if holder is None:
                return
            if _here(holder) and _lives(holder):
                break
            if _here(holder):
                await asyncio.to_thread(self._release, holder)
            else:
                await asyncio.sleep(1)
        assert holder is not None
        raise TwoPollers(holder)

    async def keep(self, stopping: asyncio.Event) -> None:
        """Renew it until it is time to stop; a store that is down for a while is no reason to stop fetching."""
        while not stopping.is_set():
            try:
                await asyncio.wait_for(stopping.wait(), RENEWED)
            except TimeoutError:
                holder = await asyncio.to_thread(self._renewed)
                if holder is not None:
                    raise TwoPollers(holder) from None
        try:
            await asyncio.to_thread(self._release, self.me)
        except StoreProblem:
            pass  # it runs out by itself

    def _renewed(self) -> str | None:
        try:
            return self._take()
        except Problem:
            return None

    def _take(self) -> str | None:
        now = utc_now()
        with self.store.transaction() as session:
            return leases.take(session, self._name, self.me, now, now + LEASE)

    def _release(self, holder: str) -> None:
        with self.store.transaction() as session:
            leases.release(session, self._name, holder)

    @property
    def _name(self) -> str:
        return _name(self.bot)


def fetcher(store: Store, bot: int, now: datetime) -> str | None:
    """Who fetches for a bot now, if anybody does."""
    with store.reading() as session:
        return leases.holder(session, _name(bot), now)


def _name(bot: int) -> str:
    return f"fetching telegram:{bot}"


def _where() -> str:
    """In which start of which machine, and of which container in it, the ids of processes are ours; "-" if untold."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        return f"{boot}/{os.readlink('/proc/self/ns/pid')}"
    except OSError:
        return "-"


def _here(holder: str) -> bool:
    """Can we see whether this process lives?"""
    machine, _, _, *where = holder.split()
    return machine == socket.gethostname() and where == [_where()]


def _lives(holder: str) -> bool:
    """A process with our own id is one that was here before us: a container's is always the first."""
    process = int(holder.split()[1])
    if process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return True
