"""Fitting the therapist reading: sentence heads, uptake, fit, appropriateness and the published code schemes.

Acts are fitted on whole turns, and read from the turn together with its clearest sentence. What is stacked on them
(calibration, fit, appropriateness) is fitted on scores from folds that did not see the scenario. Everything is
deterministic: full-batch L-BFGS, fixed order, rounded weights.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from therapy_env.acts import ACTS, UPTAKES
from therapy_env.language.corpora import TherapistRow, pairs, therapist_rows
from therapy_env.language.fit_codes import fit_codes
from therapy_env.language.fit_heads import logistic, logistic_shared, softmax
from therapy_env.language.fit_windows import Array as Floats
from therapy_env.language.fit_windows import Choice, Grade, Ints, Lesson, fit_windows
from therapy_env.language.fit_worded import worded_rows
from therapy_env.language.reading import (
    adjusted,
    measures,
    pooled,
    sentence_scores,
    states,
    turn_scores,
    uptake_of,
)
from therapy_env.language.reading_context import BeliefText, ReadContext
from therapy_env.language.reading_heard import heard
from therapy_env.language.reading_sentence import N_FEATURES, NAMES
from therapy_env.language.reading_signs import Signs, take_apart
from therapy_env.language.reading_weights import (
    ACT_COLUMNS,
    FIT_COLUMN,
    MEASURES,
    RIGHT_COLUMNS,
    STATES,
    UPTAKE_COLUMNS,
    Weights,
    hand_written,
    load,
)
from therapy_env.language.windows import Windows
from therapy_env.language.word_vectors import SIZE

Array = NDArray[np.float64]

HASHED_SCALE = 0.7
"""Hashed features are scaled down, which penalises them more than the hand-written ones."""
PRIOR_SCALE = 0.7
RIDGE_HEADS = 1.5
RIDGE_QUALITY = {"fit": 2.0, "appropriate": 3.5}
WORDS_SCALE = np.r_[np.full(N_FEATURES, 0.3), np.full(SIZE, 0.6)]
"""Scale of the words themselves, and of their vectors, beside the measures when fit and appropriateness are fitted."""
PAIR_SCALE, PAIR_WEIGHT = 2.0, 1.0
WORDED_WEIGHT = 0.1
"""How much a row of the project's own wording counts beside an authored one."""
EPOCHS = 20
"""Passes over the corpus in which windows of words are learnt."""
WINDOWS_SHARE = 0.6
"""What windows of words count for in appropriateness beside the linear head."""
ACTS_LESSON, UPTAKE_LESSON = 0.3, 0.5
"""What acts and uptake count for in what these windows learn besides, so that their filters see what a turn does."""
FOLDS = 5


def context_of(row: TherapistRow) -> ReadContext:
    """Return a corpus row as the context that reading sees."""
    belief = BeliefText(id="b0", status=row.belief_status, statement=row.belief)
    return ReadContext(patient=row.patient, beliefs=(belief,), last_belief=0)


def folds(groups: Sequence[str], n: int = FOLDS) -> NDArray[np.int64]:
    """Return a fold for each row; a group is never split. Depends on the names of the groups alone."""
    return np.array([zlib.crc32(f"fold:{group}".encode()) % n for group in groups], dtype=np.int64)


def _sparse(rows: Sequence[Sequence[int] | NDArray[np.int64]], width: int, named: int) -> Any:
    from scipy.sparse import csr_matrix

    indptr = np.cumsum([0, *(len(row) for row in rows)])
    indices = np.concatenate([np.asarray(row, dtype=np.int64) for row in rows])
    data = np.where(indices < named, 1.0, HASHED_SCALE)
    matrix = csr_matrix((data, indices, indptr), shape=(len(rows), width))
    matrix.sum_duplicates()
    return matrix


@dataclass(slots=True)
class Prepared:
    """Corpus rows taken apart, once."""

    rows: list[TherapistRow]
    signs: list[Signs]
    acts: Array
    weight: Array
    """How much each row counts."""
    fold: NDArray[np.int64]
    turns: Any
    """(rows, features) sparse: what :func:`~therapy_env.language.reading.turn_scores` multiplies with, word vectors
    last."""


