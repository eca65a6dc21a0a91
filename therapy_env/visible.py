"""What a therapist is told before a session: what an intake form would say, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from therapy_env.persona import Persona


@dataclass(frozen=True, slots=True)
class VisibleContext:
    """What an agent knows of the patient before the first word."""

    name: str
    """Full name."""
    age: int
    """Years."""
    pronouns: str
    """As the person uses them."""
    occupation: str
    """Work, study or what fills the days."""
    culture: str
    """Background, language, faith."""
    living: str
    """Household and place."""
    presenting: str
    """The complaint, in the patient's words on the form."""
    referral: str
    """Who sent them, and why."""
    history: str
    """Relevant history as a referrer would put it."""
    medication: str = ""
    """Current medication, or empty."""
    session: int = 1
    """Number of this session, from 1."""
    max_turns: int = 20
    """Therapist turns that this session lasts."""
    notes: tuple[str, ...] = ()
    """The agent's own notes from earlier sessions."""

    def as_dict(self) -> dict[str, Any]:
        """Return plain data, as in ``info["visible"]``."""
        return {**{name: getattr(self, name) for name in self.__slots__}, "notes": list(self.notes)}


def visible(persona: Persona, *, max_turns: int = 20, session: int = 1, notes: tuple[str, ...] = ()) -> VisibleContext:
    """Return what an agent may know of ``persona`` beforehand."""
    who, form = persona.identity, persona.intake
    return VisibleContext(
        name=who.name,
        age=who.age,
        pronouns=who.pronouns,
        occupation=who.occupation,
        culture=who.culture,
        living=who.living,
        presenting=form.presenting,
        referral=form.referral,
        history=form.history,
        medication=form.medication,
        session=session,
        max_turns=max_turns,
        notes=notes,
    )
