"""Fitting the code heads on the published sets, and the turns of these sets as the reader sees them."""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from therapy_env.acts import Act
from therapy_env.language.fit_heads import logistic, softmax
from therapy_env.language.fit_windows import Choice, fit_windows
from therapy_env.language.reading_codes import (
    HASHED_AT,
    LETTERS_AT,
    MEASURES_AT,
    SURFACE,
    Codes,
    by_rarity,
    code_features,
    surface_features,
)
from therapy_env.language.reading_context import ReadContext
from therapy_env.language.reading_heard import heard
from therapy_env.language.reading_signs import Signs, take_apart
from therapy_env.language.reading_weights import ANNOMI, BOLT, CODES_WIDTH
from therapy_env.language.windows import Windows

Array = NDArray[np.float64]

RIDGE_ANNOMI, RIDGE_SURFACE, RIDGE_BOLT = 3.0, 0.3, 0.4
NAMED_BOLT, MEASURED_BOLT, MEASURED_SURFACE = 2.0, 2.8, 0.45
"""Scales of the features by name and of the measures, where a head leans on them more or less than it would."""
STEPS = 60
EPOCHS = 12
"""Passes over AnnoMI in which windows of words are learnt."""
WINDOWS_SHARE = 0.5
"""What windows of words count for beside the mean of the two linear heads of AnnoMI's classes."""
TWICE, THRICE = 2, 3
"""Turns that a word n-gram or one of letters must be in to be looked at."""


def _matrix(found: Sequence[Codes], width: int) -> Any:
    from scipy.sparse import csr_matrix

    starts = np.cumsum([0, *(len(indices) for indices, _ in found)])
    parts = np.concatenate([values for _, values in found]), np.concatenate([indices for indices, _ in found]), starts
    matrix = csr_matrix(parts, shape=(len(found), width))
    matrix.sum_duplicates()
    return matrix


def code_matrix(signs: Sequence[Signs], measured: Callable[[Signs], Sequence[float]]) -> Any:
    """Return the code features of turns as a sparse matrix; ``measured`` gives the measures of a turn."""
    return _matrix([code_features(one, measured(one)) for one in signs], CODES_WIDTH)


def rarity_of(found: Sequence[Codes]) -> Array:
    """Return how rare each surface feature is among turns: 1 if it is in all of them, 0 if it hardly occurs."""
    seen = np.bincount(np.concatenate([indices for indices, _ in found]), minlength=SURFACE)
    least = np.where(np.arange(SURFACE) < LETTERS_AT, TWICE, THRICE)
    return np.where(seen >= least, np.log((1 + len(found)) / (1 + seen)) + 1.0, 0.0)


def surface_matrix(found: Sequence[Codes], rarity: Array) -> Any:
    """Return the surfaces of turns as a sparse matrix."""
    return _matrix([by_rarity(one, rarity) for one in found], SURFACE)


def annomi_turns(data: Path) -> tuple[list[Signs], list[str], list[str]]:
    """Return AnnoMI's therapist turns, their labels and their transcripts."""
    signs, labels, groups = [], [], []
    transcript = before = ""
    with (data / "annomi" / "annomi.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["transcript_id"] != transcript:
                transcript, before = row["transcript_id"], ""
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


@dataclass(slots=True)
class AnnomiHead:
    """The head of AnnoMI's classes: the mean of the scores of two linear heads, and those of windows of words."""

    codes: Array
    surface: Array
    rarity: Array
    bias: Array
    windows: Windows

    def scores(self, x: Any, turns: Sequence[Signs]) -> Array:
        """Return the scores of the classes, from code features and the turns themselves."""
        surfaces = surface_matrix([surface_features(one.text) for one in turns], self.rarity)
        said = np.array([self.windows.scores(*heard(one)) for one in turns])
        return np.asarray(x @ self.codes + surfaces @ self.surface + said + self.bias)


def fit_annomi(x: Any, turns: Sequence[Signs], labels: Sequence[str]) -> AnnomiHead:
    """Fit the four classes, balanced: from the code features, from the surface with the measures, from windows."""
    from scipy.sparse import hstack

    index = np.array([ANNOMI.index(label) for label in labels])
    counts = np.bincount(index, minlength=len(ANNOMI))
    surfaces = [surface_features(one.text) for one in turns]
    weight, label = (counts.mean() / counts)[index], np.eye(len(ANNOMI))[index]
    rarity = rarity_of(surfaces)
    seen = hstack([surface_matrix(surfaces, rarity), MEASURED_SURFACE * x[:, MEASURES_AT:]], format="csr")
    one = softmax(x, label, weight, np.zeros((x.shape[1] + 1, len(ANNOMI))), RIDGE_ANNOMI, STEPS)
    two = softmax(seen, label, weight, np.zeros((seen.shape[1] + 1, len(ANNOMI))), RIDGE_SURFACE, STEPS)
    codes = 0.5 * one[:-1]
    codes[MEASURES_AT:] += 0.5 * MEASURED_SURFACE * two[SURFACE:-1]
    orders, marks = zip(*map(heard, turns), strict=True)
    lesson = Choice(slice(0, len(ANNOMI)), index, weight)
    places = np.arange(len(turns))[:, None]
    windows = fit_windows([np.array(o) for o in orders], lambda _: list(places), [lesson], len(ANNOMI), EPOCHS, marks)
    bias = 0.5 * (one[-1] + two[-1])
    return AnnomiHead(codes, 0.5 * two[:SURFACE], rarity, bias, windows.times(WINDOWS_SHARE))


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

    There are few texts: named features and measures are scaled up, so that the fit leans on them before it does on
    words.
    """
    from scipy.sparse import diags

    scale = np.ones(x.shape[1])
    scale[:HASHED_AT] = NAMED_BOLT
    scale[MEASURES_AT:] = MEASURED_BOLT
    prior = np.zeros((x.shape[1] + 1, matrix.shape[1]))
    prior[-1] = -2.5
    theta = logistic((x @ diags(scale)).tocsr(), matrix, np.ones_like(matrix), prior, RIDGE_BOLT)
    theta[:-1] *= scale[:, None]
    return theta


def fit_codes(data: Path, measured: Callable[[Signs], Sequence[float]]) -> dict[str, Any]:
    """Return the arrays of the code heads, fitted on the sets in ``data``; ``measured`` measures a turn."""
    signs, labels, _ = annomi_turns(data)
    head = fit_annomi(code_matrix(signs, measured), signs, labels)
    stored: dict[str, Any] = {
        "annomi": head.codes.astype(np.float16),
        "annomi_surface": head.surface.astype(np.float16),
        "annomi_rarity": head.rarity.astype(np.float16),
        "annomi_bias": head.bias,
        **head.windows.named("annomi"),
    }
    signs, matrix, _ = bolt_turns(data)
    theta = fit_bolt(code_matrix(signs, measured), matrix)
    return stored | {"bolt": theta[:-1].astype(np.float16), "bolt_bias": theta[-1]}
