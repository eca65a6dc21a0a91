"""Planning a patient's turn: what has to be said, how much it matters, and where lines for it are found.

The plan is made from the cues (what is to be shown), the question (what is to be answered) and what went before in the
session. It names pools; :class:`therapy_env.language.speaking.Speaker` picks the lines.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from therapy_env.acts import Act, TurnReading
from therapy_env.cues import Cues, Risk, Talk
from therapy_env.language.speaking_answers import (
    ABOUT_BELIEF,
    DOUBTFUL,
    NEVER_DODGED,
    OPEN,
    PERSONAL,
    UPSET,
    answer_pools,
    band,
    feelings,
    topic_pools,
)
from therapy_env.language.speaking_pools import Line
from therapy_env.language.speaking_questions import Asked
from therapy_env.language.speaking_reactions import complaint, reaction

NEEDED = 8.5
"""Priority from which a piece is there to show what the cues say."""
_BARELY = 0.12
"""Answer cue below which even a plain question of fact is passed over."""
_BRIEF = 0.5
"""Answer cue below which an answer stops after a sentence."""

_WILLING = frozenset(("willing", "goals", "+changing"))
_STAYING = frozenset(("pressed", "yes_but", "stuck", "+staying"))
"""Pools that speak of change, or of staying the same, by themselves."""

Chance = Callable[[], float]


class Want(NamedTuple):
    """One thing that a turn is to hold."""

    priority: float
    """The highest are served first; there is not always room for all."""
    position: int
    """Place in the order of talk."""
    role: str
    """What it is for."""
    pools: tuple[str, ...]
    """Where lines for it are found, best first."""
    brief: bool = False
    """Whether its first sentence is enough."""


@dataclass(slots=True)
class Memory:
    """What a patient keeps in mind of the session, besides the sentences that were said."""

    belief: int = 0
    """Index of the belief last spoken or asked of."""
    strain: float = 0.0
    """How much of a rupture is still felt, in [0, 1]."""
    topic: str = ""
    """Topic of the last question, or empty."""
    about: str = ""
    """Pool from which the last question was answered, or empty."""
    rest: Line | None = None
    """What was left unsaid of the last answer."""
    talk: int = int(Talk.NEUTRAL)
    """A :class:`Talk` value: where the last turn leaned."""
    dodged: bool = False
    """Whether the last question was passed over."""
    voiced: bool = False
    """Whether a belief was spoken of openly in the last turn."""
    hinted: bool = False
    """Whether a belief was only hinted at in the last turn."""
    told: frozenset[int] = field(default_factory=frozenset)
    """Indices of the beliefs that have been spoken of openly."""

    def copy(self) -> Memory:
        """Return a memory that goes on from here on its own."""
        return Memory(
            self.belief,
            self.strain,
            self.topic,
            self.about,
            self.rest,
            self.talk,
            self.dodged,
            self.voiced,
            self.hinted,
            self.told,
        )


def _first_pools(wants: list[Want]) -> list[str]:
    """Return where lines for each of the wants are found first."""
    return [want.pools[0] for want in wants if want.pools]


def risk_pools(cues: Cues) -> tuple[str, ...]:
    """Return the pools that show the risk in the cues."""
    if cues.risk == Risk.ACTIVE:
        return ("risk.cues_active", "shared.risk_active", "combo.risk_active")
    return ("risk.cues_passive", "shared.risk_passive", "combo.risk_passive")


def plan_opening(cues: Cues, chance: Chance) -> list[Want]:
    """Return what the first words of a session hold."""
    wants = [Want(10.0, 1, "answer", ("openings", "presenting"))]
    if cues.risk:
        wants.append(Want(20.0, 6, "risk", risk_pools(cues)))
    if cues.withdrawal <= 0.5 and cues.belief >= 0 and cues.disclosure < OPEN and chance() < 0.4:
        wants.append(Want(5.0, 2, "belief", (f"hints.{cues.belief}",)))
    if cues.arousal > 0.7:
        wants.append(Want(6.0, 5, "feeling", ("feelings_upset", "shared.upset")))
    return wants


def plan_ruptured(cues: Cues, reading: TurnReading, question: Asked, mind: Memory, chance: Chance) -> list[Want]:
    """Return what a turn holds in which the patient pulls back or complains."""
    wants: list[Want] = []
    if cues.withdrawal >= cues.confrontation:
        wants.append(Want(10.0, 0, "rupture", ("withdrawal", "shared.withdrawn", "combo.withdrawn")))
    else:
        cause = complaint(reading)
        own = ("confrontation", cause) if chance() < 0.6 else (cause, "confrontation")
        wants.append(Want(10.0, 0, "rupture", (*own, "shared.complaining", "combo.complaining")))
        if cues.belief >= 0 and cues.disclosure >= OPEN and chance() < 0.6:
            wants.append(Want(9.0, 2, "belief", belief_pools(cues, mind, chance, alone=False)))
    if question.kind == "risk":
        wants.append(Want(20.0, 1, "answer", answer_pools(question, cues, mind.belief, 0.5, strained=True)))
    if cues.risk:
        wants.append(Want(19.0, 6, "risk", risk_pools(cues)))
    return wants


def plan_leaving(cues: Cues, reading: TurnReading) -> list[Want]:
    """Return what a turn holds with which the patient gets up and goes: the complaint, if any, and the going."""
    wants = [Want(20.0, 7, "leaving", ("style.leaving",))]
    if cues.confrontation > max(cues.withdrawal, 0.35):
        wants.append(Want(10.0, 0, "rupture", (complaint(reading), "confrontation", "shared.complaining")))
    if cues.risk:
        wants.append(Want(19.0, 6, "risk", risk_pools(cues)))
    return wants


def plan_together(
    cues: Cues, reading: TurnReading, question: Asked, mind: Memory, preoccupation: float, chance: Chance
) -> list[Want]:
    """Return what a turn holds while nothing stands between the two.

    Args:
        cues: what the turn is to show.
        reading: what the therapist's turn did.
        question: what it asked.
        mind: what went before; its marks of dodging and hinting are renewed.
        preoccupation: of the belief in mind, from the persona.
        chance: draws from [0, 1).
    """
    wants: list[Want] = []
    strained = mind.strain > 0.35
    open_enough = cues.disclosure >= OPEN
    reacts = reaction(reading, question, cues, strained=strained, chance=chance())
    # Whoever is asked whether they want to live is not heard to say yes to something else first.
    if reacts is not None and question.kind != "risk":
        own_first = reacts[1][0] not in ("held", "agreed_with") or chance() < 0.65
        wants.append(Want(reacts[0], 0, "reaction", reacts[1] if own_first else (*reacts[1][1:], reacts[1][0])))
    answered = _answer(wants, cues, reading, question, mind, preoccupation, chance, strained=strained)
    hints_already = any([name.startswith("hints") for name in _first_pools(wants)])
    # Nor is anything held back in the same breath, which would be heard as holding back the answer.
    speaks = open_enough or question.kind != "risk"
    if cues.belief >= 0 and speaks and not hints_already and _comes_up(cues, question, mind, chance, answered=answered):
        wants.append(Want(9.0, 2, "belief", belief_pools(cues, mind, chance, alone=not wants, dodged=mind.dodged)))
        if open_enough and cues.belief not in mind.told and cues.disclosure < 0.6 and band(cues.firmness) != "doubtful":
            wants.append(Want(8.0, 1, "confide", ("shared.confiding",)))
    mind.hinted = not open_enough and "belief" in [want.role for want in wants]
    _thinks_again(wants, cues, question, mind, chance, open_enough=open_enough)
    _talks(wants, cues, mind, chance)
    if cues.risk and not (question.kind == "risk" and cues.risk == Risk.PASSIVE and chance() < 0.4):
        wants.append(Want(19.0, 6, "risk", risk_pools(cues)))
    _shows_arousal(wants, cues, question, chance)
    if all([want.role == "tone" for want in wants]):
        wants.append(Want(5.0, 2, "story", story_pools(mind, chance())))
    elif answered and question.kind and cues.answer > 0.75 and chance() < 0.2:
        more = tuple(name for name in topic_pools(question.topic) if name[0] != "s")
        if more:
            wants.append(Want(4.0, 2, "answer", more[:1]))
    return wants


def _comes_up(cues: Cues, question: Asked, mind: Memory, chance: Chance, *, answered: bool) -> bool:
    """Return whether the belief that is in mind is put into words: not in every breath while other things are asked."""
    if cues.disclosure < OPEN and cues.belief in mind.told:
        return not mind.hinted and chance() < (0.15 if answered else 0.5)
    if cues.disclosure < OPEN:
        return not answered or (not mind.hinted and chance() < 0.5)
    if answered and mind.voiced and question.kind not in ABOUT_BELIEF:
        return chance() < 0.5
    return True


def _answer(
    wants: list[Want],
    cues: Cues,
    reading: TurnReading,
    question: Asked,
    mind: Memory,
    preoccupation: float,
    chance: Chance,
    *,
    strained: bool,
) -> bool:
    """Add what answers the question; return whether it is answered."""
    kind = question.kind
    was_dodged, mind.dodged = mind.dodged, False
    if not kind:
        return False
    acts = reading.acts
    seen = max(acts[Act.EXPLORE], acts[Act.PROBE], acts[Act.SOCRATIC], acts[Act.RISK], acts[Act.ACCOMMODATE])
    if kind not in NEVER_DODGED and seen >= 0.25 and not was_dodged:
        mind.dodged = cues.answer < (OPEN if kind in PERSONAL else _BARELY)
        if mind.dodged:
            wants.append(Want(10.0, 1, "dodge", ("style.dodge", "combo.short")))
            return False
    if kind == "confirm" and wants:
        return True
    if kind == "confirm":
        # Being misread is said, but not every time.
        right = reading.fit >= 0.3 or chance() < 0.4
        nods = ("shared.nods", "shared.holding") if right else ("shared.not_quite", "shared.nods")
        wants.append(Want(10.0, 1, "answer", nods))
        return True
    if kind == "who":
        wants.append(Want(10.0, 1, "who", ()))
        return True
    pools = answer_pools(question, cues, mind.belief, preoccupation, strained=strained)
    if kind == "more" and not question.topic:
        about = mind.about or (f"fact.{mind.topic}" if mind.topic else "")
        pools = ((about,) if about else ()) + pools
    if kind == "risk" and chance() < 0.4:
        pools = pools[::-1]
    if kind == "permission" and acts[Act.REPAIR] > 0.4:
        pools = ("shared.yes_you_may",)
    elif any(pools and pools[0] in want.pools for want in wants):
        return True
    brief = cues.answer < _BRIEF and kind not in NEVER_DODGED and kind != "presenting"
    wants.append(Want(10.0 if kind not in ("thanks", "greeting") else 8.0, 1, "answer", pools, brief))
    return True


def belief_pools(cues: Cues, mind: Memory, chance: Chance, *, alone: bool, dodged: bool = False) -> tuple[str, ...]:
    """Return the pools that voice the belief in mind, as openly and as firmly as the cues say.

    Args:
        cues: what the turn is to show.
        mind: what went before.
        chance: draws from [0, 1).
        alone: whether nothing else has been planned, so that the persona's own longer lines have room.
        dodged: whether it takes the place of an answer.
    """
    b = mind.belief
    if cues.disclosure < OPEN:
        return ("shared.closing_up", "shared.hinting") if b in mind.told else (f"hints.{b}", "shared.hinting")
    how = band(cues.firmness)
    if dodged and how != "doubtful":
        return (f"+pivot.{b}", f"+{how}.{b}", f"{how}.{b}", f"shared.{how}")
    own = (f"{how}.{b}", f"+{how}.{b}")
    if chance() > (0.6 if alone else 0.3):
        own = (own[1], own[0])
    return (*own, f"shared.{how}", f"combo.{how}")


def _thinks_again(
    wants: list[Want], cues: Cues, question: Asked, mind: Memory, chance: Chance, *, open_enough: bool
) -> None:
    """Add what speaks against the belief, and how a concession is taken half back."""
    b = mind.belief
    if not open_enough:
        return
    if cues.insight > 0.4 and question.kind not in ("alternative", "perspective", "risk"):
        doubtful = cues.firmness < DOUBTFUL and chance() < 0.6
        kinds = (f"alternative.{b}", f"against.{b}") if doubtful else (f"against.{b}",)
        wants.append(Want(8.8, 3, "insight", kinds))
        if cues.firmness >= DOUBTFUL and chance() < 0.55:
            wants.append(Want(7.0, 4, "doubt", (f"doubts.{b}",)))
    elif question.kind == "alternative" and cues.firmness >= DOUBTFUL and cues.insight > 0.4 and chance() < 0.5:
        wants.append(Want(7.0, 4, "doubt", (f"doubts.{b}",)))


def _talks(wants: list[Want], cues: Cues, mind: Memory, chance: Chance) -> None:
    """Add talk of change, or of staying the same; who goes on in the same vein does not say so in every turn."""
    again, mind.talk = mind.talk == cues.talk, cues.talk
    if cues.talk == Talk.NEUTRAL or (again and wants and chance() < 0.2):
        return
    own_first = chance() < 0.4
    if cues.talk == Talk.CHANGE:
        if _WILLING.isdisjoint(_first_pools(wants)):
            pools = ("willing", "+changing") if own_first else ("+changing", "willing")
            wants.append(Want(8.9, 5, "talk", (*pools, "shared.changing", "combo.changing")))
    elif _STAYING.isdisjoint(_first_pools(wants)):
        pools = ("stuck", "+staying") if own_first else ("+staying", "stuck")
        wants.append(Want(8.5, 5, "talk", (*pools, "shared.staying", "combo.staying")))


def _shows_arousal(wants: list[Want], cues: Cues, question: Asked, chance: Chance) -> None:
    """Add what lets arousal be heard: the further from an ordinary level, the more often and the more plainly."""
    e = cues.arousal
    if any([name.startswith("feelings") for name in _first_pools(wants)]):
        return
    if e > UPSET + 0.05:
        if chance() < 0.4 + 2.0 * (e - UPSET):
            wants.append(Want(8.7, 5, "feeling", feelings(e)))
        else:
            wants.append(Want(6.0, 5, "tone", ("shared.uneasy", "combo.uneasy")))
    elif e > 0.48:
        if chance() < 3.0 * (e - 0.44):
            wants.append(Want(6.0, 5, "tone", ("shared.uneasy", "combo.uneasy")))
    elif e < 0.4 and not cues.risk and question.kind != "risk" and chance() < 0.25 + 2.5 * (0.4 - e):
        wants.append(Want(6.0, 5, "tone", ("shared.calm", "combo.calm")))


def story_pools(mind: Memory, draw: float) -> tuple[str, ...]:
    """Return where a patient goes on from when nothing was asked and nothing has to be shown."""
    near: tuple[str, ...] = ("~situations", "~facts", "~coping")
    if mind.about and draw < 0.6:
        near = (mind.about, *near)
    agrees = ("shared.nods", "shared.ways_on") if draw < 0.4 else ()
    then = ("situations", "facts", "shared.ways_on", "coping", "strengths", "style.short", "combo.short")
    return (*near, *agrees, *then)
