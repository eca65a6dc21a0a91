"""Sensing: what a patient's turn shows, read from its words alone.

A lexicon, a few patterns and hashed word 1-2-grams feed linear heads. One matrix holds all heads, so that a turn costs
one gather and one sum. Nothing but the text is seen; the hidden state is not reachable from here.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from therapy_env.cues import DELUSIONS, DISTORTIONS, PatientReading
from therapy_env.language.features import hashed, normalised
from therapy_env.language.features import tokens as words_of
from therapy_env.language.sensing_cues import BELIEF_GROUPS, Group, Pattern
from therapy_env.language.sensing_moods import MOOD_GROUPS, MOOD_PATTERNS
from therapy_env.language.sensing_patterns import BELIEF_PATTERNS

PATH = Path(__file__).parent / "weights" / "sensing.npz"

BITS = 12
"""Hashed n-grams have 2**BITS places."""

HASHED_SCALE = 2.0
"""Value of the hashed features together (their Euclidean length); a cue has the value 1."""

HEADS: dict[str, tuple[str, ...]] = {
    "talk": ("change", "neutral", "sustain"),
    "distortion": (*DISTORTIONS, "none"),
    "delusion": (*DELUSIONS, "none"),
    "rupture": ("none", "withdrawal", "confrontation"),
    "risk": ("none", "passive", "active"),
}
"""Labels of each head, in the order of its columns."""

COLUMNS: dict[tuple[str, str], int] = {
    key: i for i, key in enumerate((head, label) for head, labels in HEADS.items() for label in labels)
}
"""Column of a head's label in the weights."""

AROUSAL = len(COLUMNS)
WIDTH = AROUSAL + 1

GROUPS: tuple[Group, ...] = (*BELIEF_GROUPS, *MOOD_GROUPS)
PATTERNS: tuple[Pattern, ...] = (*BELIEF_PATTERNS, *MOOD_PATTERNS)
SHAPES: tuple[str, ...] = (
    "empty", "one_word", "words_to_4", "words_to_9", "words_30_up", "words_60_up", "question",
    "exclaims", "exclaims_twice", "starts_you", "says_you", "says_i", "capitals", "other_script",
)  # fmt: skip
NAMES: tuple[str, ...] = (
    *(g.name for g in GROUPS), *(f"{g.name}+" for g in GROUPS), *(p.name for p in PATTERNS), *SHAPES,
)  # fmt: skip
"""Names of the cue features; ``name+`` is two or more words of one group."""

N_CUES = len(NAMES)
_FIRST_PATTERN = 2 * len(GROUPS)
_SHAPE = {name: _FIRST_PATTERN + len(PATTERNS) + i for i, name in enumerate(SHAPES)}

_UNIQUE = {label: key for key in COLUMNS for label in [key[1]] if label != "none"}


def column(label: str) -> int:
    """Return the column of a label as cues name it: ``change``, ``risk:none``, ``arousal``."""
    if label == "arousal":
        return AROUSAL
    head, _, name = label.rpartition(":")
    return COLUMNS[(head, name) if head else _UNIQUE[label]]


def _lexicon() -> tuple[dict[str, tuple[int, ...]], tuple[tuple[str, int], ...], dict[str, tuple[int, ...]]]:
    words: dict[str, list[int]] = {}
    stems: list[tuple[str, int]] = []
    opened: dict[str, list[int]] = {}
    for i, group in enumerate(GROUPS):
        for entry in group.words.split():
            if entry.endswith("*"):
                stems.append((entry[:-1], i))
            else:
                phrase = " ".join(words_of(entry.replace("_", " ")))
                words.setdefault(phrase, []).append(i)
    for i, pattern in enumerate(PATTERNS):
        for anchor in pattern.anchors.split():
            opened.setdefault(anchor, []).append(i)
    return (
        {k: tuple(v) for k, v in words.items()},
        tuple(stems),
        {k: tuple(v) for k, v in opened.items()},
    )


_WORDS, _STEMS, _OPENED = _lexicon()
_PHRASES = {phrase: found for phrase, found in _WORDS.items() if " " in phrase}
_LONGEST = max(phrase.count(" ") + 1 for phrase in _PHRASES)
_BEGINS = frozenset(phrase.split(" ", 1)[0] for phrase in _PHRASES)
_REGEX = tuple(re.compile(p.regex) for p in PATTERNS)


class _Word(NamedTuple):
    groups: tuple[int, ...]
    patterns: tuple[int, ...]
    begins: bool


@lru_cache(maxsize=32_768)
def _word(word: str) -> _Word:
    found = _WORDS.get(word, ()) + tuple(i for stem, i in _STEMS if word.startswith(stem))
    return _Word(found, _OPENED.get(word, ()), word in _BEGINS)


