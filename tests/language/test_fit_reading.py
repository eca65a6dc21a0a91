"""Fitting the reading: the same rows give the same bytes, and what was fitted tells the turns apart."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest

from therapy_env.language.corpora import TherapistRow, pairs, therapist_rows


@pytest.fixture(scope="module")
def few() -> list[TherapistRow]:
    rows = therapist_rows()
    scenarios = sorted({row.scenario for row in rows})[:16]
    return [row for row in rows if row.scenario in scenarios]


def test_fitting_twice_gives_the_same_bytes(
    few: list[TherapistRow], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("scipy")
    from therapy_env.language import fit_reading
    from therapy_env.language.fit import save

    monkeypatch.setattr(fit_reading, "therapist_rows", lambda: few)
    monkeypatch.setattr(fit_reading, "EPOCHS", 2)
    for name in ("a", "b"):
        save(tmp_path / f"{name}.npz", fit_reading.fit(None, report=lambda line: None))
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.npz") as archive:
        names = {name.removesuffix(".npy") for name in archive.namelist()}
        assert {"table", "dense", "bias", "pool", "fit", "appropriate", "right_filters", "right_views"} <= names


def test_a_scenario_is_never_in_two_folds(few: list[TherapistRow]) -> None:
    from therapy_env.language.fit_reading import folds

    told: dict[str, set[int]] = {}
    for row, fold in zip(few, folds([row.scenario for row in few]), strict=True):
        told.setdefault(row.scenario, set()).add(int(fold))
    assert all(len(found) == 1 for found in told.values())


def test_the_shipped_weights_tell_the_better_turn_of_the_pairs_they_were_fitted_on() -> None:
    from therapy_env.language.fit_reading import context_of
    from therapy_env.language.reading import reading_row

    told = [
        reading_row(0, better.therapist, context_of(better))["appropriate"]
        > reading_row(0, worse.therapist, context_of(worse))["appropriate"]
        for better, worse in list(pairs(therapist_rows()).values())[::4]
    ]
    assert np.mean(told) >= 0.95
