from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from intents import kernel
from intents.kernel import Kernel, Sparse
from intents.scores import Vectors, nearness

WIDTH = 7
Rows = list[dict[int, float]]
rows = st.lists(st.dictionaries(st.integers(0, WIDTH - 1), st.floats(-2, 2, width=32), max_size=WIDTH), min_size=1)


def sparse(told: Rows) -> tuple[Sparse, Vectors]:
    """The same matrix twice: of few numbers, and written out."""
    dense = np.zeros((len(told), WIDTH), dtype=np.float32)
    for at, row in enumerate(told):
        for column, value in row.items():
            dense[at, column] = value
    pairs = [(np.array(list(row), dtype=np.int64), np.array(list(row.values()), dtype=np.float32)) for row in told]
    return Sparse.of(pairs, WIDTH), dense


@given(rows)
def test_a_matrix_of_few_numbers_multiplies_as_one_written_out(told: Rows) -> None:
    some, dense = sparse(told)
    by = np.random.default_rng(0).normal(size=(WIDTH, 3)).astype(np.float32)
    assert np.allclose(some @ by, dense @ by, atol=1e-4)


@given(rows)
def test_its_columns_as_rows(told: Rows) -> None:
    some, dense = sparse(told)
    by = np.random.default_rng(0).normal(size=(len(told), 2)).astype(np.float32)
    assert np.allclose(some.transposed() @ by, dense.T @ by, atol=1e-4)


def test_many_rows_are_multiplied_a_piece_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    some, dense = sparse([{at % WIDTH: 1.0, (at * 3 + 1) % WIDTH: 0.5} for at in range(100)])
    by = np.random.default_rng(0).normal(size=(WIDTH, 3)).astype(np.float32)
    monkeypatch.setattr(kernel, "_AT_ONCE", 8)
    assert np.allclose(some @ by, dense @ by, atol=1e-4)


@pytest.mark.parametrize(("landmarks", "block"), [(512, 1024), (20, 64)])
def test_solved_as_by_a_solver_that_holds_the_kernel_whole(
    monkeypatch: pytest.MonkeyPatch, landmarks: int, block: int
) -> None:
    monkeypatch.setattr(kernel, "_LANDMARKS", landmarks)
    monkeypatch.setattr(kernel, "_BLOCK", block)
    chance = np.random.default_rng(1)
    vectors = chance.normal(size=(300, 16)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    grams, dense = sparse([{int(at): 1.0 for at in chance.choice(WIDTH, 3, replace=False)} for _ in range(300)])
    wanted = np.eye(4, dtype=np.float32)[chance.integers(0, 4, 300)]
    whole = nearness(vectors, vectors) + 0.15 * dense @ dense.T + 0.2 * np.eye(300, dtype=np.float32)
    got = Kernel(vectors, grams, share=0.15, smoothing=0.2).solved(wanted)
    left = np.linalg.norm(whole @ got - wanted, axis=0) / np.linalg.norm(wanted, axis=0)
    assert left.max() < 0.03, "half precision, and an error of one in a hundred that is let stand"


def test_phrases_that_are_all_the_same_can_be_solved() -> None:
    vectors = np.tile(np.eye(1, 8, dtype=np.float32), (5, 1))
    grams, _ = sparse([{0: 1.0}] * 5)
    got = Kernel(vectors, grams, share=0.15, smoothing=0.2).solved(np.ones((5, 1), dtype=np.float32))
    assert np.allclose(got, 1 / (5 * 1.15 + 0.2), rtol=0.02)
