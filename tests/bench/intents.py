"""How well sentences are understood: `python -m tests.bench.intents FILE…` (JSON lines, or the YAML of tests/cases).

Only totals and intents are printed, never a sentence: what is measured must not be tuned to.
"""

from __future__ import annotations

import os

os.putenv("OPENBLAS_NUM_THREADS", "1")  # before numpy is imported, as bot/cli does

import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from bot import loading
from bot.files import read_yaml
from intents.bands import Sure, Torn, Unsure
from intents.understanding import Understood, understand

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Sentence:
    """A sentence, the intents that are right for it, and those that would do harm."""

    text: str
    language: str
    want: tuple[str, ...]
    never: tuple[str, ...]


@dataclass
class Tally:
    """Counts over one language, or over all."""

    sentences: int = 0
    right: int = 0
    offered: int = 0
    asked_back: int = 0
    silent: int = 0
    out_of_scope: int = 0
    false_accepts: int = 0
    offered_for_nothing: int = 0
    harmful: int = 0
    started: int = 0
    missed: Counter[str] = field(default_factory=Counter)

    def add(self, sentence: Sentence, got: Understood) -> None:
        intents = named(got)
        sure = isinstance(got.band, Sure)
        wanted = bool(set(intents) & set(sentence.want))
        self.harmful += sure and intents[0] in sentence.never
        self.started += sure and _starts(intents) and not _starts(sentence.want)
        if "none" in sentence.want and not wanted:
            self.out_of_scope += 1
            self.false_accepts += sure
            self.offered_for_nothing += isinstance(got.band, Torn)
        if sentence.want == ("none",):
            return
        self.sentences += 1
        self.right += sure and wanted
        self.offered += isinstance(got.band, Torn) and wanted
        self.asked_back += isinstance(got.band, Torn)
        self.silent += not intents
        if not wanted:
            self.missed[f"{sentence.want[0]} -> {intents[0] if intents else 'unsure'}"] += 1

    def lines(self, name: str) -> Iterator[str]:
        total, outside = max(1, self.sentences), max(1, self.out_of_scope)
        yield (
            f"{name:6} in scope {self.sentences:4}  right {self.right / total:.3f}  "
            f"accuracy {(self.right + self.offered / 2) / total:.3f}  "
            f"right or offered {(self.right + self.offered) / total:.3f}  "
            f"asked back {self.asked_back / total:.3f}  silent {self.silent / total:.3f}"
        )
        yield (
            f"       out of scope {self.out_of_scope:4}  answered {self.false_accepts / outside:.3f}  "
            f"offered {self.offered_for_nothing / outside:.3f}  never {self.harmful}  unwanted requests {self.started}"
        )


def sentences(file: Path) -> Iterator[Sentence]:
    """The sentences of one file of cases."""
    text = file.read_text("utf-8")
    rows = read_yaml(file.name, text).value if file.suffix == ".yaml" else map(json.loads, text.splitlines())
    for row in rows:
        yield Sentence(row["text"], row["lang"], tuple(row["want"]), tuple(row.get("never", ())))


def named(got: Understood) -> tuple[str, ...]:
    """The intents that the person would be answered with, or offered."""
    match got.band:
        case Sure(intent=intent):
            return (intent,)
        case Torn(intents=intents):
            return intents
        case Unsure():
            return ()


def _starts(intents: Iterable[str]) -> bool:
    return any(intent.startswith("request.") for intent in intents)


def say(*lines: str) -> None:
    sys.stdout.writelines(f"{line}\n" for line in lines)


def main(files: list[str]) -> None:
    began = time.perf_counter()
    matcher = loading.learn(ROOT / ".cache", on_training=lambda: say("training anew"))
    say(f"load {time.perf_counter() - began:.1f} s")
    tallies: dict[str, Tally] = {"all": Tally()}
    took: list[float] = []
    for sentence in (sentence for file in files for sentence in sentences(Path(file))):
        before = time.perf_counter()
        got = understand(sentence.text, matcher=matcher, today=date(2026, 11, 23))
        took.append((time.perf_counter() - before) * 1e6)
        for name in ("all", sentence.language):
            tallies.setdefault(name, Tally()).add(sentence, got)
    for name, tally in tallies.items():
        say(*tally.lines(name))
    for pair, count in tallies["all"].missed.most_common(25):
        say(f"  {count:3} {pair}")
    if len(took) > 1:
        cuts = statistics.quantiles(took, n=100)
        say(f"a sentence: p50 {cuts[49]:.0f} µs, p99 {cuts[98]:.0f} µs")


if __name__ == "__main__":
    main(sys.argv[1:] or [str(file) for file in sorted((ROOT / "tests" / "cases" / "intents").glob("*.yaml"))])
