"""What stands before several web processes: each request goes to the next of them that listens."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle


@dataclass
class Proxy:
    """In the loop of the counterpart. A process that dies with a request cuts its line, as it would Telegram's."""

    ports: Sequence[int]

    def __post_init__(self) -> None:
        self._next = cycle(range(len(self.ports)))
        self._under_way: set[asyncio.Task[None]] = set()

    async def start(self) -> int:
        """The port that it listens on."""
        self._server = await asyncio.start_server(self._carry, "127.0.0.1", 0)
        port: int = self._server.sockets[0].getsockname()[1]
        return port

    async def stop(self) -> None:
        self._server.close()
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request a line; in either direction whatever comes is passed on."""
        task = asyncio.current_task()
        assert task
        self._under_way.add(task)
        try:
            writer.write(await self._answer(await _request(reader)))
            await writer.drain()
        except (OSError, EOFError):
            pass  # the line is cut, and whoever asked asks again
        finally:
            self._under_way.discard(task)
            writer.close()

    async def _answer(self, request: bytes) -> bytes:
        reader, writer = await self._backend()
        try:
            writer.write(request)
            answer = await reader.read(-1)
        finally:
            writer.close()
        if not answer:
            raise EOFError
        return answer

    async def _backend(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A line to the next process that listens."""
        first = next(self._next)
        for port in (*self.ports[first:], *self.ports[:first]):
            try:
                return await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                continue
        raise EOFError


async def _request(reader: asyncio.StreamReader) -> bytes:
    """A whole request, and the wish that the line be closed after it."""
    head = await reader.readuntil(b"\r\n\r\n")
    lines = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:-2])
    body = await reader.readexactly(int(lines.get(b"content-length", b"0")))
    return head[:-2] + b"Connection: close\r\n\r\n" + body
