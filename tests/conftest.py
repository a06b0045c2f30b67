"""What many tests share: one trained matcher, kept by the digest of its phrases, and a desk on a real store."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

os.putenv("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported, as bot/cli does

from bot import app
from bot.settings import Settings
from intents.scores import Matcher
from tests.databases import database_url, empty_url, engine, keys, store
from tests.desk import MORNING, Desk
from tests.learned import learned

__all__ = ["database_url", "empty_url", "engine", "keys", "store"]


@pytest.fixture(scope="session")
def matcher() -> Matcher:
    """The real matcher, trained from the catalogue once."""
    return learned()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(data_dir=tmp_path / "var", _env_file=None)


@pytest.fixture(scope="session")
def begun(matcher: Matcher, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as the first start leaves it: schema, key, and the policy's words published."""
    folder = tmp_path_factory.mktemp("begun") / "var"
    app.build(Settings(data_dir=folder, _env_file=None), matcher=lambda: matcher, clock=lambda: MORNING).store.close()
    return folder


@pytest.fixture
def open_desk(settings: Settings, matcher: Matcher, begun: Path) -> Iterator[Callable[..., Desk]]:
    """Opens a desk on the test's own store; opened again, it stands on what the one before left."""
    opened: list[Desk] = []

    def open_(**changes: object) -> Desk:
        if not settings.data_dir.exists() and not changes:
            shutil.copytree(begun, settings.data_dir)
        desk = Desk(settings.model_copy(update=changes), matcher)
        opened.append(desk)
        return desk

    yield open_
    for desk in opened:
        desk.close()
