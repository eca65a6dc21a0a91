"""Labelled turns as what the patient sensing is fitted and measured on: features, labels, folds."""

from __future__ import annotations

import csv
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from therapy_env.language.corpora import PatientRow
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
    WIDTH,
    Weights,
    weighed_vectors,
)
from therapy_env.language.sensing_features import BITS, LETTER_BITS, Seen, look

Array = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]

ABSENT = ("distortion", "delusion", "risk")
"""Heads in which a row counts among other rows too, and a long turn of AnnoMI as one that shows none of the labels."""
LONG = 60
"""Characters from which a turn of AnnoMI counts for those."""
CALM = 0.45
"""Plain rows below this arousal are put around others."""
OWN, COPY, FOREIGN = 0, 1, 2
FOLDS = 5
MET = 2
"""Turns in which a hashed place must occur to count."""


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

        return hstack([self.cues, even(self.places, rarity, HASHED_SCALE), csr_matrix(self.meaning)], format="csr")


@dataclass(frozen=True, slots=True)
class Bags:
    """Turns as features: the turn as a whole, its sentences, and where each turn's sentences begin."""

    whole: Pieces
    sentences: Pieces
    starts: Ints
    """One longer than there are turns."""
    orders: tuple[NDArray[np.intp], ...]
    """The words of each turn, as rows of meanings."""

    def take(self, rows: Ints) -> Bags:
        """Return some of the turns."""
        inner = np.concatenate([np.arange(self.starts[i], self.starts[i + 1]) for i in rows])
        counts = np.diff(self.starts)[rows]
        starts = np.concatenate([[0], np.cumsum(counts)])
        return Bags(self.whole.take(rows), self.sentences.take(inner), starts, tuple(self.orders[i] for i in rows))

    def alone(self) -> Bags:
        """Return the turns with sentences in which nothing is seen."""
        n = len(self.starts) - 1
        nothing = Pieces(
            cues=_occurs([[]] * n, N_CUES),
            places=_occurs([[]] * n, 1 << BITS),
            letters=_occurs([[]] * n, 1 << LETTER_BITS),
            meaning=np.zeros_like(self.whole.meaning),
        )
        return Bags(self.whole, nothing, np.arange(n + 1), self.orders)

    def scores(self, weights: Weights, head: str) -> Array:
        """Return the scores of every turn for the columns of a head's weights."""
        matrix, rarity = weights.matrix.astype(np.float64), weights.rarity.astype(np.float64)
        best = np.maximum.reduceat(self.sentences.features(rarity) @ matrix[N_FEATURES:], self.starts[:-1], axis=0)
        said = np.array([weights.windows.scores(order.tolist()) for order in self.orders], dtype=np.float64)
        total = self.whole.features(rarity) @ matrix[:N_FEATURES] + best + weights.bias + said[:, columns(head)]
        if head == "talk":
            theirs = self.whole.features(rarity) @ weights.annomi.astype(np.float64) + weights.annomi_bias
            letter_rarity = weights.letter_rarity.astype(np.float64)
            theirs[:, :-1] += even(self.whole.letters, letter_rarity, LETTER_SCALE) @ weights.letters
            theirs[:, :-1] += said[:, WIDTH:]
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


def even(occurs: Any, rarity: Array, scale: float) -> Any:
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


def rarity_of(occurs: Any) -> Array:
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
    orders = tuple(np.array(whole.order, dtype=np.intp) for whole in wholes)
    return Bags(_pieces(wholes), _pieces(sentences), np.cumsum(counts, dtype=np.int64), orders)


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


def columns(head: str) -> slice:
    """Return the columns of a head, or of ``arousal``."""
    if head == "arousal":
        return slice(AROUSAL, WIDTH)
    first = COLUMNS[head, HEADS[head][0]]
    return slice(first, first + len(HEADS[head]))
