"""The guided form: one engine that files any of the nine rights from its YAML (bot/rights/catalogue).

A draft stands `at` one field, at the code, or at the summary. What is missing is found anew after every answer,
so that a correction re-runs what depends on it, and a form resumed is a form continued.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from bot.dialogue import identity
from bot.dialogue.draft import (
    applies,
    at_field,
    controls,
    drafted,
    field_at,
    fields,
    guess_at,
    opened,
    previous,
    put,
    right_name,
    with_guess,
    without_guess,
)
from bot.dialogue.effects import File, Text, VoidCode, choice
from bot.dialogue.events import Said
from bot.dialogue.fields import STRICT, Bad, Taken, guess, heard, read, several_named, shown
from bot.dialogue.state import (
    CODE,
    SUMMARY,
    Confirming,
    Given,
    State,
    Turn,
    Value,
    become,
    with_draft,
)
from bot.dialogue.summary import summarised
from bot.rights.form import PROOF, Field
from bot.rights.request import Right
from intents.text import normal

CORRECTION: Final = re.compile(
    r"^(no|non|nope|sorry|pardon|désolée?|oops|oups|actually|en fait|correction|rather|plutôt)\b"
    r"|\b(my|mon|the) (real |right |bonne? )?(adresse )?(e-?mail|courriel|mail|address)\b.{0,12}\b(is|est|was|c'est)\b",
    re.IGNORECASE,
)
"""How people begin a correction of something they said before."""
READ_BACK: Final = (choice("yes", label="button-read-yes"), choice("no", label="button-read-no"))
OVERWRITE: Final = (choice("yes", label="button-overwrite"), choice("no", label="button-keep"))


def begin(state: State, right: Right, *, voiced: datetime, given: Given, said: Said | None = None) -> Turn:
    """Start a draft, or go on with one laid by; the one under way is parked. What the first words answer is not asked.

    `voiced` is the moment of the message that first voiced the wish: the deadline runs from it (GDPR Art. 12(3)).
    """
    if state.draft and state.draft.right == right:
        return become(state, aside=None).say("already-under-way", right=right_name(right)).then(lambda s: ask(s, given))
    laid = next((draft for draft in state.parked if draft.right == right), None)
    draft, reminders = (laid, ()) if laid else drafted(state, right, voiced, given)
    # Its code goes with it: another form's would make it void anyway, and it is sent anew on the way back.
    under_way = (state.draft.model_copy(update={"sent": None}),) if state.draft else ()
    parked = (*(other for other in state.parked if other != laid), *under_way)
    begun = state.drafts + (laid is None)
    turn = become(state, draft=draft, parked=parked, drafts=begun, aside=None, misses=0, voiced=None)
    if state.draft:
        turn = turn.say("parked", right=right_name(state.draft.right))
    turn = turn.say("start-next" if state.drafts else "start", right=right_name(right)).do(*reminders)
    if said:
        turn = Turn(take_heard(turn.state, said, given), turn.effects)
    return turn.then(lambda s: advance(s, given))


def advance(state: State, given: Given) -> Turn:
    """Go to what is still missing: a field, the proof of the address, or the person's word."""
    draft, form = opened(state, given)
    answered = {*draft.values, *draft.skipped}
    missing = next((f for f in fields(draft, form) if f.id not in answered or f.id in draft.guessed), None)
    if missing:
        return ask(with_draft(state, at=missing.id, tries=0), given)
    if form.assurance == "address" and draft.proved is None:
        return identity.prove(with_draft(state, at=CODE, tries=0))
    return ask(with_draft(state, at=SUMMARY, tries=0), given)


