"""The little of HTTP that the counterpart of Telegram needs: a cheap server that can hang up, a client for webhooks."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from httptools import HttpParserError, HttpRequestParser, HttpResponseParser

from tests.counterparts.telegram_entries import as_json, read_json


@dataclass(frozen=True)
class Request:
    """One request, read to its end."""

    target: str
    kind: str
    body: bytes

    @property
    def path(self) -> str:
        return self.target.partition("?")[0]

    def arguments(self) -> dict[str, Any]:
        """What was asked for, whichever of Telegram's four ways it was written in."""
        given: dict[str, Any] = dict(parse_qsl(self.target.partition("?")[2], keep_blank_values=True))
        if not self.body:
            return given
        if self.kind.startswith("application/json"):
            return given | read_json(self.body)
        if self.kind.startswith("multipart/form-data"):
            return given | self._parts()
        return given | dict(parse_qsl(self.body.decode(), keep_blank_values=True))

    def _parts(self) -> dict[str, Any]:
        form = message_from_bytes(f"Content-Type: {self.kind}\r\n\r\n".encode() + self.body, policy=policy.HTTP)
        return {
            str(part.get_param("name", header="content-disposition")): part.get_payload(decode=True)
            if part.get_filename()
            else part.get_content()
            for part in form.iter_parts()
        }


@dataclass(frozen=True)
class Answer:
    """What goes back, how long after; or that the line is cut instead."""

    status: int
    body: bytes
    kind: str = "application/json"
    after: float = 0
    cut: bool = False

    def written(self) -> bytes:
        head = f"HTTP/1.1 {self.status} {_phrase(self.status)}\r\nContent-Type: {self.kind}\r\n"
        return f"{head}Content-Length: {len(self.body)}\r\n\r\n".encode() + self.body


Answering = Callable[[Request], Answer | Awaitable[Answer]]


@dataclass(eq=False)
class Line(asyncio.Protocol):
    """One connection: requests one after the other. Whoever hangs up while waiting is no longer waited for."""

    answering: Answering
    lines: set[Line]
    task: asyncio.Future[Answer] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)  # uvloop's is no subclass
        self.parser = HttpRequestParser(self)
        self.lines.add(self)

    def connection_lost(self, exc: Exception | None) -> None:
        self.lines.discard(self)
        if self.task:
            self.task.cancel()

    def data_received(self, data: bytes) -> None:
        try:
            self.parser.feed_data(data)
        except HttpParserError:
            self.transport.abort()

    def on_message_begin(self) -> None:
        self.target, self.kind, self.body = b"", "", b""

    def on_url(self, url: bytes) -> None:
        self.target += url

    def on_header(self, name: bytes, value: bytes) -> None:
        if name.lower() == b"content-type":
            self.kind = value.decode("latin-1")

    def on_body(self, body: bytes) -> None:
        self.body += body

    def on_message_complete(self) -> None:
        found = self.answering(Request(self.target.decode("latin-1"), self.kind, self.body))
        if isinstance(found, Answer):
            self._send(found)
            return
        self.task = asyncio.ensure_future(found)
        self.task.add_done_callback(self._came)

    def _came(self, task: asyncio.Future[Answer]) -> None:
        self.task = None
        if not task.cancelled():
            self._send(task.result())

    def _send(self, answer: Answer) -> None:
        if answer.after:
            asyncio.get_running_loop().call_later(answer.after, self._write, answer)
        else:
            self._write(answer)

    def _write(self, answer: Answer) -> None:
        if answer.cut:
            self.transport.abort()
        elif not self.transport.is_closing():
            self.transport.write(answer.written())


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus._value2member_map_ else "Unknown"


class _Read:
    """Notes that an answer has come to its end."""

    done = False

    def on_message_complete(self) -> None:
        self.done = True


@dataclass
class Poster:
    """Posts JSON to one URL over connections that it keeps."""

    url: str
    idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = field(default_factory=list)

    async def post(self, body: Mapping[str, Any], headers: Mapping[str, str]) -> int:
        """The status of the answer; OSError or EOFError when there was none."""
        parts, content = urlsplit(self.url), as_json(body)
        lines = {"Host": parts.netloc, "Content-Type": "application/json", "Content-Length": len(content), **headers}
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        head = "".join(f"{name}: {value}\r\n" for name, value in lines.items())
        reader, writer = await self._connection()
        kept = False
        try:
            writer.write(f"POST {path or '/'} HTTP/1.1\r\n{head}\r\n".encode() + content)
            status, kept = await _status(reader)
        finally:
            if kept:
                self.idle.append((reader, writer))
            else:
                writer.close()
        return status

    async def _connection(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        while self.idle:
            reader, writer = self.idle.pop()
            if not reader.at_eof():
                return reader, writer
            writer.close()
        parts = urlsplit(self.url)
        return await asyncio.open_connection(parts.hostname, parts.port or 80)

    def close(self) -> None:
        for _, writer in self.idle:
            writer.close()
        self.idle.clear()


async def _status(reader: asyncio.StreamReader) -> tuple[int, bool]:
    """The status of the answer that comes, and whether the line stays open after it."""
    seen = _Read()
    parser = HttpResponseParser(seen)
    while not seen.done:
        data = await reader.read(65536)
        if not data:
            raise EOFError
        parser.feed_data(data)
    return parser.get_status_code(), parser.should_keep_alive()
