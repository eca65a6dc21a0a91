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
    uptake_of,
)
from therapy_env.language.reading_context import BeliefText, ReadContext
from therapy_env.language.reading_signs import NAMES, Signs, take_apart
from therapy_env.language.reading_weights import ANNOMI, BOLT, CODE_BITS, MEASURES, Weights, hand_written

Array = NDArray[np.float64]

HASHED_SCALE = 0.35
"""Hashed features are scaled down, which penalises them more than the hand-written ones."""
RIDGE_ACTS, RIDGE_UPTAKE, RIDGE_QUALITY, RIDGE_CODES = 0.6, 0.6, 2.0, 0.35
FOLDS = 5


def context_of(row: TherapistRow) -> ReadContext:
    """Return a corpus row as the context that reading sees."""
    belief = BeliefText(id="b0", status=row.belief_status, statement=row.belief)
    return ReadContext(patient=row.patient, beliefs=(belief,), last_belief=0)


def folds(groups: Sequence[str], n: int = FOLDS) -> NDArray[np.int64]:
    """Return a fold for each row; a group is never split. Depends on the names of the groups alone."""
    return np.array([zlib.crc32(f"fold:{group}".encode()) % n for group in groups], dtype=np.int64)


def _sparse(rows: Sequence[Sequence[int]], width: int, named: int) -> Any:
    from scipy.sparse import csr_matrix

    indptr = np.cumsum([0, *(len(row) for row in rows)])
    indices = np.array([i for row in rows for i in row], dtype=np.int64)
    data = np.where(indices < named, 1.0, HASHED_SCALE)
    return csr_matrix((data, indices, indptr), shape=(len(rows), width))


