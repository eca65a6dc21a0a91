"""Whom an environment without words draws its patients from, and how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from therapy_env.core.noise import uniform_halves, words
from therapy_env.core.simulator import Simulator
from therapy_env.core.state import State, apply_overrides
from therapy_env.library import Spec, load_personas
from therapy_env.patient import patient_numbers
from therapy_env.persona import Persona

_SLOT = 0
"""Slot of an environment's own stream, drawn at turn = number of the episode."""


class Cast:
    """The patients that an environment draws from, as numbers."""

    def __init__(self, persona: Persona | Spec, simulator: Simulator) -> None:
        self.personas = load_personas(persona)
        self.numbers = tuple(patient_numbers(p) for p in self.personas)
        self.cohort = simulator.cohort(self.numbers)
        self.beliefs = self.cohort.n_beliefs

    def start(self, simulator: Simulator, which: int, seed: int, state: Mapping[str, Any] | None) -> State:
        """Return one patient of the cast at intake, with overrides."""
        one = simulator.reset(self.numbers[which], seed)
        if state:
            apply_overrides(one, state, [b.id for b in self.personas[which].beliefs])
        return one


def drawn(stream: Any, episode: Any) -> tuple[Any, Any]:
    """Return what an episode begins with: its seed, and a uniform number that chooses one of the cast.

    Args:
        stream: key of the environment's own stream: an int, or uint64 of shape (patients,).
        episode: number of the episode, from 0: an int, or integers of shape (patients,).
    """
    word = words(stream, episode, (_SLOT,))
    return word[0], uniform_halves(word)[1]


def distortions(state: State) -> list[Any]:
    """Return 1.0 for each belief that is a distortion, as the state's per-belief entries are."""
    return [
        exists * (1.0 - delusion) * (1.0 - accurate) * (1.0 - congruent)
        for exists, delusion, accurate, congruent in zip(
            state.exists, state.delusion, state.accurate, state.congruent, strict=True
        )
    ]
