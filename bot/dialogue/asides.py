"""Questions of ours that lie over the form: a yes or no, which of several, words for a human."""

from __future__ import annotations

from bot.dialogue import answer, case, ending, handoff, intake, misheard, revise, talk
from bot.dialogue.draft import at_field, field_at, guess_at
from bot.dialogue.state import SUMMARY, Choosing, Confirming, Editing, Given, State, Turn, Writing, become
from bot.dialogue.summary import awaited, waits


def yes(state: State, given: Given) -> Turn:
    """Yes, to whatever is asked."""
    match state.aside:
        case Confirming(what="cancel"):
            return ending.drop(state, given)
        case Confirming(what="restart"):
            return revise.restarted(state, given)
        case Confirming(what="forget"):
            return talk.forgotten(state)
        case Confirming(what="withdraw", ref=reference):
            return case.withdrawn(_closed(state), reference)
        case Confirming(what="overwrite", ref=address):
            return intake.overwrite(state, address, given)
        case Confirming(what="resume"):
            return ending.take_up(state, given)
        case None if state.draft:
            return intake.confirm(state, given)
        case _:
            return reopen(state, given)


def yes_or_no(state: State) -> bool:
    """Is what is asked answered by yes or no: before something is done, of what was read, or at the summary?"""
    if state.aside is not None:
        return isinstance(state.aside, Confirming)
    return state.draft is not None and (state.draft.at == SUMMARY or guess_at(state) is not None)


def no(state: State, given: Given) -> Turn:
    """No: whatever was about to happen does not, and the form goes on."""
    match state.aside:
        case Confirming(what="mean"):
            return neither(state, given)
        case Confirming(what="resume"):
            return ending.let_go(state, given)
        case Confirming():
            return Turn(_closed(state)).say("all-stays").then(lambda s: resume(s, given))
        case Choosing() | Editing():
            return Turn(_closed(state)).then(lambda s: resume(s, given))
        case None if guess_at(state) is not None:
            return intake.misread(state, given)
        case None if state.draft and state.draft.at == "summary":
            return revise.change(state, given)
        case None if state.draft and at_field(state) and not field_at(state, given).required:
            return revise.skip(state, given)
        case None if state.draft:
            return ending.cancel(state, given)  # a question that must be answered is refused: the request itself is
        case _:
            return reopen(state, given)


def neither(state: State, given: Given) -> Turn:
    """Nothing of what was offered is meant: it is to be said in other words, or to a human."""
    told = Turn(_closed(state)).do(*misheard.neither(state)).say("neither", *answer.human_at_last(state))
    return told.then(lambda s: resume(s, given))


def wrote(state: State, text: str, given: Given) -> Turn | None:
    """Words that were asked for, for a human or a request; None where none were."""
    # What was offered beside the words is for taking them back: once they are sent, that button is an old one.
    sent = become(state, offered=()).state
    match state.aside:
        case Writing(what="human"):
            return again(handoff.wrote(sent, text, given), given)
        case Writing(what="amend", ref=reference):
            return case.amended(_closed(sent), reference, text)
        case _:
            return None


def again(told: Turn, given: Given) -> Turn:
    """What was told in between, and then the open question again; of a summary, that it still waits."""
    return told.then(lambda s: waits(s, given) if awaited(s) else reopen(s, given))


def reopen(state: State, given: Given) -> Turn:
    """Put the open question again; with none open, nothing."""
    match state.aside:
        case Confirming():
            return _ask_again(state, state.aside, given)
        case Writing(what="human"):
            return handoff.human(state, given)
        case Writing(ref=reference):
            return case.amend(state, reference)
        case Editing():
            return revise.change(state, given)
        case Choosing():
            return answer.ask_which(state)
        case None:
            return resume(state, given)


def _ask_again(state: State, confirming: Confirming, given: Given) -> Turn:
    match confirming.what:
        case "cancel":
            return ending.cancel(state, given)
        case "restart":
            return revise.restart(state, given)
        case "forget":
            return talk.forget(state)
        case "withdraw":
            return case.withdraw(state, confirming.ref)
        case "overwrite":
            return Turn(state).say("overwrite-sure", *intake.OVERWRITE)
        case "resume":
            return ending.unpark(state, given)
        case "mean":
            return answer.did_you_mean(state)


def resume(state: State, given: Given) -> Turn:
    """The form's question, if there is a form; or whether to go on with one laid by."""
    return intake.ask(state, given) if state.draft else ending.unpark(state, given)


def _closed(state: State) -> State:
    return become(state, aside=None).state
