"""What a therapist's turn is read against: the patient's last words, the beliefs, the therapist's earlier turns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from operator import or_
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from therapy_env.language.features import content, normalised, tokens
from therapy_env.language.reading_borrowed import Threes, threes
from therapy_env.language.reading_cues import spaced
from therapy_env.language.reading_lexicon import DANGER, HOT, QUESTION, TORN, lexeme
from therapy_env.language.reading_spelling import spelt_out
from therapy_env.language.word_vectors import vectors

Stems = frozenset[str]


@dataclass(frozen=True, slots=True)
class BeliefText:
    """A belief as far as reading needs it: what words mean it, and whether it is true."""

    id: str
    status: str
    """delusional, distorted, accurate or congruent."""
    statement: str
    keywords: tuple[str, ...] = ()
    wordings: tuple[str, ...] = ()
    """How the patient says it."""
    _meaning: dict[str, float] = field(default_factory=dict, init=False, repr=False, compare=False)

    def meaning(self) -> dict[str, float]:
        """Map each stem that can mean the belief to how strongly it does.

        Keywords and the statement weigh most. A stem of the wordings alone weighs by how many wordings share it.
        """
        weights = self._meaning
        if weights:
            return weights
        for line in self.wordings:
            for found in set(content(tokens(line))):
                weights[found] = min(0.6, weights.get(found, 0.0) + 0.2)
        for keyword in self.keywords:
            parts = content(tokens(keyword))
            for found in parts:
                weights[found] = max(weights.get(found, 0.0), 1.0 if len(parts) == 1 else 0.6)
        for found in content(tokens(self.statement)):
            weights[found] = max(weights.get(found, 0.0), 0.7)
        return weights


class ReadContext(NamedTuple):
    """What the turn answers. Everything in it is known from what was said aloud, or from the persona."""

    patient: str = ""
    """What the patient just said."""
    beliefs: tuple[BeliefText, ...] = ()
    earlier: tuple[str, ...] = ()
    """The therapist's own earlier turns of this session."""
    last_belief: int = -1
    """Index of the belief last voiced; -1 for none."""


@dataclass(slots=True, eq=False)
class PatientSide:
    """What is read of the patient's words, once."""

    stems: Stems
    pairs: frozenset[tuple[str, str]]
    arousal: float
    rupture: float
    risk: float
    asks: float
    words: int
    vectors: NDArray[np.float32]
    """Vectors of the words with content, a column a word."""
    sided: Sequence[int]
    """Hashes of the words, whoever says them."""
    to_you: bool
    """Whether the patient speaks to or of the therapist."""

    @property
    def threes(self) -> Threes:
        """3-grams of the words, whoever says them."""
        return frozenset(threes(self.sided))


_YOU = frozenset(("you", "your", "you're", "you've", "you'd", "you'll", "yours"))
_HEATED = frozenset(("can't", "end", "cut"))
_HOT_PHRASE = re.compile(
    r" (?:can't (?:breathe|cope|stop|stand|take|do this|bear|go on|sleep)|cut off|at the end of)\b"
)
_CROSS = re.compile(
    r" (?:you (?:don't|do not|didn't|never|keep|just|always|aren't|won't|haven't|people|lot|all|said"
    r"|asked|sound|think i)|"
    r"your (?:questions?|job|book|card|face|tone|notes|clipboard)|this (?:is (?:pointless|useless"
    r"|stupid|a waste)|isn't (?:helping|working)|"
    r"(?:does not|doesn't|won't) help)|waste of (?:time|money)|pointless|what's the point|not listening"
    r"|listen to me|patroni[sz]\w+|"
    r"whatever|if you say so|dunno|fine\.|can i go|forget it|never mind|doesn't matter"
    r"|i don't want to talk|i suppose so|not really|nothing to say)\b"
)
_RISK = re.compile(
    r" (?:suicid\w*|kill (?:myself|him|her|them)|end (?:it|my life|it all|things)|hurt (?:myself|him"
    r"|her|them|someone)|"
    r"harm (?:myself|him|her|them)|(?:not|don't want to|rather not|wish i (?:wasn't|weren't|wouldn't"
    r"|could not)|wouldn't mind not) (?:be here|be alive|wake|waking|exist\w*|live|be around|around)|"
    r"better off (?:without me|dead|if i)|wish i (?:was|were) (?:dead|gone|never born)"
    r"|no reason to (?:live|go on)|"
    r"(?:didn't|don't|never) (?:want to )?wake up|disappear|die|dying|dead|the insurance|without me"
    r"|not be here|say(?:ing)? goodbye|can't go on|make them (?:pay|stop)|pills|no point (?:going on"
    r"|living|in living|in going))\b"
)


@lru_cache(maxsize=16)
def patient_side(patient: str) -> PatientSide:
    """Read the patient's words for what a turn can be fitting to; cheap signs, cached."""
    text, words = spelt_out(normalised(patient))
    _, _, roots, marked, _, sided, rows = zip(*map(lexeme, words), strict=True) if words else ((),) * 7
    marks = reduce(or_, marked, 0)
    hot = sum([1 for mark in marked if mark & HOT]) if marks & HOT else 0
    stems = [root for root in roots if root]
    n = max(len(words), 1)
    led = spaced(text)
    if not _HEATED.isdisjoint(words):
        hot += len(_HOT_PHRASE.findall(led))
    return PatientSide(
        stems=frozenset(stems),
        pairs=frozenset(zip(stems, stems[1:], strict=False)),
        arousal=min(1.0, hot / (2.0 + 0.04 * n)),
        rupture=min(1.0, len(_CROSS.findall(led)) / 1.5) * (1.0 if n < 60 else 0.6) if marks & TORN else 0.0,
        risk=1.0 if marks & DANGER and _RISK.search(led) else 0.0,
        asks=1.0 if text.rstrip().endswith("?") else (0.5 if marks & QUESTION else 0.0),
        words=len(words),
        vectors=vectors().take([row for row in rows if row], axis=0).T,
        sided=sided,
        to_you=not _YOU.isdisjoint(words),
    )


Shingles = frozenset[tuple[str, ...]]


def _shingles(words: Sequence[str]) -> Shingles:
    """Return the word 3-grams of a text (of a very short one, all its words)."""
    if len(words) < 3:
        return frozenset((tuple(words),) if words else ())
    return frozenset(zip(words, words[1:], words[2:], strict=False))


@lru_cache(maxsize=512)
def _shingles_of(text: str) -> Shingles:
    """Return the same of a whole turn, which is asked for again with every later turn."""
    return _shingles(spelt_out(normalised(text))[1])


def staleness(text: str, own: Iterable[Sequence[str]], earlier: tuple[str, ...]) -> float:
    """Return how far a turn repeats the wording of one earlier turn: 1 for a repeat, near 0 for fresh words.

    Args:
        text: The turn.
        own: What of it is the therapist's own, where some of it is the patient's: that alone can be fresh.
        earlier: The earlier turns.
    """
    if not earlier:
        return 0.0
    mine = frozenset().union(*map(_shingles, own)) or _shingles_of(text)
    if not mine:
        return 0.0
    most = 0.0
    size = len(mine)
    for theirs in map(_shingles_of, earlier):
        if not mine.isdisjoint(theirs):
            shared = len(mine & theirs)
            # Containment either way, so that an old line inside new padding counts as well.
            most = max(most, shared / size, 0.8 * shared / len(theirs) if len(theirs) > 3 else 0.0)
    return min(1.0, max(0.0, (most - 0.12) / 0.78))
