"""A store in a file of the test's own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from bot.rights.lifecycle import TRANSITIONS
from bot.store import conversations
from bot.store.session import Store, migrate, open_store
from bot.store.tables import Conversation

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def keys() -> list[str]:
    return [Fernet.generate_key().decode()]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "ombud.sqlite"


@pytest.fixture
def url(path: Path) -> str:
    return f"sqlite:///{path}"


@pytest.fixture
def store(url: str, keys: list[str]) -> Iterator[Store]:
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
