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
    DAMPED,
    HASHED_SCALE,
    HEADS,
    LETTER_SCALE,
    MEANING_SCALE,
    N_CUES,
    N_FEATURES,
    PATH,
    REST,
    WIDTH,
    Weights,
    hand_written,
    weighed_vectors,
)
from therapy_env.language.sensing_features import BITS, LETTER_BITS, NAMES, Seen, look
from therapy_env.language.weights_file import save

Array = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

RIDGE = {"talk": 1.5, "distortion": 0.8, "delusion": 0.8, "rupture": 0.8, "risk": 0.8, "arousal": 1.0}
"""Strength of the pull of the sentence weights toward the hand-written ones, a head; the turn's are pulled more."""
EVENING = {"talk": 0.8, "distortion": 0.75, "delusion": 0.75, "rupture": 0.75, "risk": 0.9}
"""How far rare labels are weighed up: 0 as they come, 1 all labels alike."""
ANNOMI_RIDGE, GATE_RIDGE = 6.0, 1.0
"""The pull toward nothing in the second talk head, and in what tells whose a turn resembles."""
ANNOMI_ABSENT = 0.15
"""What a long client turn of AnnoMI counts for, as one that shows none of the labels of the heads in ``ABSENT``."""
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
HEATED = (0, 1)
"""Folds whose held-out turns tell the temperatures of the weights that are stored."""
STEP = 0.02
"""Weights are rounded to multiples of this."""
MET = 2
"""Turns in which a hashed place must occur to count."""
WHOLE_PULL = 2.0
"""How much more the turn's weights are pulled than a sentence's."""
SHARED = 0.3
"""What the pull is multiplied by for the label that all others are measured against."""
STEPS = 40
"""Iterations of the optimiser; the hand-written start is near enough for that."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of text as features: cues, hashed places and runs of letters that occur, and the mean word vector."""

    cues: Any
    places: Any
    letters: Any
    meaning: Array

    def take(self, rows: Ints) -> Pieces:
        """Return some of the pieces."""
        return Pieces(self.cues[rows], self.places[rows], self.letters[rows], self.meaning[rows])

    def features(self, rarity: Array) -> Any:
        """Return what the heads see, a row a piece."""
        from scipy.sparse import csr_matrix, hstack

        return hstack([self.cues, _even(self.places, rarity, HASHED_SCALE), csr_matrix(self.meaning)], format="csr")


@dataclass(frozen=True, slots=True)
class Bags:
    """Turns as features: the turn as a whole, its sentences, and where each turn's sentences begin."""

    whole: Pieces
    sentences: Pieces
    starts: Ints
    """One longer than there are turns."""

    def take(self, rows: Ints) -> Bags:
        """Return some of the turns."""
        inner = np.concatenate([np.arange(self.starts[i], self.starts[i + 1]) for i in rows])
        counts = np.diff(self.starts)[rows]
        return Bags(self.whole.take(rows), self.sentences.take(inner), np.concatenate([[0], np.cumsum(counts)]))

    def alone(self) -> Bags:
        """Return the turns with sentences in which nothing is seen."""
        n = len(self.starts) - 1
        nothing = Pieces(
            cues=_occurs([[]] * n, N_CUES),
            places=_occurs([[]] * n, 1 << BITS),
            letters=_occurs([[]] * n, 1 << LETTER_BITS),
            meaning=np.zeros_like(self.whole.meaning),
        )
        return Bags(self.whole, nothing, np.arange(n + 1))

    def scores(self, weights: Weights, head: str) -> Array:
        """Return the scores of every turn for the columns of a head's weights."""
        matrix, rarity = weights.matrix.astype(np.float64), weights.rarity.astype(np.float64)
        best = np.maximum.reduceat(self.sentences.features(rarity) @ matrix[N_FEATURES:], self.starts[:-1], axis=0)
        total = self.whole.features(rarity) @ matrix[:N_FEATURES] + best + weights.bias
        if head == "talk":
            theirs = self.whole.features(rarity) @ weights.annomi.astype(np.float64) + weights.annomi_bias
            letter_rarity = weights.letter_rarity.astype(np.float64)
            theirs[:, :-1] += _even(self.whole.letters, letter_rarity, LETTER_SCALE) @ weights.letters
            share = 1.0 / (1.0 + np.exp(-theirs[:, -1:]))
            total += share * (theirs[:, :-1] - total)
        return np.asarray(total)


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


def _even(occurs: Any, rarity: Array, scale: float) -> Any:
    """Return what occurs, weighed by rarity, each row of the length ``scale``."""
    weighed = occurs.multiply(rarity[None]).tocsr()
    squares = np.asarray(weighed.multiply(weighed).sum(axis=1))
    return weighed.multiply(scale / np.sqrt(squares + DAMPED)).tocsr()


