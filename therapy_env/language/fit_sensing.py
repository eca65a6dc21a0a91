"""Fitting the patient sensing: heads over the turn and its sentences, drawn toward the hand-written log-odds.

A head's score of a label is a linear score of the turn plus the highest linear score of one of its sentences. All is
deterministic: full-batch L-BFGS, fixed order, folds that depend on the names of the groups alone, and weights that are
rounded. Temperatures and the scores of the model card come from folds that never split a scenario (own corpus) or a
transcript (AnnoMI).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from therapy_env.language.corpora import patient_rows
from therapy_env.language.fit_sensing_turns import (
    ABSENT,
    COPY,
    FOLDS,
    FOREIGN,
    OWN,
    Bags,
    Turns,
    annomi_turns,
    columns,
    even,
    folds,
    prepare,
    rarity_of,
)
from therapy_env.language.fit_windows import Choice, Grade, Lesson, fit_windows
from therapy_env.language.sensing import (
    AROUSAL,
    COLUMNS,
    HEADS,
    LETTER_SCALE,
    N_FEATURES,
    PATH,
    REST,
    VIEWS,
    WIDTH,
    Weights,
    hand_written,
)
from therapy_env.language.sensing_features import NAMES
from therapy_env.language.weights_file import save
from therapy_env.language.windows import Windows

Array = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

RIDGE = {"talk": 1.5, "distortion": 0.8, "delusion": 0.8, "rupture": 0.8, "risk": 0.8, "arousal": 1.0}
"""Strength of the pull of the sentence weights toward the hand-written ones, a head; the turn's are pulled more."""
EVENING = {"talk": 0.8, "distortion": 0.5, "delusion": 0.5, "rupture": 0.75, "risk": 0.9}
"""How far rare labels are weighed up: 0 as they come, 1 all labels alike."""
ANNOMI_RIDGE, GATE_RIDGE = 6.0, 1.0
"""The pull toward nothing in the second talk head, and in what tells whose a turn resembles."""
ANNOMI_ABSENT = 0.15
"""What a long client turn of AnnoMI counts for, as one that shows none of the labels of the heads in ``ABSENT``."""
CAUTION = {("risk", "active"): 0.4, ("risk", "none"): -0.3, ("delusion", "none"): 0.5}
"""Added to these scores after everything: a miss is worse than a false alarm where there may be danger; and patients
voice a delusion less often than the rows of the corpus do, of which two in five have one."""
WITH_ANNOMI = ("talk", *ABSENT)
COPY_WEIGHT = 0.6
"""What a row counts for once more, among plain rows, in those heads."""
HEATED = (0, 1)
"""Folds whose held-out turns tell the temperatures of the weights that are stored."""
STEP = 0.02
"""Weights are rounded to multiples of this."""
EPOCHS = 26
"""Passes over the turns in which windows of words are learnt."""
SHARE = 1.0
"""What windows of words count for beside the heads."""
LESSONS = {"talk": 0.5, "distortion": 1.0, "delusion": 1.0, "rupture": 0.5, "risk": 0.5}
"""What each head counts for in what windows learn; the second talk head counts like talk, arousal fully."""
WHOLE_PULL = 2.0
"""How much more the turn's weights are pulled than a sentence's."""
SHARED = 0.3
"""What the pull is multiplied by for the label that all others are measured against."""
STEPS = 40
"""Iterations of the optimiser; the hand-written start is near enough for that."""


Loss = Callable[[Array], tuple[float, Array]]
"""Scores (turns, labels) -> loss, and its gradient."""


def _fitted(
    x: Bags, loss: Loss, start: Weights, ridge: float, rest: int | None, *, letters: bool = False
) -> Weights:
    """Return weights that make ``loss`` small and stay near ``start``.

    Sentences are measured against the column ``rest``, which learns what speaks for none of the labels.
    """
    from scipy.optimize import minimize
    from scipy.sparse import hstack

    all_whole, all_inner = x.whole.features(start.rarity), x.sentences.features(start.rarity)
    used_whole, used_inner = np.unique(all_whole.indices), np.unique(all_inner.indices)
    whole, inner = all_whole[:, used_whole], all_inner[:, used_inner]
    n_letters = x.whole.letters.shape[1] if letters else 0
    if letters:
        whole = hstack([whole, even(x.whole.letters, start.letter_rarity, LETTER_SCALE)], format="csr")
    whole_t, inner_t = whole.T.tocsr(), inner.T.tocsr()
    n_whole, n_inner, k = whole.shape[1], inner.shape[1], start.matrix.shape[1]
    matrix = start.matrix.astype(np.float64)
    began = np.vstack(
        [matrix[used_whole], np.zeros((n_letters, k)), matrix[N_FEATURES + used_inner], start.bias]
    )  # fmt: skip
    pull = np.repeat(
        [WHOLE_PULL * ridge, ridge, ridge, 0.1 * ridge], [n_whole - n_letters, n_letters, n_inner, 1]
    )[:, None] * np.ones(k)
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
    matrix[used_whole] = theta[: n_whole - n_letters]
    matrix[N_FEATURES + used_inner] = theta[n_whole:-1]
    if rest is not None:
        matrix[N_FEATURES:] -= matrix[N_FEATURES:, [rest]]
    runs = theta[n_whole - n_letters : n_whole] if letters else start.letters
    return start._replace(
        matrix=matrix.astype(np.float32), bias=theta[-1].astype(np.float32), letters=runs.astype(np.float32)
    )


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
    base = np.array([1.0, COPY_WEIGHT, ANNOMI_ABSENT])[source]
    for kind in (OWN, COPY, FOREIGN):
        here = source == kind
        share = np.bincount(y[here], minlength=len(HEADS[head])) / max(1, here.sum())
        factor = np.where(share > 0, np.maximum(share, 1e-9) ** -EVENING[head], 0.0)
        mean = float((share * factor).sum()) or 1.0
        base[here] *= (factor / mean)[y[here]]
    return np.asarray(base, dtype=np.float64)


