"""Checks a policy: what the law wants told, what reads oddly, and where this installation says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from knowledge.answers import fingerprint
from knowledge.contradictions import Installation, contradictions
from knowledge.ease import hard_passages, measure
from knowledge.entries import LANGUAGES, Mistake, Quote, Texts
from knowledge.findings import (
    CHECKLIST_FILE,
    ODDITIES_FILE,
    Assessed,
    Assessment,
    Finding,
    Item,
    Items,
    Level,
    Oddities,
    Report,
    Told,
)
from knowledge.library import Library
from knowledge.policy_text import Advice, PolicyText, same
from knowledge.proof import prove_quote
from knowledge.rules import RULES

__all__ = ["Installation", "check"]

_LAWS = {
    "GDPR": Texts(fr="RGPD", en="GDPR"),
    "LIL": Texts(fr="loi Informatique et Libertés", en="French Data Protection Act"),
}
_RANK: Mapping[Level, int] = {"error": 0, "warning": 1, "note": 2}

_MISSING = Advice(
    "art-13-missing",
    Texts(fr="{about} : cela manque ({article}).", en="{about}: missing ({article})."),
    Texts(fr="{lacks}", en="{lacks}"),
    "error",
)
_PARTLY = Advice(
    "art-13-partly",
    Texts(fr="{about} : en partie seulement ({article}).", en="{about}: in part only ({article})."),
    Texts(fr="{lacks}", en="{lacks}"),
)
_NOT_ASSESSED = Advice(
    "art-13-not-assessed",
    Texts(
        fr="{about} : personne ne l'a encore cherché ({article}).",
        en="{about}: nobody has looked for it yet ({article}).",
    ),
    Texts(
        fr="Lire la politique pour ce point, et écrire ce qu'il en est dans {file}.",
        en="Read the policy for this item, and write how it stands in {file}.",
    ),
)
_NOT_CITED = Advice(
    "clause-not-cited",
    Texts(fr="Aucune réponse ne cite cette clause.", en="No answer cites this clause."),
    Texts(
        fr="La citer là où elle répond, ou dire dans policy.yaml, sous uncited, pourquoi aucune n'en a besoin.",
        en="Cite it where it answers, or say in policy.yaml, under uncited, why none needs to.",
    ),
)
_CLAIMS = {
    "number": Texts(fr="le nombre", en="the number"),
    "name": Texts(fr="le nom", en="the name"),
    "duty": Texts(fr="l'obligation", en="the duty"),
}
_NOT_PROVEN = Advice(
    "claim-not-proven",
    Texts(
        fr="La réponse {answer} affirme ce qu'aucune source ne porte : {claim}.",
        en="The answer {answer} states what no source holds: {claim}.",
    ),
    Texts(
        fr="Citer la clause qui le dit, nommer l'article sous law, ou le retirer de la réponse.",
        en="Cite the clause that says it, name the article under law, or take it out of the answer.",
    ),
    "error",
)


def check(
    library: Library,
    *,
    source: str,
    items: Items,
    assessed: Assessment,
    oddities: Oddities,
    installation: Installation,
    lines: Mapping[str, int],
) -> Report:
    """All findings, the gravest first and then in the policy's order; data that prove nothing are a Mistake."""
    _prove(library, items, assessed, oddities)
    text = PolicyText.of(library, source)
    told = tuple(_told(item, assessed.root.get(item.id)) for item in items.root)
    findings = [
        *_untold(text, told),
        *(finding for rule in RULES for finding in rule(text)),
        *_read_by_hand(oddities),
        *_uncited(text, library),
        *_unproven(library),
        *contradictions(text, library.policy.captured, installation),
        *hard_passages(text),
    ]
    body = {clause.id for clause in text.body}
    return Report(
        policy=library.policy.slug,
        language=library.policy.language,
        controller=library.policy.controller,
        captured=library.policy.captured.isoformat(),
        digest=fingerprint(source or "".join(clause.text for clause in text.clauses)),
        editor=library.policy.editor,
        items=told,
        findings=tuple(_set(finding) for finding in _ordered(findings, text)),
        ease=tuple(
            measure(tuple(clause[language] for clause in library.clauses.values() if clause.id in body), language)
            for language in LANGUAGES
        ),
        lines=dict(lines),
    )


def _ordered(findings: list[Finding], text: PolicyText) -> list[Finding]:
    """The gravest first; then the list of the law as it stands; then the order of the policy, the placeless first."""
    place = {clause.id: number for number, clause in enumerate(text.clauses)}

    def rank(found: Finding) -> tuple[int, int]:
        listed = found.rule in (_MISSING.rule, _PARTLY.rule)
        return _RANK[found.level], -1 if listed else place.get(found.clause or "", len(place))

    return sorted(findings, key=rank)


