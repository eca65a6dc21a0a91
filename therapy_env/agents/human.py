"""A person at a keyboard as the therapist."""

from __future__ import annotations

from collections.abc import Callable

from therapy_env.visible import VisibleContext

QUIT = "/quit"
"""Typed alone, ends the session."""


class HumanAgent:
    """Asks a person for each turn.

    Args:
        name: how it is called.
        ask: given the prompt, returns a line, as :func:`input` does. End of input ends the session.
        show: where the patient's words go before the prompt; ``None`` where the caller shows them.
        prompt: what stands before the line.
    """

    def __init__(
        self,
        name: str = "human",
        ask: Callable[[str], str] = input,
        show: Callable[[str], object] | None = None,
        prompt: str = "you> ",
    ) -> None:
        self.name = name
        self.ask = ask
        self.show = show
        self.prompt = prompt

    def begin(self, visible: VisibleContext, *, seed: int) -> None:
        """Nothing to prepare."""

    def reply(self, patient_says: str) -> str | None:
        """Return what the person types; ``None`` at :data:`QUIT` or at the end of input."""
        if self.show is not None:
            self.show(patient_says)
        try:
            line = self.ask(self.prompt)
        except EOFError:
            return None
        return None if line.strip().lower() == QUIT else line
