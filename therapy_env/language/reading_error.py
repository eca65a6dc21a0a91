"""The embedded reader's measured error, and a reader that errs that much more.

``weights/reading_error.json`` holds the confusion matrix of heads that had not seen a turn's scenario
(:mod:`therapy_env.language.fit_error`).
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from therapy_env.acts import ACTS, UPTAKES, TurnReading, Uptake
from therapy_env.core.misreading import ReadingError, misread, misread_uptake
from therapy_env.core.ops import FLOAT
from therapy_env.core.turn import Turn

PATH = Path(__file__).parent / "weights" / "reading_error.json"


@lru_cache(maxsize=1)
def measured() -> ReadingError:
    """Return the error of the embedded reader, as measured.

    Raises:
        RuntimeError: it was not measured: run ``python -m therapy_env.language.fit --only error``.
    """
    if not PATH.exists():
        raise RuntimeError(f"{PATH.name} is missing; measure it: python -m therapy_env.language.fit --only error")
    data = json.loads(PATH.read_text(encoding="utf-8"))
    return ReadingError(
        tuple(data["missed"][name] for name in ACTS),
        tuple(data["found"][name] for name in ACTS),
        data["fit"],
        tuple(tuple(data["uptake"][name]) for name in UPTAKES),
    )


def misreading(reading: TurnReading, key: int, number: int, error: ReadingError) -> TurnReading:
    """Return ``reading`` with error on top of what the reader's own is.

    Args:
        reading: what was read.
        key: the patient's noise key.
        number: number of the turn.
        error: how often the reader is wrong.
    """
    turn = misread(Turn(reading.acts, reading.target, reading.fit, reading.stale), key, number, error, FLOAT)
    uptake = Uptake(misread_uptake(int(reading.uptake), key, number, error))
    return replace(reading, acts=turn.acts, fit=turn.fit, uptake=uptake)
