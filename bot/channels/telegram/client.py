"""The SDK's client of the Bot API, its calls carried by aiohttp.

The SDK's own HTTPXRequest looks through all its connections at each call: with 32 calls at once, one costs 3.4 ms of
processor, and by aiohttp 0.4 (measured). What carries calls is what the SDK lets one replace (`BaseRequest`).
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import httpx
import telegram
from telegram.error import NetworkError, RetryAfter
from telegram.request import BaseRequest, RequestData

from bot import Problem

Json = dict[str, Any]

CONNECT: Final = 3.0
"""Seconds to reach the messenger; or to wait for one of the connections that are all in use."""
READ: Final = 10.0

IDLE: Final = 5.0
"""Seconds after which a connection that nobody uses is closed, before whatever stands in between does so unnoticed."""


class HungUp(Exception):
    """The client is closed."""


class ProxyProblem(Problem):
    """The environment names a proxy of a kind that we do not speak to."""

    def __init__(self, scheme: str) -> None:
        super().__init__(f"The proxy of the environment is a {scheme} proxy. Set HTTPS_PROXY to one of http://…")


NOTHING_LEFT: Final = (
    aiohttp.ClientConnectorError,
    aiohttp.ConnectionTimeoutError,
    aiohttp.ClientHttpProxyError,
    aiohttp.InvalidURL,
    HungUp,
)
"""What is raised before a request is on its way: it can be sent again without doubling anything."""


class Wait(RetryAfter):
    """As the SDK's, with one type of `retry_after`; the SDK warns of its two at every 429."""

    __slots__ = ()

    @property
    def retry_after(self) -> timedelta:
        return self._retry_after


class Request(BaseRequest):
    """Carries calls, at most `connections` at once; none is ever repeated by itself.

    What goes wrong on the way is the SDK's NetworkError; its cause is aiohttp's own, without its words: the address
    in them holds the token. A 429 is always told as one, even where it does not say how long.
    """

    def __init__(self, connections: int, base: str) -> None:
        self._connections = connections
        self._proxy = _proxy(base)  # looked up once: aiohttp would at each call, and read ~/.netrc too
        self._closed = False
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return READ

    async def initialize(self) -> None:
        """Connections are made as they are needed."""
        self._closed = False

    async def shutdown(self) -> None:
        """Close all connections; whoever still waits for an answer then waits until a limit of their own."""
        self._closed = True
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and the body of the answer."""
        read = READ if read_timeout is BaseRequest.DEFAULT_NONE else cast(float, read_timeout)
        limits = aiohttp.ClientTimeout(connect=CONNECT, sock_connect=CONNECT, sock_read=read)
        given = request_data.json_parameters if request_data else None
        for _ in range(2):  # turns of the loop, after which it is known which connections the other end closed
            await asyncio.sleep(0)
        try:
            asked = self._opened().request(
                method, url, data=given, timeout=limits, proxy=self._proxy, allow_redirects=False
            )
            async with asked as answer:
                code, body = answer.status, await answer.read()
        except (aiohttp.ClientError, OSError) as error:  # a TimeoutError is one, too
            error.args = ()
            raise NetworkError(type(error).__name__) from error
        if code == HTTPStatus.TOO_MANY_REQUESTS:
            raise Wait(_seconds(body))
        return code, body

    def _opened(self) -> aiohttp.ClientSession:
        if self._closed:
            raise HungUp
        if self._session is None:  # only in a loop can it be made
            connector = aiohttp.TCPConnector(
                limit=self._connections, keepalive_timeout=IDLE, ssl=httpx.create_ssl_context()
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
            )
        return self._session


def _proxy(base: str) -> str | None:
    """The proxy that the environment names for an address (HTTPS_PROXY, ALL_PROXY, NO_PROXY), if it does."""
    parts, named = urlsplit(base), getproxies()
    proxy = named.get(parts.scheme) or named.get("all")
    if not proxy or proxy_bypass(parts.hostname or ""):
        return None
    scheme, told, _ = proxy.partition("://")
    if told and scheme not in {"http", "https"}:
        raise ProxyProblem(scheme)
    return proxy if told else f"http://{proxy}"


def _seconds(body: bytes) -> int:
    try:
        return max(1, int(json.loads(body)["parameters"]["retry_after"]))
    except (ValueError, KeyError, TypeError):
        return 1


class Client(telegram.Bot):
    """The SDK's client of the Bot API, which gives updates as they came too."""

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"  # the SDK's own shows the token

    async def fetched(self, *, offset: int, wait: int, limit: int, kinds: Sequence[str]) -> list[Json]:
        """What is new, unparsed: one update that the SDK cannot read must not hold up the others."""
        wanted = {"offset": offset, "limit": limit, "timeout": wait, "allowed_updates": list(kinds)}
        told = await self._post("getUpdates", wanted, read_timeout=wait + READ)
        return [raw for raw in told if isinstance(raw, dict)] if isinstance(told, list) else []

    async def hang_up(self) -> None:
        """Close all lines; the SDK's own `shutdown` does so only for whoever asked who we are by its `initialize`."""
        for request in self._request:
            await request.shutdown()


def bot(token: str, api_url: str, connections: int = 32) -> Client:
    """A client of the Bot API at this address; polling has a connection of its own."""
    quiet()
    base = api_url.rstrip("/")
    return Client(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=Request(connections, base),
        get_updates_request=Request(1, base),
    )


def quiet() -> None:
    """Addresses of the Bot API hold the token, bodies hold what people wrote: what logs these is silenced."""
    for name in ("aiohttp", "httpx", "httpcore"):
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.getLogger("telegram").setLevel(logging.CRITICAL)
