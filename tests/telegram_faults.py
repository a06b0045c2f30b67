"""A desk behind Telegram for what goes wrong: time goes on while one waits, and the store is of either engine."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy import make_url
from sqlmodel import col, func, select

from bot.app import build
from bot.dialogue.events import Pressed, Started
from bot.doctor import examine
from bot.settings import Settings
from bot.store import outgoing
from bot.store.pace import Pace
from bot.store.tables import Conversation, Outgoing, Receipt
from bot.updates import What
from intents.scores import Matcher
from tests.counterparts import postgres
from tests.counterparts.telegram import TOKEN, Telegram, Told, telegram
from tests.databases import KEYS
from tests.telegram_desk import Loop, TelegramDesk, Transport

both_engines = pytest.mark.parametrize("engine", ["sqlite", "postgresql"], indirect=True)
by_webhook = pytest.mark.parametrize("transport", ["webhook"], indirect=True)
by_polling = pytest.mark.parametrize("transport", ["polling"], indirect=True)

SOON = 8.0
"""Seconds in which anything comes to be that does."""
ERASURE, ADVERTS = "I want my data erased", "Stop sending me adverts at ada@example.org"


class FaultyDesk(TelegramDesk):
    """A desk whose time goes on while it is waited for; where it waits, it says for what."""

    def acts(self, what: What, name: str = "ada") -> Told:
        """Act in the chat, and wait for nothing."""
        self._pass()
        told: Told = self._act(self.chat(name), name, what)
        return told

    def until(self, condition: Callable[[], object], *, within: float = SOON) -> None:
        """Let time pass as it does, until something is so."""
        begun, before = self.now, monotonic()
        while not condition():
            assert monotonic() < before + within, "it never came to be"
            sleep(0.005)
            self.now = max(self.now, begun + timedelta(seconds=monotonic() - before))
            self.courier.nudge()

    def begins(self, *names: str) -> None:
        """Whoever is called so comes to the desk, in English, and is greeted."""
        for name in names or ("ada",):
            self.does(Started(at=self.now, language="en"), name=name)

    def presses_in(self, name: str, do: str, what: str = "") -> Told:
        """Press a quick reply by what it does, and wait for nothing."""
        offered = next(each.id for each in self.state(name).offered if each.do == do and what in each.what)
        return self.acts(Pressed(at=self.now, choice=offered), name)

    def texts(self, name: str = "ada") -> list[str]:
        return self.world.texts(self.chat(name))

    def statuses(self, kind: str = "reply") -> list[str]:
        """What became of each message, in the order in which they were queued."""
        with self.app.store.reading() as session:
            rows = select(Outgoing.status).where(col(Outgoing.kind) == kind)
            return list(session.exec(rows.order_by(col(Outgoing.id))))

    def count(self, table: type[Any], *where: Any) -> int:
        with self.app.store.reading() as session:
            return session.exec(select(func.count()).select_from(table).where(*where)).one()

    def received(self, told: Told) -> bool:
        keys = [f"{self.channel}:{told.update}", f"{self.channel}:group:{told.update}"]
        return self.count(Receipt, col(Receipt.key).in_(keys)) > 0

    def conversations(self, channel: str = "") -> int:
        return self.count(Conversation, col(Conversation.channel) == (channel or self.channel))

    def stops_writing(self) -> None:
        """As a process does at its end: what comes now is too late."""
        self._writer.close()

    def keeps_to(self, pace: Pace) -> None:
        """Let messages leave at a pace from now on."""
        self.courier.outbox = replace(self.courier.outbox, pace=pace)

    def gives_up_after(self, seconds: float) -> None:
        """Wait no longer than this for an answer."""
        sending = replace(self.receiver.sender, longest=seconds)
        self.courier.senders = dict.fromkeys(("reply", "edit"), sending)

    def history(self, reference: str) -> list[tuple[str, dict[str, Any]]]:
        """What happened to a request, as `ombud requests show` tells it."""
        card = self.app.queries.card(reference)
        assert card
        return [(entry.kind, dict(entry.facts)) for entry in card.history]

    def doctor(self) -> str:
        """What `ombud doctor` says of the installation."""
        line = {"telegram_token": TOKEN, "telegram_api_url": self.world.url}
        return "\n".join(sign.what for sign in examine(self.settings.model_copy(update=line)))

    @property
    def environment(self) -> dict[str, str]:
        """By what a command finds the same installation."""
        given = self.settings
        return {
            "OMBUD_DATA_DIR": str(given.data_dir), "OMBUD_DATABASE_URL": given.database_url, "OMBUD_KEYS": given.keys,
            "OMBUD_TELEGRAM_TOKEN": TOKEN, "OMBUD_TELEGRAM_API_URL": self.world.url,
        }  # fmt: skip

    def _wait_for(self, update: int) -> None:
        self.until(lambda: self.received(Told(update)))

    def _settle(self) -> None:
        moved = True
        while moved:
            self.until(lambda: not self._under_way())
            moved = bool(self.app.clockwork.tick() or self.app.post.pump())

    def _under_way(self) -> bool:
        """Is there anything that can still go out now? What a chat was asked to wait for cannot."""
        with self.app.store.reading() as session:
            due = outgoing.next_due(session, self.now, lanes=f"{self.channel}:", kinds=("reply", "edit"))
            if due is not None and due <= self.now:
                return True
            sending = select(Outgoing.id).where(col(Outgoing.status) == outgoing.SENDING)
            return session.exec(sending.limit(1)).first() is not None


Opens = Callable[[], FaultyDesk]


@pytest.fixture(scope="module")
def world() -> Iterator[Telegram]:
    with telegram() as counterpart:
        yield counterpart


@pytest.fixture(scope="module")
def loop(world: Telegram) -> Iterator[Loop]:
    with Loop(world).served() as served:
        yield served


@pytest.fixture(params=["polling", "webhook"])
def transport(request: pytest.FixtureRequest) -> Transport:
    found: Transport = request.param
    return found


@pytest.fixture
def engine(request: pytest.FixtureRequest) -> str:
    """SQLite, but for tests that ask for both."""
    return str(getattr(request, "param", "sqlite"))


@pytest.fixture
def installation(engine: str, settings: Settings, begun: Path) -> Iterator[Settings]:
    """What a first start leaves, in a file or on a server."""
    if engine == "sqlite":
        shutil.copytree(begun, settings.data_dir)
        yield settings
        return
    url, keys = installation_on_server()
    settings.data_dir.mkdir()
    yield settings.model_copy(update={"database_url": url, "keys": keys})
    postgres.server().drop(url)


@pytest.fixture
def open_desk(
    installation: Settings, world: Telegram, loop: Loop, matcher: Matcher, transport: Transport
) -> Iterator[Opens]:
    """Opens a desk behind Telegram, or one more on the same store."""
    world.reset()
    opened: list[FaultyDesk] = []

    def open_() -> FaultyDesk:
        opened.append(FaultyDesk(installation, matcher, world, loop, transport))
        return opened[-1]

    yield open_
    for desk in opened:
        desk.close()
    world.heal()


@pytest.fixture
def desk(open_desk: Opens) -> FaultyDesk:
    return open_desk()


def installation_on_server() -> tuple[str, str]:
    """A database as the first start leaves it, for whoever drops it; and its keys."""
    return postgres.server().create(_begun_on_server()), KEYS[0]


@cache
def _begun_on_server() -> str:
    """A database in which the policy's words are published, as a template."""
    url = postgres.server().create()
    with TemporaryDirectory() as folder:
        given = Settings(data_dir=Path(folder), database_url=url, keys=KEYS[0], _env_file=None)
        build(given, matcher=_no_matcher).store.close()
    return str(make_url(url).database)


def _no_matcher() -> Matcher:
    raise AssertionError("nothing is understood here")
