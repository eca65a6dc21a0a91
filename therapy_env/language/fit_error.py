"""Measuring the reader's error: how often heads that have not seen a scenario misread its labelled turns."""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from therapy_env.acts import ACTS, UPTAKES
from therapy_env.core.misreading import ReadingError
from therapy_env.language import fit_reading
from therapy_env.language.corpora import therapist_rows
from therapy_env.language.fit_worded import worded_rows
from therapy_env.language.reading import capped_fit, states
from therapy_env.language.reading_error import PATH
from therapy_env.language.reading_heard import heard
from therapy_env.language.reading_weights import MEASURES

READ = 0.35
"""Probability from which an act counts as read; its evidence is given from there too."""


def out_of_fold(name: str, data: fit_reading.Prepared, values: Any, n: int) -> Any:
    """Return ``fit`` or ``appropriate`` of the first ``n`` rows, each from heads that have not seen its scenario."""
    design = fit_reading.quality_features(data, values)[("fit", "appropriate").index(name)][:, len(MEASURES) :]
    out = np.zeros(n)
    for fold in range(fit_reading.FOLDS):
        held, keep = np.flatnonzero(data.fold[:n] == fold), data.fold != fold
        heads = fit_reading.fit_quality(data, values, keep, (name,))
        words = (heads[f"{name}_words"][:-1].T / fit_reading.WORDS_SCALE).ravel()
        out[held] = values[held] @ heads[name] + heads[f"{name}_bias"] + design[held] @ words
        if name == "appropriate":
            windows = fit_reading.fit_right(data, values, keep)
            for i in held:
                signs = data.signs[i]
                out[i] += windows.scores(*heard(signs)) @ states(signs, values[i])
    out = 1.0 / (1.0 + np.exp(-out))
    if name == "fit":
        out = np.array([capped_fit(data.signs[i], x) for i, x in enumerate(out.tolist())])
    return out


def measure() -> ReadingError:
    """Return the reader's error on the own corpus, cross-validated by scenario.

    Acts that are partly there (labelled .5) count neither way. Rates are shrunk toward a half by one row each, so that
    a rare act has none of 0 or 1.
    """
    authored = therapist_rows()
    data = fit_reading.prepare(authored, worded_rows(authored))
    stacked, _, _ = fit_reading.stack(data)
    n = len(authored)
    read = stacked.acts[:n] >= READ
    meant, absent = data.acts[:n] >= 1.0, data.acts[:n] == 0.0
    missed = [(float((~read[meant[:, a], a]).sum()) + 0.5) / (meant[:, a].sum() + 1.0) for a in range(len(ACTS))]
    found = [(float(read[absent[:, a], a].sum()) + 0.5) / (absent[:, a].sum() + 1.0) for a in range(len(ACTS))]
    fit = out_of_fold("fit", data, stacked.values, n)
    told = stacked.uptake[:n].argmax(axis=1)
    counts = np.zeros((len(UPTAKES), len(UPTAKES)))
    for row, label in zip(authored, told, strict=True):
        counts[row.uptake_index, label] += 1.0
    counts += 1.0 / len(UPTAKES)
    shares = counts / counts.sum(axis=1, keepdims=True)
    error = float(np.std(fit - np.array([row.fit for row in authored])))
    return ReadingError(tuple(missed), tuple(found), error, tuple(tuple(row) for row in shares.tolist()))


def fit() -> None:
    """Measure and store."""
    found = measure()
    data = {
        "missed": {name: round(x, 3) for name, x in zip(ACTS, found.missed, strict=True)},
        "found": {name: round(x, 3) for name, x in zip(ACTS, found.found, strict=True)},
        "fit": round(found.fit, 3),
        "uptake": {name: [round(x, 4) for x in row] for name, row in zip(UPTAKES, found.uptake, strict=True)},
    }
    PATH.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {PATH.name}: fit off by {found.fit:.2f}; missed {np.mean(found.missed):.2f} of acts on average")
