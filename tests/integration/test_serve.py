"""`ombud run`, `telegram`, `web` and `worker` as an operator starts and stops them, and when they do not start."""

from __future__ import annotations

import asyncio
import json
import re
import signal
import socket
import sqlite3
import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import monotonic, sleep
from urllib.error import HTTPError, URLError
from urllib.request import Request, urlopen

import pytest

from bot.reception import Reception
from bot.service import GRACE, Roles, Service
from bot.settings import Settings
from intents.scores import Matcher
from tests.counterparts.telegram import TOKEN, Telegram, telegram
from tests.integration.conftest import Command
from tests.processes import Ombud, installed, wait_for

SECRET = "made-up-secret-of-a-test"
NAMES = ("ada@example.org", "Person 7", TOKEN, SECRET)
"""What no log may hold."""


@pytest.fixture
def world() -> Iterator[Telegram]:
    with telegram() as counterpart:
        yield counterpart


@pytest.fixture
def ombud(world: Telegram, tmp_path: Path, matcher: Matcher) -> Ombud:
    set_up = installed(tmp_path)
    set_up.settings.update(OMBUD_TELEGRAM_TOKEN=TOKEN, OMBUD_TELEGRAM_API_URL=world.url)
    return set_up


@pytest.fixture
def pushed(ombud: Ombud) -> str:
    """The settings of a webhook; the address under which Ombud listens."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        bind = f"127.0.0.1:{free.getsockname()[1]}"
    ombud.settings.update(
        OMBUD_BIND=bind,
        OMBUD_TELEGRAM_WEBHOOK_URL=f"http://{bind}/telegram",
        OMBUD_TELEGRAM_WEBHOOK_SECRET=SECRET,
    )
    return f"http://{bind}"


def stopped(process: subprocess.Popen[str]) -> list[str]:
    """Stop it as an operator's system does: it ends well, and its log names nobody."""
    process.send_signal(signal.SIGTERM)
    out, log = process.communicate()
    assert (process.returncode, out) == (0, ""), log
    assert not [name for name in (*NAMES, "who gets") if name in log]
    assert "Traceback" not in log
    return log.splitlines()


def refused(ombud: Ombud, *arguments: str, **settings: str) -> str:
    """It does not start: exit status 3, and one line that says why and what to do."""
    ended = ombud.run(*arguments, **settings)
    assert (ended.returncode, ended.stdout) == (3, ""), ended.stderr
    assert not [name for name in NAMES if name in ended.stderr]
    (line,) = [line for line in ended.stderr.splitlines() if line.startswith("ombud: ")]
    return line


def answer(url: str, body: bytes | None = None, **headers: str) -> int:
    """The status of what is answered; 0 if nobody does."""
    try:
        with urlopen(Request(url, body, headers), timeout=5) as answered:
            return int(answered.status)
    except HTTPError as error:
        error.close()
        return error.code
    except (URLError, ConnectionError):
        return 0


def answers_in(world: Telegram, chat: int = 7) -> None:
    """Somebody is greeted, and answered."""
    world.starts(chat, None, "en")
    world.wait_until(lambda: world.texts(chat))
    world.says(chat, "who gets my data? ada@example.org", "en")
    world.wait_until(lambda: len(world.texts(chat)) == 2)


@pytest.mark.parametrize("process", ["run", "telegram", "web"])
def test_without_a_token_there_is_no_bot_to_speak_for(command: Command, process: str) -> None:
    status, out, err = command(process)
    assert (status, out) == (3, "")
    assert re.fullmatch(r"ombud: [^\n]+OMBUD_TELEGRAM_TOKEN[^\n]+BotFather[^\n]+\n", err)


def test_web_without_an_address_says_how_to_fetch_instead(command: Command) -> None:
    status, out, err = command("web", OMBUD_TELEGRAM_TOKEN=TOKEN)
    assert (status, out) == (3, "")
    assert "OMBUD_TELEGRAM_WEBHOOK_URL" in err
    assert "`ombud telegram`" in err


@pytest.mark.parametrize("process", ["run", "web"])
@pytest.mark.parametrize("secret", ["", "short", "sixteen letters and spaces"])
def test_there_is_no_webhook_without_a_secret(command: Command, process: str, secret: str) -> None:
    hook = {"OMBUD_TELEGRAM_WEBHOOK_URL": "https://bot.example.org/telegram"}
    status, _, err = command(process, OMBUD_TELEGRAM_TOKEN=TOKEN, OMBUD_TELEGRAM_WEBHOOK_SECRET=secret, **hook)
    assert status == 3
    assert "OMBUD_TELEGRAM_WEBHOOK_SECRET" in err
    assert "openssl rand -hex 32" in err


