"""Fitting the patient sensing: softmax heads over cues and hashed n-grams, drawn toward the hand-written log-odds.

Everything is deterministic: full-batch L-BFGS, fixed order, folds that depend on the names of the groups alone, and
weights that are rounded. Temperatures and the scores of the model card come from folds that never split a scenario
(own corpus) or a transcript (AnnoMI).
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from therapy_env.language.corpora import PatientRow, patient_rows
from therapy_env.language.features import hashed
from therapy_env.language.sensing import (
    AROUSAL,
    BITS,
    COLUMNS,
    HASHED_SCALE,
    HEADS,
    N_CUES,
    NAMES,
    PATH,
    WIDTH,
    Weights,
    cues,
    hand_written,
)
from therapy_env.language.weights_file import save

Array = NDArray[np.float64]

RIDGE = {"talk": 1.5, "distortion": 0.8, "delusion": 0.8, "rupture": 0.8, "risk": 0.8, "arousal": 1.0}
"""Strength of the pull toward the hand-written weights, a head."""
EVENING = {"talk": 0.65, "distortion": 0.75, "delusion": 0.75, "rupture": 0.75, "risk": 0.9}
"""How far rare labels are weighed up: 0 as they come, 1 all labels alike."""
ANNOMI_WEIGHT = 0.35
"""What a client turn of AnnoMI counts for in the talk head, beside 1 for a turn of the corpus."""
ANNOMI_ABSENT = 0.1
"""What it counts for as a turn without a delusion."""
WITH_ANNOMI = ("talk", "delusion")
FOLDS = 5


@dataclass(frozen=True, slots=True)
class _Turns:
    """Turns as features, with their groups, whether each is of AnnoMI, and a label (or -1) a head."""

    x: Any
    groups: tuple[str, ...]
    foreign: NDArray[np.bool_]
    labels: dict[str, NDArray[np.int64]]
    arousal: Array


def features(texts: Sequence[str]) -> Any:
    """Return texts as a sparse matrix of what the heads see."""
    from scipy.sparse import csr_matrix

    indptr, indices, data = [0], [], []
    for text in texts:
        found, words = cues(text)
        indices.extend(found)
        data.extend([1.0] * len(found))
        if words:
            places = hashed(words, BITS) + N_CUES
            indices.extend(places.tolist())
            data.extend([HASHED_SCALE / float(np.sqrt(places.size))] * places.size)
        indptr.append(len(indices))
    return csr_matrix((data, indices, indptr), shape=(len(texts), N_CUES + (1 << BITS)))


def annomi_turns(data: Path) -> list[tuple[str, str, str]]:
    """Return (transcript, text, talk) of AnnoMI's client turns; ``data`` holds ``annomi/annomi.csv``."""
    with (data / "annomi" / "annomi.csv").open(encoding="utf-8", newline="") as file:
        return [
            (f"annomi:{row['transcript_id']}", row["utterance_text"], row["client_talk_type"])
            for row in csv.DictReader(file)
            if row["interlocutor"] == "client" and row["client_talk_type"] in HEADS["talk"]
        ]


def _turns(rows: Sequence[PatientRow], others: Sequence[tuple[str, str, str]]) -> _Turns:
    n, m = len(rows), len(others)
    labels = {}
    for head, names in HEADS.items():
        own = [names.index(getattr(row, head)) for row in rows]
        if head == "talk":
            rest = [names.index(talk) for _, _, talk in others]
        else:
            rest = [names.index("none") if head == "delusion" else -1] * m
        labels[head] = np.array(own + rest, dtype=np.int64)
    return _Turns(
        x=features([row.patient for row in rows] + [text for _, text, _ in others]),
        groups=tuple([row.scenario for row in rows] + [group for group, _, _ in others]),
        foreign=np.arange(n + m) >= n,
        labels=labels,
        arousal=np.array([row.arousal for row in rows] + [-1.0] * m),
    )


def folds(groups: Sequence[str]) -> NDArray[np.int64]:
    """Return a fold for each row; a group is never split."""
    return np.array([zlib.crc32(f"sensing:{group}".encode()) % FOLDS for group in groups], dtype=np.int64)


