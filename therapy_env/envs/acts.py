"""``therapy_env/Acts-v0``: no words; acts in, cues out. For classic RL, calibration and experiments.

The action is what wording would put into words, the observation what sensing would take from them. One patient is
stepped in floats (:class:`ActsEnv`), many in arrays (:class:`ActsVectorEnv`): the same numbers to the last bit, so
that a batch of n equals n environments with seeds s, s + 1 ...

Every episode's noise is a function of the environment's seed and of the number of the episode, and of nothing else.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import gymnasium as gym
import numpy as np
from gymnasium.spaces import Box

from therapy_env.core.noise import stream_key
from therapy_env.core.parameters import Parameters
from therapy_env.core.reward import REWARD_TERMS, SAFETY_COSTS, RewardConfig
from therapy_env.core.simulator import Simulator, features
from therapy_env.core.state import State, stack
from therapy_env.core.turn import Turn
from therapy_env.cues import OBS_NAMES, Cues
from therapy_env.envs.acts_cast import Cast, distortions, drawn
from therapy_env.envs.acts_info import ENDINGS, outcome, state_arrays
from therapy_env.envs.acts_spaces import ACTION_NAMES, Floats, checked_action, render_features, spaces
from therapy_env.envs.arguments import check_max_turns, check_options, check_skill
from therapy_env.envs.render import RENDER_MODES, check_render_mode, show
from therapy_env.library import Spec, load_reward, load_world
from therapy_env.persona import Persona


class ActsEnv(gym.Env[Floats, Floats]):
    """One patient without words.

    Args:
        persona: id, path, dict or Persona; or a split, of which each episode draws one.
        max_turns: therapist turns after which the episode is completed.
        world: name, path or dict of the dynamics' parameters.
        reward: name, path, dict or RewardConfig.
        skill: highest fit that the action can ask for.
        expose_state: put the hidden state into ``info["state"]``, as arrays.
        render_mode: ``None``, ``ansi`` or ``human``.

    Raises:
        UsageError: an argument that cannot be right, naming what was expected.

    >>> env = ActsEnv("mira")
    >>> obs, info = env.reset(seed=1)
    >>> dict(zip(env.metadata["obs_names"], obs.tolist()))["turn"]
    0.0
    """

    metadata = {
        "render_modes": list(RENDER_MODES),
        "render_fps": 1,
        "obs_names": OBS_NAMES,
        "action_names": ACTION_NAMES,
    }
    action_space: Box  # type: ignore[assignment]
    observation_space: Box  # type: ignore[assignment]

    def __init__(
        self,
        persona: Persona | Spec = "mira",
        max_turns: int = 20,
        world: Parameters | Spec = "default",
        reward: RewardConfig | Spec = "default",
        skill: float = 0.7,
        expose_state: bool = False,
        render_mode: str | None = None,
    ) -> None:
        self.max_turns = check_max_turns(max_turns)
        self.skill = check_skill(skill)
        self.render_mode = check_render_mode(render_mode, RENDER_MODES)
        self.expose_state = bool(expose_state)
        self.simulator = Simulator(load_world(world), load_reward(reward))
        self.action_space, self.observation_space = spaces()
        self._cast = Cast(persona, self.simulator)
        self._stream: int | None = None
        self._episode = 0
        self._state: State | None = None
        self._over = ""

    def reset(
        self, *, seed: int | None = None, options: Mapping[str, Any] | None = None
    ) -> tuple[Floats, dict[str, Any]]:
        """Begin an episode.

        Args:
            seed: decides everything that follows; ``None`` goes on with the next episode of the last seed.
            options: ``persona`` for this episode only, and ``state``: overrides of the state at its start.

        Raises:
            UsageError: an unknown option or persona.
            ValueError: an unknown key of ``state`` or a value out of range.
        """
        super().reset(seed=seed)
        given = check_options(options, ("persona", "state"))
        if seed is not None or self._stream is None:
            self._stream = stream_key(seed if seed is not None else int(self.np_random.integers(2**63)))
            self._episode = 0
        chosen = self._cast if given.get("persona") is None else Cast(given["persona"], self.simulator)
        session_seed, lot = drawn(self._stream, self._episode)
        which = int(lot * len(chosen.personas))
        state = chosen.start(self.simulator, which, session_seed, given.get("state"))
        self._episode += 1
        self._persona = chosen.personas[which]
        self._padding = chosen.beliefs
        self._kinds = (list(state.delusion), distortions(state))
        self._state, self._distress = state, state.distress
        self._over = ""
        self._return, self._failures = 0.0, 0
        self._obs = self._observe(self.simulator.open(state))
        if self.render_mode == "human":
            show(render_features(self._obs))
        return self._obs.copy(), self._info()

    def step(self, action: Any) -> tuple[Floats, float, bool, bool, dict[str, Any]]:
        """Do one therapist turn.

        Args:
            action: 17 numbers, clipped to [0, 1]: the acts in the order of :class:`~therapy_env.acts.Act`; the
                belief aimed at, min(floor(x n), n - 1) of n; the fit, capped by ``skill``.

        Raises:
            UsageError: another shape, or NaN.
            gymnasium.error.ResetNeeded: before the first reset, or after the end.
        """
        x = checked_action(action, (len(ACTION_NAMES),)).tolist()
        state = self.state
        if self._over:
            raise gym.error.ResetNeeded(f"the episode has ended ({self._over}): call reset() to begin another")
        n = state.n_beliefs
        turn = Turn(tuple(x[:15]), min(int(x[15] * n), n - 1), min(x[16], self.skill), 0.0)
        cues, payment, _ = self.simulator.step(state, turn)
        number = int(state.ended) or (3 if state.turn >= self.max_turns else 0)
        self._over = ENDINGS[number]
        self._return += float(payment.reward)
        self._failures += int(sum(payment.costs))
        self._obs = self._observe(cues)
        info = self._info()
        info["reward_terms"] = {k: float(v) for k, v in zip(REWARD_TERMS, payment.terms, strict=True)}
        info["safety_costs"] = {k: float(v) for k, v in zip(SAFETY_COSTS, payment.costs, strict=True)}
        if self._over:
            info["termination"] = self._over
            total, failures = np.array([self._return]), np.array([self._failures])
            done = outcome(stack([state]), [0], self._distress, total, failures, self._padding)
            info["outcome"] = {name: value[0] for name, value in done.items()}
        if self.render_mode == "human":
            show(render_features(self._obs))
        return self._obs.copy(), float(payment.reward), bool(self._over), False, info

    def render(self) -> str | None:
        """Return what the patient shows as text in mode ``ansi``."""
        return render_features(self._obs) if self.render_mode == "ansi" and self._state is not None else None

    @property
    def state(self) -> State:
        """The hidden state of the running episode.

        Raises:
            gymnasium.error.ResetNeeded: before the first reset.
        """
        if self._state is None:
            raise gym.error.ResetNeeded("there is no patient yet: call reset() first")
        return self._state

    @property
    def persona(self) -> Persona:
        """Who the patient of the running episode is.

        Raises:
            gymnasium.error.ResetNeeded: before the first reset.
        """
        if self._state is None:
            raise gym.error.ResetNeeded("there is no patient yet: call reset() first")
        return self._persona

    def fork(self) -> ActsEnv:
        """Return an independent environment at the same point of the same episode, future noise included."""
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__)
        twin.action_space, twin.observation_space = deepcopy(self.action_space), deepcopy(self.observation_space)
        twin._np_random = deepcopy(self._np_random)
        twin._state = self._state.copy() if self._state is not None else None
        return twin

    def _observe(self, cues: Cues) -> Floats:
        state = self.state
        batch: Any = [np.array([x]) for x in cues]
        progress = np.array([state.turn / self.max_turns])
        row: Floats = features(Cues(*batch), self._kinds, state.n_beliefs, progress)[0]
        return row

    def _info(self) -> dict[str, Any]:
        info: dict[str, Any] = {"turn": int(self.state.turn), "session": 1}
        if self.expose_state:
            arrays = state_arrays(stack([self.state]), self._padding)
            info["state"] = {name: values[0] for name, values in arrays.items()}
        return info
