"""Messages on their way into a lane, and what becomes of the quick replies below those that are there already."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from bot.dialogue.events import Pressed
from bot.dialogue.spoken import Edit, Message
from bot.dialogue.state import State
from bot.store import lanes, outgoing
from bot.store.tables import Conversation, Outgoing


@dataclass(frozen=True)
class Platform:
    """What a messenger needs to know of a message before it is queued.

    `pieces` cuts one that is too long for the messenger; `shares` tells whether a contact can be shared by a button.
    """

    pieces: Callable[[Message], Sequence[Message]]
    shares: bool


def put(
    session: Session,
    to_lane: str,
    shown: Message,
    now: datetime,
    *,
    about: str | None = None,
    digest: str | None = None,
) -> None:
    """Queue a message; of one with quick replies, it is noted which turn offered them."""
    turn = int(shown.choices[0].id.partition(".")[0]) if shown.choices else None
    outgoing.put(session, to_lane, "reply", shown.model_dump_json(), now, about=about, digest=digest, buttons=turn)


def keyboards(session: Session, conversation: Conversation) -> list[str]:
    """The messages of a conversation whose quick replies still stand, or are about to go."""
    lane = lanes.replies(conversation)
    standing = select(Outgoing.remote).where(col(Outgoing.lane) == lane, col(Outgoing.buttons).is_not(None))
    going = select(Outgoing.payload).where(col(Outgoing.lane) == lanes.edits(lane), col(Outgoing.payload).is_not(None))
    shown = [Edit.model_validate_json(payload).message for payload in session.exec(going) if payload]
    shown += [remote for remote in session.exec(standing) if remote]
    return list(dict.fromkeys(shown))


def take_away(session: Session, conversation: Conversation, messages: Sequence[str], now: datetime) -> None:
    """Take away what is left of a conversation that was forgotten: the quick replies below its messages."""
    for shown in messages:
        edit = Edit(message=shown).model_dump_json()
        outgoing.put(session, lanes.edits(lanes.replies(conversation)), "edit", edit, now)


def take_keyboard(
    session: Session, conversation: Conversation, state: State, edit: Edit | None, event: Pressed
) -> None:
    """The quick replies of a message go once one is pressed; which one it was stays to be read, if it counted."""
    if edit is None or event.choice == state.last_press:
        return
    counts = any(offered.id == event.choice for offered in state.offered)
    shown = edit if counts else Edit(message=edit.message)
    lane = lanes.replies(conversation)
    outgoing.put(session, lanes.edits(lane), "edit", shown.model_dump_json(), event.at)
    outgoing.pressed(session, lane, shown.message)
