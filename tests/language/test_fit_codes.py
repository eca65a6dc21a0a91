"""The code heads: what they see of a turn, and that the file's arrays give what was fitted."""

from __future__ import annotations

import numpy as np
import pytest

from therapy_env.language.corpora import therapist_rows
from therapy_env.language.reading_codes import (
    LETTERS_AT,
    SURFACE,
    by_rarity,
    code_features,
    code_scores,
    surface_features,
)
from therapy_env.language.reading_context import ReadContext
from therapy_env.language.reading_heard import heard
from therapy_env.language.reading_signs import Signs, take_apart
from therapy_env.language.reading_weights import ANNOMI, CODES_WIDTH, hand_written

LIKE = {"explore": "question", "reflect": "reflection", "advise": "therapist_input", "other": "other"}


@pytest.fixture(scope="module")
def turns() -> tuple[list[Signs], list[str]]:
    """Own turns with one clear act of four, under the name of the class of AnnoMI that is most like it."""
    signs, labels = [], []
    for row in therapist_rows():
        clear = [name for name, p in row.acts.items() if p >= 1.0]
        if len(clear) == 1 and clear[0] in LIKE and labels.count(LIKE[clear[0]]) < 40:
            signs.append(take_apart(row.therapist, ReadContext(row.patient)))
            labels.append(LIKE[clear[0]])
    return signs, labels


def test_words_and_letters_of_a_surface_weigh_alike_and_unknown_ones_nothing() -> None:
    found = surface_features("so, you would rather not. is that it?")
    indices, values = by_rarity(found, np.ones(SURFACE, dtype=np.float32))
    words = indices < LETTERS_AT
    assert np.linalg.norm(values[words]) == pytest.approx(1.0)
    assert np.linalg.norm(values[~words]) == pytest.approx(1.0)
    assert (np.diff(indices) > 0).all()
    assert not by_rarity(found, np.zeros(SURFACE, dtype=np.float32))[1].any()


@pytest.mark.parametrize("text", ["", "?", "…", "מה שלומך"])
def test_a_surface_is_defined_for_any_text(text: str) -> None:
    indices, values = by_rarity(surface_features(text), np.ones(SURFACE, dtype=np.float32))
    assert len(indices) == len(values) > 0
    assert np.isfinite(values).all() and indices.max() < SURFACE


def test_marks_are_seen() -> None:
    assert set(surface_features("you did that?")[0]) != set(surface_features("you did that.")[0])


def test_what_is_too_rare_is_not_looked_at() -> None:
    pytest.importorskip("scipy")
    from therapy_env.language.fit_codes import rarity_of

    common, lone = surface_features("how are you"), surface_features("how is work")
    rarity = rarity_of([common, common, common, lone])
    shared = set(common[0]) & set(lone[0])
    assert all(rarity[i] == pytest.approx(1.0) for i in shared)
    assert all(rarity[i] > 1.0 for i in set(common[0]) - shared)
    assert not any(rarity[i] for i in set(lone[0]) - shared)


def test_the_head_is_the_same_each_time_and_its_arrays_alone_give_its_scores(
    turns: tuple[list[Signs], list[str]],
) -> None:
    pytest.importorskip("scipy")
    from therapy_env.language.fit_codes import code_matrix, fit_annomi
    from therapy_env.language.fit_reading import measures_of

    signs, labels = turns
    weights = hand_written()
    x = code_matrix(signs, lambda one: measures_of(one, weights))
    seen = [i for i in range(len(signs)) if i % 4]
    head, again = (fit_annomi(x[seen], [signs[i] for i in seen], [labels[i] for i in seen]) for _ in range(2))
    for name in ("codes", "surface", "rarity", "bias"):
        assert getattr(head, name).tobytes() == getattr(again, name).tobytes()
    for one, two in zip(head.windows, again.windows, strict=True):
        assert one.tobytes() == two.tobytes()
    scores = head.scores(x, signs)
    for i in (0, 7, 20):
        found = code_features(signs[i], measures_of(signs[i], weights))
        assert found[0].max() == CODES_WIDTH - 1
        surface = by_rarity(surface_features(signs[i].text), head.rarity)
        alone = code_scores(found, head.codes, head.bias) + code_scores(surface, head.surface, np.zeros(4))
        alone += head.windows.scores(*heard(signs[i]))
        assert alone == pytest.approx(scores[i])
    told = [ANNOMI[k] for k in scores.argmax(axis=1)]
    unseen = [i for i in range(len(signs)) if i % 4 == 0]
    assert np.mean([told[i] == labels[i] for i in unseen]) > 0.7
