"""Ombud as its operators run it: real commands, each a process, killed at any moment and started again at once."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import IO, Final

ROOT: Final = Path(__file__).parents[2]
PATIENCE: Final = 30.0
"""Seconds in which a process that is asked to stop must have stopped."""
COMING_UP: Final = 20.0
"""Seconds after its start in which, on a busy machine, a process may not yet have heard that it can be asked."""


@dataclass
class Member:
    """One command, and the process that runs it now; what all its processes wrote stands in one file."""

    command: tuple[str, ...]
    settings: dict[str, str]
    home: Path
    log: Path
    starts: int = 0
    started: float = 0.0

    def start(self) -> None:
        self.starts += 1
        self.started = monotonic()
        fixed = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1"}
        with self.log.open("ab") as written:
            self.process = self._begin(fixed | self.settings, written)

    def _begin(self, environment: dict[str, str], written: IO[bytes]) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "bot", *self.command]
        return subprocess.Popen(command, env=environment, cwd=self.home, stderr=written, stdin=subprocess.DEVNULL)

    @property
    def name(self) -> str:
        return self.log.stem

    def kill(self) -> None:
        """kill -9; it is gone once this returns."""
        self.process.kill()
        self.process.wait()


@dataclass
class Fleet:
    """All processes of an installation."""

    home: Path
    settings: dict[str, str]
    members: list[Member] = field(default_factory=list)

    def add(self, *command: str, **settings: str) -> None:
        log = self.home / f"{command[0]}-{len(self.members) + 1}.log"
        self.members.append(Member(command, self.settings | settings, self.home, log))

    def start(self) -> None:
        for member in self.members:
            member.start()

    def ended(self) -> list[str]:
        """Those that ended by themselves, which nothing makes right."""
        return [f"{member.name} ended by itself" for member in self.members if member.process.poll() is not None]

    def stop(self) -> list[str]:
        """Ask all to stop, as an operator does; those that did not end well."""
        for member in self.members:
            member.process.send_signal(signal.SIGTERM)
        return [wrong for member in self.members if (wrong := _waited(member))]

    def abandon(self) -> None:
        """Leave nothing running, whatever went wrong."""
        for member in self.members:
            if hasattr(member, "process"):
                member.kill()

    def complaints(self, most: int = 10) -> list[str]:
        """The last lines of what was written by those that raised."""
        found: list[str] = []
        for member in self.members:
            written = member.log.read_text("utf-8", errors="replace") if member.log.exists() else ""
            if "Traceback" in written or " raised " in written:
                found += [f"{member.name}: {line}" for line in written.splitlines()[-most:]]
        return found


def _waited(member: Member) -> str:
    young = monotonic() - member.started < COMING_UP
    try:
        status = member.process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        return f"{member.name} did not stop"
    well = status == 0 or (young and status == -signal.SIGTERM)
    return "" if well else f"{member.name} stopped with status {status}"


def free_port() -> int:
    """A port that nobody listens on; on this machine, for the length of a run, that is enough."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port: int = listening.getsockname()[1]
        return port
