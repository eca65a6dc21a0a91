"""A turn as windows of words see it: words in order, marks on the right ones, and what they add to a pair."""

from __future__ import annotations

import numpy as np
import pytest

from therapy_env.language.reading import reading_row
from therapy_env.language.reading_context import BeliefText, ReadContext
from therapy_env.language.reading_heard import MARKED, MARKS, heard
from therapy_env.language.reading_signs import take_apart
from therapy_env.language.windows import meaning_of

CONTEXT = ReadContext(
    "They drill through the wall at night, I lie awake.",
    (BeliefText("b0", "delusional", "The neighbours drill to drive me out."),),
    last_belief=0,
)


def marked(text: str, mark: str) -> list[int]:
    return np.flatnonzero(heard(take_apart(text, CONTEXT))[1][:, MARKS.index(mark)]).tolist()


def test_words_come_in_order_with_sentences_apart() -> None:
    order, marks = heard(take_apart("You lie awake. Who told you so?", CONTEXT))
    row = meaning_of
    assert order[:4] == [row("you"), row("lie"), row("awake"), 0]
    assert order[4:8] == [row("who"), row("told"), row("you"), row("so")]
    assert order[-1] == 0 and marks.shape == (len(order), len(MARKS))
    assert set(np.unique(marks)) <= {0.0, np.float32(MARKED)}


def test_marks_are_on_the_words_they_are_of() -> None:
    text = "You feel that the neighbours mean it. What keeps you awake?"
    assert marked(text, "belief") == [4]
    assert marked(text, "patient") == [11]
    assert marked(text, "asks") == list(range(8, 14))
    assert marked(text, "framed") == list(range(7))
    assert not marked("The neighbours mean it.", "framed")
    assert marked(text, "begins") == [0]
    assert marked(text, "ends") == [7, 13]


@pytest.mark.parametrize("text", ["", "?", "…", "מה שלומך", "ok " * 900])
def test_any_text_is_heard(text: str) -> None:
    order, marks = heard(take_apart(text, CONTEXT))
    assert len(order) == len(marks) >= 1
    assert 0.0 <= reading_row(0, text, CONTEXT)["appropriate"] <= 1.0


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (
            "That sounds exhausting. What do you notice first when it starts at night?",
            "That sounds exhausting. What will they try next, now that you are onto them?",
        ),
        (
            "Lying awake like that, night after night, and frightened. I'm glad you came.",
            "Lying awake like that, and they know what they do to you. I would be the same.",
        ),
        (
            "Would it be all right if I told you about something that has helped others to sleep?",
            "Buy earplugs, move the bed to the other wall and go to the council tomorrow.",
        ),
    ],
)
def test_the_better_side_is_the_more_appropriate(better: str, worse: str) -> None:
    good, bad = (reading_row(0, text, CONTEXT)["appropriate"] for text in (better, worse))
    assert good > bad + 0.1
