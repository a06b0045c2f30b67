"""Inserting a row unless it is there: the one statement whose spelling differs between databases."""

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
