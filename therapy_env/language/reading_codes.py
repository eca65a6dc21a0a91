"""The code schemes of others beside the acts: AnnoMI's four therapist behaviours and BOLT's thirteen.

They see more of the wording than the acts do (character n-grams, the last sentence by itself), and what the reading
made of the turn (its measures, acts and uptake among them), since they are only asked for when a file is read. AnnoMI's
classes are read twice and averaged: from all this, and from the surface of the turn (its words and letters with the
marks between, each by its rarity).
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from therapy_env.language.reading_sentence import NAMES, WORDS_AT, word_rows
from therapy_env.language.reading_signs import Signs
from therapy_env.language.word_vectors import SIZE

CHAR_BITS, TABLE_BITS = 14, 13
_N = len(NAMES)
LAST_AT = _N
HASHED_AT = 2 * _N
CHARS_AT = HASHED_AT + (1 << TABLE_BITS)
DENSE_AT = CHARS_AT + (1 << CHAR_BITS)
SHAPE_AT = DENSE_AT + SIZE
MEASURES_AT = SHAPE_AT + 10
"""Features: named ones of the turn, of its last sentence, hashed words and frames, characters, vectors, shape; then the
measures of the whole turn."""
SURFACE_BITS = 15
LETTERS_AT = 1 << SURFACE_BITS
SURFACE = 2 << SURFACE_BITS
"""Features of the surface: hashed word 1-3-grams, then hashed character 2-6-grams."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[?!.,]|[-—–]+")

Codes = tuple[NDArray[np.int64], NDArray[np.float64]]


def _normed(indices: NDArray[np.int64], scale: float) -> Codes:
    """Return distinct indices with damped counts, of length ``scale`` together."""
    found, count = np.unique(indices, return_counts=True)
    values = 1.0 + np.log(count)
    return found, scale * values / max(1e-9, float(np.sqrt(values @ values)))


def _characters(signs: Signs) -> NDArray[np.int64]:
    crc, mask = zlib.crc32, (1 << CHAR_BITS) - 1
    found: list[int] = []
    for said in signs.sentences:
        for word in said.words:
            raw = f" {word} ".encode()
            for n in (2, 3, 4, 5):
                found += [crc(raw[i : i + n]) & mask for i in range(max(1, len(raw) - n + 1))]
    return np.array(found, dtype=np.int64)


def surface_features(text: str) -> Codes:
    """Return word 1-3-grams and character 2-6-grams of a *normalised* text, marks and both ends too, damped counts."""
    crc, mask = zlib.crc32, LETTERS_AT - 1
    words = ["<", *_WORD.findall(text), ">"]
    found = [crc(" ".join(words[i : i + n]).encode()) & mask for n in (1, 2, 3) for i in range(len(words) - n + 1)]
    raw = text.encode()
    found += [(crc(raw[i : i + n]) & mask) + LETTERS_AT for n in range(2, 7) for i in range(len(raw) - n + 1)]
    places, counts = np.unique(np.array(found, dtype=np.int64), return_counts=True)
    return places, 1.0 + np.log(counts)


def code_features(signs: Signs, measured: Sequence[float]) -> Codes:
    """Return indices and values of the features of a turn; ``measured`` are its measures."""
    n = len(signs.sentences)
    named: list[int] = []
    for said, row in zip(signs.sentences, signs.context, strict=True):
        named += (*said.cues, *row)
    last = [*signs.sentences[-1].cues, *signs.context[-1]]
    hashed = [row for said in signs.sentences for row in word_rows(said.codes)]
    hashed += [row for frame in signs.frames for row in frame]
    q = signs.quality
    asks = [said.asks for said in signs.sentences]
    shape = [
        min(3.0, math.log1p(signs.words)), math.log1p(n), q["overlap"], q["near"], q["echo"], q["shared"],
        float(any(asks)), float(asks[-1]), float(sum(asks) > 1), float(not signs.patient or signs.patient.words < 4),
    ]  # fmt: skip
    places, counts = np.unique(np.array(named, dtype=np.int64), return_counts=True)
    words, word_values = _normed((np.array(hashed, dtype=np.int64) - WORDS_AT) & ((1 << TABLE_BITS) - 1), 1.4)
    characters, character_values = _normed(_characters(signs), 1.0)
    mean = signs.dense.sum(axis=0) / math.sqrt(n)
    return (
        np.concatenate(
            (
                places,
                np.array(last, dtype=np.int64) + LAST_AT,
                words + HASHED_AT,
                characters + CHARS_AT,
                np.arange(DENSE_AT, MEASURES_AT + len(measured)),
            )
        ),
        np.concatenate(
            (
                0.3 * counts / math.sqrt(n),
                np.full(len(last), 0.3),
                word_values,
                character_values,
                0.5 * mean,
                shape,
                measured,
            )
        ),
    )


def code_scores(found: Codes, weights: NDArray[Any], bias: NDArray[Any]) -> NDArray[np.float64]:
    """Return the scores of the classes of a code scheme."""
    indices, values = found
    return np.asarray(values @ weights[indices] + bias)


def by_rarity(found: Codes, rarity: NDArray[Any]) -> Codes:
    """Return the features of a surface by rarity: words together and letters together of length 1 each."""
    indices, counts = found
    values = counts * rarity[indices]
    cut = int(np.searchsorted(indices, LETTERS_AT))
    for part in (values[:cut], values[cut:]):
        part /= max(1e-9, float(np.sqrt(part @ part)))
    return indices, values
