"""What words are alike: small word vectors, so that a paraphrase is seen to take up what was said.

``weights/words.npz`` holds 30,000 English words with vectors of 32 bytes, reduced from GloVe (Pennington, Socher &
Manning 2014; public domain): centred, without the two directions that all words share, the 32 strongest kept, each
vector of length 1.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

PATH = Path(__file__).parent / "weights" / "words.npz"
SIZE = 32
"""Numbers a word."""


@lru_cache(maxsize=1)
def _loaded() -> tuple[dict[str, int], NDArray[np.float32]]:
    with np.load(PATH) as stored:
        words = stored["words"].tobytes().decode("ascii").split("\n")
        table = np.zeros((len(words) + 1, SIZE), dtype=np.float32)
        table[1:] = stored["vectors"].astype(np.float32) / 127.0
    return {word: i for i, word in enumerate(words, 1)}, table


def vectors() -> NDArray[np.float32]:
    """Return the vectors, a row a word; row 0 is for words that have none."""
    return _loaded()[1]


def row_of(word: str) -> int:
    """Return the row of a lower-case word; 0 if it has no vector."""
    places = _loaded()[0]
    found = places.get(word)
    if found is None:
        found = places.get(word.partition("'")[0], 0)
    return found
