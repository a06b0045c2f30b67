"""Statements that each event runs: put together once, and run on the driver's own connection.

SQLAlchemy prepares each execution anew, for 30 to 70 microseconds of which SQLite takes 5 (measured), and an event has
eleven. Values are converted by the types of their columns, and errors are SQLAlchemy's, as everywhere else.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

from sqlalchemy import Connection
from sqlalchemy.engine import Dialect
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

KEPT: Final = "ombud_prepared"
"""What is ready for a database hangs on its dialect under this name, and goes with it."""

Converts = Callable[[Any], Any]


@dataclass(frozen=True)
class _Ready:
    """A statement in the words of one database.

    `order` are the names of its parameters where they have none there; `fixed` the values that never change.
    """

    sql: str
    order: Sequence[str] | None
    fixed: Mapping[str, Any]
    into: Mapping[str, Converts]
    row: Any
    out: Sequence[tuple[int, Converts]]

    def parameters(self, given: Mapping[str, Any]) -> Any:
        values = {**self.fixed, **given}
        for name, convert in self.into.items():
            values[name] = convert(values[name])
        return values if self.order is None else [values[name] for name in self.order]

    def read(self, row: Sequence[Any]) -> Any:
        values = list(row)
        for at, convert in self.out:
            values[at] = convert(values[at])
        return self.row._make(values)


class Prepared:
    """A statement whose parameters all have names; or one for each database, by its name.

    A list for IN cannot be among them, as how many there are is part of a statement's words; nor are columns filled in
    that a statement does not name.
    """

    def __init__(self, statement: Any) -> None:
        self._statement = statement

    def all(self, session: Session, **given: Any) -> list[Any]:
        """The rows, as named tuples."""
        connection = session.connection()
        dialect = connection.dialect
        ready = dialect.__dict__.setdefault(KEPT, {}).get(self) or self._made_ready(dialect)
        driver: Any = connection.connection.driver_connection
        try:
            cursor = driver.execute(ready.sql, ready.parameters(given))
            rows = cursor.fetchall() if ready.row else []
        except dialect.loaded_dbapi.Error as error:
            raise _told(connection, driver, error) from error
        return [ready.read(row) for row in rows]

    def first(self, session: Session, **given: Any) -> Any:
        """The first row, or None."""
        return next(iter(self.all(session, **given)), None)

    def run(self, session: Session, **given: Any) -> None:
        """For what it does alone."""
        self.all(session, **given)

    def _made_ready(self, dialect: Dialect) -> _Ready:
        statement = self._statement[dialect.name] if isinstance(self._statement, Mapping) else self._statement
        compiled: Any = statement.compile(dialect=dialect)
        assert not compiled.post_compile_params, "a list for IN cannot be prepared"
        assert not (*compiled.insert_prefetch, *compiled.update_prefetch), "name the columns that have defaults"
        into = {name: bind.type.dialect_impl(dialect).bind_processor(dialect) for name, bind in compiled.binds.items()}
        columns = list(compiled.returning or compiled.statement.selected_columns if compiled._result_columns else ())
        out = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
        ready = _Ready(
            sql=str(compiled),
            order=compiled.positiontup,
            fixed={name: bind.effective_value for name, bind in compiled.binds.items() if not bind.required},
            into={name: convert for name, convert in into.items() if convert},
            row=namedtuple("row", [column.name for column in columns], rename=True) if columns else None,
            out=[(at, convert) for at, convert in enumerate(out) if convert],
        )
        dialect.__dict__[KEPT][self] = ready
        return ready


def _told(connection: Connection, driver: Any, error: Exception) -> BaseException:
    """An error of the driver as SQLAlchemy would tell it; a connection that is lost is taken out of the pool."""
    dialect = connection.dialect
    lost = dialect.is_disconnect(cast(Any, error), driver, None)
    if lost:
        connection.invalidate(error)
    base = dialect.loaded_dbapi.Error
    return DBAPIError.instance(None, None, error, base, hide_parameters=True, connection_invalidated=lost)
