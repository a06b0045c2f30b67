"""Moving about in the form: back, skip, over again, one line of the summary; and asking what a question is for."""

from __future__ import annotations

from bot.dialogue.draft import at_field, field_at, fields, opened, previous, without_guess
from bot.dialogue.effects import Series, Text, VoidCode, choice
from bot.dialogue.fields import TELLING, shown
from bot.dialogue.intake import advance, ask
from bot.dialogue.state import Confirming, Editing, Given, State, Turn, become, with_draft
from intents.text import normal


def skip(state: State, given: Given) -> Turn:
    """Pass over an optional field; a required one says why it is needed."""
    draft, _ = opened(state, given)
    if not at_field(state) or field_at(state, given).required:
        return Turn(state).say("cannot-skip").then(lambda s: why(s, given))
    values = {name: value for name, value in draft.values.items() if name != draft.at}
    skipped = with_draft(without_guess(state, draft.at), values=values, skipped=(*draft.skipped, draft.at))
    return Turn(skipped).then(lambda s: advance(s, given))


def back(state: State, given: Given) -> Turn:
    """Return to the question before, its old answer shown."""
    draft, form = opened(state, given)
    name = previous(state, given)
    if name is None:
        return Turn(state).say("first-question").then(lambda s: ask(s, given))
    turn = Turn(state)
    if name in draft.values:
        field = next(f for f in form.fields if f.id == name)
        turn = turn.say("back-was", label=Text(id=field.label), value=shown(field, draft.values[name]))
    return turn.then(lambda s: edit(s, name, given))


def restart(state: State, given: Given) -> Turn:
    """Start this form over, and only this one; when there is something to lose, ask first."""
    draft, form = opened(state, given)
    told = tuple(Text(id=f.label) for f in fields(draft, form) if f.id in draft.values)
    if not told:
        return restarted(state, given)
    yes_no = (choice("yes", label="button-restart-yes"), choice("no", label="button-keep"))
    return become(state, aside=Confirming(what="restart")).say("restart-sure", *yes_no, lost=Series(of=told))


def restarted(state: State, given: Given) -> Turn:
    """Clear the form."""
    state = become(state, aside=None).state
    cleared = with_draft(state, values={}, guessed={}, skipped=(), proved=None, sent=None, tries=0)
    return Turn(cleared, (VoidCode(),)).say("restarted").then(lambda s: advance(s, given))


def why(state: State, given: Given) -> Turn:
    """Say why this very question is asked."""
    draft, _ = opened(state, given)
    message = field_at(state, given).why if at_field(state) else f"why-{draft.at}"
    return Turn(state).say(message).then(lambda s: ask(s, given))


def help_(state: State, given: Given) -> Turn:
    """Help with the step at hand."""
    draft, _ = opened(state, given)
    return Turn(state).say("help-field" if at_field(state) else f"help-{draft.at}").then(lambda s: ask(s, given))


def change(state: State, given: Given, words: str = "") -> Turn:
    """Which line of the summary? Words that name one go there at once."""
    draft, form = opened(state, given)
    spoken = set(normal(words).split())
    named = {f.id: set(normal(given.label(Text(id=f.label), state.language)).split()) for f in fields(draft, form)}
    meant = [name for name, own in named.items() if any(len(word) >= TELLING for word in own & spoken)]
    if len(meant) == 1:
        return edit(state, meant[0], given)
    lines = tuple(choice("edit", f.id, label=f.label) for f in fields(draft, form))
    return become(state, aside=Editing()).say("change-which", *lines, choice("no", label="button-nothing"))


def edit(state: State, name: str, given: Given) -> Turn:
    """Ask a field again, its value kept until there is another."""
    draft, _ = opened(state, given)
    skipped = tuple(kept for kept in draft.skipped if kept != name)
    at_it = with_draft(state, at=name, tries=0, skipped=skipped)
    return become(at_it, aside=None).then(lambda s: ask(s, given))
