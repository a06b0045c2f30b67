"""What Ombud says of itself: hello, help, privacy, languages; and forgetting a conversation."""

from __future__ import annotations

import re

from bot.dialogue.answer import STARTERS, topic
from bot.dialogue.effects import Forget, Reply, TellAnswer, Text, VoidCode, Words, choice
from bot.dialogue.state import KEEP_DAYS, Confirming, Given, State, Turn, become
from intents.language import Language

LANGUAGES: dict[str, Language] = {"fr": "fr", "en": "en"}
OTHER: dict[Language, Language] = {"fr": "en", "en": "fr"}
NOT = r"(?:\bnot|n.t|\bpas)\b"
NAMES: dict[Language, re.Pattern[str]] = {
    "fr": re.compile(r"fran[cç]ais|french", re.IGNORECASE),
    "en": re.compile(r"anglais|english", re.IGNORECASE),
}


def welcome(state: State, language: Language | None, given: Given) -> Turn:
    """The first message: what this is, that it is a machine, what it keeps, who reads it, how to reach a human.

    Art. 50(1) of the AI Act wants the machine named at the first message at the latest.
    """
    turn = become(state, greeted=True, language=language or state.language)
    starters = tuple(topic(intent) for intent in STARTERS)
    other = choice("language", OTHER[turn.state.language], label=f"button-{OTHER[turn.state.language]}")
    turn = turn.say(
        "welcome", *starters, choice("human"), other, controller=given.library.policy.controller, days=KEEP_DAYS
    )
    return turn if language else turn.say("welcome-english")


def without_topics(told: Turn) -> Turn:
    """The turn, with nothing to choose from beside its welcome: it opened something already."""
    effects = (
        effect.model_copy(update={"choices": tuple(item for item in effect.choices if item.do != "mean")})
        if isinstance(effect, Reply) and effect.text.id == "welcome"
        else effect
        for effect in told.effects
    )
    return Turn(told.state, tuple(effects))


def welcome_back(state: State) -> Turn:
    return Turn(state).say("welcome-back", *(topic(intent) for intent in STARTERS), choice("status"), choice("human"))


def help_(state: State) -> Turn:
    """What one can do here, when nothing is under way."""
    return Turn(state).say("help", *(topic(intent) for intent in STARTERS), choice("status"), choice("human"))


def privacy(state: State, given: Given) -> Turn:
    """Ombud's own notice (GDPR Art. 13; Telegram's terms for bots, 4)."""
    contact = Text(id="privacy-contact", args={"contact": Words(text=given.contact)})
    return Turn(state).say(
        "privacy",
        choice("forget"),
        controller=given.library.policy.controller,
        days=KEEP_DAYS,
        contact=contact if given.contact else Text(id="privacy-no-contact"),
    )


def forget(state: State) -> Turn:
    """Erasing the conversation is a right in every state; say what goes and what the law keeps."""
    kept = become(state, aside=Confirming(what="forget"))
    lost = Text(id="forget-draft" if state.draft or state.parked else "nothing")
    yes_no = (choice("yes", label="button-forget-yes"), choice("no", label="button-keep"))
    return kept.say("forget-sure", *yes_no, lost=lost)


def forgotten(state: State) -> Turn:
    return Turn(state.blank(), (VoidCode(), Forget())).say("forgotten")


def language(state: State, text: str) -> Turn:
    """Switch to the language named; of a third one say which two there are."""
    named = {name for name, pattern in NAMES.items() if pattern.search(text) or text.lower() == name}
    denied = {name for name in named if re.search(rf"{NOT}[^,.;!?]*(?:{NAMES[name].pattern})", text, re.IGNORECASE)}
    wanted = named - denied or {OTHER[name] for name in denied}
    if wanted:
        return switched(state, wanted.pop() if len(wanted) == 1 else state.language)
    buttons = tuple(choice("language", name, label=f"button-{name}") for name in NAMES)
    return Turn(state).say("languages", *buttons)


def foreign(state: State) -> Turn:
    """To somebody who writes in a third language, in both of ours: which they are, and the way to a human."""
    buttons = tuple(choice("language", name, label=f"button-{name}") for name in NAMES)
    return Turn(state).say("foreign", choice("human"), *buttons)


def foreign_in_short(state: State) -> Turn:
    """One line in both languages to somebody who writes in a third, where the conversation goes on in one of ours."""
    buttons = tuple(choice("language", name, label=f"button-{name}") for name in NAMES)
    return Turn(state).say("foreign-short", *buttons)


def in_both(told: Turn) -> Turn:
    """The turn, its answers in both languages, with the way to a human."""
    effects = (
        effect.model_copy(update={"both": True, "choices": (*effect.choices, choice("human"))})
        if isinstance(effect, TellAnswer)
        else effect
        for effect in told.effects
    )
    return Turn(told.state, tuple(effects))


def switched(state: State, to: Language) -> Turn:
    """Go on in this language; one button leads back to the other."""
    back = choice("language", OTHER[to], label=f"button-{OTHER[to]}")
    return become(state, language=to).say("language-now", back)


def upset(state: State) -> Turn:
    """Somebody is angry: no lecture, a human at once."""
    return Turn(state).say("talk-upset", choice("human"))


def small(state: State, topic: str) -> Turn:
    """Hello, thanks, goodbye, are you a machine."""
    return Turn(state).say(f"talk-{topic.replace('_', '-')}")