def _softmax(x: Any, y: NDArray[np.int64], w: Array, prior: Array, bias: Array, ridge: float) -> tuple[Array, Array]:
    from scipy.optimize import minimize

    n, d, k = x.shape[0], x.shape[1], prior.shape[1]
    used = np.unique(x.indices)
    part, start = x[:, used], np.vstack([prior[used], bias])
    target = np.zeros((n, k))
    target[np.arange(n), y] = 1.0

    def loss(flat: Array) -> tuple[float, Array]:
        theta = flat.reshape(len(used) + 1, k)
        z = part @ theta[:-1] + theta[-1]
        z -= z.max(axis=1, keepdims=True)
        log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        off = theta - start
        pull = np.full((len(used) + 1, 1), ridge)
        pull[-1] = 0.1 * ridge
        residual = w[:, None] * (np.exp(log_p) - target)
        value = -float(w @ log_p[np.arange(n), y]) + 0.5 * float((pull * off * off).sum())
        gradient = np.vstack([part.T @ residual, residual.sum(axis=0)]) + pull * off
        return value, gradient.ravel()

    best = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    best = best.reshape(len(used) + 1, k)
    fitted = np.array(prior, dtype=np.float64).reshape(d, k)
    fitted[used] = best[:-1]
    return fitted, best[-1]


def _graded(x: Any, y: Array, prior: Array, bias: float, ridge: float) -> tuple[Array, float]:
    from scipy.optimize import minimize

    d = x.shape[1]

    def loss(theta: Array) -> tuple[float, Array]:
        z = x @ theta[:d] + theta[d]
        p = 1.0 / (1.0 + np.exp(-z))
        off = theta[:d] - prior
        gap = 4.0 * (p - y)
        value = 4.0 * float((np.logaddexp(0.0, z) - y * z).sum()) + 0.5 * ridge * float(off @ off)
        return value, np.concatenate([x.T @ gap + ridge * off, [gap.sum()]])

    best = minimize(loss, np.append(prior, bias), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x
    return best[:d], float(best[d])


def _importance(head: str, turns: _Turns, rows: NDArray[np.int64]) -> Array:
    y = turns.labels[head][rows]
    foreign = turns.foreign[rows]
    base = np.where(foreign, ANNOMI_WEIGHT if head == "talk" else ANNOMI_ABSENT, 1.0)
    for source in (False, True):
        here = foreign == source
        share = np.bincount(y[here], minlength=len(HEADS[head])) / max(1, here.sum())
        factor = np.where(share > 0, np.maximum(share, 1e-9) ** -EVENING[head], 0.0)
        mean = float((share * factor).sum()) or 1.0
        base[here] *= (factor / mean)[y[here]]
    return np.asarray(base, dtype=np.float64)


def _columns(head: str) -> slice:
    first = COLUMNS[head, HEADS[head][0]]
    return slice(first, first + len(HEADS[head]))


def _fit_heads(turns: _Turns, rows: NDArray[np.int64]) -> Weights:
    start = hand_written()
    matrix, bias = start.matrix.astype(np.float64), start.bias.astype(np.float64)
    for head in HEADS:
        mine = rows[turns.labels[head][rows] >= 0]
        at = _columns(head)
        matrix[:, at], bias[at] = _softmax(
            turns.x[mine],
            turns.labels[head][mine],
            _importance(head, turns, mine),
            matrix[:, at],
            bias[at],
            RIDGE[head],
        )
    mine = rows[turns.arousal[rows] >= 0.0]
    matrix[:, AROUSAL], bias[AROUSAL] = _graded(
        turns.x[mine], turns.arousal[mine], matrix[:, AROUSAL], float(bias[AROUSAL]), RIDGE["arousal"]
    )
    return Weights(matrix.astype(np.float32), bias.astype(np.float32))


def _temperature(z: Array, y: NDArray[np.int64]) -> float:
    """Return the factor on the scores under which held-out labels are likeliest."""
    from scipy.optimize import minimize_scalar

    def loss(log_factor: float) -> float:
        scaled = z * np.exp(log_factor)
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        return -float((scaled[np.arange(len(y)), y] - np.log(np.exp(scaled).sum(axis=1))).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-1.5, 1.0), method="bounded").x))


