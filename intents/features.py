"""A text as counted n-grams of letters and of words, each hashed to a number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from zlib import crc32

GRAMS = 1 << 14


def count_grams(text: str) -> dict[int, int]:
    """How often each n-gram stands in a text in its normal form."""
    return Counter(crc32(gram.encode()) % GRAMS for gram in _grams(text))


def _grams(text: str) -> Iterator[str]:
    words = text.split()
    for word in words:
        yield f"w:{word}"
        padded = f" {word} "
        for size in (3, 4, 5):
            for start in range(max(1, len(padded) - size + 1)):
                yield padded[start : start + size]
    for first, second in pairwise(words):
        yield f"w:{first} {second}"