def _prove(library: Library, items: Items, assessed: Assessment, oddities: Oddities) -> None:
    """Does what people wrote about the policy hold: ids, quotations to the letter, no state without proof?"""
    known = {item.id for item in items.root}
    for name, item in assessed.root.items():
        if name not in known:
            raise Mistake(CHECKLIST_FILE, (name,), f"there is no item {name!r} in the list", "Correct its name.")
        _prove_state(name, item)
        for number, cite in enumerate(item.cites):
            prove_quote(library.policy, library.clauses, CHECKLIST_FILE, (name, "cites", number), cite)
    seen: set[str] = set()
    for number, oddity in enumerate(oddities.root):
        if oddity.id in seen:
            raise Mistake(ODDITIES_FILE, (number, "id"), f"the id {oddity.id!r} stands twice", "Give each its own id.")
        seen.add(oddity.id)
        quote = Quote(clause=oddity.clause, quote=oddity.quote)
        prove_quote(library.policy, library.clauses, ODDITIES_FILE, (number,), quote)


def _prove_state(name: str, item: Assessed) -> None:
    if item.state != "missing" and not item.cites:
        what = f"{name!r} is called {item.state} without the words that tell it"
        raise Mistake(CHECKLIST_FILE, (name,), what, "Quote them under cites, or call it missing.")
    if item.state == "present" and item.lacks:
        what = f"{name!r} is called present, and something lacks"
        raise Mistake(CHECKLIST_FILE, (name, "lacks"), what, "Call it partly, or take lacks out.")
    if item.state != "present" and not item.lacks:
        what = f"{name!r} is called {item.state}, and nobody says what lacks"
        raise Mistake(CHECKLIST_FILE, (name,), what, "Write what the text would need, under lacks.")


def _told(item: Item, assessed: Assessed | None) -> Told:
    about = item.model_copy(update={"about": item.about.typeset()})
    if assessed is None:
        return Told(item=about, state="not_assessed")
    lacks = assessed.lacks.typeset() if assessed.lacks else None
    return Told(item=about, state=assessed.state, cites=assessed.cites, lacks=lacks)


def _untold(text: PolicyText, items: tuple[Told, ...]) -> Iterator[Finding]:
    """What the law wants told and the policy does not tell, or not wholly."""
    clauses = {clause.id: clause for clause in text.clauses}
    for told in items:
        about, article = told.item.about, _article(told.item.article)
        cite = told.cites[0] if told.cites else None
        clause, quote = (clauses[cite.clause], cite.quote) if cite else (None, None)
        if told.state == "not_assessed":
            yield _NOT_ASSESSED.on(None, about=about, article=article, file=same(CHECKLIST_FILE))
        elif told.lacks:
            advice = _MISSING if told.state == "missing" else _PARTLY
            found = advice.on(clause, quote, about=about, article=article, lacks=told.lacks)
            yield found if told.item.owed else found.model_copy(update={"level": "warning"})


def _article(cited: str) -> Texts:
    """GDPR 13(1)(a) as each language cites it."""
    law, _, article = cited.partition(" ")
    names = _LAWS.get(law, same(law))
    return Texts(fr=f"{names.fr}, art. {article}", en=f"{names.en} Art. {article}")


def _read_by_hand(oddities: Oddities) -> Iterator[Finding]:
    for oddity in oddities.root:
        yield Finding(
            rule=oddity.id.replace("_", "-"),
            level=oddity.level,
            text=oddity.text,
            remedy=oddity.remedy,
            clause=oddity.clause,
            quote=oddity.quote,
            by_hand=True,
        )


def _uncited(text: PolicyText, library: Library) -> Iterator[Finding]:
    uncited = library.uncited()
    yield from (_NOT_CITED.on(clause) for clause in text.clauses if clause.id in uncited)


def _unproven(library: Library) -> Iterator[Finding]:
    for claim in library.unproven():
        kind = _CLAIMS[claim.kind]
        words = Texts(fr=f"{kind.fr} « {claim.words} »", en=f'{kind.en} "{claim.words}"')
        yield _NOT_PROVEN.on(None, answer=same(claim.answer), claim=words)


def _set(finding: Finding) -> Finding:
    """A finding with its own words set as printers do; what it quotes stays to the letter."""
    return finding.model_copy(update={"text": finding.text.typeset(), "remedy": finding.remedy.typeset()})
