"""The conversation, as one pure function: what happened, and what is to be done about it.

    turn(state, event, given) -> Turn(state, effects)

The rules, in the order in which they hold for what a person writes:
1. What cannot be read (nothing, no words, far too much) is said to be so; what is open stays open.
2. A command works in every state.
3. The words of a button are the button.
4. Words that were asked for (for a human, for a request) are taken as they are.
5. An answer to the open question comes before any other meaning; a free field takes words that mean nothing else.
6. Then the meaning: sure, and it is served; torn, and it is asked; neither, and that is said.
What was served in the middle of a form is followed by the form's question, where it was.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from bot.dialogue import answer, asides, case, commands, ending, handoff, identity, intake, press, talk
from bot.dialogue.draft import at_field, field_at
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
from bot.dialogue.fields import CLOSE, STRICT
from bot.dialogue.serve import serve
from bot.dialogue.state import CODE, Choosing, Confirming, Editing, Given, State, Turn, Writing, become
from intents.bands import Sure, Torn
from intents.text import normal, similar
from intents.understanding import LONGEST

LABEL_LENGTH: Final = 40
UNSERVED: Final = timedelta(days=1)
"""How long words that were not understood may still be what the next ones say better."""
FEEDBACK = (CodeIssued, CodeChecked, Filed, Found, ActedOn)
"""Events that come of an effect within the same update: what they offer joins what was offered before."""


def turn(state: State, event: Event, given: Given) -> Turn:
    """One event: the state after it, and the effects it wants, in order. Never raises on anything a person does."""
    if not isinstance(event, FEEDBACK):
        # A second tap comes at once: after anything else, the same press is that of an old button.
        tapped = state.last_press if isinstance(event, Pressed | CodeLost | TimeCame) else ""
        state = state.model_copy(update={"serial": state.serial + 1, "last_press": tapped})
    told = _happened(state, event, given)
    if not told.effects and isinstance(event, Said | Pressed) and not press.is_second_tap(state, event):
        told = told.say("old-button" if isinstance(event, Pressed) else "nothing-open")
    return _numbered(told)


def choice_id(serial: int, index: int) -> str:
    """A quick reply's id: bound to the turn that offered it, so that an old one is known as old."""
    return f"{serial}.{index}"


def _happened(state: State, event: Event, given: Given) -> Turn:
    match event:
        case Started():
            return _started(state, event, given)
        case Said():
            return _greeted(state, event).then(lambda s: _said(s, event, given))
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
            return _resumed(handoff.answered(state, event), given)
        case TimeCame():
            told = ending.time_came(state, event, given)
            mine = event.what == "remind" and state.draft is not None and state.draft.id == event.draft
            return _again(told, given) if mine else told


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
        return talk.welcome(state, event.language)
    if state.asking:
        return Turn(state).say("welcome-back-to").then(lambda s: asides.reopen(s, given))
    return talk.welcome_back(state)


def _switched(state: State, event: Switched, given: Given) -> Turn:
    if not state.greeted:
        return talk.welcome(state, event.language)
    return _again(talk.switched(state, event.language), given)


def _greeted(state: State, event: Said) -> Turn:
    """Whoever writes before being greeted is greeted first, in the language written."""
    return Turn(state) if state.greeted else talk.welcome(state, event.understood.language)


def _said(state: State, event: Said, given: Given) -> Turn:
    text = event.text
    if len(text) > LONGEST:
        return _again(Turn(state).say("too-long", length=len(text), most=LONGEST), given)
    command = commands.read(text)
    if command:
        return commands.obey(state, command, given)
    if not any(sign.isalnum() for sign in text):
        return _again(Turn(state).say("no-words" if text else "empty-message"), given)
    named = _named(state, text, given)
    if named:
        return press.do(state, named, at=event.at, given=given)
    if isinstance(state.aside, Writing):
        return _written(state, event, given)
    if isinstance(state.aside, Confirming | Editing):
        return _meant(state, event, given)
    return _to_the_form(state, event, given) if state.draft else _meant(state, event, given)


def _named(state: State, text: str, given: Given) -> Choice | None:
    """The quick reply whose label these words are; a free field wants the label to the letter."""
    if len(text) > LABEL_LENGTH:
        return None
    words = normal(text)
    free = at_field(state) and state.aside is None and field_at(state, given).kind not in STRICT
    for offered in state.offered:
        label = normal(given.label(offered.label, state.language))
        if words == label or (not free and similar(words, label) >= CLOSE):
            return offered
    return None


def _written(state: State, event: Said, given: Given) -> Turn:
    """Words that were asked for; only leaving, privacy and a plea to be forgotten mean something else."""
    band = event.understood.band
    if isinstance(band, Sure) and band.intent in ("control.cancel", "control.back"):
        return _again(become(state, aside=None).say("aside-dropped"), given)
    if isinstance(band, Sure) and band.intent == "talk.forget_me":
        return talk.forget(state)
    wrote = asides.wrote(state, event.text, given)
    assert wrote is not None
    return wrote


def _to_the_form(state: State, event: Said, given: Given) -> Turn:
    assert state.draft is not None
    if state.draft.at == CODE:
        read = identity.said(state, event, given)
        if read:
            return read
    taken = intake.take(state, event, given)
    if taken:
        return taken
    interrupts = _interrupts(state, event, given)
    return _meant(state, event, given) if interrupts else intake.take_free(state, event, given)


def _interrupts(state: State, event: Said, given: Given) -> bool:
    """Do these words mean something else than an answer to the open question?

    In a free field, words that name a wish may well be the answer ("I want the calls to stop"): there, only what
    is put as a question, small talk, and what steers the conversation goes before the field.
    """
    assert state.draft is not None
    band = event.understood.band
    free = at_field(state) and field_at(state, given).kind not in STRICT
    question = event.text.rstrip().endswith("?")
    match band:
        case Sure(intent=intent):
            family, _, what = intent.partition(".")
            if intent == f"request.{state.draft.right.value}":
                return not free
            if family in ("control", "talk") and what != "upset":
                return True
            return not free or question or (family in ("request", "case") and _wishes(event))
        case Torn():
            return question and not free
        case _:
            return False


def _wishes(event: Said) -> bool:
    """Is a wish put so firmly that it can be no answer to a question of ours?"""
    words = f" {normal(event.text)} "
    return any(f" {wish} " in words for wish in WISHES)


WISHES: Final = tuple(
    normal(wish)
    for wish in (
        "i want to", "i would like to", "i'd like to", "i also want", "i wish to", "please",
        "je veux", "je voudrais", "je souhaite", "j'aimerais", "je veux aussi", "s'il vous plait",
    )
)  # fmt: skip


def _meant(state: State, event: Said, given: Given) -> Turn:
    """What the words mean, whatever is open."""
    spoken = event.understood.language or state.language
    waiting = state.misses or isinstance(state.aside, Choosing)
    unserved = state.voiced if waiting and state.voiced and event.at - state.voiced < UNSERVED else None
    voiced = unserved or event.at
    state = become(state, language=spoken, voiced=voiced).state
    match event.understood.band:
        case Sure(intent=intent):
            return serve(state, intent, at=voiced, said=event, given=given)
        case Torn(intents=intents):
            return answer.which(state, intents)
        case _:
            return _again(answer.unsure(state), given)


def _again(told: Turn, given: Given) -> Turn:
    return told.then(lambda s: asides.reopen(s, given))


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
