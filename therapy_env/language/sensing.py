"""Sensing: what a patient's turn shows, read from its words alone.

Word groups, a few patterns, hashed words, word pairs and stems (rarer ones count for more), and the mean of the word
vectors feed linear heads twice: once for the turn as a whole, once sentence by sentence, where the sentence that speaks
most for a label counts. So a belief that is voiced in one sentence is found inside a longer turn. Windows of words add
what up to three words say together by their meaning. Talk is told by runs of letters besides. Nothing but the text is
seen; the hidden state is not reachable from here.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from therapy_env.cues import DELUSIONS, DISTORTIONS, PatientReading
from therapy_env.language.features import normalised
from therapy_env.language.sensing_features import (
    BITS,
    FIRST_PATTERN,
    GROUPS,
    LETTER_BITS,
    NAMES,
    PATTERNS,
    SHAPE,
    look,
)
from therapy_env.language.windows import Windows, silent
from therapy_env.language.word_vectors import SIZE, vectors

PATH = Path(__file__).parent / "weights" / "sensing.npz"

HASHED_SCALE = 3.0
"""Value of the hashed features together (their Euclidean length); a cue has the value 1."""

MEANING_SCALE = 2.0
"""Value of the mean word vector (its Euclidean length)."""

DAMPED = 4.0
"""Added to squared lengths before they are made equal, so that one word alone counts for less than many that agree."""

LETTER_SCALE = 3.0

COMMON = 60.0
"""Rank, by how common words are, from which on a word counts more than half in the mean of word vectors."""

HEADS: dict[str, tuple[str, ...]] = {
    "talk": ("change", "neutral", "sustain"),
    "distortion": (*DISTORTIONS, "none"),
    "delusion": (*DELUSIONS, "none"),
    "rupture": ("none", "withdrawal", "confrontation"),
    "risk": ("none", "passive", "active"),
}
"""Labels of each head, in the order of its columns."""

REST: dict[str, str] = {head: "neutral" if head == "talk" else "none" for head in HEADS}
"""The label of each head that sentences are measured against."""

COLUMNS: dict[tuple[str, str], int] = {
    key: i for i, key in enumerate((head, label) for head, labels in HEADS.items() for label in labels)
}
"""Column of a head's label in the weights."""

AROUSAL = len(COLUMNS)
WIDTH = AROUSAL + 1

VIEWS = WIDTH + len(HEADS["talk"])
"""Labels that windows of words tell: all, then those of the second talk head."""

N_CUES = len(NAMES)
MEANING = N_CUES + (1 << BITS)
"""First of the features that are the mean word vector."""

N_FEATURES = MEANING + SIZE
"""Features of a turn, and of a sentence: the weights have a row for each of the two."""


_UNIQUE = {label: key for key in COLUMNS for label in [key[1]] if label != "none"}

SENTENCE_SHARE = 0.7
"""Share of a hand-written weight that the sentence has; the turn has the rest."""


def column(label: str) -> int:
    """Return the column of a label as cues name it: ``change``, ``risk:none``, ``arousal``."""
    if label == "arousal":
        return AROUSAL
    head, _, name = label.rpartition(":")
    return COLUMNS[(head, name) if head else _UNIQUE[label]]


class Weights(NamedTuple):
    """All heads in one matrix: a row a feature of the turn, then a row a feature of a sentence; a column a label.

    Within a head the rows of sentences are relative to the head's :data:`REST`, whose column is 0 there.
    """

    matrix: NDArray[np.floating[Any]]
    bias: NDArray[np.floating[Any]]
    rarity: NDArray[np.float32]
    """What each hashed place counts for before the length is made equal: more the rarer it is, 0 if never met twice."""
    annomi: NDArray[np.float32]
    """A second talk head, of the turn as a whole, and a last column that tells how far the second one counts."""
    annomi_bias: NDArray[np.float32]
    letters: NDArray[np.float32]
    """Of the second talk head: a row a hashed run of letters, a column a label of talk."""
    letter_rarity: NDArray[np.float32]
    filters: NDArray[np.float32]
    floor: NDArray[np.float32]
    views: NDArray[np.float32]
    base: NDArray[np.float32]

    @property
    def windows(self) -> Windows:
        """What windows of words say."""
        return Windows(self.filters, self.floor, self.views, self.base)


