"""Opens the store: one engine, its keys and look-up key, and transactions over it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import sleep
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import (
    ArgumentError,
    DatabaseError,
    DBAPIError,
    InterfaceError,
    NoSuchModuleError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlmodel import Session, select

from bot.rights.request import Status
from bot.store.problems import Clash, NotMigrated, StoreProblem, TooNew, Unavailable, WrongKeys
from bot.store.rows import alone, write_counts
from bot.store.tables import NEW, Secret, Transition
from bot.store.types import use_keys

__all__ = ["NotMigrated", "Store", "StoreProblem", "TooNew", "Unavailable", "WrongKeys", "migrate", "open_store"]

HEAD: Final = "0004"
"""The newest schema. Kept here so that a start need not import alembic; a test holds it against the migrations."""
LOOKUP: Final = "lookup"
READING: Final = "ombud_reading"
MIGRATING: Final = "ombud_migrating"

ON_POSTGRESQL: Final = {
    "application_name": "ombud",
    "connect_timeout": 5,
    "keepalives_idle": 30,  # a connection that a firewall forgot is found out before it is needed
    "tcp_user_timeout": 10_000,
    "prepare_threshold": None,  # until we know that no pooler lends us another server's connection each time
}
WAIT: Final = "SET LOCAL lock_timeout = '4s'; SET LOCAL statement_timeout = '10s'"
"""What hangs on a lock is to fail while the platform still waits for us; set anew each time, as PgBouncer demands."""

PREPARED_AFTER: Final = 5
"""Times that a statement is run on a connection before the server keeps it prepared; `psycopg`'s own default."""
LOOK: Final = 0.001
"""Seconds between two looks whether SQLite's one writer is done; who has more to write leaves longer than this."""

CLASHES: Final = ("40001", "40P01")
"""How PostgreSQL says that two transactions stood in each other's way, and that this one is undone."""
CHANGED: Final = "cached plan must not change result type"
"""What PostgreSQL says, once on each connection, when a migration changed a column that a prepared statement gives."""

Transitions = Mapping[Status, frozenset[Status]]


