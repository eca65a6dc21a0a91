"""What a patient who is not pulling away or complaining says first to what the therapist's turn did."""

from __future__ import annotations

from therapy_env.acts import Act, TurnReading, Uptake
from therapy_env.cues import Cues, Talk
from therapy_env.language.speaking_answers import DOUBTFUL, FIRM
from therapy_env.language.speaking_questions import Asked

Reaction = tuple[float, tuple[str, ...]]
"""Priority against the other pieces of a turn, and the pools to pick from."""

_PRESENT = 0.45
_PUZZLED = ("puzzled", "shared.puzzling", "combo.puzzling")
_NO_ODDITY = frozenset(("too_long", "stale", "empty"))


def odd(reading: TurnReading) -> bool:
    """Return whether the turn is no therapy at all: another language, talk to the simulator, a list of techniques."""
    return not _NO_ODDITY.issuperset(reading.flags)


def complaint(reading: TurnReading) -> str:
    """Return the pool of complaints that fits what the therapist's turn did."""
    acts = reading.acts
    weighed = (
        (max(acts[Act.ADVISE], acts[Act.EDUCATE]), "shared.complaining_told"),
        (max(acts[Act.CHALLENGE], acts[Act.STIGMA], 0.8 * acts[Act.REFRAME]), "shared.complaining_doubted"),
        (max(acts[Act.PROBE], acts[Act.SOCRATIC], 0.7 * acts[Act.EXPLORE]), "shared.complaining_asked"),
        (0.4 * (1.0 - reading.fit), "shared.complaining_unheard"),
    )
    strength, pool = max(weighed)
    return pool if strength > 0.2 else "shared.complaining"


def reaction(reading: TurnReading, question: Asked, cues: Cues, *, strained: bool, chance: float) -> Reaction | None:
    """Return how the turn is met, or None where it needs no answer of its own.

    Args:
        reading: what the therapist's turn did.
        question: what it asked.
        cues: what the patient's turn is to show.
        strained: whether there was withdrawal or confrontation a moment ago.
        chance: a draw from [0, 1).
    """
    acts = reading.acts
    if "empty" in reading.flags:
        return 9.5, ("shared.silence", *_PUZZLED)
    if acts[Act.STIGMA] > _PRESENT:
        return 9.5, ("shared.stung", "pressed", "shared.pressing")
    if odd(reading):
        return 9.5, _PUZZLED
    if acts[Act.COLLUDE] > _PRESENT:
        return 9.5, ("agreed_with", "shared.agreed")
    if acts[Act.REPAIR] > 0.4:
        if strained and cues.warmth > 0.15:
            return 9.5, ("thaw", "shared.thawing", "held")
        if strained:
            return 9.5, ("shared.still_sore",)
        return (8.0, ("shared.needs_no_sorry", "held")) if chance < 0.6 else None
    if acts[Act.CHALLENGE] > _PRESENT and (cues.firmness >= DOUBTFUL or cues.talk == Talk.SUSTAIN):
        return 9.4, ("pressed", "shared.pressing")
    if acts[Act.REFRAME] > _PRESENT and not question.kind:
        if cues.firmness >= FIRM and cues.insight < 0.4:
            return 9.2, (("shared.unmoved", "pressed") if chance < 0.7 else ("pressed", "shared.unmoved"))
        return 9.2, ("shared.considering",)
    if acts[Act.ADVISE] > _PRESENT and cues.talk != Talk.CHANGE:
        return 9.3, ("yes_but", "shared.butting")
    if question.words > 150:
        return 8.2, ("shared.lectured", *_PUZZLED)
    if reading.stale > 0.7 and chance < 0.6:
        return 8.2, ("shared.again",)
    if acts[Act.ACCOMMODATE] > _PRESENT or reading.uptake == Uptake.ENDORSE:
        return (8.3, ("agreed_with", "shared.agreed")) if chance < 0.5 else None
    held = max(acts[Act.HOLD], acts[Act.REFLECT] * 0.9)
    if held > 0.4 and reading.fit > 0.4:
        if chance < 0.3 + 0.5 * cues.warmth and acts[Act.HOLD] >= 0.25:
            return 8.4, ("held", "shared.holding", "shared.nods")
        return (7.4, ("shared.nods", "shared.holding")) if not question.kind else None
    if acts[Act.OTHER] > 0.6 and not question.kind and held < 0.3:
        return 8.6, _PUZZLED
    if acts[Act.EDUCATE] > 0.5 and not question.kind and chance < 0.5:
        return 8.0, ("shared.educated",)
    return None
