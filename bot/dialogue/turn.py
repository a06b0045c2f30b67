"""The conversation, as one pure function: what happened, and what is to be done about it.

    turn(state, event, given) -> Turn(state, effects)

What a person writes is hearing.py's; here is everything else that may happen, and the numbering of quick replies.
"""

from __future__ import annotations

from bot.dialogue import (
    asides,
    case,
    commands,
    doors,
    edits,
    ending,
    handoff,
    hearing,
    identity,
    intake,
    media,
    misheard,
    press,
    sharing,
    sources,
    talk,
)
from bot.dialogue.draft import controls, renewed
from bot.dialogue.effects import Choice, Effect, Reply, TellAnswer
from bot.dialogue.events import (
    ActedOn,
    Answered,
    CodeChecked,
    CodeIssued,
    CodeLost,
    Edited,
    Event,
    Filed,
    Found,
    Pressed,
    Said,
    Sent,
    Shared,
    Started,
    Switched,
    TimeCame,
)
from bot.dialogue.state import Given, State, Turn, become
from intents.bands import Sure
from intents.understanding import Understood

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
    if told.state.asking and not state.greeted:
        told = talk.without_topics(told)
    told = sources.traced(state, event, sharing.offered(state, told, given))
    return _numbered(misheard.unheard(state, _words(event), told))


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
    opens = isinstance(event, Started) and event.opens
    return told.then(lambda s: _happened(s, event, given)) if command or opens else told


def _happened(state: State, event: Event, given: Given) -> Turn:
    match event:
        case Started():
            return doors.started(state, event, given)
        case Said() | Edited() | Sent() | Shared():
            greeted = _greeted(state, event, given)
            answered = bool(greeted.effects) and _only_hello(event)
            return greeted if answered else greeted.then(lambda s: _came(s, event, given))
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
            told = handoff.answered(state, event, given)
            replied = any(map(_choices, told.effects))  # what was offered before is an old button now
            return asides.again(told, given) if replied else _resumed(told, given)
        case TimeCame():
            told = ending.time_came(state, event, given)
            mine = event.what == "remind" and state.draft is not None and state.draft.id == event.draft
            return told.then(lambda s: asides.reopen(s, given)) if mine else told


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
    return told.offer(*controls(state, given))


def _switched(state: State, event: Switched, given: Given) -> Turn:
    if not state.greeted:
        return talk.welcome(state, event.language, given)
    return asides.again(talk.switched(state, event.language), given)


def _came(state: State, event: Said | Edited | Sent | Shared, given: Given) -> Turn:
    """What a person writes, or sends beside words."""
    match event:
        case Said():
            return hearing.said(state, event, given)
        case Edited():
            return edits.edited(state, event, given)
        case Sent():
            return media.sent(state, event, given)
        case Shared():
            return sharing.shared(state, event, given)


def _greeted(state: State, event: Said | Edited | Sent | Shared, given: Given) -> Turn:
    """Whoever sends something before being greeted is greeted first, in the language written."""
    words = _words(event)
    if state.greeted or (words and commands.starts(words.text)):
        return Turn(state)
    return talk.welcome(state, words.language if words else None, given)


def _only_hello(event: Event) -> bool:
    """Is it a greeting and nothing else, which a welcome has answered?"""
    words = _words(event) if isinstance(event, Said) else None
    return words is not None and not words.parts and not words.foreign and words.band == Sure(intent="talk.greet")


def _words(event: Event) -> Understood | None:
    """What was written, if anything was."""
    match event:
        case Said() | Edited():
            return event.understood
        case Sent():
            return event.caption
        case _:
            return None


def _resumed(told: Turn, given: Given) -> Turn:
    """After news, the open question of a form is put again; a yes or no stays as it was asked."""
    return told if told.state.aside else asides.again(told, given)


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