def sentence_features(signs: Signs) -> list[list[int]]:
    """Return the table's rows that are added up for each sentence."""
    together = zip(signs.sentences, signs.context, signs.frames, strict=True)
    return [said.rows + row + frame for said, row, frame in together]


def turn_features(signs: Sequence[Signs]) -> Any:
    """Return the features of turns, added up over sentences, word vectors last."""
    from scipy.sparse import csr_matrix, hstack

    flat = [(i, features) for i, one in enumerate(signs) for features in sentence_features(one)]
    owner = np.array([i for i, _ in flat], dtype=np.int64)
    dense = csr_matrix(np.vstack([one.dense for one in signs]).astype(np.float64))
    sentences = hstack([_sparse([row for _, row in flat], N_FEATURES, len(NAMES)), dense], format="csr")
    sizes = np.sqrt(np.bincount(owner))
    adding = csr_matrix((1.0 / sizes[owner], (owner, np.arange(len(owner)))), shape=(len(signs), len(owner)))
    return (adding @ sentences).tocsr()


def prepare(rows: list[TherapistRow], worded: Sequence[TherapistRow] = ()) -> Prepared:
    """Take all rows apart and line up their labels; ``worded`` come after ``rows`` and weigh less."""
    weight = np.r_[np.ones(len(rows)), np.full(len(worded), WORDED_WEIGHT)]
    rows = [*rows, *worded]
    acts = np.array([[row.acts.get(name, 0.0) for name in ACTS] for row in rows])
    signs = [take_apart(row.therapist, context_of(row)) for row in rows]
    return Prepared(rows, signs, acts, weight, folds([r.scenario for r in rows]), turn_features(signs))


def _prior(weights: Any, bias: Any) -> Array:
    """Return hand-written weights as a prior: none for the word vectors, biases last."""
    return np.vstack([weights, np.zeros((SIZE, weights.shape[1])), np.atleast_2d(bias)]).astype(np.float64)


def _unscaled(theta: Array) -> tuple[Array, Array, Array]:
    """Split what was fitted into table, word vectors and biases, on raw features."""
    table = theta[:N_FEATURES].copy()
    table[len(NAMES) :] *= HASHED_SCALE
    return table, theta[N_FEATURES:-1], theta[-1]


def fit_heads(data: Prepared, keep: NDArray[np.bool_]) -> Weights:
    """Fit act and uptake heads on the turns of ``keep``."""
    weights = hand_written()
    x = data.turns[keep]
    y = data.acts[keep]
    before = PRIOR_SCALE * _prior(weights.table[:, ACT_COLUMNS], weights.bias[ACT_COLUMNS])
    acts = logistic(x, y, np.ones_like(y) * data.weight[keep][:, None], before, RIDGE_HEADS)
    onehot = np.eye(len(UPTAKES))[[row.uptake_index for row, kept in zip(data.rows, keep, strict=True) if kept]]
    before = _prior(weights.table[:, UPTAKE_COLUMNS], weights.bias[UPTAKE_COLUMNS])
    uptake = softmax(x, onehot, data.weight[keep], before, RIDGE_HEADS)
    table, dense, bias = weights.table.copy(), weights.dense.copy(), weights.bias.copy()
    for columns, fitted in ((ACT_COLUMNS, acts), (UPTAKE_COLUMNS, uptake)):
        table[:, columns], dense[:, columns], bias[columns] = _unscaled(fitted)
    return replace(weights, table=table, dense=dense, bias=bias)


def _calibrate(whole: Array, best: Array, sizes: Array, acts: Array) -> Array:
    """Fit :attr:`Weights.pool`: the log-odds of an act from the turn's score, its clearest sentence's, its length."""
    pool = np.zeros((acts.shape[1], 4))
    start = np.array([[0.7], [0.3], [0.0], [0.0]])
    for a in range(acts.shape[1]):
        x = np.column_stack([whole[:, a], best[:, a], sizes])
        pool[a] = logistic(x, acts[:, a : a + 1], np.ones((len(x), 1)), start, 2.0)[:, 0]
    return pool


