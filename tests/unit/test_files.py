"""Every mistake in a file that people edit is told with the file, the line, and what to write instead."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import BaseModel, ConfigDict

import knowledge
from bot.files import (
    FileProblem,
    load,
    load_library,
    read_blocks,
    read_file,
    read_fluent,
    read_text,
    read_yaml,
)

PACKAGED = Path(__file__).parent.parent.parent / "knowledge" / "policies" / "influence-media-group"


class Inner(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    number: int = 0


class Outer(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    inner: Inner
    several: tuple[Inner, ...] = ()
    flag: bool = True


def problem(act: Callable[[], object]) -> FileProblem:
    """What is wrong, which is always told in full."""
    with pytest.raises(FileProblem) as raised:
        act()
    found = raised.value
    assert str(found) == f"{found.file}:{found.line}: {found.what}. {found.remedy}"
    assert "\n" not in str(found)
    assert found.remedy.endswith(".")
    return found


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("a: 1\nb: 2\na: 3\n", 3, "'a' stands twice"),
        ("a:\n  b: 1\n  c: 2\n  b: 3\n", 4, "'b' stands twice"),
        ("- a: 1\n  a: 2\n", 2, "'a' stands twice"),
        ("a: 1\nb: this is it: a colon\n", 2, "not YAML"),
        ("a: 1\nb: [1, 2\n", 3, "not YAML"),
        ("a: 1\n\tb: 2\n", 2, "not YAML"),
        ('a: "never closed\n', 2, "not YAML"),
        ("a: *nobody\n", 1, "not YAML"),
        ("a: \x07\n", 1, "not YAML"),
    ],
)
def test_what_is_no_yaml_is_told_with_its_line(text: str, line: int, what: str) -> None:
    found = problem(lambda: read_yaml("some.yaml", text))
    assert (found.file, found.line) == ("some.yaml", line)
    assert what in found.what


def test_a_colon_in_a_text_without_quotes_is_the_mistake_everybody_makes_so_the_remedy_says_quotes() -> None:
    found = problem(lambda: read_yaml("some.yaml", "fr: La politique : rien\n"))
    assert "quotes" in found.remedy


def test_only_numbers_are_no_text() -> None:
    document = read_yaml("some.yaml", "a: no\nb: 2026-11-23\nc: 3\nd:\ne: 1.5\nf: on\ng: true\nh: ~\n")
    assert document.value == {
        "a": "no", "b": "2026-11-23", "c": 3, "d": None, "e": 1.5, "f": "on", "g": "true", "h": None,
    }  # fmt: skip


def test_an_empty_file_holds_nothing() -> None:
    assert read_yaml("some.yaml", "").value is None
    assert "some.yaml:1" in str(problem(lambda: load(Outer, read_yaml("some.yaml", ""))))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("inner:\n  name: x\n  colour: red\n", 3, ["inner.colour", "Remove it", "name", "number"]),
        ("inner:\n  name: x\nnonsense: 1\n", 3, ["nonsense", "Remove it", "inner", "several"]),
        ("inner:\n  number: 2\n", 1, ["inner.name", "missing", "Add it"]),
        ("inner:\n  name: x\n  number: many\n", 3, ["inner.number", "whole number", "in digits"]),
        ("inner:\n  name: x\nseveral:\n  - name: y\n  - number: 2\n", 5, ["several.1.name", "Add it"]),
        ("inner:\n  name: 5\n", 2, ["inner.name", "a number is no text", "quotes"]),
        ("several: []\n", 1, ["inner", "Add it"]),
        ("inner:\n  name: {so: far}\n", 2, ["a colon", "Put the whole text in quotes"]),
        ("inner:\n  name: x\nseveral: one\n", 3, ["no list", 'beginning with "- "']),
        ("inner:\n  name: x\nseveral:\n", 3, ["nothing stands here", 'beginning with "- "']),
        ("inner:\n  name: x\nseveral:\n  - y\n", 4, ["several.0", "no keys", "one of: name, number"]),
        ("inner: {name: }\n", 1, ["nothing stands here", "Write a text"]),
        ("- inner\n", 1, ["the file"]),
        ("flag: perhaps\ninner:\n  name: x\n", 1, ["flag"]),
    ],
)
def test_what_does_not_fit_is_told_with_its_line_and_its_place(text: str, line: int, words: list[str]) -> None:
    found = problem(lambda: load(Outer, read_yaml("some.yaml", text)))
    assert found.line == line
    for word in words:
        assert word in str(found)


def test_a_dash_that_is_out_of_line_is_not_taken_for_a_word() -> None:
    found = problem(lambda: read_yaml("some.yaml", "fr:\n  - quand\n   - tiens\n"))
    assert (found.line, "dash" in found.what, "Indent" in found.remedy) == (3, True, True)
    assert read_yaml("some.yaml", "fr:\n  - un - deux\n  - >-\n    trois\n    - quatre\n").value == {
        "fr": ["un - deux", "trois - quatre"]
    }


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "a: " + "{a: " * 60, "[" * 60 + "]" * 60])
def test_what_is_nested_too_deep_is_refused_before_the_parser_falls(text: str) -> None:
    found = problem(lambda: read_yaml("some.yaml", text))
    assert "nested over 50 deep" in found.what


def test_a_file_too_large_is_refused() -> None:
    assert "1,000,000" in problem(lambda: read_yaml("some.yaml", "a" * 1_000_001)).what


def test_what_fits_is_loaded() -> None:
    loaded = load(Outer, read_yaml("some.yaml", "inner: {name: x, number: 3}\nseveral:\n  - {name: y}\nflag: no\n"))
    assert loaded == Outer(inner=Inner(name="x", number=3), several=(Inner(name="y"),), flag=False)


def test_the_blocks_of_a_markdown_file_open_with_their_marks() -> None:
    text = "<!-- clause: one -->\n\nFirst line.\nSecond line.\n\n<!-- clause: two.a -->\nOther.\n"
    assert list(read_blocks("some.md", text)) == [("one", "First line.\nSecond line.", 1), ("two.a", "Other.", 6)]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("<!-- clause: one -->\nText.\n<!-- a remark -->\n", 3, "no clause mark"),
        ("<!-- clause: Größe -->\nText.\n", 1, "no clause mark"),
        ("<!-- clause: one\n-->\n", 1, "no clause mark"),
        ("Text without a home.\n<!-- clause: one -->\nText.\n", 1, "before the first clause mark"),
        ("Nothing but text.\n", 1, "before the first clause mark"),
    ],
)
def test_what_is_no_clause_is_told_with_its_line(text: str, line: int, what: str) -> None:
    found = problem(lambda: list(read_blocks("some.md", text)))
    assert (found.file, found.line) == ("some.md", line)
    assert what in found.what


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("hello = Hello\nthis is no message\n", 2),
        ("hello = Hello { $name\n", 1),
        ("hello = Hello\n\nbye =\n", 3),
        ("a = b\n# a comment\n= without a name\n", 3),
    ],
)
def test_what_fluent_would_drop_in_silence_is_told_with_its_line(text: str, line: int) -> None:
    found = problem(lambda: read_fluent("some.en.ftl", text))
    assert (found.file, found.line) == ("some.en.ftl", line)


def test_a_file_that_is_no_text_or_not_there_is_told(tmp_path: Path) -> None:
    path = tmp_path / "some.yaml"
    assert "missing" in problem(lambda: read_file(path)).what
    path.write_bytes("é".encode("latin-1"))
    assert "UTF-8" in problem(lambda: read_file(path)).remedy
    path.write_bytes("é: è".encode("utf-16"))
    problem(lambda: read_file(path))
    path.unlink()
    path.mkdir()
    problem(lambda: read_text(path))


def test_a_file_saved_by_windows_is_read_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "some.yaml"
    path.write_bytes("\ufeffname: été\r\nnumber: 3\r\n".encode())
    assert load(Inner, read_file(path)) == Inner(name="été", number=3)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A policy of one's own, to be spoilt."""
    shutil.copytree(PACKAGED, tmp_path / "own")
    return tmp_path / "own"


