"""A therapist's turn as windows of words see it: its words in their order, and what is marked on them."""

from __future__ import annotations

import numpy as np

from therapy_env.language.reading_lexicon import BELIEF
from therapy_env.language.reading_signs import Signs
from therapy_env.language.windows import Marks, meaning_of

MARKS = ("belief", "patient", "asks", "framed", "begins", "ends")
"""What is marked: words that mean the belief or are the patient's; the words of a question; those that are said to be
the patient's view; the turn's first word; the ends of sentences."""
_BELIEF, _PATIENT, _ASKS, _FRAMED, _BEGINS, _ENDS = range(len(MARKS))

MARKED = 1.5
"""Value of a mark that is there."""


def heard(signs: Signs) -> tuple[list[int], Marks]:
    """Return the words of a turn as rows of meanings, sentences apart, and their marks, a row a word."""
    order: list[int] = []
    marks = np.zeros((sum(len(said.words) + 1 for said in signs.sentences), len(MARKS)), dtype=np.float32)
    for said, hits in zip(signs.sentences, signs.hits, strict=True):
        first, end = len(order), len(order) + len(said.words)
        for word, symbol in hits:
            marks[first + word, _BELIEF if symbol == BELIEF else _PATIENT] = MARKED
        if said.asks:
            marks[first : end + 1, _ASKS] = MARKED
        if said.attribution >= 0:
            marks[first + said.attribution : end, _FRAMED] = MARKED
        marks[end, _ENDS] = MARKED
        order += [*map(meaning_of, said.words), 0]
    marks[0, _BEGINS] = MARKED
    return order, marks
