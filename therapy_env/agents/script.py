"""A therapist that says the same turns in a cycle, whatever it hears: a control, and a probe of the simulator."""

from __future__ import annotations

from collections.abc import Sequence

from therapy_env.visible import VisibleContext


class ScriptAgent:
    """Says ``turns`` one after another, from the start again after the last.

    Args:
        name: how it is called.
        turns: what it says; ``{patient}`` stands for the patient's last words, put in as they are.
    """

    def __init__(self, name: str, turns: Sequence[str]) -> None:
        if not turns:
            raise ValueError("turns: expected at least one")
        self.name = name
        self.turns = tuple(turns)
        self._said = 0

    def begin(self, visible: VisibleContext, *, seed: int) -> None:
        """Go back to the first turn."""
        self._said = 0

    def reply(self, patient_says: str) -> str | None:
        """Return the next turn."""
        turn = self.turns[self._said % len(self.turns)]
        self._said += 1
        # A literal replacement: patients' words may hold braces.
        return turn.replace("{patient}", patient_says)
