"""How each answer looks in chat, beside the clauses it rests on, for whoever answers for the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from rich.console import Group

from knowledge.answers import Answer, Clause
from knowledge.entries import LANGUAGES, Kind, LawEntry, Texts
from knowledge.labels import ASK_TEAM, GAP, READ_CLAUSES, WHO_ELSE, WHO_YOU_ARE
from knowledge.library import Library
from knowledge.shown import Paragraph, page, unbroken
from knowledge.typography import Language, long_date

NAMES: Mapping[Language, str] = {"fr": "French", "en": "English"}


@dataclass(frozen=True)
class Piece:
    """A stretch of a clause; marked where an answer quotes it."""

    text: str
    marked: bool


@dataclass(frozen=True)
class Cited:
    """A clause to the letter, the words quoted from it marked, and its translation."""

    id: str
    pieces: tuple[Piece, ...]
    courtesy: str


@dataclass(frozen=True)
class Card:
    """An answer as it is told, and all that it rests on."""

    answer: Answer
    when: str
    text: Texts
    asks: Texts | None
    """What is asked back, where the answer depends on who asks."""
    buttons: tuple[Texts, ...]
    clauses: tuple[Cited, ...]
    law: tuple[LawEntry, ...]


@dataclass(frozen=True)
class Topic:
    """All that is answered to one meaning: in general, then where something is named or somebody asks."""

    intent: str
    label: Texts
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Part:
    """A section of the policy, and the topics whose answers rest on it first."""

    id: str
    title: Clause
    topics: tuple[Topic, ...]


@dataclass(frozen=True)
class Preview:
    """What is shown of a library: all of it, or `only` one meaning or one answer."""

    library: Library
    labels: Mapping[str, Texts]
    only: str | None = None

    @property
    def courtesy(self) -> Language:
        """The language of the translation."""
        return "en" if self.library.policy.language == "fr" else "fr"

    @property
    def copied(self) -> str:
        return long_date(self.library.policy.captured, "en")

    def parts(self) -> tuple[Part, ...]:
        """The topics by section, in the policy's order; KeyError where `only` is neither a meaning nor an answer."""
        topics = [self._topic(intent) for intent in dict.fromkeys(a.intent for a in self._answers())]
        if not topics:
            raise KeyError(self.only)
        titles = {section.title: section.id for section in self.library.policy.sections}
        titles.setdefault(self.library.policy.title, "document")
        parts = [Part(name, self.library.clause(title), self._of(title, topics)) for title, name in titles.items()]
        return tuple(part for part in parts if part.topics)

    def uncited(self) -> tuple[tuple[Clause, str], ...]:
        """The clauses that no answer cites, in the policy's order, each with the reason if somebody gave one."""
        reasons = self.library.policy.uncited
        left = [clause for clause in self.library.clauses.values() if clause.id not in self.library.cited]
        return tuple((clause, reasons.get(clause.id, "")) for clause in left)

    def _answers(self) -> Iterator[Answer]:
        for answer in self.library.answers.values():
            if self.only in (None, answer.id, answer.intent):
                yield answer

    def _of(self, title: str, topics: list[Topic]) -> tuple[Topic, ...]:
        return tuple(topic for topic in topics if self._title(topic.intent) == title)

    def _title(self, intent: str) -> str:
        """The heading over the first clause that the topic's answer in general cites."""
        cites = self.library.answers[intent].cites
        return self.library.title(cites[0].clause) if cites else self.library.policy.title

    def _topic(self, intent: str) -> Topic:
        cards = tuple(self._card(answer) for answer in self._answers() if answer.intent == intent)
        return Topic(intent, self.labels[intent], cards)

    def _card(self, answer: Answer) -> Card:
        return Card(
            answer=answer,
            when=self._when(answer),
            text=answer.about(self._thing(answer)),
            asks=WHO_YOU_ARE if self.library.asks_who(answer) else None,
            buttons=tuple(self._buttons(answer)),
            clauses=tuple(self._cited(name, answer) for name in dict.fromkeys(cite.clause for cite in answer.cites)),
            law=tuple(self.library.law[name] for name in answer.law),
        )

    def _when(self, answer: Answer) -> str:
        """When this is told rather than another answer of its topic."""
        conditions = []
        if answer.variant and answer.said:
            conditions.append("the question says " + ", ".join(f"“{said}”" for said in answer.said))
        if thing := self._thing(answer):
            named = f"names “{thing.name.en}”" if answer.thing == thing.id else f"names a thing, here “{thing.name.en}”"
            conditions.append(f"the question {named}")
        if person := self._person(answer):
            conditions.append(f"the question names “{person.name.en}”, or whoever asks is one")
        return "When " + "; or when ".join(conditions) if conditions else ""

    def _thing(self, answer: Answer) -> Kind | None:
        """The thing of a variant; an example of it where any thing will do."""
        if answer.thing is None:
            return None
        return self.library.things.get(answer.thing) or next(iter(self.library.things.values()), None)

    def _person(self, answer: Answer) -> Kind | None:
        return next((kind for kind in self.library.policy.people if kind.id == answer.person), None)

    def _buttons(self, answer: Answer) -> Iterator[Texts]:
        """The quick replies, as the conversation offers them."""
        following = [self.labels[intent] for intent in answer.next]
        if self.library.asks_who(answer):
            following = [kind.name for kind in self.library.policy.people]
        elif answer.person:
            following = [*following[:2], WHO_ELSE]
        yield from following
        yield READ_CLAUSES
        if answer.gap:
            yield ASK_TEAM

    def _cited(self, name: str, answer: Answer) -> Cited:
        clause = self.library.clause(name)
        quotes = [cite.quote for cite in answer.cites if cite.clause == name]
        return Cited(name, _marked(clause[self.library.policy.language], quotes), clause[self.courtesy])


