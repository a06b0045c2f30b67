"""The packaged policy: its text to the letter, an answer to every question, and each of them short and proven."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

import knowledge
from bot.files import load_library, read_blocks
from knowledge.answers import Answer, Gap
from knowledge.library import Library

FOLDER = Path(knowledge.__file__).parent / "policies" / "influence-media-group"

# A page break of the publisher cuts two sentences in half; nothing else differs from the saved copy.
MENDED = [("(sites\n\ninternet,", "(sites internet,"), ("sans\n\njustification,", "sans justification,")]
SOURCE_SHA256 = "d03bbc72919f886c40a05d2a976655b8fc4d8e12e18edb721e2828b7741d3ac5"

ANSWERED = """
    controller scope person_kind collection must_answer profiling marketing archiving partners maintenance rights
    complaint precedence special_notices definitions
"""
LEFT_OPEN = """
    recordings data_held purposes legal_basis automated_decisions retention recipients authorities processors selling
    transfers security breach cookies children sensitive exercise reply_time identity_check contact policy compliance
    anonymity ai_training
"""
RIGHTS = """
    access rectification erasure restriction objection marketing_objection portability consent_withdrawal post_mortem
"""
GAPS = """
    contact dpo retention_figures purposes_detail basis_per_purpose legitimate_interests data_held recipients_named
    selling transfer_countries authorities_link bank_account automated_decisions cookies security breach children
    sensitive exercise reply_time identity_check version recordings_detail ai_training anonymity compliance_proof
"""


@pytest.fixture(scope="module")
def library() -> Library:
    return load_library(FOLDER, FOLDER.parents[1])


def everything_shown(library: Library) -> list[Answer | Gap]:
    return [*library.answers.values(), *library.gaps.values()]


def test_the_source_is_the_saved_copy_to_the_byte() -> None:
    assert hashlib.sha256((FOLDER / "source.fr.txt").read_bytes()).hexdigest() == SOURCE_SHA256


def test_the_clauses_are_the_source_with_two_cut_sentences_mended() -> None:
    source = (FOLDER / "source.fr.txt").read_text(encoding="utf-8")
    for cut, mended in MENDED:
        assert source.count(cut) == 1
        source = source.replace(cut, mended)
    clauses = [text for _, text, _ in read_blocks("", (FOLDER / "clauses.fr.md").read_text(encoding="utf-8"))]
    rest = source
    for clause in clauses:
        rest = rest.lstrip()
        assert rest.startswith(clause)
        rest = rest.removeprefix(clause)
    assert rest.strip() == ""


def test_every_list_item_and_paragraph_is_a_clause(library: Library) -> None:
    assert all("\n" not in clause.fr and "\n" not in clause.en for clause in library.clauses.values())


def test_a_list_item_is_a_list_item_in_both_languages(library: Library) -> None:
    for clause in library.clauses.values():
        assert clause.fr.startswith("- ") == clause.en.startswith("- "), clause.id


def test_the_translation_has_the_clauses_in_the_same_order() -> None:
    french, english = [
        [name for name, _, _ in read_blocks("", (FOLDER / file).read_text(encoding="utf-8"))]
        for file in ("clauses.fr.md", "clauses.en.md")
    ]
    assert french == english


def test_every_question_and_right_is_answered_as_far_as_the_policy_goes(library: Library) -> None:
    kinds = {answer.intent: answer.kind for answer in library.answers.values() if answer.variant is None}
    answers = {f"ask.{topic}" for topic in ANSWERED.split()} | {f"explain.{right}" for right in RIGHTS.split()}
    gaps = {f"ask.{topic}" for topic in LEFT_OPEN.split()}
    assert kinds == dict.fromkeys(answers, "answer") | dict.fromkeys(gaps, "gap")


def test_the_gaps_are_the_known_ones_and_each_can_be_reached(library: Library) -> None:
    assert set(library.gaps) >= set(GAPS.split())
    assert {answer.gap for answer in library.answers.values() if answer.gap} == set(library.gaps)


def test_every_quotation_stands_in_the_saved_copy_to_the_letter(library: Library) -> None:
    source = (FOLDER / "source.fr.txt").read_text(encoding="utf-8")
    for cut, mended in MENDED:
        source = source.replace(cut, mended)
    quotes = {quote.quote for shown in everything_shown(library) for quote in shown.cites}
    assert len(quotes) > 50
    assert [quote for quote in quotes if quote not in source] == []


def test_every_section_is_cited_by_an_answer(library: Library) -> None:
    cited = {library.clause(quote.clause).section for answer in library.answers.values() for quote in answer.cites}
    assert len(library.policy.sections) == 9
    assert cited == {section.id for section in library.policy.sections}


def test_every_clause_is_cited_or_somebody_says_why_not(library: Library) -> None:
    assert library.uncited() == ()
    assert library.cited.isdisjoint(library.policy.uncited)
    assert library.cited | library.policy.uncited.keys() == library.clauses.keys()


def test_no_answer_states_a_number_a_name_or_a_duty_that_nothing_it_cites_holds(library: Library) -> None:
    assert library.unproven() == ()


def test_replies_are_short_in_both_languages(library: Library) -> None:
    for intent, answer in library.answers.items():
        assert 20 <= len(answer.text.fr) <= 400, intent
        assert 20 <= len(answer.text.en) <= 400, intent
    for name, gap in library.gaps.items():
        assert max(len(gap.text.fr), len(gap.text.en)) <= 300, name


def test_english_puts_no_translated_words_in_quotation_marks(library: Library) -> None:
    for shown in everything_shown(library):
        assert not set('“”"«»') & set(shown.text.en)


def test_french_is_set_in_french(library: Library) -> None:
    for shown in everything_shown(library):
        for wrong in ("'", " :", " ;", " !", " ?", "« ", " »"):
            assert wrong not in shown.text.fr


def test_an_explanation_offers_its_request_first(library: Library) -> None:
    for right in RIGHTS.split():
        answer = library.answer(f"explain.{right}")
        assert answer is not None
        assert answer.next[0] == f"request.{right}"


def test_every_article_of_law_is_the_same_in_both_languages(library: Library) -> None:
    for shown in everything_shown(library):
        assert ("RGPD, art." in shown.text.fr) == ("GDPR Art." in shown.text.en)


def test_the_version_gap_names_the_day_of_the_copy(library: Library) -> None:
    assert "enregistrée ici le 23 novembre 2026." in library.gaps["version"].text.fr
    assert "saved here on 23 November 2026." in library.gaps["version"].text.en
