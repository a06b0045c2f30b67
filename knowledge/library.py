"""A policy cut into clauses, the answers that quote it, and what it leaves open.

`Library.build` proves the data before anybody is answered from them (proof.py): a quotation that does not stand in
its clause to the letter, an id that leads nowhere or a text too long is a Mistake, and there is no library.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from knowledge.answers import Answer, Clause, Gap, fingerprint
from knowledge.claims import Claim, unproven
from knowledge.entries import (
    POLICY_FILE,
    THINGS_FILE,
    AnswerEntry,
    GapEntries,
    Kind,
    LawEntries,
    LawEntry,
    Policy,
    ThingEntries,
)
from knowledge.proof import ANY, Proof, prove_clauses, prove_kinds, prove_law

_DENIED = re.compile(r" (?:pas|plus|jamais|not|never|longer)(?: (?:une?|le|la|an?|the|de|votre|your|yet|encore))*$")


@dataclass(frozen=True)
class Found:
    """The answer that fits a question, and the thing that the question names, if it names one."""

    answer: Answer
    thing: Kind | None = None


@dataclass(frozen=True)
class Library:
    """All that can be answered from one policy. Ids found in an answer are known to exist."""

    policy: Policy
    clauses: Mapping[str, Clause]
    gaps: Mapping[str, Gap]
    answers: Mapping[str, Answer]
    """By id: an intent's, or a variant's."""
    things: Mapping[str, Kind]
    law: Mapping[str, LawEntry]

    @classmethod
    def build(
        cls,
        policy: Policy,
        *,
        fr: Mapping[str, str],
        en: Mapping[str, str],
        gaps: GapEntries,
        answers: Mapping[str, AnswerEntry],
        things: ThingEntries,
        law: LawEntries,
    ) -> Library:
        """Prove and join what was read: clause id → text in each language, and file → answer."""
        clauses = prove_clauses(policy, fr, en)
        people = prove_kinds(POLICY_FILE, ("people",), policy.people)
        policy = policy.model_copy(update={"people": people})
        known = prove_kinds(THINGS_FILE, (), things.root)
        articles = prove_law(law.root)
        proof = Proof(policy, clauses, known, articles, frozenset(entry.intent for entry in answers.values()))
        for file, entry in answers.items():
            proof.named_after(file, entry.intent)
        for name, gap in gaps.root.items():
            proof.gap(name, gap)
        proven = [answer for file, entry in answers.items() for answer in proof.answers(file, entry)]
        named = {thing.id: thing for thing in known}
        return cls(policy, clauses, proof.gaps, {answer.id: answer for answer in proven}, named, articles)

    def answer(self, name: str) -> Answer | None:
        """The answer to an `ask.*` or `explain.*` intent, or one of its variants."""
        return self.answers.get(name)

    def find(self, intent: str, words: str, *, person: str | None = None) -> Found | None:
        """The answer that fits how a question is put; `words` in lower case, without accents or signs.

        What the words name goes before who is known to ask.
        """
        named = self.named(intent, words)
        if named:
            return named
        theirs = next((v for v in self._variants(intent) if person and v.person == person), None)
        answer = theirs or self.answer(intent)
        return Found(answer) if answer else None

    def named(self, intent: str, words: str) -> Found | None:
        """The variant whose words, thing or kind of person a question names; None if it names none."""
        thing = self.thing(words)
        person = self.person(words)
        for variant in self._variants(intent):
            if any(_says(words, said) for said in variant.said):
                return Found(variant)
            if thing and variant.thing in (thing.id, ANY):
                return Found(variant, thing)
            if person and variant.person == person.id:
                return Found(variant)
        return None

    def outright(self, intent: str, words: str) -> bool:
        """Do the words name the topic itself?"""
        answer = self.answer(intent)
        return answer is not None and any(_says(words, said) for said in answer.said)

    def plainly(self, intent: str, words: str) -> bool:
        """Do the words name what one of the topic's variants is about, rather than any thing or kind of person?"""
        found = self.named(intent, words)
        return found is not None and bool(found.answer.said or found.answer.thing not in (None, ANY))

    def thing(self, words: str) -> Kind | None:
        """The thing that is named, by the longest of its words: an IP address is no address."""
        heard = [(len(said), thing) for thing in self.things.values() for said in thing.said if _says(words, said)]
        return max(heard, key=lambda found: found[0])[1] if heard else None

    def person(self, words: str) -> Kind | None:
        """The kind of person that is named, and not denied; the first of several: a guarantor of a client is one."""
        spoken = f" {words} "
        heard = [(spoken.find(f" {said} "), -len(said), kind) for kind in self.policy.people for said in kind.said]
        named = [found for found in heard if found[0] >= 0 and not _DENIED.search(spoken[: found[0]])]
        return min(named, key=lambda found: found[:2])[2] if named else None

    def asks_who(self, answer: Answer) -> bool:
        """Is this what everybody is told, where it depends on who asks?"""
        return answer.variant is None and any(variant.person for variant in self._variants(answer.intent))

    def clause(self, name: str) -> Clause:
        return self.clauses[name]

    def title(self, clause: str) -> str:
        """The clause that is the heading over a clause: its section's, or the policy's own."""
        section = self.clauses[clause].section
        return next((s.title for s in self.policy.sections if s.id == section), self.policy.title)

    def heading(self, clause: str) -> str:
        """The words over a clause, in the policy's own language; the document's over one that is no more."""
        title = self.title(clause) if clause in self.clauses else self.policy.title
        return self.clauses[title][self.policy.language]

    def section(self, name: str) -> tuple[Clause, ...]:
        """The clauses of a section in the policy's order, its heading first."""
        return tuple(clause for clause in self.clauses.values() if clause.section == name)

    def uncited(self) -> tuple[str, ...]:
        """Clauses that no answer cites, and of which nobody has said why none need."""
        return tuple(name for name in self.clauses if name not in self.cited and name not in self.policy.uncited)

    @cached_property
    def cited(self) -> frozenset[str]:
        """The clauses that some answer cites."""
        return frozenset(cite.clause for answer in self.answers.values() for cite in answer.cites)

    def unproven(self) -> tuple[Claim, ...]:
        """Figures, names and duties in answers that nothing they cite holds."""
        return tuple(unproven(self.answers.values(), policy=self.policy, clauses=self.clauses, law=self.law))

    @cached_property
    def digest(self) -> str:
        """A fingerprint of all content: a request keeps that of the day on which it was filed."""
        parts = [self.policy, *self.clauses.values(), *self.gaps.values(), *self.answers.values()]
        parts += [*self.law.values(), *self.things.values()]
        said = [part.model_dump(mode="json") for part in parts]
        content = json.dumps([said, [*self.law]], ensure_ascii=False, sort_keys=True)  # the others hold their names
        return fingerprint(content)

    def _variants(self, intent: str) -> Sequence[Answer]:
        return self._by_intent.get(intent, ())

    @cached_property
    def _by_intent(self) -> Mapping[str, Sequence[Answer]]:
        found: dict[str, list[Answer]] = {}
        for answer in self.answers.values():
            if answer.variant:
                found.setdefault(answer.intent, []).append(answer)
        return found


def _says(words: str, said: str) -> bool:
    return f" {said} " in f" {words} "
