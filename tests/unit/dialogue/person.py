"""A person before the pure core: what they do, one event after another, and what they are told, by message id.

No store and no matcher: what words mean is said with them, and what an effect leads to comes at once.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from bot import loading
from bot.dialogue.effects import ActOn, CheckCode, Effect, File, LookUp, Reply, SendCode, TellAnswer
from bot.dialogue.events import (
    ActedOn,
    Case,
    CodeChecked,
    CodeIssued,
    Edited,
    Event,
    Filed,
    Found,
    Pressed,
    Said,
    Sent,
    Shared,
    Started,
)
from bot.dialogue.spoken import spoken
from bot.dialogue.state import Given, State
from bot.dialogue.turn import turn
from bot.rights.request import Status
from bot.settings import Settings
from intents.bands import Band, Sure, Unsure
from intents.entities import entities
from intents.scores import Guess
from intents.understanding import Understood

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
WORDING, FORMS = loading.load_wording(), loading.load_forms()
LIBRARY = loading.find_library(Settings(_env_file=None))
CODE = "1234 5678"


def label(text: Any, language: Any) -> str:
    return spoken(text, language, WORDING)


GIVEN = Given(library=LIBRARY, forms=FORMS, label=label, now=NOW, today=NOW.date())


def meaning(text: str, intent: str | Band | None = None) -> Understood:
    """Words that mean this, or nothing we know."""
    band = Sure(intent=intent) if isinstance(intent, str) else intent or Unsure()
    ranked = (Guess(intent=intent if isinstance(intent, str) else "none", confidence=1.0),)
    found = entities(text, today=GIVEN.today)
    return Understood(text=text, language=None, ranked=ranked, band=band, entities=found)


class Person:
    """One conversation, in English, greeted; `told` is what was said last, `effects` all that was wanted."""

    def __init__(self, *, contact: str = "", greeted: bool = True) -> None:
        self.given = replace(GIVEN, contact=contact)
        self.state = State(language="en", greeted=greeted)
        self.effects: list[Effect] = []
        self.filed: list[File] = []

    def says(self, text: str, intent: str | Band | None = None, ref: str | None = None) -> list[str]:
        return self.does(Said(at=NOW, understood=meaning(text, intent), ref=ref))

    def edits(self, ref: str, text: str, intent: str | Band | None = None) -> list[str]:
        return self.does(Edited(at=NOW, ref=ref, understood=meaning(text, intent)))

    def sends(self, media: Any, caption: str | None = None, intent: str | None = None, **more: Any) -> list[str]:
        words = None if caption is None else meaning(caption, intent)
        return self.does(Sent(at=NOW, media=media, caption=words, **more))

    def shares(self, phone: str, *, own: bool = True) -> list[str]:
        return self.does(Shared(at=NOW, phone=phone, own=own))

    def opens(self, link: str = "") -> list[str]:
        return self.does(Started(at=NOW, language="en", opens=link))

    def presses(self, do: str, what: str = "") -> list[str]:
        offered = next(choice for choice in self.state.offered if choice.do == do and what in choice.what)
        return self.does(Pressed(at=NOW, choice=offered.id))

    def does(self, event: Event) -> list[str]:
        self.effects = []
        waiting = [event]
        while waiting:
            told = turn(self.state, waiting.pop(0), self.given)
            self.state = told.state
            self.effects += told.effects
            waiting += [came for effect in told.effects if (came := self._comes_of(effect))]
        return self.told

    @property
    def told(self) -> list[str]:
        named = [
            e.text.id if isinstance(e, Reply) else e.answer for e in self.effects if isinstance(e, Reply | TellAnswer)
        ]
        return [name for name in named if name]

    @property
    def values(self) -> dict[str, Any]:
        assert self.state.draft
        return self.state.draft.values

    @property
    def offers(self) -> list[str]:
        return [choice.do for choice in self.state.offered]

    def _comes_of(self, effect: Effect) -> Event | None:
        day = date(2026, 12, 23)
        match effect:
            case SendCode(address=address):
                return CodeIssued(at=NOW, address=address)
            case CheckCode(address=address, code=code):
                right = code == CODE.replace(" ", "")
                return CodeChecked(at=NOW, address=address, result="right" if right else "wrong", left=4)
            case File(draft=draft, right=of):
                self.filed.append(effect)
                return Filed(at=NOW, draft=draft, right=of, reference="OMB-7F3K-Q2XW", received=day, due=day)
            case LookUp(purpose=purpose):
                return Found(at=NOW, purpose=purpose, cases=tuple(map(_case, self.filed)))
            case ActOn(reference=reference, act=act):
                return ActedOn(at=NOW, reference=reference, act=act)
            case _:
                return None


def _case(filed: File) -> Case:
    return Case(
        reference="OMB-7F3K-Q2XW",
        right=filed.right,
        status=Status.received,
        received=NOW.date(),
        due=date(2026, 12, 23),
        overdue=False,
    )
