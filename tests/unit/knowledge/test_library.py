"""A small policy of a made-up company: what a library gives, and every mistake it refuses, by file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.files import FileProblem, load_library
from knowledge.entries import Quote

POLICY = """\
slug: moulin
controller: Le Moulin
language: fr
captured: 2026-11-01
editor: Jeanne
title: document.title
sections:
  - {id: keeping, title: keeping.title}
  - {id: rights, title: rights.title}
people:
  - {id: miller, name: {fr: Meunier, en: Miller}, said: [meunier, miller]}
  - {id: baker, name: {fr: Boulanger, en: Baker}, said: [boulanger, baker]}
uncited: {document.title: the title}
"""
FRENCH = """\
<!-- clause: document.title -->
Vos données au moulin

<!-- clause: keeping.title -->
Combien de temps ?

<!-- clause: keeping.time -->
Nous gardons l'adresse tant qu'il le faut.

<!-- clause: rights.title -->
Vos droits

<!-- clause: rights.erasure -->
- faire effacer vos données
"""
ENGLISH = """\
<!-- clause: document.title -->
Your data at the mill

<!-- clause: keeping.title -->
How long?

<!-- clause: keeping.time -->
We keep the address as long as needed.

<!-- clause: rights.title -->
Your rights

<!-- clause: rights.erasure -->
- have your data erased
"""
GAPS = """\
figures:
  text:
    fr: Aucun chiffre dans la copie du {date} !
    en: No figures in the copy of {date}!
  cites:
    - {clause: keeping.title, quote: "Combien de temps ?"}
  next: [explain.erasure, request.erasure]
"""
RETENTION = """\
intent: ask.retention
text:
  fr: "L'adresse est gardée « tant qu'il le faut »."
  en: The address is kept as long as needed.
gap: figures
cites:
  - clause: keeping.time
    quote: Nous gardons l'adresse
