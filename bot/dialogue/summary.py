"""The last word before a request is sent: all answers to be read once more, and what must be known before."""

from __future__ import annotations

from bot.dialogue.draft import controls, fields, opened, right_name, told
from bot.dialogue.effects import Choice, Lines, Text, choice
from bot.dialogue.fields import shown
from bot.dialogue.state import SUMMARY, Given, State, Turn, with_draft


def summarised(state: State, given: Given) -> Turn:
    """All answers, and whether to send them; what must be known before is told once a form."""
    draft, form = opened(state, given)
    lines = tuple(
        Text(id="summary-line", args={"label": Text(id=f.label), "value": shown(f, draft.values[f.id])})
        for f in fields(draft, form)
        if f.id in draft.values
    )
    warnings = told((form.warning,) if form.warning else (), draft) if not draft.warned else ()
    turn = Turn(with_draft(state, warned=draft.warned or bool(warnings), read=state.language))
    for warning in warnings:
        turn = turn.say(warning.id)
    choices = (choice("confirm"), choice("change"), *controls(state, given))
    return turn.say("summary", *choices, right=right_name(draft.right), lines=Lines(of=lines))


def awaited(state: State) -> bool:
    """Was the summary shown as it stands, in this language, and only the word to send it lacks?"""
    draft = state.draft
    return state.aside is None and draft is not None and draft.at == SUMMARY and draft.read == state.language


def waits(state: State, given: Given) -> Turn:
    """The same in a line, where the whole was shown before."""
    draft, _ = opened(state, given)
    return Turn(state).say("summary-waits", *ways(state, given), right=right_name(draft.right))


def ways(state: State, given: Given) -> tuple[Choice, ...]:
    """What can be done at the summary where it is not shown; first of all, to show it."""
    return (choice("confirm"), choice("show"), choice("change"), *controls(state, given))