@dataclass(slots=True)
class Stacked:
    """Out-of-fold acts, uptake and measures of every row."""

    acts: Array
    uptake: Array
    values: Array


def _softened(logits: Array, factor: float) -> Array:
    z = np.exp(factor * (logits - logits.max(axis=1, keepdims=True)))
    return np.asarray(z / z.sum(axis=1, keepdims=True))


def _temperature(logits: Array, label: NDArray[np.int64], weight: Array) -> float:
    """Return the factor on log-odds under which the probabilities of the labels are highest."""
    at = np.arange(len(label))
    return min(
        (round(0.3 + 0.02 * i, 2) for i in range(46)),
        key=lambda factor: -float(weight @ np.log(_softened(logits, factor)[at, label] + 1e-9)),
    )


def stack(data: Prepared) -> tuple[Stacked, Array, float]:
    """Score each row with heads that have not seen its scenario.

    Returns:
        The scores, the calibration of acts, and the factor that calibrates uptake, both from all rows; the scores are
        calibrated by what the other folds give.
    """
    n = len(data.rows)
    whole, best = np.zeros((n, len(ACTS))), np.zeros((n, len(ACTS)))
    uptake = np.zeros((n, len(UPTAKES)))
    for fold in range(FOLDS):
        held = data.fold == fold
        if not held.any():
            continue
        weights = fit_heads(data, ~held)
        for i in np.flatnonzero(held):
            scores = sentence_scores(data.signs[i], weights)
            turn = turn_scores(scores)
            whole[i] = turn[ACT_COLUMNS] + weights.bias[ACT_COLUMNS]
            best[i] = scores[:, ACT_COLUMNS].max(axis=0) + weights.bias[ACT_COLUMNS]
            uptake[i] = turn[UPTAKE_COLUMNS] + weights.bias[UPTAKE_COLUMNS]
    label = np.array([row.uptake_index for row in data.rows])
    factor = _temperature(uptake, label, data.weight)
    logits = uptake.copy()
    for fold in range(FOLDS):
        held = data.fold == fold
        uptake[held] = _softened(logits[held], _temperature(logits[~held], label[~held], data.weight[~held]))
    sizes = np.log2([len(s.sentences) for s in data.signs])
    acts = np.zeros_like(best)
    for fold in range(FOLDS):
        held = data.fold == fold
        pool = _calibrate(whole[~held], best[~held], sizes[~held], data.acts[~held])
        z = pool[:, 0] * whole[held] + pool[:, 1] * best[held] + pool[:, 2] * sizes[held][:, None] + pool[:, 3]
        acts[held] = 1.0 / (1.0 + np.exp(-z))
    values = np.zeros((n, len(MEASURES)))
    for row, signs in enumerate(data.signs):
        a, u = adjusted(signs, acts[row].tolist(), uptake[row].tolist())
        acts[row], uptake[row] = a, u
        values[row] = measures(signs, a, u, 0.0)
    return Stacked(acts, uptake, values), _calibrate(whole, best, sizes, data.acts), factor


def quality_features(data: Prepared, values: Array) -> tuple[Any, Any]:
    """Return the designs of fit and of appropriateness: measures, then words (for the latter, once a state)."""
    from scipy.sparse import csr_matrix, diags, hstack

    held = np.array([states(signs, row) for signs, row in zip(data.signs, values.tolist(), strict=True)])
    words = data.turns @ diags(WORDS_SCALE)
    by_state = [diags(held[:, k]) @ words for k in range(len(STATES))]
    plain = csr_matrix(values)
    return hstack([plain, words], format="csr"), hstack([plain, *by_state], format="csr")