def _occurs(lists: Sequence[Sequence[int]], n: int) -> Any:
    from scipy.sparse import csr_matrix

    ends = np.cumsum([0, *(len(found) for found in lists)])
    indices = [i for found in lists for i in sorted(found)]
    return csr_matrix((np.ones(len(indices)), indices, ends), shape=(len(lists), n))


def _pieces(seen: Sequence[Seen]) -> Pieces:
    table = weighed_vectors().astype(np.float64)
    meaning = np.array([table[one.rows].sum(axis=0) for one in seen])
    meaning *= MEANING_SCALE / np.sqrt((meaning * meaning).sum(axis=1, keepdims=True) + DAMPED)
    return Pieces(
        cues=_occurs([one.cues for one in seen], N_CUES),
        places=_occurs([one.places for one in seen], 1 << BITS),
        letters=_occurs([one.letters for one in seen], 1 << LETTER_BITS),
        meaning=meaning,
    )


def _rarity(occurs: Any) -> Array:
    """Return the log of how rare each place is, 0 for what occurs in fewer than :data:`MET` rows."""
    times = np.asarray(occurs.sum(axis=0)).ravel()
    return np.where(times >= MET, np.log(occurs.shape[0] / np.maximum(times, 1.0)), 0.0)


def bags(texts: Sequence[str]) -> Bags:
    """Return texts as the features that the heads see."""
    wholes, sentences, counts = [], [], [0]
    for text in texts:
        whole, found, _ = look(text)
        wholes.append(whole)
        sentences.extend(found)
        counts.append(len(found))
    return Bags(_pieces(wholes), _pieces(sentences), np.cumsum(counts, dtype=np.int64))


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
        whole = hstack([whole, _even(x.whole.letters, start.letter_rarity, LETTER_SCALE)], format="csr")
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


def columns(head: str) -> slice:
    """Return the columns of a head."""
    first = COLUMNS[head, HEADS[head][0]]
    return slice(first, first + len(HEADS[head]))


def fit_head(head: str, turns: Turns, rows: Ints, rarity: Array | None = None) -> Weights:
    """Return the columns of a head, or of ``arousal``, fitted on these rows; ``rarity`` as it shows in them."""
    met = turns.bags.whole.take(rows[turns.source[rows] != COPY])
    start = hand_written()._replace(
        rarity=_rarity(met.places) if rarity is None else rarity, letter_rarity=_rarity(met.letters)
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
    times = np.bincount(y, minlength=len(HEADS["talk"])).astype(np.float64)
    weight = (len(y) / (len(times) * np.maximum(times, 1.0)))[y]
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


def fit_heads(turns: Turns, rows: Ints, rarity: Array | None = None) -> Weights:
    """Return all heads, fitted on these rows."""
    parts = [fit_head(head, turns, rows, rarity) for head in (*HEADS, "arousal")]
    return parts[0]._replace(
        matrix=np.hstack([part.matrix for part in parts]), bias=np.concatenate([part.bias for part in parts])
    )


def held_out(turns: Turns, heads: Sequence[str] = (*HEADS, "arousal"), only: Sequence[int] = range(FOLDS)) -> Array:
    """Return the scores of turns from weights fitted without their group; NaN in heads and folds not asked for."""
    fold = folds(turns.groups)
    scores = np.full((len(fold), WIDTH), np.nan)
    for head in heads:
        at = slice(AROUSAL, WIDTH) if head == "arousal" else columns(head)
        for k in only:
            test = np.flatnonzero(fold == k)
            if len(test):
                scores[test, at] = turns.bags.take(test).scores(fit_head(head, turns, np.flatnonzero(fold != k)), head)
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
    for head, factor in temperatures(turns, held_out(turns, tuple(HEADS), HEATED)).items():
        matrix[:, columns(head)] *= factor
        bias[columns(head)] *= factor
        if head == "talk":
            scale = np.array([factor] * len(HEADS["talk"]) + [1.0])
            annomi, annomi_bias, letters = annomi * scale, annomi_bias * scale, letters * factor
    for key, more in CAUTION.items():
        bias[COLUMNS[key]] += more
    if stored is not None:
        for head in WITH_ANNOMI:
            at = columns(head)
            matrix[:, at], bias[at] = stored.matrix[:, at], stored.bias[at]
        annomi, annomi_bias, letters = stored.annomi, stored.annomi_bias, stored.letters
        fitted = fitted._replace(letter_rarity=stored.letter_rarity)
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
            "names": np.array(NAMES),
        },
    )
