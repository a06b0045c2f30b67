"""The floor: the least that a bot does which loses nothing. `python -m tests.bench.telegram.floor web|worker|set-up …`.

A route; for a question the matcher, once; then one transaction: the update's id, a state read and written, one
message to send. A worker sends. No law, no words, no encryption, no keyboard that ages: what Ombud adds is measured
against it.
"""

from __future__ import annotations

import asyncio
import hmac
import json
import sqlite3
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import local
from typing import Any, Final

import httpx
import psycopg
import uvicorn
import uvloop
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot import loading

SCHEMA: Final = (
    "CREATE TABLE IF NOT EXISTS updates (id bigint PRIMARY KEY)",
    "CREATE TABLE IF NOT EXISTS states (chat bigint PRIMARY KEY, state text NOT NULL)",
    "CREATE TABLE IF NOT EXISTS outgoing (id {id}, chat bigint NOT NULL, payload text NOT NULL, status text NOT NULL)",
    "CREATE INDEX IF NOT EXISTS waiting ON outgoing (id) WHERE status = 'waiting'",
)
REPLY: Final = json.dumps(
    {
        "text": "Noted. " + "What the policy says about that stands here. " * 8,
        "reply_markup": {"inline_keyboard": [[{"text": "Next", "callback_data": "next"}]]},
    }
)
PAUSE: Final = 0.005
"""Seconds between two looks of the worker."""
SLOTS: Final = 32

Connection = Any


@dataclass(frozen=True)
class Database:
    """Either database, by a connection for each thread; `?` is how a value is written in a statement."""

    url: str
    _kept: local = field(default_factory=local)

    @property
    def is_sqlite(self) -> bool:
        return self.url.startswith("sqlite:///")

    @property
    def threads(self) -> int:
        """SQLite has one writer at a time."""
        return 1 if self.is_sqlite else 4

    def set_up(self) -> None:
        number = "integer PRIMARY KEY" if self.is_sqlite else "bigserial PRIMARY KEY"
        with self.transaction() as run:
            for statement in SCHEMA:
                run(statement.format(id=number))

    @contextmanager
    def transaction(self) -> Iterator[Callable[..., Any]]:
        if not hasattr(self._kept, "connection"):
            self._kept.connection = self._connect()
        connection = self._kept.connection
        connection.execute("BEGIN IMMEDIATE" if self.is_sqlite else "BEGIN")
        try:
            yield lambda statement, *values: connection.execute(self._written(statement), values)
        except BaseException:
            connection.execute("ROLLBACK")
            raise
        connection.execute("COMMIT")

    def _written(self, statement: str) -> str:
        return statement if self.is_sqlite else statement.replace("?", "%s")

    def _connect(self) -> Connection:
        if not self.is_sqlite:
            return psycopg.connect(self.url.replace("+psycopg", ""), autocommit=True)
        connection = sqlite3.connect(self.url.removeprefix("sqlite:///"), isolation_level=None)
        for pragma in ("busy_timeout = 5000", "journal_mode = WAL", "synchronous = FULL"):
            connection.execute(f"PRAGMA {pragma}")
        return connection


def take(database: Database, number: int, chat: int) -> None:
    """What an update comes to."""
    with database.transaction() as run:
        if not run("INSERT INTO updates VALUES (?) ON CONFLICT DO NOTHING RETURNING id", number).fetchone():
            return
        lock = "" if database.is_sqlite else " FOR UPDATE"
        row = run(f"SELECT state FROM states WHERE chat = ?{lock}", chat).fetchone()
        state: dict[str, Any] = json.loads(row[0]) if row else {"step": 0, "said": "x" * 300}
        state["step"] += 1
        kept = "INSERT INTO states VALUES (?, ?) ON CONFLICT (chat) DO UPDATE SET state = excluded.state"
        run(kept, chat, json.dumps(state))
        run("INSERT INTO outgoing (chat, payload, status) VALUES (?, ?, 'waiting')", chat, REPLY)


def claim(database: Database, limit: int) -> list[tuple[int, int, str]]:
    """Messages that are ours to send."""
    with database.transaction() as run:
        look = "SELECT id, chat, payload FROM outgoing WHERE status = 'waiting' ORDER BY id LIMIT ?"
        rows: list[tuple[int, int, str]] = run(look, limit).fetchall()
        for number, _, _ in rows:
            run("UPDATE outgoing SET status = 'sending' WHERE id = ?", number)
    return rows


def mark(database: Database, number: int) -> None:
    with database.transaction() as run:
        run("UPDATE outgoing SET status = 'sent', payload = '' WHERE id = ?", number)


def route(database: Database, secret: str, understand: Callable[[str], object]) -> Starlette:
    minds, pens = ThreadPoolExecutor(2), ThreadPoolExecutor(database.threads)

    async def taken(request: Request) -> Response:
        if not hmac.compare_digest(request.headers.get("X-Telegram-Bot-Api-Secret-Token", ""), secret):
            return Response(status_code=403)
        update = json.loads(await request.body())
        message = update.get("message") or update["callback_query"]["message"]
        loop = asyncio.get_running_loop()
        words = update.get("message", {}).get("text", "/")
        if not words.startswith("/"):
            await loop.run_in_executor(minds, understand, words)
        await loop.run_in_executor(pens, take, database, update["update_id"], message["chat"]["id"])
        return Response(status_code=200)

    return Starlette(routes=[Route("/telegram", taken, methods=["POST"])])


async def work(database: Database, api: str, token: str) -> None:
    """Send what waits, as many at once as there are slots."""
    under_way: set[asyncio.Task[None]] = set()
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=SLOTS)) as client:

        async def send(number: int, chat: int, payload: str) -> None:
            answer = await client.post(f"{api}/bot{token}/sendMessage", json=json.loads(payload) | {"chat_id": chat})
            answer.raise_for_status()
            mark(database, number)

        while True:
            free = SLOTS - len(under_way)
            if free and _waits(database):
                for row in claim(database, free):
                    task = asyncio.create_task(send(*row))
                    under_way.add(task)
                    task.add_done_callback(under_way.discard)
            await asyncio.sleep(PAUSE)


def _waits(database: Database) -> bool:
    """Looks without taking the lock that a claim takes."""
    if not hasattr(database._kept, "connection"):
        database._kept.connection = database._connect()
    look = "SELECT 1 FROM outgoing WHERE status = 'waiting' LIMIT 1"
    return database._kept.connection.execute(look).fetchone() is not None


def main(role: str, url: str, api: str, token: str, *given: str) -> None:
    database = Database(url)
    if role == "set-up":
        database.set_up()
        return
    if role == "worker":
        with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
            runner.run(work(database, api, token))
        return
    port, secret, weights = given
    matcher = loading.learn(Path(weights))
    httpx.post(
        f"{api}/bot{token}/setWebhook", json={"url": f"http://127.0.0.1:{port}/telegram", "secret_token": secret}
    )
    app = route(database, secret, matcher.scores)
    uvicorn.run(app, host="127.0.0.1", port=int(port), access_log=False, log_level="warning", backlog=2048)


if __name__ == "__main__":
    main(*sys.argv[1:])
