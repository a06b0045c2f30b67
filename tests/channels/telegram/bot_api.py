"""A server on loopback that answers each call as it is told to: also with what the Bot API itself never says."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs


@dataclass
class BotApi:
    """Where it listens, what it was asked, and what it says next; `None`: it hangs up, "": it says nothing."""

    url: str = ""
    says: bytes | None = None
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def answers(self, status: int, body: Any) -> None:
        """JSON, or bytes as they are."""
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.says = b"HTTP/1.1 %d -\r\nContent-Length: %d\r\n\r\n%b" % (status, len(raw), raw)

    def refuses(self, status: int, description: str, **parameters: int) -> None:
        said = {"ok": False, "error_code": status, "description": description}
        self.answers(status, said | ({"parameters": parameters} if parameters else {}))

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                headers = await reader.readuntil(b"\r\n\r\n")
                length = next(int(each.split(b":")[1]) for each in headers.lower().split(b"\r\n") if b"length" in each)
                body = parse_qs((await reader.readexactly(length)).decode())
                method = line.split()[1].decode().rpartition("/")[2]
                self.asked.append((method, {name: values[0] for name, values in body.items()}))
                if self.says is None:
                    break
                writer.write(self.says)
                await writer.drain()
        except asyncio.IncompleteReadError:
            pass
        finally:
            writer.close()


@asynccontextmanager
async def bot_api() -> AsyncIterator[BotApi]:
    """A server for the length of a test, in the test's own loop."""
    api = BotApi()
    server = await asyncio.start_server(api.serve, "127.0.0.1", 0)
    api.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    async with server:
        yield api