def ask(state: State, given: Given) -> Turn:
    """Put the open question of the form (again)."""
    draft, _ = opened(state, given)
    if draft.at == CODE:
        return identity.ask(state).offer(*controls(state, given))
    if draft.at == SUMMARY:
        return summarised(state, given)
    field = field_at(state, given)
    guessed = guess_at(state)
    if guessed is not None:
        return Turn(state).say("read-back", *READ_BACK, *controls(state, given), value=shown(field, guessed))
    options = tuple(choice("answer", f"{field.id}={item.id}", label=item.label) for item in field.choices)
    extra = (choice("keep"),) if field.id in draft.values else () if field.required else (choice("skip"),)
    by_post = (choice("human"),) if field.kind == "contact" else ()
    return Turn(state).say(field.ask, *options, *extra, *by_post, *controls(state, given))


def take(state: State, said: Said, given: Given) -> Turn | None:
    """Take what the message answers: the open field where its kind is strict, or an address given before."""
    if not at_field(state):
        return _correct(state, said, given)
    field = field_at(state, given)
    if field.kind not in STRICT:
        return _correct(state, said, given) if CORRECTION.search(said.text) else None
    match read(field, said, state, given):
        case Taken() as got:
            return _taken(state, field, got, given, said)
        case Bad(why):
            return retry(state, given, why)
        case None:
            return _correct(state, said, given)


def take_free(state: State, said: Said, given: Given) -> Turn:
    """Take any words as the answer to a free field; what cannot be one is asked again."""
    if not at_field(state):
        return retry(state, given)
    field = field_at(state, given)
    if field.kind in STRICT:
        meant = guess(field, said, state, given)
        why = Text(id="retry-choice-one") if several_named(field, said, state, given) else None
        return _settle(state, field, meant.value, given, said) if meant else retry(state, given, why)
    draft, _ = opened(state, given)
    if not field.required and says_none(said.text, state, given):
        return Turn(with_draft(state, skipped=(*draft.skipped, field.id))).then(lambda s: advance(s, given))
    match read(field, said, state, given):
        case Taken(value) if value == draft.values.get(previous(state, given) or "") and draft.tries == 0:
            return retry(state, given, Text(id="bad-same"))
        case Taken(value):
            # A name in a set phrase leaves the rest of the message to say something else; a free text is all of it.
            beside = said if field.kind == "name" and value != said.text else None
            return _settle(state, field, value, given, beside)
        case Bad(why):
            return retry(state, given, why)
        case None:  # what it says of another field, such as a date where a name was asked, is kept
            return retry(take_heard(state, said, given), given)


def says_none(text: str, state: State, given: Given) -> bool:
    """Do the words say that there is nothing to answer?"""
    return normal(text) in {normal(words) for words in given.label(Text(id="said-none"), state.language).split(",")}


def answer_choice(state: State, what: str, given: Given) -> Turn:
    """A pressed answer, `field=choice`."""
    name, _, value = what.partition("=")
    field = next(f for f in opened(state, given)[1].fields if f.id == name)
    return _settle(state, field, value, given, None)


def overwrite(state: State, address: str, given: Given) -> Turn:
    """The person agreed to give up an address that was proved."""
    field = next(f for f in opened(state, given)[1].fields if f.id == PROOF)
    return Turn(put(state.model_copy(update={"aside": None}), field, address, given), (VoidCode(),)).then(
        lambda s: advance(s, given)
    )


def misread(state: State, given: Given) -> Turn:
    """What was read back is not what the person meant: it is asked again."""
    draft, _ = opened(state, given)
    return retry(without_guess(state, draft.at), given, Text(id="read-wrong"))


def retry(state: State, given: Given, why: Text | None = None) -> Turn:
    """Ask again in other words; the third time, offer another way, for nobody may be stuck."""
    draft, _ = opened(state, given)
    tries = draft.tries + 1
    kind = draft.at if not at_field(state) else field_at(state, given).kind
    text = why or Text(id=f"retry-{kind}")
    if draft.tries and text.id == draft.complaint:
        text = Text(id=f"retry-{kind}-again")
    state = with_draft(state, tries=tries, complaint=text.id)
    if tries >= 3:
        again = Text(id="retry-human" if tries == 3 else "retry-human-again")
        return Turn(state).say(again.id, choice("human")).then(lambda s: ask(s, given))
    return Turn(state).say(text.id, **text.args).then(lambda s: ask(s, given))


