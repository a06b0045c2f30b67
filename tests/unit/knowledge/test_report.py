"""A made-up report: every finding is shown in each form, nothing in it does harm, and nothing hangs on colour."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sarif_pydantic import Sarif

from knowledge.entries import LANGUAGES, Quote, Texts
from knowledge.findings import Ease, Finding, Item, Level, Report, Told
from knowledge.labels import LABELS, LEVELS, SIGNS, STATES, ease_in_words
from knowledge.report import as_html, as_json, as_sarif, as_text
from knowledge.typography import Language
from tests.pages import Page, printed, unwrapped

FILE = "knowledge/policies/moulin/clauses.fr.md"
NASTY = '<script>alert("1")</script> & « l\'eau\u00a0» \x1b[31m'


def finding(rule: str, level: Level, **more: Any) -> Finding:
    words = {"fr": f"Règle {rule}\u202f: c’est à revoir\u202f!", "en": f"Rule {rule} wants another look."}
    remedy = {"fr": f"Récrire ce que dit {rule}.", "en": f"Rewrite what {rule} says."}
    return Finding.model_validate({"rule": rule, "level": level, "text": words, "remedy": remedy} | more)


REPORT = Report(
    policy="moulin",
    language="fr",
    editor="Jeanne Meunier",
    controller="Le Moulin <b> & Fils",
    captured="2026-11-01",
    digest="0123456789abcdef" * 4,
    items=(
        Told(
            item=Item(id="controller", article="GDPR 13(1)(a)", about=Texts(fr="Qui est responsable", en="Who it is")),
            state="present",
            cites=(Quote(clause="about.who", quote="Le Moulin\u00a0: c'est nous"),),
        ),
        Told(
            item=Item(id="periods", article="GDPR 13(2)(a)", about=Texts(fr="Les durées", en="The periods")),
            state="partly",
            cites=(Quote(clause="keeping.time", quote=NASTY),),
            lacks=Texts(fr="aucun chiffre n’est donné", en="no figure is given"),
        ),
        Told(
            item=Item(id="cookies", article="LIL 82", about=Texts(fr="Les traceurs", en="Trackers")),
            state="missing",
            lacks=Texts(fr="une phrase sur les traceurs", en="a sentence on trackers"),
        ),
        Told(
            item=Item(id="dpo", article="GDPR 13(1)(b)", about=Texts(fr="Le délégué", en="The officer")),
            state="not_assessed",
        ),
    ),
    findings=(
        finding("art-13-missing", "error"),
        finding("dead-link", "warning", clause="keeping.time", quote=NASTY),
        finding("dead-link", "warning", clause="keeping.time", quote=NASTY),
        finding("odd-words", "warning", clause="about.who", quote="c'est nous", by_hand=True),
        finding("claim-not-proven", "error", clause="gone.away"),
        finding("long-sentence", "note", clause="keeping.time", quote="mot " * 60 + "fin"),
    ),
    ease=(
        Ease(language="fr", words=812, sentences=31, longest=64, score=41),
        Ease(language="en", words=790, sentences=33, longest=59, score=55),
    ),
    lines={"about.who": 4, "keeping.time": 12},
)
EMPTY = REPORT.model_copy(update={"items": (), "findings": (), "ease": ()})


def sarif(report: Report = REPORT, file: str = FILE) -> dict[str, Any]:
    text = as_sarif(report, file=file)
    Sarif.model_validate_json(text)
    document: dict[str, Any] = json.loads(text)
    return document


def results(report: Report = REPORT) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = sarif(report)["runs"][0]["results"]
    return listed


def prints(report: Report) -> list[str]:
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in results(report)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_holds_every_item_and_finding_in_its_language(language: Language) -> None:
    page = Page(as_html(REPORT, language))
    assert page.languages[0] == language
    for told in REPORT.items:
        assert told.item.about[language] in page.text
        assert all(cite.quote in page.text for cite in told.cites)
        assert told.lacks is None or told.lacks[language] in page.text
        assert f"item-{told.item.id}" in page.ids
    for found in REPORT.findings:
        assert found.text[language] in page.text
        assert found.remedy[language] in page.text
        assert found.quote is None or found.quote in page.text
    assert page.text.count(LABELS[language]["by-hand"]) == 1


def test_a_page_names_whose_policy_it_is_which_copy_and_how_it_was_judged() -> None:
    text = Page(as_html(REPORT, "en")).text
    assert "Policy check: Le Moulin <b> & Fils" in text
    assert "1 November 2026" in text
    assert REPORT.digest in text
    assert "Found by a rule or the list above: 5. Found by reading: 1." in text


def test_the_errors_come_first_and_lead_to_their_findings() -> None:
    assert Page(as_html(REPORT, "en")).links == ["#finding-1", "#finding-2"]


def test_the_policys_words_carry_the_language_that_binds() -> None:
    page = Page(as_html(REPORT, "en"))
    quotes = [named["lang"] for tag, named in page.tags if tag == "blockquote"]
    assert quotes == ["fr"] * 6


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_without_anything_says_so(language: Language) -> None:
    for shown in (Page(as_html(EMPTY, language)).text, printed(as_text(EMPTY, language))):
        assert LABELS[language]["findings-none"] in shown
        assert LABELS[language]["ease-none"] in shown
    assert LABELS[language]["first-none"] in Page(as_html(EMPTY, language)).text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_terminal_shows_every_item_and_finding_without_colour(language: Language) -> None:
    text = unwrapped(printed(as_text(REPORT, language)))
    for told in REPORT.items:
        assert f"{SIGNS[told.state]} {LABELS[language][told.state]} " in text
        assert told.item.about[language] in text
        assert told.lacks is None or told.lacks[language] in text
    for found in REPORT.findings:
        assert f"{LABELS[language][found.level]}{LABELS[language]['colon']} {found.text[language]}" in text
        assert found.remedy[language] in text
    assert text.count(LABELS[language]["by-hand"]) == 1
    assert "c'est nous" in text
    assert "41" in text


def test_the_terminal_opens_with_the_summary() -> None:
    assert printed(as_text(REPORT, "fr")).splitlines()[:5] == [
        "Contrôle de la politique\u00a0: Le Moulin <b> & Fils (moulin)",
        "Copie du 1er novembre 2026, empreinte 0123456789ab",
        "",
        "■ Erreurs\u00a0: 2   ▲ Avertissements\u00a0: 3   • Remarques\u00a0: 1",
        "● Présent\u00a0: 1   ◐ En partie\u00a0: 1   ○ Absent\u00a0: 1   ? Non évalué\u00a0: 1",
    ]


def test_a_finding_says_where_it_stands_and_who_found_it() -> None:
    text = printed(as_text(REPORT, "en"))
    assert "clause keeping.time, line 12 (rule dead-link)" in text
    assert "clause about.who, line 4 (found by hand)" in text
    assert "clause gone.away (rule claim-not-proven)" in text
    assert "     rule art-13-missing\n" in text


def test_articles_bear_the_name_of_the_law_in_the_language() -> None:
    assert "RGPD 13(1)(a)" in printed(as_text(REPORT, "fr"))
    assert "GDPR 13(1)(a)" in printed(as_text(REPORT, "en"))


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal_and_no_break_spaces_hold(width: int) -> None:
    text = printed(as_text(REPORT, "fr"), width)
    assert "Règle" in text
    assert not [line for line in text.splitlines() if line.strip().startswith(("!", ":", "»"))]


def test_json_gives_the_report_back() -> None:
    text = as_json(REPORT)
    assert Report.model_validate_json(text) == REPORT
    assert list(json.loads(text)) == list(Report.model_fields)
    assert "Règle" in text


def test_sarif_names_each_rule_once_with_its_help() -> None:
    rules = sarif()["runs"][0]["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({found.rule for found in REPORT.findings})
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["fullDescription"]["text"]
        assert rule["help"]["text"] == f"Rewrite what {rule['id']} says."
    assert rules[-1]["shortDescription"]["text"] == "Odd words."


def test_sarif_describes_a_rule_by_its_name_where_its_findings_differ() -> None:
    other = finding("dead-link", "warning").model_copy(update={"text": Texts(fr="Autre chose.", en="Something else.")})
    report = REPORT.model_copy(update={"findings": (*REPORT.findings, other)})
    rules = {rule["id"]: rule for rule in sarif(report)["runs"][0]["tool"]["driver"]["rules"]}
    assert rules["dead-link"]["fullDescription"]["text"] == "Dead link."
    assert rules["art-13-missing"]["fullDescription"]["text"].startswith("Something that the law wants people told")
    assert rules["odd-words"]["fullDescription"]["text"] == "Rule odd-words wants another look."


def test_sarif_puts_each_finding_in_its_place() -> None:
    rules = sarif()["runs"][0]["tool"]["driver"]["rules"]
    for found, result in zip(REPORT.findings, results(), strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == found.rule
        assert result["level"] == found.level
        assert result["message"]["text"] == f"{found.text.en} {found.remedy.en}"
        assert result["properties"]["byHand"] is found.by_hand
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"] == {"uri": FILE, "uriBaseId": "%SRCROOT%"}
        assert place["region"]["startLine"] == REPORT.lines.get(found.clause or "", 1)
        assert place["region"].get("snippet", {}).get("text") == found.quote


def test_sarif_writes_a_path_as_a_uri() -> None:
    place = sarif(file="mes politiques/é.md")["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "mes%20politiques/%C3%A9.md"


def test_fingerprints_tell_findings_apart_and_hold_while_lines_move() -> None:
    before = prints(REPORT)
    assert len(set(before)) == len(before)
    assert prints(REPORT.model_copy(update={"lines": {"about.who": 400, "keeping.time": 500}})) == before
    assert prints(REPORT.model_copy(update={"findings": REPORT.findings[1:]})) == before[1:]


def test_our_words_about_a_quotation_may_be_mended_without_a_new_fingerprint() -> None:
    mended = [found.model_copy(update={"text": Texts(fr="Mieux dit.", en="Better said.")}) for found in REPORT.findings]
    after = prints(REPORT.model_copy(update={"findings": tuple(mended)}))
    same = [was == now for was, now in zip(prints(REPORT), after, strict=True)]
    assert same == [found.quote is not None for found in REPORT.findings]


def test_every_label_is_in_both_languages() -> None:
    assert LABELS["fr"].keys() == LABELS["en"].keys()
    for labels in LABELS.values():
        assert {*STATES, *LEVELS, *(f"{level}s" for level in LEVELS)} <= labels.keys()
    assert SIGNS.keys() == {*STATES, *LEVELS}
    assert len(set(SIGNS.values())) == len(SIGNS)


@pytest.mark.parametrize(
    ("score", "words"),
    [(-20, "very hard"), (29, "very hard"), (30, "hard"), (50, "fairly hard"), (60, "plain"), (70, "easy")],
)
def test_a_score_is_told_in_words(score: int, words: str) -> None:
    assert ease_in_words(score, "en") == words
