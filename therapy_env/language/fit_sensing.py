"""Fitting the patient sensing: heads over the turn and its sentences, drawn toward the hand-written log-odds.

A head's score of a label is a linear score of the turn plus the highest linear score of one of its sentences. All is
deterministic: full-batch L-BFGS, fixed order, folds that depend on the names of the groups alone, and weights that are
rounded. Temperatures and the scores of the model card come from folds that never split a scenario (own corpus) or a
transcript (AnnoMI).
"""

from __future__ import annotations

import csv
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from therapy_env.language.corpora import PatientRow, patient_rows
from therapy_env.language.sensing import (
    AROUSAL,
    COLUMNS,
    HASHED_SCALE,
    HEADS,
    N_FEATURES,
    NAMES,
    PATH,
    REST,
    WIDTH,
    Seen,
    Weights,
    hand_written,
    look,
)
from therapy_env.language.weights_file import save

Array = NDArray[np.float64]
Ints = NDArray[np.int64]

RIDGE = {"talk": 1.5, "distortion": 0.8, "delusion": 0.8, "rupture": 0.8, "risk": 0.8, "arousal": 1.0}
"""Strength of the pull of the sentence weights toward the hand-written ones, a head; the turn's are pulled twice."""
EVENING = {"talk": 0.65, "distortion": 0.75, "delusion": 0.75, "rupture": 0.75, "risk": 0.9}
"""How far rare labels are weighed up: 0 as they come, 1 all labels alike."""
ANNOMI_WEIGHT = 0.35
"""What a client turn of AnnoMI counts for in the talk head, beside 1 for a turn of the corpus."""
ANNOMI_ABSENT = 0.15
"""What it counts for, if it is long, as a turn that shows none of the labels of the heads in ``ABSENT``."""
ABSENT = ("distortion", "delusion", "risk")
LONG = 60
"""Characters from which a turn of AnnoMI counts for those."""
CAUTION = {("risk", "active"): 0.4}
"""Added to these scores after everything: a missed cue of acute danger is worse than a false one."""
WITH_ANNOMI = ("talk", *ABSENT)
COPY_WEIGHT = 0.6
"""What a row counts for once more, among plain rows, in those heads."""
CALM = 0.45
"""Plain rows below this arousal are put around others."""
OWN, COPY, FOREIGN = 0, 1, 2
FOLDS = 5
STEP = 0.02
"""Weights are rounded to multiples of this."""
SHARED = 0.3
"""What the pull is multiplied by for the label that all others are measured against."""
STEPS = 80
"""Iterations of the optimiser; the hand-written start is near enough for that."""


@dataclass(frozen=True, slots=True)
class Bags:
    """Turns as features: the turn as a whole, its sentences, and where each turn's sentences begin."""

    whole: Any
    sentences: Any
    starts: Ints
    """One longer than there are turns."""

    def take(self, rows: Ints) -> Bags:
        """Return some of the turns."""
        inner = np.concatenate([np.arange(self.starts[i], self.starts[i + 1]) for i in rows])
        counts = np.diff(self.starts)[rows]
        return Bags(self.whole[rows], self.sentences[inner], np.concatenate([[0], np.cumsum(counts)]))

    def scores(self, weights: Weights) -> Array:
        """Return the scores of every turn for every column of the weights."""
        matrix = weights.matrix.astype(np.float64)
        best = np.maximum.reduceat(self.sentences @ matrix[N_FEATURES:], self.starts[:-1], axis=0)
        return np.asarray(self.whole @ matrix[:N_FEATURES] + best + weights.bias)


@dataclass(frozen=True, slots=True)
class Turns:
    """Turns with their groups, where each is from, a label (or -1) a head, and arousal (or -1)."""

    bags: Bags
    groups: tuple[str, ...]
    source: Ints
    """:data:`OWN`, :data:`COPY` (a row among other rows) or :data:`FOREIGN` (AnnoMI)."""
    labels: dict[str, Ints]
    arousal: Array

    @property
    def own(self) -> Ints:
        """Where the rows of the corpus are."""
        return np.flatnonzero(self.source == OWN)


