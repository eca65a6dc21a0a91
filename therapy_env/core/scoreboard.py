"""The conversational scoreboard: who put a proposition forward, and what the other did with it.

The numbers g and h live in the state; this is the symbolic record beside them, one move a proposition and turn.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from therapy_env.acts import Act, Uptake
from therapy_env.cues import Cues, Talk


class Move(NamedTuple):
    """One update of the common ground that was proposed, and its fate."""

    turn: int
    """Therapist turn, from 1, at which it was answered (by the therapist) or made (by the therapist)."""
    by: Literal["patient", "therapist"]
    """Who put it forward."""
    belief: int
    """Index of the belief it is about."""
    content: Literal["belief", "alternative"]
    """The belief itself, or a doubt about it or another way to see it."""
    answer: str
    """For the patient's: an uptake's name. For the therapist's: accepted, contested or open."""


def answered(turn: int, shown: Cues, uptake: Uptake) -> list[Move]:
    """Return the move that the therapist's answer makes of what the patient's last turn voiced, if anything."""
    if shown.belief < 0:
        return []
    return [Move(turn, "patient", int(shown.belief), "belief", uptake.name.lower())]


def proposed(turn: int, acts: tuple[float, ...], target: int, reply: Cues) -> list[Move]:
    """Return the move that the therapist made by examining, reframing or contesting, with the patient's answer."""
    if target < 0 or max(acts[Act.SOCRATIC], acts[Act.REFRAME], acts[Act.CHALLENGE]) < 0.5:
        return []
    if reply.insight >= 0.35 or reply.talk == Talk.CHANGE:
        fate = "accepted"
    elif reply.talk == Talk.SUSTAIN or reply.confrontation >= 0.5:
        fate = "contested"
    else:
        fate = "open"
    return [Move(turn, "therapist", target, "alternative", fate)]

