"""The systems under load, each as its own processes behind its own messenger, and stopped while it is not its turn."""

from __future__ import annotations

import atexit
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep
from typing import Final

import httpx
from cryptography.fernet import Fernet

from tests.bench.intents.processes import KEPT, ROOT
from tests.bench.telegram.load import Target
from tests.bench.telegram.traffic import Json, Traffic
from tests.learned import CACHE
from tests.processes import installed

PEERS: Final = ROOT / "tests" / "bench" / "peers"
PEERS_PYTHON: Final = KEPT / "venv" / "bin" / "python"
TOKEN: Final = "12345:made-up-token"
TICKS: Final = os.sysconf("SC_CLK_TCK")
PATIENCE: Final = 90.0

Commands = Mapping[str, Sequence[str]]


@dataclass
class Messenger:
    """The counterpart's other side: its journal, and how slow it is."""

    url: str
    client: httpx.Client = field(default_factory=lambda: httpx.Client(timeout=60))
    seen: int = 0

    def news(self) -> list[Json]:
        """What has been called since the last look."""
        lines = self.client.get(f"{self.url}/test/journal", params={"since": self.seen}).iter_lines()
        entries: list[Json] = [json.loads(line) for line in lines if line]
        self.seen = max((entry["number"] for entry in entries), default=self.seen)
        return [entry for entry in entries if entry["kind"] == "call"]

    def answers_after(self, seconds: float) -> None:
        self.client.post(f"{self.url}/test/tune", json={"latency": seconds}).raise_for_status()


@dataclass
class System:
    """A bot under load. `commands` by the name of the process: what follows the name of its Python."""

    name: str
    commands: Commands
    environment: Mapping[str, str]
    target: Target
    messenger: Messenger
    its_messenger: subprocess.Popen[str]
    python: Path = Path(sys.executable)
    database: str = ""
    traffic: Traffic = field(default_factory=lambda: Traffic(int(TOKEN.partition(":")[0])))
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def start(self, commands: Commands | None = None) -> None:
        """Start it, and wait until it listens and has told the messenger so."""
        log = (KEPT / f"{self.name.replace(' ', '-').lower()}.log").open("ab")
        for name, command in (commands or self.commands).items():
            self.processes[name] = subprocess.Popen(
                (str(self.python), *command), env=dict(self.environment), cwd=KEPT, stdout=log, stderr=log
            )
            atexit.register(self.processes[name].kill)
        until = monotonic() + PATIENCE
        while not any(call["method"] == "setWebhook" for call in self.messenger.news()) or not self._listens():
            ended = [name for name, process in self.processes.items() if process.poll() is not None]
            if ended or monotonic() > until:
                raise RuntimeError(f"{self.name}: {ended or 'nothing'} came up; see {log.name}")
            sleep(0.05)

    def stop(self) -> None:
        """Ask it to end, and end it where it does not."""
        self.resume()
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self.processes.clear()

    def pause(self) -> None:
        self._signal(signal.SIGSTOP)

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def cpu(self) -> dict[str, float]:
        """Seconds of CPU so far, by process."""
        return {name: _cpu(process.pid) for name, process in self.processes.items()}

    def _signal(self, number: signal.Signals) -> None:
        for process in self.processes.values():
            process.send_signal(number)
        self.its_messenger.send_signal(number)

    def _listens(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.target.port), timeout=1).close()
        except OSError:
            return False
        return True


def ombud(name: str, folder: Path, chats: int, database: str, roles: Sequence[str]) -> System:
    """`ombud web` and `ombud worker` as an installation with several processes runs them, or `ombud run`; unpaced."""
    home = installed(folder)
    ours = {
        "OMBUD_DATA_DIR": str(home.data), "OMBUD_DATABASE_URL": database, "OMBUD_TELEGRAM_TOKEN": TOKEN,
        "OMBUD_KEYS": Fernet.generate_key().decode(),
    }  # fmt: skip
    system = _system(name, folder, chats, {role: ("-m", "bot", role, "--unpaced") for role in roles}, ours)
    url = f"http://127.0.0.1:{system.target.port}/telegram"
    system.environment = dict(system.environment) | {
        "OMBUD_TELEGRAM_API_URL": system.messenger.url, "OMBUD_TELEGRAM_WEBHOOK_URL": url,
        "OMBUD_TELEGRAM_WEBHOOK_SECRET": system.target.secret, "OMBUD_BIND": f"127.0.0.1:{system.target.port}",
    }  # fmt: skip
    system.database = database or f"sqlite:///{home.data / 'ombud.sqlite'}"
    migrate = (sys.executable, "-m", "bot", "migrate")
    subprocess.run(migrate, env=dict(system.environment), cwd=folder, check=True, stdout=subprocess.DEVNULL)
    return system


def floor(name: str, folder: Path, chats: int, database: str) -> System:
    """The floor, in as many processes."""
    url = database or f"sqlite:///{folder / 'floor.sqlite'}"
    system = _system(name, folder, chats, {}, {})
    program = ("-m", "tests.bench.telegram.floor")
    port, api = str(system.target.port), system.messenger.url
    system.commands = {
        "web": (*program, "web", url, api, TOKEN, port, system.target.secret, str(CACHE)),
        "worker": (*program, "worker", url, api, TOKEN),
    }
    set_up = (sys.executable, *program, "set-up", url, api, TOKEN)
    subprocess.run(set_up, env=dict(system.environment), cwd=ROOT, check=True)
    return system


def peer(name: str, folder: Path, chats: int, program: str, *given: str) -> System:
    """Another bot, in the environment of the peers."""
    system = _system(name, folder, chats, {}, {})
    port, api = str(system.target.port), system.messenger.url
    system.commands = {"bot": (str(PEERS / program), port, api, TOKEN, system.target.secret, *given)}
    system.python = PEERS_PYTHON
    return system


def _system(name: str, folder: Path, chats: int, commands: Commands, environment: Mapping[str, str]) -> System:
    fixed = {"PATH": os.defpath, "PYTHONPATH": str(ROOT), "OPENBLAS_NUM_THREADS": "1", "PTB_TIMEDELTA": "1"}
    command = (sys.executable, "-m", "tests.bench.telegram.messenger", TOKEN, str(chats))
    messenger = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
    atexit.register(messenger.kill)  # whatever happens before the bench is under way
    assert messenger.stdout is not None
    url = messenger.stdout.readline().strip()
    return System(name, commands, {**fixed, **environment}, Target(free_port()), Messenger(url), messenger)


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _cpu(process: int) -> float:
    """Seconds that a process worked, as Linux counts them; 0 elsewhere."""
    stat = Path(f"/proc/{process}/stat")
    if not stat.exists():
        return 0.0
    told = stat.read_text("ascii").rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / TICKS
