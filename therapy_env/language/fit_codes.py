"""Fitting the code heads on the published sets, and the turns of these sets as the reader sees them."""

from __future__ import annotations

import csv
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from therapy_env.acts import Act
from therapy_env.language.fit_heads import logistic, softmax
from therapy_env.language.reading_codes import HASHED_AT, WIDTH, code_features
from therapy_env.language.reading_context import ReadContext
from therapy_env.language.reading_signs import Signs, take_apart
from therapy_env.language.reading_weights import ANNOMI, BOLT

Array = NDArray[np.float64]

RIDGE_ANNOMI, RIDGE_BOLT, NAMED_BOLT = 3.0, 0.4, 2.0


def code_matrix(signs: list[Signs]) -> Any:
    """Return the code features of turns as a sparse matrix."""
    from scipy.sparse import csr_matrix

    found = [code_features(one) for one in signs]
    starts = np.cumsum([0, *(len(indices) for indices, _ in found)])
    parts = np.concatenate([values for _, values in found]), np.concatenate([indices for indices, _ in found]), starts
    matrix = csr_matrix(parts, shape=(len(found), WIDTH))
    matrix.sum_duplicates()
    return matrix


def annomi_turns(data: Path) -> tuple[list[Signs], list[str], list[str]]:
    """Return AnnoMI's therapist turns, their labels and their transcripts."""
    signs, labels, groups = [], [], []
    before = ""
    with (data / "annomi" / "annomi.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["interlocutor"] == "client":
                before = row["utterance_text"]
            elif row["main_therapist_behaviour"] in ANNOMI:
                signs.append(take_apart(row["utterance_text"], ReadContext(patient=before)))
                labels.append(row["main_therapist_behaviour"])
                groups.append(row["transcript_id"])
    return signs, labels, groups


def bolt_turns(data: Path) -> tuple[list[Signs], Array, list[str]]:
    """Return BOLT's therapist turns, each text once, a label matrix and the texts."""
    names = {"problem-solving": "problem_solving"}
    by_text: dict[str, set[str]] = {}
    with (data / "bolt" / "finetune_therapist_combined_train.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            label = row["completion"].strip().lower()
            by_text.setdefault(row["prompt"], set()).add(names.get(label, label.replace(" ", "_")))
    texts = sorted(by_text)
    matrix = np.array([[float(name in by_text[text]) for name in BOLT] for text in texts])
    return [take_apart(text, ReadContext()) for text in texts], matrix, texts


def fit_annomi(x: Any, labels: list[str]) -> Array:
    """Fit the four classes, balanced; the biases are in the last row."""
    index = np.array([ANNOMI.index(label) for label in labels])
    counts = np.bincount(index, minlength=len(ANNOMI))
    weight = (counts.mean() / counts)[index]
    return softmax(x, np.eye(len(ANNOMI))[index], weight, np.zeros((x.shape[1] + 1, len(ANNOMI))), RIDGE_ANNOMI)


def annomi_from_acts(signs: Signs, acts: Sequence[float]) -> str:
    """Return AnnoMI's class from the acts alone, with nothing fitted on AnnoMI.

    Its coders call a turn with a question in it a question, unless something else is much clearer; that and a lean to
    reflection are the two constants here.
    """
    odds = [math.log(max(1e-6, p) / max(1e-6, 1.0 - p)) for p in acts]
    asked = max(odds[Act.EXPLORE], odds[Act.PROBE], odds[Act.SOCRATIC])
    asks = any(said.asks for said in signs.sentences)
    scores = (
        max(asked, odds[Act.RISK]) + 2.0 if asks else asked - 2.0,
        max(odds[Act.REFLECT], odds[Act.HOLD]) + 0.5,
        max(odds[Act.ADVISE], odds[Act.EDUCATE], odds[Act.CHALLENGE], odds[Act.REFRAME]),
        odds[Act.OTHER],
    )
    return ANNOMI[scores.index(max(scores))]


def fit_bolt(x: Any, matrix: Array) -> Array:
    """Fit a head for each of the 13 behaviours; the biases are in the last row.

    There are few texts: the named features are scaled up, so that the fit leans on them before it does on words.
    """
    from scipy.sparse import diags

    scale = np.ones(x.shape[1])
    scale[:HASHED_AT] = NAMED_BOLT
    prior = np.zeros((x.shape[1] + 1, matrix.shape[1]))
    prior[-1] = -2.5
    theta = logistic((x @ diags(scale)).tocsr(), matrix, np.ones_like(matrix), prior, RIDGE_BOLT)
    theta[:-1] *= scale[:, None]
    return theta


def fit_codes(data: Path) -> dict[str, Any]:
    """Return the arrays of the code heads, fitted on the sets in ``data``."""
    stored: dict[str, Any] = {}
    signs, labels, _ = annomi_turns(data)
    theta = fit_annomi(code_matrix(signs), labels)
    stored |= {"annomi": theta[:-1].astype(np.float16), "annomi_bias": theta[-1]}
    signs, matrix, _ = bolt_turns(data)
    theta = fit_bolt(code_matrix(signs), matrix)
    return stored | {"bolt": theta[:-1].astype(np.float16), "bolt_bias": theta[-1]}
