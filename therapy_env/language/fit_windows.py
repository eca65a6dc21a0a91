"""Fitting the windows of words: stochastic gradient descent (Adam; Kingma & Ba 2015) from a fixed seed, in numpy.

All labels are learnt together, each turn teaching those that it is labelled for. A turn is at times shown with plain
turns around it, words are dropped at random, and so are filters (Srivastava et al. 2014).

The same machine with the same number of threads gives the same windows. Another number of threads (the stored ones were
made with ``OPENBLAS_NUM_THREADS=1``) or another processor sums products in another order, which descent enlarges.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from therapy_env.language.sensing_windows import FILTERS, REACH, SIZE, Windows, meanings

Array = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

EPOCHS = 26
BATCH = 64
RATE = 3e-3
DROPPED_FILTERS, DROPPED_WORDS = 0.2, 0.1
DECAY = 1e-4
SEED = 0


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is learnt for one group of labels: its columns, each turn's label (-1: none), and what each turn counts."""

    columns: slice
    label: Ints
    weight: Array


@dataclass(frozen=True, slots=True)
class Grade:
    """What is learnt of a grade between 0 and 1: its column, each turn's grade, and what each turn counts."""

    column: int
    grade: Array
    weight: Array


def _reach() -> NDArray[np.float32]:
    """Return which numbers of a window each filter sees."""
    seen = np.ones((REACH, SIZE, FILTERS), dtype=np.float32)
    for place in range(1, REACH):
        seen[place, :, : place * FILTERS // 4] = 0.0
    return seen.reshape(REACH * SIZE, FILTERS)


def _slope(z: Array, rows: Ints, lessons: Sequence[Lesson], grade: Grade) -> NDArray[np.float32]:
    """Return the slope of the loss in the scores of some turns."""
    slope = np.zeros_like(z)
    for one in lessons:
        y = one.label[rows]
        told = np.flatnonzero(y >= 0)
        part = z[told, one.columns]
        p = np.exp(part - part.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        p[np.arange(len(told)), y[told]] -= 1.0
        slope[told, one.columns] = p * one.weight[rows][told, None]
    p = 1.0 / (1.0 + np.exp(-z[:, grade.column]))
    slope[:, grade.column] = (p - grade.grade[rows]) * grade.weight[rows]
    return np.asarray(slope / len(rows), dtype=np.float32)


def fit_windows(
    orders: Sequence[NDArray[np.intp]], kinds: Sequence[Ints], lessons: Sequence[Lesson], grade: Grade, views: int
) -> Windows:
    """Return windows that tell the labels.

    Args:
        orders: The words of every turn, as rows of meanings.
        kinds: Which turns one pass goes through: of each array, a column, drawn anew for each row.
        lessons: What is learnt.
        grade: And of which grade.
        views: Number of labels.
    """
    rng = np.random.default_rng(SEED)
    table, mask = meanings(), _reach()
    at: dict[str, NDArray[np.float32]] = {
        "filters": (rng.normal(0.0, 1.0 / np.sqrt(2 * SIZE), mask.shape) * mask).astype(np.float32),
        "floor": np.zeros(FILTERS, dtype=np.float32),
        "views": rng.normal(0.0, 0.05, (FILTERS, views)).astype(np.float32),
        "base": np.zeros(views, dtype=np.float32),
    }
    mean = {name: np.zeros_like(value) for name, value in at.items()}
    square = {name: np.zeros_like(value) for name, value in at.items()}
    n = sum(len(kind) for kind in kinds)
    step, steps = 0, EPOCHS * ((n + BATCH - 1) // BATCH)
    for _ in range(EPOCHS):
        drawn = [kind[np.arange(len(kind)), rng.integers(kind.shape[1], size=len(kind))] for kind in kinds]
        shown = rng.permutation(np.concatenate(drawn))
        for first in range(0, n, BATCH):
            rows = shown[first : first + BATCH]
            # Two blanks after each turn, which are no window's first word, keep turns apart.
            ends = np.cumsum([len(orders[i]) + REACH - 1 for i in rows])
            starts = np.concatenate([[0], ends[:-1]])
            words = np.concatenate([part for i in rows for part in (orders[i], np.zeros(REACH - 1, dtype=np.intp))])
            words[rng.random(len(words)) < DROPPED_WORDS] = 0
            blank = np.concatenate([ends - 2, ends - 1])
            seen = table[np.concatenate([words, [0, 0]])]
            window = np.concatenate([seen[:-2], seen[1:-1], seen[2:]], axis=1)
            each = window @ at["filters"] + at["floor"]
            each[blank] = -np.inf
            best = np.maximum.reduceat(each, starts, axis=0)
            kept = (rng.random(best.shape) >= DROPPED_FILTERS) / np.float32(1.0 - DROPPED_FILTERS)
            strongest = (np.maximum(best, 0.0) * kept).astype(np.float32)
            slope = _slope(strongest @ at["views"] + at["base"], rows, lessons, grade)
            learns = ((slope @ at["views"].T) * kept * (best > 0.0)).astype(np.float32)
            turn = np.repeat(np.arange(len(rows)), ends - starts)
            inner = (each == best[turn]) * learns[turn]
            gradient = {
                "filters": (window.T @ inner) * mask + DECAY * at["filters"],
                "floor": inner.sum(axis=0),
                "views": strongest.T @ slope + DECAY * at["views"],
                "base": slope.sum(axis=0),
            }
            step += 1
            rate = RATE * (1.0 - step / steps) + 1e-5
            for name, g in gradient.items():
                mean[name] = 0.9 * mean[name] + 0.1 * g
                square[name] = 0.999 * square[name] + 0.001 * g * g
                size = np.sqrt(square[name] / (1.0 - 0.999**step)) + 1e-8
                at[name] = (at[name] - rate * (mean[name] / (1.0 - 0.9**step)) / size).astype(np.float32)
    filters = at["filters"].reshape(REACH, SIZE, FILTERS).transpose(1, 0, 2).reshape(SIZE, REACH * FILTERS)
    return Windows(filters, at["floor"], at["views"], at["base"])
