"""The processes of an installation behind Telegram: killed where it hurts, doubled, stopped, and side by side."""

from __future__ import annotations

import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx
import pytest
from sqlalchemy import create_engine, text

from bot.channels.telegram.webhook import HEADER
from intents.scores import Matcher
from tests.counterparts import postgres
from tests.counterparts.telegram import TOKEN, Telegram, telegram
from tests.counterparts.telegram_people import People
from tests.integration.conftest import Command
from tests.processes import Ombud, installed, wait_for
from tests.telegram_faults import installation_on_server

ADA = 7
PATIENCE = 40.0
SECRET = "made-up-secret-of-a-test"
REPLIES = "SELECT status FROM outgoing WHERE kind = 'reply' ORDER BY id"
CUT_OFF = "UPDATE outgoing SET due = (SELECT min(due) FROM outgoing) WHERE status = 'sending'"
"""The minute has passed for which a process has what it sends to itself."""


@pytest.fixture(scope="module")
def world() -> Iterator[Telegram]:
    with telegram() as counterpart:
        counterpart.add("67890:another-made-up-token", "other_test_bot")
        yield counterpart


@pytest.fixture
def ombud(tmp_path: Path, matcher: Matcher, begun: Path, world: Telegram) -> Ombud:
    """An installation of one bot, in a file."""
    world.reset()
    shutil.copytree(begun, tmp_path / "var")
    line = {"OMBUD_TELEGRAM_TOKEN": TOKEN, "OMBUD_TELEGRAM_API_URL": world.url}
    return replace(installed(tmp_path), settings=line)


