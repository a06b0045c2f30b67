"""The terminal as a channel: what is typed becomes an update, a message becomes lines.

Quick replies are numbered and can be typed. The policy's own words stand behind a bar, so that nobody takes our
words for theirs. Text goes out as text: no markup, no escape sequence of anybody's reaches the screen.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from uuid import uuid4

from rich.console import Console
from rich.text import Text as Styled

from bot import Problem
from bot.dialogue.events import Pressed, Started
from bot.dialogue.spoken import Button, Citation, Message
from bot.outbox import Accepted, Outcome, Parcel
from bot.updates import Handled, Heard, Update
from bot.wording.words import Language, Wording

CHANNEL = "terminal"
WIDEST = 88


@dataclass
class Screen:
    """Shows messages, and remembers what the numbers stand for until something else is offered."""

    console: Console
    wording: Wording
    language: Language = "fr"
    title: Callable[[str], str] = str
    choices: list[Button] = field(default_factory=list)
    fresh: bool = True

    def send(self, parcel: Parcel) -> Outcome:
        """Show an outgoing row."""
        self.show(Message.model_validate_json(parcel.payload))
        return Accepted()

    def show(self, message: Message) -> None:
        self.console.print()
        for paragraph in message.text.splitlines():
            self._lines(paragraph)
        if message.citations:
            self._lines(self.wording.text(message.language, "terminal-quote"), style="dim")
            for title, citations in groupby(message.citations, key=lambda citation: self.title(citation.clause)):
                self._quote(list(citations), title)
        if message.choices:
            self._offer(message.choices)

    def note(self, name: str, **args: str) -> None:
        """A word of the terminal's own."""
        self._lines(self.wording.text(self.language, name, args), style="dim")

    def heard(self) -> None:
        """The person answered: what is offered next is numbered from one."""
        self.fresh = True

    def chosen(self, line: str) -> Button | None:
        """The quick reply a typed number stands for."""
        number = line.strip().rstrip(".)").lstrip("0")
        return next((item for at, item in enumerate(self.choices, 1) if str(at) == number), None)

    def _offer(self, offered: tuple[Button, ...]) -> None:
        if self.fresh:
            self.choices, self.fresh = [], False
        start = len(self.choices) + 1
        self.choices += offered
        # A label is never broken from its number, nor in the middle.
        labels = [f"[{number}] {item.label}".replace(" ", "\u00a0") for number, item in enumerate(offered, start)]
        self._lines("   ".join(labels), style="bold")

    def _quote(self, citations: list[Citation], title: str) -> None:
        for _, quotes in groupby(citations, key=lambda citation: citation.clause):
            for line in " […] ".join(citation.quote for citation in quotes).splitlines():
                self._lines(line, before="  │ ", style="italic")
        self._lines(f"— {title}", before="  │ ", style="dim")

    def _lines(self, text: str, *, before: str = "", style: str = "") -> None:
        width = min(self.console.width, WIDEST) - len(before)
        for line in textwrap.wrap(text, max(width, 20), break_on_hyphens=False) or [""]:
            self.console.print(Styled(before + line, style=style), soft_wrap=True)


def update(name: str, what: Heard | Pressed | Started, at: datetime) -> Update:
    """An update of the conversation NAME; every line typed is new, so its key is random."""
    return Update(channel=CHANNEL, address=name, key=uuid4().hex, at=at, what=what)


def converse(
    screen: Screen,
    *,
    name: str,
    language: Language | None,
    read: Callable[[str], str],
    receive: Callable[[Update], Handled | None],
    settle: Callable[[str], None],
    clock: Callable[[], datetime],
) -> None:
    """Talk until the input ends or ctrl-C: nothing is lost by either, for every line is stored when it is answered."""
    busy = True
    try:
        at = clock()
        what: Heard | Pressed | Started = Started(at=at, language=language)
        while True:
            try:
                handled = receive(update(name, what, at))
                assert handled is not None  # the key is random
                screen.language = handled.language
                settle(handled.lane)
            except Problem as problem:
                screen.note("terminal-again", why=str(problem))
            if isinstance(what, Started):
                screen.note("terminal-hint")
            busy = False
            line = read(screen.wording.text(screen.language, "terminal-prompt") + " ")
            busy = True
            pressed = screen.chosen(line)
            screen.heard()
            at = clock()
            what = Pressed(at=at, choice=pressed.id) if pressed else Heard(line)
    except (EOFError, KeyboardInterrupt):
        screen.console.print()
        screen.note("terminal-unfinished" if busy else "terminal-leave")