def fit_head(head: str, turns: Turns, rows: Ints, rarity: Array | None = None) -> Weights:
    """Return the columns of a head, or of ``arousal``, fitted on these rows; ``rarity`` as it shows in them."""
    met = turns.bags.whole.take(rows[turns.source[rows] != COPY])
    start = hand_written()._replace(
        rarity=rarity_of(met.places) if rarity is None else rarity, letter_rarity=rarity_of(met.letters)
    )
    if head == "arousal":
        mine = rows[turns.arousal[rows] >= 0.0]
        start = start._replace(matrix=start.matrix[:, AROUSAL:], bias=start.bias[AROUSAL:])
        return _fitted(turns.bags.take(mine), _graded(turns.arousal[mine]), start, RIDGE[head], None)
    at, rest = columns(head), HEADS[head].index(REST[head])
    start = start._replace(matrix=start.matrix[:, at], bias=start.bias[at])
    mine = rows[turns.labels[head][rows] >= 0]
    theirs = mine[turns.source[mine] == FOREIGN]
    if head == "talk":
        mine = mine[turns.source[mine] == OWN]
    loss = _cross_entropy(turns.labels[head][mine], _importance(head, turns, mine))
    fitted = _fitted(turns.bags.take(mine), loss, start, RIDGE[head], rest)
    return _with_annomi(fitted, turns, mine, theirs) if head == "talk" and len(theirs) else fitted


def _with_annomi(own: Weights, turns: Turns, mine: Ints, theirs: Ints) -> Weights:
    """Return the talk head with a second one, of AnnoMI's turns, and what tells whose a turn resembles.

    The second sees the turn as a whole and its runs of letters, and starts from nothing.
    """
    y = turns.labels["talk"][theirs]
    weight = _balanced(y)
    nothing = own._replace(matrix=np.zeros_like(own.matrix), bias=np.zeros_like(own.bias))
    bags_of_theirs = turns.bags.take(theirs).alone()
    talk = _fitted(bags_of_theirs, _cross_entropy(y, weight), nothing, ANNOMI_RIDGE, None, letters=True)
    rows = np.concatenate([mine, theirs])
    whose = np.repeat([0.0, 1.0], [len(mine), len(theirs)])
    nothing = nothing._replace(matrix=nothing.matrix[:, :1], bias=nothing.bias[:1])
    gate = _fitted(turns.bags.take(rows).alone(), _graded(whose), nothing, GATE_RIDGE, None)
    return own._replace(
        annomi=np.hstack([talk.matrix, gate.matrix])[:N_FEATURES],
        annomi_bias=np.concatenate([talk.bias, gate.bias]),
        letters=talk.letters,
    )


def windows(turns: Turns, rows: Ints) -> Windows:
    """Return the windows of words, fitted on these rows; a row stands among others once in three times."""
    n = len(turns.groups)
    lessons: list[Lesson] = []
    for head, share in LESSONS.items():
        told = rows[turns.labels[head][rows] >= 0]
        if head == "talk":
            told = told[turns.source[told] == OWN]
        label, weight = np.full(n, -1), np.zeros(n)
        label[told], weight[told] = turns.labels[head][told], share * _importance(head, turns, told)
        lessons.append(Choice(columns(head), label, weight))
    theirs = rows[turns.source[rows] == FOREIGN]
    label, weight = np.full(n, -1), np.zeros(n)
    label[theirs] = turns.labels["talk"][theirs]
    weight[theirs] = LESSONS["talk"] * _balanced(label[theirs])
    lessons.append(Choice(slice(WIDTH, VIEWS), label, weight))
    graded = (turns.arousal >= 0.0).astype(np.float64)
    lessons.append(Grade(slice(AROUSAL, AROUSAL + 1), turns.arousal[:, None], graded))
    own, copies = rows[turns.source[rows] == OWN], rows[turns.source[rows] == COPY]
    third = len(theirs) // 3
    kinds = [np.stack([own, own, copies], axis=1), theirs[: 3 * third].reshape(3, third).T]

    def drawn(rng: np.random.Generator) -> list[Ints]:
        of_each = [kind[np.arange(len(kind)), rng.integers(kind.shape[1], size=len(kind))] for kind in kinds]
        return list(np.concatenate(of_each)[:, None])

    return fit_windows(turns.bags.orders, drawn, lessons, VIEWS, EPOCHS).times(SHARE)


