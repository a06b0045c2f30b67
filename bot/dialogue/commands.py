"""The commands of a messenger: they work in every state, in any case, with or without the bot's name."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final, NamedTuple

from bot.dialogue import asides, case, doors, ending, handoff, revise, talk
from bot.dialogue.events import Started
from bot.dialogue.state import Given, State, Turn

PATTERN: Final = re.compile(r"/([a-z_]+)(?:@\w+)?(?:\s+(.*))?", re.IGNORECASE | re.DOTALL)


class Command(NamedTuple):
    name: str
    rest: str


def read(text: str) -> Command | None:
    """The command these words are, if they are one."""
    found = PATTERN.fullmatch(text.strip())
    return Command(found[1].lower(), (found[2] or "").strip()) if found else None


def starts(text: str) -> bool:
    """Do the words open the conversation, so that they are greeted anyway?"""
    command = read(text)
    return command is not None and command.name == "start"


def obey(state: State, command: Command, given: Given, *, at: datetime) -> Turn:
    """Do it; whatever was open is put again."""
    match command.name:
        case "start":
            return doors.started(state, Started(at=at, opens=command.rest), given)
        case "cancel":
            return ending.cancel(state, given)
        case "forget" | "delete":
            return talk.forget(state)
        case "human":
            return handoff.human(state, given)
        case "requests":
            return case.look_up(state, "status")
        case "help" if state.draft and not state.aside:
            return revise.help_(state, given)
    return asides.again(_told(state, command, given), given)


def _told(state: State, command: Command, given: Given) -> Turn:
    match command.name:
        case "help":
            return talk.help_(state)
        case "privacy":
            return talk.privacy(state, given)
        case "language":
            return talk.language(state, command.rest)
        case _:
            return Turn(state).say("unknown-command")
