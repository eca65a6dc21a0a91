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
from therapy_env.language.reading_cues_standing import TABLE as STANDING
from therapy_env.language.reading_cues_steering import TABLE as STEERING
from therapy_env.language.reading_cues_turning import TABLE as TURNING
from therapy_env.language.reading_words import DOING, FEELING


class Cue(NamedTuple):
    """One sign in the wording."""

    name: str
    anchors: frozenset[str]
    where: str
    """``&`` if it is tried where clauses begin, ``^`` where sentences begin, empty for anywhere."""
    pattern: re.Pattern[str]
    weights: dict[str, float]


__all__ = ["BIAS", "CUES", "CUE_INDEX", "DOING", "FEELING", "Cue", "find_cues", "length_of_all", "triggers"]


def _branches(pattern: str) -> list[str]:
    """Split a pattern at its top-level alternation."""
    depth, inside, found, start, i = 0, False, [], 0, 0
    while i < len(pattern):
        c = pattern[i]
        if c == "\\":
            i += 1
        elif inside:
            inside = c != "]"
        elif c == "[":
            inside = True
        elif c in "()":
            depth += 1 if c == "(" else -1
        elif c == "|" and depth == 0:
            found.append(pattern[start:i])
            start = i + 1
        i += 1
    return [*found, pattern[start:]]


def word_led(pattern: str) -> str:
    """Turn a pattern whose branches all begin at a word's start into one for :func:`spaced` text.

    There each word has a blank before it, which the search can skip to; a word boundary would be tried everywhere.
    """
    branches = _branches(pattern)
    if not all(branch.startswith("\\b") for branch in branches):
        raise ValueError(f"not every branch begins at a word: {pattern}")
    return f" (?:{'|'.join(branch[2:] for branch in branches)})"


_BLANKS = str.maketrans(dict.fromkeys('"([{/-*_', " ") | dict.fromkeys("–—", "  "))


def spaced(text: str) -> str:
    """Return a normalised text with a blank before each word: it is longer by one character, and one more a dash."""
    text = " " + text.translate(_BLANKS)
    return text.replace(" '", "  ") if " '" in text else text


def _cue(name: str, anchors: str, pattern: str, weights: dict[str, float]) -> Cue:
    where = pattern[0] if pattern[0] in "&^" else ""
    body = pattern[1:] if where else word_led(pattern)
    return Cue(name, frozenset(anchors.split()), where, re.compile(body), weights)


CUES: tuple[Cue, ...] = tuple(_cue(*entry) for entry in [*MEETING, *STEERING, *STANDING, *TURNING])
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

_NEEDS: dict[str, str] = {
    "own_part": "i",
    "asks_leave": "? if unless whenever once i pressure call choice choose decide free room permission",
    "try_it_out": "? let we pattern weigh test check compare",
    "goes_along": "? when before until so keep keeping keeps next",
    "disagree": "t not no never nobody nothing none cannot untrue false impossible unlikely nonsense irrational "
    "rubbish "
    "illogical unrealistic mistaken imagination distortion distorted disagree doubt wrong imagining exaggerating "
    "overreacting catastrophising catastrophizing jumping coincidence",
    "counter_fact": "but yet actually fact however although though",
    "parrot_frame": "you i your",
    "repair_us": "i between us me we",
    "repair_own": "i my me sorry apologise apologize apologies fair",
    "defend": "i my that it if you",
    "way_out": "? keep wait if once your leave rather prefer refusal pass first or",
    "compared": "? let we together need comparison would could",
    "explains_self": "i you work",
}
"""Words of which one must be in the sentence besides an anchor, where anchors alone are common."""

for _i, _one in enumerate(CUES):
    for _word in _NEEDS.get(_one.name, "").split():
        _TRIGGERS[_word] = _TRIGGERS.get(_word, 0) | (1 << (_i + len(CUES)))

_FREE = sum(1 << i for i, cue in enumerate(CUES) if cue.name not in _NEEDS)

_ASKING = sum(1 << i for i, cue in enumerate(CUES) if cue.name.startswith("ask_") or cue.name == "tag_question")
"""Cues that take a question mark."""

_TRIED = [(cue.where, cue.pattern) for cue in CUES]
_WORD = re.compile(r"[a-z]+|\?")
_CLAUSE = re.compile(
    r"[ ,;:](?:(?<! )| |(?:and|so|but|well|okay|ok|then|now|also|because|if|or|that|like|when|how)\b[ ,]+)"
)


def triggers(word: str) -> int:
    """Return the cues that are tried where ``word`` occurs, as bits, and above them those whose need it meets."""
    mask = 0
    for part in _WORD.findall(word):
        mask |= _TRIGGERS.get(part, 0)
    return mask


def find_cues(text: str, mask: int, asks: bool) -> list[tuple[int, int, int]]:
    """Find the cues of one sentence of a normalised text.

    Args:
        text: The sentence.
        mask: Cues to try: those that one of its words triggers.
        asks: Whether there is a question mark in it; some cues need one.

    Returns:
        Index of the cue, start and end of its first match, in the order of cues.
    """
    mask &= (mask >> len(CUES)) | _FREE
    if not asks:
        mask &= ~_ASKING
    hits: list[tuple[int, int, int]] = []
    words = spaced(text)
    clauses: list[int] | None = None
    while mask:
        low = mask & -mask
        mask ^= low
        index = low.bit_length() - 1
        where, pattern = _TRIED[index]
        if not where:
            match = pattern.search(words)
            if match is not None:
                hits.append((index, match.start(), match.end() - 1))
            continue
        if where == "^":
            found = pattern.match(words, 1)
            if found is not None:
                hits.append((index, 0, found.end() - 1))
            continue
        if clauses is None:
            ends = [match.end() for match in _CLAUSE.finditer(words)]
            clauses = [1, *[at + (words[at : at + 1] == " ") for at in ends]]
        for at in clauses:
            found = pattern.match(words, at)
            if found is not None:
                hits.append((index, at - 1, found.end() - 1))
                break
    return hits


def length_of_all(cue: int, text: str) -> int:
    """Return how many characters of a sentence all matches of a cue take up."""
    return sum(match.end() - match.start() - 1 for match in _TRIED[cue][1].finditer(spaced(text)))
