"""Personas: who the simulated patient is, as people write it down.

A :class:`Persona` is frozen and complete: everything the patient can feel, believe and say comes from it. It is
written in YAML; :mod:`therapy_env.persona_file` reads files and explains what is wrong with them.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from therapy_env.cues import DELUSIONS, DISTORTIONS
from therapy_env.errors import nearest

Unit = Annotated[float, Field(ge=0.0, le=1.0)]
Line = Annotated[str, Field(min_length=2, max_length=600)]
Lines = tuple[Line, ...]
Clause = Annotated[str, Field(min_length=2, max_length=120, pattern=r"^[^.?!…]*$")]
"""Part of a sentence: no capital where there is no name, no closing mark."""

BeliefKind = Literal["delusion", "distortion", "accurate", "congruent"]
Style = Literal["plain", "upset", "verbose", "reserved", "tangential", "pleasing", "guarded"]
Split = Literal["train", "validation", "test"]
Topic = Literal[
    "onset",
    "family",
    "partner",
    "friends",
    "work",
    "home",
    "sleep",
    "health",
    "mood",
    "day",
    "childhood",
    "faith",
    "money",
    "leisure",
    "meaning",
    "help",
]
"""What a question can be about; ``onset`` is when and how it began, ``meaning`` what it would say about the patient,
``help`` what was tried before and what would help now."""

STATUS: dict[str, str] = {
    "delusion": "delusional",
    "distortion": "distorted",
    "accurate": "accurate",
    "congruent": "congruent",
}
"""Belief kind in personas -> belief status in readings."""


class Frozen(BaseModel):
    """Base of all that crosses a boundary: immutable, no unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


class Identity(Frozen):
    """Who the patient is."""

    name: Line
    """Full name; fictional."""
    age: int = Field(ge=16, le=100)
    """Years."""
    pronouns: Line
    """As the person uses them: she/her, he/him, they/them ..."""
    occupation: Line
    """Work, study or what fills the days."""
    culture: Line
    """Background, language, faith where it matters; a sentence."""
    living: Line
    """Household and place; a sentence."""


class Intake(Frozen):
    """What an intake form would tell the therapist: the visible part of the persona."""

    presenting: Line
    """The presenting complaint, in the words the patient used on the form."""
    referral: Line
    """Who sent them, and why."""
    history: Line
    """Relevant history as a referrer would put it; gives no hidden premise away."""
    medication: str = ""
    """Current medication, or empty."""


class Alternative(Frozen):
    """The appraisal that could come to stand beside the belief."""

    statement: Line
    """In the first person, as the patient might one day say it."""
    wordings: Lines = Field(min_length=3)
    """Tentative first-person wordings, for when conviction has come down."""


class Wordings(Frozen):
    """The belief in the patient's own words, by firmness of present conviction."""

    firm: Lines = Field(min_length=4)
    """Conviction above about .7: no doubt is heard."""
    leaning: Lines = Field(min_length=4)
    """About .4 to .7: mostly sure, some hedging."""
    doubtful: Lines = Field(min_length=3)
    """Below about .4: the thought comes, and is held at a distance."""


