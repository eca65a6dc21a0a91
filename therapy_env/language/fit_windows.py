"""Fitting the windows of words: stochastic gradient descent (Adam; Kingma & Ba 2015) from a fixed seed, in numpy.

All labels are learnt together, each turn teaching those that it is labelled for. Words are dropped at random, and so
are filters (Srivastava et al. 2014).

The same machine with the same number of threads gives the same windows. Another number of threads (the stored ones were
made with ``OPENBLAS_NUM_THREADS=1``) or another processor sums products in another order, which descent enlarges.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from therapy_env.language.windows import FILTERS, REACH, SIZE, Marks, Windows, meanings

Array = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

BATCH = 64
RATE = 3e-3
DROPPED_FILTERS, DROPPED_WORDS = 0.25, 0.1
DECAY = 1e-4
SEED = 0


class Lesson(Protocol):
    """Something that is learnt."""

    def teach(self, z: Array, rows: Ints, slope: Array) -> None:
        """Add to ``slope``, of the shape of the scores ``z``, the slope of the loss of the turns ``rows``."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of one label of several: its columns, each turn's label (-1: none), and what each turn counts."""

    columns: slice
    label: Ints
    weight: Array

    def teach(self, z: Array, rows: Ints, slope: Array) -> None:
        """Add the slope of the cross-entropy."""
        y = self.label[rows]
        told = np.flatnonzero(y >= 0)
        part = z[told, self.columns]
        p = np.exp(part - part.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        p[np.arange(len(told)), y[told]] -= 1.0
        slope[told, self.columns] += p * self.weight[rows][told, None]


@dataclass(frozen=True, slots=True)
class Grade:
    """Grades between 0 and 1: their columns, each turn's grades (turns, columns), and what each turn counts."""

    columns: slice
    grade: Array
    weight: Array

    def teach(self, z: Array, rows: Ints, slope: Array) -> None:
        """Add the slope of the cross-entropy of each grade."""
        p = 1.0 / (1.0 + np.exp(-z[:, self.columns]))
        slope[:, self.columns] += (p - self.grade[rows]) * self.weight[rows][:, None]


def _reach(marks: int) -> NDArray[np.float32]:
    """Return which numbers of a window each filter sees."""
    seen = np.ones((REACH, SIZE + marks, FILTERS), dtype=np.float32)
    for place in range(1, REACH):
        seen[place, :, : place * FILTERS // 4] = 0.0
    return seen.reshape(-1, FILTERS)


def fit_windows(
    orders: Sequence[NDArray[np.intp]],
    drawn: Callable[[np.random.Generator], Sequence[Ints]],
    lessons: Sequence[Lesson],
    views: int,
    epochs: int,
    marks: Sequence[Marks] | None = None,
) -> Windows:
    """Return windows that tell the labels.

    Args:
        orders: The words of every turn, as rows of meanings.
        drawn: What one pass goes through, in any order: turns that are shown together, by their places.
        lessons: What is learnt.
        views: Number of labels.
        epochs: Number of passes.
        marks: What is marked on the words of every turn, if anything is.
    """
    rng = np.random.default_rng(SEED)
    n_marks = 0 if marks is None else marks[0].shape[1]
    table, mask = meanings(), _reach(n_marks)
    at: dict[str, NDArray[np.float32]] = {
        "filters": (rng.normal(0.0, 1.0 / np.sqrt(2 * SIZE), mask.shape) * mask).astype(np.float32),
        "floor": np.zeros(FILTERS, dtype=np.float32),
        "views": rng.normal(0.0, 0.05, (FILTERS, views)).astype(np.float32),
        "base": np.zeros(views, dtype=np.float32),
    }
    mean = {name: np.zeros_like(value) for name, value in at.items()}
    square = {name: np.zeros_like(value) for name, value in at.items()}
    step = 0
    for _ in range(epochs):
        units = drawn(rng)
        shown = rng.permutation(len(units))
        steps = epochs * -(-len(units) // BATCH)
        for first in range(0, len(units), BATCH):
            rows = np.concatenate([units[i] for i in shown[first : first + BATCH]])
            # Two blanks after each turn, which are no window's first word, keep turns apart.
            ends = np.cumsum([len(orders[i]) + REACH - 1 for i in rows])
            starts = np.concatenate([[0], ends[:-1]])
            words = np.zeros(ends[-1] + REACH - 1, dtype=np.intp)
            said = np.ones(len(words), dtype=bool)
            said[np.concatenate([ends - 2, ends - 1, ends[-1] + np.arange(REACH - 1)])] = False
            words[said] = np.concatenate([orders[i] for i in rows])
            words[rng.random(len(words)) < DROPPED_WORDS] = 0
            seen = table[words]
            if marks is not None:
                marked = np.zeros((len(words), n_marks), dtype=np.float32)
                marked[said] = np.concatenate([marks[i] for i in rows])
                seen = np.hstack((seen, marked))
            window = np.concatenate([seen[:-2], seen[1:-1], seen[2:]], axis=1)
            each = window @ at["filters"] + at["floor"]
            each[~said[: len(each)]] = -np.inf
            best = np.maximum.reduceat(each, starts, axis=0)
            kept = (rng.random(best.shape) >= DROPPED_FILTERS) / np.float32(1.0 - DROPPED_FILTERS)
            strongest = (np.maximum(best, 0.0) * kept).astype(np.float32)
            z = strongest @ at["views"] + at["base"]
            slope = np.zeros_like(z)
            for lesson in lessons:
                lesson.teach(z, rows, slope)
            slope /= len(rows)
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
    filters = at["filters"].reshape(REACH, SIZE + n_marks, FILTERS).transpose(1, 0, 2)
    return Windows(filters.reshape(SIZE + n_marks, REACH * FILTERS), at["floor"], at["views"], at["base"])
