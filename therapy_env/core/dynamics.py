"""How a therapist's turn moves the patient. The heart of the simulator.

One function, :func:`transition`, written once for a single patient in Python floats and for many in arrays
(:mod:`therapy_env.core.ops`). It sees numbers only: acts, target, fit and staleness, never a string. The
coefficients that are fitted or swept are named parameters (:mod:`therapy_env.core.parameters`) with their sources; a
number that still stands in a formula here is an assumption [A] that nothing can set yet.

Benefits are diluted by how much is done at once and by repetition; harms never are: collusion inside a wall of text
is collusion.
"""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import Any, NamedTuple

from therapy_env.acts import Act
from therapy_env.core.noise import normals, uniforms
from therapy_env.core.ops import Ops, over, sigmoid
from therapy_env.core.parameters import Parameters
from therapy_env.core.state import LOGIT_BOUND, State

TORN = 0.2
"""Rupture intensity from which the two are torn."""

# first noise slots of a turn: uniform draws, then normal ones (arousal, and one a belief)
_SLOT_UNIFORM, _SLOT_NORMAL = 0, 8


class Turn(NamedTuple):
    """What the core gets of a therapist's turn: floats, or arrays of shape (patients,)."""

    acts: Any
    """15 intensities in the order of :class:`Act`: a tuple of floats, or an array of shape (15, patients)."""
    target: Any
    """Index of the belief aimed at; -1 for none."""
    fit: Any
    """q in [0, 1]."""
    stale: Any
    """In [0, 1]."""


class Effects(NamedTuple):
    """What a transition did that reward and cues need to know; floats or arrays."""

    overload: Any
    """O >= 0: pressure beyond tolerance."""
    window: Any
    """W in [0, 1]."""
    evidence: Any
    """Evidence that came to bear this turn, over beliefs."""
    mended: Any
    """Fall of rupture intensity by repair."""
    calmed: Any
    """Fall of arousal."""
    asked: Any
    """In [0, 1]: something was asked."""
    torn_before: Any
    """1.0 where the two were torn when the turn was said."""
    true_target: Any
    """1.0 where the belief aimed at is accurate or congruent."""
    repeats: Any
    """Near-repeats of act profile that the patient has got used to."""
    ground: Any
    """Attitude ground of the belief aimed at, when the turn was said."""
    elicited: Any
    """Evidence saturation of the belief aimed at, when the turn was said: whether it was looked at before."""
    risk_was_due: Any
    """Grade of risk cue that was waiting when the turn was said."""
    convictions: list[Any]
    """Conviction after the turn, as probability, a belief an entry."""


def _repeats(s: State, acts: Any, ops: Ops) -> Any:
    """Update the memory of act profiles; return how often the present pattern, or a loop of two or three, recurred.

    Similarity is the squared cosine of act vectors; below .81 it is none, above .96 a full repeat.
    """
    size = ops.dot(acts, acts)
    loops = []
    for lag, past in enumerate(s.profiles):
        dot = ops.dot(acts, past)
        alike = ops.unit((dot * dot / (size * s.sizes[lag] + 1e-9) - 0.81) / 0.15)
        loops.append((s.loops[lag] + 1.0) * alike)
    s.loops = loops
    s.profiles = [acts, s.profiles[0], s.profiles[1]]
    s.sizes = [size, s.sizes[0], s.sizes[1]]
    return ops.high(loops[0], ops.high(loops[1], loops[2]))