def _sparse(pieces: Sequence[Seen]) -> Any:
    from scipy.sparse import csr_matrix

    indptr, indices, data = [0], [], []
    for piece in pieces:
        indices.extend(piece.cues + piece.places)
        data.extend([1.0] * len(piece.cues))
        data.extend([HASHED_SCALE / float(np.sqrt(len(piece.places) or 1))] * len(piece.places))
        indptr.append(len(indices))
    return csr_matrix((data, indices, indptr), shape=(len(pieces), N_FEATURES))


def bags(texts: Sequence[str]) -> Bags:
    """Return texts as the features that the heads see."""
    wholes, sentences, counts = [], [], [0]
    for text in texts:
        whole, found, _ = look(text)
        wholes.append(whole)
        sentences.extend(found)
        counts.append(len(found))
    return Bags(_sparse(wholes), _sparse(sentences), np.cumsum(counts, dtype=np.int64))


def annomi_turns(data: Path) -> list[tuple[str, str, str]]:
    """Return (transcript, text, talk) of AnnoMI's client turns; ``data`` holds ``annomi/annomi.csv``."""
    with (data / "annomi" / "annomi.csv").open(encoding="utf-8", newline="") as file:
        return [
            (f"annomi:{row['transcript_id']}", row["utterance_text"], row["client_talk_type"])
            for row in csv.DictReader(file)
            if row["interlocutor"] == "client" and row["client_talk_type"] in HEADS["talk"]
        ]


def among_others(rows: Sequence[PatientRow], seed: str) -> list[str]:
    """Return each row's text with one or two plain rows around it, of other scenarios of its fold.

    That is how a belief stands in a longer turn. Which rows and where depends on ``seed`` and the row's place alone.
    """
    fold = folds([row.scenario for row in rows])
    plain = [
        [row.patient for row, at in zip(rows, fold, strict=True) if at == k and row.arousal < CALM and _is_plain(row)]
        for k in range(FOLDS)
    ]
    texts = []
    for i, row in enumerate(rows):
        code = zlib.crc32(f"{seed}:{i}".encode())
        near = plain[fold[i]] or [""]
        before, after = near[code % len(near)], near[(code >> 12) % len(near)]
        parts = ([before, row.patient], [row.patient, after], [before, row.patient, after])[(code >> 24) % 3]
        texts.append(" ".join(parts))
    return texts


def _is_plain(row: PatientRow) -> bool:
    return row.distortion == row.delusion == row.rupture == row.risk == "none"


def prepare(rows: Sequence[PatientRow], others: Sequence[tuple[str, str, str]] = ()) -> Turns:
    """Return rows of the corpus, rows among others, and turns of AnnoMI, as what is fitted and measured."""
    copies = among_others(rows, "fit")
    n, c, m = len(rows), len(rows), len(others)
    labels = {}
    for head, names in HEADS.items():
        own = [names.index(getattr(row, head)) for row in rows]
        if head == "talk":
            rest = [names.index(talk) for _, _, talk in others]
        else:
            rest = [names.index("none") if head in ABSENT and len(text) >= LONG else -1 for _, text, _ in others]
        again = own if head in ABSENT else [-1] * c
        labels[head] = np.array(own + again + rest, dtype=np.int64)
    return Turns(
        bags=bags([row.patient for row in rows] + copies + [text for _, text, _ in others]),
        groups=tuple([row.scenario for row in rows] * 2 + [group for group, _, _ in others]),
        source=np.repeat([OWN, COPY, FOREIGN], [n, c, m]),
        labels=labels,
        arousal=np.array([row.arousal for row in rows] + [-1.0] * (c + m)),
    )


def folds(groups: Sequence[str]) -> Ints:
    """Return a fold for each row; a group is never split."""
    return np.array([zlib.crc32(f"sensing:{group}".encode()) % FOLDS for group in groups], dtype=np.int64)


Loss = Callable[[Array], tuple[float, Array]]
"""Scores (turns, labels) -> loss, and its gradient."""


