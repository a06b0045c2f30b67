"""Anything may happen to a conversation, in any order; what must hold all the same.

Hypothesis shrinks what breaks to the shortest conversation; the matcher is not asked here, since any meaning at all
may come of any words.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import hypothesis.strategies as st
from hypothesis import HealthCheck, settings
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot import loading
from bot.dialogue.effects import ActOn, CheckCode, Effect, File, LookUp, Reply, SendCode, TellAnswer
from bot.dialogue.events import (
    ActedOn,
    Answered,
    Case,
    CodeChecked,
    CodeIssued,
    CodeLost,
    Edited,
    Event,
    Filed,
    Found,
    Pressed,
    Said,
    Sent,
    Shared,
    Started,
    Switched,
    TimeCame,
)
from bot.dialogue.press import is_second_tap
from bot.dialogue.spoken import message, spoken
from bot.dialogue.state import Given, State
from bot.dialogue.turn import turn
from bot.inbox import MOST_ROUNDS
from bot.rights.request import Right, Status
from bot.settings import Settings
from intents.bands import Band, Sure, Torn, Unsure
from intents.entities import entities
from intents.scores import Guess
from intents.text import clean
from intents.understanding import Understood
from intents.wishes import Part

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORDING, FORMS = loading.load_wording(), loading.load_forms()
LIBRARY = loading.find_library(Settings(_env_file=None))
INTENTS = sorted(
    {
        *(answer.intent for answer in LIBRARY.answers.values()),
        *(f"request.{right.value}" for right in Right),
        *(f"case.{c}" for c in ("status", "overdue")),
    }
    | {"case.withdraw", "case.amend", "none"}
    | {f"talk.{t}" for t in ["greet", "thanks", "bye", "help", "human", "bot"]}
    | {f"talk.{t}" for t in ["bot_privacy", "forget_me", "language", "upset"]}
    | {f"control.{c}" for c in ["yes", "no", "back", "cancel", "restart", "repeat", "skip", "why", "more"]}
)
WORDS = st.sampled_from(
    [
        "", "👍", "oui", "no", "everything", "tout", "ada@example.org", "no, my e-mail is bob@example.org", "stop",
        "1234 5678", "12345678", "123", "ada at example dot org",
        "non, léa arobase exemple point fr", "zéro six douze trente-quatre cinquante-six soixante-dix-huit",
        "06 12 34 56 78", "3 septembre 2026", "3/9/2031", "x" * 1500, "y" * 2500,
        "/help", "/cancel", "/forget", "/privacy", "/language en", "/human", "/requests", "/start", "/nonsense",
        "<b>'; DROP TABLE requests; --</b>", "my address is wrong", "1", "፩", "yes, wait", "pourquoi ?",
        "\u202eevil", "CSV", "the second", "les deux", "none of these", "combien de temps ?", "who reads this chat?",
    ]
)  # fmt: skip


def given(now: datetime) -> Given:
    def label(text: Any, language: Any) -> str:
        return spoken(text, language, WORDING)

    return Given(library=LIBRARY, forms=FORMS, label=label, now=now, today=now.date(), contact="", hours="")


@st.composite
def bands(draw: st.DrawFn) -> Band:
    kind = draw(st.sampled_from(["sure", "sure", "sure", "torn", "unsure"]))
    if kind == "sure":
        return Sure(intent=draw(st.sampled_from([name for name in INTENTS if name != "none"])))
    if kind == "torn":
        some = [name for name in INTENTS if name != "none" and not name.startswith("control.")]
        return Torn(intents=tuple(draw(st.lists(st.sampled_from(some), min_size=1, max_size=3, unique=True))))
    return Unsure()


@st.composite
def cuts(draw: st.DrawFn) -> tuple[Part, ...]:
    """Mostly a message is one; or it falls into parts, of any meaning or none."""
    if draw(st.integers(0, 3)):
        return ()
    texts = st.sampled_from(["", "ada@example.org", "12345678", "tout", "who gets it?"])
    meant = st.one_of(st.none(), st.sampled_from([name for name in INTENTS if name != "none"]))
    return tuple(draw(st.lists(st.builds(Part, text=texts, intent=meant), min_size=2, max_size=4)))


REFS = st.sampled_from([None, "m1", "m2", "m3"])
MEDIA = st.sampled_from(["photo", "voice", "video", "file", "sticker", "location", "poll", "other"])
LINKS = st.sampled_from(["erase", "stop-ads", "post_mortem", "human", "requests", "privacy", "help", "x", ""])
COUNTS = st.sampled_from([1, 1, 3])
FOREIGN = st.integers(0, 9).map(lambda number: number == 0)


@st.composite
def understood(draw: st.DrawFn) -> Understood:
    words = clean(draw(WORDS))
    return Understood(
        text=words,
        language=draw(st.sampled_from(["fr", "en", None])),
        ranked=(Guess(intent="none", confidence=1.0),),
        band=draw(bands()),
        entities=entities(words, today=NOW.date()),
        parts=draw(cuts()),
        foreign=draw(FOREIGN),
    )


class Conversation(RuleBasedStateMachine):
    """One person, doing anything at all."""

    def __init__(self) -> None:
        super().__init__()
        self.state = State()
        self.now = NOW
        self.old: list[str] = []
        self.filed = 0

    @initialize(language=st.sampled_from(["fr", "en", None]))
    def opens(self, language: Any) -> None:
        self.happens(Started(at=self.now, language=language))

    @rule(words=understood(), ref=REFS)
    def says(self, words: Understood, ref: str | None) -> None:
        self.happens(Said(at=self.now, understood=words, ref=ref))

    @rule(words=understood(), ref=REFS.filter(bool))
    def edits(self, words: Understood, ref: str) -> None:
        self.happens(Edited(at=self.now, understood=words, ref=ref))

    @rule(media=MEDIA, caption=st.one_of(st.none(), understood()), ref=REFS, too_large=st.booleans(), count=COUNTS)
    def sends(self, media: Any, caption: Understood | None, ref: str | None, too_large: bool, count: int) -> None:
        self.happens(Sent(at=self.now, media=media, caption=caption, ref=ref, too_large=too_large, count=count))

    @rule(phone=st.sampled_from(["+33612345678", "33612345678", "1", ""]), own=st.booleans())
    def shares(self, phone: str, own: bool) -> None:
        self.happens(Shared(at=self.now, phone=phone, own=own))

    @rule(opens=LINKS)
    def comes_by_a_link(self, opens: str) -> None:
        self.happens(Started(at=self.now, language=None, opens=opens))

    @rule(word=st.sampled_from(["oui", "yes", "ok", "non", "no"]))
    def agrees_or_not(self, word: str) -> None:
        """A plain yes or no, to whatever is open."""
        meant = Sure(intent="control.no" if word.startswith("n") else "control.yes")
        found = entities(word, today=self.now.date())
        ranked = (Guess(intent=meant.intent, confidence=1.0),)
        understood = Understood(text=word, language=None, ranked=ranked, band=meant, entities=found)
        self.happens(Said(at=self.now, understood=understood))

    @rule(data=st.data())
    def presses(self, data: st.DataObject) -> None:
        ids = (
            [choice.id for choice in self.state.offered]
            + self.old[-20:]
            + ["", "1.x", "1.²", "999.0", "1." + "9" * 5000]
        )
        self.happens(Pressed(at=self.now, choice=data.draw(st.sampled_from(ids))))

    @rule(data=st.data())
    def goes_on_with_the_form(self, data: st.DataObject) -> None:
        """What a person mostly does; or no conversation would ever come to its end."""
        on = [choice.id for choice in self.state.offered if choice.do in ("answer", "skip", "confirm", "keep", "yes")]
        if on:
            self.happens(Pressed(at=self.now, choice=data.draw(st.sampled_from(on))))

    @rule(language=st.sampled_from(["fr", "en"]))
    def switches(self, language: Any) -> None:
        self.happens(Switched(at=self.now, language=language))

    @rule(days=st.integers(1, 40), what=st.sampled_from(["remind", "expire"]), ago=st.integers(0, 3))
    def waits(self, days: int, what: Any, ago: int) -> None:
        self.now += timedelta(days=days)
        self.happens(TimeCame(at=self.now, what=what, draft=f"d{self.state.drafts - ago}"))

    @rule(refused=st.booleans())
    def mail_is_lost(self, refused: bool) -> None:
        self.happens(CodeLost(at=self.now, address="ada@example.org", refused=refused))

    @rule()
    def staff_answers(self) -> None:
        self.happens(Answered(at=self.now, question=1, fr="…"))

    def happens(self, event: Event) -> None:
        step_before = self.state.step
        again = isinstance(event, Pressed) and is_second_tap(self.state, event)
        said = 0
        self.old += [choice.id for choice in self.state.offered]
        waiting, rounds = [event], 0
        while waiting:
            rounds += 1
            assert rounds <= MOST_ROUNDS, f"{event} goes round and round"
            told = turn(self.state, waiting.pop(0), given(self.now))
            self.state = told.state
            for effect in told.effects:
                self.shown(effect)
                said += isinstance(effect, TellAnswer) or (isinstance(effect, Reply) and not effect.contact)
                if isinstance(effect, File):
                    assert not isinstance(event, Started), "a link confirms nothing"
                    assert step_before == f"{effect.right.value}.summary", f"filed from {step_before}"
                    assert isinstance(event, Pressed | Said | Edited | Sent)
                waiting += self.comes_of(effect)
        if isinstance(event, Said | Pressed | Started | Switched | Sent | Shared):
            assert said or again, f"{event} was met with silence"

    def shown(self, effect: Effect) -> None:
        """Whatever is said can be said in both languages."""
        if isinstance(effect, Reply | TellAnswer):
            for language in ("fr", "en"):
                assert message(effect, language, wording=WORDING, library=LIBRARY).text

    def comes_of(self, effect: Effect) -> list[Event]:
        now, day = self.now, date(2026, 12, 23)
        match effect:
            case SendCode(address=address):
                return [CodeIssued(at=now, address=address, limited=self.now.day % 5 == 0)]
            case CheckCode(address=address, code=code):
                result: Any = "right" if code == "12345678" else ("wrong", "expired", "none", "locked")[now.day % 4]
                return [CodeChecked(at=now, address=address, result=result, left=3)]
            case File(draft=draft, right=right):
                self.filed += 1
                return [Filed(at=now, draft=draft, right=right, reference="OMB-7F3K-Q2XW", received=day, due=day)]
            case LookUp(purpose=purpose):
                one = Case(
                    reference="OMB-7F3K-Q2XW", right=Right.access, status=Status.received, received=day, due=day,
                    overdue=now.day % 2 == 0,
                )  # fmt: skip
                return [Found(at=now, purpose=purpose, cases=(one,) * min(self.filed, 6))]
            case ActOn(reference=reference, act=act):
                return [ActedOn(at=now, reference=reference, act=act)]
            case _:
                return []

    @invariant()
    def comes_back_from_the_store_as_it_was(self) -> None:
        assert State.model_validate_json(self.state.model_dump_json()) == self.state

    @invariant()
    def every_quick_reply_can_be_pressed(self) -> None:
        assert len({choice.id for choice in self.state.offered}) == len(self.state.offered)

    @invariant()
    def there_is_a_way_out(self) -> None:
        """Cancelling, again and again where several requests lie over one another, leaves nothing open."""
        state = self.state
        for _ in range(2 * (len(state.parked) + 3)):
            if not state.asking:
                return
            yes = next((c for c in state.offered if c.do == "yes"), None) if state.step == "confirming.cancel" else None
            if yes:
                event: Event = Pressed(at=self.now, choice=yes.id)
            else:
                words = Understood(
                    text="/cancel", language=None, ranked=(), band=Unsure(), entities=entities("", today=NOW.date())
                )
                event = Said(at=self.now, understood=words)
            state = turn(state, event, given(self.now)).state
        raise AssertionError(f"no way out of {self.state.step}; still at {state.step}")


TestConversation = Conversation.TestCase
TestConversation.settings = settings(
    max_examples=150, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
