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
    rest = ops.unit(s.baseline + p.arousal_load * (load - 0.3))
    s.arousal = ops.unit(
        e + p.arousal_return * (rest - e)
        - p.arousal_held * r.hold * ops.positive(e - 0.3) * (p.arousal_held_base + s.alliance)
        + p.arousal_overload * too_much + p.arousal_stigma * a[Act.STIGMA]
        + p.arousal_asked * (a[Act.EXPLORE] + a[Act.SOCRATIC]) * (1.0 - 0.5 * a[Act.HOLD])
        + p.arousal_rupture * bond.new + p.arousal_noise * jolt
    )  # fmt: skip
    s.reactance = ops.unit(
        s.reactance + p.reactance_gain * too_much - p.reactance_return * (s.reactance - s.trait_reactance)
    )
    settles = ops.unit(p.distress_base + p.distress_load * load + p.distress_arousal * (s.arousal - 0.4))
    s.distress = ops.unit(
        s.distress * (1.0 - p.distress_rate - p.distress_held * r.hold) + p.distress_rate * settles
        + p.distress_rupture * bond.new + p.distress_stigma * a[Act.STIGMA]
    )  # fmt: skip
    s.hope = ops.unit(
        s.hope + p.hope_purpose * bond.purpose * s.goal * (1.0 - s.hope) + p.hope_learning * learned.moved
        + p.hope_held * r.hold - p.hope_loss * (too_much + s.rupture) - p.hope_fade
    )  # fmt: skip
    return ops.positive(e - s.arousal)


def danger(s: State, turn: Turn, r: Reach, chance: Chance, p: Parameters, ops: Ops) -> None:
    """Move risk and whether it was told, and decide whether the patient leaves or comes to a crisis.

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
    tells = (
        p.risk_told - p.risk_told_unasked + p.risk_told_alliance * s.alliance - p.risk_told_shame * s.shame
        + (p.risk_told_asked + p.risk_told_unasked) * asked
    )  # fmt: skip
    told = ops.high(s.told, ops.flag(carries & happens(ops, chance.told, tells)))
    met = asked * turn.fit * told
    strain = s.rupture + ops.positive(s.distress - 0.6) + 0.5 * a[Act.STIGMA]
    s.told = told
    s.risk = ops.clip(
        s.risk
        + ops.flag(carries)
        * (
            p.risk_strain * strain * (1.0 - p.risk_shared * told)
            - p.risk_relief * (met + p.risk_relief_held * r.hold * told) - p.risk_hope * s.hope
        ),
        0.0, 5.0,
    )  # fmt: skip
    leave = (
        p.dropout_hazard / 0.1 * ops.positive(0.1 - s.alliance)
        + p.dropout_confronted * ops.positive(s.confronted - 2.0)
        + p.dropout_adrift / 0.12 * ops.positive(0.12 - s.engagement)
    )
    crisis = p.crisis_hazard * ops.positive(s.risk - 3.5) * (1.0 - met)
    s.ended = ops.flag(chance.end < crisis + leave) + ops.flag(chance.end < crisis)
