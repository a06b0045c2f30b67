"""How a draft ends: filed, cancelled, or left to lie; and how the one parked beneath it comes back."""

from __future__ import annotations

from bot.dialogue import handoff
from bot.dialogue.draft import fields, opened, right_name, told
from bot.dialogue.effects import Lines, Text, VoidCode, choice
from bot.dialogue.events import Filed, TimeCame
from bot.dialogue.intake import advance, ask
from bot.dialogue.state import Choosing, Confirming, Draft, Given, State, Turn, Writing, become
from bot.rights.lifecycle import WITHOUT_DELAY
from bot.rights.request import Right

ADVERTS = "topic-request-marketing-objection"
"""Whoever says "stop" to nothing in particular may mean the advertising."""


def filed(state: State, event: Filed, given: Given) -> Turn:
    """Give the receipt: reference, dates, what was proved, what comes next (domain §8)."""
    draft = state.draft
    if draft is None or draft.id != event.draft:
        return Turn(state)
    form = given.forms[event.right]
    term = "receipt-term-prompt" if event.right in WITHOUT_DELAY else "receipt-term"
    counts = Text(id="receipt-counts", args={"received": event.received, "filed": given.today})
    if event.received == given.today:
        counts = Text(id="receipt-counts-same")
    more = (choice("notices", event.right.value),) if form.later else ()
    turn = become(state, draft=None, aside=None, misses=0).say(
        "receipt",
        choice("status"),
        *more,
        choice("human"),
        reference=event.reference,
        right=right_name(event.right),
        term=Text(id=term, args={"counts": counts, "due": event.due}),
        proof=Text(id="receipt-proved" if draft.proved else "receipt-no-proof"),
        notices=Lines(of=told(form.notices, draft)),
        contact=handoff.contact(given),
    )
    return turn.then(lambda s: unpark(s, given))


def notices(state: State, right: Right, given: Given) -> Turn:
    """What else the law wants told of a right."""
    turn = Turn(state)
    for later in given.forms[right].later:
        turn = turn.say(later.id)
    return turn


def cancel(state: State, given: Given) -> Turn:
    """Say what would be lost, and ask; with nothing under way, say that."""
    if isinstance(state.aside, Choosing | Writing):
        dropped = become(state, aside=None).say("aside-dropped")
        return dropped.then(lambda s: ask(s, given) if s.draft else unpark(s, given))
    if state.draft is None:
        if isinstance(state.aside, Confirming) and state.aside.what == "resume":
            return let_go(state, given)
        if state.aside:
            return become(state, aside=None).say("all-stays")
        return Turn(state).say("nothing-under-way", choice("mean", "request.marketing_objection", label=ADVERTS))
    draft, form = opened(state, given)
    answered = any(f.id in draft.values for f in fields(draft, form))
    yes_no = (choice("yes", label="button-cancel-yes"), choice("no", label="button-cancel-no"))
    turn = become(state, aside=Confirming(what="cancel"))
    return turn.say("cancel-sure-lost" if answered else "cancel-sure", *yes_no, right=right_name(draft.right))


def drop(state: State, given: Given) -> Turn:
    """The person cancelled: nothing is filed, nobody is told, and a parked request comes back."""
    draft, _ = opened(state, given)
    turn = become(state, draft=None, aside=None).do(VoidCode()).say("cancelled", right=right_name(draft.right))
    return turn.then(lambda s: unpark(s, given))


def unpark(state: State, given: Given) -> Turn:
    """Go on with a request wished for along with the last; one that another had interrupted is asked about first."""
    if state.draft or not state.parked:
        return Turn(state)
    *rest, draft = state.parked
    if draft.at:
        return _whether(state, draft)
    turn = become(state, draft=draft, parked=tuple(rest)).say("wanted-too", right=right_name(draft.right))
    return turn.then(lambda s: advance(s, given))


def _whether(state: State, draft: Draft) -> Turn:
    yes_no = (choice("yes", label="button-resume"), choice("no", label="button-let-go"))
    asked = become(state, aside=Confirming(what="resume", ref=draft.id))
    return asked.say("resume-sure", *yes_no, right=right_name(draft.right))


def take_up(state: State, given: Given) -> Turn:
    """Go on with the request that was laid by last."""
    *rest, draft = state.parked
    turn = become(state, draft=draft, parked=tuple(rest), aside=None).say("resumed", right=right_name(draft.right))
    return turn.then(lambda s: advance(s, given))


def let_go(state: State, given: Given) -> Turn:
    """Drop the request that was laid by last, and ask about the one before it."""
    *rest, draft = state.parked
    turn = become(state, parked=tuple(rest), aside=None).do(VoidCode()).say("cancelled", right=right_name(draft.right))
    return turn.then(lambda s: unpark(s, given))


def time_came(state: State, event: TimeCame, given: Given) -> Turn:
    """Bring a draft to mind once; erase it, with a word, when nobody came back."""
    drafts = (*state.parked, *([state.draft] if state.draft else []))
    draft = next((d for d in drafts if d.id == event.draft), None)
    if draft is None:
        return Turn(state)
    asked = isinstance(state.aside, Confirming) and (state.aside.what, state.aside.ref) == ("resume", draft.id)
    if event.what == "remind":
        if asked:
            return _whether(state, draft)
        return Turn(state).say("reminder" if draft == state.draft else "reminder-parked", right=right_name(draft.right))
    parked = tuple(d for d in state.parked if d.id != draft.id)
    if draft != state.draft:
        turn = become(state, parked=parked, aside=None if asked else state.aside)
        turn = turn.say("expired", right=right_name(draft.right))
        return turn.then(lambda s: unpark(s, given)) if asked else turn
    turn = become(state, draft=None, aside=None).do(VoidCode()).say("expired", right=right_name(draft.right))
    return turn.then(lambda s: unpark(s, given))