def fit_quality(
    data: Prepared, values: Array, keep: NDArray[np.bool_], names: Sequence[str] = ("fit", "appropriate")
) -> dict[str, Any]:
    """Fit fit and appropriateness, or one of them, on the rows of ``keep``; pairs add a ranking term to both.

    Returns:
        Weights of the measures, and of words by column of the table, each on raw features.
    """
    from scipy.sparse import vstack

    base = hand_written()
    x_fit, x_right = quality_features(data, values)
    chosen = np.flatnonzero(keep)
    place = {id(data.rows[i]): i for i in chosen}
    ranked = [(place[id(b)], place[id(w)]) for b, w in pairs(data.rows[i] for i in chosen).values()]
    better, worse = np.array([b for b, _ in ranked], dtype=int), np.array([w for _, w in ranked], dtype=int)
    out: dict[str, Any] = {}
    words = slice(len(MEASURES), None)
    for name, x, prior, bias in (
        ("fit", x_fit, base.fit, base.bias[FIT_COLUMN]),
        ("appropriate", x_right, base.appropriate, base.bias[RIGHT_COLUMNS.start]),
    ):
        if name not in names:
            continue
        label = np.array([getattr(data.rows[i], name) for i in chosen])
        gap = np.array([getattr(data.rows[b], name) - getattr(data.rows[w], name) for b, w in ranked])
        # A difference of two turns has no bias: the bias is a column, which is 0 in it.
        one = np.r_[np.ones(len(chosen)), np.zeros(len(ranked))][:, None]
        design = vstack([x[chosen], PAIR_SCALE * (x[better] - x[worse])], format="csr")
        target = np.r_[label, np.where(gap >= 0, 1.0, 0.0)][:, None]
        weight = np.r_[data.weight[chosen], PAIR_WEIGHT * np.minimum(1.0, 2 * np.abs(gap))][:, None]
        start = np.r_[prior, np.zeros(x.shape[1] - len(prior)), bias][:, None].astype(np.float64)
        theta = logistic_shared(design, one, target, weight, start, RIDGE_QUALITY[name])
        out[name], out[f"{name}_bias"] = theta[: len(MEASURES), 0], float(theta[-1, 0])
        fitted = theta[words][:-1, 0].reshape(-1, N_FEATURES + SIZE).T * WORDS_SCALE[:, None]
        out[f"{name}_words"] = np.vstack([fitted, np.zeros((1, fitted.shape[1]))])
    return out


@dataclass(frozen=True, slots=True)
class _Right:
    """Appropriateness as windows learn it: by the state that the patient is in, and of a pair which side is better."""

    columns: slice
    held: Array
    """How far each of :data:`STATES` holds, a row a turn."""
    label: Array
    other: Ints
    """The place of the other side of a turn's pair; -1 for none."""

    def teach(self, z: Floats, rows: Ints, slope: Floats) -> None:
        """Add the slope of the cross-entropy, and of that of being the better side of a pair."""
        held, label = self.held[rows], self.label[rows]
        logit = (z[:, self.columns] * held).sum(axis=1)
        off = 1.0 / (1.0 + np.exp(-logit)) - label
        place = dict(zip(rows.tolist(), range(len(rows)), strict=True))
        for mine, other in enumerate(self.other[rows].tolist()):
            if other >= 0 and label[mine] >= label[place[other]]:
                gap = label[mine] - label[place[other]]
                learns = PAIR_WEIGHT * min(1.0, 2.0 * gap) / (1.0 + np.exp(logit[mine] - logit[place[other]]))
                off[mine] -= learns
                off[place[other]] += learns
        slope[:, self.columns] += off[:, None] * held


