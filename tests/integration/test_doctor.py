"""`ombud doctor`, as an operator reads it: every line it can say, each bad one with its remedy, and never a secret."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import Session

from bot import app
from bot.asking import utc_now
from bot.settings import Settings
from bot.store import leases, outgoing, tallies
from tests.counterparts.dated import dated
from tests.counterparts.telegram import TOKEN, Telegram, telegram
from tests.counterparts.telegram_updates import Webhook
from tests.integration.conftest import Command

HOOK, SECRET = "https://bot.example.org/telegram", "made-up-secret-of-a-test"
LANE = "telegram:12345:7"
SMTP = "smtp://desk:sesame@mail.example.org"
Change = Callable[[Callable[[Session], object]], None]


@pytest.fixture(scope="module")
def world() -> Iterator[Telegram]:
    with telegram() as counterpart:
        yield counterpart


@pytest.fixture
def examine(command: Command, world: Telegram, change: Change) -> Callable[..., tuple[int, str]]:
    """Runs the doctor on a bot that is set up, but for what is given; no secret is in what it says."""
    world.reset()
    change(lambda _session: None)

    def run(**settings: str) -> tuple[int, str]:
        usual = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": world.url, "SMTP_URL": SMTP}
        given = {f"OMBUD_{name}": value for name, value in {**usual, **settings}.items()}
        status, out, err = command("doctor", **given)
        for secret in (TOKEN, TOKEN.partition(":")[2], SECRET, "sesame"):
            assert secret not in out + err
        assert err == ""
        _reads_well(out, status)
        return status, out

    return run


def _reads_well(out: str, status: int) -> None:
    """A remedy below each bad line and no other, no line too long to read, and the status agrees."""
    lines = out.splitlines()
    for at, line in enumerate(lines):
        assert re.match(r"ok  |NOT |      -> ", line), line
        remedied = at + 1 < len(lines) and lines[at + 1].startswith("      -> ")
        assert remedied == line.startswith("NOT"), line
        assert len(line) < 190, line
    assert status == any(line.startswith("NOT") for line in lines)


@pytest.fixture
def change(data: Path) -> Change:
    """Changes the store that the doctor looks at."""

    def do(what: Callable[[Session], object]) -> None:
        store = app.ready_store(Settings(data_dir=data, _env_file=None))
        with store.transaction() as session:
            what(session)
        store.close()

    return do


def fetching(session: Session) -> None:
    leases.take(session, "fetching telegram:12345", "here 1 x", utc_now(), utc_now() + timedelta(minutes=1))


def pushed(world: Telegram, url: str = HOOK, error: str = "", ago: int = 60) -> None:
    """A webhook as Telegram has it, and how the last delivery went."""
    world.updates.webhook = Webhook(url, SECRET, error=error, error_date=int(utc_now().timestamp()) - ago)


WEBHOOK = {"TELEGRAM_WEBHOOK_URL": HOOK, "TELEGRAM_WEBHOOK_SECRET": SECRET}


def test_all_is_well_where_a_process_fetches(examine: Callable[..., tuple[int, str]], change: Change) -> None:
    change(fetching)
    assert examine() == (
        0,
        "ok  store: sqlite, of the newest schema, and our keys open it\n"
        "ok  replies: 0 wait to be sent, none for long\n"
        "ok  token: it is @ombud_test_bot's, bot 12345\n"
        "ok  arrivals: no webhook is set, and a process here fetches\n"
        "ok  arrivals: 0 wait at Telegram\n",
    )


def test_all_is_well_where_telegram_pushes(examine: Callable[..., tuple[int, str]], world: Telegram) -> None:
    pushed(world)
    status, out = examine(**WEBHOOK)
    assert status == 0
    assert f"ok  webhook: it is set to {HOOK}" in out


def test_without_a_token_it_says_where_one_comes_from(examine: Callable[..., tuple[int, str]]) -> None:
    status, out = examine(TELEGRAM_TOKEN="")
    assert (status, "BotFather" in out) == (1, True)


def test_a_token_that_telegram_does_not_know(examine: Callable[..., tuple[int, str]]) -> None:
    status, out = examine(TELEGRAM_TOKEN="12345:another-token")
    assert status == 1
    assert "NOT token: Telegram does not know it\n      -> copy it anew from BotFather" in out
    assert "another-token" not in out


def test_telegram_cannot_be_reached(examine: Callable[..., tuple[int, str]]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    status, out = examine(TELEGRAM_API_URL=f"http://127.0.0.1:{port}")
    assert status == 1
    assert f"NOT Telegram cannot be reached at http://127.0.0.1:{port}" in out
    assert "firewall" in out


def test_nobody_fetches(examine: Callable[..., tuple[int, str]]) -> None:
    status, out = examine()
    assert status == 1
    assert "NOT arrivals: no webhook is set, and no process fetches\n      -> start `ombud run`" in out


def test_a_lease_that_ran_out_fetches_nothing(examine: Callable[..., tuple[int, str]], change: Change) -> None:
    long_ago = utc_now() - timedelta(minutes=1)
    change(lambda session: leases.take(session, "fetching telegram:12345", "here 1 x", long_ago, long_ago))
    assert "no process fetches" in examine()[1]


def test_a_webhook_that_is_not_set(examine: Callable[..., tuple[int, str]]) -> None:
    status, out = examine(**WEBHOOK)
    assert status == 1
    assert f"NOT webhook: none is set, and it should be {HOOK}\n      -> start `ombud web`" in out


@pytest.mark.parametrize("ours", [{}, WEBHOOK], ids=["we fetch", "we have another"])
def test_a_webhook_that_is_set_elsewhere(
    examine: Callable[..., tuple[int, str]], world: Telegram, ours: dict[str, str]
) -> None:
    pushed(world, "https://user:sesame@elsewhere.example.org/bot/hidden-path?key=hidden")
    status, out = examine(**ours)
    assert status == 1
    assert "NOT webhook: it is set to https://elsewhere.example.org/…" in out
    assert "hidden" not in out, "it may be another program's secret"


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        ("Wrong response from the webhook: 403 Forbidden", "another secret"),
        ("Wrong response from the webhook: 503 Service Unavailable", "/health/ready"),
        ("Read timeout expired", "/health/ready"),
        ("Connection refused", "`ombud web` runs behind it"),
        ("Wrong response from the webhook: 502 Bad Gateway", "`ombud web` runs behind it"),
        ("Failed to resolve host: Name or service not known", "check the address"),
        ("SSL error {certificate verify failed}", "certificate"),
        ("Something nobody has seen yet", "the log of `ombud web`"),
    ],
)
def test_each_error_of_the_webhook_has_its_remedy(
    examine: Callable[..., tuple[int, str]], world: Telegram, error: str, remedy: str
) -> None:
    pushed(world, error=error)
    status, out = examine(**WEBHOOK)
    assert status == 1
    found = re.search(rf"NOT webhook: the last delivery that failed was on .* UTC: {re.escape(error)}\n(.+)", out)
    assert found
    assert remedy in found[1]


def test_an_error_of_yesterday_is_told_and_is_none_today(
    examine: Callable[..., tuple[int, str]], world: Telegram
) -> None:
    pushed(world, error="Connection refused", ago=86400)
    status, out = examine(**WEBHOOK)
    assert status == 0
    assert "ok  webhook: the last delivery that failed was on" in out


def test_updates_pile_up(examine: Callable[..., tuple[int, str]], world: Telegram, change: Change) -> None:
    change(fetching)
    for _ in range(21):
        world.says(7, "hello")
    status, out = examine()
    assert status == 1
    assert "NOT arrivals: 21 wait at Telegram" in out


def test_updates_that_nobody_could_read(examine: Callable[..., tuple[int, str]], change: Change) -> None:
    def count(session: Session) -> None:
        for days in (0, 2, 30):
            tallies.count(session, tallies.UNREADABLE, (utc_now() - timedelta(days=days)).date())

    change(count)
    status, out = examine()
    assert status == 1
    assert "NOT arrivals: 2 of the last seven days could not be read" in out


def put(session: Session, ago: timedelta, lane: str = LANE) -> int:
    return outgoing.put(session, lane, "reply", "{}", utc_now() - ago)


@pytest.mark.parametrize(("minutes", "late"), [(1, False), (10, True)])
def test_replies_that_wait_too_long(
    examine: Callable[..., tuple[int, str]], change: Change, minutes: int, late: bool
) -> None:
    change(fetching)
    change(lambda session: put(session, timedelta(minutes=minutes)))
    status, out = examine()
    assert status == late
    assert ("NOT replies: 1 wait, the first for 10 minutes" in out) == late


def test_what_may_have_arrived_or_not_is_listed_by_number_alone(
    examine: Callable[..., tuple[int, str]], change: Change
) -> None:
    change(fetching)
    at = utc_now() - timedelta(hours=23)
    change(lambda session: lose(session, at))
    status, out = examine()
    assert status == 1
    assert "NOT replies: 1 of the last day may have arrived or not" in out
    assert f"ok    reply 1 in conversation 7, {at:%Y-%m-%d %H:%M:%S} UTC" in out
    assert "ada@" not in out


def test_what_may_have_arrived_or_not_days_ago_is_told_and_is_no_fault(
    examine: Callable[..., tuple[int, str]], change: Change
) -> None:
    change(fetching)
    change(lambda session: lose(session, utc_now() - timedelta(hours=25)))
    status, out = examine()
    assert status == 0
    assert "ok  replies: 1 of more than a day ago may have arrived or not" in out


def lose(session: Session, at: datetime) -> None:
    """A reply whose answer is lost."""
    number = outgoing.put(session, LANE, "reply", '{"text": "ada@example.org"}', at)
    outgoing.claim(session, at, lanes="", kinds=("reply",), lease=timedelta(minutes=1), limit=1, pace=None)
    outgoing.unsure(session, number, "the answer was lost", at)


def test_a_line_that_waits_for_somebody_at_a_terminal_is_not_late(
    examine: Callable[..., tuple[int, str]], change: Change
) -> None:
    change(fetching)
    change(lambda session: put(session, timedelta(hours=1), "terminal:3"))
    assert "ok  replies: 0 wait" in examine()[1]


@pytest.mark.parametrize(("why", "words"), [("blocked", "blocked the bot"), ("gone", "account is gone")])
def test_chats_that_nothing_reaches_are_told_and_are_no_fault(
    examine: Callable[..., tuple[int, str]], change: Change, why: str, words: str
) -> None:
    change(fetching)
    change(lambda session: (put(session, timedelta(hours=1)), outgoing.close(session, LANE, why)))
    status, out = examine()
    assert status == 0
    assert re.search(rf"ok  chats: 1 cannot be reached \(.*{words}\)", out)
    assert "replies: 0 wait" in out, "what waits for a person who is gone is not late"


def test_where_mail_goes_to_files_it_says_so(examine: Callable[..., tuple[int, str]]) -> None:
    assert "ok  mail: it is written to files" in examine(SMTP_URL="")[1]
    assert "mail:" not in examine()[1]


@pytest.mark.parametrize("seconds", [-300, -5, 5, 300])
def test_a_clock_that_is_off(examine: Callable[..., tuple[int, str]], change: Change, seconds: int) -> None:
    change(fetching)
    with dated(timedelta(seconds=seconds)) as url:
        status, out = examine(TELEGRAM_API_URL=url)
    assert status == 1
    found = re.search(r"NOT clock: it is (\d+) s away from Telegram's\n      -> set it by NTP", out)
    assert found
    assert abs(int(found[1]) - abs(seconds)) <= 1


def test_a_clock_that_agrees(examine: Callable[..., tuple[int, str]], change: Change) -> None:
    change(fetching)
    with dated(timedelta(seconds=1)) as url:
        status, out = examine(TELEGRAM_API_URL=url)
    assert (status, "ok  clock: it agrees with Telegram's" in out) == (0, True)


def test_a_bot_that_is_handed_all_that_its_groups_say(examine: Callable[..., tuple[int, str]], change: Change) -> None:
    change(fetching)
    with dated(timedelta(0), reads_all=True) as url:
        status, out = examine(TELEGRAM_API_URL=url)
    assert status == 1
    assert "NOT groups: Telegram hands this bot all that is said in its groups\n      -> send /setprivacy" in out


def test_before_the_first_start_it_says_so_and_makes_nothing(command: Command, tmp_path: Path) -> None:
    status, out, _ = command("doctor", OMBUD_TELEGRAM_TOKEN=TOKEN)
    assert (status, out.splitlines()) == (
        1,
        ["NOT store: there is none here yet", "      -> run `ombud migrate`, or start Ombud: either makes it"],
    )
    assert list(tmp_path.iterdir()) == []


def test_a_schema_that_is_older_is_told_and_left_as_it_is(
    examine: Callable[..., tuple[int, str]], change: Change
) -> None:
    change(lambda session: session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '0003'"))
    for _ in range(2):
        status, out = examine()
        assert (status, out.splitlines()) == (
            1,
            ["NOT store: the database does not have the newest schema", "      -> run `ombud migrate`"],
        )


def test_a_store_that_cannot_be_opened_is_all_there_is_to_say(
    examine: Callable[..., tuple[int, str]], change: Change, data: Path
) -> None:
    change(fetching)
    (data / "ombud.key").unlink()
    status, out = examine()
    assert status == 1
    assert out.startswith("NOT store: ")
    assert "ombud.key" in out
    assert len(out.splitlines()) == 2


def test_settings_that_are_wrong_are_said_before_anything_is_looked_at(command: Command) -> None:
    status, out, err = command("doctor", OMBUD_TELEGRAM_TOKEN="sesame")
    assert (status, out) == (3, "")
    assert re.fullmatch(r"ombud: OMBUD_TELEGRAM_TOKEN: [^\n]+\n", err)
    assert "sesame" not in err
