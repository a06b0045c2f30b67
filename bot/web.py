"""The HTTP side: what platforms push, and how the process is."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

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
