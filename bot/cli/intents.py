"""`ombud intents`: how a sentence is understood, whether the phrases are in order, and which lack."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from bot.cli import phrases
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from intents.bands import Band
    from intents.scores import Guess, Matcher
    from intents.understanding import Understood

SHOWN = 5
"""Of phrases, of intents, of ways to go on: what is further down decided nothing."""
_KINDS = {
    "answer": "an answer",
    "gap": "what the policy leaves open",
    "choose": "asked which is meant",
    "request": "led to a request",
    "talk": "small talk",
    "unknown": "not understood",
}


def add_to(families: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    command = families.add_parser("intents", help="how sentences are understood")
    actions = command.add_subparsers(required=True, metavar="ACTION")
    trying = actions.add_parser("try", help="explain one decision")
    trying.add_argument("text", nargs="+")
    trying.set_defaults(run=try_)
    phrases.add_to(actions)


def try_(arguments: argparse.Namespace) -> int:
    from bot import asking, loading
    from intents.text import clean
    from intents.understanding import understand

    settings, text = read_settings(), clean(" ".join(arguments.text))
    matcher = loading.learn(settings.data_dir, own=loading.own_phrases(settings), on_training=phrases.learning)
    answer, today = asking.answering(settings, team={})
    understood = understand(text, matcher=matcher, today=today())
    _table("language", [_language(understood)])
    if has_words(text):
        _explain(settings, matcher, text)
    found = understood.entities.model_dump(exclude_defaults=True, mode="json")
    _table("found", [f"{name.replace('_', ' ')}: {value}" for name, value in found.items()])
    _table("decided", list(_decided(understood)))
    asked = answer(understood, "fr")
    _table("answered", [f"{_KINDS[asked.kind]} ({asked.intent})", *asked.answer.splitlines()[:1]])
    return 0


def has_words(text: str) -> bool:
    return any(sign.isalnum() for sign in text)


def _explain(settings: Settings, matcher: Matcher, text: str) -> None:
    """What speaks for each meaning of the whole."""
    from bot import loading
    from intents import nearest
    from intents.check import places
    from intents.parts import parts_of
    from intents.text import plain
    from intents.understanding import LONGEST

    read = matcher.respelled(text[:LONGEST])
    catalogue = loading.load_catalogue(loading.own_phrases(settings))
    vectors = nearest.meanings([place.text for place in places(catalogue)], matcher.encode, matcher.weights)
    _table("read as", [plain(part) for part in parts_of(read)])
    close = nearest.nearest(read, catalogue, vectors, matcher.encode, most=SHOWN)
    _table("nearest", [f"{near.nearness:.2f}  {near.place.intent:<28} {near.place.text}" for near in close])
    ranked = matcher.scores(read)
    _table("likely", list(_likely(ranked, read)))
    _table("cheapest", list(_options(ranked, read)))


def _language(understood: Understood) -> str:
    return "neither French nor English" if understood.foreign else understood.language or "not told"


def _decided(understood: Understood) -> Iterator[str]:
    """What `ask` goes by: the cheapest way to go on, unless the message holds several wishes, or none can be read."""
    from intents.understanding import LONGEST
    from intents.wishes import wishes

    several = wishes(understood.parts, understood.band)
    if not understood.text:
        yield "there is no text"
    elif len(understood.text) > LONGEST:
        yield f"too long: only {LONGEST} characters are read"
    elif not has_words(understood.text):
        yield "there are no words"
    elif several and not understood.foreign:
        yield f"{len(several)} wishes, served one after the other:"
        yield from (f"  {wish.intent:<28} {wish.text}" for wish in several)
    else:
        yield _told(understood.band)


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
    """What each way to go on would cost, a question answered with something else being 1."""
    from intents.bands import options
    from intents.rules import weigh

    for option in options(weigh(ranked, text))[:SHOWN]:
        yield f"{option.cost:6.2f}  {_told(option.band)}"


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
