"""A server of the Bot API whose clock is another one, as its answers are dated; it knows what the doctor asks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from bot.asking import utc_now


@contextmanager
def dated(apart: timedelta, *, reads_all: bool = False) -> Iterator[str]:
    """A server of the Bot API whose clock is another one; of its methods it has the two that are asked."""
    told = {
        "getMe": {
            "id": 12345, "is_bot": True, "first_name": "Ombud", "username": "ombud_test_bot",
            "can_read_all_group_messages": reads_all,
        },
        "getWebhookInfo": {"url": "", "has_custom_certificate": False, "pending_update_count": 0},
    }  # fmt: skip

    class Answering(BaseHTTPRequestHandler):
        def date_time_string(self, timestamp: float | None = None) -> str:
            return format_datetime(utc_now() + apart, usegmt=True)

        def do_HEAD(self) -> None:
            self.send_response(302)
            self.end_headers()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"ok": True, "result": told[self.path.rpartition("/")[2]]}).encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answering)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
