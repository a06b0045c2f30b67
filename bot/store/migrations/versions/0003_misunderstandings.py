"""How often which intent was taken for which: counts of a day, for whoever edits the phrases."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "misunderstandings",
        sa.Column("policy", sa.String, primary_key=True),
        sa.Column("day", sa.Date, primary_key=True),
        *(sa.Column(name, sa.String, primary_key=True) for name in ("language", "how", "guessed", "meant")),
        sa.Column("times", sa.Integer, nullable=False),
    )
