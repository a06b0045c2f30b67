"""`ombud intents`: how a sentence is understood, whether the phrases are in order, and which lack."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from bot.cli import phrases
from bot.settings import read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intents.scores import Guess
    from intents.understanding import Understood

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
    from bot import app, loading
    from intents import nearest, train
    from intents.check import places
    from intents.text import clean, normal
    from intents.understanding import LONGEST, understand

    settings, text = read_settings(), clean(" ".join(arguments.text))
    own = loading.own_phrases(settings)
    matcher = loading.learn(settings.data_dir, own=own)
    understood = understand(text, matcher=matcher, today=app.utc_now().date())
    catalogue, encode = loading.load_catalogue(own), train.load_encoder()
    weights = loading.kept_weights(settings.data_dir)
    vectors = nearest.meanings([place.text for place in places(catalogue)], encode, weights)
    _table("language", [understood.language or "not told"])
    _table("read as", [normal(text)])
    close = nearest.nearest(text, catalogue, vectors, encode, most=SHOWN)
    _table("nearest", [f"{near.nearness:.2f}  {near.place.intent:<28} {near.place.text}" for near in close])
    _table("likely", list(_likely(matcher.scores(text[:LONGEST]), text[:LONGEST])))
    _table("cheapest", list(_options(understood, matcher.scores(text[:LONGEST]))))
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


def _options(understood: Understood, ranked: tuple[Guess, ...]) -> Iterator[str]:
    """What each way to go on would cost, a question answered with something else being 1; and which was taken."""
    from intents.explained import options
    from intents.rules import weigh

    band = understood.band
    chosen = {"sure": "take it for", "torn": "ask which is meant:"}.get(band.kind, "say that it is not understood")
    meant = (band.intent,) if band.kind == "sure" else band.intents if band.kind == "torn" else ()
    beside = f" (offering {', '.join(band.beside)} beside)" if band.kind == "sure" and band.beside else ""
    for option in options(weigh(ranked, understood.text))[:SHOWN]:
        taken = (option.does, option.intents) == (chosen, meant)
        line = f"{option.cost:6.2f}  {option.does} {', '.join(option.intents)}".rstrip()
        yield f"{line}{beside}  <- decided" if taken else line


def _table(title: str, lines: list[str]) -> None:
    for number, line in enumerate(lines):
        print(f"{title if number == 0 else '':<10} {line}")
