"""The person edits a message sent before: a correction of what came of it, wherever that can still be corrected.

1. An answer of a draft came from it: the new words are read as the answer to the same question.
2. It voiced a wish whose form still stands at its first question: another wish takes its place.
3. It was said last, and nothing was done for it: the new words are read as if said now.
4. Otherwise nothing is changed, and that is said: what was sent can be added to, never overwritten.
"""

from __future__ import annotations

from functools import partial

from bot.dialogue import asides, commands, hearing, intake, plain
from bot.dialogue.draft import fields, opened, right_name, with_guess, without_guess
from bot.dialogue.effects import Text, VoidCode
from bot.dialogue.events import Edited, Said
from bot.dialogue.fields import STRICT, Bad, Taken, guess, heard, read, shown
from bot.dialogue.sources import drafts, in_short
from bot.dialogue.state import Draft, Given, State, Turn, Value, become, with_draft
from bot.rights.form import Field
from intents.bands import Sure, meant


def edited(state: State, event: Edited, given: Given) -> Turn:
    """Follow the rules above, in their order."""
    said = Said(at=event.at, understood=event.understood, ref=event.ref)
    if not said.text:
        return _seen(state, given)
    if event.ref == state.last_ref and in_short(said.text) == state.last_words:
        return Turn(state)  # messengers tell of changes that nobody sees, too
    if not commands.read(said.text):
        for draft in drafts(state):
            if event.ref in (*draft.sources.values(), draft.wish):
                return _of_draft(state, draft, said, given)
    if event.ref != state.last_ref:
        return _seen(state, given)
    return _anew(state, said, given)


def _seen(state: State, given: Given) -> Turn:
    """The change is seen, and changes nothing."""
    return asides.again(Turn(state).say("edit-seen"), given)


def _anew(state: State, said: Said, given: Given) -> Turn:
    """Read the message said last as if it were said now, unless something was done for it."""
    if state.last_came == "deed":
        return _seen(state, given)
    if state.last_came == "question":  # it was about the words that are no more
        state = become(state, aside=None).state
    return hearing.said(state, said, given)


def _of_draft(state: State, draft: Draft, said: Said, given: Given) -> Turn:
    """Correct what this draft holds of the message; or serve what its wish was changed into."""
    told = _under_way(state, said, given) if draft == state.draft else _laid_by(state, draft, said, given)
    if told or said.ref != draft.wish:
        return told or Turn(state)
    band = said.understood.band
    if f"request.{draft.right.value}" in (*meant(band), *(part.intent for part in said.understood.parts)):
        return Turn(state)
    if draft == state.draft and isinstance(band, Sure) and state.aside is None and _untouched(draft):
        dropped = _dropped(state, draft) if band.intent.startswith("request.") else Turn(state)
        return dropped.then(lambda s: hearing.meant(s, said, given))
    return _seen(state, given)


def _untouched(draft: Draft) -> bool:
    """Does the form stand at its first question, with no answer but those of the wish itself?"""
    return (
        draft.proved is None
        and not draft.skipped
        and all(draft.sources.get(name) == draft.wish for name in draft.values)
    )


def _dropped(state: State, draft: Draft) -> Turn:
    """The wish is another one now: what was begun for the first is no more, and that is said."""
    gone = become(state, draft=None).do(*((VoidCode(),) if draft.sent else ()))
    return gone.say("wish-edited", right=right_name(draft.right))


def _under_way(state: State, said: Said, given: Given) -> Turn | None:
    """Correct the draft under way, and go on with it; None where it holds the very same."""
    before, _ = opened(state, given)
    told = _corrected(state, said, given)
    if told is None or told.state.aside != state.aside:  # an address was proved: it is asked first
        return told
    after, _ = opened(told.state, given)
    asked_again = before.at in before.values and after.values.get(before.at) == before.values[before.at]
    if after == before or state.aside or asked_again:
        return asides.again(told, given)
    return told.then(lambda s: intake.advance(s, given))


def _laid_by(state: State, draft: Draft, said: Said, given: Given) -> Turn | None:
    """Correct a draft that lies beneath the one under way; an address that was proved is not given up there."""
    told = _corrected(become(state, draft=draft, aside=None).state, said, given)
    if told is None:
        return None
    if told.state.aside:
        return _seen(state, given)
    parked = tuple(told.state.draft if other == draft else other for other in state.parked)
    # The code under way, if any, is the other form's.
    effects = (effect for effect in told.effects if not isinstance(effect, VoidCode))
    return asides.again(Turn(become(state, parked=parked).state, tuple(effects)), given)


def _corrected(state: State, said: Said, given: Given) -> Turn | None:
    """Put what the new words say in place of what the message said; None where that is the very same.

    The first field that it answered was the one asked: the rest was only heard, and so was all that came with a wish.
    """
    draft, form = opened(state, given)
    answered = [field for field in fields(draft, form) if draft.sources.get(field.id) == said.ref]
    asked = answered[0] if answered and said.ref != draft.wish else None
    if asked and not asked.required and intake.says_none(said.text, state, given):
        return _emptied(state, asked)
    first = _reading(asked, said, state, given) if asked else None
    read_ = [(field, first if field is asked else heard(field, said, state, given)) for field in answered]
    fresh = [(field, got) for field, got in read_ if isinstance(got, Taken) and got.value != _held(draft, field)]
    if fresh:
        return _replaced(state, fresh, said, given)
    return _unfit(state, asked, first.why) if asked and isinstance(first, Bad) else None


def _reading(field: Field, said: Said, state: State, given: Given) -> Taken | Bad:
    """The words as the answer to a question that was put before."""
    there = with_draft(become(state, aside=None).state, at=field.id)
    got = None
    if field.kind in STRICT:
        got = read(field, said, there, given) or guess(field, said, there, given)
    elif not hearing.interrupts(there, said, given) and plain.heard(there, said, given) is None:
        got = read(field, said, there, given)
    return got or Bad(Text(id=f"retry-{field.kind}"))


def _replaced(state: State, fresh: list[tuple[Field, Taken]], said: Said, given: Given) -> Turn:
    told = Turn(state)
    for field, got in fresh:
        told = told.then(partial(_put, field=field, got=got, said=said, given=given))
        if told.state.aside != state.aside:
            break
    return told


def _put(state: State, field: Field, got: Taken, said: Said, given: Given) -> Turn:
    """One answer in place of another; a dictated one is read back before it counts."""
    if got.guessed:
        return Turn(with_guess(state, field, got.value))
    draft, _ = opened(state, given)
    told = intake.store(state, field, got.value, given, said if field.kind in STRICT else None)
    if field.id in draft.values:
        return told
    return told.say("corrected", label=Text(id=field.label), value=shown(field, got.value))


def _emptied(state: State, field: Field) -> Turn | None:
    """The words say now that there is nothing to answer."""
    draft = state.draft
    assert draft is not None
    if field.id in draft.skipped:
        return None
    values = {name: value for name, value in draft.values.items() if name != field.id}
    emptied = with_draft(without_guess(state, field.id), values=values, skipped=(*draft.skipped, field.id))
    return Turn(emptied).say("edit-none", label=Text(id=field.label))


def _unfit(state: State, field: Field, why: Text) -> Turn:
    """The words do not answer the question: say so, and what stays."""
    held = state.draft.values.get(field.id) if state.draft else None
    told = Turn(state)
    if held is not None:
        told = told.say("edit-kept", label=Text(id=field.label), value=shown(field, held))
    return told.say(why.id, **why.args)


def _held(draft: Draft, field: Field) -> Value | None:
    return draft.guessed.get(field.id, draft.values.get(field.id))
