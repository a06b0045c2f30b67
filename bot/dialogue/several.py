"""Several wishes in one message: each is served, in order; what ends in a question of ours comes last.

Questions are answered first. Of two requests the first begins, and the other waits beneath it as a draft laid by: it
comes up by itself when the first is sent or dropped. A copy goes before an erasure, which would leave nothing to copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Final

from bot.dialogue import answer, asides, talk
from bot.dialogue.draft import drafted, right_name
from bot.dialogue.effects import Reply, Text, choice
from bot.dialogue.events import Said
from bot.dialogue.serve import serve
from bot.dialogue.state import Given, State, Turn, become
from bot.rights.request import Right
from intents.bands import Sure
from intents.wishes import Part

TOLD: Final = ("ask.", "explain.", "talk.bot")
"""What is told, and asks nothing back."""
OPENING: Final = ("case.", "request.", "talk.")
"""What opens something, in the order in which it is opened: what lies over a form comes after it."""
COPIES: Final = (Right.access, Right.portability)


def serve_all(state: State, wishes: Sequence[Part], *, at: datetime, given: Given, said: Said | None = None) -> Turn:
    """Serve them all. `at` is when they were voiced; `said` the message, where there was one."""
    told = [wish for wish in wishes if _intent(wish).startswith(TOLD)]
    opening = sorted((wish for wish in wishes if wish not in told), key=_place)
    turn = become(state, aside=None, misses=0, doubts=0)
    for number, wish in enumerate(told):
        late = number == 0 and wish != wishes[0]
        above = Text(id="first-your-question") if late else _also(wish) if number else None
        turn = turn.then(partial(tell, wish=wish, given=given, above=above))
    if not opening:
        return asides.again(turn, given)
    rights = _in_turn(opening)
    if len(rights) > 1:
        turn = turn.say(_why(rights), first=right_name(rights[0]), then=_then(rights[1:]))
    for wish in opening:
        if rights and _intent(wish) == "talk.human":
            continue  # one question at a time: beside a form's, a human is offered
        if _intent(wish) not in [f"request.{right.value}" for right in rights[1:]]:
            turn = turn.then(partial(_open, wish=wish, at=at, given=given, said=said))
    if rights and any(_intent(wish) == "talk.human" for wish in opening):
        turn = Turn(turn.state, (Reply(text=Text(id="human-too"), choices=(choice("human"),)), *turn.effects))
    return turn.then(partial(_lay_by, rights=rights[1:], voiced=at, given=given))


def tell(state: State, wish: Part, given: Given, above: Text | None = None) -> Turn:
    """Answer a question, and put nothing after it."""
    match _intent(wish):
        case "talk.bot_privacy":
            return talk.privacy(state, given)
        case "talk.bot":
            return talk.small(state, "bot")
        case intent:
            return answer.introduced(answer.tell(state, intent, given, wish.text), above)


def keep_too(told: Turn, wishes: Sequence[str], *, at: datetime, given: Given) -> Turn:
    """The turn, with requests wished for beside an answer laid by for afterwards, and a word that they are."""
    laid = _lay_by(told.state, [Right(wish.removeprefix("request.")) for wish in wishes], voiced=at, given=given)
    fresh = laid.state.parked[len(told.state.parked) :]
    notes = [Reply(text=Text(id="kept-too", args={"right": right_name(draft.right)})) for draft in reversed(fresh)]
    return Turn(laid.state, (*notes, *told.effects, *laid.effects))


def _also(wish: Part) -> Text:
    return Text(id="also-asked", args={"topic": answer.topic_label(_intent(wish))})


def _in_turn(opening: Sequence[Part]) -> list[Right]:
    """The rights wished for, in the order in which their forms come: as said, but a copy before an erasure."""
    rights = [Right(_intent(wish).removeprefix("request.")) for wish in opening if _intent(wish).startswith("request.")]
    return sorted(rights, key=lambda right: right not in COPIES) if Right.erasure in rights else rights


def _why(rights: Sequence[Right]) -> str:
    return "copy-first" if Right.erasure in rights and rights[0] in COPIES else "one-after-the-other"


def _then(rights: Sequence[Right]) -> Text:
    """What comes after the first, in a sentence."""
    if len(rights) == 1:
        return right_name(rights[0])
    return Text(id="one-then-another", args={"first": right_name(rights[0]), "then": _then(rights[1:])})


def _open(state: State, wish: Part, at: datetime, given: Given, said: Said | None) -> Turn:
    """Serve one that opens something, understood by itself; what the whole message says of addresses is heard."""
    if said:
        alone = {"text": wish.text, "band": Sure(intent=_intent(wish)), "parts": ()}
        said = said.model_copy(update={"understood": said.understood.model_copy(update=alone)})
    return serve(state, _intent(wish), at=at, given=given, said=said)


def _lay_by(state: State, rights: Sequence[Right], voiced: datetime, given: Given) -> Turn:
    """Drafts not begun, beneath the one under way, the next on top; each counts from the words that voiced it."""
    turn = Turn(state)
    for right in reversed(rights):
        known = (*turn.state.parked, *((turn.state.draft,) if turn.state.draft else ()))
        if any(draft.right == right for draft in known):
            continue
        draft, reminders = drafted(turn.state, right, voiced, given)
        laid = become(turn.state, parked=(*turn.state.parked, draft), drafts=turn.state.drafts + 1)
        turn = Turn(laid.state, (*turn.effects, *reminders))
    return turn


def _place(wish: Part) -> int:
    return next(place for place, family in enumerate(OPENING) if _intent(wish).startswith(family))


def _intent(wish: Part) -> str:
    assert wish.intent is not None
    return wish.intent
