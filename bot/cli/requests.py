"""`ombud requests`: the shared store from a shell."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot import Misuse, Problem
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.queries import Card, Entry, Line


MEANS = {
    "none": "no proof was asked; the right needs none",
    "address": "a code came back from the address named; whether the file holds that address was not compared",
    "known": "the contact is one of the directory, or the client number and a code fit",
    "human": "staff made sure",
}
"""What staff may conclude from an assurance level, and what they may not (domain, the identity ladder)."""


def add_to(families: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = families.add_parser("requests", help="the requests that were filed")
    actions = command.add_subparsers(required=True, metavar="ACTION")
    listing = actions.add_parser("list", help="all requests, those due first before the others")
    listing.add_argument("--json", action="store_true", help="an object a line")
    listing.set_defaults(run=list_)
    showing = actions.add_parser("show", help="one request, with what was filed and its history")
    showing.add_argument("reference", help="as on the receipt: OMB-7F3K-Q2XW")
    showing.add_argument("--json", action="store_true", help="one object")
    showing.set_defaults(run=show)


def list_(arguments: argparse.Namespace) -> int:
    from bot import app

    lines = app.queries(read_settings()).requests()
    for line in lines:
        print(line.model_dump_json() if arguments.json else _row(line))
    if not lines and not arguments.json:
        print("No request has been filed yet.")
    return 0


def show(arguments: argparse.Namespace) -> int:
    from bot import app
    from bot.rights.request import parse_reference

    reference = parse_reference(arguments.reference)
    if reference is None:
        raise Misuse(f"{arguments.reference!r} is no reference. It reads like OMB-7F3K-Q2XW; copy it from the receipt.")
    card = app.queries(read_settings()).card(reference)
    if card is None:
        raise Problem(f"there is no request {reference} in this store. See `ombud requests list`.")
    print(card.model_dump_json() if arguments.json else _card(card))
    return 0


def _row(line: Line) -> str:
    flag = "  OVERDUE" if line.overdue else "  effective without delay" if line.prompt else ""
    flag += f"  UNREACHABLE IN THE CHAT ({line.unreachable})" if line.unreachable else ""
    return f"{line.reference}  {line.right:<20} {line.status:<16} received {line.received}  due {line.due}{flag}"


def _card(card: Card) -> str:
    facts = {
        "right": card.right,
        "status": card.status + (f" ({card.outcome})" if card.outcome else "") + ("  OVERDUE" if card.overdue else ""),
        "assurance": f"{card.assurance} ({MEANS[card.assurance]})",
        "first voiced": card.first_voiced.isoformat(timespec="seconds"),
        "received": card.received,
        "due": f"{card.extended or card.due}" + (", effective without delay" if card.prompt else ""),
        "language": card.language,
        "channel": card.channel + (f", where nothing reaches them ({card.unreachable})" if card.unreachable else ""),
        "policy": card.policy[:12],
    }
    filed = {
        name: ", ".join(map(str, value)) if isinstance(value, list) else value for name, value in card.values.items()
    }
    lines = [card.reference, *_table(facts), "filed", *_table(filed)]
    if card.amendments:
        lines += ["added later", *(f"  {text}" for text in card.amendments)]
    lines += ["history", *map(_event, card.history)]
    return "\n".join(lines)


def _event(entry: Entry) -> str:
    facts = ", ".join(f"{name} {value}" for name, value in entry.facts.items())
    return f"  {entry.at.isoformat(timespec='seconds')}  {entry.kind} by {entry.by}" + (f" ({facts})" if facts else "")


def _table(facts: Mapping[str, object]) -> list[str]:
    width = max((len(name) for name in facts), default=0)
    return [f"  {name:<{width}}  {value}" for name, value in facts.items()]
