"""``therapy_env/Acts-v0`` as a batch: many patients in one step of arrays, behind ``vector_entry_point``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

import gymnasium as gym
import numpy as np
from gymnasium.spaces import Box
from gymnasium.vector import AutoresetMode, VectorEnv
from gymnasium.vector.utils import batch_space
from numpy.typing import NDArray

from therapy_env.core.noise import stream_key, stream_keys
from therapy_env.core.parameters import Parameters
from therapy_env.core.reward import REWARD_TERMS, SAFETY_COSTS, Payment, RewardConfig
from therapy_env.core.simulator import Simulator, features
from therapy_env.core.state import ENDED, State, put, put_beliefs, stack
from therapy_env.core.turn import Turn
from therapy_env.cues import OBS_NAMES, Cues
from therapy_env.envs.acts_cast import Cast, distortions, drawn
from therapy_env.envs.acts_info import ENDINGS, outcome, state_arrays
from therapy_env.envs.acts_spaces import ACTION_NAMES, Floats, checked_action, render_features, spaces
from therapy_env.envs.arguments import check_max_turns, check_options, check_skill
from therapy_env.envs.render import check_render_mode
from therapy_env.errors import UsageError
from therapy_env.library import Spec, load_reward, load_world
from therapy_env.persona import Persona

Mask = NDArray[np.bool_]
_MANY = 512
_ENDINGS = np.array(ENDINGS, dtype=object)


def autoreset(mode: str | AutoresetMode) -> AutoresetMode:
    """Return an autoreset mode from itself, its value (``SameStep``) or its name (``SAME_STEP``).

    Raises:
        UsageError: none of them.
    """
    if isinstance(mode, AutoresetMode):
        return mode
    for known in AutoresetMode:
        if mode in (known.value, known.name):
            return known
    raise UsageError(f"autoreset_mode: expected one of {', '.join(m.value for m in AutoresetMode)}, found {mode!r}")


class ActsVectorEnv(VectorEnv[Floats, Floats, NDArray[Any]]):
    """``num_envs`` patients without words, stepped as one batch.

    ``reset(seed=s)`` gives patient i the seed s + i: the batch equals as many :class:`~therapy_env.envs.acts.ActsEnv`
    under the same autoreset mode, to the last bit.

    Args:
        num_envs: patients.
        persona: id, path, dict or Persona; or a split, of which each episode draws one.
        max_turns: therapist turns after which an episode is completed.
        world: name, path or dict of the dynamics' parameters.
        reward: name, path, dict or RewardConfig.
        skill: highest fit that the action can ask for.
        expose_state: put the hidden state into ``info["state"]``, as a dict of arrays.
        render_mode: ``None`` or ``ansi``.
        autoreset_mode: how episodes that have ended begin again. ``NextStep`` ignores one action an episode;
            ``SameStep`` and ``Disabled`` do not.

    Raises:
        UsageError: an argument that cannot be right, naming what was expected.
    """

    metadata = {
        "render_modes": ["ansi"],
        "render_fps": 1,
        "obs_names": OBS_NAMES,
        "action_names": ACTION_NAMES,
        "autoreset_mode": AutoresetMode.NEXT_STEP,
    }

    def __init__(
        self,
        num_envs: int = 1,
        persona: Persona | Spec = "mira",
        max_turns: int = 20,
        world: Parameters | Spec = "default",
        reward: RewardConfig | Spec = "default",
        skill: float = 0.7,
        expose_state: bool = False,
        render_mode: str | None = None,
        autoreset_mode: str | AutoresetMode = AutoresetMode.NEXT_STEP,
    ) -> None:
        if isinstance(num_envs, bool) or not isinstance(num_envs, int | np.integer) or num_envs < 1:
            raise UsageError(f"num_envs: expected a whole number from 1 up, found {num_envs!r}")
        self.num_envs = int(num_envs)
        self.max_turns = check_max_turns(max_turns)
        self.skill = check_skill(skill)
        self.render_mode = check_render_mode(render_mode, ("ansi",))
        self.expose_state = bool(expose_state)
        self.autoreset_mode = autoreset(autoreset_mode)
        self.metadata = {**type(self).metadata, "autoreset_mode": self.autoreset_mode}
        self.simulator = Simulator(load_world(world), load_reward(reward))
        self.single_action_space: Box
        self.single_observation_space: Box
        self.single_action_space, self.single_observation_space = spaces()
        self.action_space = batch_space(self.single_action_space, self.num_envs)
        self.observation_space = batch_space(self.single_observation_space, self.num_envs)
        self._cast = Cast(persona, self.simulator)
        self._padding = self._cast.beliefs
        self._streams: NDArray[np.uint64] | None = None
        self._episodes = np.zeros(self.num_envs, dtype=np.int64)
        self._state: State | None = None
        self._over = np.zeros(self.num_envs, dtype=np.bool_)
        self._return = np.zeros(self.num_envs)
        self._failures = np.zeros(self.num_envs)
        self._distress = np.zeros(self.num_envs)
        if self.num_envs >= _MANY:
            # A block given back tells glibc to keep freed memory: without it, a process that has had no large array
            # yet asks the system for each step's arrays anew (about 2% of a step of 4,096 patients).
            np.empty(3_900_000)

    def reset(
        self,
        *,
        seed: int | Sequence[int | None] | None = None,
        options: Mapping[str, Any] | None = None,
    ) -> tuple[Floats, dict[str, Any]]:
        """Begin an episode with every patient, or with those of ``options["reset_mask"]``.

        Args:
            seed: s for s, s + 1 ...; or one for each patient, ``None`` to go on with its next episode.
            options: ``persona`` and ``state``, each one for all or a list of one for each patient, for the episodes
                that begin now; ``reset_mask``, a boolean array of shape (num_envs,).

        Raises:
            UsageError: an unknown option or persona, or a list of the wrong length.
            ValueError: an unknown key of ``state`` or a value out of range.
        """
        given = check_options(options, ("persona", "state", "reset_mask"))
        rows = self._rows(given.get("reset_mask"))
        self._seed(seed, rows)
        self._begin(rows, self._each(given, "persona", rows), self._each(given, "state", rows))
        reset = np.zeros(self.num_envs, dtype=np.bool_)
        reset[rows] = True
        self._over &= ~reset
        return self._obs.copy(), self._info(reset)

    def step(self, actions: Any) -> tuple[Floats, NDArray[np.float64], Mask, Mask, dict[str, Any]]:
        """Do one therapist turn with every patient.

        Args:
            actions: shape (num_envs, 17), as for one patient.

        Raises:
            UsageError: another shape, or NaN, with its index.
            gymnasium.error.ResetNeeded: before the first reset; or, with autoreset disabled, while an episode that has
                ended was not reset.
        """
        x = checked_action(actions, (self.num_envs, len(ACTION_NAMES)))
        if self._state is None:
            raise gym.error.ResetNeeded("there are no patients yet: call reset() first")
        again = self._over
        if self.autoreset_mode is AutoresetMode.DISABLED and again.any():
            raise gym.error.ResetNeeded(
                f"episodes {np.flatnonzero(again)[:10].tolist()} have ended: call reset(options={{'reset_mask': ...}})"
            )
        if again.all():
            return self._begin_again()
        state = self._state
        target = np.minimum(np.floor(x[15] * self._n_beliefs), self._n_beliefs - 1.0)
        cues, payment, _ = self.simulator.step(state, Turn(x[:15], target, np.minimum(x[16], self.skill), 0.0))
        reward: NDArray[np.float64] = payment.reward
        self._return += reward
        for cost in payment.costs:
            self._failures += cost
        self._obs = self._observe(state, cues)
        over = (state.turn >= self.max_turns) | (state.ended > 0.0)
        if not (over.any() or again.any()):
            self._over = over
            return self._obs.copy(), reward, over.copy(), np.zeros_like(over), self._info(~over, payment)
        return self._settle(payment, over, again)

    def _begin_again(self) -> tuple[Floats, NDArray[np.float64], Mask, Mask, dict[str, Any]]:
        """Spend a step of mode NextStep on beginning every episode."""
        everyone = np.ones(self.num_envs, dtype=np.bool_)
        self._begin(np.arange(self.num_envs))
        self._over = ~everyone
        return self._obs.copy(), np.zeros(self.num_envs), ~everyone, ~everyone, self._info(everyone)

    def _settle(
        self, payment: Payment, over: Mask, again: Mask
    ) -> tuple[Floats, NDArray[np.float64], Mask, Mask, dict[str, Any]]:
        """Finish a step in which episodes ended (``over``) or, in mode NextStep, begin again (``again``)."""
        reward: NDArray[np.float64] = payment.reward.copy()
        everyone = np.ones(self.num_envs, dtype=np.bool_)
        beginning = np.flatnonzero(again)
        if beginning.size:
            over = over & ~again
            reward[beginning] = 0.0
        if self.autoreset_mode is AutoresetMode.SAME_STEP and over.any():
            final = self._info(over, payment, over)
            final_obs = np.full(self.num_envs, None, dtype=object)
            rows = np.flatnonzero(over)
            for i, last in zip(rows.tolist(), self._obs[rows], strict=True):
                final_obs[i] = last
            self._begin(rows)
            info = self._info(everyone, payment, acted=~over)
            info.update(final_obs=final_obs, _final_obs=over.copy(), final_info=final, _final_info=over.copy())
            self._over = np.zeros_like(over)
        else:
            if beginning.size:
                self._begin(beginning)
            info = self._info(everyone, payment, over, acted=~again)
            self._over = over
        return self._obs.copy(), reward, over.copy(), np.zeros_like(over), info

    def render(self) -> tuple[str, ...] | None:
        """Return what each patient shows as text, in mode ``ansi``."""
        if self.render_mode != "ansi" or self._state is None:
            return None
        return tuple(render_features(row) for row in self._obs)

    @property
    def state(self) -> State:
        """A copy of the hidden state of the running episodes, as a batch.

        Raises:
            gymnasium.error.ResetNeeded: before the first reset.
        """
        if self._state is None:
            raise gym.error.ResetNeeded("there are no patients yet: call reset() first")
        return self._state.take(np.arange(self.num_envs))

    def fork(self) -> ActsVectorEnv:
        """Return an independent environment at the same point of the same episodes, future noise included."""
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__)
        twin.action_space, twin.observation_space = deepcopy(self.action_space), deepcopy(self.observation_space)
        twin._np_random = deepcopy(self._np_random)
        for name in ("_episodes", "_over", "_return", "_failures", "_distress"):
            setattr(twin, name, getattr(self, name).copy())
        if self._state is not None:
            twin._state, twin._obs = self.state, self._obs.copy()
            twin._n_beliefs, twin._distorted = self._n_beliefs.copy(), [x.copy() for x in self._distorted]
        return twin

    def _rows(self, mask: Any) -> NDArray[np.int64]:
        if mask is None:
            return np.arange(self.num_envs)
        if not isinstance(mask, np.ndarray) or mask.dtype != np.bool_ or mask.shape != (self.num_envs,):
            expected = f"expected a boolean array of shape ({self.num_envs},)"
            raise UsageError(f"options: reset_mask: {expected}, found {mask!r}")
        if not mask.any() or (self._state is None and not mask.all()):
            raise UsageError("options: reset_mask: expected one patient at least, and at the first reset all of them")
        return np.flatnonzero(mask)

    def _seed(self, seed: int | Sequence[int | None] | None, rows: NDArray[np.int64]) -> None:
        """Begin the streams of the patients at ``rows`` anew that are given a seed; the others go on."""
        seeds: Sequence[int | None]
        if isinstance(seed, int | np.integer):
            super().reset(seed=int(seed))
            seeds = [int(seed) + i for i in range(self.num_envs)]
        else:
            seeds = [None] * self.num_envs if seed is None else seed
        if len(seeds) != self.num_envs:
            raise UsageError(f"seed: expected {self.num_envs} of them, one for each patient, found {len(seeds)}")
        if self._streams is None:
            first = int(self.np_random.integers(2**62))
            self._streams = np.array([stream_key(first + i) for i in range(self.num_envs)], dtype=np.uint64)
        streams, episodes = self._streams.copy(), self._episodes.copy()
        for i in rows:
            own = seeds[i]
            if own is None:
                continue
            if isinstance(own, bool) or not isinstance(own, int | np.integer) or own < 0:
                raise UsageError(f"seed[{i}]: expected None or a whole number from 0 up, found {own!r}")
            streams[i], episodes[i] = stream_key(int(own)), 0
        self._streams, self._episodes = streams, episodes

    def _each(self, given: Mapping[str, Any], name: str, rows: NDArray[np.int64]) -> list[Any] | None:
        """Return an option for each of ``rows``; ``None`` where it is not given."""
        value = given.get(name)
        if value is None:
            return None
        if not isinstance(value, list | tuple):
            return [value] * len(rows)
        if len(value) != self.num_envs:
            raise UsageError(f"options: {name}: expected one, or {self.num_envs}, found {len(value)}")
        return [value[i] for i in rows]

    def _begin(
        self, rows: NDArray[np.int64], personas: list[Any] | None = None, overrides: list[Any] | None = None
    ) -> None:
        """Begin the next episode of the patients at ``rows``; sets their part of state and observation."""
        assert self._streams is not None
        streams, episodes = self._streams[rows], self._episodes[rows]
        seeds, lots = drawn(streams, episodes)
        if personas is None and overrides is None:
            which = (lots * len(self._cast.personas)).astype(np.int64)
            fresh = self.simulator.admit(self._cast.cohort, which, stream_keys(seeds))
        else:
            fresh = self._begin_one_by_one(seeds, lots, personas, overrides)
        self._episodes[rows] += 1
        cues = self.simulator.open(fresh)
        distorted, n_beliefs = distortions(fresh), np.add.reduce(fresh.exists)
        whole = len(rows) == self.num_envs
        if whole or self._state is None:
            self._state, self._distorted, self._n_beliefs = fresh, distorted, n_beliefs
        else:
            put(self._state, rows, fresh)
            self._n_beliefs[rows] = n_beliefs
            put_beliefs(self._distorted, rows, distorted)
        self._padding = max(self._padding, fresh.n_beliefs)
        self._return[rows] = 0.0
        self._failures[rows] = 0
        self._distress[rows] = fresh.distress
        shown = features(cues, (fresh.delusion, distorted), n_beliefs, fresh.turn / self.max_turns)
        if whole:
            self._obs = shown
        else:
            self._obs[rows] = shown

    def _begin_one_by_one(
        self,
        seeds: NDArray[np.uint64],
        lots: NDArray[np.float64],
        personas: list[Any] | None,
        overrides: list[Any] | None,
    ) -> State:
        casts: dict[str, Cast] = {}

        def named(persona: Any) -> Cast:
            if persona is None:
                return self._cast
            key = persona if isinstance(persona, str) else f"object {id(persona)}"
            if key not in casts:
                casts[key] = Cast(persona, self.simulator)
            return casts[key]

        states = []
        for i in range(len(seeds)):
            chosen = named(personas[i] if personas else None)
            which = int(lots[i] * len(chosen.personas))
            states.append(chosen.start(self.simulator, which, int(seeds[i]), overrides[i] if overrides else None))
        return stack(states)

    def _observe(self, state: State, cues: Cues) -> Floats:
        row: Floats = features(cues, (state.delusion, self._distorted), self._n_beliefs, state.turn / self.max_turns)
        return row

    def _info(
        self, of: Mask, payment: Payment | None = None, over: Mask | None = None, *, acted: Mask | None = None
    ) -> dict[str, Any]:
        """Return ``info`` of the patients ``of``: arrays, and beside each ``x`` a mask ``_x`` of who has it.

        Args:
            of: of whom.
            payment: what the turn earned, where one was done.
            over: whose episodes ended.
            acted: whose turn it was, where not of all.
        """
        state = self._state
        assert state is not None
        info: dict[str, Any] = {}
        add(info, "turn", only(state.turn, of), of)
        add(info, "session", of.astype(np.int64), of)
        if self.expose_state:
            arrays: dict[str, Any] = {}
            for name, value in state_arrays(state, self._padding).items():
                add(arrays, name, only(value, of), of)
            add(info, "state", arrays, of)
        paid = of if acted is None else of & acted
        if payment is not None and paid.any():
            share = None if paid.all() else paid.astype(np.float64)
            for group, names, values in (
                ("reward_terms", REWARD_TERMS, payment.terms),
                ("safety_costs", SAFETY_COSTS, payment.costs),
            ):
                table: dict[str, Any] = {}
                for name, value in zip(names, values, strict=True):
                    add(table, name, value if share is None else value * share, paid)
                add(info, group, table, paid)
        if over is not None and over.any():
            rows = np.flatnonzero(over)
            ended = state.ended[rows]
            termination = np.full(self.num_envs, None, dtype=object)
            termination[rows] = _ENDINGS[np.where(ended > 0.0, ended, len(ENDED)).astype(np.int64)]
            add(info, "termination", termination, over)
            add(info, "outcome", self._outcome(state, over), over)
        return info

    def _outcome(self, state: State, over: Mask) -> dict[str, Any]:
        """Return how the episodes of ``over`` came out, as ``info`` has it."""
        rows = np.flatnonzero(over)
        figures = outcome(state, rows, self._distress[rows], self._return[rows], self._failures[rows], self._padding)
        told: dict[str, Any] = {}
        for name, value in figures.items():
            whole = np.zeros((self.num_envs, *value.shape[1:]), dtype=value.dtype)
            whole[rows] = value
            add(told, name, whole, over)
        return told


def add(info: dict[str, Any], name: str, value: Any, has: Mask) -> None:
    """Put a value into ``info`` as Gymnasium's vector environments do: with a mask ``_name`` of who has it."""
    info[name], info[f"_{name}"] = value, has.copy()


def only(value: NDArray[Any], has: Mask) -> NDArray[Any]:
    """Return a copy of ``value`` with zeros where ``has`` is false."""
    return value.copy() if has.all() else (value.T * has).T
