"""What a turn does between the two: rupture and repair, alliance, shared purpose (science, section 4).

Purpose, misattunement and engagement are left open there and are defined here [A]: a turn is purposeful as far as it
looks, reframes, asks openly or meets danger; words that miss the patient, and strong arousal that is passed over,
misattune; without purpose and shared goals engagement drifts after some turns, and alliance follows it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from therapy_env.acts import Act
from therapy_env.core.chance import Chance
from therapy_env.core.ops import Ops, happens
from therapy_env.core.parameters import Parameters
from therapy_env.core.state import State
from therapy_env.core.turn import TORN, Reach, Turn


class Bond(NamedTuple):
    """What happened between the two; floats or arrays."""

    new: Any
    """1.0 where a rupture began."""
    mended: Any
    """Fall of rupture intensity by repair."""
    purpose: Any
    """In [0, 1]: how purposeful the turn was felt to be."""


def attune(
    s: State, turn: Turn, r: Reach, too_much: Any, window: Any, chance: Chance, p: Parameters, ops: Ops
) -> Bond:
    """Move rupture, alliance, shared goal and engagement by one turn.

    Args:
        s: state; its entries are replaced.
        turn: the therapist's turn.
        r: what of it reached.
        too_much: pressure beyond tolerance.
        window: arousal in which one learns.
        chance: the draws of the turn.
        p: parameters.
        ops: floats or arrays.
    """
    before = s.rupture
    engagement = s.engagement
    drift = ops.unit((s.turn + (1.0 - p.drift_after)) * (1.0 / p.drift_span))
    new, mended = _rupture(s, turn, r, too_much, drift, chance, p, ops)
    _alliance(s, turn, r, too_much, window, new, before, p, ops)
    s.repairs = s.repairs + r.torn * ops.flag(s.rupture < TORN)
    a = turn.acts
    purpose = ops.unit(
        p.purpose_work * r.examined + r.repair + p.purpose_explore * r.explore
        + (p.purpose_advice * r.advise * s.goal + p.purpose_risk * a[Act.RISK] * turn.fit)
    )  # fmt: skip
    asked_for = r.explore + p.goal_socratic * r.socratic + p.goal_reflect * r.reflect
    trusted = p.engagement_base + (1.0 - p.engagement_base) * s.alliance
    apart = 1.0 - s.goal
    s.engagement = ops.unit(
        engagement
        + p.engagement_gain * purpose * (1.0 - engagement) * trusted
        + p.engagement_held * r.understood
        - p.engagement_drift * (1.0 - purpose) * apart * drift
        - p.engagement_loss * (too_much + s.rupture + r.poor)
    )
    s.goal = ops.unit(s.goal + p.goal_gain * asked_for * apart - p.goal_overload * too_much)
    return Bond(new, mended, purpose)


def _rupture(
    s: State, turn: Turn, r: Reach, too_much: Any, drift: Any, chance: Chance, p: Parameters, ops: Ops
) -> tuple[Any, Any]:
    """Begin, mend or press a rupture; return whether one began, and what was mended."""
    a, torn, strong = turn.acts, r.torn, ops.low(too_much, 1.0)
    unanswered = ops.positive(1.0 - (a[Act.HOLD] + p.unmet_reflect * a[Act.REFLECT] + a[Act.REPAIR]))
    unmet = ops.unit((s.arousal - p.unmet_from) * (1.0 / p.unmet_span)) * unanswered
    misfit = ops.low(
        1.0,
        p.misfit_fit * (1.0 - turn.fit)
        + p.misfit_unmet * unmet * (p.misfit_still + (1.0 - p.misfit_still) * r.change_work),
    )
    onset = (
        p.rupture_base + p.rupture_overload * too_much + p.rupture_stigma * a[Act.STIGMA]
        + p.rupture_misfit * misfit + p.rupture_reactance * s.reactance - p.rupture_alliance * s.alliance
        + p.rupture_drift * (1.0 - s.engagement) * drift - p.rupture_met * ops.low(1.0, r.understood)
    )  # fmt: skip
    broke = ops.flag(happens(ops, chance.rupture, onset))
    new = broke * (1.0 - torn)
    mending = p.repair_rate * (r.repair + p.repair_reflect * r.reflect + p.repair_hold * r.hold)
    mended = ops.low(s.rupture, mending * (1.0 - p.repair_undone * ops.flag(a[Act.CHALLENGE] > 0.3)))
    after = (
        (s.rupture - mended) * p.rupture_fade + (p.rupture_pressing * r.change_work + p.rupture_again * broke) * torn
    )
    after = ops.unit(ops.high(after, new * (p.depth_base + p.depth_overload * strong + p.depth_noise * chance.depth)))
    open_now = ops.flag(after >= TORN)
    confronting = p.confront_reactance * (s.reactance - p.confront_pivot) + p.confront_overload * strong
    confronts = ops.flag(happens(ops, chance.rupture_type, confronting))
    s.rupture_type = open_now * (s.rupture_type + new * (1.0 + confronts - s.rupture_type))
    s.confronted = ops.flag((s.rupture_type == 2.0) & (after > 0.3)) * (s.confronted + 1.0)
    s.ruptures = s.ruptures + new
    s.rupture = after
    return new, mended


def _alliance(
    s: State, turn: Turn, r: Reach, too_much: Any, window: Any, new: Any, rupture: Any, p: Parameters, ops: Ops
) -> None:
    """Move alliance and the run of closed questions; ``rupture`` is its intensity before the turn."""
    a, alliance = turn.acts, s.alliance
    s.probing = (s.probing + 1.0) * ops.flag((a[Act.PROBE] > 0.5) & (a[Act.HOLD] + a[Act.REFLECT] < 0.3))
    gain = (
        p.alliance_hold * r.hold + p.alliance_reflect * r.reflect + p.alliance_explore * r.explore
        + p.alliance_socratic * r.socratic * window
        + p.alliance_collude * (a[Act.COLLUDE] + p.alliance_accommodate * a[Act.ACCOMMODATE])
        + p.alliance_repair * r.repair * ops.low(1.0, rupture * (1.0 / 0.3)) / (1.0 + p.repair_worn * s.repairs)
    )  # fmt: skip
    loss = (
        p.alliance_overload * too_much + p.alliance_stigma * a[Act.STIGMA]
        + p.alliance_advice * a[Act.ADVISE] * ops.unit(s.arousal * (1.0 / 0.3) - 1.0) * (1.0 - s.goal) * alliance
        + p.alliance_rupture * new + p.alliance_pressing * r.change_work * r.torn + p.alliance_torn * s.rupture
        + p.alliance_needless * a[Act.REPAIR] * ops.positive(1.0 - rupture * (1.0 / 0.15))
    )  # fmt: skip
    worn = (
        p.alliance_stale * turn.stale + p.alliance_misfit * r.poor * (0.5 + 0.5 * alliance)
        + p.alliance_probing * ops.unit(s.probing * (1.0 / 3.0) - 2.0 / 3.0)
        + p.alliance_pull * ops.positive(alliance - s.engagement)
    )  # fmt: skip
    s.alliance = ops.unit(alliance + gain * (1.0 - alliance) - loss - worn)
