"""Somebody's therapist in a verb that plays one session: what goes wrong inside it is told in a line."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from therapy_env.agents import TherapistAgent
from therapy_env.errors import TherapyEnvError
from therapy_env.visible import VisibleContext

T = TypeVar("T")


class AgentFailed(TherapyEnvError):
    """A therapist raised, or answered with something that is not text."""


class Plugged:
    """An agent whose failures are :class:`AgentFailed`, and say which file and line they come from.

    Args:
        agent: the therapist.
    """

    def __init__(self, agent: TherapistAgent) -> None:
        self.agent = agent
        self.name = agent.name

    def begin(self, visible: VisibleContext, *, seed: int) -> None:
        """As the agent's."""
        self._call("begin", lambda: self.agent.begin(visible, seed=seed))

    def reply(self, patient_says: str) -> str | None:
        """As the agent's, and text or ``None`` for certain."""
        said = self._call("reply", lambda: self.agent.reply(patient_says))
        if said is not None and not isinstance(said, str):
            raise AgentFailed(f"agent {self.name!r}: reply(): expected text or None, found {type(said).__name__}")
        return said

    def _call(self, method: str, call: Callable[[], T]) -> T:
        try:
            return call()
        except TherapyEnvError:
            raise
        except Exception as error:
            last = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{Path(last.filename).name}:{last.lineno}"
            raise AgentFailed(f"agent {self.name!r}: {method}(): {type(error).__name__}: {error} ({where})") from error