"""
KEEPING = """\
intent: ask.archiving
text: {fr: Cela dépend., en: It depends.}
cites:
  - {clause: keeping.time, quote: tant qu'il le faut}
next: [explain.erasure]
editor: Paul
variants:
  - id: why
    said: [pourquoi, why]
    text: {fr: Il le faut., en: It is needed.}
    cites: [{clause: keeping.time, quote: il le faut}]
    law: [gdpr_17]
  - id: flour
    thing: flour
    text: {fr: De la farine., en: Flour.}
    cites: [{clause: keeping.time, quote: Nous gardons}]
  - id: thing
    thing: any
    text: {fr: "Rien sur {thing}.", en: "Nothing about {thing}."}
    gap: figures
  - id: miller
    person: miller
    text: {fr: Pour le meunier., en: For the miller.}
    cites: [{clause: keeping.time, quote: l'adresse}]
"""
ERASURE = """\
intent: explain.erasure
text: {fr: Vous pouvez faire effacer vos données., en: You can have your data erased.}
cites:
  - {clause: rights.erasure, quote: faire effacer vos données}
next: [request.erasure, ask.retention]
"""
THINGS = """\
- {id: flour, name: {fr: votre farine, en: your flour}, said: [farine, flour]}
- {id: white_flour, name: {fr: votre farine blanche, en: your white flour}, said: [farine blanche, white flour]}
"""
LAW = """\
gdpr_17: {article: {fr: "RGPD, art. 17", en: GDPR Art. 17}, says: {fr: C'est un droit., en: It is a right.}}
"""
FILES = {
    "things.yaml": THINGS,
    "law.yaml": LAW,
    "policy.yaml": POLICY,
    "clauses.fr.md": FRENCH,
    "clauses.en.md": ENGLISH,
    "gaps.yaml": GAPS,
    "answers/ask-retention.yaml": RETENTION,
    "answers/ask-archiving.yaml": KEEPING,
    "answers/explain-erasure.yaml": ERASURE,
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "answers").mkdir()
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def edit(folder: Path, file: str, old: str, new: str) -> None:
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def refusal(folder: Path) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        load_library(folder)
    return caught.value


def test_a_reply_is_the_text_and_then_the_gap_set_as_each_language_is_printed(folder: Path) -> None:
    answer = load_library(folder).answer("ask.retention")
    assert answer is not None
    said = "L’adresse est gardée «\u00a0tant qu’il le faut\u00a0»."
    assert answer.text["fr"] == f"{said}\n\nAucun chiffre dans la copie du 1er novembre 2026\u202f!"
    assert answer.text["en"] == "The address is kept as long as needed.\n\nNo figures in the copy of 1 November 2026!"


def test_an_answer_with_a_gap_adds_its_citations_and_borrows_its_next_questions(folder: Path) -> None:
    answer = load_library(folder).answer("ask.retention")
    assert answer is not None
    assert (answer.kind, answer.gap) == ("gap", "figures")
    assert answer.cites == (
        Quote(clause="keeping.time", quote="Nous gardons l'adresse"),
        Quote(clause="keeping.title", quote="Combien de temps ?"),
    )
    assert answer.next == ("explain.erasure", "request.erasure")


def test_an_answer_without_a_gap_is_an_answer(folder: Path) -> None:
    answer = load_library(folder).answer("explain.erasure")
    assert answer is not None
    assert (answer.kind, answer.gap, answer.next) == ("answer", None, ("request.erasure", "ask.retention"))


def test_what_no_file_answers_has_no_answer(folder: Path) -> None:
    assert load_library(folder).answer("ask.cookies") is None


def test_clauses_gaps_and_sections_are_found_by_id(folder: Path) -> None:
    library = load_library(folder)
    assert library.clause("keeping.time")["fr"] == "Nous gardons l'adresse tant qu'il le faut."
    assert library.clause("keeping.time")["en"] == "We keep the address as long as needed."
    assert library.gaps["figures"].text.en == "No figures in the copy of 1 November 2026!"
    assert [clause.id for clause in library.section("keeping")] == ["keeping.title", "keeping.time"]


def test_the_digest_is_the_same_for_the_same_content(folder: Path) -> None:
    assert load_library(folder).digest == load_library(folder).digest


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("policy.yaml", "2026-11-01", "2026-11-02"),
        ("clauses.fr.md", "Vos droits", "Tous vos droits"),
        ("clauses.en.md", "Your rights", "All your rights"),
        ("gaps.yaml", "No figures", "No numbers"),
        ("answers/explain-erasure.yaml", "You can have", "You may have"),
        ("answers/explain-erasure.yaml", "next: [request.erasure, ask.retention]", "next: [request.erasure]"),
    ],
)
def test_the_digest_changes_with_any_content(folder: Path, file: str, old: str, new: str) -> None:
    before = load_library(folder).digest
    edit(folder, file, old, new)
    assert load_library(folder).digest != before


BROKEN = {
    "policy.yaml": [
        ("title: document.title", "title: document", 6, "no clause 'document'"),
        ("title: rights.title", "title: right.title", 9, "no clause 'right.title'"),
        ("id: rights", "id: keeping", 9, "'keeping' stands twice"),
        ("id: baker", "id: miller", 12, "'miller' is taken"),
        ("said: [boulanger,", "said: [meunier,", 12, "'meunier' is said of 'miller' already"),
        ("said: [boulanger,", "said: [Boulanger,", 12, "should match pattern"),
        ("uncited: {document.title", "uncited: {document.titel", 13, "no clause 'document.titel'"),
        ("editor: Jeanne\n", "", 1, "editor: this is missing"),
        ("captured: 2026-11-01", "captured: yesterday", 4, "captured"),
    ],
    "clauses.fr.md": [
        ("clause: rights.erasure", "clause: keeping.time", 13, "stands twice"),
        ("clause: keeping.time", "clause: storing.time", 7, "'storing.time' is in no section"),
        ("Combien de temps ?", "", 4, "'keeping.title' has no text"),
    ],
    "clauses.en.md": [
        ("How long?", "", 4, "'keeping.title' has no text"),
        ("<!-- clause: rights.erasure -->\n- have your data erased\n", "", 1, "'rights.erasure' has no text"),
    ],
    "gaps.yaml": [
        ("Aucun chiffre", "A" * 300, 3, "at most 300"),
        ("Combien de temps ?", "Combien de temps?", 6, "does not stand"),
        ("next: [explain.erasure", "next: [explain.access", 7, "leads nowhere"),
    ],
    "answers/ask-retention.yaml": [
        ("quote: Nous gardons l'adresse", "quote: Nous gardons l’adresse", 8, "does not stand in the clause"),
        ("clause: keeping.time", "clause: keeping.tim", 7, "no clause 'keeping.tim'"),
        ("gap: figures", "gap: figure", 5, "no gap 'figure'"),
        ("« tant qu'il le faut »", "« toujours »", 3, "'toujours' does not stand in the policy"),
        ("as long as needed", "“as long as needed”", 4, "'as long as needed' are put as a quotation"),
        ("intent: ask.retention", "intent: ask.archiving", 1, "not answered in this file"),
    ],
    "answers/ask-archiving.yaml": [
        ("id: thing", "id: why", 17, "the variant 'why' stands twice"),
        ("    thing: flour\n", "", 13, "nothing leads to the variant 'flour'"),
        ("thing: flour", "thing: wheat", 14, "no thing 'wheat'"),
        ("person: miller", "person: king", 22, "no person 'king'"),
        ("law: [gdpr_17]", "law: [gdpr_18]", 12, "no law entry 'gdpr_18'"),
        ("{thing}.", "{thin}.", 19, "{thin} stands for nothing"),
        ("fr: Il le faut.", "fr: 'Il le faut, {thing}.'", 10, "{thing} stands where none is named"),
        ("quote: tant qu'il le faut}", "quote: tant}\n  - {clause: keeping.time, quote: qu'il le faut}", 5, "goes on"),
        ("    gap: figures", "    owns: figure", 20, "no gap 'figure'"),
        ("    gap: figures", "    gap: figures\n    owns: figures", 21, "`owns` is for words of this answer's own"),
        ("Rien sur", "R" * 360, 19, "at most 400"),
        ("quote: il le faut}", "quote: il le fallait}", 11, "does not stand in the clause"),
    ],
    "things.yaml": [
        ("id: white_flour", "id: any", 2, "'any' is taken"),
        ("said: [farine blanche,", "said: [flour,", 2, "'flour' is said of 'flour' already"),
    ],
    "answers/explain-erasure.yaml": [
        (ERASURE.splitlines()[1], "", 1, "neither text"),
        (", en: You can have your data erased.", "", 2, "text.en: this is missing"),
        ("en: You can have your data erased.", 'en: ""', 2, "at least 1 character"),
        ("Vous pouvez", "V" * 400, 2, "at most 400"),
        ("quote: faire effacer vos données", "quote: ''", 4, "at least 1 character"),
        ("ask.retention]", "ask.rentention]", 5, "'ask.rentention' leads nowhere"),
        ("[request.erasure", "[request.retention", 5, "'request.retention' leads nowhere"),
        ("ask.retention]", "explain.erasure]", 5, "offers itself"),
        ("[request", "[ask.retention, ask.retention, request", 5, "at most 3"),
        ("cites:\n  - {clause: rights.erasure, quote: faire effacer vos données}\n", "", 1, "neither cites nor a gap"),
    ],
}


@pytest.mark.parametrize(
    ("file", "change", "line", "what"),
    [(file, (old, new), line, what) for file, mistakes in BROKEN.items() for old, new, line, what in mistakes],
)
def test_a_mistake_is_refused_by_file_and_line(
    folder: Path, file: str, change: tuple[str, str], line: int, what: str
) -> None:
    edit(folder, file, *change)
    problem = refusal(folder)
    assert what in problem.what
    assert (problem.file, problem.line) == (str(folder / file), line)
    assert problem.remedy


def test_a_quotation_longer_than_anybody_reads_is_refused(folder: Path) -> None:
    edit(folder, "clauses.fr.md", "faire effacer", "faire " + "vite " * 130 + "effacer")
    edit(folder, "answers/explain-erasure.yaml", "quote: faire effacer", "quote: faire " + "vite " * 130 + "effacer")
    assert "at most 600" in refusal(folder).what


@pytest.mark.parametrize("file", ["policy.yaml", "gaps.yaml", "clauses.en.md"])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    problem = refusal(folder)
    assert (problem.file, problem.what) == (str(folder / file), "this file is missing")


def test_a_file_that_is_no_utf8_is_named(folder: Path) -> None:
    (folder / "clauses.fr.md").write_bytes("Vos données".encode("latin-1"))
    problem = refusal(folder)
    assert (problem.file, problem.what) == (str(folder / "clauses.fr.md"), "this is not text")


@pytest.mark.parametrize(
    ("words", "person", "told", "thing"),
    [
        ("tell me", None, "ask.archiving", None),
        ("why do you", None, "ask.archiving/why", None),
        ("et ma farine", None, "ask.archiving/flour", "flour"),
        ("my white flour", None, "ask.archiving/thing", "white_flour"),
        ("and for a miller", None, "ask.archiving/miller", None),
        ("and for a baker", None, "ask.archiving", None),
        ("tell me", "miller", "ask.archiving/miller", None),
        ("tell me", "baker", "ask.archiving", None),
        ("why", "miller", "ask.archiving/why", None),
        ("whyever", None, "ask.archiving", None),
    ],
)
def test_the_answer_fits_what_is_named_before_who_is_known_to_ask(
    folder: Path, words: str, person: str | None, told: str, thing: str | None
) -> None:
    found = load_library(folder).find("ask.archiving", words, person=person)
    assert found is not None
    assert (found.answer.id, found.thing.id if found.thing else None) == (told, thing)


def test_a_variant_keeps_who_wrote_it_and_a_digest_of_its_own(folder: Path) -> None:
    library = load_library(folder)
    why, base = library.answers["ask.archiving/why"], library.answers["ask.archiving"]
    assert why.editor == base.editor == "Paul"
    assert why.digest != base.digest
    assert library.asks_who(base)
    assert not library.asks_who(why)
    assert not library.asks_who(library.answers["ask.retention"])


def test_an_answer_may_own_up_to_a_gap_in_words_of_its_own(folder: Path) -> None:
    edit(folder, "answers/ask-archiving.yaml", "    law: [gdpr_17]", "    law: [gdpr_17]\n    owns: figures")
    why = load_library(folder).answers["ask.archiving/why"]
    assert (why.kind, why.gap, why.text.en) == ("gap", "figures", "It is needed.")


def test_a_clause_that_nobody_cites_is_known_unless_somebody_said_why(folder: Path) -> None:
    assert load_library(folder).uncited() == ("rights.title",)


@pytest.mark.parametrize(
    ("fr", "en", "claims"),
    [
        ("Il le faut 3 ans.", "Needed for three years.", ["number 3 fr", "number three en"]),
        (
            "Selon la Banque de France.",
            "It says so to Smith.",
            ["name Banque fr", "name France fr", "name Smith en"],
        ),
        ("Il le faut.", "It is needed, as the mill says.", []),
        ("Selon le RGPD, art. 17.", "GDPR Art. 17 says so.", []),
    ],
)
def test_a_figure_or_a_name_without_a_source_is_found(folder: Path, fr: str, en: str, claims: list[str]) -> None:
    edit(
        folder,
        "answers/ask-archiving.yaml",
        "text: {fr: Il le faut., en: It is needed.}",
        f'text: {{fr: "{fr}", en: "{en}"}}',
    )
    found = load_library(folder).unproven()
    assert [f"{claim.kind} {claim.words} {claim.language}" for claim in found] == claims
    assert {claim.answer for claim in found} <= {"ask.archiving/why"}


def test_a_duty_without_a_source_is_found(folder: Path) -> None:
    edit(
        folder, "answers/explain-erasure.yaml", "Vous pouvez faire effacer vos données.", "La société doit les effacer."
    )
    edit(folder, "answers/explain-erasure.yaml", "You can have your data erased.", "The company must erase them.")
    found = [(claim.answer, claim.kind, claim.words) for claim in load_library(folder).unproven()]
    assert found == [("explain.erasure", "duty", "doit"), ("explain.erasure", "duty", "must")]
    edit(folder, "answers/explain-erasure.yaml", "next:", "law: [gdpr_17]\nnext:")
    edit(folder, "law.yaml", "C'est un droit., en: It is a right.", "Elle doit effacer., en: It must erase.")
    assert load_library(folder).unproven() == ()


def test_a_file_of_ones_own_comes_before_the_packaged_one(folder: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    (own / "answers").mkdir(parents=True)
    (own / "answers" / "explain-erasure.yaml").write_text(ERASURE.replace("You can", "You may"), encoding="utf-8")
    library = load_library(own, folder)
    assert library.answers["explain.erasure"].text.en.startswith("You may")
    assert "ask.retention" in library.answers
