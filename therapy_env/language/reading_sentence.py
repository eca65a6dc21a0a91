"""A sentence by itself: words, cues, hashed n-grams. It is the same whoever it is said to, so it is kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from therapy_env.language.features import words_of
from therapy_env.language.reading_borrowed import Three, threes
from therapy_env.language.reading_cues import CUE_INDEX, CUES, find_cues, length_of_all
from therapy_env.language.reading_lexicon import (
    BEFORE_DOING,
    BEGIN,
    DOES,
    END,
    EXCLAIM,
    FEELS,
    NEGATION,
    OWN,
    PRONOUN,
    QUESTION,
    THIRD,
    Lexeme,
    lexeme,
)
from therapy_env.language.reading_spelling import spelt_out
from therapy_env.language.word_vectors import vectors

WORD_BITS, FRAME_BITS = 15, 13
"""Hashed word 1-2-grams are in [0, 2**WORD_BITS), n-grams of frames in [0, 2**FRAME_BITS)."""

STANCES: tuple[str, ...] = (
    "examine",
    "ask_attributed",
    "ask_inside",
    "ask_pronoun",
    "ask_other",
    "contest",
    "abstain",
    "acknowledge",
    "endorse",
    "plan_inside",
    "hedged",
    "negated",
    "about_you",
    "assert",
    "say_pronoun",
    "say_other",
)
"""What a sentence does with the belief, as far as its form tells."""

_SHAPES: tuple[str, ...] = (
    *(f"{stance}_{truth}" for truth in ("false", "true") for stance in STANCES),
    "belief_1",
    "belief_2",
    "belief_3",
    "overlap_0",
    "overlap_1",
    "overlap_2",
    "overlap_3",
    "echo",
    "question",
    "exclaim",
    "negation",
    "you_negation",
    "contempt_denied",
    "feeling_word",
    "doing_first",
    "third_asked",
    "third_stated",
    "third_framed",
    "words_2",
    "words_6",
    "words_15",
    "words_30",
    "words_more",
    "first",
    "last",
    "only",
    "patient_hot",
    "patient_cross",
    "patient_risk",
    "patient_asks",
    "opportunity",
    "no_belief",
    "status_delusional",
    "status_distorted",
    "status_accurate",
    "status_congruent",
)
NAMES: tuple[str, ...] = tuple(cue.name for cue in CUES) + _SHAPES
"""Names of the features that are not hashed, in order of index; hashed ones follow."""

INDEX: dict[str, int] = {name: i for i, name in enumerate(NAMES)}
WORDS_AT = len(NAMES)
FRAMES_AT = WORDS_AT + (1 << WORD_BITS)
N_FEATURES = FRAMES_AT + (1 << FRAME_BITS)

_ATTRIBUTE, _CANNED = CUE_INDEX["attribute"], CUE_INDEX["canned"]
_NEG, _YOU_NEG = INDEX["negation"], INDEX["you_negation"]
_QUESTION, _EXCLAIM, _FEELING, _DOING = (
    INDEX["question"],
    INDEX["exclaim"],
    INDEX["feeling_word"],
    INDEX["doing_first"],
)
_CONTEMPT, _CONTEMPT_DENIED = {CUE_INDEX["stigma"], CUE_INDEX["belittle"]}, INDEX["contempt_denied"]
_DENIED = re.compile(r"(?:n't|\b(?:not|no|never|nobody|hardly))\b[^,;:]*\Z")
_THIRDS = {name: INDEX[f"third_{name}"] for name in ("asked", "stated", "framed")}
_LENGTHS = [
    INDEX["words_2" if k <= 3 else "words_6" if k <= 7 else "words_15" if k <= 16 else "words_30"] for k in range(32)
] + [INDEX["words_more"]]

_WORD_MASK, _FRAME_MASK = (1 << WORD_BITS) - 1, (1 << FRAME_BITS) - 1


@dataclass(slots=True, eq=False)
class Sentence:
    """What is seen of a sentence without its context."""

    words: list[str]
    letters: int
    """Characters of the words."""
    codes: list[int]
    """Hashes of the words."""
    stems: list[tuple[str, int]]
    """Each stem once, with the index of its first word."""
    ordered: list[str]
    """Stems as they come."""
    frames: list[int]
    """Symbols of the frame: BEGIN, one a word, END."""
    frame_rows: list[int]
    """Features of the frame, where no word of it means the belief or is the patient's."""
    cues: frozenset[int]
    named: list[int]
    """Features that are not hashed and need no context, cues among them."""
    rows: list[int]
    """All features that need no context."""
    marks: int
    """Marks of its words, together."""
    attribution: int
    """Index of the word from which on what is said is the patient's view; -1 for none."""
    canned: int
    """Characters of stock phrases."""
    vectors: list[int]
    threes: list[Three]
    """3-grams of its words, whoever says them."""
    starts_you: bool

    @property
    def asks(self) -> bool:
        """Whether it is a question."""
        return bool(self.marks & QUESTION)


