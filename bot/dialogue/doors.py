"""How a conversation is opened: by itself, or by a link that leads to one thing. A link opens, and never confirms."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from bot.dialogue import asides, talk
from bot.dialogue.events import Started
from bot.dialogue.serve import serve
from bot.dialogue.state import Given, State, Turn
from bot.rights.request import Right

OTHER_NAMES: Final = {
    "copy": Right.access,
    "correct": Right.rectification,
    "rectify": Right.rectification,
    "delete": Right.erasure,
    "erase": Right.erasure,
    "restrict": Right.restriction,
    "object": Right.objection,
    "marketing": Right.marketing_objection,
    "stop-ads": Right.marketing_objection,
    "export": Right.portability,
    "withdraw-consent": Right.consent_withdrawal,
    "after-death": Right.post_mortem,
}
"""What a link may call a right, beside its own name."""
DOORS: Final[Mapping[str, str]] = {
    **{right.value.replace("_", "-"): f"request.{right.value}" for right in Right},
    **{name: f"request.{right.value}" for name, right in OTHER_NAMES.items()},
    "help": "talk.help",
    "human": "talk.human",
    "privacy": "talk.bot_privacy",
    "requests": "case.status",
}
"""What a link leads to, as if it had been wished for in words."""


def started(state: State, event: Started, given: Given) -> Turn:
    """Greet, or welcome back; then open what the link leads to. One that leads nowhere is none."""
    door = DOORS.get(event.opens.strip().lower().replace("_", "-"))
    told = Turn(state) if state.greeted else talk.welcome(state, event.language, given)
    if door:
        return told.then(lambda s: serve(s, door, at=event.at, given=given))
    if told.effects:
        return told
    if state.asking:
        return told.say("welcome-back-to").then(lambda s: asides.reopen(s, given))
    return talk.welcome_back(state)
