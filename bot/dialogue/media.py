"""What is sent beside words. Nothing of it is ever an answer: only words are, and those put under it are words."""

from __future__ import annotations

from bot.dialogue import asides, hearing
from bot.dialogue.effects import Choice, Text, Words, choice
from bot.dialogue.events import Said, Sent
from bot.dialogue.state import Given, State, Turn, Writing

PERSON = choice("human")
DOCUMENTS = frozenset({"photo", "file"})
"""What may be meant to prove or to show something: there is another way for it."""


def sent(state: State, event: Sent, given: Given) -> Turn:
    """Say what is not read, and what to do; then the words beside it count, or the open question is put again."""
    words = event.caption
    if words is not None and words.text:
        told = _refused(state, event, given, "media-caption")
        said = Said(at=event.at, understood=words, ref=event.ref)
        return told.then(lambda s: hearing.said(s, said, given))
    if isinstance(state.aside, Writing):
        return Turn(state).say("media-only-words")  # it says what the open question is
    return asides.again(_refused(state, event, given, f"media-{event.media}"), given)


def _refused(state: State, event: Sent, given: Given, message: str) -> Turn:
    """One answer to all that came at once, however many there are."""
    told = Turn(state)
    if event.too_large:
        return told.say("media-too-large", *_person(given), otherwise=_otherwise(given))
    if message == "media-caption":
        return told.say(message)
    if event.count > 1:
        return told.say("media-several", *_person(given), count=event.count, otherwise=_otherwise(given))
    if event.media in DOCUMENTS:
        return told.say(message, *_person(given), otherwise=_otherwise(given))
    return told.say(message, *((PERSON,) if event.media == "voice" else ()))


def _otherwise(given: Given) -> Text:
    """Where documents can go: to the desk's own address, or to whom a human names."""
    if given.contact:
        return Text(id="media-by-contact", args={"contact": Words(text=given.contact)})
    return Text(id="media-by-human")


def _person(given: Given) -> tuple[Choice, ...]:
    return () if given.contact else (PERSON,)
