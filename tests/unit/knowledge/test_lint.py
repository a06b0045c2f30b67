"""What `policy check` finds in the packaged policy, and in a small made-up one; and the data it refuses."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import knowledge
from bot.files import load, read_blocks, read_file
from knowledge.answers import Clause
from knowledge.entries import LANGUAGES, Mistake, Policy, Section, Texts
from knowledge.findings import (
    CHECKLIST_FILE,
    ODDITIES_FILE,
    Assessed,
    Assessment,
    Item,
    Items,
    Oddities,
    Report,
)
from knowledge.library import Library
from knowledge.lint import Installation, check
from knowledge.typography import Language, french

HOME = Path(knowledge.__file__).parent
FOLDER = HOME / "policies" / "influence-media-group"
ITEMS = load(Items, read_file(HOME / CHECKLIST_FILE))
ASSESSED = load(Assessment, read_file(FOLDER / CHECKLIST_FILE))
ODDITIES = load(Oddities, read_file(FOLDER / ODDITIES_FILE))

FITTING = Installation(
    contact="vie-privee@vannier.example",
    mail_from="vie-privee@vannier.example",
    production=True,
    holidays="FR",
    timezone="Europe/Paris",
    smtp_host=None,
    database_host=None,
    keep_days=30,
    languages=("fr",),
    today=date(2026, 11, 23),
)
SMALL = {
    "nous.title": ("Qui sommes-nous ?", "Who are we?"),
    "nous.contact": (
        "Vannier est responsable de traitement : écrivez à vie-privee@vannier.example, ou à la CNIL.",
        "Vannier is the controller: write to vie-privee@vannier.example, or to the CNIL.",
    ),
    "nous.keeping": (
        "Nous gardons une conversation 30 jours. Nous vérifions votre identité par un code.",
        "We keep a conversation for 30 days. We check your identity by a code.",
    ),
}


def library(clauses: dict[str, tuple[str, str]], policy: Policy) -> Library:
    """A policy without answers, as a check reads it."""
    cut = {name: Clause(id=name, section=name.partition(".")[0], fr=fr, en=en) for name, (fr, en) in clauses.items()}
    uncited = dict.fromkeys(cut, "No answers are written here.")
    return Library(policy.model_copy(update={"uncited": uncited}), cut, {}, {}, {}, {})


def packaged() -> Library:
    files = [(FOLDER / f"clauses.{language}.md").read_text(encoding="utf-8") for language in ("fr", "en")]
    fr, en = ({name: text for name, text, _ in read_blocks("", file)} for file in files)
    policy = load(Policy, read_file(FOLDER / "policy.yaml"))
    return library({name: (fr[name], en[name]) for name in fr}, policy)


def small(language: Language = "fr") -> Library:
    policy = Policy(
        slug="vannier",
        controller="Vannier",
        language=language,
        captured=date(2026, 11, 1),
        editor="Vannier",
        title="nous.title",
        sections=(Section(id="nous", title="nous.title"),),
    )
    return library(SMALL, policy)


def report(
    read: Library,
    *,
    installation: Installation = FITTING,
    items: Items | None = None,
    assessed: Assessment | None = None,
    oddities: Oddities | None = None,
    source: str = "",
) -> Report:
    return check(
        read,
        source=source,
        items=items or Items(()),
        assessed=assessed or Assessment({}),
        oddities=oddities or Oddities(()),
        installation=installation,
        lines={name: number for number, name in enumerate(read.clauses, 1)},
    )


@pytest.fixture(scope="module")
def checked() -> Report:
    source = (FOLDER / "source.fr.txt").read_text(encoding="utf-8")
    return report(packaged(), items=ITEMS, assessed=ASSESSED, oddities=ODDITIES, source=source)


# What a careful reader noticed in the packaged policy: number, rule or the id of what was found by hand, clause.
ODD = [
    (1, "missing-table", "purposes.list"),
    (1, "missing-table", "retention.duration"),
    (2, "dead-link", "recipients.authorities"),
    (3, "banking-words-account", "purposes.contract"),
    (3, "banking-words-persons", "scope.intermediary"),
    (3, "banking-words-security", "purposes.controls"),
    (4, "no-contact", "about.controller"),
    (5, "doubled-punctuation", "scope.controller"),
    (6, "sentence-without-verb", "about.people"),
    (7, "agreement", "answering.title"),
    (8, "opens-mid-argument", "recipients.authorities"),
    (9, "cut-sentence", "scope.precedence"),
    (9, "cut-sentence", "rights.objection"),
    (10, "mood", "rights.objection"),
    (10, "agreement", "transfers.maintenance"),
    (10, "agreement", "rights.consent"),
    (11, "undefined-term", "about.people"),
    (12, "plain-http", "rights.complaint"),
    (13, "vital-interests-unused", "purposes.vital-interests"),
    (14, "objection-one-basis", "rights.objection"),
    (15, "overridden", "scope.precedence"),
    (16, "profiling-two-aims", "purposes.profiling"),
    (17, "recording-terms", "collection.directly"),
    (18, "gdpr-without-number", "about.controller"),
]
BY_HAND = {3, 6, 13, 14, 16}
MORE_BY_HAND = {("client-natural-or-legal", "scope.client"), ("formality-centres-replaced", "recipients.partners")}
"""Found by a later reader."""
# The list of 25 items: P present, H in part, - missing.
STATES = """
    controller P  contact -  dpo -  purposes H  legal_basis H  legitimate_interests -  recipients H  transfers H
    safeguards H  retention H  rights P  objection H  consent_withdrawal P  complaint P  must_answer H
    automated_decisions H  data_categories -  sources H  indirect_information H  exercise -  post_mortem P  cookies -
    version -  links -  plain_language H
