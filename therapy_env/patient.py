"""What the core takes of a persona: numbers, no words."""

from __future__ import annotations

from therapy_env.core.state import BeliefNumbers, PatientNumbers
from therapy_env.persona import Persona


def patient_numbers(persona: Persona) -> PatientNumbers:
    """Return what the core takes of ``persona``."""
    return PatientNumbers(
        beliefs=tuple(
            BeliefNumbers(
                conviction=b.conviction,
                preoccupation=b.preoccupation,
                distress=b.distress,
                inflexibility=b.inflexibility,
                disclosure=b.disclosure,
                weight=b.weight,
                delusion=b.kind == "delusion",
                accurate=b.kind == "accurate",
                congruent=b.kind == "congruent",
            )
            for b in persona.beliefs
        ),
        arousal=persona.affect.arousal,
        baseline=persona.affect.baseline,
        distress=persona.affect.distress,
        hope=persona.affect.hope,
        alliance=persona.alliance,
        reactance=persona.reactance,
        risk=float(persona.risk.level),
        shame=persona.risk.shame,
    )
