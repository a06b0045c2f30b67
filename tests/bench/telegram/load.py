"""The driver: posts updates over connections of its own, as fast as they are taken or at a steady rate.

It does as little as it can (bytes out, a status back), so that what is measured is the bot: see `ceiling`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Final, cast

from tests.bench.telegram.traffic import Post

PATIENCE: Final = 30.0
"""Seconds for one answer."""


@dataclass(frozen=True)
class Target:
    """Where a bot takes its updates."""

    port: int
    path: str = "/telegram"
    secret: str = "made-up-secret-of-the-bench"

    def request(self, body: bytes) -> bytes:
        head = (
            f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nContent-Type: application/json\r\n"
            f"X-Telegram-Bot-Api-Secret-Token: {self.secret}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body


@dataclass(frozen=True)
class Acked:
    """An update that was answered: when it left, when the answer was there, and which."""

    post: Post
    began: float
    ended: float
    status: int

    @property
    def seconds(self) -> float:
        return self.ended - self.began


class Line(asyncio.Protocol):
    """A connection that is kept: one request at a time."""

    def __init__(self) -> None:
        self._read = b""
        self._answer: asyncio.Future[int] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is no subclass

    def data_received(self, data: bytes) -> None:
        self._read += data
        head, ended, body = self._read.partition(b"\r\n\r\n")
        if not ended or len(body) < (length := _length(head)):
            return
        self._read = body[length:]
        if self._answer and not self._answer.done():
            self._answer.set_result(int(head[9:12]))

    def connection_lost(self, exc: Exception | None) -> None:
        if self._answer and not self._answer.done():
            self._answer.set_exception(exc or ConnectionError("the bot hung up"))

    async def post(self, request: bytes) -> int:
        """The status that comes back."""
        self._answer = asyncio.get_running_loop().create_future()
        self.transport.write(request)
        return await self._answer


def _length(head: bytes) -> int:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


@dataclass
class Load:
    """Posts to one bot; lines are opened as they are needed, and kept."""

    target: Target
    acked: list[Acked] = field(default_factory=list)
    _idle: list[Line] = field(default_factory=list)

    async def saturated(self, posts: Sequence[Post], connections: int) -> list[Acked]:
        """As fast as they are taken, so many at once."""
        await self._open(connections)
        waiting = iter(posts)

        async def work() -> None:
            for post in waiting:
                await self._post(post)

        await asyncio.gather(*(work() for _ in range(connections)))
        return self._done()

    async def steadily(self, posts: Sequence[Post], rate: float) -> list[Acked]:
        """So many a second, whether or not those before have been answered."""
        await self._open(32)
        begun = monotonic()
        under_way = []
        for number, post in enumerate(posts):
            await asyncio.sleep(max(0.0, begun + number / rate - monotonic()))
            under_way.append(asyncio.create_task(self._post(post)))
        await asyncio.gather(*under_way)
        return self._done()

    async def _post(self, post: Post) -> None:
        line = self._idle.pop() if self._idle else await self._line()
        request = self.target.request(post.body)
        began = monotonic()
        async with asyncio.timeout(PATIENCE):
            status = await line.post(request)
        self.acked.append(Acked(post, began, monotonic(), status))
        self._idle.append(line)

    async def _open(self, lines: int) -> None:
        while len(self._idle) < lines:
            self._idle.append(await self._line())

    async def _line(self) -> Line:
        _, line = await asyncio.get_running_loop().create_connection(Line, "127.0.0.1", self.target.port)
        return line

    def _done(self) -> list[Acked]:
        for line in self._idle:
            line.transport.close()
        self._idle.clear()
        done, self.acked = self.acked, []
        return done
