"""Moving about in the form: back, skip, over again, one line of the summary; and asking what a question is for."""

from __future__ import annotations

import re
from typing import Final

from bot.dialogue.draft import at_field, field_at, fields, opened, previous, without_guess
from bot.dialogue.effects import Text, VoidCode, choice
from bot.dialogue.events import Said
from bot.dialogue.fields import TELLING, shown
from bot.dialogue.intake import advance, ask, replace, retry
from bot.dialogue.state import Confirming, Editing, Given, State, Turn, become, with_draft
from intents.ordinals import ordinal
from intents.text import normal, questioned

PATIENCE: Final = 2
"""So often it is said why an answer is needed; after that, a human is offered."""
MOST_WORDS: Final = 8
_ADDRESS: Final = r"e ?mails?|mails?|courriels?|adresses?|address(?:es)?"
KINDS: Final = {
    "email": re.compile(rf"\b(?:{_ADDRESS})\b"),
    "contact": re.compile(rf"\b(?:{_ADDRESS}|numeros?|numbers?|telephones?|phones?|mobiles?|portables?|contacts?)\b"),
    "date": re.compile(r"\b(?:dates?|jour|day)\b"),
    "name": re.compile(r"\b(?:noms?|prenoms?|names?)\b"),
}
"""What people call an answer of a kind, whatever its label says."""


def skip(state: State, given: Given) -> Turn:
    """Pass over an optional field; a required one says why it is needed."""
    draft, _ = opened(state, given)
    if not at_field(state) or field_at(state, given).required:
        return explained(state, given, "cannot-skip")
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
    if not any(f.id in {*draft.values, *draft.guessed} for f in fields(draft, form)):
        return restarted(state, given)
    yes_no = (choice("yes", label="button-restart-yes"), choice("no", label="button-keep"))
    return become(state, aside=Confirming(what="restart")).say("restart-sure", *yes_no)


def restarted(state: State, given: Given) -> Turn:
    """Clear the form."""
    state = become(state, aside=None).state
    cleared = with_draft(state, values={}, guessed={}, skipped=(), proved=None, sent=None, tries=0, warned=False)
    return Turn(cleared, (VoidCode(),)).say("restarted").then(lambda s: advance(s, given))


def why(state: State, given: Given) -> Turn:
    """Say why this very question is asked."""
    draft, _ = opened(state, given)
    message = field_at(state, given).why if at_field(state) else f"why-{draft.at}"
    return Turn(state).say(message).then(lambda s: ask(s, given))


def explained(state: State, given: Given, *before: str) -> Turn:
    """Say why this question is asked to whoever cannot answer it, so often; after that, a human is offered."""
    draft, _ = opened(state, given)
    if draft.tries >= PATIENCE:
        return retry(state, given)
    turn = Turn(with_draft(state, tries=draft.tries + 1))
    for line in before:
        turn = turn.say(line)
    return turn.then(lambda s: why(s, given))


def help_(state: State, given: Given) -> Turn:
    """Help with the step at hand."""
    draft, _ = opened(state, given)
    return Turn(state).say("help-field" if at_field(state) else f"help-{draft.at}").then(lambda s: ask(s, given))


def change(state: State, given: Given, words: str = "") -> Turn:
    """Which line of the summary? Words that name one go there at once."""
    draft, form = opened(state, given)
    name = _named(state, words, given)
    if name:
        return edit(state, name, given)
    lines = tuple(choice("edit", f.id, label=f.label) for f in fields(draft, form))
    nothing = choice("no", label="button-nothing")
    return become(state, aside=Editing()).say("change-which", *lines, nothing, choice("cancel", label="button-drop"))


def edited(state: State, said: Said, given: Given) -> Turn | None:
    """The answer to "which one?": its place, its name, or what it is to be; None where it is none."""
    draft, form = opened(state, given)
    lines = fields(draft, form)
    place = ordinal(said.text, of=len(lines))
    if place is not None:
        return edit(state, lines[place].id, given)
    replaced = replace(become(state, aside=None).state, said, given)
    if replaced or questioned(said.text):
        return replaced
    name = _named(state, said.text, given) if len(normal(said.text).split()) <= MOST_WORDS else None
    return edit(state, name, given) if name else None


def _named(state: State, text: str, given: Given) -> str | None:
    """The one answer that words speak of, by its label or else by its kind: "the email"."""
    draft, form = opened(state, given)
    words = normal(text)
    spoken = set(words.split())
    labels = {f.id: set(normal(given.label(Text(id=f.label), state.language)).split()) for f in fields(draft, form)}
    meant = [name for name, own in labels.items() if any(len(word) >= TELLING for word in own & spoken)]
    meant = meant or [f.id for f in fields(draft, form) if f.kind in KINDS and KINDS[f.kind].search(words)]
    return meant[0] if len(meant) == 1 else None


def edit(state: State, name: str, given: Given) -> Turn:
    """Ask a field again, its value kept until there is another."""
    draft, _ = opened(state, given)
    skipped = tuple(kept for kept in draft.skipped if kept != name)
    at_it = with_draft(state, at=name, tries=0, skipped=skipped)
    return become(at_it, aside=None).then(lambda s: ask(s, given))
