"""Fitting the therapist reading: sentence heads, uptake, fit, appropriateness and the published code schemes.

The corpora label turns, the heads read sentences. So a turn that has an act is taken to have it in the sentence that
the present weights find it in most (multiple-instance learning), and this is done a few times over, from the
hand-written weights on. What is stacked on the acts (calibration, fit, appropriateness) is fitted on scores from folds
that did not see the scenario. Everything is deterministic: full-batch L-BFGS, fixed order, rounded weights.
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from therapy_env.acts import ACTS, UPTAKES
from therapy_env.language.corpora import TherapistRow, pairs, therapist_rows
from therapy_env.language.fit_worded import worded_rows
from therapy_env.language.reading import (
    adjusted,
    code_features,
    measures,
    sentence_scores,
    states,
    turn_scores,
    uptake_of,
)
from therapy_env.language.reading_context import BeliefText, ReadContext
from therapy_env.language.reading_sentence import N_FEATURES, NAMES
from therapy_env.language.reading_signs import Signs, take_apart
from therapy_env.language.reading_vectors import SIZE
from therapy_env.language.reading_weights import (
    ACT_COLUMNS,
    ANNOMI,
    BOLT,
    CODES_WIDTH,
    FIT_COLUMN,
    MEASURES,
    RIGHT_COLUMNS,
    STATES,
    UPTAKE_COLUMNS,
    Weights,
    hand_written,
)

Array = NDArray[np.float64]

HASHED_SCALE = 0.7
"""Hashed features are scaled down, which penalises them more than the hand-written ones."""
PRIOR_SCALE = 0.7
RIDGE_HEADS, RIDGE_QUALITY, RIDGE_CODES = 1.5, 2.0, 1.5
WORDS_SCALE = 0.3
"""Scale of the words themselves beside the measures when fit and appropriateness are fitted."""
PAIR_SCALE, PAIR_WEIGHT = 2.0, 1.0
WORDED_WEIGHT = 0.1
"""How much a row of the project's own wording counts beside an authored one."""
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


def _minimised(loss: Callable[[Array], tuple[float, Array]], start: Array, steps: int = 150) -> Array:
    from scipy.optimize import minimize

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxfun": 2 * steps})
    return np.asarray(found.x)


def _logistic(x: Any, y: Array, w: Array, prior: Array, ridge: float, steps: int = 60) -> Array:
    """Fit a logistic head for each column of ``y`` (soft labels, weights ``w`` of the same shape).

    The penalty pulls toward ``prior``, which has the biases in its last row; these are free.
    """
    x, prior, whole, full = _occurring(x, prior)
    d, k = x.shape[1], y.shape[1]
    t = x.T.tocsr() if hasattr(x, "tocsr") else x.T

    def loss(flat: Array) -> tuple[float, Array]:
        theta = flat.reshape(d + 1, k)
        z = x @ theta[:d] + theta[d]
        p = 1.0 / (1.0 + np.exp(-np.clip(z, -40, 40)))
        off = theta[:d] - prior[:d]
        value = float((w * (np.logaddexp(0.0, z) - y * z)).sum()) + 0.5 * ridge * float((off * off).sum())
        residual = w * (p - y)
        return value, np.vstack([t @ residual + ridge * off, residual.sum(axis=0)]).ravel()

    whole[full] = _minimised(loss, prior.ravel().copy(), steps).reshape(d + 1, k)
    return whole


def _occurring(x: Any, prior: Array) -> tuple[Any, Array, Array, NDArray[np.int64]]:
    """Leave out columns that are 0 throughout: their weights stay as they were.

    Returns:
        The columns left, their prior, a copy of the whole prior to write into, and where in it the columns stand.
    """
    if not hasattr(x, "tocsr"):
        return x, prior, prior.copy(), np.arange(len(prior))
    kept = np.flatnonzero(np.bincount(x.indices, minlength=x.shape[1]))
    full = np.r_[kept, x.shape[1]]
    return x[:, kept], prior[full], prior.copy(), full