def fit_right(data: Prepared, values: Array, keep: NDArray[np.bool_]) -> Windows:
    """Return windows of words that tell appropriateness, a label a state, fitted on the authored rows of ``keep``."""
    chosen = np.flatnonzero(keep & (data.weight == 1.0))
    place = {id(data.rows[i]): i for i in chosen}
    sides = [(place[id(b)], place[id(w)]) for b, w in pairs(data.rows[i] for i in chosen).values()]
    other = np.full(len(data.rows), -1)
    for better, worse in sides:
        other[better], other[worse] = worse, better
    units = [np.array(side) for side in sides] + [np.array([i]) for i in chosen if other[i] < 0]
    orders, marks = zip(*map(heard, data.signs), strict=True)
    n_acts, n_told = len(ACTS), len(ACTS) + len(UPTAKES)
    one = np.ones(len(data.rows))
    uptake = np.array([row.uptake_index for row in data.rows])
    held = np.array([states(signs, row) for signs, row in zip(data.signs, values.tolist(), strict=True)])
    label = np.array([row.appropriate for row in data.rows])
    lessons: list[Lesson] = [
        Grade(slice(0, n_acts), data.acts, ACTS_LESSON * one),
        Choice(slice(n_acts, n_told), uptake, UPTAKE_LESSON * one),
        _Right(slice(n_told, n_told + len(STATES)), held, label, other),
    ]
    views = n_told + len(STATES)
    found = fit_windows([np.array(order) for order in orders], lambda _: units, lessons, views, EPOCHS, marks)
    return found._replace(views=found.views[:, n_told:], base=found.base[n_told:]).times(WINDOWS_SHARE)


def acts_of(signs: Signs) -> list[float]:
    """Return the acts of a turn by the stored weights."""
    weights = load()
    scores = sentence_scores(signs, weights)
    return pooled(scores, turn_scores(scores), weights)


def measures_of(signs: Signs, weights: Weights | None = None) -> list[float]:
    """Return the measures of a turn by the stored weights or by others, as if nothing had been said before."""
    weights = weights or load()
    scores = sentence_scores(signs, weights)
    turn = turn_scores(scores)
    acts, uptake = adjusted(signs, pooled(scores, turn, weights), uptake_of(turn, weights))
    return measures(signs, acts, uptake, 0.0)


def fit(data: Path | None, report: Callable[[str], None] = print) -> dict[str, Any]:
    """Fit everything and return the arrays to store.

    Args:
        data: Folder with the published sets; without it the code heads stay empty.
        report: Gets lines on what was done.
    """
    authored = therapist_rows()
    worded = worded_rows(authored)
    prepared = prepare(authored, worded)
    scenarios = len({r.scenario for r in authored})
    report(f"therapist corpus: {len(authored)} rows, {scenarios} scenarios; own wording: {len(worded)} rows")
    stacked, pool, factor = stack(prepared)
    everything = np.ones(len(prepared.rows), dtype=bool)
    weights = fit_heads(prepared, everything)
    quality = fit_quality(prepared, stacked.values, everything)
    table, dense, bias = weights.table, weights.dense, weights.bias
    for part in (table, dense, bias):
        part[..., UPTAKE_COLUMNS] *= factor
    for name, columns in (("fit", slice(FIT_COLUMN, FIT_COLUMN + 1)), ("appropriate", RIGHT_COLUMNS)):
        table[:, columns], dense[:, columns], _ = _unscaled(quality[f"{name}_words"])
        bias[columns.start] = quality[f"{name}_bias"]
    stored: dict[str, Any] = {
        "table": table.astype(np.float16),
        "dense": dense,
        "bias": bias,
        "pool": pool,
        "fit": quality["fit"],
        "appropriate": quality["appropriate"],
        **fit_right(prepared, stacked.values, everything).named("right"),
    }
    if data is not None:
        rounded = _rounded(stored)
        parts = ("table", "dense", "bias", "pool")
        heads = replace(weights, **{name: rounded[name].astype(np.float32) for name in parts})
        stored |= fit_codes(data, lambda signs: measures_of(signs, heads))
    return _rounded(stored)


def _rounded(stored: dict[str, Any]) -> dict[str, Any]:
    """Round to three decimals, so that last-bit differences between machines do not reach the file."""
    return {
        name: value if value.dtype == np.float16 else np.round(value.astype(np.float64), 3).astype(np.float32)
        for name, value in ((name, np.asarray(value)) for name, value in stored.items())
    }
