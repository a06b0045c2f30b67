"""A policy cut into clauses, the answers that quote it, and what it leaves open.

`Library.build` proves the data before anybody is answered from them: a quotation that does not stand in its
clause to the letter, an id that leads nowhere or a text too long is a Mistake, and there is no library.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from knowledge.entries import (
    CLAUSE_FILES,
    GAPS_FILE,
    LANGUAGES,
    POLICY_FILE,
    AnswerEntry,
    At,
    Frozen,
    GapEntries,
    GapEntry,
    Mistake,
    Policy,
    Quote,
    Texts,
    answer_file,
)
from knowledge.typography import french, long_date

REPLY_LIMIT = 400
GAP_LIMIT = 300
QUOTE_LIMIT = 350

_QUOTED = re.compile(r"[«“\"]\s*(.+?)\s*[»”\"]")


class Clause(Texts):
    """A heading, a paragraph or a list item of the policy; only the policy's own language is binding."""

    id: str
    section: str


class Gap(GapEntry):
    """What the policy does not say, in words ready to show, and what it says nearby."""

    id: str


class Answer(Frozen):
    """The reply to a question, ready to show: what the policy says, then what it leaves open."""

    intent: str
    text: Texts
    cites: tuple[Quote, ...]
    next: tuple[str, ...]
    gap: str | None

    @property
    def kind(self) -> Literal["answer", "gap"]:
        return "gap" if self.gap else "answer"


