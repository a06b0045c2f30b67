"""Quick replies: each is bound to the turn that offered it; an old one is explained, a double tap acts once."""

from __future__ import annotations

from datetime import datetime

from bot.dialogue import answer, asides, case, ending, handoff, identity, intake, revise, talk
from bot.dialogue.effects import Choice
from bot.dialogue.events import Pressed, Said
from bot.dialogue.serve import meant, serve
from bot.dialogue.state import Choosing, Confirming, Given, State, Turn, become
from bot.rights.request import Right


def pressed(state: State, event: Pressed, given: Given) -> Turn:
    """A press: of a reply that still stands, of the same one again, or of an old one."""
    if is_second_tap(state, event):
        return Turn(state)
    offered = _offered(state, event.choice)
    if offered is None:
        return _old(state, given)
    return do(become(state, last_press=event.choice).state, offered, at=event.at, given=given)


def is_second_tap(state: State, event: Said | Pressed) -> bool:
    """The same quick reply once more, right after: a finger that trembled."""
    return isinstance(event, Pressed) and bool(event.choice) and event.choice == state.last_press


def do(state: State, offered: Choice, *, at: datetime, given: Given) -> Turn:
    """What a quick reply does, pressed or typed."""
    if state.draft:
        done = _in_form(state, offered, given)
        if done:
            return done
    if offered.do == "mean":
        return serve(state, offered.what, at=state.voiced or at, given=given)
    told = _told(state, offered, given)
    return asides.again(told, given) if told else _opens(state, offered, at, given)


def _told(state: State, offered: Choice, given: Given) -> Turn | None:
    """Quick replies that tell something; whatever was open is put again after them."""
    match offered.do:
        case "more":
            return answer.more(state, offered.what, given)
        case "section":
            return answer.more(state, offered.what, given, "section")
        case "notices":
            return ending.notices(state, Right(offered.what), given)
        case "team":
            return handoff.team(state, offered.what, given)
        case "language":
            return talk.switched(state, talk.LANGUAGES[offered.what])
        case "help":
            return talk.help_(state)
        case _:
            return None


def _opens(state: State, offered: Choice, at: datetime, given: Given) -> Turn:
    """Quick replies that open something, or answer what is open."""
    match offered.do:
        case "yes" if isinstance(state.aside, Confirming) and state.aside.what == "mean":
            return meant(state, at=at, given=given)
        case "yes":
            return asides.yes(state, given)
        case "no" | "neither":
            return neither(state, given)
        case "human":
            return handoff.human(state, given)
        case "person":
            return answer.asked_by(state, offered.what, given)
        case "who":
            return answer.who(state, given)
        case "status":
            return case.look_up(state, "status")
        case "withdraw":
            return case.withdraw(state, offered.what)
        case "amend":
            return case.amend(state, offered.what)
        case "forget":
            return talk.forget(state)
        case "cancel":
            return ending.cancel(state, given)
        case _:
            return _old(state, given)


def _in_form(state: State, offered: Choice, given: Given) -> Turn | None:
    """What a quick reply does to the form; None for those that work everywhere."""
    match offered.do:
        case "answer":
            return intake.answer_choice(state, offered.what, given)
        case "skip":
            return revise.skip(state, given)
        case "keep":
            return intake.advance(state, given)
        case "back":
            return revise.back(state, given)
        case "restart":
            return revise.restart(state, given)
        case "help":
            return revise.help_(state, given)
        case "confirm":
            return intake.confirm(state, given)
        case "show":
            return intake.ask(state, given)
        case "change":
            return revise.change(state, given)
        case "edit":
            return revise.edit(state, offered.what, given)
        case "resend":
            return identity.resend(state)
        case _:
            return None


def neither(state: State, given: Given) -> Turn:
    """None of what was offered; or simply no."""
    if isinstance(state.aside, Choosing):
        return asides.neither(state, given)
    return asides.no(state, given)


def _old(state: State, given: Given) -> Turn:
    return asides.again(Turn(state).say("old-button"), given)


def _offered(state: State, choice_id: str) -> Choice | None:
    serial, _, index = choice_id.partition(".")
    if serial != str(state.offered_in):
        return None
    return next((item for number, item in enumerate(state.offered) if str(number) == index), None)
