"""How well sentences are understood: `python tests/bench/intents.py FILE…` (JSON lines, or the YAML of tests/cases).

Only totals and intents are printed, never a sentence: what is measured must not be tuned to.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.files import load, read_yaml
from intents.bands import Sure, Torn
from intents.catalogue import Catalogue, Intent
from intents.scores import Matcher
from intents.train import digest, fit, load_encoder, matcher
from intents.understanding import Understood, understand

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Sentence:
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
        intents = _named(got)
        sure = isinstance(got.band, Sure)
        wanted = bool(set(intents) & set(sentence.want))
        self.harmful += sure and intents[0] in sentence.never
        self.started += sure and intents[0].startswith("request.") and not _starts(sentence.want)
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
            self.missed[
                f"{sentence.want[0]} -> {intents[0] if intents else 'unsure'}{'' if sure or not intents else ' ?'}"
            ] += 1

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


def catalogue() -> Catalogue:
    """The catalogue as it stands in this tree."""
    files = sorted((ROOT / "intents" / "catalogue").glob("*.yaml"))
    return tuple(load(Intent, read_yaml(file.name, file.read_text("utf-8"))) for file in files)


def trained(*, fresh: bool = False) -> Matcher:
    """The matcher of this catalogue; its weights wait in .cache/ under their digest."""
    wanted, encode = catalogue(), load_encoder()
    stored = ROOT / ".cache" / f"intents-{digest(wanted)}.npz"
    if fresh or not stored.exists():
        stored.parent.mkdir(exist_ok=True)
        stored.write_bytes(fit(wanted, encode))
    return matcher(stored.read_bytes(), encode)


def sentences(file: Path) -> Iterator[Sentence]:
    text = file.read_text("utf-8")
    rows = (
        read_yaml(file.name, text).value if file.suffix == ".yaml" else [json.loads(row) for row in text.splitlines()]
    )
    for row in rows:
        yield Sentence(row["text"], row["lang"], tuple(row["want"]), tuple(row.get("never", ())))


def _named(got: Understood) -> tuple[str, ...]:
    match got.band:
        case Sure(intent=intent):
            return (intent,)
        case Torn(intents=intents):
            return intents
    return ()


def _starts(intents: Iterable[str]) -> bool:
    return any(intent.startswith("request.") for intent in intents)


def main(files: list[str]) -> None:
    started = time.perf_counter()
    known = trained()
    print(f"load {time.perf_counter() - started:.1f} s")
    tallies: dict[str, Tally] = {"all": Tally()}
    took: list[float] = []
    for sentence in (sentence for file in files for sentence in sentences(Path(file))):
        before = time.perf_counter()
        got = understand(sentence.text, matcher=known, today=date(2026, 11, 23))
        took.append((time.perf_counter() - before) * 1e6)
        for name in ("all", sentence.language):
            tallies.setdefault(name, Tally()).add(sentence, got)
    for name, tally in tallies.items():
        print(*tally.lines(name), sep="\n")
    for pair, count in tallies["all"].missed.most_common(25):
        print(f"  {count:3} {pair}")
    cuts = statistics.quantiles(took, n=100)
    print(f"a sentence: p50 {cuts[49]:.0f} µs, p99 {cuts[98]:.0f} µs")


if __name__ == "__main__":
    main(sys.argv[1:])
