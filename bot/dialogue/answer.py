"""Answers from the policy, to the letter; asking back when torn; saying so when nothing was understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, Literal

from bot.dialogue.effects import Both, Choice, TellAnswer, Text, Words, choice
from bot.dialogue.state import Choosing, Confirming, Given, State, TeamSaid, Turn, become
from intents.language import Language
from intents.scores import Guess
from intents.text import normal
from knowledge.entries import Kind
from knowledge.library import Found

STARTERS = ("ask.data_held", "ask.retention", "ask.recipients", "ask.rights")
"""What to offer somebody whose words were not understood: what people ask most."""
MOST_PATHS: Final = 4
"""More ways to go on than that are read by nobody on a telephone; there are as many kinds of people."""
MOST_OFFERED: Final = 3
"""Meanings to choose from: more are a list, not a question."""
PATIENCE: Final = 2
"""Misunderstandings in a row after which a human is offered."""
NEAR: Final = 0.1
"""A guess this likely is worth offering to somebody who was not understood."""
OFFERED: Final = ("ask.", "explain.", "request.", "case.")
UNASKED = frozenset({"talk.upset", "talk.greet", "talk.thanks", "talk.bye"})
OF_ONESELF: Final = re.compile(
    r"\b(?:je suis|j etais|en tant que?|moi qui suis|i am|i m|im|i was|as|being)"
    r"(?: (?:une?|le|la|an?|the|votre|your|juste|just|simple|only|seulement|aussi|also))* "
)
"""How people say what they are themselves: what they are follows at once."""


def tell(state: State, intent: str, given: Given, words: str = "", *, beside: tuple[str, ...] = ()) -> Turn:
    """Answer from the policy, in the way that fits how it was asked and, where that matters, who asks.

    What may have been meant instead, `beside`, is the first of the quick replies.
    """
    spoken = normal(words)
    person = oneself(spoken, given)
    if person:
        state = become(state, person=person.id).state
    found = given.library.find(intent, spoken, person=state.person)
    if found is None:  # a policy of one's own need not have an answer to everything
        return become(state, misses=0, doubts=0).say("no-answer", choice("human"))
    return told(state, found, given, beside=beside)


def oneself(words: str, given: Given) -> Kind | None:
    """The kind of person that somebody says to be: a client's son is no client, nor is who is none any more."""
    for said in OF_ONESELF.finditer(words):
        rest = f"{words[said.end() :]} "
        kinds = given.library.policy.people
        kind = next((kind for kind in kinds if any(rest.startswith(f"{word} ") for word in kind.said)), None)
        if kind:
            return kind
    return None


def told(state: State, found: Found, given: Given, *, beside: tuple[str, ...] = ()) -> Turn:
    """Tell an answer. In the middle of a form, no new paths are opened beside the form's own."""
    answer, thing = found.answer, found.thing
    asks_who = given.library.asks_who(answer)
    source = f"{answer.id} {thing.id}" if thing else answer.id
    team = given.team.get(answer.gap or "")
    paths = (*map(topic, beside), *_paths(found, given, asks_who=asks_who))[:MOST_PATHS]
    choices = (*(() if state.asking else _once(paths)), choice("more", source))
    if answer.gap and team is None:
        choices += (choice("team", answer.gap),)
    below = (*((team_said(team, state.language),) if team else ()), *((Text(id="which-person"),) if asks_who else ()))
    effect = TellAnswer(answer=answer.id, thing=thing and thing.id, below=below, choices=choices)
    return become(state, topic=source, misses=0, doubts=0).do(effect)


def _paths(found: Found, given: Given, *, asks_who: bool) -> tuple[Choice, ...]:
    """Where to go from here: the next questions; or who asks, where the answer depends on it."""
    if asks_who:
        return tuple(person(kind) for kind in given.library.policy.people)
    following = tuple(topic(name) for name in found.answer.next)
    return (*following[:2], choice("who", found.answer.intent)) if found.answer.person else following


def _once(paths: Iterable[Choice]) -> tuple[Choice, ...]:
    """Each way to go on once, however often it was thought of."""
    return tuple({(path.do, path.what): path for path in paths}.values())


def person(kind: Kind) -> Choice:
    """A kind of person as a quick reply."""
    return choice("person", kind.id, label=Text(id="as-named", args={"name": Both(fr=kind.name.fr, en=kind.name.en)}))


def who(state: State, given: Given) -> Turn:
    """Ask again who asks: what was said of it before is not right, or not any more."""
    kinds = tuple(person(kind) for kind in given.library.policy.people)
    return become(state, person=None).say("which-person", *kinds)


def asked_by(state: State, kind: str, given: Given) -> Turn:
    """Somebody told us what they are: the answer again, for them."""
    state = become(state, person=kind).state
    last = found(state.topic, given)
    return tell(state, last.answer.intent, given) if last else Turn(state).say("person-noted")


def found(source: str | None, given: Given) -> Found | None:
    """An answer by its id and the thing it named, as `State.topic` keeps them; None if there is none of that name."""
    name, _, thing = (source or "").partition(" ")
    answer = given.library.answer(name)
    return Found(answer, given.library.things.get(thing)) if answer else None


def again(state: State, given: Given) -> Turn:
    """The last answer once more."""
    last = found(state.topic, given)
    return told(state, last, given) if last else Turn(state).say("more-of-what")


