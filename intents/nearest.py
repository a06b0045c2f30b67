"""Which phrases are nearest to a text in meaning, and the overmatch gate: no intent may hold another's phrase."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from intents import train
from intents.catalogue import Catalogue
from intents.check import SHORTEST, Mistake, Place, places, words_of
from intents.explained import ruled_away, starts
from intents.respelling import Counts, Spelling
from intents.scores import Encode, Vectors, Weights, turned
from intents.text import normal, plain

NEIGHBOURS: Final = 3
"""One neighbour may be chance; three in the same intent are a neighbourhood."""
MEANING: Final = 0.15
"""How much nearer (of 1) another intent's phrases must be in meaning for a phrase to be held by it, and …"""
LETTERS: Final = 10.0
"""… how much nearer (of 100) in its words: one of the two alone is a theme, or a turn of phrase, that both share."""
_BLOCK = 512
_PROBES = 4


@dataclass(frozen=True)
class Near:
    """A phrase of the catalogue, and how near it is to a text, at most 1."""

    place: Place
    nearness: float


@dataclass(frozen=True, eq=False)
class Meanings:
    """What phrases mean, a row each, in the directions that tell them apart (train.py)."""

    rows: Vectors
    turn: Vectors


def meanings(texts: Sequence[str], encode: Encode, weights: Weights | None = None) -> Meanings:
    """What each text means; what weights of before know already is not encoded again."""
    if weights is None or not _agree(weights, texts, encode):
        vectors = _encoded(texts, encode, Spelling(Counts.of(map(plain, texts)), knows=bool))
        turn = train.telling_directions(vectors)
        return Meanings(turned(vectors, turn), turn)
    spelling, turn = Spelling(weights.counts, knows=bool), weights.turn
    known = dict(zip(weights.phrases, weights.vectors, strict=True))
    words = [normal(spelling(text)) for text in texts]
    new = list(dict.fromkeys(text for text, its in zip(texts, words, strict=True) if its not in known))
    encoded = dict(zip(new, turned(_encoded(new, encode, spelling), turn), strict=True)) if new else {}
    rows = [known[its] if its in known else encoded[text] for text, its in zip(texts, words, strict=True)]
    return Meanings(np.array(rows, dtype=np.float32), turn)


def nearest(text: str, catalogue: Catalogue, known: Meanings, encode: Encode, *, most: int = 5) -> list[Near]:
    """The phrases nearest to a text in meaning, the nearest first; `known` is of those of `places(catalogue)`."""
    alike = known.rows @ turned(encode([plain(text)]), known.turn)[0]
    standing = places(catalogue)
    return [Near(standing[at], float(alike[at])) for at in np.argsort(-alike)[:most]]


def overmatched(catalogue: Catalogue, vectors: Vectors) -> Iterator[Mistake]:
    """The phrases that, themselves apart, another intent's phrases are nearer to than their own intent's.

    `vectors` are those of `places(catalogue)`. Neighbours of which one names the other as `unlike` are forgiven: they
    share words, and whoever wrote the list knows what tells them apart. A wish that the rules deny never is.
    """
    standing = places(catalogue)
    words = [words_of(place.text) for place in standing]
    names = [intent.intent for intent in catalogue]
    begins = np.cumsum([0, *(len(intent.phrases.fr) + len(intent.phrases.en) for intent in catalogue)])
    known = {frozenset((intent.intent, other.intent)) for intent in catalogue for other in intent.unlike}
    for at, rival, gap in _pulled(vectors, begins):
        place, there = standing[at], slice(begins[rival], begins[rival + 1])
        own = int(np.searchsorted(begins, at, side="right")) - 1
        denied = starts(place.intent) and ruled_away(place.intent, place.text) is not None
        told_apart = frozenset((place.intent, names[rival])) in known and not denied
        forgiven = told_apart or len(words[at].split()) < SHORTEST
        mine = [*words[begins[own] : at], *words[at + 1 : begins[own + 1]]]
        if not forgiven and _letters(words[at], words[there]) - _letters(words[at], mine) > LETTERS:
            what = f"is nearer to {names[rival]} (by {gap:.2f}), as {_alike(words[at], standing[there]).text!r}"
            remedy = f"Say more plainly what it asks, or move it; or name {names[rival]} below `unlike:`, and why."
            yield place.mistake(what, remedy)


def _pulled(vectors: Vectors, begins: NDArray[np.int64]) -> Iterator[tuple[int, int, float]]:
    """Each phrase that another intent is nearer to in meaning: the phrase, that intent, and by how much."""
    for start in range(0, len(vectors), _BLOCK):
        alike = vectors[start : start + _BLOCK] @ vectors.T
        rows = np.arange(len(alike))
        alike[rows, start + rows] = -1.0  # itself apart
        means = np.stack([_mean_of_best(alike[:, a:b]) for a, b in pairwise(begins)], axis=1)
        own = np.searchsorted(begins, start + rows, side="right") - 1
        mine = means[rows, own].copy()
        means[rows, own] = -1.0
        gaps = means.max(axis=1) - mine
        for row in np.flatnonzero(gaps > MEANING):
            yield start + int(row), int(means[row].argmax()), float(gaps[row])


def _mean_of_best(alike: Vectors) -> Vectors:
    most = min(NEIGHBOURS, alike.shape[1])
    best: Vectors = np.partition(alike, -most, axis=1)[:, -most:].mean(axis=1)
    return best


def _letters(words: str, others: Sequence[str]) -> float:
    best = process.extract(words, others, scorer=fuzz.token_sort_ratio, limit=NEIGHBOURS)
    return sum(score for _, score, _ in best) / max(1, len(best))


def _alike(words: str, others: Sequence[Place]) -> Place:
    return max(others, key=lambda place: fuzz.token_sort_ratio(words, words_of(place.text)))


def _encoded(texts: Sequence[str], encode: Encode, spelling: Spelling) -> Vectors:
    """What texts mean as they are learned: the same with weights and without, or findings would come and go."""
    return encode([plain(spelling(text)) for text in texts])


def _agree(weights: Weights, texts: Sequence[str], encode: Encode) -> bool:
    """Does this encoder say of some texts what the weights say? They may be of another one."""
    spelling = Spelling(weights.counts, knows=bool)
    known = dict(zip(weights.phrases, weights.vectors, strict=True))
    words = ((text, normal(spelling(text))) for text in texts)
    probes = dict(islice(((text, its) for text, its in words if its in known), _PROBES))
    if not probes:
        return False
    now = turned(_encoded(list(probes), encode, spelling), weights.turn)
    return bool(np.allclose(now, [known[its] for its in probes.values()], atol=0.01))