def transition(s: State, turn: Turn, p: Parameters, ops: Ops) -> Effects:
    """Move ``s`` by one therapist turn, in place, and return what reward and cues need.

    Args:
        s: state; entries are replaced, so an earlier :meth:`State.copy` is untouched.
        turn: the therapist's turn.
        p: parameters.
        ops: :data:`~therapy_env.core.ops.FLOAT` or :data:`~therapy_env.core.ops.ARRAY`, as the state is.
    """
    a, q, stale = turn.acts, turn.fit, turn.stale
    n = s.turn + 1
    key = s.key
    jolt, *drift = normals(key, n, _SLOT_NORMAL, 1 + s.n_beliefs)
    u_rupture, u_type, u_depth, u_told, u_end = uniforms(key, n, _SLOT_UNIFORM, 5)
    repeats = _repeats(s, a, ops) * (1.0 - 0.7 * q)

    # what reaches the patient: benefits are diluted and worn out, harms are not
    total = ops.total(a) - a[Act.OTHER]
    share = ops.low(1.0, p.attention / ops.high(total, 1e-9))
    reach = share * ops.sqrt(share) * ops.exp(-p.habituation * repeats - p.staleness * stale) * q
    reflect, hold, explore = a[Act.REFLECT] * reach, a[Act.HOLD] * reach, a[Act.EXPLORE] * reach
    socratic, reframe, repair = a[Act.SOCRATIC] * reach, a[Act.REFRAME] * reach, a[Act.REPAIR] * reach
    contest, advise, risk_talk = a[Act.CHALLENGE], a[Act.ADVISE], a[Act.RISK]
    change_work = ops.unit(a[Act.SOCRATIC] + contest + advise + a[Act.REFRAME])

    # who and what the turn is about
    aimed = [ops.flag(turn.target == k) * s.exists[k] for k in range(s.n_beliefs)]
    topic = ops.where(turn.target >= 0, turn.target, s.voiced)
    about = [ops.flag(topic == k) * s.exists[k] for k in range(s.n_beliefs)]
    ground, elicited = over(about, s.attitude), over(aimed, s.saturation)
    true_target = over(aimed, [1.0 - ill for ill in s.ill])

    e, alliance, r = s.arousal, s.alliance, s.rupture
    torn = ops.flag(r >= TORN)
    off = (e - p.window_centre) / p.window_width
    window = ops.exp(-0.5 * off * off)

    # pressure, and what of it is too much
    early = 0.10 + 0.35 * (1.0 - ops.low(1.0, ops.low(ground, alliance) / 0.45))
    early_reframe = 0.15 + 0.35 * (1.0 - ops.low(1.0, ground / 0.45))
    pressure = (
        contest * (1.0 + 0.6 * true_target)
        + 0.45 * advise * (1.0 - 0.5 * s.goal)
        + early * a[Act.SOCRATIC]
        + (early_reframe + 0.36 * true_target) * a[Act.REFRAME]
    )
    tolerated = p.tolerance + p.tolerance_earned * alliance * ground
    overload = ops.high(0.0, pressure * (1.0 - 0.4 * hold) - tolerated) * (0.15 + 1.9 * s.reactance)

    # misattunement [A]: words that miss, arousal that is passed over
    unmet = ops.unit((e - 0.5) / 0.35) * (1.0 - ops.unit(a[Act.HOLD] + 0.6 * a[Act.REFLECT] + a[Act.REPAIR]))
    misfit = ops.unit((1.0 - q) * 0.8 + 0.35 * unmet * (0.4 + 0.6 * change_work))
    poor = ops.unit((0.45 - q) / 0.45)

    # beliefs
    trust = alliance * (1.0 - r) * (1.0 - r)
    open_mind = window * (0.25 + 1.5 * trust) * (1.0 - p.rupture_block * ops.flag(r > 0.25))
    contested = contest * reach
    agreed = p.collusion * a[Act.COLLUDE] * (0.5 + trust)
    gone_along = p.uptake_harm * a[Act.ACCOMMODATE]
    pushed = p.backfire * p.learning * overload * contest * (s.reactance - p.backfire_pivot)
    eased = p.held * (hold + reflect) * alliance + p.natural_course
    taken_up = p.content_collude * a[Act.COLLUDE] + p.content_accommodate * a[Act.ACCOMMODATE]
    undone = p.content_undone * (socratic + reframe + contested)
    grasped = p.attitude_gain * (reflect + 0.5 * hold + 0.5 * explore + 0.3 * socratic)
    missed = p.attitude_gain * a[Act.REFLECT] * (1.0 - q)
    safe = p.disclosure_gain * (explore + 0.6 * reflect + 0.5 * hold + 0.4 * socratic) * (0.3 + alliance)
    hurt = 0.05 * overload + 0.06 * a[Act.STIGMA] + 0.03 * ops.flag(r > 0.3)
    looked = a[Act.SOCRATIC] + a[Act.REFRAME] + contest
    dwelt = 0.04 * (a[Act.ACCOMMODATE] + a[Act.COLLUDE])
    let_go = 0.02 * (hold + socratic)
    worked_at = 0.6 * (reframe + contested)
    planned = advise * reach * s.goal
    evidence_by, learned_by, convictions = [], [], []
    logit, content, attitude, disclosure = [], [], [], []
    saturation, load, preoccupation, burden = [], [], [], []
    for k in range(s.n_beliefs):
        on, near, true, ill = aimed[k], about[k], s.accurate[k], s.ill[k]
        h, g, d, m = s.content[k], s.attitude[k], s.disclosure[k], s.saturation[k]
        pre, pain, unused = s.preoccupation[k], s.burden[k], (1.0 - m) * on
        asked_out = socratic * d
        evidence = (
            (asked_out + 0.55 * reframe * g + 0.50 * contested)
            * unused * ops.exp(-p.settling * s.load[k] - p.entrenchment * h)
        )  # fmt: skip
        learned = p.learning * (1.0 - s.inflexibility[k]) * evidence * open_mind
        uptake = agreed + gone_along * (1.0 + p.amplification * h)
        moved = (
            (uptake * on - eased) * ill + pushed * on - learned * (ill - 0.25 * true) + p.conviction_noise * drift[k]
        )
        logit.append(ops.clip(s.logit[k] + moved, -LOGIT_BOUND, LOGIT_BOUND))
        convictions.append(sigmoid(ops, logit[k]))
        content.append(ops.unit(h + (taken_up * (1.0 - h) - undone * h) * on))
        attitude.append(ops.unit(g + (grasped * (1.0 - g) - missed * g) * near - 0.005))
        disclosure.append(ops.unit(d + (safe * (1.0 - d) - hurt) * (0.4 + 0.6 * near)))
        saturation.append(ops.unit(m + p.saturation * (asked_out + worked_at) * unused))
        load.append(p.load_decay * s.load[k] + looked * on)
        preoccupation.append(ops.unit(pre + dwelt * on * (1.0 - pre) - let_go * pre))
        met = hold * g + true * (reframe * g + planned * g)
        burden.append(ops.unit(pain - p.burden_eased * met * near * pain))
        evidence_by.append(evidence * ill)
        learned_by.append(learned * ill)
    evidence_total = reduce(add, evidence_by)
    learned_total = over(learned_by, s.weight)

    # rupture: onset, repair, pressing
    aimless = (1.0 - s.engagement) * ops.unit((n - p.drift_after) / 6.0)
    onset = sigmoid(
        ops,
        ops.clip(
            p.rupture_base + p.rupture_overload * overload + p.rupture_stigma * a[Act.STIGMA]
            + p.rupture_misfit * misfit + p.rupture_reactance * s.reactance - p.rupture_alliance * alliance
            + p.rupture_drift * aimless, -30.0, 30.0,
        ),
    )  # fmt: skip
    broke = ops.flag(u_rupture < onset)
    new = broke * (1.0 - torn)
    confronts = ops.flag(u_type < sigmoid(ops, 5.0 * (s.reactance - 0.5) + 2.0 * ops.low(overload, 1.0)))
    depth = 0.35 + 0.25 * ops.low(overload, 1.0) + 0.2 * u_depth
    mended = ops.low(r, p.repair_rate * (repair + 0.05 * reflect + 0.03 * hold) * (1.0 - 0.6 * ops.flag(contest > 0.3)))
    r_next = (r - mended) * p.rupture_fade + p.rupture_pressing * change_work * torn + 0.1 * broke * torn
    r_next = ops.unit(ops.high(r_next, new * depth))
    closed = torn * ops.flag(r_next < TORN)
    kind = ops.where(new > 0.0, 1.0 + confronts, ops.where(r_next < TORN, 0.0, s.rupture_type))
    probing = (s.probing + 1.0) * ops.flag(a[Act.PROBE] > 0.5) * ops.flag(a[Act.HOLD] + a[Act.REFLECT] < 0.3)

    # alliance
    gain = (
        p.alliance_hold * hold + p.alliance_reflect * reflect + p.alliance_explore * explore
        + p.alliance_socratic * socratic * window + p.alliance_collude * (a[Act.COLLUDE] + 0.5 * a[Act.ACCOMMODATE])
        + p.alliance_repair * repair * ops.unit(r / 0.3) / (1.0 + 0.8 * s.repairs)
    )  # fmt: skip
    loss = (
        p.alliance_overload * overload + p.alliance_stigma * a[Act.STIGMA]
        + p.alliance_advice * advise * ops.unit((e - 0.3) / 0.3) * (1.0 - s.goal) * alliance * 2.0
        + p.alliance_rupture * new + p.alliance_pressing * change_work * torn + p.alliance_torn * r_next
        + p.alliance_needless * a[Act.REPAIR] * (1.0 - ops.unit(r / 0.15))
        + p.alliance_stale * stale + p.alliance_misfit * poor * (0.5 + 0.5 * alliance)
        + p.alliance_probing * ops.unit((probing - 2.0) / 3.0)
        + p.alliance_pull * ops.high(0.0, alliance - s.engagement)
    )  # fmt: skip
    alliance_next = ops.unit(alliance + gain * (1.0 - alliance) - loss)

    # purpose: shared goals and engagement [A]
    purpose = ops.unit(
        1.3 * socratic + 1.3 * reframe + repair + 0.8 * explore + 0.5 * advise * s.goal * q + 0.6 * risk_talk * q
    )
    asked_for = explore + 0.6 * socratic + 0.3 * reflect
    goal = ops.unit(s.goal + p.goal_gain * asked_for * (1.0 - s.goal) - 0.02 * overload)
    engagement = ops.unit(
        s.engagement
        + p.engagement_gain * purpose * (1.0 - s.engagement) * (0.4 + 0.6 * alliance) + 0.01 * (hold + reflect)
        - p.engagement_drift * (1.0 - purpose) * (1.0 - s.goal) * ops.unit((n - p.drift_after) / 4.0)
        - 0.03 * overload - 0.03 * r_next - 0.03 * poor
    )  # fmt: skip

    # arousal, reactance, distress, hope
    felt = [s.weight[k] * convictions[k] * burden[k] for k in range(s.n_beliefs)]
    load_now = over(felt, [0.4 + 0.6 * pre for pre in preoccupation])
    e_rest = ops.unit(s.baseline + 0.2 * (load_now - 0.3))
    e_next = ops.unit(
        e + p.arousal_return * (e_rest - e)
        - p.arousal_held * hold * ops.high(0.0, e - 0.3) * (0.5 + alliance)
        + 0.12 * overload + 0.35 * a[Act.STIGMA] + 0.05 * (a[Act.EXPLORE] + a[Act.SOCRATIC]) * (1.0 - 0.5 * a[Act.HOLD])
        + 0.1 * new + p.arousal_noise * jolt
    )  # fmt: skip
    reactance = ops.unit(
        s.reactance + p.reactance_gain * overload - p.reactance_return * (s.reactance - s.trait_reactance)
    )
    distress = ops.unit(
        s.distress + p.distress_rate * (ops.unit(0.15 + 0.9 * load_now + 0.25 * (e_next - 0.4)) - s.distress)
        - p.distress_held * hold * s.distress + 0.02 * new + 0.03 * a[Act.STIGMA]
    )  # fmt: skip
    hope = ops.unit(
        s.hope + 0.03 * purpose * s.goal * (1.0 - s.hope) + 0.3 * learned_total + 0.008 * hold
        - 0.02 * overload - 0.02 * r_next - 0.003
    )  # fmt: skip

    # risk: told only to whom one trusts and mostly when asked; eased once told and met
    carries = ops.flag(s.risk >= 0.5)
    tells = sigmoid(ops, p.risk_told + 4.0 * alliance + 2.0 * risk_talk - 1.5 * s.shame - 1.5 * (1.0 - risk_talk))
    told = ops.high(s.told, carries * ops.flag(u_told < tells))
    met_risk = risk_talk * q * told
    risk = ops.clip(
        s.risk
        + carries * (
            p.risk_strain * (r_next + ops.high(0.0, distress - 0.6) + 0.5 * a[Act.STIGMA]) * (1.0 - 0.6 * told)
            - p.risk_relief * (met_risk + 0.3 * hold * told) - 0.004 * hope
        ),
        0.0, 5.0,
    )  # fmt: skip

    # the end, unless it goes on
    confronted = ops.flag(kind == 2.0) * ops.flag(r_next > 0.3) * (s.confronted + 1.0)
    leave = (
        p.dropout_hazard * ops.unit((0.1 - alliance_next) / 0.1)
        + p.dropout_confronted * ops.high(0.0, confronted - 2.0)
        + 0.03 * ops.unit((0.12 - engagement) / 0.12)
    )
    crisis = p.crisis_hazard * ops.high(0.0, risk - 3.5) * (1.0 - met_risk)
    ended = ops.where(u_end < crisis, 2.0, ops.where(u_end < crisis + leave, 1.0, 0.0))

    risk_was_due = s.risk_due
    s.logit, s.content, s.attitude, s.disclosure = logit, content, attitude, disclosure
    s.saturation, s.load, s.preoccupation, s.burden = saturation, load, preoccupation, burden
    s.rupture, s.rupture_type, s.probing, s.confronted = r_next, kind, probing, confronted
    s.ruptures, s.repairs = s.ruptures + new, s.repairs + closed
    s.alliance, s.goal, s.engagement = alliance_next, goal, engagement
    s.arousal, s.reactance, s.distress, s.hope = e_next, reactance, distress, hope
    s.told, s.risk, s.ended, s.turn = told, risk, ended, n
    return Effects(
        overload, window, evidence_total, mended, ops.high(0.0, e - e_next),
        ops.unit(a[Act.EXPLORE] + a[Act.PROBE] + a[Act.SOCRATIC] + risk_talk), torn, true_target, repeats,
        ground, elicited, risk_was_due, convictions,
    )  # fmt: skip