def word_rows(codes: list[int]) -> list[int]:
    """Return the features of word 1-grams and 2-grams."""
    return [WORDS_AT + (code & _WORD_MASK) for code in codes] + [
        WORDS_AT + (((before * 31 + code) >> 6) & _WORD_MASK)
        for before, code in zip([BEGIN, *codes], codes, strict=False)
    ]


def _frame_rows(frame: list[int]) -> list[int]:
    """Return the features of the 2-grams and then of the 3-grams of a frame."""
    return [
        FRAMES_AT + (((one * 31 + two) >> 6) & _FRAME_MASK) for one, two in zip(frame, frame[1:], strict=False)
    ] + [
        FRAMES_AT + (((one * 961 + two * 31 + three) >> 9) & _FRAME_MASK)
        for one, two, three in zip(frame, frame[1:], frame[2:], strict=False)
    ]


def framed(said: Sentence, hits: Sequence[tuple[int, int]]) -> list[int]:
    """Return the features of the frame of a sentence in its context.

    Args:
        said: The sentence.
        hits: Index of each word that a symbol stands for in this context, and that symbol. Only the n-grams around
            them are made anew.
    """
    rows = said.frame_rows
    if not hits:
        return rows
    rows, frame = rows.copy(), said.frames.copy()
    for word, symbol in hits:
        frame[word + 1] = symbol
    pairs = len(frame) - 1  # each n-gram by itself: _frame_rows on what is near costs a session 2% of its speed
    for word, _ in hits:
        before, one, two, three = frame[word - 1] if word else 0, frame[word], frame[word + 1], frame[word + 2]
        rows[word] = FRAMES_AT + (((one * 31 + two) >> 6) & _FRAME_MASK)
        rows[word + 1] = FRAMES_AT + (((two * 31 + three) >> 6) & _FRAME_MASK)
        if word:
            rows[pairs + word - 1] = FRAMES_AT + (((before * 961 + one * 31 + two) >> 9) & _FRAME_MASK)
        rows[pairs + word] = FRAMES_AT + (((one * 961 + two * 31 + three) >> 9) & _FRAME_MASK)
        if word + 3 <= pairs:
            rows[pairs + word + 1] = FRAMES_AT + (((two * 961 + three * 31 + frame[word + 3]) >> 9) & _FRAME_MASK)
    return rows


