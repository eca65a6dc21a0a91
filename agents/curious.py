"""An agent in plain Python: copy it, change it, and name it in a YAML file as ``curious.yaml`` does."""

from __future__ import annotations


class Curious:
    """Asks, mostly; ends the session when the patient has had enough of it."""

    name = "curious"

    def begin(self, visible, *, seed):  # type: ignore[no-untyped-def]
        """Start afresh: ``visible`` is what the intake form says."""
        self.first_name = visible.name.split()[0]
        self.turns = 0

    def reply(self, patient_says):  # type: ignore[no-untyped-def]
        """Return the next turn, or ``None`` to end the session."""
        self.turns += 1
        if "have to go" in patient_says:
            return None
        if self.turns % 3 == 0:
            return f"Let me stop there, {self.first_name}. What has it been like to talk about this today?"
        return "What was that like for you, and what did you make of it?"
