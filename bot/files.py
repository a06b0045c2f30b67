"""The one strict reader of the data people edit: YAML, Markdown and Fluent.

Every mistake is a FileProblem that names the file, the line, what is wrong and what to write instead.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar, get_args

import yaml
from fluent.syntax import FluentParser, ast
from pydantic import BaseModel, RootModel, ValidationError

from bot import Problem
from bot.misfits import misfit
from knowledge.entries import (
    CLAUSE_FILES,
    GAPS_FILE,
    LAW_FILE,
    POLICY_FILE,
    THINGS_FILE,
    AnswerEntry,
    GapEntries,
    LawEntries,
    Mistake,
    Policy,
    ThingEntries,
)
from knowledge.library import Library

Model = TypeVar("Model", bound=BaseModel)
Where = tuple[str | int, ...]

LARGEST = 1_000_000
"""Characters of a file; what people write is shorter."""
DEEPEST = 50
"""Values within values; the parser's stack ends somewhere, and takes the program with it."""
_LINE_END = re.compile(r"\r\n|[\r\n\x85\u2028\u2029]")


class FileProblem(Problem):
    """A file that people edit does not hold what it must."""

    def __init__(self, file: str, line: int, what: str, remedy: str) -> None:
        super().__init__(f"{file}:{line}: {what}. {remedy}")
        self.file, self.line, self.what, self.remedy = file, line, what, remedy


@dataclass(frozen=True)
class Document:
    """A YAML file as plain values, with the line on which each of them stands."""

    name: str
    value: Any
    lines: Mapping[Where, int] = field(default_factory=dict)

    def line(self, path: Where) -> int:
        """The line of a value, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def problem(self, path: Where, what: str, remedy: str) -> FileProblem:
        return FileProblem(self.name, self.line(path), what, remedy)


def read_yaml(name: str, text: str) -> Document:
    """Read YAML in which only numbers are not text: a bare `no` is the word no, a date is its letters."""
    if len(text) > LARGEST:
        raise FileProblem(name, 1, f"this file has over {LARGEST:,} characters", "Make it shorter.")
    try:
        _prove_shape(name, text)
        node = yaml.compose(text, Loader=_PlainLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        raise FileProblem(name, line, f"this is not YAML ({error.problem})", _yaml_remedy(error)) from None
    except yaml.YAMLError as error:
        why = str(error).splitlines()[0]
        raise FileProblem(name, 1, f"this is not YAML ({why})", "Save the file as UTF-8 text.") from None
    aliased = (
        next((token for token in yaml.scan(text) if isinstance(token, yaml.AliasToken)), None) if "*" in text else None
    )
    if aliased:
        line = aliased.start_mark.line + 1
        raise FileProblem(name, line, f"the alias *{aliased.value} is not read here", "Write the text itself.")
    lines: dict[Where, int] = {}
    value = None if node is None else _plain(name, node, (), lines)
    return Document(name, value, lines)


def load(model: type[Model], document: Document) -> Model:
    """The document as a model; the first thing that does not fit is the FileProblem."""
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        first = error.errors()[0]
        path = tuple(part for part in first["loc"])
        what, remedy = misfit(first, around=_model_at(model, path[:-1]), here=_model_at(model, path))
        where = ".".join(str(part) for part in path) or "the file"
        raise document.problem(path, f"{where}: {what}", remedy) from None


def read_blocks(name: str, text: str) -> Iterator[tuple[str, str, int]]:
    """The blocks of a Markdown file as (id, text, line): each opens with `<!-- clause: id -->` on a line of its own."""
    mark = re.compile(r"<!-- clause: ([a-z0-9.-]+) -->")
    opened: tuple[str, int] | None = None
    body: list[str] = []
    for number, line in enumerate([*text.splitlines(), "<!-- clause: end -->"], 1):
        found = mark.fullmatch(line.strip())
        if line.strip().startswith("<!--") and not found:
            raise FileProblem(name, number, "this comment is no clause mark", "Write `<!-- clause: some-id -->`.")
        if not found:
            body.append(line)
            continue
        if opened:
            yield opened[0], "\n".join(body).strip("\n"), opened[1]
        elif any(part.strip() for part in body):
            raise FileProblem(name, 1, "text stands before the first clause mark", "Put a clause mark above it.")
        opened, body = (found[1], number), []


def read_fluent(name: str, text: str) -> ast.Resource:
    """Parse Fluent; what fluent.runtime would drop in silence is a FileProblem."""
    resource = FluentParser(with_spans=True).parse(text)
    for entry in resource.body:
        if isinstance(entry, ast.Junk):
            start = entry.span.start if entry.span else 0
            reason = entry.annotations[0].message if entry.annotations else "it is no message"
            line = text.count("\n", 0, start) + 1
            raise FileProblem(
                name, line, f"Fluent cannot read this ({reason})", "Write `some-id = text`, and indent further lines."
            )
    return resource


def _prove_shape(name: str, text: str) -> None:
    """Events take no stack, and know on which lines a text without quotes goes on."""
    rows = _LINE_END.split(text)
    depth = 0
    for event in yaml.parse(text, Loader=_PlainLoader):
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise FileProblem(name, line, f"this is nested over {DEEPEST} deep", "Write it flatter.")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.ScalarEvent) and not event.style:
            for further in range(line, event.end_mark.line + 1 if event.end_mark else line):
                if rows[further].lstrip().startswith("- "):
                    what = "this line goes on with the one above, dash and all"
                    raise FileProblem(name, further + 1, what, "Indent all dashes of a list alike; or use quotes.")


TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "null", "map", "seq"))


class _PlainLoader(yaml.CSafeLoader):
    """YAML whose only typed scalars are numbers and null."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":int", ":float", ":null"))]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _plain(name: str, node: yaml.Node, path: Where, lines: dict[Where, int]) -> Any:
    line = node.start_mark.line + 1
    if node.tag not in TAGS:
        raise FileProblem(name, line, f"{node.tag} is not read here", "Take the tag out, or put the text in quotes.")
    lines[path] = line
    if isinstance(node, yaml.SequenceNode):
        return [_plain(name, item, (*path, index), lines) for index, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value)
            if key in found:
                line = key_node.start_mark.line + 1
                raise FileProblem(name, line, f"the key {key!r} stands twice", "Keep one of the two.")
            found[key] = _plain(name, value_node, (*path, key), lines)
            lines[(*path, key)] = key_node.start_mark.line + 1
        return found
    if node.tag == "tag:yaml.org,2002:str":
        return node.value
    try:
        return yaml.SafeLoader("").construct_object(node, deep=True)
    except ValueError as error:
        raise FileProblem(name, line, f"this is no number ({error})", "Put the text in quotes.") from None


