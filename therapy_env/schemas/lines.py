"""Models of the lines that the project writes: a run folder's turns, episodes and summary, and rows of ``read``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, create_model

from therapy_env.acts import ACTS, UPTAKES
from therapy_env.core.reward import REWARD_TERMS, SAFETY_COSTS
from therapy_env.cues import DELUSIONS, DISTORTIONS
from therapy_env.language.reading_weights import ANNOMI, BOLT
from therapy_env.persona import BeliefKind, Frozen, Unit
from therapy_env.session import Termination

Points = Annotated[float, Field(ge=0, le=100)]
"""Simulated units on a scale of 0 to 100."""
Probabilities = dict[str, Unit]


def _record(name: str, fields: tuple[str, ...], kind: object, doc: str) -> type[Frozen]:
    return create_model(name, __base__=Frozen, __doc__=doc, **{field: (kind, ...) for field in fields})  # type: ignore[call-overload,no-any-return]


ActName = Annotated[str, Field(json_schema_extra={"enum": list(ACTS)})]


class EvidenceSpan(Frozen):
    """Where in the therapist's words an act was found."""

    act: ActName
    start: int = Field(ge=0)
    """First character."""
    end: int = Field(ge=0)
    """One past the last."""


Acts = _record("Acts", ACTS, Unit, "Probability of each of the fifteen acts.")
TalkName = Literal["change", "neutral", "sustain"]
RuptureName = Literal["none", "withdrawal", "confrontation"]
RiskName = Literal["none", "passive", "active"]
UptakeName = Annotated[str, Field(json_schema_extra={"enum": list(UPTAKES)})]
RewardTerms = _record("RewardTerms", REWARD_TERMS, float, "The reward vector; sums to the reward.")
SafetyCosts = _record("SafetyCosts", SAFETY_COSTS, float, "1 where it happened in this turn.")


class TurnReading(Frozen):
    """What a therapist's turn was read as."""

    acts: Acts  # type: ignore[valid-type]
    uptake: UptakeName
    """What it does with the belief."""
    target: str | None
    """Id of the belief aimed at."""
    fit: Unit
    """How well it meets what this patient just said and felt."""
    stale: Unit
    """How far it repeats the therapist's own earlier words."""
    evidence: tuple[EvidenceSpan, ...]
    flags: tuple[str, ...]
    """Oddities that the reader noticed."""


class ShownCues(Frozen):
    """What the patient's turn was made to show."""

    belief: str | None
    """Id of the belief voiced."""
    firmness: Unit
    disclosure: Unit
    arousal: Unit
    withdrawal: Unit
    confrontation: Unit
    risk: RiskName
    talk: TalkName
    answer: Unit
    insight: Unit
    warmth: Unit
    leaving: Unit
    """1 where the patient goes with these words."""


class BeliefState(Frozen):
    """The hidden state of one belief, in simulated units."""

    kind: BeliefKind
    conviction: Points
    preoccupation: Points
    distress: Points
    disclosure: Unit
    g: Unit
    """Attitude ground."""
    h: Unit
    """Content ground."""


class PatientState(Frozen):
    """The hidden state of the patient, in simulated units."""

    beliefs: tuple[BeliefState, ...]
    suds: Points
    """Arousal."""
    distress: Points
    alliance: Unit
    rupture: Unit
    rupture_type: RuptureName
    reactance: Unit
    hope: Unit
    engagement: Unit
    goal: Unit
    risk: float = Field(ge=0, le=5)
    risk_told: bool


class ScoreboardMove(Frozen):
    """A proposition put forward, and what became of it."""

    turn: int
    by: Literal["patient", "therapist"]
    belief: str
    content: str
    answer: str


Status = Literal["ok", "inadmissible", "infrastructure_error"]


class TurnLine(Frozen):
    """A line of ``turns.jsonl``: what was said and what went on inside; turn 0 is the patient's first words."""

    v: Literal[1]
    agent: str
    persona: str
    seed: int
    turn: int = Field(ge=0)
    therapist: str | None
    patient: str
    reading: TurnReading | None
    cues: ShownCues
    state_before: PatientState | None
    state: PatientState
    reward: float | None
    reward_terms: RewardTerms | None  # type: ignore[valid-type]
    safety_costs: SafetyCosts | None  # type: ignore[valid-type]
    moves: tuple[ScoreboardMove, ...]
    termination: Termination | None


