"""`ombud policy check` and `preview`: for whoever answers for the policy, and for the words told of it."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from bot import Misuse, Problem
from bot.settings import read_settings

if TYPE_CHECKING:
    from rich.console import RenderableType

    from knowledge.entries import Texts
    from knowledge.findings import Report
    from knowledge.library import Library

GRAVEST_FIRST = ("error", "warning", "note")


def add_to(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    checking = actions.add_parser("check", help="what the law wants told, what reads oddly, what contradicts")
    shape = checking.add_mutually_exclusive_group()
    shape.add_argument("--json", action="store_const", dest="shape", const="json", help="one JSON document")
    shape.add_argument("--sarif", action="store_const", dest="shape", const="sarif", help="SARIF, for code review")
    shape.add_argument("--html", action="store_const", dest="shape", const="html", help="one page, to hand to counsel")
    checking.add_argument("--level", choices=GRAVEST_FIRST, default="warning", help="the least finding that fails")
    checking.set_defaults(run=check)
    previewing = actions.add_parser("preview", help="how the answers look in chat, beside their clauses")
    previewing.add_argument("name", nargs="?", help="one topic or answer only, as ask.retention or ask.retention/why")
    previewing.add_argument("--html", action="store_const", dest="shape", const="html", help="one page, both languages")
    previewing.set_defaults(run=preview)
    for command in (checking, previewing):
        command.add_argument("--language", choices=["fr", "en"], help="else the policy's own, or both")
        command.add_argument("--output", type=Path, metavar="FILE", help="write there, instead of to the terminal")


def check(arguments: argparse.Namespace) -> int:
    """1 if there is a finding of the level given, or graver."""
    from bot import app
    from knowledge import report as shown

    found, file = app.check_policy(read_settings())
    language = arguments.language or found.language
    match arguments.shape:
        case "json":
            _put(shown.as_json(found), arguments.output)
        case "sarif":
            _put(shown.as_sarif(found, file=_relative(file)), arguments.output)
        case "html":
            _put(shown.as_html(found, language), arguments.output)
        case _:
            _show(shown.as_text(found, language), arguments.output)
    return 1 if _fails(found, arguments.level) else 0


def _fails(found: Report, level: str) -> bool:
    counted = GRAVEST_FIRST[: GRAVEST_FIRST.index(level) + 1]
    return any(finding.level in counted for finding in found.findings)


def preview(arguments: argparse.Namespace) -> int:
    from bot import loading
    from knowledge import preview as shown

    settings = read_settings()
    library = loading.find_library(settings)
    labels = _labels(library)
    if arguments.name and arguments.name not in library.answers:
        raise Misuse(f"there is no answer {arguments.name!r}. Write one such as ask.retention, or nothing for all.")
    if arguments.shape == "html":
        if arguments.language:
            raise Misuse("the page has both languages: leave --language out.")
        _put(shown.as_html(library, labels, arguments.name), arguments.output)
    else:
        _show(shown.as_text(library, labels, arguments.language, arguments.name), arguments.output)
    return 0


def _labels(library: Library) -> Mapping[str, Texts]:
    """What each topic is called on a quick reply."""
    from bot import loading
    from bot.dialogue.answer import topic_label
    from knowledge.entries import Texts

    wording = loading.load_wording()
    topics = {answer.intent for answer in library.answers.values()}
    topics |= {intent for answer in library.answers.values() for intent in answer.next}

    def called(intent: str) -> Texts:
        label = topic_label(intent).id
        return Texts(fr=wording.text("fr", label), en=wording.text("en", label))

    return {intent: called(intent) for intent in sorted(topics)}


def _relative(file: Path) -> str:
    """The file as a code review names it: from where the command is run, if it lies below."""
    here = Path.cwd()
    return file.relative_to(here).as_posix() if file.is_relative_to(here) else file.name


def _put(text: str, output: Path | None) -> None:
    if output is None:
        print(text)
        return
    try:
        output.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise Problem(f"{output} cannot be written ({error.strerror}). Name a file in a folder that exists.") from None


def _show(shown: RenderableType, output: Path | None) -> None:
    from rich.console import Console

    if output is None:
        Console(highlight=False, markup=False, emoji=False).print(shown)
        return
    from io import StringIO

    page = StringIO()
    Console(file=page, width=100, highlight=False, markup=False, emoji=False).print(shown)
    _put(page.getvalue().rstrip(), output)
