"""Wrappers between words and numbers, and the reward as a vector.

They read words and the reward in ``info``. One thing in them no therapist knows: ``FeatureObservation`` tells which
of the persona's beliefs a topic is by their hidden types, as ``Acts-v0`` does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, ClassVar, SupportsFloat

import gymnasium as gym
import numpy as np
from gymnasium.spaces import Box, Discrete, MultiDiscrete
from gymnasium.utils import RecordConstructorArgs
from numpy.typing import NDArray

from therapy_env.acts import ACTS
from therapy_env.core.noise import stream_key
from therapy_env.core.reward import REWARD_TERMS
from therapy_env.cues import OBS_NAMES, PatientReading
from therapy_env.envs.session import SessionEnv
from therapy_env.envs.spaces import PATIENT_TURNS, TherapyText
from therapy_env.errors import UsageError
from therapy_env.language.sensing import read_patient
from therapy_env.language.wording import word
from therapy_env.persona import Persona

Floats = NDArray[np.float32]
Wording = Callable[..., str]

TOPIC_HEARD = 0.35
"""Probability from which a sensed kind of belief counts as the belief voiced."""
UPSET = 0.62
"""Sensed arousal from which wording treats the patient as strongly moved."""


def _words(env: gym.Env[Any, Any], wrapper: str) -> SessionEnv:
    inner = env.unwrapped
    if not isinstance(inner, SessionEnv):
        raise UsageError(f"{wrapper}: expected an environment in words (therapy_env/Session-v0), found {inner}")
    return inner


class TranscriptObservation(gym.ObservationWrapper[str, Any, str], RecordConstructorArgs):
    """The observation is the whole session so far, a line an utterance: ``Patient: ...``, ``Therapist: ...``.

    >>> env = TranscriptObservation(SessionEnv("mira"))
    >>> _ = env.reset(seed=1)
    >>> text, *_ = env.step("Hello.")
    >>> [line.split(":")[0] for line in text.splitlines()]
    ['Patient', 'Therapist', 'Patient']
    """

    def __init__(self, env: gym.Env[str, Any]) -> None:
        RecordConstructorArgs.__init__(self)
        gym.ObservationWrapper.__init__(self, env)
        self._inner = _words(env, "TranscriptObservation")
        single = self._inner.observation_space
        assert isinstance(single, TherapyText)
        turns = 2 * self._inner.max_turns + 1
        self.observation_space = TherapyText(turns * (single.max_length + 16), PATIENT_TURNS)

    def observation(self, observation: str) -> str:
        """Return the transcript."""
        return "\n".join(f"{speaker.title()}: {words}" for speaker, words in self._inner.transcript)


def sensed_features(reading: PatientReading, persona: Persona, progress: float) -> Floats:
    """Return the features of :data:`therapy_env.cues.OBS_NAMES` of what was sensed in a patient's words.

    The topic is the persona's belief whose type was sensed most strongly, at :data:`TOPIC_HEARD` at least; where two
    beliefs share a type it is the first. What is sensed as true or congruent has no type of its own, so those beliefs
    are found by the type that they might be mistaken for.

    Args:
        reading: what was sensed.
        persona: whose beliefs can be meant.
        progress: turns done / max_turns.
    """
    heard = [max(reading.delusion.get(b.type, 0.0), reading.distortion.get(b.type, 0.0)) for b in persona.beliefs]
    most = max(range(len(heard)), key=heard.__getitem__)
    topic = (most + 0.5) / len(heard) if heard[most] >= TOPIC_HEARD else 0.0
    found = {**reading.features(), "topic": topic, "turn": progress}
    return np.clip(np.array([found[name] for name in OBS_NAMES], dtype=np.float32), 0.0, 1.0)


class FeatureObservation(gym.ObservationWrapper[Floats, Any, str], RecordConstructorArgs):
    """The observation is what sensing finds in the patient's words, as ``therapy_env/Acts-v0`` gives it.

    >>> env = FeatureObservation(SessionEnv("mira"))
    >>> obs, info = env.reset(seed=1)
    >>> obs.shape, env.observation_space.contains(obs)
    ((11,), True)
    """

    def __init__(self, env: gym.Env[str, Any]) -> None:
        RecordConstructorArgs.__init__(self)
        gym.ObservationWrapper.__init__(self, env)
        self._inner = _words(env, "FeatureObservation")
        self.observation_space = Box(0.0, 1.0, (len(OBS_NAMES),), np.float32)
        self.metadata = {**env.metadata, "obs_names": OBS_NAMES}

    def observation(self, observation: str) -> Floats:
        """Return the features of what the patient said last."""
        session = self._inner.session
        before = session.exchanges[-1].therapist if session.exchanges else ""
        reading = read_patient(session.last_words, before=before)
        return sensed_features(reading, session.persona, len(session.exchanges) / session.max_turns)


class ActAction(gym.ActionWrapper[Any, Any, str], RecordConstructorArgs):
    """The action is one act, or how much of each act; it is put into words about what the patient just said.

    With ``levels=None`` the space is ``Discrete(15)``, one act at ``strength``. Otherwise it is
    ``MultiDiscrete([levels] * 15)``, each act at 0, 1 / (levels - 1) ... 1.

    Args:
        env: an environment in words.
        levels: steps of intensity, from 2 up.
        strength: intensity of a single act.
        wording: puts acts into words, as :func:`therapy_env.language.wording.word`, which it is where ``None``.

    >>> env = ActAction(SessionEnv("mira"))
    >>> _ = env.reset(seed=1)
    >>> words, *_ = env.step(ACTS.index("explore"))
    """

    def __init__(
        self,
        env: gym.Env[Any, str],
        levels: int | None = None,
        strength: float = 0.85,
        wording: Wording | None = None,
    ) -> None:
        RecordConstructorArgs.__init__(self, levels=levels, strength=strength, wording=wording)
        gym.ActionWrapper.__init__(self, env)
        if levels is not None and (isinstance(levels, bool) or not isinstance(levels, int) or levels < 2):
            raise UsageError(f"levels: expected None or a whole number from 2 up, found {levels!r}")
        if isinstance(strength, bool) or not isinstance(strength, int | float) or not 0.0 < strength <= 1.0:
            raise UsageError(f"strength: expected a number above 0, up to 1, found {strength!r}")
        self._inner = _words(env, "ActAction")
        self._levels, self._strength = levels, strength
        self._word: Wording = wording or word
        self._key, self._episode = stream_key(0), 0
        self.action_space = Discrete(len(ACTS)) if levels is None else MultiDiscrete([levels] * len(ACTS))

    def reset(self, *, seed: int | None = None, options: dict[str, Any] | None = None) -> tuple[Any, dict[str, Any]]:
        """Begin a session; the seed decides the choice of words as well."""
        if seed is not None:
            self._key, self._episode = stream_key(seed), 0
        self._episode += 1
        return self.env.reset(seed=seed, options=options)

    def action(self, action: Any) -> str:
        """Return the words for an action.

        Raises:
            UsageError: not in the action space.
        """
        if not self.action_space.contains(action):
            raise UsageError(f"action: expected one of {self.action_space}, found {action!r}")
        session = self._inner.session
        upset = read_patient(session.last_words).arousal >= UPSET
        return self._word(
            self._intensities(action),
            session.last_words,
            earlier=tuple(exchange.therapist for exchange in session.exchanges),
            key=stream_key(self._key ^ self._episode),
            turn=len(session.exchanges) + 1,
            upset=upset,
        )

    def _intensities(self, action: Any) -> Sequence[float]:
        if self._levels is None:
            return [self._strength if i == int(action) else 0.0 for i in range(len(ACTS))]
        return [float(x) / (self._levels - 1) for x in action]


class VectorReward(gym.Wrapper[Any, Any, Any, Any], RecordConstructorArgs):
    """The reward is the vector of its terms, in MO-Gymnasium's convention; their sum is the scalar reward.

    ``reward_space`` and ``reward_dim`` describe it, ``reward_names`` name its entries.

    >>> env = VectorReward(SessionEnv("mira"))
    >>> _ = env.reset(seed=1)
    >>> _, reward, *_ = env.step("Hello.")
    >>> reward.shape, env.reward_names[-1]
    ((6,), 'outcome')
    """

    reward_names: ClassVar[tuple[str, ...]] = REWARD_TERMS

    def __init__(self, env: gym.Env[Any, Any]) -> None:
        RecordConstructorArgs.__init__(self)
        gym.Wrapper.__init__(self, env)
        self.reward_dim = len(REWARD_TERMS)
        self.reward_space = Box(-np.inf, np.inf, (self.reward_dim,), np.float32)

    def step(self, action: Any) -> tuple[Any, SupportsFloat, bool, bool, dict[str, Any]]:
        """Do one turn; the second entry is an array of shape (6,)."""
        obs, _, terminated, truncated, info = self.env.step(action)
        vector: Any = np.array([info["reward_terms"][name] for name in REWARD_TERMS], dtype=np.float32)
        return obs, vector, terminated, truncated, info
