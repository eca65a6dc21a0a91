"""A simulated patient with hidden premises, as Gymnasium environments.

Importing registers the environments and loads nothing heavy; the names below are loaded when first asked for.

>>> import gymnasium as gym, therapy_env
>>> env = gym.make("therapy_env/Session-v0", persona="mira")
>>> words, info = env.reset(seed=1)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

import gymnasium as _gymnasium

if TYPE_CHECKING:  # for type checkers: the same as _PLACES
    from therapy_env.agents.loading import load_agent as load_agent
    from therapy_env.bench.frames import load_run as load_run
    from therapy_env.core.parameters import Parameters as Parameters
    from therapy_env.core.reward import RewardConfig as RewardConfig
    from therapy_env.core.simulator import Simulator as Simulator
    from therapy_env.errors import UsageError as UsageError
    from therapy_env.language.reading import read_therapist as read_therapist
    from therapy_env.language.sensing import read_patient as read_patient
    from therapy_env.library import load_persona as load_persona
    from therapy_env.library import persona_ids as persona_ids
    from therapy_env.persona import Persona as Persona
    from therapy_env.session import Session as Session

__version__ = "0.1.0"

_PLACES = {
    "Parameters": "therapy_env.core.parameters",
    "Persona": "therapy_env.persona",
    "RewardConfig": "therapy_env.core.reward",
    "Session": "therapy_env.session",
    "Simulator": "therapy_env.core.simulator",
    "UsageError": "therapy_env.errors",
    "load_agent": "therapy_env.agents.loading",
    "load_persona": "therapy_env.library",
    "load_run": "therapy_env.bench.frames",
    "persona_ids": "therapy_env.library",
    "read_patient": "therapy_env.language.sensing",
    "read_therapist": "therapy_env.language.reading",
}
__all__ = ["__version__", *_PLACES]

_gymnasium.register("therapy_env/Session-v0", entry_point="therapy_env.envs.session:SessionEnv")
_gymnasium.register(
    "therapy_env/Acts-v0",
    entry_point="therapy_env.envs.acts:ActsEnv",
    vector_entry_point="therapy_env.envs.acts_vector:ActsVectorEnv",
)


def __getattr__(name: str) -> Any:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(_PLACES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_PLACES})
