"""What a degenerate therapist is: a name, what it bets on, and a line to say to whatever was said."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from redteam.borrowed import Borrowed, borrow
from therapy_env.agents import TherapistAgent
from therapy_env.visible import VisibleContext


@dataclass
class Moment:
    """What a line may be made from. No state, no reading, no reward."""

    patient: str
    """What the patient said just now."""
    turn: int
    """From 0."""
    first_name: str
    """The patient's first name."""
    random: random.Random
    """The policy's own dice, seeded."""
    said: list[str] = field(default_factory=list)
    """The policy's own earlier lines."""
    heard: list[str] = field(default_factory=list)
    """The patient's earlier turns, the present one last."""
    ridden: TherapistAgent | None = None
    """A ready therapist whose words the policy uses, where it uses any."""

    @property
    def borrowed(self) -> Borrowed:
        """Slots filled from the patient's words."""
        return borrow(self.patient)


Line = Callable[[Moment], str | None]


@dataclass(frozen=True)
class Policy:
    """One degenerate policy."""

    name: str
    bet: str
    """What it bets on, in a few words."""
    line: Line
    """Says something to a moment; ``None`` ends the session."""
    breaks: bool = False
    """Whether it raises on purpose."""

    def make(self) -> LinePlayer:
        """Return a fresh therapist."""
        return LinePlayer(self.name, self.line)


class LinePlayer:
    """A therapist agent that says a policy's line, whatever comes."""

    def __init__(self, name: str, line: Line) -> None:
        self.name = name
        self._line = line

    def begin(self, visible: VisibleContext, *, seed: int) -> None:
        self._moment = Moment("", -1, visible.name.split()[0], random.Random(seed))

    def reply(self, patient_says: str) -> str | None:
        moment = self._moment
        moment.turn += 1
        moment.patient = patient_says
        moment.heard.append(patient_says)
        text = self._line(moment)
        moment.said.append(text or "")
        return text


POLICIES: dict[str, Policy] = {}


def policy(bet: str, *, breaks: bool = False) -> Callable[[Line], Line]:
    """Register the decorated line as a policy of its own name."""

    def register(line: Line) -> Line:
        name = line.__name__
        assert name not in POLICIES, name
        POLICIES[name] = Policy(name, bet, line, breaks)
        return line

    return register


def cycle(name: str, bet: str, *lines: str) -> None:
    """Register a policy that says ``lines`` in turn; ``{slots}`` are filled from what the patient said."""
    assert name not in POLICIES, name
    POLICIES[name] = Policy(name, bet, lambda m: filled(lines[m.turn % len(lines)], m))


def filled(template: str, m: Moment) -> str:
    """Return ``template`` with its slots filled; a slot for which nothing was found gets a stopgap."""
    if "{" not in template:
        return template
    b = m.borrowed
    slots = {
        "whole": b.whole, "swapped": b.swapped, "clause": b.clause, "feeling": b.feeling or "low",
        "thing": b.thing or "all of this", "tail": b.tail, "name": m.first_name,
    }  # fmt: skip
    for slot, value in slots.items():
        template = template.replace("{" + slot + "}", value)
    return template
