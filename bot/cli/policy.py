"""`ombud policy`: the policy as it is quoted, and what people asked that it leaves open."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date

from bot import Misuse, Problem
from bot.cli import review
from bot.settings import Settings, read_settings
from knowledge.entries import LANGUAGES

LARGEST = 2**63 - 1
"""No database has a larger number."""


def add_to(families: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = families.add_parser("policy", help="the policy, and what it leaves open")
    actions = command.add_subparsers(required=True, metavar="ACTION")
    showing = actions.add_parser("show", help="every clause under its id; or what people could be told, and since when")
    showing.add_argument("name", nargs="?", help="an answer, a gap or a clause: all its versions")
    showing.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="what people could read that day")
    showing.add_argument("--json", action="store_true", help="an object a line")
    showing.set_defaults(run=show)
    review.add_to(actions)
    questions = actions.add_parser("questions", help="what people asked that only a human can answer")
    questions.add_argument("--json", action="store_true", help="an object a line")
    questions.add_argument("--answered", action="store_true", help="what the team answered to gaps, by whom and when")
    questions.set_defaults(run=list_questions)
    answers = questions.add_subparsers(metavar="answer")
    answering = answers.add_parser("answer", help="answer a question: it is sent to whoever asked")
    answering.add_argument("id", type=int, help="as `ombud policy questions` lists it")
    answering.add_argument("text", nargs="+", help="in your own words: to a gap, all who asked and will ask read them")
    answering.add_argument("--language", choices=["fr", "en"], help="of TEXT; else that of the question")
    answering.add_argument("--translation", metavar="TEXT", help="the same in the other language")
    answering.set_defaults(run=answer)


def show(arguments: argparse.Namespace) -> int:
    from bot import loading

    settings = read_settings()
    if arguments.on or arguments.name:
        return _versions(settings, arguments)
    library = loading.find_library(settings)
    for clause in library.clauses.values():
        if arguments.json:
            print(clause.model_dump_json())
        else:
            print(f"[{clause.id}]\n{clause[library.policy.language]}\n")
    return 0


def _versions(settings: Settings, arguments: argparse.Namespace) -> int:
    """What people could be told: on a day, of one thing, or of one thing on a day."""
    from bot import app

    reading = app.queries(settings)
    name, day = arguments.name, arguments.on
    versions = reading.told_on(settings.policy, day) if day else reading.versions(settings.policy, name)
    versions = [version for version in versions if name in (None, version.name)]
    for version in versions:
        if arguments.json:
            print(version.model_dump_json())
            continue
        state = "withdrawn" if version.withdrawn else f"by {version.editor}, digest {version.digest[:12]}"
        print(f"{version.kind} {version.name}, version {version.number}, from {version.at:%Y-%m-%d %H:%M} UTC, {state}")
        for language, words in _texts(version.content).items():
            print(f"  [{language}] {words}")
    if not versions and not arguments.json:
        print("Nothing was published then." if day else f"Nothing was ever published as {name}.")
    return 0


def _texts(content: Mapping[str, object]) -> Mapping[str, str]:
    """The words of an answer, a gap or a clause, by language."""
    held = content.get("text", content)
    held = held if isinstance(held, Mapping) else {}
    return {language: str(held[language]).replace("\n\n", " ") for language in LANGUAGES if language in held}


def list_questions(arguments: argparse.Namespace) -> int:
    from bot import app

    if arguments.answered:
        return _list_answered(arguments)
    waiting = app.queries(read_settings()).questions()
    for question in waiting:
        if arguments.json:
            print(question.model_dump_json())
            continue
        about = f"about the gap {question.topic}" if question.topic else question.text
        print(f"{question.id}  {question.at:%Y-%m-%d %H:%M}  {question.kind:<5}  {question.language}  {about}")
    if not waiting and not arguments.json:
        print("No question is open.")
    return 0


def _list_answered(arguments: argparse.Namespace) -> int:
    from bot import app

    settings = read_settings()
    for entry in app.queries(settings).answered(settings.policy):
        if arguments.json:
            print(entry.model_dump_json())
            continue
        print(f"{entry.gap}, by {entry.by}, {entry.at:%Y-%m-%d %H:%M} UTC")
        for language, text in (("fr", entry.fr), ("en", entry.en)):
            if text:
                print(f"  [{language}] {text}")
    return 0


def answer(arguments: argparse.Namespace) -> int:
    from bot import app

    text = " ".join(arguments.text).strip()
    if not text:
        raise Misuse("an answer needs words: they are sent to whoever asked.")
    settings = read_settings()
    asked = next((q for q in app.queries(settings).questions() if q.id == arguments.id), None)
    language = arguments.language or (asked.language if asked else "fr")
    other = arguments.translation
    said = {"fr": text, "en": other} if language == "fr" else {"fr": other, "en": text}
    told = app.answer_question(settings, arguments.id, **said) if abs(arguments.id) <= LARGEST else 0
    if not told:
        raise Problem(f"no open question has the number {arguments.id}. See `ombud policy questions`.")
    whom = "whoever asked" if told == 1 else f"all {told} who asked"
    print(f"Answered: it reaches {whom}, in their own conversation.")
    if asked and asked.kind == "gap":
        print("It is kept beside the policy's gap, for all who will ask.")
    return 0
