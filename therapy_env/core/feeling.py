"""What a turn does to how the patient is: arousal, reactance, distress, hope, danger, and whether they stay.

Hope and shame are left open in science, section 4, and are defined here [A]: hope grows with purposeful work on shared
goals and with what is learned; shame is a trait that holds back telling of danger.
"""

from __future__ import annotations

from typing import Any

from therapy_env.acts import Act
from therapy_env.core.bond import Bond
from therapy_env.core.chance import Chance
from therapy_env.core.learning import Learned
from therapy_env.core.ops import Ops, happens, over
from therapy_env.core.parameters import Parameters
from therapy_env.core.state import State
from therapy_env.core.turn import Reach, Turn


def feel(
    s: State, turn: Turn, r: Reach, too_much: Any, learned: Learned, bond: Bond, jolt: Any, p: Parameters, ops: Ops
) -> Any:
    """Move arousal, reactance, distress and hope by one turn; return the fall of arousal.

    Args:
        s: state, beliefs and bond already moved; its entries are replaced.
        turn: the therapist's turn.
        r: what of it reached.
        too_much: pressure beyond tolerance.
        learned: what happened to beliefs.
        bond: what happened between the two.
        jolt: standard normal draw: unexplained change of arousal.
        p: parameters.
        ops: floats or arrays.
    """
    a, e = turn.acts, s.arousal
    felt = [s.weight[k] * s.conviction[k] * s.burden[k] for k in range(s.n_beliefs)]
    load = over(felt, [p.load_base + (1.0 - p.load_base) * pre for pre in s.preoccupation])
    rest = p.arousal_load * load
    rest += s.baseline
    rest -= 0.3 * p.arousal_load
    arousal = p.arousal_return * ops.unit(rest)
    arousal += (1.0 - p.arousal_return) * e
    arousal -= p.arousal_held * r.hold * ops.positive(e - 0.3) * (p.arousal_held_base + s.alliance)
    arousal += p.arousal_overload * too_much
    arousal += p.arousal_stigma * a[Act.STIGMA]
    arousal += p.arousal_asked * (a[Act.EXPLORE] + a[Act.SOCRATIC]) * (1.0 - 0.5 * a[Act.HOLD])
    arousal += p.arousal_rupture * bond.new
    arousal += p.arousal_noise * jolt
    s.arousal = ops.unit(arousal)
    reactance = p.reactance_gain * too_much
    reactance += (1.0 - p.reactance_return) * s.reactance
    reactance += p.reactance_return * s.trait_reactance
    s.reactance = ops.unit(reactance)
    settles = p.distress_load * load
    settles += p.distress_arousal * s.arousal
    settles += p.distress_base - 0.4 * p.distress_arousal
    distress = p.distress_rate * ops.unit(settles)
    distress += s.distress * (1.0 - p.distress_rate - p.distress_held * r.hold)
    distress += p.distress_rupture * bond.new
    distress += p.distress_stigma * a[Act.STIGMA]
    s.distress = ops.unit(distress)
    hope = p.hope_purpose * bond.purpose * s.goal * (1.0 - s.hope)
    hope += s.hope
    hope += p.hope_learning * learned.moved
    hope += p.hope_held * r.hold
    hope -= p.hope_loss * (too_much + s.rupture)
    hope -= p.hope_fade
    s.hope = ops.unit(hope)
    return ops.positive(e - s.arousal)


def danger(s: State, turn: Turn, r: Reach, chance: Chance, p: Parameters, ops: Ops) -> Any:
    """Move risk and whether it was told, and decide whether the patient leaves or comes to a crisis.

    Returns 1.0 where danger is told for the first time, else 0.0.

    Danger is told only to whom one trusts and mostly when asked; it eases once told and met, and grows alone.

    Args:
        s: state, all else already moved; its entries are replaced.
        turn: the therapist's turn.
        r: what of it reached.
        chance: the draws of the turn.
        p: parameters.
        ops: floats or arrays.
    """
    a = turn.acts
    asked = a[Act.RISK]
    carries = s.risk >= 0.5
    tells = p.risk_told_alliance * s.alliance
    tells += p.risk_told - p.risk_told_unasked
    tells -= p.risk_told_shame * s.shame
    tells += (p.risk_told_asked + p.risk_told_unasked) * asked
    told = ops.high(s.told, ops.flag(carries & happens(ops, chance.told, tells)))
    met = asked * turn.fit * told
    strain = 0.5 * a[Act.STIGMA]
    strain += s.rupture
    strain += ops.positive(s.distress - 0.6)
    tells_now = told - s.told
    s.told = told
    risk = p.risk_strain * strain * (1.0 - p.risk_shared * told)
    risk -= p.risk_relief * met
    risk -= p.risk_relief * p.risk_relief_held * r.hold * told
    risk -= p.risk_hope * s.hope
    risk *= ops.flag(carries)
    risk += s.risk
    s.risk = ops.clip(risk, 0.0, 5.0)
    leave = p.dropout_hazard / 0.1 * ops.positive(0.1 - s.alliance)
    leave += p.dropout_confronted * ops.positive(s.confronted - 2.0)
    leave += p.dropout_adrift / 0.12 * ops.positive(0.12 - s.engagement)
    crisis = p.crisis_hazard * ops.positive(s.risk - 3.5) * (1.0 - met)
    leave += crisis
    s.ended = ops.flag(chance.end < leave) + ops.flag(chance.end < crisis)
    return tells_now
