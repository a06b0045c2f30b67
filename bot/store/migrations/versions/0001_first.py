"""The first schema."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    _conversations()
    _requests()
    _queues()
    _codes_and_questions()


def _conversations() -> None:
    op.create_table(
        "conversations",
        _id(),
        _text("channel"),
        _bytes("address_hash"),
        _bytes("address"),
        _text("language"),
        _bytes("state"),
        sa.Column("version", sa.Integer, nullable=False),
        _moment("created"),
        _moment("seen"),
        sa.UniqueConstraint("channel", "address_hash"),
        sqlite_autoincrement=True,
    )
    op.create_table("receipts", _text("key", primary_key=True), _moment("at", index=True))
    op.create_table("secrets", _text("name", primary_key=True), _bytes("value"))


def _requests() -> None:
    op.create_table("transitions", _text("was", primary_key=True), _text("became", primary_key=True))
    op.create_table(
        "requests",
        _text("reference", primary_key=True),
        _conversation(nullable=True, ondelete="SET NULL"),
        _text("draft", nullable=True),
        *(_text(name) for name in ("right", "was", "status")),
        _text("outcome", nullable=True),
        _text("assurance"),
        _moment("first_voiced"),
        _moment("filed"),
        sa.Column("received", sa.Date, nullable=False),
        sa.Column("due", sa.Date, nullable=False),
        sa.Column("extended", sa.Date, nullable=True),
        *(_text(name) for name in ("language", "channel", "policy")),
        _bytes("contact_hash", nullable=True, index=True),
        _bytes("body"),
        sa.ForeignKeyConstraint(["was", "status"], ["transitions.was", "transitions.became"]),
        sa.UniqueConstraint("draft"),
    )
    op.create_table(
        "register",
        _id(),
        sa.Column("reference", sa.String, sa.ForeignKey("requests.reference"), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        _moment("at"),
        *(_text(name) for name in ("by", "kind", "facts")),
        *(_bytes(name) for name in ("previous", "digest")),
        sa.UniqueConstraint("reference", "seq"),
        sqlite_autoincrement=True,
    )


def _queues() -> None:
    op.create_table(
        "events",
        _id(),
        _text("to"),
        _text("kind"),
        _text("key", nullable=True),
        _moment("due", index=True),
        _bytes("payload"),
        sa.UniqueConstraint("to", "key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "lanes",
        _text("id", primary_key=True),
        sa.Column("next", sa.Integer, nullable=False),
        _moment("not_before", nullable=True),
        _text("closed", nullable=True),
    )
    op.create_table(
        "outgoing",
        _id(),
        sa.Column("lane", sa.String, sa.ForeignKey("lanes.id"), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        _text("kind"),
        _bytes("payload", nullable=True),
        _text("status", index=True),
        sa.Column("attempts", sa.Integer, nullable=False),
        _moment("due"),
        _moment("done", nullable=True),
        _text("why", nullable=True),
        sa.UniqueConstraint("lane", "number"),
        sqlite_autoincrement=True,
    )


def _codes_and_questions() -> None:
    op.create_table(
        "codes",
        _id(),
        _conversation(nullable=False, ondelete="CASCADE"),
        _bytes("address_hash", index=True),
        _bytes("digest"),
        _moment("issued"),
        _moment("accepted", nullable=True),
        sa.Column("failures", sa.Integer, nullable=False),
        _text("status"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "questions",
        _id(),
        _conversation(nullable=True, ondelete="CASCADE"),
        _text("kind"),
        _text("topic", nullable=True),
        _bytes("text"),
        _text("language"),
        _moment("at"),
        _bytes("answer", nullable=True),
        _moment("answered", nullable=True),
        _text("by", nullable=True),
        sqlite_autoincrement=True,
    )


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True)


def _conversation(*, nullable: bool, ondelete: str) -> sa.Column[int]:
    key = sa.ForeignKey("conversations.id", ondelete=ondelete)
    return sa.Column("conversation_id", sa.Integer, key, nullable=nullable, index=True)


def _text(name: str, *, nullable: bool = False, index: bool = False, primary_key: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.String, nullable=nullable, index=index, primary_key=primary_key)


def _moment(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable, index=index)


def _bytes(name: str, *, nullable: bool = False, index: bool = False) -> sa.Column[bytes]:
    """Bytes, encrypted text among them."""
    return sa.Column(name, sa.LargeBinary, nullable=nullable, index=index)
