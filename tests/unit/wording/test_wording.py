"""All that Ombud says: in both languages, with the same variables, short enough to be read, and said somewhere."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fluent.syntax import ast as fluent
from fluent.syntax.visitor import Visitor

import bot
from bot import loading
from bot.files import FileProblem, read_fluent
from bot.rights.lifecycle import WITHOUT_DELAY
from bot.wording.words import LOCALES, Language, Wording, WordingProblem

FOLDER = Path(bot.__file__).parent
FORMS = loading.load_forms()
LONGEST, LONGEST_OF_ALL, LONGEST_BUTTON = 300, 700, 28
LONG = {"receipt", "summary", "privacy"}
"""A receipt, the summary and /privacy may be longer; a mail, and a list of words to be recognised, are no chat."""
PERSONAL = {"value", "address", "text", "lost", "lines", "contact", "hours", "path"}
"""Variables that hold the person's own words, or what an operator wrote: they count for nobody's length."""


class Inside(Visitor):
    """The variables of a message."""

    def __init__(self) -> None:
        self.variables: set[str] = set()

    def visit_VariableReference(self, node: fluent.VariableReference) -> None:  # noqa: N802  the library's name
        self.variables.add(node.id.name)


def messages(language: str) -> dict[str, set[str]]:
    found = {}
    for path in sorted((FOLDER / "wording").glob(f"*.{language}.ftl")):
        for entry in read_fluent(path.name, path.read_text(encoding="utf-8")).body:
            if isinstance(entry, fluent.Message):
                inside = Inside()
                inside.visit(entry)
                found[entry.id.name] = inside.variables
    return found


FRENCH, ENGLISH = messages("fr"), messages("en")
WORDING = loading.load_wording()
NOT_IN_CHAT = {"code-mail-body", "code-mail-subject"} | {name for name in FRENCH if name.startswith("said-")}


def test_both_languages_have_the_same_messages_with_the_same_variables() -> None:
    assert FRENCH == ENGLISH


def spoken_of() -> tuple[set[str], list[re.Pattern[str]]]:
    """What the code and the forms call messages: whole ids, and ids put together."""
    whole: set[str] = set()
    patterns = []
    for path in FOLDER.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                whole.add(node.value)
            if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant):
                parts = [re.escape(str(v.value)) if isinstance(v, ast.Constant) else "[a-z-]+" for v in node.values]
                if re.fullmatch(r"[a-z]+\\-.*", parts[0]):
                    patterns.append(re.compile("".join(parts)))
    # Buttons and topics are named by what they do; commands and templates of other kinds are no messages.
    return whole | set(of_forms()), [*patterns, re.compile("topic-[a-z-]+")]


def of_forms() -> Iterator[str]:
    for form in FORMS.values():
        yield from (told.id for told in (*form.notices, *form.later, *((form.warning,) if form.warning else ())))
        for field in form.fields:
            yield from (field.ask, field.why, field.label)
            for option in field.choices:
                yield from (option.label, option.said or "", option.heard or "")


def test_every_message_is_said_somewhere() -> None:
    whole, patterns = spoken_of()
    idle = {name for name in FRENCH if name not in whole and not any(p.fullmatch(name) for p in patterns)}
    assert idle == set()


def test_every_message_that_a_form_names_is_there() -> None:
    assert set(of_forms()) - {""} <= set(FRENCH)


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("name", sorted(set(FRENCH) - NOT_IN_CHAT))
def test_a_message_is_short(name: str, language: Language) -> None:
    text = WORDING.text(language, name, {variable: filling(variable, language) for variable in FRENCH[name]})
    assert len(text) <= (LONGEST_OF_ALL if name in LONG else LONGEST)
    if name.startswith(("button-", "topic-")):
        assert len(text) <= LONGEST_BUTTON


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("right", FORMS)
def test_a_receipt_is_short_for_every_right(right: str, language: Language) -> None:
    form = FORMS[right]  # type: ignore[index]
    # Nobody is told more than what goes with one choice.
    whens = {told.when.is_ for told in form.notices if told.when} or {""}
    told = [[t.id for t in form.notices if t.when is None or t.when.is_ == when] for when in whens]
    notices = max(("\n".join(WORDING.text(language, name) for name in names) for names in told), key=len)
    term = "receipt-term-prompt" if right in WITHOUT_DELAY else "receipt-term"
    args = {variable: filling(variable, language) for variable in FRENCH["receipt"]} | {
        "term": WORDING.text(language, term, {name: filling(name, language) for name in FRENCH[term]}),
        "notices": notices,
        "right": WORDING.text(language, f"request-{right.replace('_', '-')}"),
        "proof": WORDING.text(language, "receipt-proved" if form.assurance == "address" else "receipt-no-proof"),
    }
    assert len(WORDING.text(language, "receipt", args)) <= LONGEST_OF_ALL


@pytest.mark.parametrize("language", LOCALES)
def test_what_can_be_chosen_fits_a_button_and_reads_differently(language: Language) -> None:
    for form in FORMS.values():
        for field in form.fields:
            labels = [WORDING.text(language, option.label) for option in field.choices]
            assert len(set(labels)) == len(labels)
            assert all(len(label) <= LONGEST_BUTTON for label in [*labels, WORDING.text(language, field.label)])


@pytest.mark.parametrize("language", LOCALES)
def test_one_question_a_message(language: Language) -> None:
    for name in FRENCH:
        text = WORDING.text(language, name, dict.fromkeys(FRENCH[name], "x"))
        assert text.count("?") <= 1, name


def test_topics_read_differently() -> None:
    for language in LOCALES:
        topics = [WORDING.text(language, name) for name in FRENCH if name.startswith("topic-")]
        assert len(set(topics)) == len(topics)


def test_french_typography_is_set_at_load_and_never_on_what_is_filled_in() -> None:
    assert WORDING.text("fr", "terminal-quote").endswith("\u00a0:")
    assert "l'e-mail : x" in WORDING.text("fr", "staff-answer", {"text": "l'e-mail : x"})


def test_an_unknown_message_and_a_missing_argument_are_errors() -> None:
    with pytest.raises(WordingProblem, match="no message 'nonsense'"):
        WORDING.text("fr", "nonsense")
    with pytest.raises(WordingProblem, match="cannot be said"):
        WORDING.text("fr", "code-ask")


def test_a_message_that_stands_twice_is_refused() -> None:
    twice = [read_fluent("a.ftl", "hello = a"), read_fluent("b.ftl", "hello = b")]
    with pytest.raises(WordingProblem, match="stands twice"):
        Wording({"fr": twice, "en": []})


def test_what_fluent_would_drop_in_silence_names_file_and_line() -> None:
    with pytest.raises(FileProblem, match=r"talk\.fr\.ftl:2"):
        read_fluent("talk.fr.ftl", "good = bien\nbad { = mal\n")


def filling(variable: str, language: Language) -> str | int:
    """As long as it may get: names of rights at their longest, dates too; the person's words not counted."""
    rights = [WORDING.text(language, f"request-{right.value.replace('_', '-')}") for right in FORMS]
    if variable == "counts":
        dates = {name: filling(name, language) for name in FRENCH["receipt-counts"]}
        return WORDING.text(language, "receipt-counts", dates)
    notes = {"when": "when-unknown", "kept": "human-draft-kept", "status": "status-identity-pending"}
    if variable in PERSONAL or variable == "notices":
        return ""
    if variable in notes:
        return WORDING.text(language, notes[variable])
    numbers = {"days": 30, "left": 4, "number": 12, "digits": 12, "length": 2500, "most": 2000}
    if variable in numbers:
        return numbers[variable]
    days = dict.fromkeys(("received", "filed", "due"), "23 septembre 2026")
    words = {"right": max(rights, key=len), "reference": "OMB-7F3K-Q2XW", "label": "x" * LONGEST_BUTTON, **days}
    words["controller"] = "Influence Media Group"
    return words.get(variable, "x" * 20)
