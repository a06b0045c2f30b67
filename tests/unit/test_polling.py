"""The lease on fetching: taken at once from whoever can be seen to be dead, waited for from whoever cannot."""

from __future__ import annotations

import asyncio
import os
import sys

import pytest
from sqlalchemy import text

from bot.asking import utc_now
from bot.polling import LEASE, PollLease, TwoPollers, fetcher
from bot.store import leases
from bot.store.session import Store

BOT = 12345


def held_by(store: Store, *, process: int, host: str | None = None, where: str | None = None) -> None:
    """The lease as another process left it: on this machine, unless said otherwise."""
    machine, _, _, here = PollLease(store, BOT).me.split()
    holder = f"{host or machine} {process} another {where or here}"
    with store.transaction() as session:
        assert leases.take(session, f"fetching telegram:{BOT}", holder, utc_now(), utc_now() + LEASE) is None


def take(store: Store, within: float = 1.5) -> PollLease:
    lease = PollLease(store, BOT)
    asyncio.run(asyncio.wait_for(lease.take(), within))
    return lease


def test_a_container_that_is_started_again_takes_it_from_the_process_of_its_own_number(store: Store) -> None:
    held_by(store, process=os.getpid())
    lease = take(store)
    assert fetcher(store, BOT, utc_now()) == lease.me


def test_from_a_process_that_lives_it_is_not_taken(store: Store) -> None:
    held_by(store, process=os.getppid())
    with pytest.raises(TwoPollers, match=f"process {os.getppid()} on .* fetches for this bot already"):
        take(store)


@pytest.mark.skipif(sys.platform != "linux", reason="nothing else tells its starts apart")
@pytest.mark.parametrize("where", ["another-start/pid:[1]", "-"])
def test_what_a_process_in_another_container_or_before_a_restart_does_cannot_be_seen(store: Store, where: str) -> None:
    """Its number says nothing here, be there a process of it or not."""
    held_by(store, process=os.getppid(), where=where)
    with pytest.raises(TimeoutError):
        take(store)


def test_a_holder_of_an_older_version_is_waited_for(store: Store) -> None:
    with store.transaction() as session:
        holder = " ".join(PollLease(store, BOT).me.split()[:3])
        leases.take(session, f"fetching telegram:{BOT}", holder, utc_now(), utc_now() + LEASE)
    with pytest.raises(TimeoutError):
        take(store)


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_a_store_that_is_down_at_the_end_is_no_failure(store: Store) -> None:
    lease = take(store)
    with store.transaction() as session:
        session.connection().execute(text("ALTER TABLE leases RENAME TO gone"))

    async def ends() -> None:
        stopping = asyncio.Event()
        stopping.set()
        await lease.keep(stopping)

    asyncio.run(ends())
