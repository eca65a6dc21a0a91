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
from therapy_env.core.chance import Chance, draw
from therapy_env.core.dynamics import Effects
from therapy_env.core.ops import Ops, over
from therapy_env.core.parameters import Parameters
from therapy_env.core.state import State
from therapy_env.core.turn import Turn
from therapy_env.cues import Cues


def opening(s: State, p: Parameters, ops: Ops) -> Cues:
    """Return the cues of the first words, before any therapist turn."""
    nothing = s.arousal * 0.0
    s.talk = nothing + 1.0
    return _show(s, [0.0] * s.n_beliefs, 0.0, nothing, nothing, 0.0, draw(s.key, s.turn, s.n_beliefs), p, ops)


def show(s: State, turn: Turn, effects: Effects, chance: Chance, p: Parameters, ops: Ops) -> Cues:
    """Return the cues of the patient's answer to ``turn``; updates talk, the belief voiced, and risk due."""
    a, q = turn.acts, turn.fit
    change, sustain = _talk(s, turn, effects, p, ops)
    asked = ops.unit(a[Act.EXPLORE] + a[Act.PROBE] + a[Act.SOCRATIC] + a[Act.RISK])
    frank = (
        (p.frank_base + (1.0 - p.frank_base) * s.alliance) * (1.0 - p.frank_torn * s.rupture)
        * (1.0 - p.frank_misfit + p.frank_misfit * q)
    )  # fmt: skip
    insight = ops.low(1.0, p.insight_gain * effects.evidence) * (1.0 - s.rupture)
    shown = insight + p.strain_noise * chance.insight * ops.flag(insight > 0.05)
    up = ops.exp(change)
    either = up + ops.exp(sustain)
    at = chance.talk * (1.0 + either)
    s.talk = ops.flag(at >= up) * (1.0 + ops.flag(at < either))
    answer = ops.unit(asked * (0.25 + frank))
    cues = _show(s, effects.aimed, effects.aims, answer, ops.unit(shown), effects.told, chance, p, ops)
    met = effects.risk_met
    s.risk_met = ops.high(p.risk_lasts * met, s.risk_met - 1.0)
    # a cue is due until it is met; a plainer cue than the one met is due again
    still = s.risk_due * (1.0 - met)
    fresh = cues.risk * ops.flag((cues.risk >= 2.0) | (s.risk_met <= 0.0))
    s.risk_due = ops.high(still, fresh)
    return cues


def _talk(s: State, turn: Turn, effects: Effects, p: Parameters, ops: Ops) -> tuple[Any, Any]:
    """Return the log-odds of change and of sustain talk against neutral."""
    a, q = turn.acts, turn.fit
    conviction = over(s.weight, s.conviction)
    change = p.change_socratic * a[Act.SOCRATIC] * effects.window
    change += p.change_reflect * a[Act.REFLECT]
    change *= q
    change += p.talk_change + p.change_doubt
    change -= p.change_doubt * conviction
    change += p.change_explore * a[Act.EXPLORE]
    change += p.change_probe * a[Act.PROBE]
    change += p.change_hope * s.hope
    change += p.change_alliance * s.alliance
    change += p.change_inertia * ops.flag(s.talk == 0.0)
    change += p.change_evidence * ops.low(1.0, effects.evidence)
    sustain = p.sustain_overload * ops.low(effects.overload, 1.5)
    sustain += p.talk_sustain + p.sustain_misfit
    sustain -= p.sustain_misfit * q
    sustain += p.sustain_challenge * a[Act.CHALLENGE]
    sustain += p.sustain_advise * a[Act.ADVISE] * (1.0 - s.goal)
    sustain += p.sustain_educate * a[Act.EDUCATE]
    sustain += p.sustain_conviction * conviction
    sustain += p.sustain_hope * s.hope
    sustain += p.sustain_alliance * s.alliance
    sustain += p.sustain_inertia * ops.flag(s.talk == 2.0)
    sustain += p.sustain_rupture * s.rupture
    return change, sustain


def _show(
    s: State, aimed: list[Any], aims: Any, answer: Any, insight: Any, told: Any, chance: Chance, p: Parameters, ops: Ops
) -> Cues:
    """Return the cues of an answer, with what of it is known already; updates the belief voiced."""
    room = [weight * filled for weight, filled in zip(s.weight, s.preoccupation, strict=True)]
    which, on = _foremost(s, room, aimed, chance, p, ops)
    speaks = p.voice_base + p.voice_preoccupation * reduce(add, room) + p.voice_asked * aims
    voiced = which - ops.flag(chance.voiced > speaks) * (which + 1.0)

    firmness = ops.unit(over(on, s.conviction) + p.show_noise * chance.firmness)
    openly = ops.unit(over(on, s.disclosure) + p.show_noise * chance.openness)
    arousal = ops.unit(s.arousal + p.show_noise * chance.arousal)
    tear = p.strain_noise * chance.strain
    adrift = p.adrift_shows * ops.positive(0.3 - s.engagement)
    strain = p.strain_shows + s.rupture
    withdrawal = ops.unit(ops.flag(s.rupture_type == 1.0) * strain + adrift + tear)
    confrontation = ops.unit(ops.flag(s.rupture_type == 2.0) * strain + tear)

    # risk shows in part before it is told, plainly only afterwards, and always in the turn that tells it
    likely = (p.risk_cue * s.risk + p.risk_cue_told * s.told) * (1.0 - p.risk_cue_met * ops.flag(s.risk_met > 0.0))
    shown = ops.high(told, ops.flag((s.risk >= 0.5) & (chance.risk < likely)))
    plain = s.told * ops.flag(s.risk >= 2.5)
    risk = shown * (1.0 + plain)

    s.voiced = voiced
    warmth = ops.unit(s.alliance * (1.0 - s.rupture) + p.show_noise * chance.warmth)
    return Cues(
        voiced, firmness, openly, arousal, withdrawal, confrontation, risk, s.talk, answer, insight, warmth,
        ops.flag(s.ended == 1.0),
    )  # fmt: skip


def _foremost(
    s: State, room: list[Any], aimed: list[Any], chance: Chance, p: Parameters, ops: Ops
) -> tuple[Any, list[Any]]:
    """Return which belief would be voiced, the one asked about or the one that fills the mind: index, and flags."""
    which = s.arousal * 0.0
    if s.n_beliefs == 1:
        return which, [1.0]
    pull = [s.exists[k] * (0.05 + room[k]) + p.voice_topic * aimed[k] for k in range(s.n_beliefs)]
    at = chance.which * reduce(add, pull)
    passed = 0.0
    for k in range(s.n_beliefs - 1):
        passed = passed + pull[k]
        which = which + ops.flag(at >= passed) * s.exists[k + 1]
    return which, [ops.flag(which == k) for k in range(s.n_beliefs)]
