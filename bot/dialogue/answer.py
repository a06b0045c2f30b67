"""Answers from the policy, to the letter; asking back when torn; saying so when nothing was understood."""

from __future__ import annotations

from bot.dialogue.effects import Choice, TellAnswer, Text, choice
from bot.dialogue.state import Choosing, Given, State, Turn, become
from intents.text import normal

STARTERS = ("ask.data_held", "ask.retention", "ask.recipients", "ask.rights")
"""What to offer somebody whose words were not understood: what people ask most."""
UNASKED = frozenset({"talk.upset", "talk.greet", "talk.thanks", "talk.bye"})


def tell(state: State, intent: str, given: Given, words: str = "") -> Turn:
    """Answer from the policy. In the middle of a form, no new paths are opened beside the form's own."""
    answer = given.library.answer(intent)
    assert answer is not None, f"no answer to {intent}"  # a test holds that every intent has one
    named = given.library.named(intent, normal(words))
    gap, following = (named.id, named.next) if named else (answer.gap, answer.next)
    team = (choice("team", gap),) if gap else ()
    paths = () if state.asking else tuple(topic(name) for name in following)
    source = f"{intent} {named.id}" if named else intent
    told = TellAnswer(intent=intent, gap=named and named.id, choices=(*paths, choice("more", source), *team))
    return become(state, topic=source, misses=0).do(told)


def more(state: State, source: str | None) -> Turn:
    """The clauses of an answer in full: of this one, or of the last."""
    intent, _, gap = (source or state.topic or "").partition(" ")
    if not intent:
        return Turn(state).say("more-of-what")
    return Turn(state).do(TellAnswer(intent=intent, gap=gap or None, whole=True))


def topic(intent: str) -> Choice:
    """An intent as a quick reply."""
    return choice("mean", intent, label=topic_label(intent))


def topic_label(intent: str) -> Text:
    """What an intent is called on a button."""
    return Text(id="topic-" + intent.replace(".", "-").replace("_", "-"))


def which(state: State, intents: tuple[str, ...]) -> Turn:
    """Torn: ask, with buttons; nobody is asked whether they meant hello, or to insult us."""
    offered = tuple(intent for intent in intents if intent not in UNASKED)
    if not offered:
        return unsure(state)
    options = (*(topic(intent) for intent in offered), choice("neither"))
    return become(state, aside=Choosing(intents=intents), misses=0).say("which-one", *options)


def unsure(state: State) -> Turn:
    """Not understood: say so, offer topics; the second time in a row, offer a human."""
    misses = state.misses + 1
    turn = become(state, misses=misses)
    starters = tuple(topic(intent) for intent in STARTERS)
    if misses >= 2:
        return turn.say("not-understood-again", choice("human"), *starters)
    return turn.say("not-understood", *starters)
