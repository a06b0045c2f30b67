"""Commands, run in the process of the test: their exit status, and what they wrote."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main

Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs a command; its exit status and what it wrote."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str, **settings: str) -> tuple[int, str, str]:
        with monkeypatch.context() as patch:
            for name, value in {"OMBUD_DATA_DIR": "var", **settings}.items():
                patch.setenv(name, value)
            status = main(arguments)
        written = capfd.readouterr()
        return status, written.out, written.err

    return run
