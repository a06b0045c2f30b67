"""A draft beside its form: which fields apply, what a new value makes void, where one comes from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from bot.dialogue.effects import Choice, Remind, Text, choice
from bot.dialogue.fields import STRICT
from bot.dialogue.state import CODE, EXPIRE_DAYS, REMIND_DAYS, SUMMARY, Draft, Given, State, Value, with_draft
from bot.rights.form import PROOF, Field, Form, Told, When
from bot.rights.request import Right


def drafted(state: State, right: Right, voiced: datetime, given: Given) -> tuple[Draft, tuple[Remind, ...]]:
    """A new draft of this conversation's, and the moments at which it is brought to mind, and erased."""
    name = f"d{state.drafts + 1}"
    draft = Draft(id=name, right=right, version=given.forms[right].version, first_voiced=voiced, at="")
    remind = Remind(what="remind", draft=name, due=given.now + timedelta(days=REMIND_DAYS))
    expire = Remind(what="expire", draft=name, due=given.now + timedelta(days=EXPIRE_DAYS))
    return draft, (remind, expire)


def opened(state: State, given: Given) -> tuple[Draft, Form]:
    """The draft under way, and its form."""
    assert state.draft is not None
    return state.draft, given.forms[state.draft.right]


def fields(draft: Draft, form: Form) -> tuple[Field, ...]:
    """The fields that apply, given the answers so far."""
    return tuple(field for field in form.fields if applies(field.when, draft))


def applies(when: When | None, draft: Draft) -> bool:
    """Does what is asked, or told, to some only concern this draft?"""
    return when is None or draft.values.get(when.field) == when.is_


def told(texts: Iterable[Told], draft: Draft) -> tuple[Text, ...]:
    """What the law wants told, of this draft."""
    return tuple(Text(id=text.id) for text in texts if applies(text.when, draft))


def renewed(draft: Draft, form: Form) -> Draft:
    """The draft under a form that was changed meanwhile: what still fits is kept, and asked for is what lacks."""
    if draft.version == form.version:
        return draft
    known = {f.id: {item.id for item in f.choices} for f in form.fields}
    values = {
        name: value
        for name, value in draft.values.items()
        if name in known and (not known[name] or value in known[name])
    }
    skipped = tuple(name for name in draft.skipped if name in known)
    return draft.model_copy(update={"version": form.version, "values": values, "skipped": skipped, "at": SUMMARY})


def field_at(state: State, given: Given) -> Field:
    """The field that is being asked."""
    draft, form = opened(state, given)
    return next(f for f in form.fields if f.id == draft.at)


def at_field(state: State) -> bool:
    """Is a field being asked, rather than the code or the last word?"""
    return state.draft is not None and state.draft.at not in (CODE, SUMMARY)


def in_free_field(state: State, given: Given) -> bool:
    """Is a field being asked that takes any words?"""
    return at_field(state) and field_at(state, given).kind not in STRICT


def put(state: State, field: Field, value: Value, given: Given) -> State:
    """The draft with one answer more; answers that no longer apply go, and so does the proof of an address left."""
    draft, form = opened(state, given)
    values = {**draft.values, field.id: value}
    skipped = tuple(name for name in draft.skipped if name != field.id)
    changed = draft.model_copy(update={"values": values, "skipped": skipped, "tries": 0})
    apply = {f.id for f in fields(changed, form)}
    values = {name: kept for name, kept in values.items() if name in apply}
    proved = draft.proved if values.get(PROOF) == draft.proved else None
    unguessed = without_guess(state, field.id)
    return with_draft(unguessed, values=values, skipped=skipped, proved=proved, tries=0)


def guess_at(state: State) -> Value | None:
    """What the open question reads back: is this what you dictated?"""
    return state.draft.guessed.get(state.draft.at) if state.draft else None


def with_guess(state: State, field: Field, value: Value) -> State:
    """The draft with an answer that is to be read back before it counts."""
    assert state.draft is not None
    return with_draft(state, guessed={**state.draft.guessed, field.id: value})


def without_guess(state: State, name: str) -> State:
    """The draft with nothing left to be read back of a field."""
    assert state.draft is not None
    return with_draft(state, guessed={key: kept for key, kept in state.draft.guessed.items() if key != name})


def previous(state: State, given: Given) -> str | None:
    """The field before the open question, if there is one."""
    draft, form = opened(state, given)
    names = [f.id for f in fields(draft, form)]
    if draft.at not in names:
        return names[-1]
    at = names.index(draft.at)
    return names[at - 1] if at else None


def controls(state: State, given: Given) -> tuple[Choice, ...]:
    """What works at every step; with nothing answered there is nothing to start over."""
    draft, _ = opened(state, given)
    back = (choice("back"),) if previous(state, given) else ()
    restart = (choice("restart"),) if draft.values or draft.guessed or draft.skipped else ()
    return (*back, *restart, choice("cancel"), choice("help"))


def right_name(right: Right) -> Text:
    """What a request for this right is called in a sentence: « demande d’effacement »."""
    return Text(id=f"request-{right.value.replace('_', '-')}")
