"""The way to a human: a message for staff, a question that the policy leaves open, and the answer when it comes."""

from __future__ import annotations

from bot.dialogue.answer import team_said, topic_label
from bot.dialogue.effects import AskStaff, Text, Words, choice
from bot.dialogue.events import Answered
from bot.dialogue.state import Given, State, TeamSaid, Turn, Writing, become


def human(state: State, given: Given) -> Turn:
    """Take a message for staff; an open form is kept where it is."""
    turn = become(state, aside=Writing(what="human"))
    kept = Text(id="human-draft-kept" if state.draft else "nothing")
    return turn.say(
        "human-ask", choice("cancel", label="button-send-nothing"), when=when(given), kept=kept, contact=contact(given)
    )


def wrote(state: State, text: str, given: Given) -> Turn:
    """The message is with staff, and stays there until one of them answers."""
    turn = become(state, aside=None, misses=0).do(AskStaff(topic=None, text=text))
    return turn.say("human-noted", when=when(given))


def team(state: State, gap: str, given: Given) -> Turn:
    """Put a gap of the policy to staff; the person's own words are not needed."""
    return Turn(state).do(AskStaff(topic=gap, text="")).say("team-noted", when=when(given))


def answered(state: State, event: Answered, given: Given) -> Turn:
    """Staff answered: their words, marked as theirs; to a question of many, with what it was about."""
    said = TeamSaid(fr=event.fr, en=event.en, on=given.today)
    told = [answer for answer in given.library.answers.values() if event.gap and answer.gap == event.gap]
    if told:
        about = min(told, key=lambda answer: answer.variant is not None).intent
        topic = Text(id="about-topic", args={"topic": topic_label(about)})
        return Turn(state).say("team-answer", topic=topic, said=team_said(said, state.language))
    mine, other = (event.fr, event.en) if state.language == "fr" else (event.en, event.fr)
    reply = () if isinstance(state.aside, Writing) else (choice("human", label="button-reply"),)
    return Turn(state).say("staff-answer", *reply, text=Words(text=mine or other or ""))


def when(given: Given) -> Text:
    """When to expect an answer, as far as it can honestly be said."""
    if given.hours:
        return Text(id="when-hours", args={"hours": Words(text=given.hours)})
    return Text(id="when-unknown")


def contact(given: Given) -> Text:
    """The privacy desk's own address, where the operator has set one."""
    line = Text(id="contact-line", args={"contact": Words(text=given.contact)})
    return line if given.contact else Text(id="nothing")
