"""Ombud as a program of its own: started, spoken to line by line, interrupted, killed."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from time import monotonic, sleep
from typing import Any

from bot.loading import load_wording
from tests.learned import CACHE

ROOT = Path(__file__).parent.parent
PATIENCE = 60.0
"""Seconds after which a process that should have answered long ago is killed, and its test fails."""


@dataclass(frozen=True)
class Ombud:
    """One installation: its folder, and the settings that every command gets. No `.env` of anybody's is read."""

    home: Path
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def data(self) -> Path:
        return self.home / "var"

    def run(self, *arguments: str, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end. A byte that is no text is written as Python does: 0xff as \\udcff."""
        return subprocess.run(
            self._command(arguments),
            input=stdin, env=self._environment(settings), cwd=self.home,
            capture_output=True, encoding="utf-8", errors="surrogateescape", timeout=PATIENCE, check=False,
        )  # fmt: skip

    @contextmanager
    def start(self, *arguments: str, stdin: int = subprocess.PIPE, **settings: str) -> Iterator[subprocess.Popen[str]]:
        """A command that runs beside the test, and never outlives it."""
        process = subprocess.Popen(
            self._command(arguments),
            stdin=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env=self._environment(settings), cwd=self.home, encoding="utf-8",
        )  # fmt: skip
        patience = Timer(PATIENCE, process.kill)
        patience.start()
        with process:
            try:
                yield process
            finally:
                patience.cancel()
                process.kill()

    @contextmanager
    def chat(self, name: str = "ada") -> Iterator[Chat]:
        """A conversation by lines of JSON."""
        with self.start("chat", "--json", "--language", "en", "--as", name) as process:
            yield Chat(process)

    def _command(self, arguments: tuple[str, ...]) -> list[str]:
        return [sys.executable, "-m", "bot", *arguments]

    def _environment(self, settings: dict[str, str]) -> dict[str, str]:
        fixed = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "OMBUD_DATA_DIR": str(self.data)}
        return fixed | self.settings | settings


def installed(home: Path) -> Ombud:
    """An installation that has learned already, so that no process of a test need train."""
    ombud = Ombud(home)
    ombud.data.mkdir(exist_ok=True)
    newest = max(CACHE.glob("matcher-*.npz"), key=lambda path: path.stat().st_mtime_ns)
    (ombud.data / newest.name).symlink_to(newest)
    return ombud


@dataclass
class Chat:
    """What is sent to `ombud chat --json`, and what comes back."""

    process: subprocess.Popen[str]

    def say(self, text: str) -> dict[str, Any]:
        return self.send({"say": text})

    def press(self, reply: dict[str, Any], label: str) -> dict[str, Any]:
        return self.send({"press": choice(reply, label)})

    def send(self, line: dict[str, Any]) -> dict[str, Any]:
        self.hand_in(line)
        return self.read()

    def hand_in(self, line: dict[str, Any]) -> None:
        """Send a line without waiting for what it comes to."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(line) + "\n")
        self.process.stdin.flush()

    def read(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        assert line, "the process is gone"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def kill(self) -> str:
        """kill -9; what it had written that was not read yet."""
        self.process.kill()
        assert self.process.wait() == -signal.SIGKILL
        assert self.process.stdout is not None
        return self.process.stdout.read()


def choice(reply: dict[str, Any], label: str) -> str:
    """The id of a quick reply, by the message id of its label."""
    offered = {item["label"]: item["id"] for message in reply["replies"] for item in message["choices"]}
    return str(offered[load_wording().text("en", label)])


def said(reply: dict[str, Any]) -> str:
    """All that was said in a line, as one text."""
    return "\n".join(message["text"] for message in reply["replies"])


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something is so, or fail."""
    until = monotonic() + PATIENCE
    while not condition():
        assert monotonic() < until, "it never came to be"
        sleep(0.002)
