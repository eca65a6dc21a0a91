"""Patients at intake, before any variation between those of one persona, from whom batches are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from therapy_env.acts import ACTS
from therapy_env.core.state import State, stack

_NOT_IN_TABLE = ("key", "turn", "profiles")


class Cohort:
    """Templates (:func:`~therapy_env.core.state.template`) in one table, an entry of the state a row.

    A batch is then drawn in one operation, which counts where a few patients begin at every step.
    """

    def __init__(self, templates: Sequence[State]) -> None:
        whole = stack(templates)
        self.n_beliefs = whole.n_beliefs
        self._sizes: dict[str, int | None] = {}
        rows: list[Any] = []
        for name in State.__slots__:
            if name in _NOT_IN_TABLE:
                continue
            entry = getattr(whole, name)
            self._sizes[name] = len(entry) if isinstance(entry, list) else None
            rows.extend(entry if isinstance(entry, list) else [entry])
        self._table = np.array(rows, dtype=np.float64)

    def take(self, which: NDArray[np.int64]) -> State:
        """Return the batch of the patients at ``which``, repeats allowed, in arrays of its own; without keys yet."""
        rows = iter(self._table.take(which, axis=1))
        fields: dict[str, Any] = {
            name: next(rows) if size is None else [next(rows) for _ in range(size)]
            for name, size in self._sizes.items()
        }
        nothing = np.zeros((len(ACTS), len(which)))
        return State(key=None, turn=np.zeros(len(which), dtype=np.int64), profiles=[nothing] * 3, **fields)
