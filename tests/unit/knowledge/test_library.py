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
title: document.title
sections:
  - {id: keeping, title: keeping.title}
  - {id: rights, title: rights.title}
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
ERASURE = """\
intent: explain.erasure
text: {fr: Vous pouvez faire effacer vos données., en: You can have your data erased.}
cites:
  - {clause: rights.erasure, quote: faire effacer vos données}
next: [request.erasure, ask.retention]
"""
FILES = {
    "policy.yaml": POLICY,
    "clauses.fr.md": FRENCH,
    "clauses.en.md": ENGLISH,
    "gaps.yaml": GAPS,
    "answers/ask-retention.yaml": RETENTION,
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
    assert library.gap("figures").text.en == "No figures in the copy of 1 November 2026!"
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
        ("title: document.title", "title: document", 5, "no clause 'document'"),
        ("title: rights.title", "title: right.title", 8, "no clause 'right.title'"),
        ("id: rights", "id: keeping", 8, "'keeping' stands twice"),
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
    "answers/explain-erasure.yaml": [
        (ERASURE.splitlines()[1], "", 1, "neither text"),
        (", en: You can have your data erased.", "", 2, "text.en: Field required"),
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
    edit(folder, "clauses.fr.md", "faire effacer", "faire " + "vite " * 70 + "effacer")
    edit(folder, "answers/explain-erasure.yaml", "quote: faire effacer", "quote: faire " + "vite " * 70 + "effacer")
    assert "at most 350" in refusal(folder).what


@pytest.mark.parametrize("file", ["policy.yaml", "gaps.yaml", "clauses.en.md"])
def test_a_missing_file_is_named(folder: Path, file: str) -> None:
    (folder / file).unlink()
    problem = refusal(folder)
    assert (problem.file, problem.what) == (str(folder / file), "this file is missing")


def test_a_file_that_is_no_utf8_is_named(folder: Path) -> None:
    (folder / "clauses.fr.md").write_bytes("Vos données".encode("latin-1"))
    problem = refusal(folder)
    assert (problem.file, problem.what) == (str(folder / "clauses.fr.md"), "this is not text")
