"""What stands between us and PostgreSQL in many places, as far as we can tell it: it connects us in its own name."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Final

from sqlalchemy import URL, make_url

KEY: Final = b"K\x00\x00\x00\x0c"
"""How a server begins to say which of its processes is ours, as a number of four bytes."""


@contextmanager
def pooler(url: str, folder: Path) -> Iterator[str]:
    """Passes everything on to the server of a URL; the URL to use instead."""
    real = make_url(url)
    with socket.socket(socket.AF_UNIX) as listens:
        listens.bind(str(folder / f".s.PGSQL.{real.port or 5432}"))
        listens.listen()
        Thread(target=_serve, args=(listens, real), daemon=True).start()
        ours = real.set(host=None).difference_update_query(["host"]).update_query_dict({"host": str(folder)})
        yield ours.render_as_string(hide_password=False)


def _serve(listens: socket.socket, real: URL) -> None:
    while True:
        try:
            client, _ = listens.accept()
        except OSError:
            return  # it is over
        server = _connected(real)
        Thread(target=_pass_on, args=(client, server), daemon=True).start()
        Thread(target=_pass_on, args=(server, client), kwargs={"renamed": True}, daemon=True).start()


def _connected(real: URL) -> socket.socket:
    folder = real.query.get("host")
    if folder is None:
        return socket.create_connection((real.host or "localhost", real.port or 5432))
    server = socket.socket(socket.AF_UNIX)
    server.connect(f"{folder}/.s.PGSQL.{real.port or 5432}")
    return server


def _pass_on(source: socket.socket, sink: socket.socket, *, renamed: bool = False) -> None:
    """Until either hangs up; with our own number in place of the server's."""
    with source, sink:
        try:
            while told := source.recv(65_536):
                if renamed and (at := told.find(KEY) + len(KEY)) >= len(KEY):
                    told, renamed = told[:at] + b"\x7f\x7f\x7f\x7f" + told[at + 4 :], False
                sink.sendall(told)
        except OSError:
            return
