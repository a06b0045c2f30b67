"""How fast a bot takes updates and answers, beside the floor and two others: `make bench ARGS="--quick --json FILE"`.

Each system runs as its own server processes, behind its own counterpart of Telegram; all are there from the start, and
stopped while another one has its turn, so that they alternate round by round on the same machine at the same hour.
"""

from __future__ import annotations

import os

os.putenv("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported, as bot/cli does

import argparse
import asyncio
import json
import platform
import signal
import subprocess
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

import uvloop

from tests.bench.telegram.load import Load, Target
from tests.bench.telegram.measures import CONNECTIONS, QUICK, Bench, Size
from tests.bench.telegram.report import ONE_BY_ONE, Waited, figures, tables
from tests.bench.telegram.systems import PEERS_PYTHON, System, floor, free_port, ombud, peer
from tests.bench.telegram.traffic import Traffic
from tests.counterparts import postgres
from tests.learned import learned

ABOUT = """
Ombud runs as `{roles}`, unpaced but where messages are to wait; the floor as a web process and a worker. Beside them,
as their documentation shows them: python-telegram-bot's run_webhook with a ConversationHandler and PicklePersistence,
and aiogram's webhook with its stock storage, which is memory. Both acknowledge an update before they have handled it,
and lose in a crash what they had acknowledged; Ombud and the floor acknowledge after the commit. Of the four, the floor
alone does not acknowledge presses (answerCallbackQuery), nor take their buttons away: it makes one call an update."""


def say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)
    sys.stdout.flush()


def machine() -> str:
    ours = ("python-telegram-bot", "uvicorn", "starlette", "sqlalchemy", "psycopg")
    theirs = (
        "import aiogram, telegram; print(f'aiogram {aiogram.__version__}, python-telegram-bot {telegram.__version__}')"
    )
    told = subprocess.run((str(PEERS_PYTHON), "-c", theirs), capture_output=True, text=True, check=True).stdout.strip()
    here = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, CPython {platform.python_version()}"
    return f"{here}; {', '.join(f'{name} {version(name)}' for name in ours)}; peers: {told}"


async def ceiling(updates: int = 20_000) -> float:
    """Updates a second that the driver posts to a server which does nothing."""
    port = free_port()
    with subprocess.Popen((sys.executable, "-m", "tests.bench.telegram.nothing", str(port))) as server:
        try:
            await asyncio.sleep(1.0)
            acked = await Load(Target(port)).saturated(Traffic(1).asks(range(updates)), CONNECTIONS)
        finally:
            server.kill()
    return len(acked) / (max(one.ended for one in acked) - min(one.began for one in acked))


def built(folder: Path, size: Size, only: Sequence[str], roles: Sequence[str]) -> list[System]:
    """The systems whose name holds one of these words, or all."""
    chats, server = 2 * size.chats, postgres.start()

    def room(name: str) -> Path:
        (folder / name).mkdir()
        return folder / name

    makers = {
        "Ombud, SQLite": lambda name: ombud(name, room(name), chats, "", roles),
        "floor, SQLite": lambda name: floor(name, room(name), chats, ""),
        "Ombud, PostgreSQL": lambda name: ombud(name, room(name), chats, server.create(), roles),
        "floor, PostgreSQL": lambda name: floor(name, room(name), chats, server.create()),
        "run_webhook": lambda name: peer(name, room(name), chats, "run_webhook.py", str(folder / name)),
        "aiogram": lambda name: peer(name, room(name), chats, "aiogram_webhook.py"),
    }
    wanted = [name for name in makers if not only or any(word in name for word in only)]
    return [makers[name](name) for name in wanted]


async def alternating(benches: Sequence[Bench], rounds: int) -> None:
    for bench in benches:
        say(f"  {bench.system.name} warms up")
        bench.system.start()
        await bench.warm_up()
        bench.system.pause()
    for number in range(rounds):
        for bench in benches:
            say(f"  round {number + 1}: {bench.system.name}")
            bench.system.resume()
            await bench.round(one_by_one=bench.system.name == ONE_BY_ONE)
            bench.system.pause()


async def waiting(benches: Sequence[Bench]) -> dict[str, Waited]:
    """With its pace kept, so that messages wait."""
    found = {}
    for bench in benches:
        if "Ombud" in bench.system.name:
            say(f"  {bench.system.name} with messages waiting")
            bench.system.stop()
            paced = {
                name: [word for word in all_ if word != "--unpaced"] for name, all_ in bench.system.commands.items()
            }
            bench.system.start(paced)
            seconds, before, after = await bench.presses_while_others_wait()
            found[bench.system.name] = Waited(seconds, min(before, after))
            bench.system.stop()
    return found


async def run(folder: Path, arguments: argparse.Namespace) -> None:
    size = QUICK if arguments.quick else Size()
    say(machine(), f"the driver by itself: {await ceiling():.0f} updates/s")
    say(ABOUT.format(roles="`, `".join(f"ombud {role}" for role in arguments.roles)))
    systems = built(folder, size, arguments.only, arguments.roles)
    benches = [Bench(system, size) for system in systems]
    await alternating(benches, arguments.rounds or size.rounds)
    waited = await waiting(benches)
    all_ = {bench.system.name: bench.rounds for bench in benches}
    say("", *tables(all_, waited))
    if arguments.json:
        arguments.json.write_text(json.dumps({"machine": machine()} | figures(all_, waited), indent=1), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench", description="How fast a bot takes updates and answers.")
    parser.add_argument("--quick", action="store_true", help="one short round")
    parser.add_argument("--rounds", type=int, help="how often they alternate")
    parser.add_argument("--only", nargs="*", default=(), help="systems whose name holds one of these words")
    parser.add_argument("--roles", nargs="*", default=("web", "worker"), help="the processes of Ombud")
    parser.add_argument("--json", type=Path, help="write every figure to this file")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))  # so that what was started is ended
    learned()
    with TemporaryDirectory() as folder, asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(run(Path(folder), arguments))


if __name__ == "__main__":
    main()
