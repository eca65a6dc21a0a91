"""The simulator: reset and step, for one patient in floats or for many in arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np

from therapy_env.core import cues as showing
from therapy_env.core.chance import draw
from therapy_env.core.cohort import Cohort
from therapy_env.core.dynamics import Effects, transition
from therapy_env.core.noise import stream_key
from therapy_env.core.ops import ARRAY, FLOAT
from therapy_env.core.parameters import Parameters
from therapy_env.core.reward import Payment, RewardConfig, before, pay
from therapy_env.core.state import PatientNumbers, State, start, template, vary
from therapy_env.core.turn import Turn
from therapy_env.cues import Cues


class Step(NamedTuple):
    """What one therapist turn did."""

    cues: Cues
    """What the patient's answer shows."""
    payment: Payment
    """Reward, its vector, safety costs."""
    effects: Effects
    """Intermediate quantities of the transition."""


@dataclass(frozen=True)
class Simulator:
    """Parameters and reward; the state is handed in and out, so one simulator serves any number of patients."""

    parameters: Parameters = field(default_factory=Parameters)
    reward: RewardConfig = field(default_factory=RewardConfig)

    def reset(self, patient: PatientNumbers, seed: int) -> State:
        """Return one patient's state at intake."""
        return start(patient, seed, self.parameters)

    def reset_batch(self, patients: Sequence[PatientNumbers], seeds: Sequence[int]) -> State:
        """Return the states of many patients, as one batch."""
        known = {id(p): p for p in patients}
        place = {name: i for i, name in enumerate(known)}
        which = np.array([place[id(p)] for p in patients])
        keys = np.array([stream_key(seed) for seed in seeds], dtype=np.uint64)
        return self.admit(self.cohort(list(known.values())), which, keys)

    def cohort(self, patients: Sequence[PatientNumbers]) -> Cohort:
        """Return what :meth:`admit` draws from."""
        return Cohort([template(p, self.parameters) for p in patients])

    def admit(self, cohort: Cohort, which: np.ndarray, keys: np.ndarray) -> State:
        """Return the states at intake of the cohort's patients at ``which``, as one batch.

        Args:
            cohort: what :meth:`cohort` gives.
            which: index into the cohort, shape (patients,).
            keys: noise key of each (:func:`~therapy_env.core.noise.stream_key`), uint64, shape (patients,).
        """
        state = cohort.take(which)
        vary(state, keys, self.parameters, ARRAY)
        return state

    def open(self, state: State) -> Cues:
        """Return the cues of the patient's first words; call once after reset (and after any override)."""
        return showing.opening(state, self.parameters, ARRAY if isinstance(state.key, np.ndarray) else FLOAT)

    def step(self, state: State, turn: Turn) -> Step:
        """Move ``state`` by one therapist turn, in place.

        Args:
            state: of one patient, or a batch.
            turn: in floats for one patient, in arrays for a batch (acts of shape (15, patients)).
        """
        ops = ARRAY if isinstance(state.key, np.ndarray) else FLOAT
        was = before(state)
        chance = draw(state.key, state.turn + 1, state.n_beliefs)
        effects = transition(state, turn, chance, self.parameters, ops)
        payment = pay(was, state, turn, effects, self.reward, ops)
        cues = showing.show(state, turn, effects, chance, self.parameters, ops)
        return Step(cues, payment, effects)


def features(cues: Cues, kinds: Any, n_beliefs: Any, progress: Any) -> Any:
    """Return the observation features of :data:`therapy_env.cues.OBS_NAMES` for a batch, shape (patients, 11).

    Args:
        cues: arrays of shape (patients,).
        kinds: (delusion, distortion) flags of each belief: two lists of arrays of shape (patients,).
        n_beliefs: beliefs of each patient, shape (patients,).
        progress: turns done / max_turns, shape (patients,).
    """
    delusion, distortion = kinds
    voiced = np.asarray(cues.belief)
    shown = (2.0 * np.asarray(cues.disclosure)).clip(0.0, 1.0) * (0.3 + 0.7 * np.asarray(cues.firmness))
    is_delusion, is_distortion = 0.0, 0.0
    for k in range(len(delusion)):
        on = shown * (voiced == k).astype(np.float64)
        is_delusion = is_delusion + on * delusion[k]
        is_distortion = is_distortion + on * distortion[k]
    # filled by rows, which lie together in memory, and turned at the end
    out = np.empty((11, len(shown)), dtype=np.float32)
    out[0] = np.asarray(cues.talk) == 0
    out[1] = np.asarray(cues.talk) == 2
    out[2] = is_distortion
    out[3] = is_delusion
    out[4] = cues.withdrawal
    out[5] = cues.confrontation
    out[6] = np.asarray(cues.risk) == 1
    out[7] = np.asarray(cues.risk) == 2
    out[8] = cues.arousal
    out[9] = np.maximum(voiced + 0.5, 0.0) / n_beliefs  # 0 where nothing is voiced, -1
    out[10] = progress
    return np.ascontiguousarray(out.T)
