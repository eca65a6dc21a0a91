"""Acts: the vocabulary of what a therapist's turn does, and what reading a turn yields.

A therapist's words reach the simulated patient only as a :class:`TurnReading`. Nothing else of the
text passes: neither the dynamics nor the reward ever see a string.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Final, NamedTuple


class Act:
    """Indices of the fifteen acts in every act vector of the project.

    Each is an intensity in [0, 1]. After MISC and MITI (Moyers et al. 2016), CTRS (Young & Beck 1980) and,
    for repair, Eubanks et al. 2018. Plain numbers: they are looked up all over a
    turn, and in Python 3.11 a member of an enumeration costs about five times as much.
    """

    REFLECT: Final = 0
    """Says back what the patient said, felt or meant."""
    HOLD: Final = 1
    """Stays with the emotion: validates it, makes room, does not fix."""
    EXPLORE: Final = 2
    """Open question that invites the patient's own account."""
    PROBE: Final = 3
    """Closed or fact-finding question."""
    SOCRATIC: Final = 4
    """Guided discovery: asks the patient to look at evidence, alternatives, consequences."""
    CHALLENGE: Final = 5
    """States disagreement with a belief, or puts evidence against it."""
    REFRAME: Final = 6
    """Offers another way to see it, tentatively."""
    ADVISE: Final = 7
    """Tells the patient what to do; a technique, a plan, a referral."""
    EDUCATE: Final = 8
    """Gives general information, a model, a rationale."""
    ACCOMMODATE: Final = 9
    """Goes on inside the frame: asks or plans as if the belief held, without remark."""
    COLLUDE: Final = 10
    """Agrees that the belief is true."""
    STIGMA: Final = 11
    """Labels, belittles or writes off the person."""
    REPAIR: Final = 12
    """Notices strain between the two, owns a part in it, invites the patient's side."""
    RISK: Final = 13
    """Asks about, or responds to, danger to self or others."""
    OTHER: Final = 14
    """Anything else: greetings, housekeeping, talk that is no therapy."""


ACTS: tuple[str, ...] = tuple(name.lower() for name in Act.__annotations__)
"""Names of the acts in order, as they appear in JSON."""


class Uptake(IntEnum):
    """What a therapist's turn does with a proposition that the patient put forward (science: two scoreboards)."""

    ENDORSE = 0
    """Agrees that it is so."""
    ACCOMMODATE = 1
    """Builds on it without remark."""
    ACKNOWLEDGE = 2
    """Attributes it to the patient: 'you feel sure that ...'."""
    EXAMINE = 3
    """Looks at it together: evidence, alternatives, meaning."""
    CONTEST = 4
    """Says that it is not so."""
    IGNORE = 5
    """There was an opportunity and the turn does nothing with it."""
    NONE = 6
    """There was no opportunity."""


UPTAKES: tuple[str, ...] = tuple(uptake.name.lower() for uptake in Uptake)
"""Names of the uptakes in order, as they appear in JSON."""


MAX_CHARS = 20_000
"""Characters of a therapist's turn that are kept; the rest is not heard."""


class Evidence(NamedTuple):
    """The stretch of text an act was read from; ``text[start:end]``."""

    act: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TurnReading:
    """What one therapist turn does, as read from its words or given directly.

    This is all that crosses from the therapist to the patient.
    """

    acts: tuple[float, ...]
    """15 intensities in [0, 1], in the order of :class:`Act`."""
    uptake: Uptake
    """The most probable uptake of the belief aimed at."""
    target: int = -1
    """Index of the belief aimed at; -1 for none."""
    fit: float = 0.0
    """How well it meets what this patient just said and felt, in [0, 1]; low for parroted or canned words."""
    stale: float = 0.0
    """How far the wording repeats the therapist's own earlier turns of this session, in [0, 1]."""
    uptake_p: tuple[float, ...] = ()
    """Probability of each :class:`Uptake`, in order; empty where the acts were given directly."""
    evidence: tuple[Evidence, ...] = ()
    """Where in the text each present act was found."""
    flags: tuple[str, ...] = field(default=())
    """Oddities a reader noticed: ``empty``, ``too_long``, ``not_english``, ``addresses_simulator`` ..."""