def spoil(path: Path, old: str, new: str) -> int:
    """Replace some words; the line on which they stand."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("answers/ask-scope.yaml", "clause: scope.client", "clause: scope.nobody"),
        ("answers/ask-scope.yaml", "intent: ask.scope", "intent: ask.controller"),
        ("clauses.fr.md", "<!-- clause: scope.client -->", "<!-- clause: scope.prospect -->"),
        ("clauses.en.md", "<!-- clause: scope.client -->", "<!-- clause: scope.clients -->"),
    ],
)
def test_a_policy_that_does_not_hold_together_names_the_file(own: Path, file: str, old: str, new: str) -> None:
    load_library(own, Path(knowledge.__file__).parent)
    line = spoil(own / file, old, new)
    found = problem(lambda: load_library(own, Path(knowledge.__file__).parent))
    assert Path(found.file).name.startswith(("clauses.", "ask-", "gaps."))
    if "nobody" in new:
        assert (found.file, found.line) == (str(own / file), line)


@pytest.mark.parametrize("file", ["policy.yaml", "gaps.yaml", "clauses.fr.md", "clauses.en.md"])
def test_a_policy_without_one_of_its_files_is_told(own: Path, file: str) -> None:
    (own / file).unlink()
    found = problem(lambda: load_library(own, Path(knowledge.__file__).parent))
    assert found.file == str(own / file)
