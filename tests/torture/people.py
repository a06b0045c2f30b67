"""People who write without a pause, whether they are answered or not; and what happens to what they write."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from time import monotonic
from typing import Final

from tests.counterparts.telegram import Telegram
from tests.counterparts.telegram_updates import Waiting

SAID: Final = {
    "en": (
        "who gets my data?",
        "how long do you keep it?",
        "why do you keep my data?",
        "do you sell my data?",
        "where are my data stored?",
        "I want a copy of my data",
        "I want my data erased",
        "where is my request?",
        "can I talk to a human?",
        "back",
        "why",
        "asdf qwer",
        "/help",
        "/privacy",
        "/language fr",
    ),
    "fr": (
        "qui reçoit mes données ?",
        "combien de temps les gardez-vous ?",
        "pourquoi gardez-vous mes données ?",
        "vendez-vous mes données ?",
        "je veux une copie de mes données",
        "je veux corriger mon adresse",
        "où en est ma demande ?",
        "retour",
        "pourquoi",
        "merci",
        "/help",
        "/language en",
    ),
}
REQUEST: Final = {"en": ("stop sending me advertising", "", "yes"), "fr": ("je ne veux plus de publicité", "", "oui")}
"""From the wish to the filing; in between stands an address."""
NEVER: Final = ("Erase this conversation", "Effacer la conversation")
"""Who erases a conversation erases what an audit would look at."""
OFTEN: Final = {"say": 9, "request": 2, "press": 6, "edit": 2, "send": 1}
AGAIN: Final = 0.03
"""Of so many updates a second delivery comes."""
UNRULY: Final = 4
"""Every so many-th chat has its updates delivered in any order."""


@dataclass
class Person:
    """Somebody who asks, begins forms, answers, presses what stands there, and changes what they wrote."""

    chat: int
    world: Telegram
    chance: Random
    language: str
    last: int = 0
    acts: int = 0
    wants: list[str] = field(default_factory=list)

    def act(self) -> int:
        """Do something; the number of the update."""
        self.acts += 1
        if self.acts == 1:
            return self.world.starts(self.chat, None, self.language).update
        if self.wants and self.chance.random() < 0.8:
            return self._say(self.wants.pop(0) or self._address())
        match self.chance.choices(list(OFTEN), list(OFTEN.values()))[0]:
            case "press":
                return self._press()
            case "edit" if self.last:
                return self.world.edits(self.chat, self.last, self._address()).update
            case "send":
                return self.world.sends(self.chat, self.chance.choice(["sticker", "voice", "location"])).update
            case "request":
                self.wants = list(REQUEST[self.language])
                return self._say(self.wants.pop(0))
            case _:
                return self._say(self.chance.choice(SAID[self.language]))

    def _say(self, text: str) -> int:
        told = self.world.says(self.chat, text, self.language)
        self.last = told.message
        return told.update

    def _press(self) -> int:
        """One of the buttons that stand, or one that stood: both happen."""
        standing = [each for each in self.world.keyboard(self.chat) if each.data and each.label not in NEVER]
        if not standing:
            return self._say(self.chance.choice(SAID[self.language]))
        button = self.chance.choice(standing)
        return self.world.forges(self.chat, button.data or "", button.message).update

    def _address(self) -> str:
        """An answer that tells which it is."""
        return f"p{self.chat}n{self.acts}@example.org"


@dataclass
class Crowd:
    """All of them. `again` counts second deliveries, `shuffled` those in another order, in unruly chats alone."""

    world: Telegram
    chats: int
    seed: int
    again: int = 0
    shuffled: int = 0
    people: list[Person] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)
        for number in range(1, self.chats + 1):
            language = "fr" if number % 2 else "en"
            self.people.append(Person(number, self.world, Random(self.seed * 1000 + number), language))

    @property
    def unruly(self) -> frozenset[int]:
        """The chats whose updates come in any order."""
        return frozenset(range(UNRULY, self.chats + 1, UNRULY))

    def writes(self, rate: float, until: float) -> Iterator[float]:
        """Write so often a second until a moment; what is given is how long to wait before going on."""
        due = monotonic()
        while monotonic() < until:
            number = self.chance.choice(self.people).act()
            if self.chance.random() < AGAIN:
                self._again(number)
            if self.chance.random() < AGAIN:
                self._shuffle()
            due += 1 / rate
            yield max(due - monotonic(), 0)

    def _again(self, newest: int) -> None:
        """One of the last updates once more, taken before or not."""
        self.world.again(max(newest - self.chance.randrange(30), min(self.world.updates.known)))
        self.again += 1

    def _shuffle(self) -> None:
        """What waits of each unruly chat changes places; what is on its way stays."""
        updates = self.world.updates
        with updates.ledger.lock:
            places = [at for at, each in enumerate(updates.waiting) if self._may_move(each)]
            moved = [updates.waiting[at] for at in places]
            self.chance.shuffle(moved)
            for at, each in zip(places, moved, strict=True):
                updates.waiting[at] = each
        self.shuffled += len(moved) > 1

    def _may_move(self, each: Waiting) -> bool:
        return each.chat in self.unruly and not (each.given or each.under_way)
