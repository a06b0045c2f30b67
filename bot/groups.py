"""Groups and channels: nothing personal is said where others read. One line, with a way into the private chat.

The way is for the person who asked, and for once; what it opens there is the right they named, if they named one.
After that line the bot is silent to them; only its privacy notice is given to whoever asks for it.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Final

from sqlmodel import Session

from bot import replies
from bot.carry import Carrier
from bot.dialogue.effects import Reply, Text
from bot.dialogue.spoken import message
from bot.dialogue.state import Given, State
from bot.store import conversations, lanes, links, outgoing
from bot.store.session import Store
from bot.updates import Addressed, Handled, Update
from bot.wording.words import Language
from intents.bands import Sure
from intents.understanding import Understood

MOST: Final = 20
"""Lines that may wait for a group: a minute of them. Beyond that somebody plays, and those that wait say it all."""
MARK: Final = "g-"
"""How a link out of a group begins; all else that a link may open are names that anybody may use."""


def wanted(understood: Understood) -> str:
    """The right that somebody names in a group, by its name; their words are kept nowhere."""
    band = understood.band
    family, _, right = band.intent.partition(".") if isinstance(band, Sure) else ("", "", "")
    return right if family == "request" else ""


def addressed(
    session: Session, store: Store, carrier: Carrier, update: Update, spoken: Addressed, given: Given, opens: str
) -> Handled:
    """Answer somebody who spoke to the bot where others read, or be silent."""
    language: Language = spoken.language or "fr"
    place = conversations.open_(
        session,
        channel=update.channel,
        address=update.address,
        address_hash=store.lookup(update.address),
        state=State(language=language).model_dump_json(),
        now=update.at,
    )
    text = _notice(spoken, given) if spoken.privacy else _way(session, store, update, spoken, opens)
    if text and outgoing.open_rows(session, lanes.replies(place)) < MOST:
        shown = message(Reply(text=text), language, wording=carrier.wording, library=given.library)
        placed = shown.model_copy(update={"answers": spoken.ref, "thread": spoken.thread})
        replies.put(session, lanes.replies(place), placed, update.at)
    return Handled(language, "idle", lanes.replies(place))


def followed(session: Session, store: Store, address: str, opens: str, now: datetime) -> str:
    """What a link opens for this person: a link out of a group works once, and only for whom it was made."""
    if not opens.startswith(MARK):
        return opens
    return links.use(session, _hash(store, opens), store.lookup(address), now) or ""


def _notice(spoken: Addressed, given: Given) -> Text:
    """Ombud's own notice, as far as it concerns a group; all of it is told in private."""
    return Text(id="telegram-group-privacy", args={"controller": given.library.policy.controller, "link": spoken.link})


def _way(session: Session, store: Store, update: Update, spoken: Addressed, opens: str) -> Text | None:
    """The way into the private chat, once for each person; for one whom the platform hides, once for the place."""
    token = MARK + secrets.token_urlsafe(18)
    made = links.make(
        session,
        token_hash=_hash(store, token),
        place_hash=store.lookup(f"{update.channel} {update.address}"),
        person_hash=store.lookup(spoken.person or ""),
        opens=opens or None,
        now=update.at,
    )
    if not made:
        return None
    if spoken.person is None:
        return Text(id="telegram-group-plain", args={"link": spoken.link})
    return Text(id="telegram-group", args={"link": f"{spoken.link}?start={token}"})


def _hash(store: Store, token: str) -> bytes:
    return store.lookup(f"link {token}")
