"""Inserting a row unless it is there, or counting it up: what is spelt differently from database to database."""

from __future__ import annotations

from sqlalchemy import literal_column
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, SQLModel


def insert_new(session: Session, table: type[SQLModel], unique: str, **values: object) -> bool:
    """Insert a row; False, and nothing inserted, if there is one already with these unique columns (`a, b`).

    Asked by `returning`: a row count is -1 on PostgreSQL.
    """
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).values(**values).on_conflict_do_nothing(index_elements=unique.split(", "))
    return session.exec(statement.returning(literal_column("1"))).first() is not None


def count_up(session: Session, table: type[SQLModel], counter: str, **key: object) -> None:
    """Add one to the counter of the row with this primary key; a row that is not there begins at one."""
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).values(**key, **{counter: 1})
    held = getattr(table, counter)
    session.exec(statement.on_conflict_do_update(index_elements=list(key), set_={counter: held + 1}))
