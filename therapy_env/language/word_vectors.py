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


Words = tuple[dict[str, int], NDArray[np.float32]]
"""Row of each word, and vectors, a row a word; row 0 is for words that have none."""


def load_words(path: Path) -> Words:
    """Return the words of a file with ``words`` and ``vectors``, a row of bytes a word, as they are stored."""
    with np.load(path, allow_pickle=False) as stored:
        words: list[str] = stored["words"].tobytes().decode("ascii").split("\n")
        table = np.zeros((len(words) + 1, stored["vectors"].shape[1]), dtype=np.float32)
        table[1:] = stored["vectors"]
    return {word: i for i, word in enumerate(words, 1)}, table


def place(word: str, places: dict[str, int]) -> int:
    """Return the row of a lower-case word, or of what stands before its apostrophe; 0 if there is neither."""
    found = places.get(word)
    return places.get(word.partition("'")[0], 0) if found is None else found


@lru_cache(maxsize=1)
def _loaded() -> Words:
    places, table = load_words(PATH)
    return places, table / np.float32(127.0)


def vectors() -> NDArray[np.float32]:
    """Return the vectors, a row a word; row 0 is for words that have none."""
    return _loaded()[1]


def row_of(word: str) -> int:
    """Return the row of a lower-case word; 0 if it has no vector."""
    return place(word, _loaded()[0])