def more(state: State, source: str | None, given: Given, show: Literal["clauses", "section"] = "clauses") -> Turn:
    """The clauses that an answer rests on, in full, or their section: of this answer, or of the last."""
    one = found(source or state.topic, given)
    if one is None:
        return Turn(state).say("more-of-what")
    further = (choice("section", one.answer.id),) if show == "clauses" and not state.asking else ()
    return Turn(state).do(
        TellAnswer(answer=one.answer.id, thing=one.thing and one.thing.id, show=show, choices=further)
    )


def team_said(said: TeamSaid, language: Language) -> Text:
    """What the team answered to this gap, marked as theirs, in the person's language if there is one."""
    mine, other = (said.fr, said.en) if language == "fr" else (said.en, said.fr)
    name = "team-said" if mine else "team-said-in-other"
    return Text(id=name, args={"text": Words(text=mine or other or ""), "day": said.on})


def topic(intent: str) -> Choice:
    """An intent as a quick reply."""
    return choice("mean", intent, label=topic_label(intent))


def topic_label(intent: str) -> Text:
    """What an intent is called on a button."""
    return Text(id="topic-" + intent.replace(".", "-").replace("_", "-"))


def decided(intents: tuple[str, ...], words: str, given: Given) -> str | None:
    """Of several meanings the one that the words name outright; None where they name none, or more than one."""
    spoken = normal(words)
    for names in (given.library.outright, given.library.plainly):
        plain = [intent for intent in intents if names(intent, spoken)]
        if plain:
            return plain[0] if len(plain) == 1 else None
    return None


def which(state: State, intents: tuple[str, ...], given: Given, words: str = "") -> Turn:
    """Torn: ask, with buttons; nobody is asked whether they meant hello, or to insult us. Twice in a row: a human."""
    offered = tuple(intent for intent in intents if intent not in UNASKED)[:MOST_OFFERED]
    if not offered:
        return unsure(state)
    doubts = state.doubts + 1
    if len(offered) == 1:
        return _perhaps(become(state, doubts=doubts).state, offered[0], given, words)
    return ask_which(become(state, aside=Choosing(intents=offered), misses=0, doubts=doubts).state)


def ask_which(state: State, message: str = "which-one") -> Turn:
    """Put the open choice (again)."""
    assert isinstance(state.aside, Choosing)
    options = (*map(topic, state.aside.intents), choice("neither"), *human_at_last(state))
    return Turn(state).say(message, *options)


def human_at_last(state: State) -> tuple[Choice, ...]:
    """The way to a human, for whoever was misunderstood more than once in a row."""
    return (choice("human"),) if state.misses + state.doubts >= PATIENCE else ()


def _perhaps(state: State, intent: str, given: Given, words: str) -> Turn:
    """One meaning only, and in doubt: of a question the answer, said to be a guess; of a wish, whether it is meant."""
    if not intent.startswith(("ask.", "explain.")):
        return did_you_mean(become(state, aside=Confirming(what="mean", ref=intent)).state)
    told = tell(state, intent, given, words)
    return introduced(Turn(told.state.model_copy(update={"doubts": state.doubts}), told.effects), Text(id="perhaps"))


def did_you_mean(state: State) -> Turn:
    """Ask about one meaning, by its name on a button."""
    assert isinstance(state.aside, Confirming)
    return Turn(state).say(
        "did-you-mean", choice("yes"), choice("no"), *human_at_last(state), topic=topic_label(state.aside.ref)
    )


def introduced(told: Turn, above: Text | None) -> Turn:
    """The turn, with a line over the answer that it tells."""
    effects = (e.model_copy(update={"above": above}) if isinstance(e, TellAnswer) else e for e in told.effects)
    return Turn(told.state, tuple(effects)) if above else told


def unsure(state: State, ranked: Sequence[Guess] = ()) -> Turn:
    """Not understood: say so, offer what was asked about, is nearest, or is asked most; from the second time, a human.

    Each time is put differently, and from the fourth on every other time a human is all that is offered.
    """
    misses = state.misses + 1
    missed = misses + state.doubts
    if isinstance(state.aside, Confirming) and state.aside.what == "mean" and missed <= PATIENCE:
        options = (choice("human"), choice("yes"), choice("no"))
        return become(state, misses=misses).say("did-you-mean-again", *options, topic=topic_label(state.aside.ref))
    if missed < PATIENCE:
        return become(state, misses=misses).say("not-understood", *_nearest(state, ranked))
    if missed > PATIENCE + 1 and missed % 2 == 0:
        return become(state, misses=misses, aside=None).say("not-understood-human", choice("human"))
    keeps = isinstance(state.aside, Choosing)
    turn = become(state, misses=misses, aside=state.aside if keeps else None)
    message = "not-understood-again" if missed == PATIENCE else "not-understood-still"
    return turn.say(message, choice("human"), *_nearest(state, ranked))


def _nearest(state: State, ranked: Sequence[Guess]) -> tuple[Choice, ...]:
    """What to offer to whoever was not understood."""
    if isinstance(state.aside, Choosing):
        return (*map(topic, state.aside.intents), choice("neither"))
    near = (guess.intent for guess in ranked if guess.confidence >= NEAR and guess.intent.startswith(OFFERED))
    return tuple(topic(intent) for intent in tuple(dict.fromkeys((*near, *STARTERS)))[:MOST_OFFERED])