def hand_written() -> Weights:
    """Return what the cues say before any fitting."""
    matrix = np.zeros((N_FEATURES, WIDTH), dtype=np.float32)
    for i, group in enumerate(GROUPS):
        for label, weight in group.weights.items():
            matrix[i, column(label)] += weight
            matrix[len(GROUPS) + i, column(label)] += 0.4 * weight
    for i, pattern in enumerate(PATTERNS):
        for label, weight in pattern.weights.items():
            matrix[FIRST_PATTERN + i, column(label)] += weight
    for shape, label, weight in (
        ("exclaims", "arousal", 0.7), ("exclaims_twice", "arousal", 0.5), ("capitals", "arousal", 1.0),
        ("starts_you", "confrontation", 1.0), ("says_you", "confrontation", 0.4),
    ):  # fmt: skip
        matrix[SHAPE[shape], column(label)] += weight
    sentence = matrix * SENTENCE_SHARE
    for head, labels in HEADS.items():
        first = COLUMNS[head, labels[0]]
        part = slice(first, first + len(labels))
        sentence[:, part] -= sentence[:, [column(f"{head}:{REST[head]}")]]
    whole = matrix * (1.0 - SENTENCE_SHARE)
    for shape, label, weight in (
        ("one_word", "withdrawal", 0.3), ("words_to_4", "withdrawal", 0.7), ("words_to_9", "withdrawal", 0.2),
        ("empty", "withdrawal", 1.2), ("other_script", "talk:neutral", 1.0),
    ):  # fmt: skip
        whole[SHAPE[shape], column(label)] += weight
    bias = np.zeros(WIDTH, dtype=np.float32)
    for label, weight in (
        ("distortion:none", 2.6), ("delusion:none", 2.6), ("rupture:none", 2.0), ("risk:none", 3.0),
        ("talk:neutral", 1.2), ("arousal", -0.7),
    ):  # fmt: skip
        bias[column(label)] = weight
    n_letters = 1 << LETTER_BITS
    return Weights(
        np.concatenate([whole, sentence]),
        bias,
        np.ones(1 << BITS, dtype=np.float32),
        np.zeros((N_FEATURES, len(HEADS["talk"]) + 1), dtype=np.float32),
        np.array([0.0] * len(HEADS["talk"]) + [-20.0], dtype=np.float32),
        np.zeros((n_letters, len(HEADS["talk"])), dtype=np.float32),
        np.ones(n_letters, dtype=np.float32),
        *silent(VIEWS),
    )


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the fitted weights, loaded once; the hand-written ones where none were fitted for these cues."""
    if not PATH.is_file():
        return hand_written()
    with np.load(PATH, allow_pickle=False) as stored:
        if tuple(stored["names"].tolist()) != NAMES or stored["matrix"].shape != (2 * N_FEATURES, WIDTH):
            return hand_written()
        return Weights(*(stored[name].astype(np.float32) for name in Weights._fields))


@lru_cache(maxsize=1)
def weighed_vectors() -> NDArray[np.float32]:
    """Return the word vectors, commoner words shorter."""
    table = vectors()
    rank = np.arange(len(table), dtype=np.float32)[:, None]
    return np.asarray(table * (rank / (rank + COMMON)), dtype=np.float32)


def _lengths(squares: NDArray[np.float32], scale: float) -> NDArray[np.float32]:
    return np.asarray(scale / np.sqrt(squares + DAMPED), dtype=np.float32)


def scored(text: str) -> tuple[list[float], int]:
    """Return the score of each label for a turn by its words, and the number of its words."""
    w = weights()
    whole, sentences, n_words = look(text)
    pieces = (whole, *sentences)
    n = len(pieces)
    cues = [i if k == 0 else i + N_FEATURES for k, piece in enumerate(pieces) for i in piece.cues]
    places = np.array([i for piece in pieces for i in piece.places], dtype=np.intp)
    of_cue = np.repeat(np.arange(n), [len(piece.cues) for piece in pieces])
    of_place = np.repeat(np.arange(n), [len(piece.places) for piece in pieces])
    rarity = w.rarity.take(places)
    squares = np.bincount(of_place, rarity * rarity, n).astype(np.float32)
    length = _lengths(squares, HASHED_SCALE)
    mix = np.zeros((n, len(cues) + len(places)), dtype=np.float32)
    mix[of_cue, np.arange(len(cues))] = 1.0
    mix[of_place, np.arange(len(cues), mix.shape[1])] = rarity * length.take(of_place)
    rows = np.concatenate([np.array(cues, dtype=np.intp), places + (N_CUES + N_FEATURES * (of_place > 0))])
    sums = mix @ w.matrix.take(rows, axis=0)
    table = weighed_vectors()
    means = np.zeros((n, SIZE), dtype=np.float32)
    for k, piece in enumerate(pieces):
        if piece.rows:
            means[k] = table.take(piece.rows, axis=0).sum(axis=0)
    means *= _lengths((means * means).sum(axis=1), MEANING_SCALE)[:, None]
    sums[0] += means[0] @ w.matrix[MEANING:N_FEATURES]
    sums[1:] += means[1:] @ w.matrix[N_FEATURES + MEANING :]
    best = sums[1] if n == 2 else sums[1:].max(axis=0)
    said = w.windows.scores(whole.order)
    total = w.bias + sums[0] + best + said[:WIDTH]
    n_whole = len(whole.cues)
    theirs = mix[0, :n_whole] @ w.annomi.take(np.array(whole.cues, dtype=np.intp), axis=0) + w.annomi_bias
    n_places = len(whole.places)
    theirs += mix[0, len(cues) : len(cues) + n_places] @ w.annomi.take(places[:n_places] + N_CUES, axis=0)
    theirs += means[0] @ w.annomi[MEANING:]
    if whole.letters:
        rarity = w.letter_rarity.take(whole.letters)
        theirs[:-1] += (rarity * _lengths(rarity @ rarity, LETTER_SCALE)) @ w.letters.take(whole.letters, axis=0)
    theirs[:-1] += said[WIDTH:]
    talk = total[: len(theirs) - 1]
    talk += (theirs[:-1] - talk) / (1.0 + math.exp(-max(-30.0, float(theirs[-1]))))
    scores: list[float] = total.tolist()
    return scores, n_words


_ASKS_RISK = re.compile(
    r"\b(?:suicid\w*|kill(?:ing)? yourself|end(?:ing)? (?:your life|it all)|harm(?:ing)? yourself|"
    r"hurt(?:ing)? yourself|"
    r"(?:want|wish\w*|thoughts?)\b[^.?!]{0,30}\b(?:die|dead|not be here|alive|be here|dying))"
)
_AFFIRMS = re.compile(
    r"\A\W*(?:yes|yeah|yep|sometimes|i have|i do|i am|often|every day|a bit|it's crossed|maybe|a lot|lately)\b"
)
_DENIES = re.compile(r"\A\W*(?:no|nah|not|never|nope|nothing like that|i haven't|i don't|i'm not|of course not)\b")
_MINIMAL = re.compile(
    r"\A\W*(?:ye[sp]|yeah|no|nope|mm+|mhm|ok(?:ay)?|fine|sure|dunno|i don't know|nothing|i guess)\b\W*\Z"
)


@lru_cache(maxsize=1024)
def _heard(before: str) -> tuple[bool, bool]:
    """Return whether the therapist's turn asked about risk, and whether it asked for more than yes or no."""
    lowered = normalised(before)
    asks_open = "?" in lowered and re.search(r"\b(?:what|how|when|where|who|tell me)\b", lowered) is not None
    return _ASKS_RISK.search(lowered) is not None, asks_open


