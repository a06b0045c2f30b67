"""The conversation, as one pure function: what happened, and what is to be done about it.

    turn(state, event, given) -> Turn(state, effects)

What a person writes is hearing.py's; here is everything else that may happen, and the numbering of quick replies.
"""

from __future__ import annotations

from bot.dialogue import asides, case, commands, ending, handoff, hearing, identity, intake, misheard, press, talk
from bot.dialogue.draft import renewed
from bot.dialogue.effects import Choice, Effect, Reply, TellAnswer
from bot.dialogue.events import (
    ActedOn,
    Answered,
    CodeChecked,
    CodeIssued,
    CodeLost,
    Event,
    Filed,
    Found,
    Pressed,
    Said,
    Started,
    Switched,
    TimeCame,
)
from bot.dialogue.state import Given, State, Turn, become

FEEDBACK = (CodeIssued, CodeChecked, Filed, Found, ActedOn)
"""Events that come of an effect within the same update: what they offer joins what was offered before."""


def turn(state: State, event: Event, given: Given) -> Turn:
    """One event: the state after it, and the effects it wants, in order. Never raises on anything a person does."""
    if not isinstance(event, FEEDBACK):
        # A second tap comes at once: after anything else, the same press is that of an old button.
        tapped = state.last_press if isinstance(event, Pressed | CodeLost | TimeCame) else ""
        state = state.model_copy(update={"serial": state.serial + 1, "last_press": tapped})
    state, changed = _renewed(state, given)
    told = _changed(state, event, given) if changed else _happened(state, event, given)
    if misheard.silent(told) and isinstance(event, Said | Pressed) and not press.is_second_tap(state, event):
        told = told.say("old-button" if isinstance(event, Pressed) else "nothing-open")
    return _numbered(misheard.unheard(state, event, told))


def choice_id(serial: int, index: int) -> str:
    """A quick reply's id: bound to the turn that offered it, so that an old one is known as old."""
    return f"{serial}.{index}"


def _renewed(state: State, given: Given) -> tuple[State, bool]:
    """Drafts whose form is another than the one they were begun with, under the new one; and were there any?"""
    drafts = (*state.parked, *((state.draft,) if state.draft else ()))
    fresh = tuple(renewed(draft, given.forms[draft.right]) for draft in drafts)
    if fresh == drafts:
        return state, False
    parked, draft = (fresh[:-1], fresh[-1]) if state.draft else (fresh, None)
    return become(state, parked=parked, draft=draft, aside=None).state, state.draft != draft


def _changed(state: State, event: Event, given: Given) -> Turn:
    """Explain, and ask what lacks; what was said belongs to a question that is gone, unless it is a command."""
    told = Turn(state).say("form-changed").then(lambda s: intake.advance(s, given))
    command = isinstance(event, Said) and commands.read(event.text)
    return told.then(lambda s: _happened(s, event, given)) if command else told


def _happened(state: State, event: Event, given: Given) -> Turn:
    match event:
        case Started():
            return _started(state, event, given)
        case Said():
            return _greeted(state, event, given).then(lambda s: hearing.said(s, event, given))
        case Pressed():
            return press.pressed(state, event, given)
        case Switched():
            return _switched(state, event, given)
        case CodeIssued() | CodeLost() | CodeChecked():
            return _code(state, event, given)
        case Filed():
            return ending.filed(state, event, given)
        case Found():
            found = case.found(state, event)
            picking = event.purpose in ("withdraw", "amend") and len(event.cases) > 1
            return found if picking else _resumed(found, given)
        case ActedOn():
            return _resumed(case.acted_on(state, event), given)
        case Answered():
            return _resumed(handoff.answered(state, event, given), given)
        case TimeCame():
            told = ending.time_came(state, event, given)
            mine = event.what == "remind" and state.draft is not None and state.draft.id == event.draft
            return asides.again(told, given) if mine else told


def _code(state: State, event: CodeIssued | CodeLost | CodeChecked, given: Given) -> Turn:
    """News of a code; the ways out of a form are offered with it, and once the address is proved the form goes on."""
    match event:
        case CodeIssued():
            told = identity.issued(state, event)
        case CodeLost():
            told = identity.lost(state, event)
        case CodeChecked():
            told = identity.checked(state, event)
    if not told.effects:
        return told
    if told.state.draft and told.state.draft.proved:
        return told.then(lambda s: intake.advance(s, given))
    return told.offer(*intake.controls(state, given))


def _started(state: State, event: Started, given: Given) -> Turn:
    if not state.greeted:
        return talk.welcome(state, event.language, given)
    if state.asking:
        return Turn(state).say("welcome-back-to").then(lambda s: asides.reopen(s, given))
    return talk.welcome_back(state)


def _switched(state: State, event: Switched, given: Given) -> Turn:
    if not state.greeted:
        return talk.welcome(state, event.language, given)
    return asides.again(talk.switched(state, event.language), given)


def _greeted(state: State, event: Said, given: Given) -> Turn:
    """Whoever writes before being greeted is greeted first, in the language written."""
    return Turn(state) if state.greeted else talk.welcome(state, event.understood.language, given)


def _resumed(told: Turn, given: Given) -> Turn:
    """After news, the open question of a form is put again; a yes or no stays as it was asked."""
    return told if told.state.aside else told.then(lambda s: asides.resume(s, given))


def _numbered(told: Turn) -> Turn:
    """Give every quick reply its id, and remember what was offered under which.

    What one update offers stands together: of an update's later rounds, the quick replies join those before.
    """
    state = told.state
    everything = list(state.offered) if state.offered_in == state.serial else []
    known = len(everything)
    effects: list[Effect] = []
    for effect in told.effects:
        numbered = tuple(
            item.model_copy(update={"id": choice_id(state.serial, number)})
            for number, item in enumerate(_choices(effect), len(everything))
        )
        everything += numbered
        effects.append(effect.model_copy(update={"choices": numbered}) if numbered else effect)
    if len(everything) == known:
        return told
    offered = {"offered": tuple(everything), "offered_in": state.serial}
    return Turn(state.model_copy(update=offered), tuple(effects))


def _choices(effect: Effect) -> tuple[Choice, ...]:
    return effect.choices if isinstance(effect, Reply | TellAnswer) else ()
