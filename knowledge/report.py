"""A check's report as lines for the terminal, as JSON, as SARIF for a code host, and as a page for counsel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from rich.console import Group

from knowledge.findings import Finding, Level, Report, Told
from knowledge.labels import LABELS, LEVELS, SIGNS, STATES, ease_in_words
from knowledge.sarif import as_sarif
from knowledge.shown import Paragraph, page
from knowledge.typography import Language, french, long_date

__all__ = ["as_html", "as_json", "as_sarif", "as_text"]

SHORT_DIGEST = 12
_GUTTER = "  "


@dataclass(frozen=True)
class Numbered:
    """A finding under the number that people name it by."""

    number: int
    found: Finding


@dataclass(frozen=True)
class Shown:
    """A report in one language."""

    report: Report
    language: Language

    @cached_property
    def say(self) -> Mapping[str, str]:
        return LABELS[self.language]

    @cached_property
    def copied(self) -> str:
        """The day of the copy in words."""
        return long_date(date.fromisoformat(self.report.captured), self.language)

    @cached_property
    def levels(self) -> Mapping[Level, tuple[Numbered, ...]]:
        """The findings of each level, numbered through."""
        ordered = [found for level in LEVELS for found in self.report.findings if found.level == level]
        numbered = [Numbered(number, found) for number, found in enumerate(ordered, 1)]
        return {level: tuple(each for each in numbered if each.found.level == level) for level in LEVELS}

    @cached_property
    def states(self) -> Mapping[str, int]:
        """How many items are in each state; a state that no item is in is left out, but for the three of the law."""
        counted = Counter(told.state for told in self.report.items)
        return {state: counted[state] for state in STATES if counted[state] or state != "not_assessed"}

    @cached_property
    def by_hand(self) -> int:
        return sum(found.by_hand for found in self.report.findings)

    @property
    def by_rule(self) -> int:
        return len(self.report.findings) - self.by_hand

    @property
    def binding(self) -> Language:
        return self.report.language

    def ease(self, score: int) -> str:
        return ease_in_words(score, self.language)

    def article(self, told: Told) -> str:
        """The article under the name that the law has in this language."""
        article = told.item.article
        return french(article.replace("GDPR", "RGPD")) if self.language == "fr" else article

    def pair(self, name: str, value: object) -> str:
        """A label and its value: « Erreurs : 7 »."""
        return f"{self.say[name]}{self.say['colon']} {value}"


def as_json(report: Report) -> str:
    """The whole report, in both languages."""
    return report.model_dump_json(indent=2)


def as_html(report: Report, language: Language) -> str:
    """One page that needs nothing but itself."""
    return page("report.html.j2", shown=Shown(report, language), signs=SIGNS, language=language)


def as_text(report: Report, language: Language) -> Group:
    """The report for the terminal; it reads as well without colour."""
    shown = Shown(report, language)
    parts = (_summary(shown), _checklist(shown), _findings(shown), _ease(shown))
    return Group(*(line for part in parts for line in part))


def _heading(words: str) -> Iterator[Paragraph]:
    yield Paragraph("")
    yield Paragraph(words, style="bold underline")
    yield Paragraph("")


def _summary(shown: Shown) -> Iterator[Paragraph]:
    report, say = shown.report, shown.say
    yield Paragraph(f"{say['check']}{say['colon']} {report.controller} ({report.policy})", style="bold")
    yield Paragraph(f"{say['copy']} {shown.copied}, {say['digest']} {report.digest[:SHORT_DIGEST]}")
    yield Paragraph("")
    levels = [f"{SIGNS[level]} {shown.pair(f'{level}s', len(found))}" for level, found in shown.levels.items()]
    yield Paragraph("   ".join(levels))
    states = [f"{SIGNS[state]} {shown.pair(state, number)}" for state, number in shown.states.items()]
    yield Paragraph("   ".join(states))


def _checklist(shown: Shown) -> Iterator[Paragraph]:
    yield from _heading(shown.say["checklist"])
    states = {told.state: f"{SIGNS[told.state]} {shown.say[told.state]}" for told in shown.report.items}
    first = max(map(len, states.values()), default=0)
    second = max((len(shown.article(told)) for told in shown.report.items), default=0)
    for told in shown.report.items:
        opening = f"{states[told.state]:<{first}}{_GUTTER}{shown.article(told):<{second}}{_GUTTER}"
        yield from _told(shown, told, opening)


def _told(shown: Shown, told: Told, opening: str) -> Iterator[Paragraph]:
    rest = " " * len(opening)
    yield Paragraph(told.item.about[shown.language], first=opening, rest=rest)
    if told.lacks:
        yield Paragraph(f"{shown.say['remedy']} {told.lacks[shown.language]}", style="dim", first=rest, rest=rest)


def _findings(shown: Shown) -> Iterator[Paragraph]:
    yield from _heading(shown.say["findings"])
    if not shown.report.findings:
        yield Paragraph(shown.say["findings-none"])
    for level, findings in shown.levels.items():
        for each in findings:
            yield from _finding(shown, level, each)


def _finding(shown: Shown, level: Level, each: Numbered) -> Iterator[Paragraph]:
    found, say = each.found, shown.say
    opening = f"{SIGNS[level]} {each.number}. "
    rest = " " * len(opening)
    yield Paragraph(f"{say[level]}{say['colon']} {found.text[shown.language]}", style="bold", first=opening, rest=rest)
    if found.quote:
        yield Paragraph(found.quote, style="italic", first=f"{rest}│ ", rest=f"{rest}│ ")
    yield Paragraph(f"{say['remedy']} {found.remedy[shown.language]}", first=rest, rest=rest)
    yield Paragraph(_source(shown, found), style="dim", first=rest, rest=rest)
    yield Paragraph("")


def _source(shown: Shown, found: Finding) -> str:
    """Where it stands and who found it: « clause rights.title, ligne 12 (règle dead-link) »."""
    say = shown.say
    line = shown.report.lines.get(found.clause or "")
    where = f"{say['clause']} {found.clause}" if found.clause else ""
    where += f", {say['line']} {line}" if line else ""
    who = say["by-hand"] if found.by_hand else f"{say['rule']} {found.rule}"
    return f"{where} ({who})" if where else who


def _ease(shown: Shown) -> Iterator[Paragraph]:
    say = shown.say
    yield from _heading(say["ease"])
    if not shown.report.ease:
        yield Paragraph(say["ease-none"])
    for ease in shown.report.ease:
        yield Paragraph(f"{shown.pair(f'in-{ease.language}', ease.score)} ({shown.ease(ease.score)})")
        counts = (("words", ease.words), ("sentences", ease.sentences), ("longest", ease.longest))
        rest = _GUTTER
        yield Paragraph(", ".join(shown.pair(name, number) for name, number in counts), first=rest, rest=rest)
