"""What a messenger needs: pace, leases, ids of messages that may be edited, links out of groups, tallies."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

OPEN = sa.text("status IN ('waiting', 'sending')")
BUTTONS = sa.text("buttons IS NOT NULL")


def upgrade() -> None:
    op.add_column("lanes", sa.Column("slowed", sa.DateTime(timezone=True)))
    op.add_column("outgoing", sa.Column("remote", sa.String))
    op.add_column("outgoing", sa.Column("buttons", sa.Integer))
    op.create_index("outgoing_open", "outgoing", ["lane", "number"], sqlite_where=OPEN, postgresql_where=OPEN)
    op.create_index("outgoing_buttons", "outgoing", ["lane"], sqlite_where=BUTTONS, postgresql_where=BUTTONS)
    op.create_index("ix_conversations_seen", "conversations", ["seen"])
    op.execute("DELETE FROM events WHERE kind = 'purge'")  # `seen` tells it from now on
    _leases()
    _links()
    _tallies()


def _leases() -> None:
    op.create_table(
        "leases",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("holder", sa.String, nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
    )


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("token_hash", sa.LargeBinary, primary_key=True),
        *(sa.Column(name, sa.LargeBinary, nullable=False) for name in ("place_hash", "person_hash")),
        sa.Column("opens", sa.String),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False, index=True),
        sa.Column("used", sa.DateTime(timezone=True)),
        sa.UniqueConstraint("place_hash", "person_hash"),
    )


def _tallies() -> None:
    op.create_table(
        "tallies",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        sa.Column("times", sa.Integer, nullable=False),
    )
