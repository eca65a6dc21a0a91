"""What a therapist agent is to the rest of the project."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from therapy_env.visible import VisibleContext


@runtime_checkable
class TherapistAgent(Protocol):
    """A therapist: told what an intake form says, then handed the patient's words, turn by turn.

    An agent that has to wait for something may have ``async def areply(self, patient_says: str) -> str | None``
    besides; whoever runs sessions on an event loop uses it where it is there.
    """

    name: str
    """How it is called in tables."""

    def begin(self, visible: VisibleContext, *, seed: int) -> None:
        """Start a session: forget the last one. ``seed`` decides whatever is random in the agent."""

    def reply(self, patient_says: str) -> str | None:
        """Return what to say to these words; ``None`` ends the session."""
