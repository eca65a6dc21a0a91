"""A person at a keyboard as the therapist."""

from __future__ import annotations

from collections.abc import Callable

from therapy_env.visible import VisibleContext

QUIT = "/quit"
"""Typed alone, ends the session."""
PROMPT = "you> "
"""Stands before what is typed."""


class HumanAgent:
    """Asks a person for each turn; whoever runs the session shows what the patient says.

    Args:
        name: how it is called.
        ask: given the prompt, returns a line, as :func:`input` does. End of input ends the session.
    """

    def __init__(self, name: str = "human", ask: Callable[[str], str] = input) -> None:
        self.name = name
        self.ask = ask

    def begin(self, visible: VisibleContext, *, seed: int) -> None:
        """Nothing to prepare."""

    def reply(self, patient_says: str) -> str | None:
        """Return what the person types; ``None`` at :data:`QUIT` or at the end of input."""
        try:
            line = self.ask(PROMPT)
        except EOFError:
            return None
        return None if line.strip().lower() == QUIT else line