@dataclass(frozen=True)
class Store:
    """An open store. Sessions come from here and from nowhere else."""

    engine: Engine
    key: bytes = field(repr=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction that writes: committed at the end of the block, undone if the block raises."""
        with self.connection() as connection, on_connection(connection) as session:
            yield session

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """The same, for several sessions (`on_connection`) that are kept or undone together."""
        with _translated(), _begun(self.engine) as connection:
            yield connection
            connection.commit()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A look at the store as it was at the first read; it keeps nobody from writing, and writes nothing itself."""
        reader = self.engine.execution_options(**{READING: True})
        with _translated(), _begun(reader) as connection:
            with Session(connection, expire_on_commit=False) as session:
                yield session
            if connection.dialect.name == "postgresql":
                connection.commit()  # of nothing; but at a ROLLBACK psycopg forgets what it prepared

    def lookup(self, value: str) -> bytes:
        """By what a value is found without being stored; the caller brings it to one form first."""
        return hmac.digest(self.key, value.encode(), hashlib.sha256)

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def on_connection(connection: Connection) -> Iterator[Session]:
    """A session in the transaction of a connection: all it did is written at the end of the block."""
    with Session(connection, expire_on_commit=False) as session:
        yield session
        session.flush()
        write_counts(session)


def open_store(url: str, keys: Sequence[str], *, transitions: Transitions) -> Store:
    """Open a store of the newest schema, encrypted with one of these keys."""
    if not _exists(url):
        raise NotMigrated  # and connecting would leave an empty file behind
    engine = _engine(url, keys)
    try:
        with _translated(), Session(engine.execution_options(**{READING: True})) as session:
            if not is_newest(session.connection()) or _missing(session, transitions):
                raise NotMigrated
            secret = session.get(Secret, LOOKUP)
            if secret is None:
                raise NotMigrated
            return Store(engine, bytes.fromhex(secret.value))
    except BaseException:
        engine.dispose()
        raise


def migrate(url: str, keys: Sequence[str], *, transitions: Transitions) -> None:
    """Bring a database to the newest schema, or make one: wholly or not at all, whoever else tries at the same time."""
    engine = _engine(url, keys)
    try:
        migrating = engine.execution_options(**{MIGRATING: True})
        with _translated(), migrating.begin() as connection:
            alone(connection, "migrate")
            _upgrade(connection)
            with Session(connection) as session:
                if session.get(Secret, LOOKUP) is None:  # and reading it proves the keys
                    session.add(Secret(name=LOOKUP, value=secrets.token_hex(32)))
                session.add_all(_missing(session, transitions))
                session.flush()
    finally:
        engine.dispose()


def is_newest(connection: Connection) -> bool:
    """Has this database the newest schema?"""
    if not inspect(connection).has_table("alembic_version"):
        return False
    return bool(connection.scalar(text("select version_num from alembic_version")) == HEAD)


def _upgrade(connection: Connection) -> None:
    # Imported only here: most starts find the newest schema, and need not wait for alembic.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "bot.store:migrations")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError:
        raise TooNew from None  # the one thing that can go wrong: it does not know the version it finds


def _missing(session: Session, transitions: Transitions) -> list[Transition]:
    """The transitions that the law knows and the database does not."""
    pairs = {(NEW, Status.received.value)} | {(was.value, b.value) for was, after in transitions.items() for b in after}
    known = {(row.was, row.became) for row in session.exec(select(Transition))}
    return [Transition(was=was, became=became) for was, became in sorted(pairs - known)]


def _engine(url: str, keys: Sequence[str]) -> Engine:
    try:
        # Parameters stay out of error messages, and so out of logs: they are personal data.
        engine = create_engine(url, hide_parameters=True, **_pool(url))
    except (ArgumentError, NoSuchModuleError, ValueError, ImportError) as error:
        raise Unavailable(str(error).partition("\n")[0]) from None
    use_keys(engine, keys)
    sqlite = engine.dialect.name == "sqlite"
    event.listen(engine, "connect", _set_up_sqlite if sqlite else _set_up_postgresql)
    event.listen(engine, "begin", _begin_sqlite if sqlite else _begin_postgresql)
    return engine


def _pool(url: str) -> dict[str, Any]:
    """Connections for eight threads; who finds none free for five seconds is told that the database is not there."""
    if make_url(url).get_backend_name() == "sqlite":
        return {}
    return {"pool_size": 8, "max_overflow": 4, "pool_timeout": 5, "connect_args": ON_POSTGRESQL}


def _set_up_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by us, below
    connection.execute("PRAGMA busy_timeout = 5000")
    _write_ahead(connection)
    # "Stored" must outlive a power cut: hence FULL, though WAL would allow less.
    for pragma in ("synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Whatever busy_timeout says, SQLite does not wait for this: two processes that make a file at once would clash."""
    for _ in range(250):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            sleep(0.02)
    connection.execute("PRAGMA journal_mode = WAL")


def _set_up_postgresql(connection: Any, _record: Any) -> None:
    """Prepared statements spare the server a third of its work, but belong to one of its processes.

    A pooler such as PgBouncer names itself, not a process, when it is connected to, and lends a process at a time.
    """
    connection.autocommit = True  # transactions are begun by us, below
    (process,) = connection.execute("SELECT pg_backend_pid()").fetchone()
    connection.prepare_threshold = PREPARED_AFTER if process == connection.info.backend_pid else None


def _begin_sqlite(connection: Connection) -> None:
    # A read that turns into a write fails when somebody wrote in between, whatever busy_timeout says.
    if connection.get_execution_options().get(READING, False):
        connection.exec_driver_sql("BEGIN")
        return
    # SQLite looks ever more seldom whether it is its turn: beside a process that writes all the time, it never is.
    driver: Any = connection.connection.driver_connection
    (patience,) = driver.execute("PRAGMA busy_timeout").fetchone()
    driver.execute("PRAGMA busy_timeout = 0")
    try:
        for _ in range(patience):
            try:
                driver.execute("BEGIN IMMEDIATE")
                return
            except sqlite3.OperationalError:
                sleep(LOOK)
        connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        driver.execute(f"PRAGMA busy_timeout = {patience}")


def _begin_postgresql(connection: Connection) -> None:
    """Begin and set the limits in one message: a transaction costs no round trip for them."""
    options = connection.get_execution_options()
    kind = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if options.get(READING) else "BEGIN"
    wait = "SET LOCAL lock_timeout = '60s'" if options.get(MIGRATING) else WAIT
    connection.exec_driver_sql(f"{kind}; {wait}")


@contextmanager
def _begun(engine: Engine) -> Iterator[Connection]:
    """A connection with its transaction begun; one that died in the pool is found out by that, and another taken."""
    connection = engine.connect()
    try:
        connection.begin()
    except DBAPIError as error:
        connection.close()
        if not error.connection_invalidated:
            raise
        connection = engine.connect()  # the pool has dropped all that is older than this failure
        connection.begin()
    with connection:
        yield connection


def _exists(url: str) -> bool:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise Unavailable(str(error).partition("\n")[0]) from None
    return parsed.get_backend_name() != "sqlite" or bool(parsed.database and Path(parsed.database).exists())


@contextmanager
def _translated() -> Iterator[None]:
    """Say in our words that the database is down, locked, full or no database; other errors are bugs and stay."""
    try:
        yield
    except PoolTimeoutError as error:
        raise Unavailable("all its connections are in use") from error
    except DBAPIError as error:
        why = str(error.orig).partition("\n")[0]
        if getattr(error.orig, "sqlstate", None) in CLASHES or CHANGED in why:
            raise Clash(why) from error
        if type(error) not in (OperationalError, InterfaceError, DatabaseError):
            raise
        raise Unavailable(why) from error
