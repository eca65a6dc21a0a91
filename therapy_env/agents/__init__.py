"""Therapist agents: dial, script, human, and a user's own in Python."""

from therapy_env.agents.dial import DialAgent
from therapy_env.agents.dial_policy import Traits
from therapy_env.agents.human import HumanAgent
from therapy_env.agents.loading import AgentSpec, build_agent, load_agent, load_spec
from therapy_env.agents.protocol import TherapistAgent
from therapy_env.agents.script import ScriptAgent

__all__ = [
    "AgentSpec",
    "DialAgent",
    "HumanAgent",
    "ScriptAgent",
    "TherapistAgent",
    "Traits",
    "build_agent",
    "load_agent",
    "load_spec",
]