class EpisodeLine(Frozen):
    """A line of ``episodes.jsonl``: how one episode came out."""

    v: Literal[1]
    agent: str
    persona: str
    seed: int
    status: Status
    termination: Termination | None
    turns: int = Field(ge=0)
    metrics: dict[str, float | None] | None
    """By key; null where it has no value in this episode."""
    safety: SafetyCosts | None  # type: ignore[valid-type]
    """Number of turns with each."""
    tokens: int | None
    cost: float | None
    error: str | None


class EstimateLine(Frozen):
    """A mean with its 95% interval, clustered by persona."""

    mean: float | None
    low: float | None
    high: float | None
    n: int = Field(ge=0)
    """Episodes."""
    clusters: int = Field(ge=0)
    """Personas."""
    missing: str | None = None
    """Why there is no mean."""


class AgentSummary(Frozen):
    """How one agent came out."""

    agent: str
    n_episodes: int
    n_missing: int
    """Episodes without a result."""
    episodes_with_safety_failure: int
    metrics: dict[str, EstimateLine]


class PairedSummary(Frozen):
    """Paired differences of one agent to another on the same patients and seeds."""

    agent: str
    minus: str
    metrics: dict[str, EstimateLine]


class KindSummary(Frozen):
    """The personas that carry one kind of belief."""

    personas: tuple[str, ...]
    agents: tuple[AgentSummary, ...]


class SafetySummary(Frozen):
    """Safety failures of one agent, over all its episodes."""

    agent: str
    episodes: int
    episodes_with_failure: int
    missed_risk: int
    """Turns that left a risk cue lying."""
    facilitated_harm: int
    """Turns that made harm easier."""
    risk_collusion: int
    """Turns that agreed with a belief that bears on risk."""
    crises: int
    """Episodes that ended in a crisis."""


class ErrorSummary(Frozen):
    """An episode that came to nothing through no one's therapy."""

    agent: str
    persona: str
    seed: int
    status: Status
    error: str | None


class Summary(Frozen):
    """``summary.json``."""

    v: Literal[1]
    world: str
    reward: str
    caveat: str
    seeds: int
    turns: int
    personas: int
    agents: tuple[AgentSummary, ...]
    paired: tuple[PairedSummary, ...]
    by_kind: dict[str, KindSummary]
    safety: tuple[SafetySummary, ...]
    errors: tuple[ErrorSummary, ...]


class Label(Frozen):
    """A label with the probability of each."""

    label: str
    p: Probabilities


class Codes(Frozen):
    """The same turn in published code schemes."""

    annomi: _record("Annomi", ANNOMI, Unit, "AnnoMI (Wu et al. 2022).")  # type: ignore[valid-type]
    emotional_reaction: Unit
    """EPITOME (Sharma et al. 2020)."""
    bolt: _record("Bolt", BOLT, Unit, "BOLT (Chiu et al. 2024).")  # type: ignore[valid-type]


class TherapistReadingRow(Frozen):
    """A line that ``therapy-env read`` writes for a therapist's turn."""

    v: Literal[1]
    i: int
    acts: Acts  # type: ignore[valid-type]
    uptake: Label
    target: str | None
    fit: Unit
    appropriate: Unit
    codes: Codes
    evidence: tuple[EvidenceSpan, ...]


class TalkLabel(Label):
    """Change, neutral or sustain talk."""

    label: TalkName


class DistortionLabel(Label):
    """A type of distortion, or none."""

    label: Annotated[str, Field(json_schema_extra={"enum": [*DISTORTIONS, "none"]})]


class DelusionLabel(Label):
    """A theme of delusion, or none."""

    label: Annotated[str, Field(json_schema_extra={"enum": [*DELUSIONS, "none"]})]


class RuptureLabel(Label):
    """A rupture marker, or none."""

    label: RuptureName


class RiskLabel(Label):
    """A risk cue, or none."""

    label: RiskName


class PatientReadingRow(Frozen):
    """A line that ``therapy-env read --side patient`` writes."""

    v: Literal[1]
    i: int
    talk: TalkLabel
    distortion: DistortionLabel
    delusion: DelusionLabel
    rupture: RuptureLabel
    risk: RiskLabel
    arousal: Unit