def _marked(text: str, quotes: list[str]) -> tuple[Piece, ...]:
    """The text cut where quotations begin and end; they may overlap."""
    spans = [(at, at + len(quote)) for quote in quotes if (at := text.find(quote)) >= 0]
    edges = sorted({0, len(text), *(edge for span in spans for edge in span)})
    pieces: list[Piece] = []
    for start, end in pairwise(edges):
        marked = any(first <= start and end <= last for first, last in spans)
        if pieces and pieces[-1].marked == marked:
            pieces[-1] = Piece(pieces[-1].text + text[start:end], marked)
        else:
            pieces.append(Piece(text[start:end], marked))
    return tuple(pieces)


def as_html(library: Library, labels: Mapping[str, Texts], only: str | None = None) -> str:
    """One page that needs nothing but itself; `labels` gives each meaning as it stands on a button."""
    preview = Preview(library, labels, only)
    return page(
        "preview.html.j2",
        preview=preview,
        policy=library.policy,
        parts=preview.parts(),
        uncited=() if only else preview.uncited(),
        languages=NAMES,
        gap=GAP,
    )


def as_text(library: Library, labels: Mapping[str, Texts], language: Language | None, only: str | None = None) -> Group:
    """The same for the terminal, in one language or both."""
    preview = Preview(library, labels, only)
    shown = (language,) if language else LANGUAGES
    return Group(*_lines(preview, shown))


def _lines(preview: Preview, shown: tuple[Language, ...]) -> Iterator[Paragraph]:
    policy = preview.library.policy
    yield Paragraph(f"Preview: {policy.controller} ({policy.slug}), copy of {preview.copied}", style="bold")
    for part in preview.parts():
        yield Paragraph("")
        yield Paragraph(part.title[policy.language], style="bold underline")
        for topic in part.topics:
            for card in topic.cards:
                yield from _card_lines(topic, card, shown)
    if preview.only is None:
        yield from _uncited_lines(preview)


def _card_lines(topic: Topic, card: Card, shown: tuple[Language, ...]) -> Iterator[Paragraph]:
    yield Paragraph("")
    label = " / ".join(topic.label[language] for language in shown)
    yield Paragraph(f"{label} ({card.answer.id})", style="bold")
    if card.when:
        yield Paragraph(card.when, style="dim")
    if card.answer.editor:
        yield Paragraph(f"Words of {card.answer.editor}", style="dim")
    for language in shown:
        yield Paragraph("")
        opening = f"{language.upper()}  "
        if card.answer.gap:
            yield Paragraph(f"[{GAP[language]}]", first=opening, rest="    ")
            opening = "    "
        yield Paragraph(card.text[language], first=opening, rest="    ")
        if card.asks:
            yield Paragraph(card.asks[language], first="    ", rest="    ")
        buttons = "   ".join(unbroken(f"[{button[language]}]") for button in card.buttons)
        yield Paragraph(buttons, style="bold", first="    ", rest="    ")
    yield Paragraph("")
    for clause in card.clauses:
        yield from _quoted_lines(card.answer, clause.id)
    for law in card.law:
        for language in shown:
            yield Paragraph(f"{law.article[language]}: {law.says[language]}", first="  § ", rest="    ")


def _quoted_lines(answer: Answer, clause: str) -> Iterator[Paragraph]:
    for cite in answer.cites:
        if cite.clause == clause:
            yield Paragraph(cite.quote, style="italic", first="  │ ", rest="  │ ")
    yield Paragraph(f"— {clause}", style="dim", first="  │ ", rest="  │ ")


def _uncited_lines(preview: Preview) -> Iterator[Paragraph]:
    yield Paragraph("")
    yield Paragraph("Clauses that no answer cites", style="bold underline")
    for clause, reason in preview.uncited():
        yield Paragraph(f"{clause.id}: {reason or 'nobody has said why'}", rest="  ")
