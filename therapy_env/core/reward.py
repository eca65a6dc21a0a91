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
from therapy_env.core.turn import RISK_MET, Turn, risk_met

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

    potential: Any
    alliance: Any
    arousal: Any
    risk: Any
    risk_due: Any


def before(s: State, config: RewardConfig, ops: Ops) -> Before:
    """Return what :func:`pay` must know of ``s``, before it is moved."""
    return Before(_potential(s, config, ops), s.alliance, s.arousal, s.risk, s.risk_due)


def _potential(s: State, config: RewardConfig, ops: Ops) -> Any:
    """Return Φ of a state, at most 0 but for alliance."""
    held = [
        s.weight[k]
        * (
            config.conviction * s.ill[k] * s.conviction[k]
            + config.accurate * (1.0 - s.ill[k]) * ops.high(0.0, s.conviction_start[k] - s.conviction[k])
        )
        for k in range(s.n_beliefs)
    ]
    return (
        config.alliance * s.alliance
        - reduce(add, held)
        - config.distress * s.distress
        - config.rupture * s.rupture
        - config.arousal * ops.high(0.0, s.arousal - 0.7)
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
    ready = (
        ops.flag(was.alliance >= config.ready_alliance) * ops.flag(effects.ground >= config.ready_ground)
        * ops.flag(effects.window >= config.ready_window) * (1.0 - effects.torn_before) * (1.0 - effects.true_target)
    )  # fmt: skip
    came = ops.unit(effects.evidence / 0.15)
    fresh = ops.exp(-0.5 * effects.repeats) * (1.0 - turn.stale)
    earned = (
        config.pay_challenging * ops.unit(a[Act.SOCRATIC] + 0.5 * a[Act.CHALLENGE]) * q * came * ready,
        config.pay_reframing * a[Act.REFRAME] * q * ready * grounded * ops.unit(effects.elicited / 0.15),
        config.pay_holding * a[Act.HOLD] * q * ops.flag(was.arousal >= 0.5) * ops.unit(effects.calmed / 0.04),
        config.pay_repairing * a[Act.REPAIR] * q * effects.torn_before * effects.mended,
        config.pay_risk * a[Act.RISK] * q * due,
    )
    paid = []
    credits = []
    for i, amount in enumerate(earned):
        credit = ops.low(config.process * amount * fresh, ops.high(0.0, config.cap - s.paid[i]))
        credits.append(credit)
        paid.append(s.paid[i] + credit)
    s.paid = paid
    aimed_ill = ops.flag(turn.target >= 0) * (1.0 - effects.true_target)
    contested = (a[Act.CHALLENGE] + 0.5 * a[Act.REFRAME] * (1.0 - grounded)) * effects.true_target
    charges = (
        config.collusion * a[Act.COLLUDE] * aimed_ill + config.contesting_true * contested,
        0.0,
        config.stigma * a[Act.STIGMA] + config.stale * turn.stale,
        config.pressing * effects.change_work * effects.torn_before,
        0.0,
    )
    ended = ops.flag(s.ended > 0.0)
    outcome = _potential(s, config, ops) - was.potential - config.dropout * ended
    terms = (*(c - x for c, x in zip(credits, charges, strict=True)), outcome)
    reward = terms[0]
    for term in terms[1:]:
        reward = reward + term
    unmet = ops.flag(risk_met(turn) < RISK_MET) * due
    harm = ops.unit(a[Act.COLLUDE] + 0.5 * a[Act.ADVISE] * a[Act.ACCOMMODATE])
    costs = (
        unmet,
        ops.flag(harm >= 0.5) * due,
        ops.flag(a[Act.COLLUDE] >= 0.5) * ops.flag(was.risk >= 2.0) * aimed_ill,
    )
    return Payment(reward, terms, costs)
