"""`ombud chat`: a conversation in the terminal, or an object a line for any program."""

from __future__ import annotations

import argparse
import sys
from io import TextIOWrapper
from threading import Thread
from time import sleep
from typing import TYPE_CHECKING, TextIO

from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.app import App

BEAT = 1.0
"""Seconds between two looks at what came while nobody typed."""


def add_to(families: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = families.add_parser("chat", help="a conversation in the terminal")
    command.add_argument("--policy", metavar="SLUG", help="the policy to answer from")
    command.add_argument("--language", choices=["fr", "en"], help="the language to begin in")
    command.add_argument("--as", dest="name", metavar="NAME", default="you", help="whose conversation (default: you)")
    command.add_argument("--json", action="store_true", help="an object a line in, an object a line out")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    settings = read_settings()
    arguments.name = arguments.name.encode(errors="replace").decode()
    forgiving(sys.stdin, sys.stdout)
    if arguments.policy:
        settings = settings.model_copy(update={"policy": arguments.policy})
    return _lines(settings, arguments) if arguments.json else _terminal(settings, arguments)


def forgiving(*streams: TextIO) -> None:
    """What cannot be read, or shown, stands as a sign that says so; it is no reason to stop."""
    for stream in streams:
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")


def _lines(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot import app, asking, loading
    from bot.channels import jsonl

    learning = loading.Learning.start(settings.data_dir, own=loading.own_phrases(settings))
    desk = app.build(settings, matcher=learning)
    Heart(desk, lane=None)
    answers = jsonl.converse(
        sys.stdin,
        name=arguments.name,
        language=arguments.language,
        receive=desk.inbox.receive,
        open_there=desk.open_there,
        clock=asking.utc_now,
    )
    for answer in answers:
        print(answer, flush=True)
    return 0


def _terminal(settings: Settings, arguments: argparse.Namespace) -> int:
    from rich.console import Console

    from bot import app, asking, loading
    from bot.channels import terminal

    console = Console(highlight=False, markup=False, emoji=False)
    screen = terminal.Screen(console, loading.load_wording(), language=arguments.language or "fr")
    learning = loading.Learning.start(
        settings.data_dir,
        own=loading.own_phrases(settings),
        on_wait=lambda: screen.note("terminal-learning"),
    )
    desk = app.build(
        settings,
        matcher=learning,
        senders={"reply": screen.send},
        on_mail=lambda path: screen.note("terminal-mail", path=path),
    )
    screen.title = lambda clause: desk.library().heading(clause)
    heart = Heart(desk, lane="")

    def settle(lane: str) -> None:
        heart.lane = lane
        desk.settle(lane)

    terminal.converse(
        screen,
        name=arguments.name,
        language=arguments.language,
        read=_read,
        receive=desk.inbox.receive,
        settle=settle,
        clock=asking.utc_now,
    )
    return 0


class Heart:
    """Beats while the person is silent: takes mail to its server, and brings what comes of it to the lane."""

    def __init__(self, desk: App, *, lane: str | None) -> None:
        self.lane = lane
        self._desk = desk
        Thread(target=self._beat, name="heart", daemon=True).start()

    def _beat(self) -> None:
        from bot.store.session import StoreProblem

        while True:
            sleep(BEAT)
            try:
                self._desk.post.pump()
                if self.lane:
                    self._desk.settle(self.lane)
            except StoreProblem:
                continue  # the store is busy, or gone: the next beat tries again, and whoever types is told


def _read(prompt: str) -> str:
    """A line from the keyboard, or, without a terminal, from a file, with no prompt."""
    if sys.stdin.isatty():
        import readline  # noqa: F401

        return input(prompt)
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line.rstrip("\n")
