"""`ombud ask`: one question, one answer, nothing stored."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from bot.cli.chat import forgiving
from bot.cli.phrases import learning
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.dialogue.state import TeamSaid


def add_to(families: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = families.add_parser("ask", help="one question, one answer, nothing stored")
    command.add_argument("text", nargs="*", help="the question; without it, each line of standard input is one")
    command.add_argument("--json", action="store_true", help="an object a line")
    command.add_argument("--language", choices=["fr", "en"], help="the language where the question does not tell one")
    command.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from bot import asking, loading

    settings, wording = read_settings(), loading.load_wording()
    forgiving(sys.stdin, sys.stdout)
    team = _team_answers(settings) if settings.holds_data else {}
    ask = asking.asking(settings, team=team, on_training=learning)
    lines = [" ".join(arguments.text)] if arguments.text else (line.rstrip("\r\n") for line in sys.stdin)
    for line in lines:
        asked = ask(line, arguments.language or "fr")
        if arguments.json:
            print(asked.model_dump_json(), flush=True)
            continue
        print(asked.answer)
        if asked.citations:
            print(wording.text(asked.language, "terminal-quote"))
        for citation in asked.citations:
            print(f"  « {citation.quote} » ({citation.clause})")
    return 0


def _team_answers(settings: Settings) -> Mapping[str, TeamSaid]:
    """The store, and all that reads it, is loaded only where there is one."""
    from bot import app

    return app.team_answers(settings)
