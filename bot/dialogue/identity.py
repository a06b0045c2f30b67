"""Proof that the person controls the address named: a one-time code by mail, typed back here.

A code proves control of the address and no more (NIST 800-63B). The words are the same whether or not the
address is known to anybody, and a chat that may send no more codes still has the way to a human.
"""

from __future__ import annotations

from typing import Final

from bot.dialogue.effects import CheckCode, SendCode, Words, choice
from bot.dialogue.events import CodeChecked, CodeIssued, CodeLost, Said
from bot.dialogue.state import CODE, State, Turn, with_draft

EMAIL: Final = "email"


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
    """Ask for the code."""
    return Turn(state).say(
        "code-ask",
        choice("resend"),
        choice("edit", EMAIL, label="button-other-address"),
        choice("human"),
        address=Words(text=_address(state)),
    )


def issued(state: State, event: CodeIssued) -> Turn:
    """A code is under way, or there will be none today."""
    if not _at_code(state, event.address):
        return Turn(state)
    if event.limited:
        way_out = (choice("edit", EMAIL, label="button-other-address"), choice("human"), choice("cancel"))
        return Turn(state).say("code-limited", *way_out)
    return Turn(with_draft(state, sent=event.address))


def lost(state: State, event: CodeLost) -> Turn:
    """The mail did not leave: say so while the person is still waiting for it."""
    if not _at_code(state, event.address):
        return Turn(state)
    other = choice("edit", EMAIL, label="button-other-address")
    if event.refused:
        return Turn(with_draft(state, sent=None)).say(
            "code-refused", other, choice("human"), address=Words(text=event.address)
        )
    return Turn(state).say("code-late", other, choice("human"))


def said(state: State, event: Said) -> Turn | None:
    """Read a code; None where the words hold none."""
    codes = event.understood.entities.codes
    if codes:
        return Turn(state).do(CheckCode(address=_address(state), code=codes[0]))
    digits = sum(sign.isdigit() for sign in event.text)
    letters = sum(sign.isalpha() for sign in event.text)
    if digits >= 3 and letters <= 2:
        return Turn(state).say("code-shape", digits=digits).then(ask)
    return None


def checked(state: State, event: CodeChecked) -> Turn:
    """What the code came to. Right: the address is proved, and the caller goes on with the form."""
    if not _at_code(state, event.address):
        return Turn(state)
    match event.result:
        case "right":
            return Turn(with_draft(state, proved=event.address, sent=None, tries=0)).say("code-right")
        case "wrong":
            return Turn(state).say("code-wrong", choice("resend"), choice("human"), left=event.left)
        case "expired" | "none":
            return Turn(with_draft(state, sent=None)).say(f"code-{event.result}", choice("resend"), choice("human"))
        case "locked":
            return Turn(with_draft(state, sent=None)).say("code-locked", choice("resend"), choice("human"))


def _at_code(state: State, address: str) -> bool:
    return state.draft is not None and state.draft.at == CODE and _address(state) == address


def _address(state: State) -> str:
    assert state.draft is not None
    return str(state.draft.values[EMAIL])
