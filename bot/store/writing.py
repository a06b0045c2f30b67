"""Writes what many threads have to write, as fast as the database likes it; a job's future is done once it is stored.

SQLite has one writer at a time, and each of its commits waits for the disk: one thread takes all jobs that wait as one
transaction (events a second, measured: 1,000 one by one, 5,000 together). PostgreSQL gathers commits itself, and gains
nothing by it: there four threads write a job a transaction each.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from time import monotonic, sleep
from typing import Any, Final, Generic, TypeVar

from sqlmodel import Session

from bot import Problem
from bot.store.problems import Clash, Unavailable
from bot.store.session import Store, on_connection

MOST: Final = 64
"""Jobs in one transaction: beyond, the commit is cheap already, and the first would only wait for the last."""
THREADS: Final = 4
GAP: Final = 0.002
"""Seconds between two batches on SQLite, or other processes would never get to write."""

PAUSES: Final = (0.02, 0.1)
"""Seconds before a job that clashed is run again: at once, it might lock again what the other waits for."""

T = TypeVar("T")


class Closed(Problem):
    """Handed in after `close`: no fault of what was handed in, which is to be delivered again."""

    def __init__(self) -> None:
        super().__init__("Ombud is being stopped, and stores nothing more. What comes now is delivered again.")


@dataclass(frozen=True)
class _Job(Generic[T]):
    run: Callable[[Session], T]
    done: Future[T] = field(default_factory=Future)


class Writer:
    """Takes jobs from any thread. They are begun in order, but only on SQLite does each end before the next begins."""

    def __init__(self, store: Store, *, threads: int, most: int) -> None:
        self._store = store
        self._most = most
        self._waiting: SimpleQueue[_Job[Any] | None] = SimpleQueue()
        self._closing = Lock()
        self._closed = False
        self._away: Unavailable | None = None
        self._threads = [Thread(target=self._work, name=f"writer-{number}", daemon=True) for number in range(threads)]
        for thread in self._threads:
            thread.start()

    def submit(self, job: Callable[[Session], T]) -> Future[T]:
        """Have a job written. It may be run again, after it was undone: what it does is done in the session alone."""
        mine = _Job(job)
        with self._closing:
            if self._closed:
                raise Closed
            self._waiting.put(mine)
        return mine.done

    def close(self, within: float | None = None) -> None:
        """Take nothing new, and return once all that waits is written, or failed, or so many seconds are over.

        A database that is away is waited for once more: who is being stopped cannot wait for each job anew.
        """
        with self._closing:
            if not self._closed:
                self._closed = True
                for _ in self._threads:
                    self._waiting.put(None)
        until = None if within is None else monotonic() + within
        for thread in self._threads:
            thread.join(None if until is None else max(0.0, until - monotonic()))

    def _work(self) -> None:
        """Take what waits, again and again, until the end is read."""
        more = True
        while more:
            jobs: list[_Job[Any]] = []
            job = self._waiting.get()
            while job is not None:
                jobs.append(job)
                if len(jobs) == self._most:
                    break
                try:
                    job = self._waiting.get_nowait()
                except Empty:
                    break
            more = job is not None
            self._write([job for job in jobs if job.done.set_running_or_notify_cancel()])
            if self._most > 1 and not self._waiting.empty():
                sleep(GAP)

    def _write(self, jobs: Sequence[_Job[Any]]) -> None:
        if self._closed and self._away:
            for job in jobs:
                job.done.set_exception(self._away)
        else:
            self._away = _write(self._store, jobs)


def writer(store: Store) -> Writer:
    """The writer that suits the store's database."""
    if store.engine.dialect.name == "sqlite":
        return Writer(store, threads=1, most=MOST)
    return Writer(store, threads=THREADS, most=1)


def _write(store: Store, jobs: Sequence[_Job[Any]]) -> Unavailable | None:
    """Write all jobs together; if any of them raises, each alone, so that only this one fails. Is the database away?"""
    if len(jobs) > 1:
        try:
            results = _together(store, jobs)
        except BaseException:  # noqa: BLE001  it is for one of them, and each alone meets it again
            return _each_alone(store, jobs)
        for job, result in zip(jobs, results, strict=True):
            job.done.set_result(result)
        return None
    return _each_alone(store, jobs)


def _together(store: Store, jobs: Sequence[_Job[Any]]) -> list[Any]:
    results = []
    with store.connection() as connection:
        for job in jobs:
            with on_connection(connection) as session:
                results.append(job.run(session))
    return results


def _each_alone(store: Store, jobs: Sequence[_Job[Any]]) -> Unavailable | None:
    """Where the database is down for one, it is for those behind it: they need not find that out by waiting."""
    down: Unavailable | None = None
    for job in jobs:
        try:
            if down:
                raise down
            result = _alone(store, job)
        except BaseException as error:  # noqa: BLE001  whoever waits for it is told
            down = error if isinstance(error, Unavailable) else None
            job.done.set_exception(error)
        else:
            job.done.set_result(result)
    return down


def _alone(store: Store, job: _Job[T]) -> T:
    """A job that stood in another's way, and was undone for it, gets more chances, once the other is past."""
    for pause in PAUSES:
        try:
            return _once(store, job)
        except Clash:
            sleep(pause)
    return _once(store, job)


def _once(store: Store, job: _Job[T]) -> T:
    with store.transaction() as session:
        return job.run(session)
