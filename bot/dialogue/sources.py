"""From which message each answer came, so that whoever edits the message corrects the answer.

Held at one place for whatever a message did: what was answered before a turn is compared with what is after it.
"""

from __future__ import annotations

from hashlib import sha256
from typing import Final

from bot.dialogue.effects import CheckCode, LookUp, Misunderstood, Reply, TellAnswer
from bot.dialogue.events import Edited, Event, Pressed, Said, Sent
from bot.dialogue.state import Confirming, Draft, State, Turn, Value, become

TELLS: Final = (Reply, TellAnswer, LookUp, CheckCode, Misunderstood)
"""What does nothing that the same message in other words would have to undo."""


def traced(before: State, event: Event, told: Turn) -> Turn:
    """The turn, its drafts knowing which message answered what; of a conversation forgotten, nothing is known."""
    after, old = told.state, {draft.id: draft for draft in drafts(before)}
    if not after.greeted:
        return told
    ref = event.ref if isinstance(event, Said | Edited | Sent) else None
    source = before.last_ref if _agreed(before) else ref
    wish = before.last_ref if isinstance(event, Pressed) and before.voiced else ref
    parked = tuple(_traced(draft, old.get(draft.id), source, wish) for draft in after.parked)
    draft = _traced(after.draft, old.get(after.draft.id), source, wish) if after.draft else None
    if draft != after.draft or parked != after.parked:
        after = become(after, draft=draft, parked=parked).state
    after = _last(before, after, told, ref)
    if isinstance(event, Said | Edited) and after.last_ref == ref:
        after = become(after, last_words=in_short(event.understood.text)).state
    return Turn(after, told.effects)


def in_short(words: str) -> str:
    """By what it is told that a message says what it said before; of the words themselves nothing is kept."""
    return sha256(words.encode()).hexdigest()[:16]


def drafts(state: State) -> tuple[Draft, ...]:
    """Every draft, the one under way first, then the one parked last."""
    return (*((state.draft,) if state.draft else ()), *reversed(state.parked))


def _agreed(before: State) -> bool:
    """Was it asked whether to give up a value? The message that named the new one came before the yes."""
    return isinstance(before.aside, Confirming) and before.aside.what == "overwrite"


def _traced(draft: Draft, was: Draft | None, source: str | None, wish: str | None) -> Draft:
    if was is draft:
        return draft
    held = _answers(draft)
    sources = {name: kept for name in held if (kept := source if _new(name, draft, was) else _known(name, was))}
    voiced = was.wish if was else wish
    return draft.model_copy(update={"sources": sources, "wish": voiced})


def _new(name: str, draft: Draft, was: Draft | None) -> bool:
    """Was this answer given now? One that was only read back, and agreed to, was given before."""
    if was is None or name not in _answers(was):
        return True
    now = _answers(draft)[name]
    return now != was.values.get(name) and now != was.guessed.get(name)


def _known(name: str, was: Draft | None) -> str | None:
    return was.sources.get(name) if was else None


def _answers(draft: Draft) -> dict[str, Value | None]:
    """What was answered, and what was passed over."""
    return {**dict.fromkeys(draft.skipped), **draft.values, **draft.guessed}


def _last(before: State, after: State, told: Turn, ref: str | None) -> State:
    """The state, knowing the message said last and what came of it; a step taken without words is a deed too."""
    did = not all(isinstance(effect, TELLS) for effect in told.effects)
    if ref is None:
        moved = did or before.step != after.step
        return become(after, last_came="deed").state if moved and after.last_came != "deed" else after
    answered = [_answers(draft) for draft in drafts(before)] != [_answers(draft) for draft in drafts(after)]
    closed = before.aside is not None and before.aside != after.aside
    came = "deed" if did or answered or closed else "question" if before.aside != after.aside else "answer"
    return become(after, last_ref=ref, last_came=came).state