@dataclass(frozen=True)
class Library:
    """All that can be answered from one policy. Ids found in an answer are known to exist."""

    policy: Policy
    clauses: Mapping[str, Clause]
    gaps: Mapping[str, Gap]
    answers: Mapping[str, Answer]

    @classmethod
    def build(
        cls,
        policy: Policy,
        *,
        fr: Mapping[str, str],
        en: Mapping[str, str],
        gaps: GapEntries,
        answers: Mapping[str, AnswerEntry],
    ) -> Library:
        """Prove and join what was read: clause id → text in each language, and file → answer."""
        clauses = _clauses(policy, fr, en)
        proof = _Proof(policy, clauses, frozenset(entry.intent for entry in answers.values()))
        proven_gaps = {name: proof.gap(name, entry) for name, entry in gaps.root.items()}
        proven = [proof.answer(file, entry, proven_gaps) for file, entry in answers.items()]
        return cls(policy, clauses, proven_gaps, {answer.intent: answer for answer in proven})

    def answer(self, intent: str) -> Answer | None:
        """The answer to an `ask.*` or `explain.*` intent."""
        return self.answers.get(intent)

    def named(self, intent: str, words: str) -> Gap | None:
        """The gap that a question names outright; `words` in lower case, without accents or signs."""
        spoken = f" {words} "
        gaps = (gap for gap in self.gaps.values() if intent in gap.within)
        return next((gap for gap in gaps if any(f" {word} " in spoken for word in gap.named)), None)

    def gap(self, name: str) -> Gap:
        return self.gaps[name]

    def clause(self, name: str) -> Clause:
        return self.clauses[name]

    def title(self, clause: str) -> str:
        """The clause that is the heading over a clause: its section's, or the policy's own."""
        section = self.clauses[clause].section
        return next((s.title for s in self.policy.sections if s.id == section), self.policy.title)

    def section(self, name: str) -> tuple[Clause, ...]:
        """The clauses of a section in the policy's order, its heading first."""
        return tuple(clause for clause in self.clauses.values() if clause.section == name)

    @cached_property
    def digest(self) -> str:
        """A fingerprint of all content: what a person was told can be traced to the words of that day."""
        parts = [self.policy, *self.clauses.values(), *self.gaps.values(), *self.answers.values()]
        content = json.dumps([part.model_dump(mode="json") for part in parts], ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(content.encode()).hexdigest()


def _clauses(policy: Policy, fr: Mapping[str, str], en: Mapping[str, str]) -> Mapping[str, Clause]:
    _headings(policy, fr)
    sections = {name: name.partition(".")[0] for name in fr}
    known = {section.id for section in policy.sections}
    for name, section in sections.items():
        if section not in known and name != policy.title:
            what = f"the clause {name!r} is in no section"
            raise Mistake(CLAUSE_FILES["fr"], (name,), what, f"Begin its id with one of: {', '.join(sorted(known))}.")
    _same_clauses(fr, en, CLAUSE_FILES["en"])
    _same_clauses(en, fr, CLAUSE_FILES["fr"])
    return {name: Clause(id=name, section=section, fr=fr[name], en=en[name]) for name, section in sections.items()}


def _same_clauses(ours: Mapping[str, str], theirs: Mapping[str, str], file: str) -> None:
    for name in ours:
        if not theirs.get(name):
            what = f"the clause {name!r} has no text"
            raise Mistake(file, (name,), what, f"Write it below `<!-- clause: {name} -->`.")


def _headings(policy: Policy, fr: Mapping[str, str]) -> None:
    titles: list[tuple[At, str]] = [(("title",), policy.title)]
    titles += [(("sections", number, "title"), section.title) for number, section in enumerate(policy.sections)]
    for at, title in titles:
        if title not in fr:
            raise Mistake(POLICY_FILE, at, f"there is no clause {title!r}", "Name the clause that is the heading.")
    names = [section.id for section in policy.sections]
    for number, name in enumerate(names):
        if name in names[:number]:
            at = ("sections", number, "id")
            raise Mistake(POLICY_FILE, at, f"the section {name!r} stands twice", "Give each section its own id.")


@dataclass(frozen=True)
class _Proof:
    """What gaps and answers are held against."""

    policy: Policy
    clauses: Mapping[str, Clause]
    intents: frozenset[str]

    def gap(self, name: str, entry: GapEntry) -> Gap:
        text = self._words(GAPS_FILE, (name, "text"), entry.text)
        gap = Gap(id=name, **(entry.model_dump() | {"text": text, "cites": entry.cites}))
        self._check(GAPS_FILE, (name,), gap, GAP_LIMIT)
        return gap

    def answer(self, file: str, entry: AnswerEntry, gaps: Mapping[str, Gap]) -> Answer:
        name = answer_file(entry.intent)
        if file != name:
            raise Mistake(file, ("intent",), f"{entry.intent!r} is not answered in this file", f"Name the file {name}.")
        if entry.gap is not None and entry.gap not in gaps:
            what = f"there is no gap {entry.gap!r}"
            raise Mistake(file, ("gap",), what, f"Write it in {GAPS_FILE}, or correct its name.")
        answer = self._joined(file, entry, gaps[entry.gap] if entry.gap else None)
        self._check(file, (), answer, REPLY_LIMIT)
        if answer.intent in answer.next:
            raise Mistake(file, ("next",), f"{answer.intent!r} offers itself as the next question", "Take it out.")
        return answer

    def _joined(self, file: str, entry: AnswerEntry, gap: Gap | None) -> Answer:
        texts = [self._words(file, ("text",), entry.text)] if entry.text else []
        texts += [gap.text] if gap else []
        cites = dict.fromkeys(entry.cites + (gap.cites if gap else ()))
        if not texts or not cites:
            lacking = "text" if not texts else "cites"
            what = f"the answer has neither {lacking} nor a gap"
            raise Mistake(file, (), what, f"Write its {lacking}, or name its gap.")
        whole = Texts(fr="\n\n".join(text.fr for text in texts), en="\n\n".join(text.en for text in texts))
        following = entry.next or (gap.next if gap else ())
        return Answer(intent=entry.intent, text=whole, cites=tuple(cites), next=following, gap=entry.gap)

    def _words(self, file: str, at: At, text: Texts) -> Texts:
        """Our words, ready to show."""
        for language in LANGUAGES:
            for quoted in _QUOTED.findall(text[language]):
                self._quoted(file, (*at, language), quoted, binding=language == self.policy.language)
        day = self.policy.captured
        fr = french(text.fr.replace("{date}", long_date(day, "fr")))
        return Texts(fr=fr, en=text.en.replace("{date}", long_date(day, "en")))

    def _quoted(self, file: str, at: At, quoted: str, *, binding: bool) -> None:
        """Quotation marks promise the policy's own words; a translation cannot keep that promise."""
        if not binding:
            remedy = "Take the quotation marks off: the original words stand in the citation."
            raise Mistake(file, at, f"the translated words {quoted!r} are put as a quotation", remedy)
        if not any(quoted in clause[self.policy.language] for clause in self.clauses.values()):
            remedy = "Copy the words to the letter, or take the quotation marks off."
            raise Mistake(file, at, f"{quoted!r} does not stand in the policy", remedy)

    def _check(self, file: str, at: At, shown: Gap | Answer, limit: int) -> None:
        for number, quote in enumerate(shown.cites):
            self._cited(file, (*at, "cites", number), quote)
        for number, intent in enumerate(shown.next):
            self._offered(file, (*at, "next", number), intent)
        for language in LANGUAGES:
            length = len(shown.text[language])
            if length > limit:
                what = f"the reply has {length} characters in {language!r}, at most {limit} are read"
                raise Mistake(file, (*at, "text", language), what, "Shorten the text.")

    def _cited(self, file: str, at: At, quote: Quote) -> None:
        clause = self.clauses.get(quote.clause)
        if clause is None:
            raise Mistake(file, (*at, "clause"), f"there is no clause {quote.clause!r}", "Name a clause of the policy.")
        if quote.quote not in clause[self.policy.language]:
            what = f"{quote.quote!r} does not stand in the clause {quote.clause!r}"
            raise Mistake(file, (*at, "quote"), what, "Copy the words from the policy to the letter.")
        if len(quote.quote) > QUOTE_LIMIT:
            what = f"the quotation has {len(quote.quote)} characters, at most {QUOTE_LIMIT} are read"
            raise Mistake(file, (*at, "quote"), what, "Quote only the words that answer.")

    def _offered(self, file: str, at: At, intent: str) -> None:
        """A request can be offered where its right is explained."""
        answered = intent.replace("request.", "explain.", 1) if intent.startswith("request.") else intent
        if answered not in self.intents:
            raise Mistake(file, at, f"{intent!r} leads nowhere", "Name an intent that has an answer, or a request.")
