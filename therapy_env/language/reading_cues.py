"""Hand-written cues of the therapist reading: what wording is a sign of which act, before any fitting.

Each cue is a pattern over the normalised text, a set of anchor words (the pattern is only tried where one of them
occurs, which keeps reading fast) and the log-odds that it lends to acts. The fit starts from these log-odds and
learns what to add, so that the reader works with cues alone and phrases seen in training cannot unlearn them.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from therapy_env.acts import ACTS
from therapy_env.language.reading_cues_meeting import TABLE as MEETING
from therapy_env.language.reading_cues_steering import TABLE as STEERING
from therapy_env.language.reading_words import DOING, FEELING


class Cue(NamedTuple):
    """One sign in the wording."""

    name: str
    anchors: frozenset[str]
    where: str
    """``&`` if it is tried where clauses begin, ``^`` where sentences begin, empty for anywhere."""
    pattern: re.Pattern[str]
    weights: dict[str, float]


__all__ = ["BIAS", "CUES", "CUE_INDEX", "DOING", "FEELING", "Cue", "Hit", "find_cues"]


def _cue(name: str, anchors: str, pattern: str, weights: dict[str, float]) -> Cue:
    where = pattern[0] if pattern[0] in "&^" else ""
    return Cue(name, frozenset(anchors.split()), where, re.compile(pattern[len(where) :]), weights)


CUES: tuple[Cue, ...] = tuple(_cue(*entry) for entry in [*MEETING, *STEERING])
"""All cues, in the order of their feature indices."""

CUE_INDEX: dict[str, int] = {cue.name: i for i, cue in enumerate(CUES)}
"""Feature index of each cue."""

BIAS: dict[str, float] = {act: -3.0 for act in ACTS} | {
    "reflect": -2.2,
    "hold": -2.6,
    "other": -2.6,
    "explore": -2.6,
    "probe": -2.6,
}
"""Log-odds of each act where nothing speaks for it."""

_TRIGGERS: dict[str, int] = {}
for _i, _one in enumerate(CUES):
    for _word in _one.anchors:
        _TRIGGERS[_word] = _TRIGGERS.get(_word, 0) | (1 << _i)

_ASKING = sum(1 << i for i, cue in enumerate(CUES) if cue.name.startswith("ask_") or cue.name == "tag_question")
"""Cues that take a question mark."""

_WORD = re.compile(r"[a-z]+")
_CLAUSE = re.compile(
    r"[,;:–—]\s*|- |\b(?:and|so|but|well|okay|ok|then|now|also|because|if|or|that|like|when|how)\b[ ,]+"
)


class Hit(NamedTuple):
    """One cue found: its index and where."""

    cue: int
    start: int
    end: int


def find_cues(text: str, starts: list[int]) -> list[Hit]:
    """Return every cue found in a normalised text whose sentences begin at ``starts``, in cue order."""
    mask = 0
    get = _TRIGGERS.get
    for word in set(_WORD.findall(text)):
        mask |= get(word, 0)
    if "?" not in text:
        mask &= ~_ASKING
    hits: list[Hit] = []
    clauses: list[int] | None = None
    while mask:
        low = mask & -mask
        mask ^= low
        index = low.bit_length() - 1
        _, _, where, pattern, _ = CUES[index]
        if not where:
            for match in pattern.finditer(text):
                hits.append(Hit(index, match.start(), match.end()))
            continue
        if where == "&" and clauses is None:
            clauses = sorted({*starts, *[match.end() for match in _CLAUSE.finditer(text)]})
        for at in starts if where == "^" or clauses is None else clauses:
            found = pattern.match(text, at)
            if found is not None:
                hits.append(Hit(index, at, found.end()))
    return hits