@lru_cache(maxsize=256)
def sentence(text: str) -> Sentence:
    """Take a sentence of a normalised text apart."""
    text, words = spelt_out(text)
    known: list[Lexeme] = [lexeme(word) for word in words]
    marks = mask = 0
    stems: dict[str, int] = {}
    ordered: list[str] = []
    codes: list[int] = []
    sided: list[int] = []
    frames: list[int] = [BEGIN]
    third = -1
    denied = negated = False
    own = False
    vectors: list[int] = []
    for i, (code, frame, root, mark, tried, same, vector) in enumerate(known):
        marks |= mark
        mask |= tried
        codes.append(code)
        sided.append(same)
        frames.append(frame)
        if root:
            stems.setdefault(root, i)
            ordered.append(root)
            if vector:
                vectors.append(vector)
        elif mark:
            if mark & THIRD and third < 0:
                third = i
            if mark & NEGATION:
                # "You can't rest" says how the patient is; "they aren't there" says how the world is.
                negated = True
                denied = denied or not own
        own = bool(mark & OWN)
    asks = bool(marks & QUESTION)
    cues: set[int] = set()
    attribution, canned = -1, 0
    for cue, start, _ in find_cues(text, mask, asks):
        if cue in _CONTEMPT and _DENIED.search(text, max(0, start - 40), start):
            cue = _CONTEMPT_DENIED  # "you're not mad" is no contempt
        cues.add(cue)
        if cue == _ATTRIBUTE:
            attribution = len(words_of(text[:start]))
        elif cue == _CANNED:
            canned = length_of_all(cue, text)
    named = list(cues)
    if negated:
        named.append(_NEG if denied else _YOU_NEG)
    if FEELS in frames:
        named.append(_FEELING)
    if not asks and (frames[1:2] == [DOES] or (frames[2:3] == [DOES] and known[0].marks & BEFORE_DOING)):
        named.append(_DOING)
    if third >= 0:
        kind = "framed" if 0 <= attribution <= third else "asked" if asks else "stated"
        named.append(_THIRDS[kind])
    if asks:
        named.append(_QUESTION)
    if marks & EXCLAIM:
        named.append(_EXCLAIM)
    named.append(_LENGTHS[min(len(words), 32)])
    frames.append(END)
    return Sentence(
        words=words,
        letters=sum(map(len, words)),
        codes=codes,
        stems=list(stems.items()),
        ordered=ordered,
        frames=frames,
        frame_rows=_frame_rows(frames),
        cues=frozenset(named),
        named=named,
        rows=named + word_rows(codes),
        marks=marks,
        attribution=attribution,
        canned=canned,
        vectors=vectors,
        threes=threes(sided),
        starts_you=bool(words) and words[0].startswith("you"),
    )


def summed_vectors(said: Sentence) -> NDArray[np.float32]:
    """Return the sum of the vectors of its words with content, shape (SIZE,)."""
    return np.asarray(np.add.reduce(vectors().take(said.vectors, axis=0)))


_SOCRATIC = {CUE_INDEX[c] for c in ("evidence", "alternative_asked", "perspective_asked", "consequence_asked")}
_ADVISING = {CUE_INDEX[c] for c in ("advise_modal", "advise_try", "advise_imperative", "inside_plan", "refer")}
_AGREE = {CUE_INDEX["agree"], CUE_INDEX["agree_first"]}
_DISAGREE, _NO_ONE = CUE_INDEX["disagree"], CUE_INDEX["no_one"]
_DISCLAIM, _TENTATIVE = CUE_INDEX["disclaim"], CUE_INDEX["tentative"]


def stance(said: Sentence, first_hit: int, belief: float, pronoun: bool) -> str:
    """Name what a sentence does with the belief.

    Args:
        said: The sentence.
        first_hit: Index of the first word that can mean the belief; -1 for none.
        belief: How strongly its words mean it.
        pronoun: Whether a pronoun may stand for it.
    """
    hit = belief >= 0.65
    cues = said.cues
    framed = said.attribution >= 0 and (said.attribution <= first_hit or first_hit < 0)
    if said.marks & QUESTION:
        if not cues.isdisjoint(_SOCRATIC):
            return "examine"
        if framed:
            return "ask_attributed"
        return "ask_inside" if hit else ("ask_pronoun" if pronoun else "ask_other")
    agrees = not cues.isdisjoint(_AGREE)
    if _DISCLAIM in cues:
        return "abstain"
    if framed and (hit or pronoun) and not agrees:
        return "acknowledge"
    if (_DISAGREE in cues) or (_NO_ONE in cues and hit):
        return "contest"
    if agrees and (hit or pronoun or belief == 0.0):
        return "endorse"
    if not hit:
        return "say_pronoun" if pronoun else "say_other"
    if not cues.isdisjoint(_ADVISING):
        return "plan_inside"
    if _NEG in cues:
        return "negated"
    if _TENTATIVE in cues:
        return "hedged"
    return "about_you" if said.starts_you else "assert"


def has_pronoun(said: Sentence) -> bool:
    """Return whether a pronoun in it may stand for what was said before."""
    return bool(said.marks & PRONOUN)