def confirm(state: State, given: Given) -> Turn:
    """The person's word: file it, or take what was read back. Elsewhere, the open question comes first."""
    draft, _ = opened(state, given)
    guessed = guess_at(state)
    if guessed is not None:
        return _settle(without_guess(state, draft.at), field_at(state, given), guessed, given, None)
    if draft.at != SUMMARY:
        return ask(state, given)
    return Turn(state).do(
        File(
            draft=draft.id,
            right=draft.right,
            version=draft.version,
            first_voiced=draft.first_voiced,
            values=dict(draft.values),
            proved=draft.proved,
        )
    )


def take_heard(state: State, said: Said, given: Given) -> State:
    """Fill in what else the message says of fields that are still empty."""
    _, form = opened(state, given)
    for field in form.fields:
        assert state.draft is not None  # looked at anew: what is heard of one field may make the next one apply
        free = field.overheard and field.id not in state.draft.values and applies(field.when, state.draft)
        got = heard(field, said, state, given) if free else None
        if got:
            state = with_guess(state, field, got.value) if got.guessed else put(state, field, got.value, given)
    return state


def _taken(state: State, field: Field, got: Taken, given: Given, said: Said | None) -> Turn:
    """Settle an answer that was given to the letter; read one back that was dictated."""
    if not got.guessed:
        return _settle(state, field, got.value, given, said)
    at_it = with_draft(with_guess(state, field, got.value), at=field.id)
    return ask(take_heard(at_it, said, given) if said else at_it, given)


def _settle(state: State, field: Field, value: Value, given: Given, said: Said | None) -> Turn:
    """Store an answer and go on; one that was proved is only given up when the person says so."""
    stored = store(state, field, value, given, said)
    return stored if stored.state.aside != state.aside else stored.then(lambda s: advance(s, given))


def store(state: State, field: Field, value: Value, given: Given, said: Said | None = None) -> Turn:
    """Store an answer, and what else the words say; ask before one that was proved is given up."""
    draft, _ = opened(state, given)
    changed = field.id in draft.values and draft.values[field.id] != value
    if field.id == PROOF and changed and draft.proved and isinstance(value, str):
        return become(state, aside=Confirming(what="overwrite", ref=value)).say("overwrite-sure", *OVERWRITE)
    after = put(state, field, value, given)
    if said:
        after = take_heard(after, said, given)
    noted = Turn(after)
    if field.id == PROOF and changed:
        noted = Turn(with_draft(after, sent=None), (VoidCode(),))
    held = draft.values.get(field.id)
    if changed and isinstance(held, list) and set(held) <= set(value):
        return noted.say("added", value=shown(field, [one for one in value if one not in held]))
    return noted.say("corrected", label=Text(id=field.label), value=shown(field, value)) if changed else noted


def replace(state: State, said: Said, given: Given) -> Turn | None:
    """What somebody who is asked which answer to change gives instead: the new value itself, where it fits one."""
    draft, form = opened(state, given)
    found = ((field, heard(field, said, state, given)) for field in fields(draft, form) if field.id in draft.values)
    fitting = [(field, got) for field, got in found if got and got.value != draft.values[field.id]]
    if len(fitting) != 1:
        return None
    field, got = fitting[0]
    return _taken(state, field, got, given, None)


def _correct(state: State, said: Said, given: Given) -> Turn | None:
    """Another address than the one given before is a correction of it."""
    draft, form = opened(state, given)
    for field in fields(draft, form):
        got = heard(field, said, state, given) if field.id in draft.values else None
        if not got or got.value == draft.values[field.id]:
            continue
        if field.kind == "contact" and not CORRECTION.search(said.text):
            both = list(dict.fromkeys([*draft.values[field.id], *got.value]))  # one more, and not another
            got = Taken(both, guessed=got.guessed)
        return _taken(state, field, got, given, None)
    return None