"""


def test_all_eighteen_oddities_are_listed() -> None:
    assert {number for number, _, _ in ODD} == set(range(1, 19))


@pytest.mark.parametrize(("number", "rule", "clause"), ODD)
def test_each_oddity_is_found_in_its_clause(checked: Report, number: int, rule: str, clause: str) -> None:
    found = [finding for finding in checked.findings if (finding.rule, finding.clause) == (rule, clause)]
    assert len(found) == 1
    assert found[0].by_hand == (number in BY_HAND)


def test_all_that_was_found_by_hand_is_expected(checked: Report) -> None:
    by_hand = {finding.rule for finding in checked.findings if finding.by_hand}
    assert by_hand == {rule for number, rule, _ in ODD if number in BY_HAND} | {rule for rule, _ in MORE_BY_HAND}


def test_no_rule_finds_more_than_was_noticed(checked: Report) -> None:
    """Two lists left open and a heading that answers nothing are in the list of 25, and sentences are only measured."""
    known = {(rule, clause) for _, rule, clause in ODD} | MORE_BY_HAND
    more = {
        (f.rule, f.clause)
        for f in checked.findings
        if f.level != "note" and f.clause and not f.rule.startswith("art-13") and (f.rule, f.clause) not in known
    }
    assert more == {
        ("open-list", "collection.directly"),
        ("open-list", "collection.other-sources"),
        ("exercise-not-told", "rights.title"),
    }


def test_every_item_is_in_the_state_that_the_reading_gave(checked: Report) -> None:
    letters = {"present": "P", "partly": "H", "missing": "-", "not_assessed": "?"}
    assert [part for told in checked.items for part in (told.item.id, letters[told.state])] == STATES.split()


def test_what_is_missing_is_an_error_and_what_is_told_in_part_a_warning(checked: Report) -> None:
    levels = [(f.rule, f.level) for f in checked.findings if f.rule.startswith("art-13")]
    assert levels.count(("art-13-missing", "error")) == 4
    assert levels.count(("art-13-missing", "warning")) == 4
    assert levels.count(("art-13-partly", "warning")) == 12
    assert len(levels) == 20


def test_findings_come_by_gravity_then_by_the_list_then_in_the_order_of_the_policy(checked: Report) -> None:
    clauses = list(packaged().clauses)
    listed, last = ("art-13-missing", "art-13-partly"), len(clauses)
    ranks = [
        (
            ("error", "warning", "note").index(f.level),
            -1 if f.rule in listed else clauses.index(f.clause) if f.clause else last,
        )
        for f in checked.findings
    ]
    assert ranks == sorted(ranks)


def test_every_quotation_stands_in_its_clause(checked: Report) -> None:
    clauses = packaged().clauses
    for finding in checked.findings:
        if finding.quote:
            assert finding.clause
            assert finding.quote in clauses[finding.clause].fr


def test_no_text_of_a_finding_is_left_unfilled_and_french_is_set_as_printed(checked: Report) -> None:
    for finding in checked.findings:
        for text in (finding.text, finding.remedy):
            assert "{" not in text.fr + text.en
            assert text.fr == french(text.fr) != text.en


def test_a_report_says_which_copy_was_read_and_how_easily(checked: Report) -> None:
    assert (checked.policy, checked.captured) == ("influence-media-group", "2026-11-23")
    assert [ease.language for ease in checked.ease] == ["fr", "en"]
    assert checked.ease[0].longest == 69
    assert checked.lines["document.title"] == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_clean_policy_and_a_fitting_installation_give_no_findings(language: Language) -> None:
    fitting = FITTING.model_copy(update={"languages": (language,)})
    assert report(small(language), installation=fitting).findings == ()


def test_what_the_installation_says_otherwise_is_in_the_report() -> None:
    elsewhere = FITTING.model_copy(update={"holidays": "BE"})
    assert [finding.rule for finding in report(small(), installation=elsewhere).findings] == ["other-calendar"]


def test_a_clause_that_no_answer_cites_is_told() -> None:
    read = small()
    known = {name: why for name, why in read.policy.uncited.items() if name != "nous.keeping"}
    read = Library(read.policy.model_copy(update={"uncited": known}), read.clauses, {}, {}, {}, {})
    assert [(f.rule, f.clause) for f in report(read).findings] == [("clause-not-cited", "nous.keeping")]


ITEM = Item(id="contact", article="GDPR 13(1)(a)", about=Texts(fr="Coordonnées", en="Contact details"))
QUOTED = {"clause": "nous.contact", "quote": "vie-privee@vannier.example"}
MISQUOTED = QUOTED | {"quote": "vie privee"}
ASTRAY = QUOTED | {"clause": "nous.kontakt"}
LACKS = {"fr": "Donner un téléphone.", "en": "Give a telephone."}


def test_an_item_that_nobody_read_for_is_told() -> None:
    checked = report(small(), items=Items((ITEM,)))
    assert [told.state for told in checked.items] == ["not_assessed"]
    assert [(f.rule, f.level) for f in checked.findings] == [("art-13-not-assessed", "warning")]


def test_a_law_is_cited_as_each_language_does() -> None:
    items = Items((ITEM, ITEM.model_copy(update={"id": "cookies", "article": "LIL 82"})))
    first, second = report(small(), items=items).findings
    assert (first.text.fr[-22:], first.text.en[-22:]) == ("(RGPD, art.\u00a013(1)(a)).", " (GDPR Art. 13(1)(a)).")
    assert "loi Informatique et Libertés, art.\u00a082" in second.text.fr


@pytest.mark.parametrize(
    ("name", "assessed", "path", "what"),
    [
        ("kontakt", {"state": "present", "cites": [QUOTED]}, ("kontakt",), "no item"),
        ("contact", {"state": "present"}, ("contact",), "without the words"),
        ("contact", {"state": "partly", "lacks": LACKS}, ("contact",), "without the words"),
        ("contact", {"state": "partly", "cites": [QUOTED]}, ("contact",), "nobody says what lacks"),
        ("contact", {"state": "missing"}, ("contact",), "nobody says what lacks"),
        ("contact", {"state": "present", "cites": [QUOTED], "lacks": LACKS}, ("contact", "lacks"), "something lacks"),
        ("contact", {"state": "present", "cites": [MISQUOTED]}, ("contact", "cites", 0, "quote"), "does not stand"),
        ("contact", {"state": "present", "cites": [QUOTED, ASTRAY]}, ("contact", "cites", 1, "clause"), "no clause"),
    ],
)
def test_an_assessment_that_proves_nothing_is_refused(
    name: str, assessed: dict[str, object], path: tuple[str | int, ...], what: str
) -> None:
    with pytest.raises(Mistake, match=what) as refused:
        report(small(), items=Items((ITEM,)), assessed=Assessment({name: Assessed.model_validate(assessed)}))
    assert (refused.value.file, refused.value.path) == (CHECKLIST_FILE, path)


@pytest.mark.parametrize(
    ("changed", "path", "what"),
    [
        ([MISQUOTED], (0, "quote"), "does not stand"),
        ([ASTRAY], (0, "clause"), "no clause"),
        ([{}, {}], (1, "id"), "twice"),
    ],
)
def test_an_oddity_that_proves_nothing_is_refused(
    changed: list[dict[str, str]], path: tuple[str | int, ...], what: str
) -> None:
    written = {"id": "odd", "text": LACKS, "remedy": LACKS, **QUOTED}
    with pytest.raises(Mistake, match=what) as refused:
        report(small(), oddities=Oddities.model_validate([written | change for change in changed]))
    assert (refused.value.file, refused.value.path) == (ODDITIES_FILE, path)
