"""How near a text is to each intent: its nearness to every phrase, by meaning and by letters, in plain numpy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from intents.features import count_grams
from intents.manner import wants_something
from intents.parts import parts_of
from intents.respelling import Counts, Spelling
from intents.text import normal, plain

Vectors = NDArray[np.float32]
Chances = NDArray[np.float64]
Encode = Callable[[list[str]], Vectors]


class Encoder(Protocol):
    """Tells what texts mean, a vector of length one each, and whether a word is one."""

    def __call__(self, texts: list[str]) -> Vectors: ...

    def knows(self, word: str) -> bool: ...


# A phrase of the catalogue typed again leaves no doubt; what remains is shared by the others.
_EXACT = 0.98
# How far votes are spread into confidences, so that of what is held at 0.8 four in five are right (cross-validated).
_SHARPNESS = 20.0
# Among several sentences these make up the matter; a greeting or a "yes" beside them does not.
_TELLING = ("ask.", "explain.", "request.", "case.")


@dataclass(frozen=True, slots=True)
class Guess:
    """One intent and how likely it is the one meant."""

    intent: str
    confidence: float


@dataclass(frozen=True, eq=False)
class Weights:
    """What training leaves: the phrases' vectors, and how far each of them and each n-gram pulls to an intent.

    `turn` takes what the encoder says into the directions, fewer, in which the phrases' vectors stand. `phrases` are
    in their normal form, a row each as the vectors; `meant` are the numbers of their intents.
    """

    intents: tuple[str, ...]
    rarity: Vectors
    by_gram: Vectors
    turn: Vectors
    vectors: Vectors
    pull: Vectors
    phrases: tuple[str, ...]
    meant: tuple[int, ...]
    counts: Counts


class Matcher:
    """Scores texts; it holds nothing but weights, so any number of threads may share it."""

    def __init__(self, weights: Weights, encode: Encoder) -> None:
        self.weights, self.encode = weights, encode
        self._exact = dict(zip(weights.phrases, weights.meant, strict=True))
        self.respelled = Spelling(weights.counts, encode.knows)

    def scores(self, text: str) -> tuple[Guess, ...]:
        """All intents, the likeliest first; their confidences add up to one."""
        return self.scores_beside(text, ())[0]

    def scores_beside(self, text: str, parts: Sequence[str]) -> list[tuple[Guess, ...]]:
        """The same of a text, and then of parts of it, each by itself; all are encoded in one go."""
        sentences = parts_of(text)
        each = list(dict.fromkeys((*sentences, *parts)))
        chances = dict(zip(each, self._of_each(each), strict=True))
        whole = self._clearest(sentences, [chances[sentence] for sentence in sentences])
        return [self._ranked(text, whole), *(self._ranked(part, chances[part]) for part in parts)]

    def _ranked(self, text: str, chances: Chances) -> tuple[Guess, ...]:
        known = self._exact.get(normal(text))
        if known is not None:
            chances = chances * (1 - _EXACT) / max(1e-9, 1 - float(chances[known]))
            chances[known] = _EXACT
        names = self.weights.intents
        best_first = np.argsort(-chances, kind="stable")
        return tuple(Guess(intent=names[at], confidence=float(chances[at])) for at in best_first)

    def _clearest(self, parts: list[str], each: list[Chances]) -> Chances:
        """Of several sentences, the one that most clearly asks or wishes; with the whole, where that is clearer."""
        if len(parts) == 1:
            return each[0]
        telling = [at for at, name in enumerate(self.weights.intents) if name.startswith(_TELLING)]
        clear = [float(chances[telling].max(initial=0.0)) for chances in each]
        wanting = [at for at, part in enumerate(parts) if at and wants_something(part)]
        clearest = max(wanting or range(1, len(each)), key=lambda at: clear[at])
        return each[clearest] if clear[clearest] >= clear[0] else (each[0] + each[clearest]) / 2

    def _of_each(self, texts: list[str]) -> Chances:
        weights = self.weights
        vectors = turned(self.encode([plain(text) for text in texts]), weights.turn)
        votes = nearness(vectors, weights.vectors) @ weights.pull
        for at, text in enumerate(texts):
            indices, values = weigh_grams(count_grams(normal(text)), weights.rarity)
            votes[at] += values @ weights.by_gram[indices]
        chances = np.exp(_SHARPNESS * (votes - votes.max(axis=1, keepdims=True)).astype(np.float64))
        normed: Chances = chances / chances.sum(axis=1, keepdims=True)
        return normed


def turned(vectors: Vectors, turn: Vectors) -> Vectors:
    """Vectors in other, fewer directions, of length one again."""
    fewer: Vectors = vectors @ turn
    fewer /= np.linalg.norm(fewer, axis=1, keepdims=True)
    return fewer


def nearness(some: Vectors, others: Vectors) -> Vectors:
    """A Gaussian of the distance between vectors of length one: 1 for the same meaning, little for another."""
    near: Vectors = some @ others.T
    near -= 1
    near *= 2
    np.exp(near, out=near)
    return near


def weigh_grams(counts: dict[int, int], rarity: Vectors) -> tuple[NDArray[np.int64], Vectors]:
    """Counted n-grams as a vector of length one, the rare ones heavier."""
    indices = np.fromiter(counts, dtype=np.int64, count=len(counts))
    values = np.log1p(np.fromiter(counts.values(), dtype=np.float32, count=len(counts))) * rarity[indices]
    length = float(np.sqrt(values @ values))
    return indices, values / length if length else values
