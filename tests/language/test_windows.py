"""Windows of words: what they give is the strongest window, and fitting them finds what order alone tells."""

from __future__ import annotations

import numpy as np
import pytest

from therapy_env.language import fit_windows
from therapy_env.language.sensing_features import look
from therapy_env.language.windows import FILTERS, PATH, REACH, SIZE, Windows, meaning_of, meanings, silent


def test_meanings_are_of_one_length_and_small() -> None:
    assert PATH.stat().st_size < 3200 * 1024
    lengths = np.linalg.norm(meanings(), axis=1)
    assert lengths[0] == 0.0
    assert lengths[1:] == pytest.approx(lengths[1], rel=1e-4)
    assert meaning_of("don't") != meaning_of("do") != 0
    assert meaning_of("sister's") == meaning_of("sister")
    assert meaning_of("zzqx") == 0


def test_words_of_like_meaning_are_near() -> None:
    def near(one: str, other: str) -> float:
        return float(meanings()[meaning_of(one)] @ meanings()[meaning_of(other)])

    assert near("frightened", "scared") > 2.0 * near("frightened", "kettle")
    assert near("spying", "surveillance") > 2.0 * near("spying", "porridge")


def test_words_are_seen_in_order_with_sentences_apart() -> None:
    order = look("He left. Why?! I don't know.")[0].order
    row = meaning_of
    assert order == [0, row("he"), row("left"), 0, row("why"), row("i"), row("don't"), row("know"), 0]
    assert look("")[0].order == [0]


def test_the_strongest_window_counts() -> None:
    rng = np.random.default_rng(7)
    w = Windows(
        rng.normal(size=(SIZE, REACH * FILTERS)).astype(np.float32),
        rng.normal(size=FILTERS).astype(np.float32),
        rng.normal(size=(FILTERS, 3)).astype(np.float32),
        rng.normal(size=3).astype(np.float32),
    )
    order = [0, 5, 900, 17, 0, 3, 0]
    best = np.full(FILTERS, -np.inf)
    for at in range(len(order)):
        total = w.floor.astype(np.float64)
        for place, row in enumerate((*order, 0, 0)[at : at + REACH]):
            total = total + meanings()[row] @ w.filters[:, place * FILTERS : (place + 1) * FILTERS]
        best = np.maximum(best, total)
    assert w.scores(order) == pytest.approx(np.maximum(best, 0.0) @ w.views + w.base, rel=1e-3, abs=1e-2)
    assert not silent(3).scores(order).any()


def test_order_is_learnt() -> None:
    rng = np.random.default_rng(11)
    first, second = meaning_of("dog"), meaning_of("man")
    orders, labels = [], []
    for i in range(400):
        rest = rng.integers(1, 3000, size=6).tolist()
        pair = [first, second] if i % 2 else [second, first]
        at = int(rng.integers(7))
        orders.append(np.array([0, *rest[:at], *pair, *rest[at:], 0], dtype=np.intp))
        labels.append(i % 2)
    y = np.array(labels)
    lesson = fit_windows.Choice(slice(0, 2), y, np.ones(400))
    w = fit_windows.fit_windows(orders, lambda _: list(np.arange(300)[:, None]), [lesson], 2, 12)
    told = np.array([w.scores(order.tolist()).argmax() for order in orders[300:]])
    assert (told == y[300:]).mean() > 0.85