def _softmax(x: Any, y: Array, w: Array, prior: Array, ridge: float, steps: int = 120) -> Array:
    """Fit a softmax; ``y`` is one-hot, ``prior`` is (features + 1, classes) with the biases last."""
    x, prior, whole, full = _occurring(x, prior)
    d, k = x.shape[1], y.shape[1]
    t = x.T.tocsr() if hasattr(x, "tocsr") else x.T

    def loss(flat: Array) -> tuple[float, Array]:
        theta = flat.reshape(d + 1, k)
        z = x @ theta[:d] + theta[d]
        z = z - z.max(axis=1, keepdims=True)
        norm = np.log(np.exp(z).sum(axis=1, keepdims=True))
        p = np.exp(z - norm)
        off = theta[:d] - prior[:d]
        value = float((w[:, None] * y * (norm - z)).sum()) + 0.5 * ridge * float((off * off).sum())
        residual = w[:, None] * (p - y)
        return value, np.vstack([t @ residual + ridge * off, residual.sum(axis=0)]).ravel()

    whole[full] = _minimised(loss, prior.ravel().copy(), steps).reshape(d + 1, k)
    return whole


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


def sentence_features(signs: Signs) -> list[NDArray[np.int64]]:
    """Return the table's rows that are added up for each sentence."""
    cuts = [*signs.cuts, len(signs.frames)]
    return [
        np.concatenate((said.rows, np.array(row, dtype=np.int64), signs.frames[cuts[i] : cuts[i + 1]].ravel()))
        for i, (said, row) in enumerate(zip(signs.sentences, signs.context, strict=True))
    ]


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
    acts = _logistic(x, y, np.ones_like(y) * data.weight[keep][:, None], before, RIDGE_HEADS)
    onehot = np.eye(len(UPTAKES))[[row.uptake_index for row, kept in zip(data.rows, keep, strict=True) if kept]]
    before = _prior(weights.table[:, UPTAKE_COLUMNS], weights.bias[UPTAKE_COLUMNS])
    uptake = _softmax(x, onehot, data.weight[keep], before, RIDGE_HEADS)
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
        pool[a] = _logistic(x, acts[:, a : a + 1], np.ones((len(x), 1)), start, 2.0)[:, 0]
    return pool


@dataclass(slots=True)
class Stacked:
    """Out-of-fold acts, uptake and measures of every row."""

    acts: Array
    uptake: Array
    values: Array


def stack(data: Prepared) -> tuple[Stacked, Array]:
    """Score each row with heads that have not seen its scenario; return the scores and the calibration."""
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
            uptake[i] = uptake_of(turn, weights)
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
    return Stacked(acts, uptake, values), _calibrate(whole, best, sizes, data.acts)


def quality_features(data: Prepared, values: Array) -> tuple[Any, Any]:
    """Return the designs of fit and of appropriateness: measures, then words (for the latter, once a state)."""
    from scipy.sparse import csr_matrix, diags, hstack

    held = np.array([states(signs) for signs in data.signs])
    words = data.turns * WORDS_SCALE
    by_state = [diags(held[:, k]) @ words for k in range(len(STATES))]
    plain = csr_matrix(values)
    return hstack([plain, words], format="csr"), hstack([plain, *by_state], format="csr")