def test_the_switch_for_benches_is_in_no_help(command: Command, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        command("run", "--help")
    assert "unpaced" not in capfd.readouterr().out


def test_telegram_itself_is_never_sent_to_without_a_pace_or_asked_to_push_in_the_clear(command: Command) -> None:
    bot = {"OMBUD_TELEGRAM_TOKEN": TOKEN, "OMBUD_TELEGRAM_WEBHOOK_SECRET": SECRET}
    for process in ("run", "telegram", "worker"):
        status, _, err = command(process, "--unpaced", **bot)
        assert (status, "OMBUD_TELEGRAM_API_URL" in err) == (3, True)
    status, _, err = command("web", OMBUD_TELEGRAM_WEBHOOK_URL="http://bot.example.org/telegram", **bot)
    assert status == 3
    assert re.fullmatch(r"ombud: [^\n]+ https [^\n]+\n", err)


def test_an_address_that_telegram_does_not_take_ends_it_in_its_words(
    ombud: Ombud, pushed: str, world: Telegram
) -> None:
    words = "Bad Request: bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
    world.fail("setWebhook", status=400, description=words)
    line = refused(ombud, "web")
    assert "refused setWebhook: " in line
    assert "only on ports 80, 88, 443 or 8443" in line
    assert "OMBUD_TELEGRAM_WEBHOOK_URL" in line


def test_a_description_that_telegram_does_not_take_is_said_once_and_stops_nothing(
    ombud: Ombud, world: Telegram
) -> None:
    world.fail("setMyDescription", status=400, description="Bad Request: BOT_DESCRIPTION_INVALID", times=None)
    with ombud.start("telegram") as process:
        answers_in(world)
        log = stopped(process)
    assert len([line for line in log if "Telegram refused what people see of the bot" in line]) == 1
    assert not [line for line in log if "cannot be reached" in line]


def test_at_a_start_it_waits_as_long_as_telegram_asks(ombud: Ombud, world: Telegram) -> None:
    world.fail("getMe", retry_after=3)
    with ombud.start("telegram") as process:
        answers_in(world)
        log = stopped(process)
    assert len([line for line in log if "next try in 3 s" in line]) == 1


def test_told_to_stop_it_ends_in_time_though_somebody_holds_the_store(ombud: Ombud, world: Telegram) -> None:
    with ombud.start("telegram") as process:
        answers_in(world)
        with closing(sqlite3.connect(ombud.data / "ombud.sqlite", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            for chat in range(100, 108):
                world.says(chat, "hello", "en")
            sleep(2)
            begun = monotonic()
            stopped(process)
            assert monotonic() - begun < GRACE + 5


def test_whatever_goes_wrong_the_next_beat_comes(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    service = Service.begin(Settings(data_dir=tmp_path, _env_file=None), Roles(deliver=True))
    beats: list[int] = []

    def clock() -> datetime:
        beats.append(1)
        if len(beats) > 1:
            service.stopping.set()
        raise ValueError("ada@example.org")

    service.app = replace(service.app, clockwork=replace(service.app.clockwork, clock=clock))
    asyncio.run(asyncio.wait_for(service._beat(), 10))
    service.writer.close()
    assert len(beats) == 2
    assert "ValueError" in caplog.text
    assert "ada" not in caplog.text


def test_no_part_shows_its_secrets_to_whoever_prints_it(tmp_path: Path) -> None:
    settings = Settings(
        data_dir=tmp_path,
        telegram_token=TOKEN,
        telegram_webhook_secret=SECRET,
        smtp_url=f"smtp://desk:{SECRET}@localhost",
        _env_file=None,
    )
    service = Service.begin(settings, Roles(deliver=True))
    line = service._line(
        Reception(service.app.inbox, service.writer, ThreadPoolExecutor(1), lambda: True, lambda: None)
    )
    service.writer.close()
    elsewhere = Settings(database_url=f"postgresql+psycopg://ombud:{SECRET}@db.example.org/ombud", _env_file=None)
    shown = f"{settings!r} {elsewhere!r} {line!r} {line.bot!r} {line.receiver.sender!r}"
    assert not [secret for secret in (TOKEN.partition(":")[2], SECRET) if secret in shown]


def test_a_token_that_telegram_does_not_know_ends_it(ombud: Ombud) -> None:
    assert "BotFather" in refused(ombud, "telegram", OMBUD_TELEGRAM_TOKEN="12345:another-token")


def test_a_port_that_is_taken_ends_it(ombud: Ombud, pushed: str) -> None:
    with socket.create_server(("127.0.0.1", int(pushed.rpartition(":")[2]))):
        assert "OMBUD_BIND" in refused(ombud, "web")


def test_what_people_see_of_the_bot_is_told_once_and_more_to_come_is_announced(ombud: Ombud, world: Telegram) -> None:
    with ombud.start("telegram") as process:
        answers_in(world)
        world.wait_until(lambda: world.calls("setChatMenuButton"))
        world.presses(7, "Get a copy of my data")
        world.wait_until(lambda: len(world.texts(7)) == 4)
        log = stopped(process)
    assert any("polling as @ombud_test_bot" in line for line in log)
    opening, question = world.calls("sendMessage", 7)[-2:]
    signs = [sign for sign in world.calls("sendChatAction", 7) if opening.number < sign.number < question.number]
    assert len(signs) == 1
    assert question.at - opening.at >= 0.9, "one a second in a chat"
    told = [entry for entry in world.journal if entry.method.startswith("setMy")]
    shown = {(entry.method, entry.arguments.get("language_code"), str(entry.arguments.get("scope"))) for entry in told}
    assert len(shown) == len(told) == 3 * 4, "two scopes and two descriptions, in French, in English and for the rest"
    with ombud.start("telegram") as process:
        answers_in(world, 8)
        world.wait_until(lambda: len(world.calls("getChatMenuButton")) == 2)
        stopped(process)
    assert [entry for entry in world.journal if entry.method.startswith("set")][len(told) + 1 :] == []


def test_what_telegram_pushes_is_stored_by_one_process_and_answered_by_another(
    ombud: Ombud, pushed: str, world: Telegram
) -> None:
    with ombud.start("web") as web:
        wait_for(lambda: answer(f"{pushed}/health/ready") == 200)
        wait_for(lambda: world.updates.webhook.url == f"{pushed}/telegram")
        assert answer(f"{pushed}/health/live") == 200
        assert answer(f"{pushed}/telegram", b"{}") == 403
        assert answer(f"{pushed}/telegram", b"{}", **{"X-Telegram-Bot-Api-Secret-Token": SECRET + "x"}) == 403
        assert answer(f"{pushed}/telegram") == 405
        told = world.starts(7, None, "en")
        world.wait_until(lambda: any(e.kind == "acknowledged" and e.update == told.update for e in list(world.journal)))
        assert world.texts(7) == [], "nobody sends yet"
        with ombud.start("worker") as worker:
            world.wait_until(lambda: len(world.texts(7)) == 1)
            answers_in(world, 8)
            stopped(worker)
        log = stopped(web)
    assert any("listening as @ombud_test_bot" in line for line in log)
    assert world.updates.webhook.secret == SECRET, "stopping leaves the webhook: what comes meanwhile is kept for us"


def test_run_pushes_or_fetches_as_the_settings_say(ombud: Ombud, pushed: str, world: Telegram) -> None:
    with ombud.start("run", OMBUD_LOG="json") as process:
        wait_for(lambda: world.updates.webhook.url == f"{pushed}/telegram")
        answers_in(world)
        for line in stopped(process):
            assert {"time", "level", "message"} == set(json.loads(line)), "an object a line"
    with ombud.start("run", OMBUD_TELEGRAM_WEBHOOK_URL="") as process:
        answers_in(world, 8)
        log = stopped(process)
    assert world.updates.webhook.url == ""
    assert any("the webhook that was set for this bot is removed" in line for line in log)


def test_two_bots_on_one_store_never_share_a_conversation(ombud: Ombud, world: Telegram) -> None:
    token = "67890:another-made-up-token"
    other = world.add(token, "another_test_bot")
    with ombud.start("telegram") as one, ombud.start("telegram", OMBUD_TELEGRAM_TOKEN=token) as two:
        world.starts(7, "erase", "en")
        world.wait_until(lambda: len(world.texts(7)) == 3)
        other.starts(7, None, "en")
        other.wait_until(lambda: other.texts(7))
        world.says(7, "/requests", "en")
        world.wait_until(lambda: len(world.texts(7)) >= 4)
        stopped(one)
        stopped(two)
    assert other.texts(7) == world.texts(7)[:1], "greeted anew, and asked nothing"


def test_a_worker_needs_no_bot(ombud: Ombud) -> None:
    with ombud.start("worker", OMBUD_TELEGRAM_TOKEN="") as process:
        wait_for((ombud.data / "ombud.sqlite").exists)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(3)
        stopped(process)