class Belief(Frozen):
    """One belief that the patient carries."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,30}$")]
    """Short name, unique within the persona."""
    kind: BeliefKind
    """delusion, distortion, accurate (true and upsetting) or congruent (normal in culture or faith)."""
    type: str
    """Delusion theme or distortion type; for accurate and congruent beliefs the one it might be mistaken for."""
    statement: Line
    """The proposition, in the first person and flat."""
    conviction: Unit
    """How true it feels at intake."""
    preoccupation: Unit
    """Share of the waking day that it takes."""
    distress: Unit
    """How much it hurts."""
    inflexibility: Unit
    """Bias against disconfirmatory evidence; 0 updates freely, 1 not at all. Typically .5-.85 for delusions."""
    disclosure: Unit
    """Readiness to speak of it openly at intake; below about .35 it is only hinted at."""
    weight: float = Field(default=1.0, gt=0.0, le=3.0)
    """Its share in how ill the patient is, relative to the others."""
    wordings: Wordings
    """How the patient says it."""
    claims: tuple[Clause, ...] = ()
    """What the belief claims, as clauses that can follow "I know" or "I used to be sure" ("they come in at night");
    said at the firmness of the moment, in many ways."""
    hints: Lines = Field(min_length=3)
    """What is said instead while it may not be disclosed: near it, never it."""
    evidence_for: Lines = Field(min_length=5)
    """What the patient leans on, told as they would tell it."""
    evidence_against: Lines = Field(min_length=5)
    """What good questions can draw out, in the patient's own words; for accurate beliefs, what eases it."""
    doubts: Lines = Field(min_length=3)
    """How the patient takes a concession half back ('But then why ...')."""
    alternative: Alternative
    """The appraisal that may come to stand beside it; for accurate beliefs, a way to live with it."""
    keywords: tuple[str, ...] = Field(min_length=5)
    """Lower-case words and short phrases that belong to it; reading uses them to tell that it is meant."""
    safety_behaviours: Lines = Field(min_length=2)
    """What the patient does to stay safe from it, told in the first person."""

    @model_validator(mode="after")
    def _type_is_known(self) -> Belief:
        known = {"delusion": DELUSIONS, "distortion": DISTORTIONS}.get(self.kind, DELUSIONS + DISTORTIONS)
        if self.type not in known:
            raise ValueError(
                f"belief type {self.type!r} is not a {self.kind} type; expected one of {', '.join(known)}"
                f"{nearest(self.type, known)}"
            )
        return self

    @property
    def status(self) -> str:
        """Belief status as readings name it: delusional, distorted, accurate or congruent."""
        return STATUS[self.kind]


class Situation(Frozen):
    """Something that happened, as the patient would tell it."""

    topic: Topic
    """What it is about."""
    told: Line
    """Two to four sentences in the first person."""


class Affect(Frozen):
    """How the patient feels at intake."""

    arousal: Unit
    """Emotional arousal at the first turn."""
    baseline: Unit
    """Arousal that it returns to."""
    distress: Unit
    """General distress."""
    hope: Unit = 0.4
    """Expectation that things can get better."""


class RiskProfile(Frozen):
    """Danger to self or others: level, and how it would be let show. Never any method."""

    level: int = Field(default=0, ge=0, le=5)
    """0 none, 1 fleeting wish not to be here, 2 passive ideation, 3 active ideation, 4 intent, 5 imminent."""
    shame: Unit = 0.5
    """Shame that keeps it from being told."""
    cues_passive: Lines = ()
    """Indirect signs; at least 3 where level >= 1."""
    cues_active: Lines = ()
    """Plainer signs; at least 3 where level >= 3. No method, no means, no place, no time."""
    denies: Lines = Field(min_length=3)
    """Answers to a direct question where there is nothing, or nothing that can be told yet."""
    admits: Lines = ()
    """Answers to a direct question once it can be told; at least 3 where level >= 1."""
    protective: Lines = Field(min_length=2)
    """Who or what keeps the person here."""

    @model_validator(mode="after")
    def _has_words_for_its_level(self) -> RiskProfile:
        short = [
            f"{name} needs at least 3 lines at risk level {self.level}, found {len(lines)}"
            for name, lines, from_level in (
                ("cues_passive", self.cues_passive, 1),
                ("admits", self.admits, 1),
                ("cues_active", self.cues_active, 3),
            )
            if self.level >= from_level and len(lines) < 3
        ]
        if short:
            raise ValueError("; ".join(short))
        return self


