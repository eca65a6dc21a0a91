"""What a turn does to beliefs: pressure and what is too much of it, evidence, conviction, the two grounds.

Self-generated evidence counts more than told, needs time to settle, and is blocked by rupture and by what has been
let stand (science, section 4). What is accurate or congruent is not treated: evidence confirms it.
"""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any, NamedTuple

from therapy_env.acts import Act
from therapy_env.core.ops import Ops, over, sigmoid
from therapy_env.core.parameters import Parameters
from therapy_env.core.state import LOGIT_BOUND, State
from therapy_env.core.turn import Reach, Turn


class Learned(NamedTuple):
    """What happened to beliefs; floats or arrays."""

    window: Any
    """W in [0, 1]: arousal in which one learns."""
    evidence: Any
    """Evidence that came to bear on what is not true, summed over beliefs."""
    moved: Any
    """Log-odds moved by it, weighted over beliefs."""


def overload(s: State, turn: Turn, r: Reach, p: Parameters, ops: Ops) -> Any:
    """Return O >= 0: pressure beyond what this patient bears with this therapist."""
    a = turn.acts
    per_ground = 1.0 / p.ground_enough
    early_reframe = ops.positive(1.0 - r.ground * per_ground)
    early = ops.high(early_reframe, 1.0 - s.alliance * per_ground)
    pressure = (
        a[Act.CHALLENGE] * (1.0 + p.pressure_true * r.true_target)
        + p.pressure_advice * a[Act.ADVISE] * (1.0 - p.advice_wanted * s.goal)
        + (p.pressure_socratic + p.pressure_early * early) * a[Act.SOCRATIC]
        + (p.pressure_reframe + p.pressure_early * early_reframe + p.pressure_reframe_true * r.true_target)
        * a[Act.REFRAME]
    )
    borne = p.tolerance + p.tolerance_earned * s.alliance * r.ground
    return ops.positive(pressure * (1.0 - p.hold_softens * r.hold) - borne) * (
        p.overload_base + p.overload_reactance * s.reactance
    )


def learn(s: State, turn: Turn, r: Reach, too_much: Any, drift: Any, p: Parameters, ops: Ops) -> Learned:
    """Move beliefs by one turn: conviction, preoccupation, burden, disclosure, both grounds, evidence.

    Args:
        s: state; its belief entries are replaced.
        turn: the therapist's turn.
        r: what of it reached.
        too_much: :func:`overload`.
        drift: standard normal draws, a belief an entry: unexplained change.
        p: parameters.
        ops: floats or arrays.
    """
    a = turn.acts
    off = s.arousal - p.window_centre
    window = ops.exp(off * off * (-0.5 / (p.window_width * p.window_width)))
    whole = 1.0 - s.rupture
    trust = s.alliance * whole * whole
    blocked = 1.0 - p.rupture_block * ops.flag(s.rupture > p.rupture_block_from)
    open_mind = (p.learning * p.learning_base + p.learning * p.learning_trust * trust) * window * blocked
    agreed = p.collusion * a[Act.COLLUDE] * (p.collusion_base + trust)
    gone_along = p.uptake_harm * a[Act.ACCOMMODATE]
    pushed = p.backfire * too_much * a[Act.CHALLENGE] * (s.reactance - p.backfire_pivot)
    eased = p.held * r.understood * s.alliance + p.natural_course
    told = p.saturation_told * (r.reframe + r.contest)
    reframed, contested = p.evidence_reframe * r.reframe, p.evidence_told * r.contest
    relieved = p.burden_eased * r.hold
    shared = p.burden_shared * (r.hold + r.advise * s.goal)
    evidence_by, moved_by, convictions, logits = [], [], [], []
    saturations, loads, burdens = [], [], []
    for k in range(s.n_beliefs):
        on, true, ill, m = r.aimed[k], s.accurate[k], s.ill[k], s.saturation[k]
        h, g, pain, unused = s.content[k], s.attitude[k], s.burden[k], (1.0 - m) * on
        asked_out = r.socratic * s.disclosure[k]
        evidence = (
            (asked_out + reframed * g + contested)
            * unused * ops.exp(-p.settling * s.load[k] - p.entrenchment * h)
        )  # fmt: skip
        learned = (1.0 - s.inflexibility[k]) * evidence * open_mind
        uptake = agreed + gone_along * (1.0 + p.amplification * h)
        moved = (
            (uptake * on - eased) * ill + pushed * on - learned * (ill - p.learning_true * true)
            + p.conviction_noise * drift[k]
        )  # fmt: skip
        logits.append(ops.clip(s.logit[k] + moved, -LOGIT_BOUND, LOGIT_BOUND))
        convictions.append(sigmoid(ops, logits[k]))
        saturations.append(ops.unit(m + p.saturation * (asked_out + told) * unused))
        loads.append(p.load_decay * s.load[k] + r.looked * on)
        met = (relieved + shared * true) * g
        burdens.append(ops.positive(pain - met * r.about[k] * pain))
        evidence_by.append(evidence * ill)
        moved_by.append(learned * ill)
    _ground(s, turn, r, too_much, p, ops)
    s.logit, s.conviction = logits, convictions
    s.saturation, s.load, s.burden = saturations, loads, burdens
    return Learned(window, reduce(add, evidence_by), over(moved_by, s.weight))


def _ground(s: State, turn: Turn, r: Reach, too_much: Any, p: Parameters, ops: Ops) -> None:
    """Move content ground, attitude ground, disclosure and preoccupation."""
    a = turn.acts
    taken_up = p.content_collude * a[Act.COLLUDE] + p.content_accommodate * a[Act.ACCOMMODATE]
    changed = taken_up + p.content_undone * (r.examined + r.contest)
    grasped = p.attitude_gain * (
        r.reflect + p.attitude_hold * r.hold + p.attitude_explore * r.explore + p.attitude_socratic * r.socratic
    )
    tried = grasped + p.attitude_gain * a[Act.REFLECT] * (1.0 - turn.fit)
    safe = (
        p.disclosure_gain
        * (
            r.explore + p.disclosure_reflect * r.reflect + p.disclosure_hold * r.hold
            + p.disclosure_socratic * r.socratic
        )
        * (p.disclosure_base + s.alliance)
    )  # fmt: skip
    hurt = (
        p.disclosure_overload * too_much + p.disclosure_stigma * a[Act.STIGMA]
        + p.disclosure_torn * ops.flag(s.rupture > 0.3)
    )  # fmt: skip
    freed = safe - hurt
    dwelt = p.dwelling * (a[Act.ACCOMMODATE] + a[Act.COLLUDE])
    let_go = p.letting_go * (r.hold + r.socratic)
    content, attitude, disclosure, preoccupation = [], [], [], []
    for k in range(s.n_beliefs):
        on, near = r.aimed[k], r.about[k]
        h, g, d, pre = s.content[k], s.attitude[k], s.disclosure[k], s.preoccupation[k]
        dwelt_on = dwelt * on
        # each of the form x + gain (1 - x) - loss x, written as x + gain - (gain + loss) x
        content.append(ops.unit(h + (taken_up - changed * h) * on))
        attitude.append(ops.unit(g + (grasped - tried * g) * near - p.attitude_fade))
        reached = p.disclosure_spread + (1.0 - p.disclosure_spread) * near
        disclosure.append(ops.unit(d + (freed - safe * d) * reached))
        preoccupation.append(ops.unit(pre + dwelt_on - (dwelt_on + let_go) * pre))
    s.content, s.attitude, s.disclosure, s.preoccupation = content, attitude, disclosure, preoccupation