def _balanced(y: Ints) -> Array:
    """Return weights by which all labels count alike."""
    times = np.bincount(y, minlength=1).astype(np.float64)
    return np.asarray((len(y) / (max(1, np.count_nonzero(times)) * np.maximum(times, 1.0)))[y])


def fit_heads(turns: Turns, rows: Ints, rarity: Array | None = None) -> Weights:
    """Return all heads, fitted on these rows."""
    parts = [fit_head(head, turns, rows, rarity) for head in (*HEADS, "arousal")]
    return parts[0]._replace(
        matrix=np.hstack([part.matrix for part in parts]),
        bias=np.concatenate([part.bias for part in parts]),
        **windows(turns, rows)._asdict(),
    )


def held_out(turns: Turns, heads: Sequence[str] = (*HEADS, "arousal"), only: Sequence[int] = range(FOLDS)) -> Array:
    """Return the scores of turns from weights fitted without their group; NaN in heads and folds not asked for."""
    fold = folds(turns.groups)
    scores = np.full((len(fold), WIDTH), np.nan)
    for k in only:
        test, rows = np.flatnonzero(fold == k), np.flatnonzero(fold != k)
        if not len(test):
            continue
        left, said = turns.bags.take(test), windows(turns, rows)._asdict()
        for head in heads:
            scores[test, columns(head)] = left.scores(fit_head(head, turns, rows)._replace(**said), head)
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
        scored = np.isfinite(scores[:, columns(head)]).all(axis=1)
        mine = np.flatnonzero(scored & (turns.labels[head] >= 0) & (turns.source != FOREIGN))
        found[head] = temperature(scores[mine, columns(head)], turns.labels[head][mine])
    return found


def _stored(path: Path) -> Weights | None:
    if not path.is_file():
        return None
    with np.load(path, allow_pickle=False) as stored:
        if tuple(stored["names"].tolist()) != NAMES or stored["matrix"].shape != (2 * N_FEATURES, WIDTH):
            return None
        return Weights(*(stored[name].astype(np.float32) for name in Weights._fields))


def fit(data: Path | None = None, out: Path = PATH) -> None:
    """Fit the weights and write them to ``out``.

    Args:
        data: Folder with ``annomi/annomi.csv``. Without it the heads that AnnoMI takes part in stay as they are
            stored, where the stored weights are of the same cues, and are fitted on the corpus alone otherwise.
        out: The ``.npz`` to write.
    """
    turns = prepare(patient_rows(), annomi_turns(data) if data is not None else [])
    stored = _stored(out) if data is None else None
    rarity = None if stored is None else stored.rarity
    fitted = fit_heads(turns, np.arange(len(turns.groups)), rarity)
    matrix, bias = fitted.matrix.astype(np.float64), fitted.bias.astype(np.float64)
    annomi, annomi_bias, letters = fitted.annomi, fitted.annomi_bias, fitted.letters
    views, base = fitted.views.astype(np.float64), fitted.base.astype(np.float64)
    for head, factor in temperatures(turns, held_out(turns, tuple(HEADS), HEATED)).items():
        matrix[:, columns(head)] *= factor
        bias[columns(head)] *= factor
        views[:, columns(head)] *= factor
        base[columns(head)] *= factor
        if head == "talk":
            views[:, WIDTH:] *= factor
            base[WIDTH:] *= factor
            scale = np.array([factor] * len(HEADS["talk"]) + [1.0])
            annomi, annomi_bias, letters = annomi * scale, annomi_bias * scale, letters * factor
    for key, more in CAUTION.items():
        bias[COLUMNS[key]] += more
    if stored is not None:
        for head in WITH_ANNOMI:
            at = columns(head)
            matrix[:, at], bias[at] = stored.matrix[:, at], stored.bias[at]
        annomi, annomi_bias, letters = stored.annomi, stored.annomi_bias, stored.letters
        fitted = fitted._replace(
            letter_rarity=stored.letter_rarity, filters=stored.filters, floor=stored.floor
        )
        views, base = stored.views.astype(np.float64), stored.base.astype(np.float64)
    save(
        out,
        {
            "matrix": (np.round(matrix / STEP) * STEP).astype(np.float16),
            "bias": np.round(bias, 3).astype(np.float32),
            "rarity": np.round(fitted.rarity, 2).astype(np.float16),
            "annomi": (np.round(annomi / STEP) * STEP).astype(np.float16),
            "annomi_bias": np.round(annomi_bias, 3).astype(np.float32),
            "letters": (np.round(letters / STEP) * STEP).astype(np.float16),
            "letter_rarity": np.round(fitted.letter_rarity, 2).astype(np.float16),
            "filters": np.round(fitted.filters, 3).astype(np.float16),
            "floor": np.round(fitted.floor, 3).astype(np.float32),
            "views": np.round(views, 3).astype(np.float16),
            "base": np.round(base, 3).astype(np.float32),
            "names": np.array(NAMES),
        },
    )