class Voice(Frozen):
    """Material in the patient's own words, by what it is for."""

    openings: Lines = Field(min_length=3)
    """First words of a first session."""
    facts: dict[Topic, Lines]
    """Answers to questions, by topic; at least 8 topics with at least 2 lines each."""
    feelings_calm: Lines = Field(min_length=4)
    """Answers to 'how does that feel' while arousal is low or middling."""
    feelings_upset: Lines = Field(min_length=4)
    """The same while it is high."""
    withdrawal: Lines = Field(min_length=4)
    """What is said while pulling back: short, flat, elsewhere."""
    confrontation: Lines = Field(min_length=4)
    """What is said while complaining of the therapist."""
    thaw: Lines = Field(min_length=4)
    """Answers to a repair that reached the patient."""
    held: Lines = Field(min_length=4)
    """Answers to being understood and not hurried."""
    agreed_with: Lines = Field(min_length=4)
    """Answers to a therapist who takes the belief for a fact."""
    yes_but: Lines = Field(min_length=4)
    """Answers to advice that came too early or misses the point."""
    pressed: Lines = Field(min_length=4)
    """Answers to being contradicted: digging in, without open complaint."""
    willing: Lines = Field(min_length=4)
    """Change talk: wanting, being able, having begun to do something differently."""
    stuck: Lines = Field(min_length=4)
    """Sustain talk: why nothing can or should change."""
    puzzled: Lines = Field(min_length=3)
    """Answers to words that make no sense, are empty, or are not about the patient."""

    @model_validator(mode="after")
    def _facts_are_enough(self) -> Voice:
        thin = [topic for topic, lines in self.facts.items() if len(lines) < 2]
        if len(self.facts) < 8 or thin:
            raise ValueError(
                f"facts needs at least 8 topics with at least 2 lines each, found {len(self.facts)} topics"
                + (f"; fewer than 2 lines in {', '.join(thin)}" if thin else "")
            )
        return self


class Persona(Frozen):
    """A fictional patient."""

    v: Literal[1] = 1
    """Version of this schema."""
    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_-]{0,40}$")]
    """Short name, unique in the library."""
    split: Split = "train"
    """Which split of the library it belongs to."""
    summary: Line
    """One sentence for lists; gives the hidden premise to the *reader of the library*, never to agents."""
    identity: Identity
    """Who the patient is."""
    intake: Intake
    """What the therapist is told."""
    core_beliefs: Lines = Field(min_length=1)
    """Beck-style core beliefs, first person ('I am unlovable')."""
    intermediate_beliefs: Lines = Field(min_length=2)
    """Rules, attitudes and assumptions, first person ('If I let my guard down, then ...')."""
    coping: Lines = Field(min_length=3)
    """Coping strategies, told in the first person."""
    situations: tuple[Situation, ...] = Field(min_length=5)
    """Things that happened lately."""
    goals: Lines = Field(min_length=3)
    """What the patient wants from therapy or from life, in the first person."""
    steps: tuple[Clause, ...] = ()
    """Small things that could be done differently, as they follow "I could" ("ask Jo to stay"): taken up in talk of
    change, refused in talk of staying the same."""
    strengths: Lines = Field(min_length=3)
    """What the patient can do, has kept up, is proud of; first person."""
    affect: Affect
    """How the patient feels at intake."""
    alliance: Unit = 0.3
    """Trust in the therapist at the first turn."""
    reactance: Unit = 0.35
    """Tendency to push back when pushed."""
    style: Style = "plain"
    """How the patient talks."""
    risk: RiskProfile
    """Danger to self or others."""
    beliefs: tuple[Belief, ...] = Field(min_length=1, max_length=4)
    """What the patient believes; the first is the one that brought them."""
    voice: Voice
    """The rest of what they say."""

    @model_validator(mode="after")
    def _belief_ids_are_unique(self) -> Persona:
        ids = [belief.id for belief in self.beliefs]
        twice = sorted({i for i in ids if ids.count(i) > 1})
        if twice:
            raise ValueError(f"belief ids must be unique, found twice: {', '.join(twice)}")
        return self
