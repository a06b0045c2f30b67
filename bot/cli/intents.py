"""`ombud intents`: how one sentence is understood."""

from __future__ import annotations

import argparse

from bot.settings import read_settings


def add_to(families: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = families.add_parser("intents", help="how sentences are understood")
    actions = command.add_subparsers(required=True, metavar="ACTION")
    trying = actions.add_parser("try", help="explain one decision")
    trying.add_argument("text", nargs="+")
    trying.set_defaults(run=try_)


def try_(arguments: argparse.Namespace) -> int:
    from bot import app, loading
    from intents.text import clean, normal
    from intents.understanding import understand

    text = clean(" ".join(arguments.text))
    understood = understand(text, matcher=loading.learn(read_settings().data_dir), today=app.utc_now().date())
    print(f"language   {understood.language or 'not told'}")
    print(f"read as    {normal(text)}")
    print(f"decided    {understood.band}")
    for guess in understood.ranked:
        print(f"  {guess.confidence:6.3f}  {guess.intent}")
    found = understood.entities.model_dump(exclude_defaults=True, mode="json")
    if found:
        print(f"found      {found}")
    return 0
