"""The nine forms, as they are, and what a mistake in one is met with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

import bot.rights
from bot.files import FileProblem, load, read_yaml
from bot.rights.form import Form, Told
from bot.rights.request import Right

CATALOGUE = Path(bot.rights.__file__).parent / "catalogue"

PLAIN = """
right: erasure
version: 1
article: GDPR Art. 17
assurance: address
fields:
  - id: scope
    kind: choice
    ask: erasure-scope-ask
    why: erasure-scope-why
    label: erasure-scope-label
    choices:
      - {id: everything, label: erasure-scope-everything}
      - {id: part, label: erasure-scope-part}
  - id: part
    kind: text
    required: no
    when: {field: scope, is: part}
    ask: erasure-part-ask
    why: erasure-part-why
    label: erasure-part-label
  - id: email
    kind: email
    ask: email-ask
    why: email-why
    label: email-label
"""


@pytest.fixture(scope="module")
def forms() -> Mapping[Right, Form]:
    paths = sorted(CATALOGUE.glob("*.yaml"))
    read = {Right(path.stem): load(Form, read_yaml(path.name, path.read_text(encoding="utf-8"))) for path in paths}
    assert all(form.right == right for right, form in read.items())
    return read


def asked(form: Form, **values: str) -> str:
    """The fields that apply, in order; the optional ones in brackets."""
    names = [
        field.id if field.required else f"[{field.id}]"
        for field in form.fields
        if field.when is None or values.get(field.when.field) == field.when.is_
    ]
    return " ".join(names)


@pytest.mark.parametrize(
    ("right", "values", "fields"),
    [
        (Right.access, {"scope": "everything"}, "scope email [identifier]"),
        (Right.access, {"scope": "part"}, "scope part email [identifier]"),
        (Right.rectification, {}, "wrong correct email [identifier]"),
        (Right.erasure, {"scope": "everything"}, "scope email [identifier]"),
        (Right.erasure, {"scope": "part"}, "scope part email [identifier]"),
        (Right.restriction, {}, "ground [details] email [identifier]"),
        (Right.objection, {}, "processing situation email [identifier]"),
        (Right.marketing_objection, {}, "contact"),
        (Right.portability, {"receiver": "me"}, "format receiver email [identifier]"),
        (Right.portability, {"receiver": "company"}, "format receiver company email [identifier]"),
        (Right.consent_withdrawal, {"scope": "everything"}, "scope contact"),
        (Right.consent_withdrawal, {"scope": "part"}, "scope part contact"),
        (Right.post_mortem, {"whose": "mine"}, "whose wish [details] [executor] email [identifier]"),
        (Right.post_mortem, {"whose": "deceased"}, "whose deceased death relation need email [identifier]"),
    ],
)
def test_nothing_is_asked_that_the_right_does_not_need(
    forms: Mapping[Right, Form], right: Right, values: dict[str, str], fields: str
) -> None:
    assert asked(forms[right], **values) == fields


def test_every_right_has_its_form(forms: Mapping[Right, Form]) -> None:
    assert set(forms) == set(Right)


def test_only_what_needs_no_proof_goes_without(forms: Mapping[Right, Form]) -> None:
    without = {right for right, form in forms.items() if form.assurance == "none"}
    assert without == {Right.marketing_objection, Right.consent_withdrawal}


def test_what_cannot_be_undone_is_said_before_it_is_filed(forms: Mapping[Right, Form]) -> None:
    assert forms[Right.erasure].warning == Told(id="erasure-warning")


def test_each_right_names_its_article_and_tells_what_the_law_wants_told(forms: Mapping[Right, Form]) -> None:
    assert {right.value: form.article for right, form in forms.items()} == {
        "access": "GDPR Art. 15",
        "rectification": "GDPR Art. 16",
        "erasure": "GDPR Art. 17",
        "restriction": "GDPR Art. 18",
        "objection": "GDPR Art. 21(1)",
        "marketing_objection": "GDPR Art. 21(2)",
        "portability": "GDPR Art. 20",
        "consent_withdrawal": "GDPR Art. 7(3)",
        "post_mortem": "LIL Art. 85",
    }
    assert all(form.notices for form in forms.values())


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("kind: text", "kind: novel", 16, "choice"),
        ("id: part\n    kind", "id: scope\n    kind", 6, "'scope' stands twice among the fields"),
        ("{id: part, label", "{id: everything, label", 7, "'everything' stands twice among the choices of scope"),
        ("      - {id: part, label: erasure-scope-part}\n", "", 7, "needs two `choices` or more"),
        ("is: part", "is: half", 6, "part: `when: {field: scope, is: half}` names no choice"),
        ("field: scope", "field: email", 6, "names no choice offered by a field above it"),
        (
            "label: email-label",
            "label: email-label\n    choices: [{id: a, label: b}]",
            22,
            "email is no choice, and has no `choices`",
        ),
        ("assurance: address", "assurance: none", 2, "without `assurance: address`, email must not be asked"),
        ("id: email", "id: mail", 2, "needs one field of kind email"),
        ("kind: email", "kind: email\n    required: no", 2, "needs one field of kind email"),
        ("ask: email-ask", "ask: Which address?", 24, "pattern"),
        ("label: email-label", "", 22, "this is missing"),
        ("version: 1", "version: 0", 3, "greater than or equal to 1"),
        ("article: GDPR Art. 17", "article: GDPR Art. 17\nreason: why", 5, "nothing of this name"),
    ],
)
def test_a_mistake_is_met_with_its_line(old: str, new: str, line: int, what: str) -> None:
    assert PLAIN.count(old) == 1
    with pytest.raises(FileProblem) as caught:
        load(Form, read_yaml("erasure.yaml", PLAIN.replace(old, new)))
    assert what in caught.value.what
    assert caught.value.line == line


def test_a_question_that_is_itself_conditional_has_no_others_hanging_on_it() -> None:
    nested = (
        PLAIN.replace("kind: text\n    required: no", "kind: choice").replace(
            "label: erasure-part-label",
            "label: erasure-part-label\n    choices: [{id: one, label: one}, {id: two, label: two}]",
        )
        + "  - {id: more, kind: text, when: {field: part, is: one}, ask: a, why: b, label: c}\n"
    )
    with pytest.raises(FileProblem, match="more: `when"):
        load(Form, read_yaml("erasure.yaml", nested))
