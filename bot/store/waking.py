"""Tells other processes on the same store that something changed, so that none of them has to ask all the time.

What is told is a hint, and may be lost: whoever waits for it looks by itself now and then.
"""

from __future__ import annotations

import select
import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from threading import Event, Lock, Thread
from time import sleep
from typing import Any, Final

import psycopg

from bot.store.session import ON_POSTGRESQL, Store

PAUSE: Final = 0.005
"""Seconds between two looks at the file, or two notifications: unnoticed by people, and less than 1% of a core."""
LIVELY: Final = 200
"""After so many looks in vain there is more time between them: for most of the day nothing happens."""
AGAIN: Final = 1.0
"""Seconds before a lost connection is tried again."""

Stop = Callable[[], None]
Connection = psycopg.Connection[Any]


class Waker:
    """One process's way to wake the others, and to be woken by them.

    SQLite tells a connection that another has written, but has to be asked. PostgreSQL passes notifications on; they
    are given after the commit, for inside it they would make all commits queue, and heard on a connection to the server
    itself: behind PgBouncer in transaction mode nobody is woken. `hears_itself`: its own commits wake it as well.
    """

    def __init__(self, store: Store) -> None:
        url = store.engine.url
        self._file = url.database if store.engine.dialect.name == "sqlite" else None
        _, given = store.engine.dialect.create_connect_args(url)
        self._server: dict[str, Any] = {**given, **ON_POSTGRESQL, "autocommit": True}
        self.hears_itself = self._file is not None
        self._news = Event()
        self._first = Lock()
        self._telling: Stop | None = None
        self._ours: int | None = None

    def notify(self) -> None:
        """Something was committed. Costs next to nothing, from any thread; in a file the commit itself is seen."""
        if self._file is not None:
            return
        self._news.set()
        if self._telling is None:
            with self._first:
                self._telling = self._telling or _until_stopped(self._tell)

    def watch(self, on_change: Callable[[], None]) -> Stop:
        """Call `on_change`, in a thread of its own, whenever somebody committed something; what is returned ends it."""
        if (file := self._file) is not None:
            return _until_stopped(lambda stopped: _look(file, stopped, on_change))
        ours, theirs = socket.socketpair()
        stop = _until_stopped(lambda stopped: self._listen(stopped, theirs, on_change))

        def hang_up() -> None:
            ours.close()  # which ends the waiting
            stop()
            theirs.close()

        return hang_up

    def close(self) -> None:
        """Notify nobody any more; who watches is stopped apart."""
        if self._telling is not None:
            self._news.set()  # it waits no longer
            self._telling()

    def _tell(self, stopped: Event) -> None:
        def tell(connection: Connection) -> None:
            self._ours = connection.info.backend_pid
            while not stopped.wait(PAUSE):
                if self._news.wait(AGAIN):  # any number of commits since the last time are one more
                    self._news.clear()
                    connection.execute("NOTIFY ombud")

        self._connected(stopped, tell)

    def _listen(self, stopped: Event, hung_up: socket.socket, on_change: Callable[[], None]) -> None:
        def listen(connection: Connection) -> None:
            connection.execute("LISTEN ombud")
            on_change()  # what was committed before we listened, or while we could not
            while not stopped.is_set():
                select.select([connection.fileno(), hung_up.fileno()], [], [])
                if any(notice.pid != self._ours for notice in list(connection.notifies(timeout=0))):
                    on_change()

        self._connected(stopped, listen)

    def _connected(self, stopped: Event, use: Callable[[Connection], None]) -> None:
        """Use a connection until stopped; one that is lost is replaced, as soon as the server is there again."""
        while not stopped.is_set():
            try:
                with psycopg.connect(**self._server) as connection:
                    use(connection)
            except psycopg.OperationalError:
                stopped.wait(AGAIN)


def _look(file: str, stopped: Event, on_change: Callable[[], None]) -> None:
    while not stopped.is_set():
        try:
            with closing(sqlite3.connect(file, isolation_level=None)) as connection:
                _compare(connection, stopped, on_change)
        except sqlite3.Error:
            stopped.wait(AGAIN)


def _compare(connection: sqlite3.Connection, stopped: Event, on_change: Callable[[], None]) -> None:
    seen, quiet = _version(connection), 0
    on_change()  # what was committed before we looked
    while not stopped.is_set():
        sleep(PAUSE if quiet < LIVELY else 2 * PAUSE)  # half the price of waiting for `stopped`
        quiet += 1
        if (now := _version(connection)) != seen:
            seen, quiet = now, 0
            on_change()


def _version(connection: sqlite3.Connection) -> int:
    """A number that changes whenever another connection has committed."""
    version: int = connection.execute("PRAGMA data_version").fetchone()[0]
    return version


def _until_stopped(work: Callable[[Event], None]) -> Stop:
    """Run in a thread of its own, until what is returned is called; it returns when the thread has ended."""
    stopped = Event()
    thread = Thread(target=work, args=(stopped,), name="waker", daemon=True)
    thread.start()

    def stop() -> None:
        stopped.set()
        thread.join()

    return stop
