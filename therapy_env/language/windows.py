"""Windows of words: what up to three words that follow one another say together, wherever in the turn they stand.

Each of a few hundred filters gives a number to every window of one to three words, by the meaning of the words and by
what is marked on them; the highest number in the turn is what counts, so that the rest of a long turn does not dilute
it. Labels are linear in these. This is a convolutional network of one layer (Kim 2014). It sees words as meanings
alone; the readers' linear heads see cues and words as such, and the two err differently: their scores are added.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from therapy_env.language.word_vectors import Words, load_words, place

PATH = Path(__file__).parent / "weights" / "meanings.npz"
"""Meanings of words: ``words``, the commonest first, and ``vectors``, a row of bytes a word."""

SIZE = 128
"""Numbers a word."""

LENGTH = 4.0
"""Length of a word's vector."""

FILTERS = 384
REACH = 3
"""Words of the longest window. A quarter of the filters sees one word, a quarter two, the others all three."""

Marks = NDArray[np.float32]
"""What is known of the words besides their meaning: a row a word, a column a mark."""


class Windows(NamedTuple):
    """What windows of words say."""

    filters: NDArray[np.float32]
    """A row a number of a word, then a row a mark; for each place in a window a column a filter."""
    floor: NDArray[np.float32]
    views: NDArray[np.float32]
    """A row a filter, a column a label."""
    base: NDArray[np.float32]

    def scores(self, order: Sequence[int], marks: Marks | None = None) -> NDArray[np.float32]:
        """Return the score of each label for words in their order.

        Args:
            order: The words, as rows of :func:`meanings`.
            marks: What is marked on them, if these windows see marks.
        """
        n = len(order)
        seen = np.zeros((n + REACH - 1, REACH * FILTERS), dtype=np.float32)
        words = meanings().take(order, axis=0)
        seen[:n] = (words if marks is None else np.hstack((words, marks))) @ self.filters
        each = seen[:n, :FILTERS] + seen[1 : n + 1, FILTERS : 2 * FILTERS]
        each += seen[2:, 2 * FILTERS :]
        strongest = np.maximum(each.max(axis=0) + self.floor, 0.0)
        return np.asarray(strongest @ self.views + self.base, dtype=np.float32)

    def times(self, share: float) -> Windows:
        """Return windows that say the same, ``share`` times as loud."""
        return self._replace(views=share * self.views, base=share * self.base)

    def named(self, name: str) -> dict[str, NDArray[np.float32]]:
        """Return the arrays, each under its name after ``name``."""
        return {f"{name}_{part}": array for part, array in self._asdict().items()}


def silent(views: int, marks: int = 0) -> Windows:
    """Return windows that say nothing."""
    return Windows(
        np.zeros((SIZE + marks, REACH * FILTERS), dtype=np.float32),
        np.zeros(FILTERS, dtype=np.float32),
        np.zeros((FILTERS, views), dtype=np.float32),
        np.zeros(views, dtype=np.float32),
    )


@lru_cache(maxsize=1)
def _loaded() -> Words:
    places, table = load_words(PATH)
    lengths: NDArray[Any] = np.sqrt((table * table).sum(axis=1, keepdims=True))
    return places, table * (LENGTH / np.maximum(lengths, 1.0))


def meanings() -> NDArray[np.float32]:
    """Return the meanings, a row a word; row 0 is for ends of sentences and for words whose meaning is not known."""
    return _loaded()[1]


def meaning_of(word: str) -> int:
    """Return the row of a lower-case word; 0 if its meaning is not known."""
    return place(word, _loaded()[0])
