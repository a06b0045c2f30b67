"""Proof that the person controls the address named: a one-time code by mail, typed back here.

A code proves control of the address and no more (NIST 800-63B). The words are the same whether or not the
address is known to anybody, and a chat that may send no more codes still has the way to a human.
"""

from __future__ import annotations

import re
from typing import Final

from bot.dialogue.effects import CheckCode, SendCode, Text, Words, choice
from bot.dialogue.events import CodeChecked, CodeIssued, CodeLost, Said
from bot.dialogue.state import CODE, Given, State, Turn, with_draft
from bot.rights.form import PROOF
from intents.text import normal

WAYS: Final = (choice("resend"), choice("edit", PROOF, label="button-other-address"), choice("human"))
"""What can be done where a code is awaited: another one, another address, or a human."""


def prove(state: State) -> Turn:
    """Send a code to the address, unless one is on its way to it."""
    address = _address(state)
    assert state.draft is not None
    if state.draft.sent == address:
        return ask(state)
    return Turn(state).do(SendCode(address=address, right=state.draft.right))


def resend(state: State) -> Turn:
    """Another code; the one before opens nothing any more."""
    return prove(with_draft(state, sent=None))


def ask(state: State) -> Turn:
    """Ask for the code; where none is on its way, say how to get one."""
    assert state.draft is not None
    message = "code-ask" if state.draft.sent else "code-unsent"
    return Turn(state).say(message, *WAYS, address=Words(text=_address(state)))


def issued(state: State, event: CodeIssued) -> Turn:
    """A code is under way, or there will be none today."""
    if not _at_code(state, event.address):
        return Turn(state)
    if event.limited:
        return Turn(state).say("code-limited", *WAYS[1:])
    return Turn(with_draft(state, sent=event.address)).then(ask)


def lost(state: State, event: CodeLost) -> Turn:
    """The mail did not leave: say so while the person is still waiting for it."""
    if not _at_code(state, event.address):
        return Turn(state)
    if event.refused:
        unsent = with_draft(state, sent=None)
        return Turn(unsent).say("code-refused", *WAYS[1:], address=Words(text=event.address))
    return Turn(state).say("code-late", *WAYS[1:])


def said(state: State, event: Said, given: Given) -> Turn | None:
    """Read a code, or a plea for another one; None where the words hold neither."""
    codes = event.understood.entities.codes
    if codes:
        assert state.draft is not None
        return Turn(state).do(CheckCode(address=_address(state), right=state.draft.right, code=codes[0]))
    digits = sum(sign.isdigit() for sign in event.text)
    letters = sum(sign.isalpha() for sign in event.text)
    if digits >= 3 and letters <= 2:
        return Turn(state).say("code-shape", digits=digits).then(ask)
    pleas = given.label(Text(id="said-resend"), state.language).split(",")
    words = normal(event.text)
    return resend(state) if any(re.search(rf"\b{re.escape(normal(plea))}\b", words) for plea in pleas) else None


def checked(state: State, event: CodeChecked) -> Turn:
    """What the code came to. Right: the address is proved, and the caller goes on with the form."""
    if not _at_code(state, event.address):
        return Turn(state)
    match event.result:
        case "right":
            return Turn(with_draft(state, proved=event.address, sent=None, tries=0)).say("code-right")
        case "wrong":
            return Turn(state).say("code-wrong", *WAYS, left=event.left)
        case "expired" | "none" | "locked":
            return Turn(with_draft(state, sent=None)).say(f"code-{event.result}", *WAYS)


def _at_code(state: State, address: str) -> bool:
    return state.draft is not None and state.draft.at == CODE and _address(state) == address


def _address(state: State) -> str:
    assert state.draft is not None
    return str(state.draft.values[PROOF])
