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
from sqlmodel import Session, select

from bot.rights.request import Status
from bot.store.problems import NotMigrated, StoreProblem, TooNew, Unavailable, WrongKeys
from bot.store.tables import NEW, Secret, Transition
from bot.store.types import use_keys

__all__ = ["NotMigrated", "Store", "StoreProblem", "TooNew", "Unavailable", "WrongKeys", "migrate", "open_store"]

HEAD: Final = "0003"
"""The newest schema. Kept here so that a start need not import alembic; a test holds it against the migrations."""
LOOKUP: Final = "lookup"
READING: Final = "ombud_reading"

Transitions = Mapping[Status, frozenset[Status]]


@dataclass(frozen=True)
class Store:
    """An open store. Sessions come from here and from nowhere else."""

    engine: Engine
    key: bytes = field(repr=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """One transaction that writes: committed at the end of the block, undone if the block raises."""
        with _translated(), Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A look at the store that keeps nobody from writing; what the block may write is dropped."""
        reader = self.engine.execution_options(**{READING: True})
        with _translated(), Session(reader, expire_on_commit=False) as session:
            yield session

    def lookup(self, value: str) -> bytes:
        """By what a value is found without being stored; the caller brings it to one form first."""
        return hmac.digest(self.key, value.encode(), hashlib.sha256)

    def close(self) -> None:
        self.engine.dispose()


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
        with _translated(), engine.begin() as connection:
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
        engine = create_engine(url, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError, ValueError, ImportError) as error:
        raise Unavailable(str(error).partition("\n")[0]) from None
    use_keys(engine, keys)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by us, below
    # "Stored" must outlive a power cut: hence FULL, though WAL would allow less.
    for pragma in ("busy_timeout = 5000", "journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    # A read that turns into a write fails when somebody wrote in between, whatever busy_timeout says.
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


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
    except DBAPIError as error:
        if type(error) in (OperationalError, InterfaceError, DatabaseError):
            raise Unavailable(str(error.orig).partition("\n")[0]) from error
        raise
