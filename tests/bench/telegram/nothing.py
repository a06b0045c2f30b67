"""A server that says yes to anything at once, to see how fast the driver is by itself."""

from __future__ import annotations

import asyncio
import sys
from typing import Final, cast

import uvloop

YES: Final = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"


class Yes(asyncio.Protocol):
    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self.transport.write(YES)  # a request of the driver's is small enough to come in one piece


async def main(port: int) -> None:
    server = await asyncio.get_running_loop().create_server(Yes, "127.0.0.1", port)
    await server.serve_forever()


if __name__ == "__main__":
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(main(int(sys.argv[1])))
