"""Kernel ridge regression over a Gaussian of sentence vectors and shared n-grams, for tens of thousands of phrases.

The kernel of n phrases is never held whole in single precision: its lower half stands in half precision, block by block
(n² bytes), the n-grams stay sparse, and the weights come by conjugate gradients. Some of the phrases, evenly taken,
stand for all in the preconditioner (Nyström; Frangella, Tropp and Udell, "Randomized Nyström Preconditioning", 2023),
so that a dozen rounds suffice where a factorisation would take n³/3 operations.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from intents.scores import Vectors, nearness

Halves = NDArray[np.float16]
Indices = NDArray[np.int64]

_BLOCK = 1024
_LANDMARKS = 512
_CLOSE_ENOUGH = 0.01
"""What is left of the error, relative to the start: less moves no vote by as much as the phrases disagree."""
_MOST_ROUNDS = 60
_AT_ONCE = 1 << 21
"""Numbers gathered at a time from a dense matrix: they stay in the processor's cache."""


@dataclass(frozen=True, eq=False)
class Sparse:
    """A matrix of few numbers, row after row: those of row i stand from starts[i] to starts[i + 1]."""

    values: Vectors
    columns: Indices
    starts: Indices
    width: int

    @classmethod
    def of(cls, rows: Sequence[tuple[Indices, Vectors]], width: int) -> Sparse:
        """From the columns and the values of each row."""
        starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        columns = np.concatenate([columns for columns, _ in rows])
        return cls(np.concatenate([values for _, values in rows]), columns, starts, width)

    def transposed(self) -> Sparse:
        """Its columns as rows."""
        rows = np.repeat(np.arange(len(self.starts) - 1), np.diff(self.starts))
        order = np.argsort(self.columns, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(self.columns, minlength=self.width))])
        return Sparse(self.values[order], rows[order], starts, len(self.starts) - 1)

    def __matmul__(self, dense: Vectors) -> Vectors:
        height = len(self.starts) - 1
        out = np.zeros((height, dense.shape[1]), dtype=np.float32)
        fits = max(1, _AT_ONCE // dense.shape[1])
        first = 0
        while first < height:
            last = max(first + 1, int(np.searchsorted(self.starts, self.starts[first] + fits, side="right")) - 1)
            within = slice(self.starts[first], self.starts[last])
            filled = first + np.flatnonzero(np.diff(self.starts[first : last + 1]))
            if len(filled):
                terms = dense[self.columns[within]]
                terms *= self.values[within, None]
                out[filled] = np.add.reduceat(terms, self.starts[filled] - self.starts[first], axis=0)
            first = last
        return out


@dataclass(frozen=True, eq=False)
class Kernel:
    """How near each phrase is to each: by its vector, and, weighed by `share`, by its n-grams."""

    vectors: Vectors
    grams: Sparse
    share: float
    smoothing: float

    def solved(self, wanted: Vectors) -> Vectors:
        """What the kernel, its diagonal raised by the smoothing, has to be multiplied by to give what is wanted."""
        blocks, by_gram = self._blocks(), self.grams.transposed()
        nearly_solved = self._preconditioner()
        solved, left = np.zeros_like(wanted), wanted.copy()
        most = _CLOSE_ENOUGH * np.linalg.norm(left, axis=0)
        toward = nearly_solved(left)
        step, gained = toward, (left * toward).sum(axis=0)
        for _ in range(_MOST_ROUNDS):
            moved = self._times(step, blocks, by_gram)
            along = gained / np.maximum((step * moved).sum(axis=0), np.finfo(np.float32).tiny)
            solved += along * step
            left -= along * moved
            if (np.linalg.norm(left, axis=0) <= most).all():
                break
            toward = nearly_solved(left)
            before, gained = gained, (left * toward).sum(axis=0)
            step = toward + gained / np.maximum(before, np.finfo(np.float32).tiny) * step
        return solved

    def _blocks(self) -> list[list[Halves]]:
        rows = [self.vectors[at : at + _BLOCK] for at in range(0, len(self.vectors), _BLOCK)]
        return [[nearness(row, other).astype(np.float16) for other in rows[: at + 1]] for at, row in enumerate(rows)]

    def _times(self, some: Vectors, blocks: list[list[Halves]], by_gram: Sparse) -> Vectors:
        out = self.smoothing * some + self.share * (self.grams @ (by_gram @ some))
        for at, row in enumerate(blocks):
            here = slice(at * _BLOCK, (at + 1) * _BLOCK)
            for other, half in enumerate(row):
                block, there = half.astype(np.float32), slice(other * _BLOCK, (other + 1) * _BLOCK)
                out[here] += block @ some[there]
                if other < at:
                    out[there] += block.T @ some[here]
        return out

    def _preconditioner(self) -> Callable[[Vectors], Vectors]:
        """Solves for a kernel in which the landmarks stand for all, and no n-gram is shared; by Woodbury's identity."""
        size, smoothing = len(self.vectors), self.smoothing + self.share
        landmarks = np.unique(np.linspace(0, size - 1, min(size, _LANDMARKS)).astype(np.int64))
        to_landmarks = nearness(self.vectors, self.vectors[landmarks])
        inner = (to_landmarks.T @ to_landmarks + smoothing * to_landmarks[landmarks]).astype(np.float64)
        inner[np.diag_indices_from(inner)] *= 1 + 1e-6  # what rounding took
        root = np.linalg.inv(np.linalg.cholesky(inner)).astype(np.float32)

        def nearly_solved(some: Vectors) -> Vectors:
            stood_for = to_landmarks @ (root.T @ (root @ (to_landmarks.T @ some)))
            return np.asarray((some - stood_for) / smoothing, dtype=np.float32)

        return nearly_solved
