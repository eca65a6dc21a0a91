"""What the environments are given: arguments and reset options, checked as they come in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from therapy_env.errors import UsageError, nearest


def check_max_turns(max_turns: int) -> int:
    """Return ``max_turns`` if it is a whole number from 1 up, else raise a :class:`UsageError`."""
    if isinstance(max_turns, bool) or not isinstance(max_turns, int | np.integer) or max_turns < 1:
        raise UsageError(f"max_turns: expected a whole number from 1 up, found {max_turns!r}")
    return int(max_turns)


def check_skill(skill: float) -> float:
    """Return ``skill`` if it is a number in [0, 1], else raise a :class:`UsageError`."""
    if isinstance(skill, bool) or not isinstance(skill, int | float) or not 0.0 <= skill <= 1.0:
        raise UsageError(f"skill: expected a number in [0, 1], found {skill!r}")
    return float(skill)


def check_options(options: Mapping[str, Any] | None, known: Sequence[str]) -> dict[str, Any]:
    """Return reset options as a dict, checked for unknown names.

    Raises:
        UsageError: not a mapping, or an unknown option, with the nearest.
    """
    if options is None:
        return {}
    if not isinstance(options, Mapping):
        raise UsageError(f"options: expected a dict, found {type(options).__name__}")
    for name in options:
        if name not in known:
            raise UsageError(
                f"options: unknown option {name!r}; expected one of {', '.join(known)}{nearest(str(name), known)}"
            )
    return dict(options)
