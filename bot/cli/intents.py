"""`ombud intents`: how a sentence is understood, whether the phrases are in order, and which lack."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from bot.cli import phrases
from bot.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intents.bands import Band
    from intents.scores import Guess

SHOWN = 5
"""Of phrases, of intents, of ways to go on: what is further down decided nothing."""


def add_to(families: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = families.add_parser("intents", help="how sentences are understood")
    actions = command.add_subparsers(required=True, metavar="ACTION")
    trying = actions.add_parser("try", help="explain one decision")
    trying.add_argument("text", nargs="+")
    trying.set_defaults(run=try_)
    phrases.add_to(actions)


def try_(arguments: argparse.Namespace) -> int:
    from bot import asking, loading
    from intents import nearest, train
    from intents.check import places
    from intents.text import clean, normal
    from intents.understanding import LONGEST, understand

    settings, text = read_settings(), clean(" ".join(arguments.text))
    own = loading.own_phrases(settings)
    matcher = loading.learn(settings.data_dir, own=own)
    understood = understand(text, matcher=matcher, today=asking.utc_now().date())
    catalogue, encode = loading.load_catalogue(own), train.SentenceEncoder()
    weights = loading.kept_weights(settings.data_dir)
    vectors = nearest.meanings([place.text for place in places(catalogue)], encode, weights)
    _table("language", [understood.language or "not told"])
    _table("read as", [normal(matcher.respelled(text))])
    read = matcher.respelled(text[:LONGEST])
    close = nearest.nearest(read, catalogue, vectors, encode, most=SHOWN)
    _table("nearest", [f"{near.nearness:.2f}  {near.place.intent:<28} {near.place.text}" for near in close])
    ranked = matcher.scores(read)
    _table("likely", list(_likely(ranked, read)))
    _table("cheapest", list(_options(ranked, read)))
    found = understood.entities.model_dump(exclude_defaults=True, mode="json")
    _table("found", [f"{name.replace('_', ' ')}: {value}" for name, value in found.items()])
    return 0


def _likely(ranked: tuple[Guess, ...], text: str) -> Iterator[str]:
    """The likeliest before and after the rules, and which rule moved what."""
    from intents.explained import moved
    from intents.rules import weigh

    before = {guess.intent: guess.confidence for guess in ranked}
    after = {guess.intent: guess.confidence for guess in weigh(ranked, text)}
    reasons = {one.intent: f"  to {one.to}: {one.why}" for one in moved(ranked, text)}
    yield "before  after the rules"
    highest = sorted(before, key=lambda intent: -max(before[intent], after.get(intent, 0.0)))[:SHOWN]
    for intent in highest:
        yield f"{before[intent]:6.3f}  {after.get(intent, 0.0):6.3f}  {intent:<28}{reasons.get(intent, '')}".rstrip()


def _options(ranked: tuple[Guess, ...], text: str) -> Iterator[str]:
    """What each way to go on would cost, a question answered with something else being 1; the first was taken."""
    from intents.bands import options
    from intents.rules import weigh

    for number, option in enumerate(options(weigh(ranked, text))[:SHOWN]):
        taken = "  <- decided" if number == 0 else ""
        yield f"{option.cost:6.2f}  {_told(option.band)}{taken}"


def _told(band: Band) -> str:
    match band.kind:
        case "sure":
            return f"take it for {band.intent}" + (
                f" (offering {', '.join(band.beside)} beside)" if band.beside else ""
            )
        case "torn":
            return f"ask which is meant: {', '.join(band.intents)}"
        case "unsure":
            return "say that it is not understood"


def _table(title: str, lines: list[str]) -> None:
    for number, line in enumerate(lines):
        print(f"{title if number == 0 else '':<10} {line}")