def _yaml_remedy(error: yaml.MarkedYAMLError) -> str:
    if "mapping values are not allowed" in str(error.problem):
        return "A text that holds « : » must stand in quotes, or below `>-`."
    if "cannot start any token" in str(error.problem) or "tab" in str(error.problem):
        return "Indent with spaces, never with a tab, and put a text that begins with a sign in quotes."
    return "Check the indentation, and put quotes around the text."


def _model_at(model: type[BaseModel], path: Where) -> type[BaseModel] | None:
    """The model of what stands at a place in a document; None where it is no model of its own."""
    found: Any = model
    for part in path:
        if isinstance(found, type) and issubclass(found, RootModel):
            found = _one_of(found.model_fields["root"].annotation)
            continue
        if isinstance(found, type) and issubclass(found, BaseModel) and part in found.model_fields:
            found = found.model_fields[str(part)].annotation
        found = _one_of(found)
    return found if isinstance(found, type) and issubclass(found, BaseModel) else None


def _one_of(kind: Any) -> Any:
    """What a tuple or a mapping holds, or what is not None, is one of the arguments of its type."""
    models = [inner for inner in get_args(kind) if isinstance(inner, type) and issubclass(inner, BaseModel)]
    return models[0] if models else kind


def load_library(*folders: Path) -> Library:
    """The policy in these folders, proven; of a file that stands in several, the first folder's counts.

    Whatever does not hold together is a FileProblem.
    """
    names = {f"answers/{path.name}" for folder in folders for path in (folder / "answers").glob("[!.]*.yaml")}
    read = {file: read_file(first(folders, file)) for file in (POLICY_FILE, GAPS_FILE, THINGS_FILE, LAW_FILE, *names)}
    read |= {file: _read_clauses(first(folders, file)) for file in CLAUSE_FILES.values()}
    try:
        return Library.build(
            load(Policy, read[POLICY_FILE]),
            fr=read[CLAUSE_FILES["fr"]].value,
            en=read[CLAUSE_FILES["en"]].value,
            gaps=load(GapEntries, read[GAPS_FILE]),
            answers={file: load(AnswerEntry, read[file]) for file in sorted(names)},
            things=load(ThingEntries, read[THINGS_FILE]),
            law=load(LawEntries, read[LAW_FILE]),
        )
    except Mistake as mistake:
        raise read[mistake.file].problem(mistake.path, mistake.what, mistake.remedy) from None


def first(folders: Sequence[Path], name: str) -> Path:
    """The file of this name in the first folder that has one; in none, where it ought to be."""
    return next((folder / name for folder in folders if (folder / name).exists()), folders[0] / name)


def read_file(path: Path) -> Document:
    return read_yaml(str(path), read_text(path))


def _read_clauses(path: Path) -> Document:
    """Clause id → text, with the line of each mark."""
    clauses: dict[str, str] = {}
    lines: dict[Where, int] = {}
    for name, text, line in read_blocks(str(path), read_text(path)):
        if name in clauses:
            raise FileProblem(str(path), line, f"the clause {name!r} stands twice", "Give each clause its own id.")
        clauses[name], lines[(name,)] = text, line
    return Document(str(path), clauses, lines)


def read_text(path: Path) -> str:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise FileProblem(str(path), 1, "this file is missing", "Write it, or name another policy.") from None
    except OSError as error:
        raise FileProblem(str(path), 1, f"this cannot be read ({error.strerror})", "Put a file there.") from None
    except UnicodeDecodeError:
        raise FileProblem(str(path), 1, "this is not text", "Save the file as UTF-8.") from None
    hidden = next((at for at, sign in enumerate(text) if sign < " " and sign not in "\n\r\t"), None)
    if hidden is not None:
        line = text.count("\n", 0, hidden) + 1
        raise FileProblem(str(path), line, "a sign that cannot be seen stands here", "Type the line anew.")
    return text