def cues(text: str) -> tuple[list[int], list[str]]:
    """Return the indices of the cue features found in ``text``, and its words."""
    words = words_of(text)
    n = len(words)
    counts: dict[int, int] = {}
    tried: set[int] = set()
    for i, word in enumerate(words):
        groups, patterns, begins = _word(word)
        for g in groups:
            counts[g] = counts.get(g, 0) + 1
        if patterns:
            tried.update(patterns)
        if begins:
            phrase = word
            for follower in words[i + 1 : i + _LONGEST]:
                phrase = f"{phrase} {follower}"
                for g in _PHRASES.get(phrase, ()):
                    counts[g] = counts.get(g, 0) + 1
    found = list(counts)
    n_groups = len(GROUPS)
    found += [n_groups + g for g, count in counts.items() if count > 1]
    if tried:
        lowered = normalised(text)
        found += [_FIRST_PATTERN + i for i in tried if _REGEX[i].search(lowered)]
    found += _shape(text, words, n)
    found.sort()
    return found, words


def _shape(text: str, words: list[str], n: int) -> list[int]:
    if n == 0:
        return [_SHAPE["other_script" if text.strip() and not text.isascii() else "empty"]]
    found = []
    if n == 1:
        found.append(_SHAPE["one_word"])
    if n <= 4:
        found.append(_SHAPE["words_to_4"])
    elif n <= 9:
        found.append(_SHAPE["words_to_9"])
    elif n >= 30:
        found.append(_SHAPE["words_30_up"])
        if n >= 60:
            found.append(_SHAPE["words_60_up"])
    if "?" in words:
        found.append(_SHAPE["question"])
    exclaimed = words.count("!")
    if exclaimed:
        found.append(_SHAPE["exclaims"])
        if exclaimed > 1:
            found.append(_SHAPE["exclaims_twice"])
    if words[0].startswith("you"):
        found.append(_SHAPE["starts_you"])
    if any(w in words for w in ("you", "you're", "your", "you've")):
        found.append(_SHAPE["says_you"])
    if any(w in words for w in ("i", "i'm", "i've", "my", "me")):
        found.append(_SHAPE["says_i"])
    if n > 3 and text.isupper():
        found.append(_SHAPE["capitals"])
    return found


class Weights(NamedTuple):
    """All heads in one matrix: a row a feature (cues first, then hashed), a column a label."""

    matrix: NDArray[np.float32]
    bias: NDArray[np.float32]


def hand_written() -> Weights:
    """Return what the cues say before any fitting."""
    matrix = np.zeros((N_CUES + (1 << BITS), WIDTH), dtype=np.float32)
    for i, group in enumerate(GROUPS):
        for label, weight in group.weights.items():
            matrix[i, column(label)] += weight
            matrix[len(GROUPS) + i, column(label)] += 0.4 * weight
    for i, pattern in enumerate(PATTERNS):
        for label, weight in pattern.weights.items():
            matrix[_FIRST_PATTERN + i, column(label)] += weight
    for shape, label, weight in (
        ("one_word", "withdrawal", 0.3), ("words_to_4", "withdrawal", 0.7), ("words_to_9", "withdrawal", 0.2),
        ("exclaims", "arousal", 0.7), ("exclaims_twice", "arousal", 0.5), ("capitals", "arousal", 1.0),
        ("starts_you", "confrontation", 1.0), ("says_you", "confrontation", 0.4),
        ("empty", "withdrawal", 1.2), ("other_script", "talk:neutral", 1.0),
    ):  # fmt: skip
        matrix[_SHAPE[shape], column(label)] += weight
    bias = np.zeros(WIDTH, dtype=np.float32)
    for label, weight in (
        ("distortion:none", 2.6), ("delusion:none", 2.6), ("rupture:none", 2.0), ("risk:none", 3.0),
        ("talk:neutral", 1.2), ("arousal", -0.7),
    ):  # fmt: skip
        bias[column(label)] = weight
    return Weights(matrix, bias)


@lru_cache(maxsize=1)
def weights() -> Weights:
    """Return the fitted weights, loaded once; the hand-written ones where none were fitted for these cues."""
    if not PATH.is_file():
        return hand_written()
    with np.load(PATH, allow_pickle=False) as stored:
        if tuple(stored["names"].tolist()) != NAMES:
            return hand_written()
        matrix = stored["matrix"].astype(np.float32)
        return Weights(matrix, stored["bias"].astype(np.float32))


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
            z[column("passive")] += 5.5
    elif asked_open and n <= 4 and _MINIMAL.match(lowered):
        z[column("withdrawal")] += 1.0


def read_patient(text: str, *, before: str = "") -> PatientReading:
    """Return what a patient's turn shows.

    Args:
        text: The turn. Its first 4,000 characters are read.
        before: What the therapist said just before, where known: it tells what a short answer answers.
    """
    w = weights()
    found, words = cues(text)
    z = w.bias + w.matrix[found].sum(axis=0)
    if words:
        places = hashed(words, BITS) + N_CUES
        z += w.matrix[places].sum(axis=0) * np.float32(HASHED_SCALE / math.sqrt(places.size))
    scores: list[float] = z.tolist()
    if before:
        _in_light_of(before, text, len(words), scores)
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
