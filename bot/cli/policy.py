"""`ombud policy`: the policy as it is quoted, and what people asked that it leaves open."""

from __future__ import annotations

import argparse

from bot import Misuse, Problem
from bot.settings import read_settings

LARGEST = 2**63 - 1
"""No database has a larger number."""


def add_to(families: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = families.add_parser("policy", help="the policy, and what it leaves open")
    actions = command.add_subparsers(required=True, metavar="ACTION")
    showing = actions.add_parser("show", help="every clause under its id")
    showing.set_defaults(run=show)
    questions = actions.add_parser("questions", help="what people asked that only a human can answer")
    questions.add_argument("--json", action="store_true", help="an object a line")
    questions.set_defaults(run=list_questions)
    answers = questions.add_subparsers(metavar="answer")
    answering = answers.add_parser("answer", help="answer a question: it is sent to whoever asked")
    answering.add_argument("id", type=int, help="as `ombud policy questions` lists it")
    answering.add_argument("text", nargs="+")
    answering.set_defaults(run=answer)


def show(_arguments: argparse.Namespace) -> int:
    from bot import loading

    for clause in loading.find_library(read_settings()).clauses.values():
        print(f"[{clause.id}]\n{clause.fr}\n")
    return 0


def list_questions(arguments: argparse.Namespace) -> int:
    from bot import app

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


def answer(arguments: argparse.Namespace) -> int:
    from bot import app

    text = " ".join(arguments.text).strip()
    if not text:
        raise Misuse("an answer needs words: they are sent to whoever asked.")
    if abs(arguments.id) > LARGEST or not app.answer_question(read_settings(), arguments.id, text):
        raise Problem(f"no open question has the number {arguments.id}. See `ombud policy questions`.")
    print("Answered: it reaches whoever asked in their own conversation.")
    return 0