@pytest.fixture
def pushed(ombud: Ombud) -> Iterator[Ombud]:
    """The same on a server, with a webhook."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    url, keys = installation_on_server()
    hook = {"OMBUD_TELEGRAM_WEBHOOK_URL": f"http://{bind}/telegram", "OMBUD_TELEGRAM_WEBHOOK_SECRET": SECRET}
    yield replace(
        ombud, settings={**ombud.settings, **hook, "OMBUD_BIND": bind, "OMBUD_DATABASE_URL": url, "OMBUD_KEYS": keys}
    )
    postgres.server().drop(url)


def comes(world: Telegram) -> None:
    """Somebody begins, and wants help."""
    world.starts(ADA, language="en")
    world.says(ADA, "/help", "en")


def run(ombud: Ombud, statement: str) -> list[Any]:
    """What the database says, or does."""
    engine = create_engine(ombud.settings.get("OMBUD_DATABASE_URL") or f"sqlite:///{ombud.data / 'ombud.sqlite'}")
    try:
        with engine.begin() as connection:
            done = connection.execute(text(statement))
            return [row[0] for row in done] if done.returns_rows else []
    finally:
        engine.dispose()


def until(ombud: Ombud, *statuses: str) -> None:
    """Wait until this is what became of the replies."""
    seen: list[str] = []
    deadline = monotonic() + PATIENCE
    while (seen := run(ombud, REPLIES)) != [*statuses]:
        assert monotonic() < deadline, f"it is {seen} instead of {[*statuses]}"
        sleep(0.03)  # each look is a connection of its own


def kill(process: subprocess.Popen[str]) -> None:
    """kill -9."""
    process.kill()
    assert process.wait() == -signal.SIGKILL


def stop(process: subprocess.Popen[str]) -> str:
    """Ask it to stop, as whoever runs it does; what it wrote."""
    begun = monotonic()
    process.send_signal(signal.SIGTERM)
    _, said = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert monotonic() - begun < 10
    assert "Traceback" not in said
    return said


def test_killed_before_and_during_a_send_one_process_loses_and_doubles_nothing(
    ombud: Ombud, world: Telegram, command: Command
) -> None:
    with ombud.start("telegram") as process:
        world.starts(ADA, language="en")
        until(ombud, "sent")
        world.fail("sendMessage", retry_after=5)  # what waits stays so for long enough to be seen
        world.says(ADA, "/help", "en")
        world.wait_until(lambda: world.refusals("sendMessage"))
        until(ombud, "sent", "waiting")  # again: it was taken once already
        kill(process)
    world.heal()
    world.fail("sendMessage", slow=30)
    with ombud.start("telegram") as process:  # it takes over at once from the one that is dead
        until(ombud, "sent", "sending")
        second = ombud.run("telegram")
        assert (second.returncode, second.stdout) == (3, "")
        assert f"process {process.pid} on {socket.gethostname()} fetches for this bot already" in second.stderr
        assert process.poll() is None
        world.wait_until(lambda: len(world.texts(ADA)) == 2)
        kill(process)
    run(ombud, CUT_OFF)
    world.says(ADA, "/privacy", "en")
    with ombud.start("telegram") as process:
        until(ombud, "sent", "uncertain", "sent")
        assert re.search(r" 2 \w+ conversation 1\b", command("doctor", **ombud.settings)[1])
        world.fail("sendMessage", slow=1)
        world.says(ADA, "/language fr", "en")
        until(ombud, "sent", "uncertain", "sent", "sending")
        stop(process)
    assert run(ombud, REPLIES) == ["sent", "uncertain", "sent", "sent"]
    assert len(world.texts(ADA)) == len(set(world.texts(ADA))) == 4
    assert not world.updates.waiting


def test_killed_between_commit_and_send_and_during_a_send_many_processes_lose_nothing(
    pushed: Ombud, world: Telegram, command: Command
) -> None:
    with pushed.start("web") as web:
        world.wait_until(lambda: world.calls("setWebhook"))
        comes(world)
        until(pushed, "waiting", "waiting")
        kill(web)
    assert world.texts(ADA) == []
    world.says(ADA, "/privacy", "en")  # while nobody listens
    world.fail("sendMessage", slow=30)
    with pushed.start("worker", "--unpaced") as worker:
        until(pushed, "sending", "waiting")
        world.wait_until(lambda: world.texts(ADA))
        kill(worker)
    run(pushed, CUT_OFF)
    with pushed.start("web") as web, pushed.start("worker", "--unpaced") as worker:
        until(pushed, "uncertain", "sent", "sent")
        assert health(pushed, "live") == (200, "alive\n")
        assert health(pushed, "ready") == (200, "ready\n")
        stop(worker)
        assert [garbled(pushed, secret) for secret in ("another", SECRET)] == [403, 200]
        world.says(ADA, "/language fr", "en")
        until(pushed, "uncertain", "sent", "sent", "waiting")
        with postgres.server().stopped():
            status, said = health(pushed, "ready")
            assert status == 503
            assert "the database cannot be used" in said
            assert health(pushed, "live") == (200, "alive\n")
        assert health(pushed, "ready") == (200, "ready\n")
        stop(web)
    assert run(pushed, "SELECT times FROM tallies WHERE name = 'unreadable update'") == [1]
    assert "could not be read" in command("doctor", **pushed.settings)[1]
    assert len(world.texts(ADA)) == len(set(world.texts(ADA))) == 3


def test_b51_two_bots_on_one_store_never_share_a_case(ombud: Ombud, world: Telegram) -> None:
    bots: list[People] = [world, *(bot for bot in world.bots.values() if bot is not world)]
    with (
        ombud.start("telegram", "--unpaced") as one,
        ombud.start("telegram", "--unpaced", OMBUD_TELEGRAM_TOKEN=bots[1].token) as other,
    ):
        bots[0].says(ADA, "I want my data erased", "en")
        bots[1].says(ADA, "/requests", "en")
        wait_for(lambda: len(run(ombud, "SELECT id FROM conversations")) == 2)
        wait_for(lambda: set(run(ombud, REPLIES)) == {"sent"} and all(len(bot.texts(ADA)) > 1 for bot in bots))
        bots[1].says(ADA, "/cancel", "en")  # there is nothing to cancel there
        before = bots[0].texts(ADA)
        wait_for(lambda: len(run(ombud, "SELECT key FROM receipts")) == 3)
        stop(one)
        stop(other)
    for bot, lane in zip(bots, ("telegram:12345:%", "telegram:67890:%"), strict=True):
        query = f"SELECT count(*) FROM outgoing WHERE kind = 'reply' AND status = 'sent' AND lane LIKE '{lane}'"
        assert len(bot.texts(ADA)) == int(run(ombud, query)[0])
    assert bots[0].texts(ADA) == before
    assert any("erased" in each for each in before)
    assert not any("erased" in each for each in bots[1].texts(ADA))


@pytest.mark.parametrize(
    ("settings", "named"),
    [
        ({}, "OMBUD_TELEGRAM_TOKEN"),
        ({"OMBUD_TELEGRAM_TOKEN": TOKEN}, "OMBUD_TELEGRAM_WEBHOOK_URL"),
        (
            {"OMBUD_TELEGRAM_TOKEN": TOKEN, "OMBUD_TELEGRAM_WEBHOOK_URL": "https://ombud.example.org/telegram"},
            "OMBUD_TELEGRAM_WEBHOOK_SECRET",
        ),
    ],
)
def test_without_what_it_needs_the_web_does_not_start_and_says_what_is_missing(
    settings: dict[str, str], named: str, command: Command
) -> None:
    status, _, said = command("web", **settings)
    assert status == 3
    assert named in said
    assert said.count("\n") == 1


def garbled(ombud: Ombud, secret: str) -> int:
    """What is answered to what is no update."""
    url, proof = ombud.settings["OMBUD_TELEGRAM_WEBHOOK_URL"], {HEADER: secret}
    return httpx.post(url, content=b"no JSON", headers=proof, timeout=20).status_code


def health(ombud: Ombud, of: str) -> tuple[int, str]:
    answer = httpx.get(f"http://{ombud.settings['OMBUD_BIND']}/health/{of}", timeout=20)
    return answer.status_code, answer.text
