"""The numbers of ``therapy_env/Acts-v0``: what its action and its observation are made of."""

from __future__ import annotations

from typing import Any

import numpy as np
from gymnasium.spaces import Box
from numpy.typing import NDArray

from therapy_env.acts import ACTS
from therapy_env.cues import OBS_NAMES
from therapy_env.errors import UsageError

Floats = NDArray[np.float32]

ACTION_NAMES: tuple[str, ...] = (*ACTS, "target", "fit")
"""Names of the action's entries: intensities of the acts, the belief aimed at, and how well the turn fits."""


def spaces() -> tuple[Box, Box]:
    """Return the action space and the observation space of one patient."""
    return (
        Box(0.0, 1.0, (len(ACTION_NAMES),), np.float32),
        Box(0.0, 1.0, (len(OBS_NAMES),), np.float32),
    )


def checked_action(action: Any, shape: tuple[int, ...]) -> NDArray[np.float64]:
    """Return an action as float64, clipped to [0, 1], transposed: entries first.

    Raises:
        UsageError: not numbers, another shape, or not a number at some index.
    """
    try:
        given = np.asarray(action)
        x = np.array(given.T, dtype=np.float64, order="C")
    except (TypeError, ValueError):
        raise UsageError(f"action: expected numbers of shape {shape}, found {type(action).__name__}") from None
    if given.shape != shape:
        raise UsageError(f"action: expected shape {shape} ({', '.join(ACTION_NAMES)}), found {given.shape}")
    # whatever is not a number, or beyond a bound, shows in the least and the greatest
    if given.min() >= 0.0 and given.max() <= 1.0:
        return x
    if np.isnan(x).any():
        at = [int(i) for i in np.argwhere(np.isnan(x.T))[0]]
        raise UsageError(f"action{at} ({ACTION_NAMES[at[-1]]}): expected a number in [0, 1], found nan")
    return x.clip(0.0, 1.0, out=x)


def render_features(obs: Floats) -> str:
    """Return one patient's observation as a line of text."""
    shown = [f"{name} {value:.2f}" for name, value in zip(OBS_NAMES, obs.tolist(), strict=True)]
    return "Patient shows: " + ", ".join(shown)
