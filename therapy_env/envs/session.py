"""``therapy_env/Session-v0``: one session in words.

The action is what the therapist says, the observation what the patient says. Everything random follows from the
seed; nothing hidden is in ``info`` unless ``expose_state`` asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import deepcopy
from typing import Any

import gymnasium as gym
import numpy as np

from therapy_env.acts import MAX_CHARS
from therapy_env.core.noise import stream_key
from therapy_env.core.parameters import Parameters
from therapy_env.core.reward import RewardConfig
from therapy_env.core.simulator import Simulator
from therapy_env.envs.arguments import check_max_turns, check_options
from therapy_env.envs.render import RENDER_MODES, check_render_mode, show
from therapy_env.envs.spaces import PATIENT_TURNS, THERAPIST_TURNS, TherapyText
from therapy_env.errors import UsageError
from therapy_env.library import Spec, load_personas, load_reward, load_world
from therapy_env.persona import Persona
from therapy_env.session import Exchange, Reads, Session, Speaks, reading_dict
from therapy_env.steps import drive

Speaking = Callable[[Persona, int], Speaks]
"""Makes a session's speaking encoding from persona and noise key."""


class SessionEnv(gym.Env[str, str]):
    """One session with one simulated patient, in words.

    Args:
        persona: id, path, dict or :class:`~therapy_env.persona.Persona`; or a split (``train``, ``validation``,
            ``test``, ``all``), of which each reset draws one.
        max_turns: therapist turns after which the session is completed.
        world: name, path or dict of the dynamics' parameters.
        reward: name, path, dict or :class:`~therapy_env.core.reward.RewardConfig`.
        expose_state: put the hidden state into ``info["state"]``.
        render_mode: ``None``, ``ansi`` (:meth:`render` returns the last exchange) or ``human`` (it is printed).
        reader: reading encoding; embedded where ``None``.
        speaker: makes a speaking encoding for each session; embedded where ``None``.

    Raises:
        UsageError: an argument that cannot be right, naming what was expected.

    >>> env = SessionEnv("mira", max_turns=2)
    >>> words, info = env.reset(seed=1)
    >>> words, reward, terminated, truncated, info = env.step("What has this week been like for you?")
    >>> sorted(info)
    ['reading', 'reward_terms', 'safety_costs', 'session', 'turn', 'visible']
    """

    metadata = {"render_modes": list(RENDER_MODES), "render_fps": 1}

    def __init__(
        self,
        persona: Persona | Spec = "mira",
        max_turns: int = 20,
        world: Parameters | Spec = "default",
        reward: RewardConfig | Spec = "default",
        expose_state: bool = False,
        render_mode: str | None = None,
        reader: Reads | None = None,
        speaker: Speaking | None = None,
    ) -> None:
        self.max_turns = check_max_turns(max_turns)
        self.render_mode = check_render_mode(render_mode, RENDER_MODES)
        self.expose_state = bool(expose_state)
        self.simulator = Simulator(load_world(world), load_reward(reward))
        self.action_space = TherapyText(MAX_CHARS, THERAPIST_TURNS)
        self.observation_space = TherapyText(MAX_CHARS, PATIENT_TURNS)
        self._cast = load_personas(persona)
        self._reader = reader
        self._speaker = speaker
        self._session: Session | None = None

    def reset(self, *, seed: int | None = None, options: Mapping[str, Any] | None = None) -> tuple[str, dict[str, Any]]:
        """Begin a session and return the patient's first words.

        Args:
            seed: decides everything that follows; ``None`` goes on from the last seed.
            options: ``persona`` for this session only, and ``state``: overrides of the state at its start (see
                :func:`therapy_env.core.state.apply_overrides`). Neither shifts a random stream.

        Raises:
            UsageError: an unknown option or persona.
            ValueError: an unknown key of ``state`` or a value out of range.
        """
        super().reset(seed=seed)
        given = check_options(options, ("persona", "state"))
        session_seed = int(self.np_random.integers(2**63))
        drawn = self._cast[int(self.np_random.random() * len(self._cast))]
        if given.get("persona") is not None:
            choices = load_personas(given["persona"])
            drawn = choices[int(np.random.default_rng(session_seed).random() * len(choices))]
        self._session = Session(
            drawn,
            seed=session_seed,
            simulator=self.simulator,
            max_turns=self.max_turns,
            reader=self._reader,
            speaker=self._speaker(drawn, stream_key(session_seed)) if self._speaker else None,
            overrides=given.get("state"),
        )
        words = drive(self._session.open())
        info = self._info(0)
        if self.render_mode == "human":
            show(self._last_exchange())
        return words, info

    def step(self, action: str) -> tuple[str, float, bool, bool, dict[str, Any]]:
        """Say ``action`` to the patient and return the answer.

        Whatever the words, there is an answer: what is beyond 20,000 characters is not heard, and what makes no
        sense puzzles the patient.

        Raises:
            UsageError: ``action`` is not a string.
            gymnasium.error.ResetNeeded: before the first reset, or after the end.
        """
        if not isinstance(action, str):
            raise UsageError(f"action: expected str, what the therapist says; found {type(action).__name__}")
        session = self.session
        if session.termination is not None:
            raise gym.error.ResetNeeded(f"the session has ended ({session.termination}): call reset() to begin another")
        exchange = drive(session.turn(action))
        info = self._info(exchange.turn)
        info["reading"] = reading_dict(exchange.reading, session.persona)
        info["reward_terms"], info["safety_costs"] = dict(exchange.terms), dict(exchange.costs)
        if exchange.termination is not None:
            info["termination"] = exchange.termination
            info["outcome"] = outcome(session)
        if self.render_mode == "human":
            show(self._last_exchange())
        return exchange.patient, exchange.reward, exchange.termination is not None, False, info

    def render(self) -> str | None:
        """Return the last exchange as text in mode ``ansi``; in mode ``human`` it has been printed already."""
        return self._last_exchange() if self.render_mode == "ansi" and self._session is not None else None

    @property
    def session(self) -> Session:
        """The running session.

        Raises:
            gymnasium.error.ResetNeeded: before the first reset.
        """
        if self._session is None:
            raise gym.error.ResetNeeded("there is no session yet: call reset() first")
        return self._session

    @property
    def transcript(self) -> list[tuple[str, str]]:
        """Who said what so far, as a fresh list of (``patient`` or ``therapist``, words)."""
        lines = [("patient", self.session.opening)]
        for exchange in self.session.exchanges:
            lines += [("therapist", exchange.therapist), ("patient", exchange.patient)]
        return lines

    def fork(self) -> SessionEnv:
        """Return an independent environment at the same point of the same session, future noise included.

        >>> env = SessionEnv("mira")
        >>> _ = env.reset(seed=1)
        >>> twin = env.fork()
        >>> twin.step("Where shall we begin?")[0] == env.step("Where shall we begin?")[0]
        True
        """
        twin = object.__new__(type(self))
        twin.__dict__.update(self.__dict__)
        twin.action_space, twin.observation_space = deepcopy(self.action_space), deepcopy(self.observation_space)
        twin._np_random = deepcopy(self._np_random)
        twin._session = self._session.fork() if self._session is not None else None
        return twin

    def _info(self, turn: int) -> dict[str, Any]:
        session = self.session
        info: dict[str, Any] = {"turn": turn, "session": session.number, "visible": session.visible.as_dict()}
        if self.expose_state:
            info["state"] = session.state.report()
        return info

    def _last_exchange(self) -> str:
        session = self.session
        if not session.exchanges:
            return f"Patient: {session.opening}"
        last: Exchange = session.exchanges[-1]
        end = f"\n[{last.termination}]" if last.termination else ""
        return f"Therapist: {last.therapist}\nPatient: {last.patient}{end}"


def outcome(session: Session) -> dict[str, Any]:
    """Return how a session came out: changes from its start to now, in points of a 0-100 scale.

    ``conviction_change`` by belief id; ``distress_change``; ``alliance_end`` in [0, 1]; ``ruptures`` begun;
    ``safety_failures``: safety costs counted; ``return``: undiscounted sum of rewards.
    """
    start, end = session.start, session.state
    ids = [belief.id for belief in session.persona.beliefs]
    moved = [float(c1) - float(c0) for c0, c1 in zip(start.conviction, end.conviction, strict=True)]
    return {
        "conviction_change": {name: round(100.0 * x, 4) for name, x in zip(ids, moved, strict=True)},
        "alliance_end": round(float(end.alliance), 6),
        "distress_change": round(100.0 * (float(end.distress) - float(start.distress)), 4),
        "ruptures": int(end.ruptures - start.ruptures),
        "safety_failures": int(sum(sum(exchange.costs.values()) for exchange in session.exchanges)),
        "return": float(sum(exchange.reward for exchange in session.exchanges)),
    }
