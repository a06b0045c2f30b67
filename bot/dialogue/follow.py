"""What is said in the light of the answer before: « et pour les prospects ? », "why?", "which clause?".

Only short messages are read so, and only where no question of ours is open: what can stand alone is its own meaning.
"""

from __future__ import annotations

import re
from typing import Final

from bot.dialogue import answer, handoff
from bot.dialogue.effects import TellAnswer, Text
from bot.dialogue.events import Said
from bot.dialogue.fields import is_said
from bot.dialogue.state import Given, State, Turn, become
from intents.bands import Sure, Torn, Unsure
from intents.text import normal, questioned
from knowledge.entries import Kind

MOST_WORDS: Final = 8
LEANS: Final = re.compile(
    r"(?:et|mais|alors|donc|ok|d accord|pour|chez|si|quid|meme|aussi|"
    r"and|but|so|then|what about|how about|for|if|same|also)\b"
)
"""How a message begins that leans on what was said before."""
IN_CONTEXT: Final = frozenset({"control.why", "control.more", "control.repeat"})
"""What steers the conversation, and means the answer before."""
OF_PEOPLE: Final = frozenset({"ask.person_kind", "ask.scope"})
MOST_LEANING: Final = 6
"""Longer words that mean another question are that question, however they begin."""
TO_SOMEBODY: Final = frozenset({"ask.complaint", "ask.exercise", "ask.contact"})
"""Answers that say to whom one turns."""
TO_WHOM: Final = frozenset(
    {
        "a qui", "et a qui", "aupres de qui", "chez qui", "vers qui", "qui ca", "qui",
        "who to", "to who", "to whom", "and to whom", "with whom", "with who", "who with", "who", "and who to",
    }
)  # fmt: skip
THEIRS: Final = re.compile(r"\b(?:leurs?|eux|elle|lui|their|them|they|its|there)\b")
"""How people speak of somebody whom the answer before names."""
ALONE: Final = 3
"""So few words lean on what was said before, however they begin."""


def follow(state: State, event: Said, given: Given) -> Turn | None:
    """The turn that a follow-up comes to; None where the words are to be understood by themselves."""
    found = answer.found(state.topic, given)
    words = normal(event.text)
    if found is None or state.asking or len(words.split()) > MOST_WORDS:
        return None
    last = found.answer
    if last.intent in TO_SOMEBODY and words in TO_WHOM:
        return answer.told(state, found, given)
    if last.gap and is_said(words, "said-team", given):
        return handoff.team(state, last.gap, given)
    oneself = answer.oneself(words, given)
    leans = LEANS.match(words) or len(words.split()) <= ALONE
    if THEIRS.search(words) and given.library.named(last.intent, words) and not _steers(event):
        return _leaning(state, last.intent, words, given.library.person(words), given)
    if _stands_alone(event, last.intent, given, leaning=bool(leans)) or not (leans or oneself):
        return None
    if oneself:
        state = become(state, person=oneself.id).state
    return _leaning(state, last.intent, words, given.library.person(words), given)


def source(state: State, text: str, given: Given) -> Turn | None:
    """Which clause, where it says that, the whole section: asked in so many words, at any time."""
    words = normal(text)
    if len(words.split()) > MOST_WORDS:
        return None
    if is_said(words, "said-section", given):
        return answer.more(state, None, given, "section")
    return answer.more(state, None, given) if is_said(words, "said-where", given) else None


def _stands_alone(event: Said, topic: str, given: Given, *, leaning: bool) -> bool:
    """Have the words a meaning of their own: a wish, an order, a plea for a human, or another question?"""
    match event.understood.band:
        case Sure(intent=intent):
            likely: tuple[str, ...] = (intent,)
        case Torn(intents=intents):
            likely = intents
        case Unsure():
            return False
    if any(intent.startswith(("request.", "case.", "talk.", "control.")) for intent in likely):
        return not set(likely) <= IN_CONTEXT
    if topic in likely:
        return False
    if set(likely) & OF_PEOPLE:  # "I am a prospect" is about the answer before; "does it concern me?" is not
        return not leaning and questioned(event.text)
    words = normal(event.text)
    named = any(given.library.outright(intent, words) for intent in likely)
    return not leaning or named or len(words.split()) > MOST_LEANING


def _steers(event: Said) -> bool:
    """Is it surely a wish, an order or a plea?"""
    band = event.understood.band
    return isinstance(band, Sure) and band.intent.startswith(("request.", "case.", "talk.", "control."))


def _leaning(state: State, intent: str, words: str, person: Kind | None, given: Given) -> Turn | None:
    named = given.library.named(intent, words)
    if named:
        return answer.told(state, named, given)
    return _no_difference(state, intent, given) if person else None


def _no_difference(state: State, intent: str, given: Given) -> Turn:
    """The policy says nothing else for these people: what it says to all."""
    found = given.library.find(intent, "")
    assert found is not None
    told = answer.told(state, found, given)
    *before, last = told.effects
    assert isinstance(last, TellAnswer)
    note = Text(id="no-difference")
    return Turn(told.state, (*before, last.model_copy(update={"below": (note, *last.below)})))
