"""Reading error at act level: what a reader makes of acts that were meant, drawn from a measured confusion matrix.

With it the numeric line can be run as if words stood between therapist and patient, and a benchmark can show whether
its order of agents survives the reader's mistakes. Noise is counter-based as everywhere, in a stream of its own, so
that switching error on does not shift the patient's.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from therapy_env.core.noise import normals, uniforms
from therapy_env.core.ops import Ops
from therapy_env.core.turn import Turn

PRESENT = 0.5
"""Intensity from which an act counts as present."""
_STREAM = 0x6A09E667F3BCC909
_ACT_DRAWS, _FIT_DRAW = 0, 32
_LOST, _SEEN = 0.1, 0.7
"""Intensity with which a missed act, and an act that is not there, are read."""


class ReadingError(NamedTuple):
    """How often a reader is wrong, as measured on labelled turns that it was not fitted on."""

    missed: tuple[float, ...]
    """P(read as absent | present), one an act, in the order of :class:`~therapy_env.acts.Act`."""
    found: tuple[float, ...]
    """P(read as present | absent), one an act."""
    fit: float
    """Standard deviation of the error of fit."""
    uptake: tuple[tuple[float, ...], ...]
    """P(read | meant), a row a meant uptake, in the order of :class:`~therapy_env.acts.Uptake`."""


def misread(turn: Turn, key: Any, number: Any, error: ReadingError, ops: Ops) -> Turn:
    """Return ``turn`` as a reader with this ``error`` would read it.

    Args:
        turn: in floats for one patient, in arrays for many (acts of shape (15, patients)).
        key: the patient's noise key.
        number: number of the turn.
        error: how often the reader is wrong.
        ops: floats or arrays, as ``turn`` is.
    """
    stream = key ^ np.uint64(_STREAM) if isinstance(key, np.ndarray) else key ^ _STREAM
    draws = uniforms(stream, number, _ACT_DRAWS, len(error.missed))
    acts = []
    for act, u, missed, found in zip(turn.acts, draws, error.missed, error.found, strict=True):
        there = ops.flag(act >= PRESENT)
        lost = there * ops.flag(u < missed)
        seen = (1.0 - there) * ops.flag(u < found)
        acts.append(act * (1.0 - lost) * (1.0 - seen) + _LOST * lost + _SEEN * seen)
    fit = ops.unit(turn.fit + error.fit * normals(stream, number, _FIT_DRAW, 1)[0])
    return turn._replace(acts=np.stack(acts) if isinstance(key, np.ndarray) else tuple(acts), fit=fit)


def misread_uptake(uptake: int, key: int, number: int, error: ReadingError) -> int:
    """Return the uptake that is read where ``uptake`` was meant, for one patient."""
    u = uniforms(key ^ _STREAM, number, _FIT_DRAW + 2, 1)[0]
    row: Sequence[float] = error.uptake[uptake]
    passed = 0.0
    for read, share in enumerate(row):
        passed += share
        if u < passed:
            return read
    return uptake
