"""What Telegram pushes: the secret is checked, the update stored, and only then acknowledged."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from bot import Problem
from bot.channels.telegram.receive import Receiver

HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"
PATIENCE: Final = 2.0
"""Seconds after which an update that is not stored yet is left to be delivered again."""
LARGEST: Final = 1_000_000

log = logging.getLogger("ombud")


@dataclass
class Webhook:
    """The route of one bot."""

    secret: str = field(repr=False)
    receiver: Receiver
    _under_way: set[asyncio.Task[None]] = field(default_factory=set)

    async def receive(self, request: Request) -> Response:
        """200 once it is stored, or can never be read; 503 where delivering it again will help; 403 to strangers."""
        given = request.headers.get(HEADER, "")
        if not hmac.compare_digest(given.encode(), self.secret.encode()):
            return Response(status_code=403)
        if not self.receiver.name:
            return Response(status_code=503)  # what we are called is not known yet, and stands in links
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        raw = _parsed(body)
        if raw is None:
            log.warning("an update could not be read (no JSON)")
            self.receiver.on_unreadable()
            return Response(status_code=200)
        return Response(status_code=200 if await self._stored(raw) else 503)

    async def rest(self) -> None:
        """Let what was begun come to its end."""
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _stored(self, raw: dict[str, Any]) -> bool:
        """Is it stored in time? What takes longer goes on all the same, and its second delivery finds it done."""
        task = asyncio.create_task(self.receiver.take(raw))
        self._under_way.add(task)
        task.add_done_callback(self._ended)
        await asyncio.wait({task}, timeout=PATIENCE)
        return task.done() and task.exception() is None

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        error = None if task.cancelled() else task.exception()
        if isinstance(error, Problem):
            log.error("an update waits to be delivered again: %s", error)
        elif error is not None:
            log.error("an update waits to be delivered again: %s", type(error).__name__)


async def _body(request: Request) -> bytes | None:
    """The body, or None where it is larger than any update."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            return None
    return bytes(body)


def _parsed(body: bytes) -> dict[str, Any] | None:
    try:
        raw = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return raw if isinstance(raw, dict) else None