def _fitted(x: Bags, loss: Loss, start: Weights, ridge: float, rest: int | None) -> Weights:
    """Return weights that make ``loss`` small and stay near ``start``.

    Sentences are measured against the column ``rest``, which learns what speaks for none of the labels.
    """
    from scipy.optimize import minimize

    used_whole, used_inner = np.unique(x.whole.indices), np.unique(x.sentences.indices)
    whole, inner = x.whole[:, used_whole], x.sentences[:, used_inner]
    whole_t, inner_t = whole.T.tocsr(), inner.T.tocsr()
    n_whole, n_inner, k = len(used_whole), len(used_inner), start.matrix.shape[1]
    matrix = start.matrix.astype(np.float64)
    began = np.vstack([matrix[:N_FEATURES][used_whole], matrix[N_FEATURES:][used_inner], start.bias])
    pull = np.repeat([2.0 * ridge, ridge, 0.1 * ridge], [n_whole, n_inner, 1])[:, None] * np.ones(k)
    if rest is not None:
        pull[:, rest] *= SHARED
    first = x.starts[:-1]
    turn_of = np.repeat(np.arange(len(first)), np.diff(x.starts))
    place = np.arange(len(turn_of))[:, None]

    def total(flat: Array) -> tuple[float, Array]:
        theta = flat.reshape(-1, k)
        each = inner @ theta[n_whole:-1]
        if rest is not None:
            each -= each[:, [rest]]
        best = np.maximum.reduceat(each, first, axis=0)
        value, slope = loss(whole @ theta[:n_whole] + best + theta[-1])
        # Of the sentences that share the highest score the first one learns.
        winner = np.minimum.reduceat(np.where(each >= best[turn_of], place, len(place)), first, axis=0)
        learns = slope[turn_of] * (place == winner[turn_of])
        if rest is not None:
            learns[:, rest] = 0.0
            learns[:, rest] = -learns.sum(axis=1)
        off = theta - began
        gradient = np.vstack([whole_t @ slope, inner_t @ learns, slope.sum(axis=0)[None]]) + pull * off
        return value + 0.5 * float((pull * off * off).sum()), gradient.ravel()

    theta = minimize(total, began.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": STEPS}).x.reshape(-1, k)
    matrix[used_whole] = theta[:n_whole]
    matrix[N_FEATURES + used_inner] = theta[n_whole:-1]
    if rest is not None:
        matrix[N_FEATURES:] -= matrix[N_FEATURES:, [rest]]
    return Weights(matrix.astype(np.float32), theta[-1].astype(np.float32))


def _cross_entropy(y: Ints, weight: Array) -> Loss:
    row = np.arange(len(y))

    def loss(z: Array) -> tuple[float, Array]:
        z = z - z.max(axis=1, keepdims=True)
        log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
        slope = np.exp(log_p)
        slope[row, y] -= 1.0
        return -float(weight @ log_p[row, y]), weight[:, None] * slope

    return loss


def _graded(y: Array) -> Loss:
    def loss(z: Array) -> tuple[float, Array]:
        p = 1.0 / (1.0 + np.exp(-z[:, 0]))
        return 4.0 * float((np.logaddexp(0.0, z[:, 0]) - y * z[:, 0]).sum()), 4.0 * (p - y)[:, None]

    return loss


def _importance(head: str, turns: Turns, rows: Ints) -> Array:
    y = turns.labels[head][rows]
    source = turns.source[rows]
    base = np.array([1.0, COPY_WEIGHT, ANNOMI_WEIGHT if head == "talk" else ANNOMI_ABSENT])[source]
    for kind in (OWN, COPY, FOREIGN):
        here = source == kind
        share = np.bincount(y[here], minlength=len(HEADS[head])) / max(1, here.sum())
        factor = np.where(share > 0, np.maximum(share, 1e-9) ** -EVENING[head], 0.0)
        mean = float((share * factor).sum()) or 1.0
        base[here] *= (factor / mean)[y[here]]
    return np.asarray(base, dtype=np.float64)


def columns(head: str) -> slice:
    """Return the columns of a head."""
    first = COLUMNS[head, HEADS[head][0]]
    return slice(first, first + len(HEADS[head]))


def fit_head(head: str, turns: Turns, rows: Ints) -> Weights:
    """Return the columns of a head, or of ``arousal``, fitted on these rows."""
    start = hand_written()
    if head == "arousal":
        mine = rows[turns.arousal[rows] >= 0.0]
        at, rest, loss = slice(AROUSAL, WIDTH), None, _graded(turns.arousal[mine])
    else:
        mine = rows[turns.labels[head][rows] >= 0]
        at, rest = columns(head), HEADS[head].index(REST[head])
        loss = _cross_entropy(turns.labels[head][mine], _importance(head, turns, mine))
    return _fitted(turns.bags.take(mine), loss, Weights(start.matrix[:, at], start.bias[at]), RIDGE[head], rest)


def fit_heads(turns: Turns, rows: Ints) -> Weights:
    """Return all heads, fitted on these rows."""
    parts = [fit_head(head, turns, rows) for head in (*HEADS, "arousal")]
    return Weights(np.hstack([part.matrix for part in parts]), np.concatenate([part.bias for part in parts]))


def held_out(turns: Turns, heads: Sequence[str] = (*HEADS, "arousal")) -> Array:
    """Return the scores of every turn from weights fitted without its group; NaN in heads that are not asked for."""
    fold = folds(turns.groups)
    scores = np.full((len(fold), WIDTH), np.nan)
    for head in heads:
        at = slice(AROUSAL, WIDTH) if head == "arousal" else columns(head)
        for k in range(FOLDS):
            test = np.flatnonzero(fold == k)
            if len(test):
                scores[test, at] = turns.bags.take(test).scores(fit_head(head, turns, np.flatnonzero(fold != k)))
    return scores


def temperature(z: Array, y: Ints) -> float:
    """Return the factor on the scores under which held-out labels are likeliest."""
    from scipy.optimize import minimize_scalar

    def loss(log_factor: float) -> float:
        scaled = z * np.exp(log_factor)
        scaled = scaled - scaled.max(axis=1, keepdims=True)
        return -float((scaled[np.arange(len(y)), y] - np.log(np.exp(scaled).sum(axis=1))).mean())

    return float(np.exp(minimize_scalar(loss, bounds=(-1.5, 1.0), method="bounded").x))


def temperatures(turns: Turns, scores: Array) -> dict[str, float]:
    """Return the temperature of each head, by held-out scores of the own corpus, its rows also among others."""
    found = {}
    for head in HEADS:
        mine = np.flatnonzero((turns.labels[head] >= 0) & (turns.source != FOREIGN))
        found[head] = temperature(scores[mine, columns(head)], turns.labels[head][mine])
    return found


def _stored(path: Path) -> Weights | None:
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        if tuple(stored["names"].tolist()) != NAMES or stored["matrix"].shape != (2 * N_FEATURES, WIDTH):
            return None
        return Weights(stored["matrix"].astype(np.float32), stored["bias"])


def fit(data: Path | None = None, out: Path = PATH) -> None:
    """Fit the weights and write them to ``out``.

    Args:
        data: Folder with ``annomi/annomi.csv``. Without it the heads that AnnoMI takes part in stay as they are
            stored, where the stored weights are of the same cues, and are fitted on the corpus alone otherwise.
        out: The ``.npz`` to write.
    """
    turns = prepare(patient_rows(), annomi_turns(data) if data is not None else [])
    fitted = fit_heads(turns, np.arange(len(turns.groups)))
    matrix, bias = fitted.matrix.astype(np.float64), fitted.bias.astype(np.float64)
    for head, factor in temperatures(turns, held_out(turns, tuple(HEADS))).items():
        matrix[:, columns(head)] *= factor
        bias[columns(head)] *= factor
    for key, more in CAUTION.items():
        bias[COLUMNS[key]] += more
    stored = _stored(out) if data is None else None
    if stored is not None:
        for head in WITH_ANNOMI:
            at = columns(head)
            matrix[:, at], bias[at] = stored.matrix[:, at], stored.bias[at]
    save(
        out,
        {
            "matrix": (np.round(matrix / STEP) * STEP).astype(np.float16),
            "bias": np.round(bias, 3).astype(np.float32),
            "names": np.array(NAMES),
        },
    )
