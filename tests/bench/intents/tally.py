"""The rules of counting, the same for every system that is measured."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice

from tests.bench.intents.sentences import Sentence

REFUSED = "unsure"
_BINS = 10


@dataclass(frozen=True)
class Verdict:
    """What one system made of one sentence: answered with an intent, offered some, or named none."""

    named: tuple[str, ...]
    sure: bool
    ranked: tuple[tuple[str, float], ...]
    micros: float = 0.0


@dataclass
class Tally:
    """Counts over some sentences. Right is a direct answer that was wanted; an offer that holds it counts half."""

    in_scope: int = 0
    right: int = 0
    wrong: int = 0
    offered: int = 0
    first_three: int = 0
    asked_back: int = 0
    silent: int = 0
    out_of_scope: int = 0
    false_accepts: int = 0
    offered_for_nothing: int = 0
    harmful: int = 0
    missed: Counter[tuple[str, str]] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def add(self, sentence: Sentence, got: Verdict) -> None:
        wanted = bool(set(got.named) & set(sentence.want))
        self.harmful += does_harm(sentence, got)
        if sentence.in_scope:
            self._add_in_scope(sentence, got, wanted)
        else:
            self.out_of_scope += 1
            self.false_accepts += got.sure and not wanted
            self.offered_for_nothing += bool(got.named) and not got.sure
            wanted = wanted or not got.named
        first = got.named[0] if got.named else REFUSED
        if wanted:
            self.found[sentence.want[0]] += 1
        else:
            self.missed[sentence.want[0], first] += 1

    def _add_in_scope(self, sentence: Sentence, got: Verdict, wanted: bool) -> None:
        self.in_scope += 1
        self.right += got.sure and wanted
        self.wrong += got.sure and not wanted
        self.asked_back += bool(got.named) and not got.sure
        self.offered += wanted and not got.sure
        self.silent += not got.named
        best = islice((intent for intent, _ in got.ranked if intent != "none"), 3)
        self.first_three += bool(set(best) & set(sentence.want))

    @property
    def figures(self) -> dict[str, float]:
        """The shares; of nothing, a share is 0."""
        inside, outside = max(1, self.in_scope), max(1, self.out_of_scope)
        return {
            "in_scope": self.in_scope,
            "accuracy": (self.right + self.offered / 2) / inside,
            "right": self.right / inside,
            "right_or_offered": (self.right + self.offered) / inside,
            "first_three": self.first_three / inside,
            "precision": self.right / max(1, self.right + self.wrong),
            "asked_back": self.asked_back / inside,
            "silent": self.silent / inside,
            "out_of_scope": self.out_of_scope,
            "false_accepts": self.false_accepts / outside,
            "offered_for_nothing": self.offered_for_nothing / outside,
            "harmful": self.harmful,
        }


def does_harm(sentence: Sentence, got: Verdict) -> bool:
    """Was it answered with what would do harm, or was a request started where none was wanted?"""
    return got.sure and (got.named[0] in sentence.never or (starts(got.named) and not starts(sentence.want)))


def starts(intents: Iterable[str]) -> bool:
    return any(intent.startswith("request.") for intent in intents)


@dataclass
class Reliability:
    """Is what is held at 0.8 right eight times in ten? The likeliest intent, `none` included, by tenths."""

    counts: list[int] = field(default_factory=lambda: [0] * _BINS)
    held: list[float] = field(default_factory=lambda: [0.0] * _BINS)
    right: list[int] = field(default_factory=lambda: [0] * _BINS)

    def add(self, sentence: Sentence, got: Verdict) -> None:
        intent, confidence = got.ranked[0] if got.ranked else ("none", 0.0)
        tenth = min(_BINS - 1, max(0, int(confidence * _BINS)))
        self.counts[tenth] += 1
        self.held[tenth] += confidence
        self.right[tenth] += intent in sentence.want

    @property
    def error(self) -> float:
        """The expected calibration error: how far confidence and share of right ones are apart, on average."""
        apart = sum(abs(held - right) for held, right in zip(self.held, self.right, strict=True))
        return apart / max(1, sum(self.counts))

    @property
    def table(self) -> list[dict[str, float]]:
        rows = enumerate(zip(self.counts, self.held, self.right, strict=True))
        return [
            {"from": at / _BINS, "count": count, "confidence": held / count, "right": right / count}
            for at, (count, held, right) in rows
            if count
        ]
