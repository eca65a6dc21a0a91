"""What the patient lets show: cues sampled from the state, with noise.

Shown is not held: firmness is conviction as voiced, arousal as it can be seen. The talk state [A] is a three-way
choice between change, neutral and sustain talk, moved by what the therapist just did and by what was said before
(AnnoMI transition rates give its inertia, open questions and clumsy input their signs).
"""

from __future__ import annotations

from typing import Any

from therapy_env.acts import Act
from therapy_env.core.dynamics import Effects, Turn
from therapy_env.core.noise import normals, uniforms
from therapy_env.core.ops import Ops, sigmoid
from therapy_env.core.state import State
from therapy_env.cues import Cues

# first noise slots of a turn, after those of the dynamics: uniform draws, then normal ones
_SLOT_UNIFORM, _SLOT_NORMAL = 16, 24

RISK_LASTS = 6.0
"""Turns for which an answered risk cue stays answered."""


def opening(s: State, ops: Ops) -> Cues:
    """Return the cues of the first words, before any therapist turn."""
    zero = s.arousal * 0.0
    return _show(s, zero, zero, zero, zero + 1.0, zero - 1.0, zero, ops)


def show(s: State, turn: Turn, effects: Effects, ops: Ops) -> Cues:
    """Return the cues of the patient's answer to ``turn``; updates talk, the belief voiced, and risk due."""
    a = turn.acts
    q = turn.fit
    conviction = 0.0
    for k in range(s.n_beliefs):
        conviction = conviction + s.weight[k] * sigmoid(ops, s.logit[k])
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
    cues = _show(s, change, sustain, answer, effects.asked * 0.0, turn.target, insight, ops)
    asked_risk = a[Act.RISK] * q
    met = ops.flag(asked_risk >= 0.3)
    lasting = ops.high(s.risk_met - 1.0, 0.0)
    s.risk_met = ops.where(met > 0.0, RISK_LASTS, lasting)
    # a cue is due until it is met; a plainer cue than the one met is due again
    still = s.risk_due * (1.0 - met)
    fresh = ops.where((s.risk_met > 0.0) & (cues.risk < 2), 0.0, cues.risk * 1.0)
    s.risk_due = ops.high(still, fresh)
    return cues


def _show(s: State, change: Any, sustain: Any, answer: Any, first: Any, target: Any, insight: Any, ops: Ops) -> Cues:
    u_voiced, u_which, u_risk, u_talk = uniforms(s.key, s.turn, _SLOT_UNIFORM, 4)
    z_firm, z_open, z_arousal, z_tear, z_insight, z_warmth = normals(s.key, s.turn, _SLOT_NORMAL, 6)
    # which belief is voiced: the one asked about, or the one that fills the mind
    pressure = 0.0
    for k in range(s.n_beliefs):
        pressure = pressure + s.weight[k] * s.preoccupation[k]
    quiet = ops.flag(u_voiced > 0.40 + 0.5 * pressure + 0.25 * ops.flag(target >= 0))
    total = 0.0
    pull = []
    for k in range(s.n_beliefs):
        x = s.exists[k] * (0.05 + s.preoccupation[k] * s.weight[k] + 1.5 * ops.flag(target == k))
        pull.append(x)
        total = total + x
    at = u_which * total
    which = at * 0.0
    passed = 0.0
    for k in range(s.n_beliefs - 1):
        passed = passed + pull[k]
        which = which + ops.flag(at >= passed) * s.exists[k + 1]
    voiced = ops.where(quiet > 0.0, -1.0, which)

    conviction, disclosure = 0.0, 0.0
    for k in range(s.n_beliefs):
        on = ops.flag(which == k)
        conviction = conviction + on * sigmoid(ops, s.logit[k])
        disclosure = disclosure + on * s.disclosure[k]
    firmness = ops.unit(conviction + 0.06 * z_firm)
    openly = ops.unit(disclosure + 0.08 * z_open)
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
    talk = ops.where(u_talk < up / whole, 0.0, ops.where(u_talk < (up + down) / whole, 2.0, 1.0))
    talk = ops.where(first > 0.0, 1.0, talk)
    s.talk = talk
    s.voiced = voiced
    insight = ops.unit(insight + 0.08 * z_insight * ops.flag(insight > 0.05))
    warmth = ops.unit(s.alliance * (1.0 - s.rupture) + 0.06 * z_warmth)
    return Cues(
        voiced, firmness, openly, arousal, withdrawal, confrontation, risk, talk, ops.unit(answer), insight, warmth
    )
