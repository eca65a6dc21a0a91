"""Cues: the vocabulary of what a patient's turn shows, and what sensing a turn yields.

The core samples :class:`Cues` from the hidden state with noise; speaking turns them into words; sensing turns
words into a :class:`PatientReading`. An agent that senses gets cues, never the state.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

DISTORTIONS: tuple[str, ...] = (
    "all_or_nothing",
    "overgeneralization",
    "mental_filter",
    "disqualifying_positive",
    "mind_reading",
    "fortune_telling",
    "catastrophizing",
    "emotional_reasoning",
    "should_statements",
    "labeling",
    "personalization",
)
"""Types of cognitive distortion (Beck 1976; Burns 1980)."""

DELUSIONS: tuple[str, ...] = (
    "persecutory",
    "referential",
    "grandiose",
    "control",
    "somatic",
    "nihilistic",
    "jealous",
    "erotomanic",
    "religious",
    "technology",
)
"""Themes of delusional belief; insertion and broadcasting count as control, a machine that is more as technology."""


class Talk(IntEnum):
    """Client talk as in MISC: toward change, neutral, or toward things staying as they are."""

    CHANGE = 0
    NEUTRAL = 1
    SUSTAIN = 2


class Rupture(IntEnum):
    """Type of alliance rupture (Eubanks, Muran & Safran 2018)."""

    NONE = 0
    WITHDRAWAL = 1
    CONFRONTATION = 2


class Risk(IntEnum):
    """What a turn lets show of danger to self or others."""

    NONE = 0
    PASSIVE = 1
    ACTIVE = 2


class Cues(NamedTuple):
    """What one patient turn shows. Python numbers for one patient, arrays of shape (patients,) for many."""

    belief: int
    """Index of the belief that is voiced; -1 for none."""
    firmness: float
    """How firmly it is voiced, in [0, 1]: conviction as shown, not as held."""
    disclosure: float
    """How openly it is said, in [0, 1]: below about .35 only hinted at."""
    arousal: float
    """Emotional arousal as shown, in [0, 1]."""
    withdrawal: float
    """Withdrawal marker, in [0, 1]: short, flat, compliant, changes the subject."""
    confrontation: float
    """Confrontation marker, in [0, 1]: complains of the therapist or of the therapy."""
    risk: int
    """A :class:`Risk` value."""
    talk: int
    """A :class:`Talk` value."""
    answer: float
    """How fully the last question is answered, in [0, 1]; 0 also where nothing was asked."""
    insight: float
    """How much disconfirming evidence comes to mind, in [0, 1]."""
    warmth: float
    """Trust in the therapist as shown, in [0, 1]."""
    leaving: float = 0.0
    """1 where the patient gets up and goes with these words, else 0."""


@dataclass(frozen=True, slots=True)
class PatientReading:
    """What one patient turn shows, as sensed from its words. Each dict maps label to probability, summing to 1."""

    talk: dict[str, float]
    """change, neutral, sustain."""
    distortion: dict[str, float]
    """:data:`DISTORTIONS` and ``none``."""
    delusion: dict[str, float]
    """:data:`DELUSIONS` and ``none``."""
    rupture: dict[str, float]
    """none, withdrawal, confrontation."""
    risk: dict[str, float]
    """none, passive, active."""
    arousal: float
    """In [0, 1]."""

    def features(self) -> dict[str, float]:
        """Return the features of :data:`OBS_NAMES` that one turn's words give: all but ``topic`` and ``turn``."""
        return {
            "talk_change": self.talk["change"],
            "talk_sustain": self.talk["sustain"],
            "distortion": 1.0 - self.distortion["none"],
            "delusion": 1.0 - self.delusion["none"],
            "withdrawal": self.rupture["withdrawal"],
            "confrontation": self.rupture["confrontation"],
            "risk_passive": self.risk["passive"],
            "risk_active": self.risk["active"],
            "arousal": self.arousal,
        }


OBS_NAMES: tuple[str, ...] = (
    "talk_change",
    "talk_sustain",
    "distortion",
    "delusion",
    "withdrawal",
    "confrontation",
    "risk_passive",
    "risk_active",
    "arousal",
    "topic",
    "turn",
)
"""Names of the observation features, each in [0, 1], of ``Acts-v0`` and of ``FeatureObservation``.

``topic`` is (index of the belief voiced + .5) / beliefs, 0 for none; ``turn`` is turns done / max_turns; the
others are probabilities (from words) or shown strengths (from cues).
"""
