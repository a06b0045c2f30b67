"""Holds what people wrote against the policy: whatever is not so is a Mistake, and nobody is answered from it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise

from knowledge.answers import Answer, Clause, Gap
from knowledge.entries import (
    CLAUSE_FILES,
    GAPS_FILE,
    LANGUAGES,
    LAW_FILE,
    POLICY_FILE,
    THINGS_FILE,
    AnswerEntry,
    At,
    Content,
    GapEntry,
    Kind,
    LawEntry,
    Mistake,
    Policy,
    Quote,
    Texts,
    VariantEntry,
    answer_file,
)
from knowledge.typography import Language, long_date

REPLY_LIMIT = 400
GAP_LIMIT = 300
QUOTE_LIMIT = 600
ANY = "any"
"""The thing of a variant that fits every thing."""

_QUOTED = re.compile(r"[«“\"]\s*(.+?)\s*[»”\"]")
_SLOT = re.compile(r"\{[^}]*\}")


def prove_clauses(policy: Policy, fr: Mapping[str, str], en: Mapping[str, str]) -> Mapping[str, Clause]:
    """The clauses in both languages, each in its section."""
    _prove_headings(policy, fr)
    sections = {name: name.partition(".")[0] for name in fr}
    known = {section.id for section in policy.sections}
    for name, section in sections.items():
        if section not in known and name != policy.title:
            what = f"the clause {name!r} is in no section"
            raise Mistake(CLAUSE_FILES["fr"], (name,), what, f"Begin its id with one of: {', '.join(sorted(known))}.")
    _same_clauses(fr, en, CLAUSE_FILES["en"])
    _same_clauses(en, fr, CLAUSE_FILES["fr"])
    for name in policy.uncited:
        if name not in fr:
            raise Mistake(
                POLICY_FILE, ("uncited", name), f"there is no clause {name!r}", "Name a clause, or take it out."
            )
    return {name: Clause(id=name, section=section, fr=fr[name], en=en[name]) for name, section in sections.items()}


def _same_clauses(ours: Mapping[str, str], theirs: Mapping[str, str], file: str) -> None:
    for name in ours:
        if not theirs.get(name):
            what = f"the clause {name!r} has no text"
            raise Mistake(file, (name,), what, f"Write it below `<!-- clause: {name} -->`.")


def _prove_headings(policy: Policy, fr: Mapping[str, str]) -> None:
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


def prove_kinds(file: str, at: At, kinds: Sequence[Kind]) -> tuple[Kind, ...]:
    """Kinds of person, or things, each known by words of its own."""
    heard: dict[str, str] = {}
    for number, kind in enumerate(kinds):
        if kind.id == ANY or kind.id in [other.id for other in kinds[:number]]:
            raise Mistake(file, (*at, number, "id"), f"{kind.id!r} is taken", "Give it an id of its own.")
        for place, word in enumerate(kind.said):
            if word in heard:
                what = f"{word!r} is said of {heard[word]!r} already"
                raise Mistake(file, (*at, number, "said", place), what, "Keep it in one place.")
            heard[word] = kind.id
    return tuple(kind.model_copy(update={"name": kind.name.typeset()}) for kind in kinds)


def prove_law(entries: Mapping[str, LawEntry]) -> Mapping[str, LawEntry]:
    """What the law says, in words ready to show."""
    return {
        name: LawEntry(article=entry.article.typeset(), says=entry.says.typeset()) for name, entry in entries.items()
    }


def prove_quote(policy: Policy, clauses: Mapping[str, Clause], file: str, at: At, quote: Quote) -> None:
    """What is quoted stands in its clause to the letter."""
    clause = clauses.get(quote.clause)
    if clause is None:
        near = get_close_matches(quote.clause, clauses, n=3) or sorted(clauses)[:3]
        remedy = f"Name a clause of {CLAUSE_FILES[policy.language]}, such as {', '.join(near)}."
        raise Mistake(file, (*at, "clause"), f"there is no clause {quote.clause!r}", remedy)
    if quote.quote not in clause[policy.language]:
        what = f"{quote.quote!r} does not stand in the clause {quote.clause!r}"
        raise Mistake(file, (*at, "quote"), what, "Copy the words from the policy to the letter.")


@dataclass(frozen=True)
class Proof:
    """What gaps and answers are held against."""

    policy: Policy
    clauses: Mapping[str, Clause]
    things: tuple[Kind, ...]
    law: Mapping[str, LawEntry]
    intents: frozenset[str]
    gaps: dict[str, Gap] = field(default_factory=dict)

    def gap(self, name: str, entry: GapEntry) -> Gap:
        text = self._words(GAPS_FILE, (name, "text"), entry.text)
        gap = Gap(id=name, **(entry.model_dump() | {"text": text, "cites": entry.cites}))
        self._check(GAPS_FILE, (name,), gap, GAP_LIMIT)
        self.gaps[name] = gap
        return gap

    def named_after(self, file: str, intent: str) -> None:
        """A file has the name of the intent it answers: before anything else, or others are blamed for its typo."""
        name = answer_file(intent)
        if file != name:
            remedy = f"Correct the intent, or name the file {name}."
            raise Mistake(file, ("intent",), f"{intent!r} is not answered in this file", remedy)

    def answers(self, file: str, entry: AnswerEntry) -> Iterator[Answer]:
        """The answer of a file, then its variants."""
        yield self._answer(file, (), entry.intent, entry).model_copy(
            update={"editor": entry.editor, "said": entry.said}
        )
        for number, variant in enumerate(entry.variants):
            at = ("variants", number)
            if variant.id in [other.id for other in entry.variants[:number]]:
                raise Mistake(file, (*at, "id"), f"the variant {variant.id!r} stands twice", "Give it its own id.")
            self._conditions(file, at, variant)
            told = self._answer(file, at, entry.intent, variant)
            yield told.model_copy(
                update={
                    "variant": variant.id,
                    "said": variant.said,
                    "thing": variant.thing,
                    "person": variant.person,
                    "editor": entry.editor,
                }
            )

    def _conditions(self, file: str, at: At, variant: VariantEntry) -> None:
        if not (variant.said or variant.thing or variant.person):
            raise Mistake(file, at, f"nothing leads to the variant {variant.id!r}", "Add said, thing or person.")
        known = {
            "thing": {thing.id for thing in self.things} | {ANY},
            "person": {kind.id for kind in self.policy.people},
        }
        files = {"thing": THINGS_FILE, "person": POLICY_FILE}
        for what, names in known.items():
            named = getattr(variant, what)
            if named and named not in names:
                remedy = f"Add it to {files[what]}, or write one of: {', '.join(sorted(names))}."
                raise Mistake(file, (*at, what), f"there is no {what} {named!r}", remedy)
        text = variant.text
        if text and not variant.thing and any("{thing}" in text[language] for language in LANGUAGES):
            raise Mistake(file, (*at, "text"), "{thing} stands where none is named", "Add `thing: any`.")

    def _answer(self, file: str, at: At, intent: str, entry: Content) -> Answer:
        for name in ("gap", "owns"):
            gap = getattr(entry, name)
            if gap is not None and gap not in self.gaps:
                remedy = f"Write it in {GAPS_FILE}, or correct its name."
                raise Mistake(file, (*at, name), f"there is no gap {gap!r}", remedy)
        if entry.owns and (entry.gap or not entry.text):
            what = "`owns` is for words of this answer's own, beside no other gap"
            raise Mistake(file, (*at, "owns"), what, "Write `gap`, or a text that says what the policy does not.")
        answer = self._joined(file, at, intent, entry, self.gaps[entry.gap] if entry.gap else None)
        self._check(file, at, answer, REPLY_LIMIT)
        if not at and intent in answer.next:
            raise Mistake(file, (*at, "next"), f"{intent!r} offers itself as the next question", "Take it out.")
        return answer

    def _joined(self, file: str, at: At, intent: str, entry: Content, gap: Gap | None) -> Answer:
        texts = [self._words(file, (*at, "text"), entry.text)] if entry.text else []
        texts += [gap.text] if gap else []
        cites = dict.fromkeys(entry.cites + (gap.cites if gap else ()))
        if not texts or not cites:
            lacking = "text" if not texts else "cites"
            what = f"the answer has neither {lacking} nor a gap"
            raise Mistake(file, at, what, f"Write its {lacking}, or name its gap.")
        whole = Texts(fr="\n\n".join(text.fr for text in texts), en="\n\n".join(text.en for text in texts))
        return Answer(
            intent=intent,
            text=whole,
            cites=tuple(cites),
            law=tuple(dict.fromkeys(entry.law + (gap.law if gap else ()))),
            next=entry.next or (gap.next if gap else ()),
            gap=entry.gap or entry.owns,
        )

    def _words(self, file: str, at: At, text: Texts) -> Texts:
        """Our words, ready to show."""
        for language in LANGUAGES:
            for quoted in _QUOTED.findall(text[language]):
                self._quoted(file, (*at, language), quoted, binding=language == self.policy.language)
            for slot in _SLOT.findall(text[language]):
                if slot not in ("{date}", "{thing}"):
                    raise Mistake(file, (*at, language), f"{slot} stands for nothing", "Write {date} or {thing}.")
        day = self.policy.captured
        said = {language: text[language].replace("{date}", long_date(day, language)) for language in LANGUAGES}
        return Texts(**said).typeset()

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
            prove_quote(self.policy, self.clauses, file, (*at, "cites", number), quote)
            if len(quote.quote) > QUOTE_LIMIT:
                what = f"the quotation has {len(quote.quote)} characters, at most {QUOTE_LIMIT} are read"
                raise Mistake(file, (*at, "cites", number, "quote"), what, "Quote only the words that answer.")
        self._apart(file, at, shown)
        for number, intent in enumerate(shown.next):
            self._offered(file, (*at, "next", number), intent)
        for number, law in enumerate(shown.law):
            if law not in self.law:
                raise Mistake(file, (*at, "law", number), f"there is no law entry {law!r}", f"Write it in {LAW_FILE}.")
        for language in LANGUAGES:
            length = len(self._longest(shown.text[language], language))
            if length > limit:
                what = f"the reply has {length} characters in {language!r}, at most {limit} are read"
                raise Mistake(file, (*at, "text", language), what, "Shorten the text.")

    def _longest(self, text: str, language: Language) -> str:
        """The text with the longest of names where one is to stand."""
        return text.replace("{thing}", max((thing.name[language] for thing in self.things), key=len, default=""))

    def _apart(self, file: str, at: At, shown: Gap | Answer) -> None:
        """Quotations that follow one another in a clause are one: between two, readers take words to be left out."""
        for number, (one, two) in enumerate(pairwise(shown.cites)):
            text = self.clauses[one.clause][self.policy.language]
            between = text[text.index(one.quote) + len(one.quote) :].partition(two.quote)
            if one.clause == two.clause and between[1] and not between[0].strip(" ,;.:()"):
                what = f"this quotation of {two.clause!r} goes on where the one before it ends"
                raise Mistake(file, (*at, "cites", number + 1), what, "Make them one quotation.")

    def _offered(self, file: str, at: At, intent: str) -> None:
        """A request can be offered where its right is explained."""
        answered = intent.replace("request.", "explain.", 1) if intent.startswith("request.") else intent
        if answered not in self.intents:
            raise Mistake(file, at, f"{intent!r} leads nowhere", "Name an intent that has an answer, or a request.")
