"""The HTTP side: what platforms push, and how the process is."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Iterator, Mapping
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot import Problem

Handler = Callable[[Request], Awaitable[Response]]


def web(pushed: Mapping[str, Handler], *, ready: Callable[[], str | None]) -> Starlette:
    """The application: a route for each platform, and the health of the process.

    `ready` looks at the database and says what is wrong, or None. A platform's trouble is no reason to be unready: it
    would take the other platform's route down as well.
    """

    async def live(_request: Request) -> Response:
        return PlainTextResponse("alive\n")

    async def readiness(_request: Request) -> Response:
        wrong = await asyncio.to_thread(ready)
        return PlainTextResponse("ready\n") if wrong is None else PlainTextResponse(f"{wrong}\n", status_code=503)

    health = [Route("/health/live", live), Route("/health/ready", readiness)]
    return Starlette(routes=[*health, *(Route(path, handler, methods=["POST"]) for path, handler in pushed.items())])


class PortTaken(Problem):
    """The port cannot be listened on."""

    def __init__(self, bind: str, why: str | None) -> None:
        super().__init__(f"{bind} cannot be listened on ({why}). Set OMBUD_BIND to another port.")


class Server(uvicorn.Server):
    """The server, its signals left to us."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise PortTaken(f"{host}:{port}", error.strerror) from None


def server(application: Starlette) -> Server:
    """A server of this application, which writes no log of its own: addresses are nobody's business."""
    config = uvicorn.Config(application, lifespan="off", access_log=False, log_config=None, server_header=False)
    return Server(config)
