"""What the rights say: every message is there, in both languages, and short enough to be shown."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fluent.syntax import ast
from fluent.syntax.visitor import Visitor

import bot.rights
import bot.wording
from bot.files import load, read_fluent, read_yaml
from bot.rights import lifecycle
from bot.rights.form import Form
from bot.rights.request import Assurance, Outcome, Right, Status

CATALOGUE = Path(bot.rights.__file__).parent / "catalogue"
FORMS = [load(Form, read_yaml(p.name, p.read_text(encoding="utf-8"))) for p in sorted(CATALOGUE.glob("*.yaml"))]
BY_CODE = set(re.findall(r'"((?:refused|notice)-[a-z-]+)"', inspect.getsource(lifecycle)))
LONGEST_QUESTION = 300
LONGEST_BUTTON = 28


class Inside(Visitor):
    """The text of a message, as long as it can get, and the names it is given."""

    def __init__(self) -> None:
        self.text, self.variables = "", set[str]()

    def visit_TextElement(self, node: Any) -> None:  # noqa: N802  the name is the library's
        self.text += node.value

    def visit_VariableReference(self, node: Any) -> None:  # noqa: N802  the name is the library's
        self.variables.add(node.id.name)


def messages(language: str) -> dict[str, Inside]:
    name = f"rights.{language}.ftl"
    text = (Path(bot.wording.__file__).parent / name).read_text(encoding="utf-8")
    found = [entry for entry in read_fluent(name, text).body if isinstance(entry, ast.Message)]
    inside = {entry.id.name: Inside() for entry in found}
    assert len(inside) == len(found), "a message stands twice"
    for entry in found:
        inside[entry.id.name].visit(entry.value)
    return inside


FRENCH, ENGLISH = messages("fr"), messages("en")


def named(*families: tuple[str, type[Right] | type[Status] | type[Outcome] | type[Assurance]]) -> Iterator[str]:
    for family, members in families:
        yield from (family.format(member.value.replace("_", "-")) for member in members)


def needed() -> set[str]:
    """Every message that the forms, the names of the contract and the lifecycle call for."""
    ids = set(
        named(
            ("right-{}", Right),
            ("right-{}-wish", Right),
            ("request-{}", Right),
            ("status-{}", Status),
            ("outcome-{}", Outcome),
            ("assurance-{}", Assurance),
            ("notice-{}", Outcome),
        )
    )
    ids -= {"notice-withdrawn"}  # the person withdrew, and is answered in the chat
    ids |= BY_CODE | {"notice-staff-amend", "notice-staff-clarified"}
    for form in FORMS:
        ids |= {*form.notices, *([form.warning] if form.warning else [])}
        for field in form.fields:
            ids |= {field.ask, field.why, field.label, *(option.label for option in field.choices)}
    return ids


def test_every_message_called_for_is_there_and_no_other() -> None:
    assert set(FRENCH) == needed()


def test_both_languages_have_the_same_messages_with_the_same_variables() -> None:
    french = {name: message.variables for name, message in FRENCH.items()}
    assert french == {name: message.variables for name, message in ENGLISH.items()}


@pytest.mark.parametrize("words", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_a_message_is_short_and_asks_one_question(words: dict[str, Inside]) -> None:
    for name, message in words.items():
        assert len(message.text) <= LONGEST_QUESTION, name
        asks = name.endswith("-ask")
        assert message.text.count("?") <= (1 if asks else 0), name


@pytest.mark.parametrize("words", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_a_label_fits_a_button(words: dict[str, Inside]) -> None:
    """Lines of the summary are buttons too, where one chooses which of them to change."""
    labels = {field.label for form in FORMS for field in form.fields}
    labels |= {option.label for form in FORMS for field in form.fields for option in field.choices}
    assert {name: words[name].text for name in labels if len(words[name].text) > LONGEST_BUTTON} == {}


@pytest.mark.parametrize("words", [FRENCH, ENGLISH], ids=["fr", "en"])
def test_the_choices_of_one_question_read_differently(words: dict[str, Inside]) -> None:
    for form in FORMS:
        for field in form.fields:
            labels = [words[option.label].text for option in field.choices]
            assert len(set(labels)) == len(labels), f"{form.right}.{field.id}"