def fit_quality(data: Prepared, values: Array, keep: NDArray[np.bool_]) -> dict[str, Any]:
    """Fit fit and appropriateness on the rows of ``keep``; pairs add a ranking term to both.

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
        label = np.array([getattr(data.rows[i], name) for i in chosen])
        gap = np.array([getattr(data.rows[b], name) - getattr(data.rows[w], name) for b, w in ranked])
        # A difference of two turns has no bias: the bias is a column, which is 0 in it.
        one = np.r_[np.ones(len(chosen)), np.zeros(len(ranked))][:, None]
        design = vstack([x[chosen], PAIR_SCALE * (x[better] - x[worse])], format="csr")
        target = np.r_[label, np.where(gap >= 0, 1.0, 0.0)][:, None]
        weight = np.r_[data.weight[chosen], PAIR_WEIGHT * np.minimum(1.0, 2 * np.abs(gap))][:, None]
        start = np.r_[prior, np.zeros(x.shape[1] - len(prior)), bias][:, None].astype(np.float64)
        theta = _ranked(design, one, target, weight, start)
        out[name], out[f"{name}_bias"] = theta[: len(MEASURES), 0], float(theta[-1, 0])
        fitted = theta[words][:-1, 0].reshape(-1, N_FEATURES + SIZE).T * WORDS_SCALE
        out[f"{name}_words"] = np.vstack([fitted, np.zeros((1, fitted.shape[1]))])
    return out


def _ranked(x: Any, one: Array, y: Array, w: Array, prior: Array) -> Array:
    """Fit a logistic head whose bias only counts where ``one`` is 1."""
    from scipy.sparse import csr_matrix, hstack

    theta = _logistic_free(hstack([x, csr_matrix(one)], format="csr"), y, w, prior)
    return theta


def _logistic_free(x: Any, y: Array, w: Array, prior: Array) -> Array:
    d = x.shape[1]
    t = x.T.tocsr()
    penalty = np.full((d, 1), RIDGE_QUALITY)
    penalty[-1] = 0.0

    def loss(flat: Array) -> tuple[float, Array]:
        theta = flat.reshape(d, 1)
        z = x @ theta
        p = 1.0 / (1.0 + np.exp(-np.clip(z, -40, 40)))
        off = theta - prior
        value = float((w * (np.logaddexp(0.0, z) - y * z)).sum()) + 0.5 * float((penalty * off * off).sum())
        return value, (t @ (w * (p - y)) + penalty * off).ravel()

    return _minimised(loss, prior.ravel().copy()).reshape(d, 1)


# --- published code schemes


def annomi_turns(data: Path) -> tuple[list[list[int]], list[str], list[str]]:
    """Return features, labels and transcript ids of AnnoMI's therapist turns."""
    features, labels, groups = [], [], []
    before = ""
    with (data / "annomi" / "annomi.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["interlocutor"] == "client":
                before = row["utterance_text"]
                continue
            if row["main_therapist_behaviour"] in ANNOMI:
                text = row["utterance_text"]
                features.append(sorted(code_features(text, take_apart(text, ReadContext(patient=before)))))
                labels.append(row["main_therapist_behaviour"])
                groups.append(row["transcript_id"])
    return features, labels, groups


def bolt_turns(data: Path) -> tuple[list[list[int]], NDArray[np.float64], list[str]]:
    """Return features, a label matrix and the texts of BOLT's therapist turns, each text once."""
    names = {"problem-solving": "problem_solving"}
    by_text: dict[str, set[str]] = {}
    with (data / "bolt" / "finetune_therapist_combined_train.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            label = row["completion"].strip().lower()
            by_text.setdefault(row["prompt"], set()).add(names.get(label, label.replace(" ", "_")))
    texts = sorted(by_text)
    matrix = np.array([[float(name in by_text[text]) for name in BOLT] for text in texts])
    return [sorted(code_features(text, take_apart(text, ReadContext()))) for text in texts], matrix, texts


def fit_annomi(features: list[list[int]], labels: list[str]) -> tuple[Array, Array]:
    """Fit the four classes, balanced half-way (the square root of inverse frequency)."""
    index = np.array([ANNOMI.index(label) for label in labels])
    counts = np.bincount(index, minlength=4)
    w = np.sqrt(counts.mean() / counts)[index]
    x = _sparse(features, CODES_WIDTH, len(NAMES))
    return _code_weights(_softmax(x, np.eye(4)[index], w, np.zeros((CODES_WIDTH + 1, 4)), RIDGE_CODES))


def fit_bolt(features: list[list[int]], matrix: Array) -> tuple[Array, Array]:
    """Fit a head for each of the 13 behaviours."""
    x = _sparse(features, CODES_WIDTH, len(NAMES))
    prior = np.zeros((CODES_WIDTH + 1, matrix.shape[1]))
    prior[-1] = -2.5
    return _code_weights(_logistic(x, matrix, np.ones_like(matrix), prior, 2 * RIDGE_CODES))


def _code_weights(theta: Array) -> tuple[Array, Array]:
    weights = theta[:-1].copy()
    weights[len(NAMES) :] *= HASHED_SCALE
    return weights, theta[-1]


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
    stacked, pool = stack(prepared)
    everything = np.ones(len(prepared.rows), dtype=bool)
    weights = fit_heads(prepared, everything)
    quality = fit_quality(prepared, stacked.values, everything)
    table, dense, bias = weights.table, weights.dense, weights.bias
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
    }
    if data is not None:
        features, labels, _ = annomi_turns(data)
        w, b = fit_annomi(features, labels)
        stored |= {"annomi": w.astype(np.float16), "annomi_bias": b}
        features, matrix, _ = bolt_turns(data)
        w, b = fit_bolt(features, matrix)
        stored |= {"bolt": w.astype(np.float16), "bolt_bias": b}
    # Rounded to three decimals so that last-bit differences between machines do not reach the file.
    return {
        name: value if value.dtype == np.float16 else np.round(value.astype(np.float64), 3).astype(np.float32)
        for name, value in ((name, np.asarray(value)) for name, value in stored.items())
    }
