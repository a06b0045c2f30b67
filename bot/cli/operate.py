"""What operators and officers call: the schema, the worker, and the calendar of the law."""

from __future__ import annotations

import argparse
from datetime import date

from bot.settings import read_settings

YEARS = range(1900, 2200)
"""Years for which public holidays are known well enough to promise a date."""


def add_to(families: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    migrating = families.add_parser("migrate", help="bring the database to the newest schema")
    migrating.set_defaults(run=migrate)
    examining = families.add_parser("doctor", help="why nothing arrives, or nothing leaves, in words")
    examining.set_defaults(run=doctor)
    dating = families.add_parser("deadline", help="when an answer to what was received that day is due")
    dating.add_argument("date", type=_date, help="YYYY-MM-DD")
    dating.add_argument("--json", action="store_true", help="one object")
    dating.set_defaults(run=deadline)


def migrate(_arguments: argparse.Namespace) -> int:
    from bot import app

    app.migrate_store(read_settings())
    print("The database has the newest schema.")
    return 0


def doctor(_arguments: argparse.Namespace) -> int:
    """0 if all is well, 1 if something is not."""
    from bot.doctor import examine

    signs = examine(read_settings())
    for sign in signs:
        print(f"{'ok ' if sign.well else 'NOT'} {sign.what}" + (f"\n      -> {sign.remedy}" if sign.remedy else ""))
    return 0 if all(sign.well for sign in signs) else 1


def deadline(arguments: argparse.Namespace) -> int:
    from bot.rights.deadline import deadlines

    found = deadlines(arguments.date, holidays=read_settings().holidays)
    if arguments.json:
        print(found.model_dump_json())
        return 0
    print(f"received {found.received}\ndue      {found.due}\nextended {found.extended}")
    for reason in found.why:
        print(f"  {reason}")
    return 0


def _date(text: str) -> date:
    try:
        found = date.fromisoformat(text)
        if found.year not in YEARS:
            raise ValueError
        return found
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it as 2026-11-23") from None
