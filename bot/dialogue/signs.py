"""A message of signs alone: thanks, a yes where nothing hangs on it, anger. All else is to be said in words."""

from __future__ import annotations

from typing import Final

from bot.dialogue import asides, talk
from bot.dialogue.draft import guess_at
from bot.dialogue.events import Said
from bot.dialogue.serve import serve
from bot.dialogue.state import Confirming, Given, State, Turn
from bot.dialogue.summary import awaited, ways

THANKS: Final = frozenset("👍🙏❤👌😊🙂")
YES: Final = frozenset("👍✅")
ANGER: Final = frozenset("😡🤬")
DRESS: Final = frozenset("\ufe0f\u200d🏻🏼🏽🏾🏿 \n")
"""What is put to a sign and does not change what it says: how it is drawn, the colour of a skin."""


def shown(state: State, event: Said, given: Given) -> Turn:
    """What signs say here; they file nothing, and erase nothing."""
    if not event.text:
        return asides.again(Turn(state).say("empty-message"), given)
    signs = frozenset(event.text) - DRESS
    if signs & ANGER:
        return asides.again(talk.upset(state), given)
    if signs <= THANKS and not state.asking:
        return talk.small(state, "thanks")
    if signs <= YES and asides.yes_or_no(state):
        return _agreed(state, event, given)
    return asides.again(Turn(state).say("no-words"), given)


def _agreed(state: State, event: Said, given: Given) -> Turn:
    """A thumb for a yes: enough to go on, but not to send, to erase or to give up anything."""
    if awaited(state):
        return Turn(state).say("sign-send", *ways(state, given))
    harmless = guess_at(state) is not None if state.aside is None else _goes_on(state)
    if harmless:
        return serve(state, "control.yes", at=event.at, given=given)
    return asides.again(Turn(state).say("sign-yes"), given)


def _goes_on(state: State) -> bool:
    return isinstance(state.aside, Confirming) and state.aside.what in ("mean", "resume")
