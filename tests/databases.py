"""Databases for tests, of both engines: each test that wants one gets its own, a copy of one that was migrated once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import make_url

from bot.rights.lifecycle import TRANSITIONS
from bot.store.session import Store, migrate, open_store
from tests.counterparts import postgres

KEYS: Final = (Fernet.generate_key().decode(),)
"""The keys of all databases of a run, for they are copies of one."""

ENGINES: Final = ("sqlite", "postgresql")


@pytest.fixture
def keys() -> list[str]:
    """The keys that open `database_url`."""
    return list(KEYS)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    """Both databases, one after the other."""
    return str(request.param)


@pytest.fixture
def database_url(engine: str, tmp_path: Path) -> Iterator[str]:
    """A migrated database of the test's own."""
    if engine == "sqlite":
        copy = tmp_path / "ombud.sqlite"
        copy.write_bytes(_sqlite())
        yield f"sqlite:///{copy}"
    else:
        url = postgres.server().create(_postgresql())
        yield url
        postgres.server().drop(url)


@pytest.fixture
def empty_url(engine: str, tmp_path: Path) -> Iterator[str]:
    """A database without a schema; of SQLite, not even a file."""
    if engine == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite'}"
    else:
        url = postgres.server().create()
        yield url
        postgres.server().drop(url)


@pytest.fixture
def store(database_url: str, keys: list[str]) -> Iterator[Store]:
    """A store on it."""
    opened = open_store(database_url, keys, transitions=TRANSITIONS)
    yield opened
    opened.close()


@cache
def _sqlite() -> bytes:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ombud.sqlite"
        migrate(f"sqlite:///{path}", KEYS, transitions=TRANSITIONS)
        return path.read_bytes()


@cache
def _postgresql() -> str:
    url = postgres.server().create()
    migrate(url, KEYS, transitions=TRANSITIONS)
    return str(make_url(url).database)
