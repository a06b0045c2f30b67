"""From a meaning to what is done about it: one branch an intent."""

from __future__ import annotations

from datetime import datetime

from bot.dialogue import answer, asides, case, ending, handoff, intake, misheard, revise, talk
from bot.dialogue.effects import Purpose
from bot.dialogue.events import Said
from bot.dialogue.state import Choosing, Confirming, Given, State, Turn, become
from bot.rights.request import Right
from intents.answers import says
from intents.bands import Sure

NOTHING_OPEN = {"control.yes": "at-your-service", "control.no": "at-your-service"}


def serve(state: State, intent: str, *, at: datetime, given: Given, said: Said | None = None) -> Turn:
    """Do what is meant. `at` is when it was voiced; `said` the words, where there were any."""
    return misheard.noted(state, intent, said, _served(state, intent, at=at, given=given, said=said))


def _served(state: State, intent: str, *, at: datetime, given: Given, said: Said | None) -> Turn:
    family, _, topic = intent.partition(".")
    if guessing(state) and family != "control":
        state = become(state, aside=None).state
    if family != "none":
        state = become(state, misses=0, doubts=state.doubts if family == "control" else 0).state
    match family:
        case "ask" | "explain":
            band = said.understood.band if said else None
            beside = band.beside if isinstance(band, Sure) else ()
            told = answer.tell(state, intent, given, said.text if said else "", beside=beside)
            return asides.again(talk.in_both(told) if said and said.understood.foreign else told, given)
        case "request":
            return intake.begin(state, Right(topic), voiced=at, given=given, said=said)
        case "case":
            return case.look_up(state, _PURPOSES[topic])
        case "talk":
            return _talk(state, topic, said, given)
        case "control":
            return _control(state, topic, said, given, at)
        case _:
            return asides.again(answer.unsure(state, said.understood.ranked if said else ()), given)


_PURPOSES: dict[str, Purpose] = {
    "status": "status",
    "overdue": "overdue",
    "withdraw": "withdraw",
    "amend": "amend",
}


def _talk(state: State, topic: str, said: Said | None, given: Given) -> Turn:
    match topic:
        case "human":
            return handoff.human(state, given)
        case "forget_me":
            return talk.forget(state)
        case "help" if state.draft and not state.aside:
            return revise.help_(state, given)
        case "help":
            told = talk.help_(state)
        case "bot_privacy":
            told = talk.privacy(state, given)
        case "language":
            told = talk.language(state, said.text if said else "")
        case "upset":
            told = talk.upset(state)
        case _:
            told = talk.small(state, topic)
    return asides.again(told, given)


def _control(state: State, topic: str, said: Said | None, given: Given, at: datetime) -> Turn:
    """What steers the conversation; it means something only while a question of ours is open."""
    match topic:
        case "cancel":
            return ending.cancel(state, given)
        case "skip" | "back" if guessing(state):
            return ending.cancel(state, given)
        case "yes" if state.asking:
            return _yes(state, said, given, at)
        case "yes" if (right := _explained(state, given)) and _plain(said, given):
            return intake.begin(state, right, voiced=at, given=given)
        case "no" if state.asking:
            return asides.no(state, given)
        case "more":
            return asides.again(answer.more(state, None, given), given)
        case "repeat" if not state.asking and state.topic:
            return answer.again(state, given)
        case "why" if not state.asking and state.topic:
            return answer.tell(state, "ask.purposes", given)
        case _ if state.aside:
            return asides.reopen(state, given)
        case _ if state.draft:
            return _steer(state, topic, given)
        case _:
            return Turn(state).say(NOTHING_OPEN.get(f"control.{topic}", "nothing-open"))


def _yes(state: State, said: Said | None, given: Given, at: datetime) -> Turn:
    """Yes, to the open question; where it was which of several, that is no answer yet."""
    match state.aside:
        case Choosing():
            return answer.ask_which(state, "which-of-these")
        case _ if not _plain(said, given):
            return asides.reopen(state, given)
        case Confirming(what="mean"):
            return meant(state, at=at, given=given)
        case _:
            return asides.yes(state, given)


def meant(state: State, *, at: datetime, given: Given) -> Turn:
    """Yes, to "did you mean …?"."""
    assert isinstance(state.aside, Confirming)
    return serve(state, state.aside.ref, at=state.voiced or at, given=given)


def guessing(state: State) -> bool:
    """Is it being asked what was meant?"""
    return isinstance(state.aside, Choosing) or (isinstance(state.aside, Confirming) and state.aside.what == "mean")


def _explained(state: State, given: Given) -> Right | None:
    """The right that was explained last, if that was the last answer."""
    last = answer.found(state.topic, given)
    family, _, topic = last.answer.intent.partition(".") if last else ("", "", "")
    return Right(topic) if family == "explain" else None


def _plain(said: Said | None, given: Given) -> bool:
    """A yes and nothing beside it: "yes, wait" files nothing, and takes nothing back."""
    if said is None:
        return True
    return says(said.text, given.phrases("said-yes"))


def _steer(state: State, topic: str, given: Given) -> Turn:
    match topic:
        case "back":
            return revise.back(state, given)
        case "restart":
            return revise.restart(state, given)
        case "skip":
            return revise.skip(state, given)
        case "why":
            return revise.why(state, given)
        case _:
            return intake.ask(state, given)
