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
    aimless = s.turn + (1.0 - p.drift_after)
    aimless *= 1.0 / p.drift_span
    drift = ops.unit(aimless)
    new, mended = _rupture(s, turn, r, too_much, drift, chance, p, ops)
    _alliance(s, turn, r, too_much, window, new, before, p, ops)
    s.repairs = s.repairs + r.torn * ops.flag(s.rupture < TORN)
    a = turn.acts
    work = p.purpose_work * r.examined
    work += r.repair
    work += p.purpose_explore * r.explore
    work += p.purpose_advice * r.advise * s.goal
    work += p.purpose_risk * a[Act.RISK] * turn.fit
    purpose = ops.unit(work)
    trusted = (1.0 - p.engagement_base) * s.alliance
    trusted += p.engagement_base
    apart = 1.0 - s.goal
    adverse = too_much + s.rupture
    adverse += r.poor
    adverse *= p.engagement_loss
    engaged = p.engagement_gain * purpose * (1.0 - engagement) * trusted
    engaged += engagement
    engaged += p.engagement_held * r.understood
    engaged -= p.engagement_drift * (1.0 - purpose) * apart * drift
    engaged -= adverse
    s.engagement = ops.unit(engaged)
    shared = p.goal_socratic * r.socratic
    shared += p.goal_reflect * r.reflect
    shared += r.explore
    shared *= p.goal_gain
    shared *= apart
    shared += s.goal
    shared -= p.goal_overload * too_much
    s.goal = ops.unit(shared)
    return Bond(new, mended, purpose)


def _rupture(
    s: State, turn: Turn, r: Reach, too_much: Any, drift: Any, chance: Chance, p: Parameters, ops: Ops
) -> tuple[Any, Any]:
    """Begin, mend or press a rupture; return whether one began, and what was mended."""
    a, torn, strong = turn.acts, r.torn, ops.low(too_much, 1.0)
    answered = p.unmet_reflect * a[Act.REFLECT]
    answered += a[Act.HOLD]
    answered += a[Act.REPAIR]
    upset = s.arousal - p.unmet_from
    upset *= 1.0 / p.unmet_span
    pushed = (1.0 - p.misfit_still) * r.change_work
    pushed += p.misfit_still
    misfit = p.misfit_unmet * ops.unit(upset) * ops.positive(1.0 - answered) * pushed
    misfit += p.misfit_fit
    misfit -= p.misfit_fit * turn.fit
    onset = p.rupture_overload * too_much
    onset += p.rupture_base
    onset += p.rupture_stigma * a[Act.STIGMA]
    onset += p.rupture_misfit * ops.low(1.0, misfit)
    onset += p.rupture_reactance * s.reactance
    onset -= p.rupture_alliance * s.alliance
    onset += p.rupture_drift * (1.0 - s.engagement) * drift
    onset -= p.rupture_met * ops.low(1.0, r.understood)
    broke = ops.flag(happens(ops, chance.rupture, onset))
    new = broke * (1.0 - torn)
    mending = p.repair_reflect * r.reflect
    mending += p.repair_hold * r.hold
    mending += r.repair
    mending *= p.repair_rate
    mended = ops.low(s.rupture, mending * (1.0 - p.repair_undone * ops.flag(a[Act.CHALLENGE] > 0.3)))
    pressed = p.rupture_pressing * r.change_work
    pressed += p.rupture_again * broke
    pressed *= torn
    after = s.rupture - mended
    after *= p.rupture_fade
    after += pressed
    depth = p.depth_overload * strong
    depth += p.depth_base
    depth += p.depth_noise * chance.depth
    after = ops.unit(ops.high(after, new * depth))
    open_now = ops.flag(after >= TORN)
    confronting = s.reactance - p.confront_pivot
    confronting *= p.confront_reactance
    confronting += p.confront_overload * strong
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
    # in units of their ramps: rupture from 0 to .3, arousal from .3 to .6, probing from 2 to 5
    strained, upset, run = rupture * (1.0 / 0.3), s.arousal * (1.0 / 0.3), s.probing * (1.0 / 3.0)
    upset -= 1.0
    run -= 2.0 / 3.0
    gain = p.alliance_hold * r.hold
    gain += p.alliance_reflect * r.reflect
    gain += p.alliance_explore * r.explore
    gain += p.alliance_socratic * r.socratic * window
    gain += p.alliance_collude * a[Act.COLLUDE]
    gain += p.alliance_collude * p.alliance_accommodate * a[Act.ACCOMMODATE]
    gain += p.alliance_repair * r.repair * ops.low(1.0, strained) / (1.0 + p.repair_worn * s.repairs)
    loss = p.alliance_overload * too_much
    loss += p.alliance_stigma * a[Act.STIGMA]
    loss += p.alliance_advice * a[Act.ADVISE] * ops.unit(upset) * (1.0 - s.goal) * alliance
    loss += p.alliance_rupture * new
    loss += p.alliance_pressing * r.change_work * r.torn
    loss += p.alliance_torn * s.rupture
    loss += p.alliance_needless * a[Act.REPAIR] * ops.positive(1.0 - 2.0 * strained)
    # and what wears it out
    loss += p.alliance_stale * turn.stale
    loss += p.alliance_misfit * r.poor * (0.5 + 0.5 * alliance)
    loss += p.alliance_probing * ops.unit(run)
    loss += p.alliance_pull * ops.positive(alliance - s.engagement)
    gain *= 1.0 - alliance
    gain -= loss
    gain += alliance
    s.alliance = ops.unit(gain)