def _binary(x: Any, y: Array, w: Array, prior: Array, ridge: float) -> tuple[Array, float]:
    """Fit a logistic head to (soft) labels; the penalty pulls toward ``prior`` (weights, then bias)."""
    from scipy.optimize import minimize

    d = x.shape[1]

    def loss(theta: Array) -> tuple[float, Array]:
        z = x @ theta[:d] + theta[d]
        p = 1.0 / (1.0 + np.exp(-z))
        off = theta[:d] - prior[:d]
        value = float(w @ (np.logaddexp(0.0, z) - y * z)) + 0.5 * ridge * float(off @ off)
        residual = w * (p - y)
        return value, np.concatenate([x.T @ residual + ridge * off, [residual.sum()]])

    found = minimize(loss, prior.copy(), jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return found.x[:d], float(found.x[d])


def _softmax(x: Any, y: Array, w: Array, prior: Array, ridge: float) -> tuple[Array, Array]:
    """Fit a softmax; ``y`` is one-hot, ``prior`` is (features + 1, classes) with the biases last."""
    from scipy.optimize import minimize

    d, k = x.shape[1], y.shape[1]

    def loss(flat: Array) -> tuple[float, Array]:
        theta = flat.reshape(d + 1, k)
        z = x @ theta[:d] + theta[d]
        z = z - z.max(axis=1, keepdims=True)
        norm = np.log(np.exp(z).sum(axis=1, keepdims=True))
        p = np.exp(z - norm)
        off = theta[:d] - prior[:d]
        value = float((w[:, None] * y * (norm - z)).sum()) + 0.5 * ridge * float((off * off).sum())
        residual = w[:, None] * (p - y)
        return value, np.vstack([x.T @ residual + ridge * off, residual.sum(axis=0)]).ravel()

    found = minimize(loss, prior.ravel().copy(), jac=True, method="L-BFGS-B", options={"maxiter": 120})
    theta = found.x.reshape(d + 1, k)
    return theta[:d], theta[d]


@dataclass(slots=True)
class Prepared:
    """Corpus rows taken apart, once."""

    rows: list[TherapistRow]
    signs: list[Signs]
    acts: Array
    fold: NDArray[np.int64]


def prepare(rows: list[TherapistRow]) -> Prepared:
    """Take all rows apart and line up their labels."""
    acts = np.array([[row.acts.get(name, 0.0) for name in ACTS] for row in rows])
    return Prepared(
        rows, [take_apart(row.therapist, context_of(row)) for row in rows], acts, folds([r.scenario for r in rows])
    )


def _scaled(matrix: Any) -> Any:
    """Return weights on raw binary features from weights on scaled ones, rounded as they are stored."""
    out = np.array(matrix)
    out[len(NAMES) :] *= HASHED_SCALE
    return out.astype(np.float16).astype(np.float32)


def _prior(weights: Any, bias: Any) -> Array:
    return np.vstack([weights, np.atleast_2d(bias)]).astype(np.float64)


def fit_heads(data: Prepared, keep: NDArray[np.bool_], rounds: int = 3) -> Weights:
    """Fit act and uptake heads on the rows of ``keep``."""
    weights = hand_written()
    chosen = [i for i in range(len(data.rows)) if keep[i]]
    sentences = [(i, row) for i in chosen for row in data.signs[i].rows]
    owner = np.array([i for i, _ in sentences])
    width, named = weights.acts.shape[0], len(NAMES)
    x = _sparse([row for _, row in sentences], width, named)
    prior = _prior(weights.acts, weights.acts_bias)
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    theta = prior.copy()
    for _ in range(rounds):
        z = x @ theta[:width] + theta[width]
        fresh = np.empty_like(theta)
        for a in range(len(ACTS)):
            y = data.acts[owner, a]
            w = np.ones(len(y))
            tops = np.maximum.reduceat(z[:, a], starts)
            top = np.repeat(tops, np.diff(np.r_[starts, len(owner)]))
            # In a turn that has the act only the clearest sentence is taught; near-ties share.
            w[(y > 0) & (z[:, a] < top - 0.7)] = 0.0
            fresh[:width, a], fresh[width, a] = _binary(x, y, w, prior[:, a], RIDGE_ACTS)
        theta = fresh
    union = [sorted(set().union(*data.signs[i].rows)) for i in chosen]
    onehot = np.eye(len(UPTAKES))[[data.rows[i].uptake_index for i in chosen]]
    xu = _sparse(union, width, named)
    uptake, uptake_bias = _softmax(
        xu, onehot, np.ones(len(chosen)), _prior(weights.uptake, weights.uptake_bias), RIDGE_UPTAKE
    )
    return replace(
        weights,
        acts=_scaled(theta[:width]),
        acts_bias=theta[width].astype(np.float32),
        uptake=_scaled(uptake),
        uptake_bias=uptake_bias.astype(np.float32),
    )


def _calibrate(best: Array, sizes: Array, acts: Array) -> Array:
    """Fit slope, intercept and the shift by log2 of sentences for each act's pooled log-odds."""
    pool = np.zeros((acts.shape[1], 3))
    for a in range(acts.shape[1]):
        x = np.column_stack([best[:, a], sizes])
        w, b = _binary(x, acts[:, a], np.ones(len(x)), np.array([1.0, 0.0, 0.0]), 2.0)
        pool[a] = (max(0.2, w[0]), b, min(0.0, w[1]))
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
    best = np.zeros((n, len(ACTS)))
    uptake = np.zeros((n, len(UPTAKES)))
    for fold in range(FOLDS):
        held = data.fold == fold
        if not held.any():
            continue
        weights = fit_heads(data, ~held)
        for i in np.flatnonzero(held):
            best[i] = sentence_scores(data.signs[i], weights).max(axis=0)
            uptake[i] = uptake_of(data.signs[i], weights)
    sizes = np.log2([len(s.rows) for s in data.signs])
    pool = np.zeros((FOLDS, len(ACTS), 3))
    acts = np.zeros_like(best)
    for fold in range(FOLDS):
        held = data.fold == fold
        pool[fold] = _calibrate(best[~held], sizes[~held], data.acts[~held])
        z = pool[fold, :, 0] * best[held] + pool[fold, :, 1] + pool[fold, :, 2] * sizes[held][:, None]
        acts[held] = 1.0 / (1.0 + np.exp(-z))
    values = np.zeros((n, len(MEASURES)))
    for row, signs in enumerate(data.signs):
        a, u = adjusted(signs, acts[row].tolist(), uptake[row].tolist())
        acts[row], uptake[row] = a, u
        values[row] = measures(signs, a, u, 0.0)
    return Stacked(acts, uptake, values), _calibrate(best, sizes, data.acts)


def fit_quality(data: Prepared, stacked: Stacked, keep: NDArray[np.bool_]) -> dict[str, Any]:
    """Fit the heads of fit and of appropriateness on the rows of ``keep``; pairs add a ranking term."""
    base = hand_written()
    x = stacked.values[keep]
    rows = [row for row, kept in zip(data.rows, keep, strict=True) if kept]
    place = {id(row): i for i, row in enumerate(data.rows)}
    fit, fit_bias = _binary(
        x, np.array([r.fit for r in rows]), np.ones(len(rows)), np.r_[base.fit, base.fit_bias], RIDGE_QUALITY
    )
    d = len(MEASURES)
    gaps = np.array(
        [stacked.values[place[id(b)]] - stacked.values[place[id(w)]] for b, w in pairs(rows).values()]
    ).reshape(-1, d)
    one = np.ones((len(x), 1))
    zero = np.zeros((len(gaps), 1))
    # The bias is a column here, since a difference of two turns has none.
    design = np.vstack([np.hstack([x, one]), np.hstack([3.0 * gaps, zero])])
    target = np.r_[[r.appropriate for r in rows], np.ones(len(gaps))]
    weight = np.r_[np.ones(len(x)), np.full(len(gaps), 0.7)]
    prior = np.r_[base.appropriate, base.appropriate_bias, 0.0]
    theta, extra = _fixed_bias(design, target, weight, prior, RIDGE_QUALITY)
    return {
        "fit": fit.astype(np.float32),
        "fit_bias": round(fit_bias, 4),
        "appropriate": theta[:d].astype(np.float32),
        "appropriate_bias": round(float(theta[d]) + extra, 4),
    }


def _fixed_bias(x: Array, y: Array, w: Array, prior: Array, ridge: float) -> tuple[Array, float]:
    """Fit a logistic head without a free bias."""
    from scipy.optimize import minimize

    def loss(theta: Array) -> tuple[float, Array]:
        z = x @ theta
        off = theta - prior[:-1]
        residual = w * (1.0 / (1.0 + np.exp(-z)) - y)
        value = float(w @ (np.logaddexp(0.0, z) - y * z)) + 0.5 * ridge * float(off @ off)
        return value, x.T @ residual + ridge * off

    return minimize(loss, prior[:-1].copy(), jac=True, method="L-BFGS-B").x, 0.0


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


def _codes_width() -> int:
    return len(NAMES) + (1 << CODE_BITS)


def fit_annomi(features: list[list[int]], labels: list[str]) -> tuple[Array, Array]:
    """Fit the four classes, balanced half-way (the square root of inverse frequency)."""
    x = _sparse(features, _codes_width(), len(NAMES))
    index = np.array([ANNOMI.index(label) for label in labels])
    counts = np.bincount(index, minlength=4)
    w = np.sqrt(counts.mean() / counts)[index]
    return _softmax(x, np.eye(4)[index], w, np.zeros((_codes_width() + 1, 4)), RIDGE_CODES)


def fit_bolt(features: list[list[int]], matrix: Array) -> tuple[Array, Array]:
    """Fit a head for each of the 13 behaviours."""
    x = _sparse(features, _codes_width(), len(NAMES))
    heads = [
        _binary(x, matrix[:, k], np.ones(len(matrix)), np.r_[np.zeros(_codes_width()), -2.5], 2 * RIDGE_CODES)
        for k in range(matrix.shape[1])
    ]
    return np.column_stack([w for w, _ in heads]), np.array([b for _, b in heads])


def fit(data: Path | None, report: Callable[[str], None] = print) -> dict[str, Any]:
    """Fit everything and return the arrays to store.

    Args:
        data: Folder with the published sets; without it the code heads stay empty.
        report: Gets lines on what was done.
    """
    authored = therapist_rows()
    worded = worded_rows(authored)
    prepared = prepare(authored + worded)
    scenarios = len({r.scenario for r in authored})
    report(f"therapist corpus: {len(authored)} rows, {scenarios} scenarios; own wording: {len(worded)} rows")
    stacked, pool = stack(prepared)
    everything = np.ones(len(prepared.rows), dtype=bool)
    weights = fit_heads(prepared, everything)
    stored: dict[str, Any] = {
        "acts": weights.acts.astype(np.float16),
        "acts_bias": weights.acts_bias,
        "pool": pool.astype(np.float32),
        "uptake": weights.uptake.astype(np.float16),
        "uptake_bias": weights.uptake_bias,
    }
    quality = fit_quality(prepared, stacked, everything)
    stored |= {name: np.asarray(value) for name, value in quality.items()}
    if data is not None:
        features, labels, _ = annomi_turns(data)
        w, b = fit_annomi(features, labels)
        stored |= {"annomi": _scaled(w).astype(np.float16), "annomi_bias": b.astype(np.float32)}
        features, matrix, _ = bolt_turns(data)
        w, b = fit_bolt(features, matrix)
        stored |= {"bolt": _scaled(w).astype(np.float16), "bolt_bias": b.astype(np.float32)}
    # Rounded to three decimals so that last-bit differences between machines do not reach the file.
    return {
        name: value if value.dtype == np.float16 else np.round(value.astype(np.float64), 3).astype(np.float32)
        for name, value in stored.items()
    }
