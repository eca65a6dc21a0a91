"""What ``therapy_env/Acts-v0`` tells in ``info`` besides rewards: the hidden state where asked for, how it came out."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from therapy_env.core.state import BELIEF_MOVING, BELIEF_STATIC, ENDED, State

ENDINGS = (*ENDED, "completed")
"""What ``info["termination"]`` can be; by number, as the state's ``ended``, and 3 for completed."""


def state_arrays(state: State, beliefs: int) -> dict[str, NDArray[np.float64]]:
    """Return :meth:`State.arrays` with a zero column for each belief that is missing of ``beliefs``."""
    arrays = state.arrays()
    missing = beliefs - state.n_beliefs
    if missing > 0:
        for name in (*BELIEF_STATIC, *BELIEF_MOVING):
            arrays[name] = np.pad(arrays[name], ((0, 0), (0, missing)))
    return arrays


def outcome(
    state: State, rows: Any, distress: Any, total: NDArray[np.float64], failures: NDArray[Any], beliefs: int
) -> dict[str, NDArray[Any]]:
    """Return how episodes came out: arrays of shape (rows,), the same figures as of a session in words.

    ``conviction_change`` has shape (rows, beliefs) in the persona's order, in points, 0 where a patient has no such
    belief.

    Args:
        state: a batch, at the end.
        rows: indices of whose episodes it is about.
        distress: general distress at the start, shape (rows,).
        total: sum of rewards, shape (rows,).
        failures: safety costs counted, shape (rows,).
        beliefs: columns of ``conviction_change``.
    """
    change = np.zeros((len(total), beliefs))
    for k, (start, end) in enumerate(zip(state.conviction_start, state.conviction, strict=True)):
        change[:, k] = 100.0 * (end[rows] - start[rows]) * state.exists[k][rows]
    return {
        "conviction_change": change,
        "alliance_end": state.alliance[rows],
        "distress_change": 100.0 * (state.distress[rows] - distress),
        "ruptures": state.ruptures[rows].astype(np.int64),
        "safety_failures": failures.astype(np.int64),
        "return": total.copy(),
    }
