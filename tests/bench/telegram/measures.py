"""What is done to each system, and what is taken down of it."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Final

from sqlalchemy import create_engine, text

from tests.bench.telegram.load import Acked, Load
from tests.bench.telegram.systems import System
from tests.bench.telegram.tally import Round, acknowledgements, first_replies
from tests.bench.telegram.traffic import Json, Post

CONNECTIONS: Final = 32
RATE: Final = 100.0
CALM: Final = 20.0
"""Updates a second that leave every system at rest between two of them."""
LATENCY: Final = 0.05
PATIENCE: Final = 60.0
"""Seconds in which a reply must come."""
QUIET: Final = 0.3
"""Seconds without any call after which a bot is taken to be done."""


@dataclass(frozen=True)
class Size:
    """How much of everything; every chat is posted to once in a load."""

    chats: int = 1500
    burst: int = 1200
    seconds: float = 6.0
    slow: int = 600
    slow_one_by_one: int = 80
    waiting: int = 1000
    presses: int = 300
    rounds: int = 3


QUICK: Final = Size(chats=1100, burst=400, seconds=3.0, slow=300, slow_one_by_one=40, presses=150, rounds=1)


@dataclass
class Bench:
    """One system and its two kinds of people: those who press have the first chats, those who ask the rest."""

    system: System
    size: Size
    rounds: dict[str, list[Round]] = field(default_factory=dict)

    @property
    def pressers(self) -> range:
        return range(1, self.size.chats + 1)

    @property
    def askers(self) -> range:
        return range(self.size.chats + 1, 2 * self.size.chats + 1)

    async def warm_up(self) -> None:
        """Everybody starts a conversation; one question, so that all is loaded that a question needs."""
        await self._start((*self.pressers, *self.askers))
        await self._load("", self.system.traffic.asks(self.askers[:1]), self._saturated)

    async def round(self, *, one_by_one: bool) -> None:
        """All measures once."""
        size, steady = self.size, int(RATE * self.size.seconds)
        traffic, messenger = self.system.traffic, self.system.messenger
        await self._load("presses", await self._presses(size.burst), self._saturated)
        await self._load("questions", traffic.asks(self.askers[: size.burst]), self._saturated)
        await self._load("presses at 100/s", await self._presses(steady), self._steadily)
        await self._load("questions at 100/s", traffic.asks(self.askers[:steady]), self._steadily)
        calm = int(CALM * size.seconds)
        await self._load("calm presses", await self._presses(calm), self._calmly)
        await self._load("calm questions", traffic.asks(self.askers[:calm]), self._calmly)
        messenger.answers_after(LATENCY)
        many = size.slow_one_by_one if one_by_one else size.slow
        await self._load("slow presses", await self._presses(many), self._saturated)
        await self._load("slow questions", traffic.asks(self.askers[:many]), self._saturated)
        messenger.answers_after(0)

    async def presses_while_others_wait(self) -> tuple[list[float], int, int]:
        """Seconds until each press is acknowledged; how many messages waited when they began, and at the end."""
        presses = await self._presses(self.size.presses)
        await Load(self.system.target).saturated(self.system.traffic.starts(self.askers), CONNECTIONS)
        before = self._waiting()
        self.system.messenger.news()
        acked = await Load(self.system.target).steadily(presses, 30.0)
        await asyncio.sleep(1.0)
        return acknowledgements(acked, self.system.messenger.news()), before, self._waiting()

    async def _presses(self, wanted: int) -> list[Post]:
        """So many presses of buttons that stand; who has none begins anew."""
        traffic = self.system.traffic
        if len(self.pressers) - len(traffic.without_buttons(self.pressers)) < wanted:
            await self._start(traffic.without_buttons(self.pressers))
        able = [chat for chat in self.pressers if chat in traffic.board.standing]
        return traffic.presses(able[:wanted])

    async def _start(self, chats: Sequence[int]) -> None:
        await self._load("", self.system.traffic.starts(chats), self._saturated)

    async def _saturated(self, posts: Sequence[Post]) -> list[Acked]:
        return await Load(self.system.target).saturated(posts, CONNECTIONS)

    async def _steadily(self, posts: Sequence[Post]) -> list[Acked]:
        return await Load(self.system.target).steadily(posts, RATE)

    async def _calmly(self, posts: Sequence[Post]) -> list[Acked]:
        return await Load(self.system.target).steadily(posts, CALM)

    async def _load(
        self, name: str, posts: Sequence[Post], how: Callable[[Sequence[Post]], Awaitable[list[Acked]]]
    ) -> None:
        """Post, and wait until everybody has an answer and nothing more comes."""
        before = self.system.cpu()
        acked = await how(posts)
        replied = await self._replies(acked)
        cpu = {process: spent - before[process] for process, spent in self.system.cpu().items()}
        if name:
            self.rounds.setdefault(name, []).append(Round(acked, replied, cpu))

    async def _replies(self, acked: Sequence[Acked]) -> dict[int, float]:
        calls: list[Json] = []
        quiet_since = monotonic()
        while True:
            news = self.system.messenger.news()
            calls += news
            quiet_since = monotonic() if news else quiet_since
            replied = first_replies(acked, calls)
            quiet = monotonic() - quiet_since
            if (len(replied) >= len(acked) and quiet > QUIET) or quiet > PATIENCE:
                self.system.traffic.board.learn(calls)
                return replied
            await asyncio.sleep(0.1)

    def _waiting(self) -> int:
        engine = create_engine(self.system.database)
        with engine.connect() as connection:
            count = connection.execute(text("SELECT count(*) FROM outgoing WHERE status = 'waiting'")).scalar_one()
        engine.dispose()
        return int(count)
