"""Answers from the policy, to the letter; asking back when torn; saying so when nothing was understood."""

from __future__ import annotations

from bot.dialogue.effects import Choice, TellAnswer, Text, choice
from bot.dialogue.state import Choosing, Given, State, Turn, become

STARTERS = ("ask.data_held", "ask.retention", "ask.recipients", "ask.rights")
"""What to offer somebody whose words were not understood: what people ask most."""
UNASKED = frozenset({"talk.upset", "talk.greet", "talk.thanks", "talk.bye"})


def tell(state: State, intent: str, given: Given) -> Turn:
    """Answer from the policy. In the middle of a form, no new paths are opened beside the form's own."""
    answer = given.library.answer(intent)
    assert answer is not None, f"no answer to {intent}"  # a test holds that every intent has one
    team = (choice("team", answer.gap),) if answer.gap else ()
    more = (choice("more", intent),) if answer.cites else ()
    following = () if state.asking else tuple(topic(name) for name in answer.next)
    return become(state, topic=intent, misses=0).do(TellAnswer(intent=intent, choices=(*following, *more, *team)))


def more(state: State, intent: str | None) -> Turn:
    """The clauses of an answer in full: of this one, or of the last."""
    topic_now = intent or state.topic
    if topic_now is None:
        return Turn(state).say("more-of-what")
    return Turn(state).do(TellAnswer(intent=topic_now, whole=True))


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
