"""What is spelt differently from database to database: inserting a row unless it is there, counting up, being alone."""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Table, bindparam, literal_column, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm.attributes import manager_of_class
from sqlmodel import Session, SQLModel

from bot.store.prepared import Prepared

COUNTS: Final = "ombud_counts"
ALONE: Final = text("select pg_advisory_xact_lock(hashtextextended(:what, 0))")

T = TypeVar("T", bound=SQLModel)
Counted = tuple[type[SQLModel], str, tuple[tuple[str, object], ...]]
"""A counter: its table, its column, and the key of its row."""


def table(of: type[SQLModel]) -> Table:
    """The table behind a class, for statements that are built once and run for each event."""
    return SQLModel.metadata.tables[str(of.__tablename__)]


def copy_of(of: type[T], row: Any) -> T:
    """An object with what stands in a named tuple, in no session; made as the unit of work makes its own."""
    made: T = manager_of_class(of).new_instance()
    made.__dict__.update(row._asdict())
    return made


def insert_new(session: Session, into: type[SQLModel], unique: str, **values: object) -> bool:
    """Insert a row; False, and nothing inserted, if there is one already with these unique columns (`a, b`).

    Asked by `returning`: a row count is -1 on PostgreSQL.
    """
    return _insert_new(into, unique, tuple(values)).first(session, **values) is not None


def count_up(session: Session, of: type[SQLModel], counter: str, **key: object) -> None:
    """Add one to the counter of the row with this primary key; a row that is not there begins at one.

    Written at the end of the transaction: all conversations share a counter, and none is to wait for another's turn.
    """
    session.info.setdefault(COUNTS, Counter())[of, counter, tuple(key.items())] += 1


def write_counts(session: Session) -> None:
    """Write what was counted up, in one order for all: so two that count the same never wait for each other."""
    counts: Counter[Counted] = session.info.pop(COUNTS, Counter())
    for (of, counter, key), times in sorted(counts.items(), key=repr):
        statement = _insert(session.connection().dialect.name, table(of)).values({**dict(key), counter: times})
        more = {counter: table(of).c[counter] + times}
        session.connection().execute(statement.on_conflict_do_update(index_elements=list(dict(key)), set_=more))


def alone(connection: Connection, what: str) -> None:
    """Be the only one to do this until the end of the transaction; on SQLite, whoever writes is alone anyway."""
    if connection.dialect.name != "sqlite":
        connection.execute(ALONE, {"what": what})


@cache
def _insert_new(into: type[SQLModel], unique: str, columns: tuple[str, ...]) -> Prepared:
    given: Any = {column: bindparam(column) for column in columns}
    return Prepared(
        {
            dialect: _insert(dialect, table(into))
            .values(given)
            .on_conflict_do_nothing(index_elements=unique.split(", "))
            .returning(literal_column("1"))
            for dialect in ("sqlite", "postgresql")
        }
    )


def _insert(dialect: str, into: Table) -> Any:
    return sqlite.insert(into) if dialect == "sqlite" else postgresql.insert(into)
