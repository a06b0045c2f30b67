"""What a person writes, and which of its meanings counts.

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

import re
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from bot.dialogue import (
    answer,
    asides,
    beside,
    case,
    commands,
    ending,
    identity,
    intake,
    plain,
    press,
    revise,
    several,
    signs,
    talk,
)
from bot.dialogue.choosing import chosen
from bot.dialogue.context import in_context
from bot.dialogue.draft import at_field, in_free_field
from bot.dialogue.effects import Choice
from bot.dialogue.events import Said
from bot.dialogue.fields import CLOSE
from bot.dialogue.follow import follow, source
from bot.dialogue.serve import guessing, serve
from bot.dialogue.state import CODE, Confirming, Editing, Given, State, Turn, Writing, become
from intents.answers import says
from intents.bands import Sure, Torn, Unsure
from intents.text import normal, questioned, similar
from intents.understanding import LONGEST
from intents.wishes import Part
from intents.wishes import wishes as several_wishes

LABEL_LENGTH: Final = 40
CHANGES: Final = re.compile(
    r"\b(?:chang\w*|modifi\w*|corrig\w*|rectifi\w*|remplac\w*|faux|fausse|erreur|trompée?|correct|edit|fix|wrong|mistake)\b",
    re.IGNORECASE,
)
"""How people say, at the code or at the summary, that an answer is not right."""
ASKS: Final = re.compile(
    r"(?:(?:et|mais|and|but|so|ok) )?(?:qu|que|quoi|qui|quel\w*|ou|quand|pourquoi|comment|combien|a qui|de qui|"
    r"est ce|ai je|puis je|peut on|y a t il|(?:avez|gardez|vendez|pouvez|dites|expliquez) (?:vous|moi)|"
    r"who\w*|what|which|where|when|why|how|do|does|did|can|could|is|are|will|would|may|should|have|has|"
    r"tell me|explain)\b"
)
"""How a question begins that has no question mark."""
SURE_ENOUGH: Final = 0.8
"""In a free field, small talk and steering must be this likely: any words might be the answer."""
DOUBTFUL: Final = 0.6
"""Below this, the likeliest meaning of a question gives way to one that its words name outright."""
UNSERVED: Final = timedelta(days=1)
"""How long words that were not understood may still be what the next ones say better."""
WISHES: Final = tuple(
    normal(wish)
    for wish in (
        "i want to", "i would like to", "i'd like to", "i also want", "i wish to", "please",
        "je veux", "je voudrais", "je souhaite", "j'aimerais", "je veux aussi", "s'il vous plait",
    )
)  # fmt: skip


def said(state: State, event: Said, given: Given) -> Turn:
    """Follow the rules above, in their order."""
    text = event.text
    if len(text) > LONGEST:
        return asides.again(Turn(state).say("too-long", length=len(text), most=LONGEST), given)
    command = commands.read(text)
    if command:
        return commands.obey(state, command, given, at=event.at)
    if not any(sign.isalnum() for sign in text):
        return signs.shown(state, event, given)
    named = _named(state, text, given)
    if named:
        return press.do(state, named, at=event.at, given=given)
    sourced = source(state, text, given)
    if sourced and not in_free_field(state, given):
        return asides.again(sourced, given)
    if isinstance(state.aside, Writing):
        return _written(state, event, given)
    answered = _yes_or_no(state, event, given)
    if answered:
        return answered
    event = in_context(state, event)
    picked = chosen(state, event, given)
    if picked is not None:
        return _picked(state, picked, event, given)
    pointed = case.pointed(state, text)
    if pointed:
        return pointed
    edited = revise.edited(state, event, given) if isinstance(state.aside, Editing) else None
    if edited:
        return edited
    if isinstance(state.aside, Editing) and plain.refuses(text, given):
        return ending.cancel(state, given)
    if isinstance(state.aside, Confirming | Editing):
        return meant(state, event, given)
    return _to_the_form(state, event, given) if state.draft else meant(state, event, given)


def _named(state: State, text: str, given: Given) -> Choice | None:
    """The quick reply whose label these words are; a free field wants the label to the letter."""
    if len(text) > LABEL_LENGTH:
        return None
    words = normal(text)
    free = state.aside is None and in_free_field(state, given)
    for offered in state.offered:
        label = normal(given.label(offered.label, state.language))
        if words == label or (not free and similar(words, label) >= CLOSE):
            return offered
    return None


def _picked(state: State, intents: tuple[str, ...], event: Said, given: Given) -> Turn:
    """What was chosen of the meanings offered, counting from the words that were in doubt."""
    at = state.voiced or event.at
    match intents:
        case ():
            return press.neither(state, given)
        case (only,):
            return serve(state, only, at=at, given=given)
        case _:
            return several.serve_all(state, [Part(text="", intent=intent) for intent in intents], at=at, given=given)


def _yes_or_no(state: State, event: Said, given: Given) -> Turn | None:
    """A plain yes or no, where we asked for one: it needs no understanding."""
    if not asides.yes_or_no(state):
        return None
    said = next((word for word in ("yes", "no") if says(event.text, given.phrases(f"said-{word}"))), None)
    if said is None:
        return None
    state = become(state, language=event.understood.language or state.language).state
    return serve(state, f"control.{said}", at=event.at, said=event, given=given)


def _written(state: State, event: Said, given: Given) -> Turn:
    """Words that were asked for; only leaving, privacy and a plea to be forgotten mean something else."""
    band = event.understood.band
    intent = band.intent if isinstance(band, Sure) and _sure_enough(event) else ""
    if intent in ("control.cancel", "control.back", "control.no", "control.yes", "talk.thanks"):
        return asides.again(become(state, aside=None).say("aside-dropped"), given)
    if intent == "talk.forget_me":
        return talk.forget(state)
    wrote = asides.wrote(state, event.text, given)
    assert wrote is not None
    return wrote


def _to_the_form(state: State, event: Said, given: Given) -> Turn:
    assert state.draft is not None
    answered = beside.answered(state, event, given)
    if answered:
        return answered
    event = beside.heart(state, event, given)
    if state.draft.at == CODE:
        read = identity.said(state, event, given)
        if read:
            return read
    taken = intake.take(state, event, given)
    if taken:
        return several.keep_too(taken, beside.wished_too(event), at=event.at, given=given)
    unanswered = plain.heard(state, event, given)
    if unanswered:
        return unanswered
    free = in_free_field(state, given)
    if interrupts(state, event, given) or (event.understood.foreign and not free):
        return meant(state, event, given)
    if not at_field(state) and CHANGES.search(event.text):
        return revise.change(state, given, event.text)
    return intake.take_free(state, event, given)


def interrupts(state: State, event: Said, given: Given) -> bool:
    """Do these words mean something else than an answer to the open question?

    In a free field, words that name a wish may well be the answer ("I want the calls to stop"): there, only what
    is put as a question, small talk, and what steers the conversation goes before the field.
    """
    assert state.draft is not None
    band = event.understood.band
    free = in_free_field(state, given)
    question = questioned(event.text) or bool(ASKS.match(normal(event.text)))
    match band:
        case Sure(intent=intent):
            family, _, what = intent.partition(".")
            if intent == "control.restart" and plain.is_place(event.text):
                return False  # "the first one" is an answer, good or not: nothing is erased for it
            if intent == f"request.{state.draft.right.value}":
                return not free
            if intent == f"explain.{state.draft.right.value}":
                return question
            if family in ("control", "talk") and what != "upset":
                return not free or _sure_enough(event)
            if family in ("ask", "explain"):
                return question or beside.told_in_full(state, event, given)
            return not free or question or (family in ("request", "case") and _wishes(event))
        case Torn(intents=intents) if free and not question:
            own = f"request.{state.draft.right.value}" in intents
            return _wishes(event) and not own and all(intent.startswith(("request.", "case.")) for intent in intents)
        case Torn():
            return question and not free
        case Unsure():
            return False


def _likely(event: Said) -> tuple[str, ...]:
    """What may be meant, where it is in doubt: the words themselves may decide it."""
    match event.understood.band:
        case Sure(intent=intent, beside=beside) if beside and event.understood.ranked[0].confidence < DOUBTFUL:
            return (intent, *beside)
        case Torn(intents=intents):
            return intents
        case _:
            return ()


def _sure_enough(event: Said) -> bool:
    return event.understood.ranked[0].confidence >= SURE_ENOUGH


def _wishes(event: Said) -> bool:
    """Is a wish put so firmly that it can be no answer to a question of ours?"""
    words = f" {normal(event.text)} "
    return any(f" {wish} " in words for wish in WISHES)


def _voiced(state: State, event: Said) -> datetime:
    """When the wish was voiced that is on the way: while we ask which was meant, by the words that made us ask."""
    if state.voiced and (guessing(state) or (state.misses and event.at - state.voiced < UNSERVED)):
        return state.voiced
    return event.at


def meant(state: State, event: Said, given: Given) -> Turn:
    """What the words mean, whatever is open."""
    # What was not understood says little of the language either: an address, a fragment, a name.
    told = None if isinstance(event.understood.band, Unsure) else event.understood.language
    voiced = _voiced(state, event)
    state = become(state, language=told or state.language, voiced=voiced).state
    if event.understood.foreign:
        return _in_a_third_language(state, event, given)
    wishes = several_wishes(event.understood.parts, event.understood.band)
    if wishes:
        return several.serve_all(state, wishes, at=voiced, given=given, said=event)
    followed = follow(state, event, given)
    if followed:
        return followed
    band = event.understood.band
    named = answer.decided(_likely(event), event.text, given)
    if named:
        return serve(state, named, at=voiced, said=event, given=given)
    match band:
        case Sure(intent=intent):
            return serve(state, intent, at=voiced, said=event, given=given)
        case Torn(intents=intents):
            asked = answer.which(state, intents, given, event.text)
            return asked if asked.state.aside else asides.again(asked, given)
        case Unsure():
            missed = answer.unsure(state, event.understood.ranked)
            return missed if guessing(missed.state) else asides.again(missed, given)


def _in_a_third_language(state: State, event: Said, given: Given) -> Turn:
    """Questions that are understood all the same are answered in both languages; a wish begins in the one spoken.

    What is open stays open: a wish said again begins nothing, and the full notice never stands beside a form.
    """
    band, draft = event.understood.band, state.draft
    match band:
        case Sure(intent=intent) if intent.startswith(("ask.", "explain.")):
            return serve(state, intent, at=state.voiced or event.at, said=event, given=given)
        case Sure(intent=intent) if draft and intent == f"request.{draft.right.value}":
            return asides.again(talk.foreign_in_short(state), given)
        case Sure(intent=intent) if intent.startswith(("request.", "case.", "talk.human")):
            told = talk.foreign_in_short(state)
            return told.then(partial(serve, intent=intent, at=state.voiced or event.at, said=event, given=given))
        case _ if draft or state.aside:
            return asides.again(talk.foreign_in_short(state), given)
        case Torn(intents=intents):
            return talk.foreign_in_short(state).then(partial(answer.which, intents=intents, given=given))
        case _:
            return talk.foreign(state)
