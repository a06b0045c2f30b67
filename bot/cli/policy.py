"""`ombud policy`: the policy as it is quoted, and what people asked that it leaves open."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from datetime import date
from getpass import getuser
from typing import TYPE_CHECKING

from bot import Misuse, Problem
from bot.cli import review
from bot.settings import Settings, read_settings
from intents.text import clean
from knowledge.entries import LANGUAGES

if TYPE_CHECKING:
    from knowledge.library import Library

LARGEST = 2**63 - 1
"""No database has a larger number."""


def add_to(families: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = families.add_parser("policy", help="the policy, and what it leaves open")
    actions = command.add_subparsers(required=True, metavar="ACTION")
    showing = actions.add_parser("show", help="every clause under its id; or what people could be told, and since when")
    showing.add_argument("name", nargs="?", help="an answer, a gap or a clause: all its versions")
    showing.add_argument("--on", type=_day, metavar="DATE", help="what people could read that day")
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
    revising = answers.add_parser("revise", help="put other words in the place of what the team answered to a gap")
    revising.add_argument("gap", help="as `ombud policy questions --answered` lists it")
    revising.add_argument("text", nargs="+", help="in French")
    revising.add_argument("--translation", metavar="TEXT", help="the same in English")
    revising.set_defaults(run=revise)
    withdrawing = answers.add_parser("withdraw", help="take back what the team answered to a gap")
    withdrawing.add_argument("gap", help="as `ombud policy questions --answered` lists it")
    withdrawing.set_defaults(run=revise, text=[], translation=None)
    for command in (answering, revising, withdrawing):
        command.add_argument("--by", metavar="NAME", help="who answers (else the name you are logged in with)")


def _day(text: str) -> date:
    """A day on which something may have been published."""
    day = date.fromisoformat(text)
    if not 2000 <= day.year <= 2200:
        raise ValueError(text)
    return day


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
    if day and day > reading.today():
        raise Misuse(f"{day} is still to come: nobody has read anything then.")
    versions = reading.told_on(settings.policy, day) if day else reading.versions(settings.policy, name)
    versions = [version for version in versions if name in (None, version.name)]
    if name and not versions and not reading.versions(settings.policy, name):
        raise Problem(f"nothing was ever published as {name!r}. Names stand in `ombud policy show` and `preview`.")
    for version in versions:
        if arguments.json:
            print(version.model_dump_json())
            continue
        state = "withdrawn" if version.withdrawn else f"by {version.editor}, digest {version.digest[:12]}"
        print(f"{version.kind} {version.name}, version {version.number}, from {version.at:%Y-%m-%d %H:%M} UTC, {state}")
        for language, words in _texts(version.content).items():
            print(f"  [{language}] {words}")
    if not versions and not arguments.json:
        print("Nothing was published then: Ombud keeps what it tells from its first start on this store.")
    return 0


def _texts(content: Mapping[str, object]) -> Mapping[str, str]:
    """The words of an answer, a gap or a clause, by language."""
    held = content.get("text", content)
    held = held if isinstance(held, Mapping) else {}
    return {language: str(held[language]).replace("\n\n", " ") for language in LANGUAGES if language in held}


def _who(arguments: argparse.Namespace) -> str:
    """Whoever answers: as said, or as logged in."""
    try:
        return clean(arguments.by or "") or getuser()
    except (OSError, KeyError):
        raise Misuse("nobody is logged in here: say who answers with --by NAME.") from None


def _gap(library: Library, name: str) -> str:
    """What people were told of a gap."""
    return library.gaps[name].text.en if name in library.gaps else "(not in the policy's files any more)"


def list_questions(arguments: argparse.Namespace) -> int:
    from bot import app, loading

    if arguments.answered:
        return _list_answered(arguments)
    settings = read_settings()
    library, waiting = loading.find_library(settings), app.queries(settings).questions()
    for question in waiting:
        if arguments.json:
            print(question.model_dump_json())
            continue
        about = f"about the gap {question.topic}: {_gap(library, question.topic)}" if question.topic else question.text
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
        state = "" if entry.fr or entry.en else ", withdrawn"
        print(f"{entry.gap}, by {entry.by}, {entry.at:%Y-%m-%d %H:%M} UTC{state}")
        for language, text in (("fr", entry.fr), ("en", entry.en)):
            if text:
                print(f"  [{language}] {text}")
    return 0


def answer(arguments: argparse.Namespace) -> int:
    from bot import app

    text = clean(" ".join(arguments.text))
    if not text:
        raise Misuse("an answer needs words: they are sent to whoever asked.")
    settings = read_settings()
    asked = next((q for q in app.queries(settings).questions() if q.id == arguments.id), None)
    language = arguments.language or (asked.language if asked else "fr")
    other = clean(arguments.translation or "") or None
    said = {"fr": text, "en": other} if language == "fr" else {"fr": other, "en": text}
    told = (
        app.answer_question(settings, arguments.id, **said, by=_who(arguments)) if abs(arguments.id) <= LARGEST else 0
    )
    if not told:
        raise Problem(f"no open question has the number {arguments.id}. See `ombud policy questions`.")
    whom = "whoever asked" if told == 1 else f"all {told} who asked"
    print(f"Answered: it reaches {whom}, in their own conversation.")
    if asked and asked.kind == "gap":
        print("It is kept beside the policy's gap, for all who will ask.")
    return 0


def revise(arguments: argparse.Namespace) -> int:
    from bot import app

    french = clean(" ".join(arguments.text)) or None
    english = clean(arguments.translation or "") or None
    if not app.revise_answer(read_settings(), arguments.gap, fr=french, en=english, by=_who(arguments)):
        raise Problem(f"the team has answered nothing to {arguments.gap!r}. See `ombud policy questions --answered`.")
    print("From now on these words are told." if french else "Taken back: people can put it to the team again.")
    return 0
