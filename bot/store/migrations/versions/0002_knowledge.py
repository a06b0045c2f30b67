"""What was published when, what a reply was about, and what staff answered where a policy says nothing."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    # Rows of before name neither a policy nor an answer: nobody kept it then, and a guess would be worse.
    op.add_column("outgoing", _text("about", nullable=True))
    op.add_column("outgoing", _text("digest", nullable=True))
    op.add_column("questions", _text("policy", nullable=True))
    _team_answers()
    _published()


def _team_answers() -> None:
    op.create_table(
        "team_answers",
        _id(),
        *(_text(name) for name in ("policy", "gap")),
        *(_text(language, nullable=True) for language in ("fr", "en")),
        _text("by"),
        _at(),
        sqlite_autoincrement=True,
    )


def _published() -> None:
    op.create_table(
        "published",
        _id(),
        *(_text(name) for name in ("policy", "kind", "name")),
        sa.Column("number", sa.Integer, nullable=False),
        *(_text(name) for name in ("digest", "content", "editor")),
        _at(),
        sa.UniqueConstraint("policy", "kind", "name", "number"),
        sqlite_autoincrement=True,
    )


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=nullable)


def _at() -> sa.Column[object]:
    return sa.Column("at", sa.DateTime(timezone=True), nullable=False)