def held_out(turns: _Turns) -> Array:
    """Return the scores of every turn from weights fitted without its group."""
    fold = folds(turns.groups)
    scores = np.zeros((len(fold), WIDTH))
    for k in range(FOLDS):
        fitted = _fit_heads(turns, np.flatnonzero(fold != k))
        test = np.flatnonzero(fold == k)
        scores[test] = turns.x[test] @ fitted.matrix.astype(np.float64) + fitted.bias
    return scores


def measured(turns: _Turns, scores: Array) -> dict[str, float]:
    """Return the figures of held-out scores: macro-F1 a head, expected calibration error, arousal's mean error."""
    from sklearn.metrics import f1_score

    own = np.flatnonzero(~turns.foreign)
    figures: dict[str, float] = {}
    for head in HEADS:
        z, y = scores[own, _columns(head)], turns.labels[head][own]
        figures[f"{head}_macro_f1"] = float(f1_score(y, z.argmax(axis=1), average="macro"))
        p = np.exp(z - z.max(axis=1, keepdims=True))
        p /= p.sum(axis=1, keepdims=True)
        top, right = p.max(axis=1), p.argmax(axis=1) == y
        bins = np.minimum((top * 10).astype(int), 9)
        in_bin = [bins == b for b in sorted(set(bins.tolist()))]
        gaps = [abs(float(top[here].mean() - right[here].mean())) * float(here.mean()) for here in in_bin]
        figures[f"{head}_calibration_error"] = float(sum(gaps))
        if "none" in HEADS[head]:
            none = HEADS[head].index("none")
            figures[f"{head}_present_f1"] = float(f1_score(y != none, z.argmax(axis=1) != none))
    arousal = 1.0 / (1.0 + np.exp(-scores[own, AROUSAL]))
    figures["arousal_mae"] = float(np.abs(arousal - turns.arousal[own]).mean())
    if turns.foreign.any():
        z, y = scores[turns.foreign, _columns("talk")], turns.labels["talk"][turns.foreign]
        figures["talk_annomi_macro_f1"] = float(f1_score(y, z.argmax(axis=1), average="macro"))
    return figures


def _stored(path: Path) -> Weights | None:
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        if tuple(stored["names"].tolist()) != NAMES:
            return None
        return Weights(stored["matrix"].astype(np.float32), stored["bias"])


def fit(data: Path | None = None, out: Path = PATH) -> dict[str, float]:
    """Fit the weights, write them to ``out`` and return the held-out figures.

    Args:
        data: Folder with ``annomi/annomi.csv``. Without it the heads that AnnoMI takes part in stay as they are
            stored, where the stored weights are of the same cues, and are fitted on the corpus alone otherwise.
        out: The ``.npz`` to write.
    """
    rows = patient_rows()
    turns = _turns(rows, annomi_turns(data) if data is not None else [])
    scores = held_out(turns)
    fitted = _fit_heads(turns, np.arange(len(turns.groups)))
    matrix, bias = fitted.matrix.astype(np.float64), fitted.bias.astype(np.float64)
    own = np.flatnonzero(~turns.foreign)
    for head in HEADS:
        at = _columns(head)
        factor = _temperature(scores[own, at], turns.labels[head][own])
        scores[:, at] *= factor
        matrix[:, at] *= factor
        bias[at] *= factor
    figures = measured(turns, scores)
    stored = _stored(out) if data is None else None
    if stored is not None:
        for head in WITH_ANNOMI:
            at = _columns(head)
            matrix[:, at], bias[at] = stored.matrix[:, at], stored.bias[at]
    save(
        out,
        {
            "matrix": np.round(matrix, 2).astype(np.float16),
            "bias": np.round(bias, 3).astype(np.float32),
            "names": np.array(NAMES),
        },
    )
    return figures
