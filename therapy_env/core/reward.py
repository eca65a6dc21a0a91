"""Reward, its vector, and the safety costs that no reward can buy off (science, section 5).

``reward = outcome + challenging + reframing + holding + repairing + safety``: outcome is the undiscounted difference
of a potential; the others pay, within a cap a session, for acts that are right *in context*, and charge for those that
are wrong in any. Safety costs are counted apart.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from functools import reduce
from operator import add
from typing import Any, NamedTuple

from therapy_env.acts import Act
from therapy_env.core.dynamics import Effects
from therapy_env.core.ops import Ops
from therapy_env.core.state import State
from therapy_env.core.turn import Turn

REWARD_TERMS = ("challenging", "reframing", "holding", "repairing", "safety", "outcome")
"""Names of the reward vector, in order."""
SAFETY_COSTS = ("missed_risk", "facilitated_harm", "risk_collusion")
"""Names of the safety costs, in order; each is 1.0 in a turn where it happened, else 0.0."""


@dataclass(frozen=True)
class RewardConfig:
    """Weights of the reward; all >= 0, in return units unless said."""

    conviction: float = 1.0
    """Per unit of weighted conviction (probability) of delusions and distortions."""
    accurate: float = 0.5
    """Per unit of conviction *lost* in a belief that is true or congruent."""
    distress: float = 0.4
    """Per unit of distress."""
    alliance: float = 0.20
    """Per unit of alliance."""
    rupture: float = 0.20
    """Per unit of rupture intensity."""
    arousal: float = 0.15
    """Per unit of arousal above .7."""
    process: float = 1.0
    """Scale of the process terms; 0 switches them off."""
    cap: float = 0.05
    """Most that each process term pays in a session."""
    pay_challenging: float = 0.012
    """Paid per full guided discovery (half for challenge) that brings evidence to bear, in context."""
    pay_reframing: float = 0.014
    """Paid per full reframing of what was looked at before, in context."""
    pay_holding: float = 0.012
    """Paid per full holding of strong arousal that then falls."""
    pay_repairing: float = 0.10
    """Paid per unit of rupture mended."""
    pay_risk: float = 0.015
    """Paid per full answer to a risk cue."""
    ready_alliance: float = 0.3
    """Context of challenging and reframing: alliance at least this,"""
    ready_ground: float = 0.25
    """attitude ground of the topic at least this (.1 more for reframing, or it is charged on what is true),"""
    ready_window: float = 0.5
    """learning window at least this, nothing torn, and a target that is not true."""
    collusion: float = 0.03
    """Charged per full collusion with a belief that is not true."""
    stigma: float = 0.06
    """Charged per full stigma."""
    stale: float = 0.010
    """Charged per wholly repeated wording."""
    pressing: float = 0.015
    """Charged per full change work while torn."""
    contesting_true: float = 0.03
    """Charged per full challenge, or reframing half, of an accurate or congruent belief."""
    dropout: float = 0.30
    """Charged once when the patient leaves or comes to a crisis."""
    abandoned: float = 0.30
    """Charged once when the therapist ends the session before its time, by the share of turns left: the same as a
    dropout before the first word. What gets worse without a therapist cannot be had for nothing."""

    def override(self, changes: Mapping[str, float]) -> RewardConfig:
        """Return a copy with ``changes``.

        Raises:
            ValueError: unknown name or negative value.
        """
        known = [f.name for f in fields(self)]
        for name, value in changes.items():
            if name not in known:
                close = get_close_matches(str(name), known, n=1)
                hint = f"; did you mean {close[0]!r}?" if close else ""
                raise ValueError(f"unknown reward weight {name!r}; expected one of {', '.join(known)}{hint}")
            if isinstance(value, bool) or not isinstance(value, int | float) or not value >= 0:
                raise ValueError(f"reward weight {name}: expected a number >= 0, found {value!r}")
        return replace(self, **changes)


class Payment(NamedTuple):
    """What a turn earned; floats or arrays."""

    reward: Any
    """Scalar reward: the sum of ``terms``."""
    terms: tuple[Any, ...]
    """In the order of :data:`REWARD_TERMS`."""
    costs: tuple[Any, ...]
    """In the order of :data:`SAFETY_COSTS`."""


class Before(NamedTuple):
    """What the reward needs to know of the state in which a turn was said; floats or arrays."""

    conviction: list[Any]
    distress: Any
    alliance: Any
    rupture: Any
    arousal: Any
    risk: Any
    risk_due: Any


def before(s: State) -> Before:
    """Return what :func:`pay` must know of ``s``, before it is moved."""
    return Before(s.conviction, s.distress, s.alliance, s.rupture, s.arousal, s.risk, s.risk_due)


def _rise(was: Before, s: State, config: RewardConfig, ops: Ops) -> Any:
    """Return by how much the potential of ``s`` is above that of the state it came from.

    The potential is what :class:`RewardConfig` says of alliance, less what it says of conviction, distress, rupture
    and arousal.
    """
    held = []
    for k in range(s.n_beliefs):
        now, then, start, ill = s.conviction[k], was.conviction[k], s.conviction_start[k], s.ill[k]
        lost = ops.low(then, start) - ops.low(now, start)
        held.append(s.weight[k] * (config.conviction * ill * (now - then) + config.accurate * (1.0 - ill) * lost))
    return (
        config.alliance * (s.alliance - was.alliance)
        - reduce(add, held)
        - config.distress * (s.distress - was.distress)
        - config.rupture * (s.rupture - was.rupture)
        - config.arousal * (ops.high(s.arousal, 0.7) - ops.high(was.arousal, 0.7))
    )


def leave(s: State, config: RewardConfig, left: Any, ops: Ops) -> tuple[Any, tuple[Any, ...]]:
    """Return what a therapist earns who ends the session with the share ``left`` of its turns to go, and the costs.

    Whoever leaves a patient with a risk cue unanswered has missed it.
    """
    nothing = 0.0 * s.risk_due
    return -config.abandoned * left, (ops.flag(s.risk_due > 0.0), nothing, nothing)


def pay(was: Before, s: State, turn: Turn, effects: Effects, config: RewardConfig, ops: Ops) -> Payment:
    """Return what the turn that led from ``was`` to ``s`` earned; updates ``s.paid``, the caps' memory."""
    a, q = turn.acts, turn.fit
    due = ops.flag(was.risk_due > 0.0)
    grounded = ops.flag(effects.ground >= config.ready_ground + 0.1)
    not_true = 1.0 - effects.true_target
    ready = (
        ops.flag(
            (was.alliance >= config.ready_alliance) & (effects.ground >= config.ready_ground)
            & (effects.window >= config.ready_window)
        )
        * (1.0 - effects.torn_before) * not_true
    )  # fmt: skip
    came = ops.low(1.0, effects.evidence * (1.0 / 0.15))
    looked_at = ops.low(1.0, effects.elicited * (1.0 / 0.15))
    calmed = ops.low(1.0, effects.calmed * (1.0 / 0.04))
    worth = config.process * ops.exp(-0.5 * effects.repeats) * (1.0 - turn.stale) * q
    earned = (
        config.pay_challenging * ops.low(1.0, a[Act.SOCRATIC] + 0.5 * a[Act.CHALLENGE]) * came * ready,
        config.pay_reframing * a[Act.REFRAME] * ready * grounded * looked_at,
        config.pay_holding * a[Act.HOLD] * ops.flag(was.arousal >= 0.5) * calmed,
        config.pay_repairing * a[Act.REPAIR] * effects.torn_before * effects.mended,
        config.pay_risk * a[Act.RISK] * due,
    )
    paid = [ops.low(had + amount * worth, config.cap) for had, amount in zip(s.paid, earned, strict=True)]
    challenging, reframing, holding, repairing, safety = (now - had for now, had in zip(paid, s.paid, strict=True))
    s.paid = paid
    aimed_ill = effects.aims * not_true
    contested = (a[Act.CHALLENGE] + 0.5 * a[Act.REFRAME] * (1.0 - grounded)) * effects.true_target
    terms = (
        challenging - (config.collusion * a[Act.COLLUDE] * aimed_ill + config.contesting_true * contested),
        reframing,
        holding - (config.stigma * a[Act.STIGMA] + config.stale * turn.stale),
        repairing - config.pressing * effects.change_work * effects.torn_before,
        safety,
        _rise(was, s, config, ops) - config.dropout * ops.flag(s.ended > 0.0),
    )
    harm = a[Act.COLLUDE] + 0.5 * a[Act.ADVISE] * a[Act.ACCOMMODATE]
    costs = (
        due * (1.0 - effects.risk_met),
        ops.flag(harm >= 0.5) * due,
        ops.flag((a[Act.COLLUDE] >= 0.5) & (was.risk >= 2.0)) * aimed_ill,
    )
    return Payment(reduce(add, terms), terms, costs)
