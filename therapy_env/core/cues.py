"""What the patient lets show: cues sampled from the state, with noise.

Shown is not held: firmness is conviction as voiced, arousal as it can be seen. The talk state [A] is a three-way
choice between change, neutral and sustain talk, moved by what the therapist just did and by what was said before
(AnnoMI transition rates give its inertia, open questions and clumsy input their signs).
"""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any

from therapy_env.acts import Act
from therapy_env.core.dynamics import Effects, Turn
from therapy_env.core.noise import normals, uniforms
from therapy_env.core.ops import Ops, over, sigmoid
from therapy_env.core.state import State
from therapy_env.cues import Cues

# first noise slots of a turn, after those of the dynamics: uniform draws, then normal ones
_SLOT_UNIFORM, _SLOT_NORMAL = 16, 24

RISK_LASTS = 6.0
"""Turns for which an answered risk cue stays answered."""


def opening(s: State, ops: Ops) -> Cues:
    """Return the cues of the first words, before any therapist turn."""
    zero = s.arousal * 0.0
    convictions = [sigmoid(ops, logit) for logit in s.logit]
    cues = _show(s, zero, zero, zero, zero - 1.0, zero, convictions, ops)
    s.talk = zero + 1.0
    return cues._replace(talk=s.talk)


def show(s: State, turn: Turn, effects: Effects, ops: Ops) -> Cues:
    """Return the cues of the patient's answer to ``turn``; updates talk, the belief voiced, and risk due."""
    a = turn.acts
    q = turn.fit
    conviction = over(s.weight, effects.convictions)
    change = (
        -2.1 + 1.3 * a[Act.EXPLORE] + 1.2 * a[Act.SOCRATIC] * q * effects.window - 0.4 * a[Act.PROBE]
        + 0.6 * a[Act.REFLECT] * q + 1.2 * (1.0 - conviction) + 1.0 * s.hope + 0.8 * s.alliance
        + 1.3 * ops.flag(s.talk == 0.0) + 1.5 * ops.unit(effects.evidence)
    )  # fmt: skip
    sustain = (
        -2.4 + 1.4 * ops.low(effects.overload, 1.5) + 0.9 * a[Act.CHALLENGE] + 0.5 * a[Act.ADVISE] * (1.0 - s.goal)
        + 0.5 * a[Act.EDUCATE] + 1.0 * (1.0 - q) + 0.9 * conviction - 0.8 * s.hope - 0.5 * s.alliance
        + 1.4 * ops.flag(s.talk == 2.0) + 1.2 * s.rupture
    )  # fmt: skip
    frank = (0.25 + 0.75 * s.alliance) * (1.0 - 0.8 * s.rupture) * (0.55 + 0.45 * q)
    answer = effects.asked * (0.25 + frank)
    insight = ops.unit(3.2 * effects.evidence) * (1.0 - s.rupture)
    cues = _show(s, change, sustain, answer, turn.target, insight, effects.convictions, ops)
    met = ops.flag(a[Act.RISK] * (0.5 + 0.5 * q) >= 0.35)
    s.risk_met = ops.high(RISK_LASTS * met, s.risk_met - 1.0)
    # a cue is due until it is met; a plainer cue than the one met is due again
    still = s.risk_due * (1.0 - met)
    plain = ops.flag(cues.risk >= 2.0)
    fresh = cues.risk * ops.high(plain, ops.flag(s.risk_met <= 0.0))
    s.risk_due = ops.high(still, fresh)
    return cues


def _show(
    s: State, change: Any, sustain: Any, answer: Any, target: Any, insight: Any, convictions: list[Any], ops: Ops
) -> Cues:
    u_voiced, u_which, u_risk, u_talk = uniforms(s.key, s.turn, _SLOT_UNIFORM, 4)
    z_firm, z_open, z_arousal, z_tear, z_insight, z_warmth = normals(s.key, s.turn, _SLOT_NORMAL, 6)
    # which belief is voiced: the one asked about, or the one that fills the mind
    room = [s.weight[k] * s.preoccupation[k] for k in range(s.n_beliefs)]
    quiet = ops.flag(u_voiced > 0.40 + 0.5 * reduce(add, room) + 0.25 * ops.flag(target >= 0))
    pull = [s.exists[k] * (0.05 + room[k] + 1.5 * ops.flag(target == k)) for k in range(s.n_beliefs)]
    at = u_which * reduce(add, pull)
    which, passed = at * 0.0, 0.0
    for k in range(s.n_beliefs - 1):
        passed = passed + pull[k]
        which = which + ops.flag(at >= passed) * s.exists[k + 1]
    voiced = ops.where(quiet > 0.0, -1.0, which)

    on = [ops.flag(which == k) for k in range(s.n_beliefs)]
    firmness = ops.unit(over(on, convictions) + 0.06 * z_firm)
    openly = ops.unit(over(on, s.disclosure) + 0.08 * z_open)
    arousal = ops.unit(s.arousal + 0.05 * z_arousal)
    tear = 0.08 * z_tear
    adrift = 0.5 * ops.unit(0.3 - s.engagement)
    withdrawal = ops.unit(ops.flag(s.rupture_type == 1.0) * (0.25 + s.rupture) + adrift + tear)
    confrontation = ops.unit(ops.flag(s.rupture_type == 2.0) * (0.25 + s.rupture) + tear)

    # risk shows in part before it is told, plainly only afterwards
    chance = ops.flag(s.risk >= 0.5) * (0.05 * s.risk + 0.10 * s.told) * (1.0 - 0.5 * ops.flag(s.risk_met > 0.0))
    shown = ops.flag(u_risk < chance)
    plain = s.told * ops.flag(s.risk >= 2.5)
    risk = shown * (1.0 + plain)

    up, down = ops.exp(ops.clip(change, -20.0, 20.0)), ops.exp(ops.clip(sustain, -20.0, 20.0))
    whole = 1.0 + up + down
    at = u_talk * whole
    talk = ops.where(at < up, 0.0, 1.0 + ops.flag(at < up + down))
    s.talk = talk
    s.voiced = voiced
    insight = ops.unit(insight + 0.08 * z_insight * ops.flag(insight > 0.05))
    warmth = ops.unit(s.alliance * (1.0 - s.rupture) + 0.06 * z_warmth)
    return Cues(
        voiced, firmness, openly, arousal, withdrawal, confrontation, risk, talk, ops.unit(answer), insight, warmth
    )
