"""`ombud intents check` and `suggest`: for whoever edits the phrases."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from bot import Misuse
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.queries import Misheard


def add_to(actions: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    checking = actions.add_parser("check", help="doubled phrases, near copies, too few, held by another intent")
    checking.add_argument("--json", action="store_true", help="an object a line")
    checking.set_defaults(run=check)
    suggesting = actions.add_parser("suggest", help="what was misunderstood, and how often; take in a phrase")
    suggesting.add_argument("--since", type=_day, metavar="DATE", help="from that day on (YYYY-MM-DD)")
    suggesting.add_argument("--json", action="store_true", help="an object a line")
    adding = suggesting.add_argument_group(
        "take in a phrase", "A phrase is your own wording, made up by you: never copy what a person wrote."
    )
    adding.add_argument("--add", metavar="INTENT", help="the intent that the phrases below mean")
    adding.add_argument("--fr", action="append", default=[], metavar="TEXT", help="a phrase in French, your own words")
    adding.add_argument("--en", action="append", default=[], metavar="TEXT", help="a phrase in English, your own words")
    adding.add_argument("--by", metavar="NAME", help="who you are: you confirm so that the words are your own")
    suggesting.set_defaults(run=suggest)


def check(arguments: argparse.Namespace) -> int:
    """1 if anything is found."""
    from bot.cli.phrase_files import findings

    found, counted = findings(read_settings(), on_encoding=_note)
    for finding in found:
        print(json.dumps(finding.as_json(), ensure_ascii=False) if arguments.json else finding.line_of_text())
    if counted is None:
        blocked = "Nothing else was checked: put this right first."
        print(blocked, file=sys.stderr if arguments.json else sys.stdout)
    elif not arguments.json:
        print(f"{len(found) or 'No'} finding{'' if len(found) == 1 else 's'} in {counted} phrases.")
    return 1 if found else 0


def suggest(arguments: argparse.Namespace) -> int:
    if arguments.add:
        return _take_in(read_settings(), arguments)
    if arguments.fr or arguments.en or arguments.by:
        raise Misuse("--fr, --en and --by go with --add INTENT: the intent that the phrases mean.")
    return _list(read_settings(), arguments)


def _list(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot import app
    from bot.clockwork import MISUNDERSTANDING_DAYS

    app.purge(settings)
    reading = app.queries(settings)
    since = arguments.since or reading.today() - timedelta(days=MISUNDERSTANDING_DAYS)
    found = reading.misheard(settings.policy, since)
    for one in found:
        print(one.model_dump_json() if arguments.json else _told(one))
    if not found and not arguments.json:
        print(f"Nothing was misunderstood since {since}, or nobody has written.")
    return 0


def _told(one: Misheard) -> str:
    counts = ", ".join(f"{language} {count}" for language, count in (("fr", one.fr), ("en", one.en)) if count)
    return f"{one.times} × {_what(one)} ({counts}), last on {one.last}"


def _what(one: Misheard) -> str:
    nearest = "nothing of ours" if one.guessed == "none" else one.guessed or "unknown"
    match one.how:
        case "chosen" if one.meant == one.guessed:
            return f"{one.meant} guessed rightly, but not surely: people were asked"
        case "chosen":
            return f"{one.meant} taken for {one.guessed}, people were asked"
        case "corrected":
            return f"{one.meant} taken for {one.guessed}, and answered so"
        case "neither":
            return f"something else taken for {one.guessed}, people were asked"
        case "rephrased":
            return f"{one.meant} not understood before it was said otherwise"
        case _:
            return f"not understood, the nearest was {nearest}"


def _take_in(settings: Settings, arguments: argparse.Namespace) -> int:
    from bot import asking, loading
    from bot.cli.phrase_files import refusals, write
    from intents.own import LONGEST, Taken
    from intents.text import clean

    by = clean(arguments.by or "")
    if not by:
        raise Misuse(
            "say who you are with --by NAME: you confirm so that the words are your own, and nobody's message."
        )
    french, english = tuple(map(clean, arguments.fr)), tuple(map(clean, arguments.en))
    if not (french or english):
        raise Misuse("give a phrase in your own words, with --fr TEXT or --en TEXT.")
    own = loading.own_phrases(settings)
    catalogue = loading.load_catalogue(own)
    if arguments.add not in {intent.intent for intent in catalogue}:
        raise Misuse(f"there is no intent {arguments.add!r}. Write one such as ask.retention.")
    if any(len(text) > LONGEST for text in (*french, *english)):
        raise Misuse(f"a phrase has at most {LONGEST} characters: say it shorter.")
    learned = partial(loading.learn, settings.data_dir, own=own, on_training=learning)
    taken = Taken(intent=arguments.add, fr=french, en=english, by=by, on=asking.utc_now().date())
    refused = refusals(settings, catalogue, taken, matcher=learned)
    for reason in refused:
        print(f"ombud: not taken in: {reason}", file=sys.stderr)
    if refused:
        return 1
    write(own, taken)
    print(
        f"Taken in, into {own}. The next start learns it, which takes about a minute, once; until then nothing changes."
    )
    return 0


def learning() -> None:
    """Say what the wait is for."""
    print("Learning the phrases anew: about a minute, once.", file=sys.stderr)


def _note() -> None:
    print("Reading the phrases that have changed since they were learned: about a minute.", file=sys.stderr)


def _day(text: str) -> date:
    from bot.misfits import iso

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write {iso(text) or '2026-11-01'}") from None
