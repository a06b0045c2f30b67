"""A store of the test's own, on both engines; `sqlite` where a test looks into the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.rights.lifecycle import TRANSITIONS
from bot.store import conversations, outgoing
from bot.store.outgoing import Claimed
from bot.store.session import Store, migrate, open_store
from bot.store.tables import Conversation
from tests.databases import database_url, empty_url, engine, keys, store

__all__ = ["database_url", "empty_url", "engine", "keys", "store"]

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def waiting(store: Store, lanes: str = "", *, now: datetime = NOW, kinds: Sequence[str] = ("reply",)) -> list[Claimed]:
    """What may go now: claimed, and the claim undone."""
    with store.transaction() as session, session.begin_nested() as undone:
        claimed = outgoing.claim(
            session, now, lanes=lanes, kinds=kinds, lease=timedelta(minutes=1), limit=100, pace=None
        )
        undone.rollback()
    return claimed


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the file of an SQLite database is, or will be."""
    return tmp_path / "file.sqlite"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def in_file(url: str, keys: list[str]) -> Iterator[Store]:
    """A store in that file."""
    migrate(url, keys, transitions=TRANSITIONS)
    store = open_store(url, keys, transitions=TRANSITIONS)
    yield store
    store.close()


@pytest.fixture
def begin(store: Store) -> Callable[..., Conversation]:
    """Begins a conversation in the terminal, committed."""

    def begin_(name: str = "ada") -> Conversation:
        with store.transaction() as session:
            hashed = store.lookup(name)
            return conversations.open_(
                session, channel="terminal", address=name, address_hash=hashed, state="{}", now=NOW
            )

    return begin_