def _in_light_of(before: str, text: str, n: int, z: list[float]) -> None:
    """Add to the scores what the therapist's last turn lends to a short answer."""
    asked_risk, asked_open = _heard(before)
    lowered = normalised(text)
    if asked_risk:
        if _DENIES.match(lowered):
            z[column("risk:none")] += 3.0
        elif _AFFIRMS.match(lowered):
            # a plain yes outweighs how seldom so short a turn is danger
            z[column("passive")] = max(z[column("passive")] + 5.5, z[column("risk:none")] + 1.0)
    elif asked_open and n <= 4 and _MINIMAL.match(lowered):
        z[column("withdrawal")] += 1.0


def read_patient(text: str, *, before: str = "") -> PatientReading:
    """Return what a patient's turn shows.

    Args:
        text: The turn. Its first 4,000 characters are read.
        before: What the therapist said just before, where known: it tells what a short answer answers.
    """
    scores, n_words = scored(text)
    if before:
        _in_light_of(before, text, n_words, scores)
    read: dict[str, dict[str, float]] = {}
    at = 0
    for head, labels in HEADS.items():
        part = scores[at : at + len(labels)]
        at += len(labels)
        top = max(part)
        odds = [math.exp(value - top) for value in part]
        total = sum(odds)
        read[head] = dict(zip(labels, [odd / total for odd in odds], strict=True))
    arousal = 1.0 / (1.0 + math.exp(-min(30.0, max(-30.0, scores[AROUSAL]))))
    return PatientReading(
        talk=read["talk"],
        distortion=read["distortion"],
        delusion=read["delusion"],
        rupture=read["rupture"],
        risk=read["risk"],
        arousal=arousal,
    )
