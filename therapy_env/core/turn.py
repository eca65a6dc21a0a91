"""What the core gets of a therapist's turn, and how much of it reaches the patient.

Benefits are diluted by how much is done at once and worn out by repetition; harms never are: collusion inside a wall
of text is collusion.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from therapy_env.acts import Act
from therapy_env.core.ops import Ops, over
from therapy_env.core.parameters import Parameters
from therapy_env.core.state import State

TORN = 0.2
"""Rupture intensity from which the two are torn."""


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


RISK_MET = 0.35
"""How far a turn must meet danger, by :func:`risk_met`, to count as an answer to a risk cue."""


def risk_met(turn: Turn) -> Any:
    """Return in [0, 1] how far a turn meets danger: talk about it, less so in words that miss the patient."""
    return turn.acts[Act.RISK] * (0.5 + 0.5 * turn.fit)


class Reach(NamedTuple):
    """What of a turn gets through, and what it is about; floats or arrays. Acts not named here count as they are."""

    reflect: Any
    hold: Any
    explore: Any
    socratic: Any
    reframe: Any
    repair: Any
    contest: Any
    """Challenge as far as it could teach; its pressure is that of the whole act."""
    advise: Any
    """Advice as far as it could help."""
    change_work: Any
    """In [0, 1]: technique of any kind, as said."""
    repeats: Any
    """Near-repeats of act profile that the patient has got used to."""
    aimed: list[Any]
    """1.0 for the belief aimed at, over beliefs."""
    about: list[Any]
    """1.0 for the topic, over beliefs: the belief aimed at, or else the one voiced before."""
    ground: Any
    """Attitude ground of the topic."""
    aims: Any
    """1.0 where a belief is aimed at."""
    true_target: Any
    """1.0 where the belief aimed at is accurate or congruent."""
    torn: Any
    """1.0 where the two were torn when the turn was said."""
    looked: Any
    """Guided discovery, reframing and challenge together, as said."""
    understood: Any
    """Reflecting and holding together."""
    examined: Any
    """Guided discovery and reframing together."""
    poor: Any
    """In [0, 1]: how far the patient feels missed by words that do not fit; whoever is agreed with feels heard [A]."""


def received(s: State, turn: Turn, p: Parameters, ops: Ops) -> Reach:
    """Return what of ``turn`` reaches the patient; updates the memory of the therapist's manner in ``s``.

    Reach is (attention / sum of acts)^1.5 where more is done than can be taken in, times habituation, times fit^1.5 in
    units in which ``fit_full`` counts as itself, at most 1: what could be said to anyone does little for this
    patient [A].
    """
    a, q = turn.acts, turn.fit
    repeats = _repeats(s, a, p, ops) * (1.0 - p.habituation_spared * q)
    # OTHER, the last act, takes no attention
    done = ops.total(a[: Act.OTHER])
    taken_in = p.attention / ops.high(done, p.attention) * ops.low(q, p.fit_full ** (1.0 / 3.0))
    reach = (
        taken_in * ops.sqrt(taken_in * (1.0 / p.fit_full))
        * ops.exp(-p.habituation * repeats - p.staleness * turn.stale)
    )  # fmt: skip
    reflect, hold = a[Act.REFLECT] * reach, a[Act.HOLD] * reach
    socratic, reframe = a[Act.SOCRATIC] * reach, a[Act.REFRAME] * reach
    looked = a[Act.SOCRATIC] + a[Act.REFRAME]
    looked += a[Act.CHALLENGE]
    aimed, about = [], []
    nowhere = turn.target < 0
    for k in range(s.n_beliefs):
        on = turn.target == k
        aimed.append(ops.flag(on) * s.exists[k])
        about.append(ops.flag(on | (nowhere & (s.voiced == k))) * s.exists[k])
    return Reach(
        reflect, hold, a[Act.EXPLORE] * reach, socratic,
        reframe, a[Act.REPAIR] * reach, a[Act.CHALLENGE] * reach, a[Act.ADVISE] * reach,
        ops.low(1.0, looked + a[Act.ADVISE]),
        repeats, aimed, about, over(about, s.attitude), ops.flag(turn.target >= 0),
        over(aimed, [1.0 - ill for ill in s.ill]), ops.flag(s.rupture >= TORN),
        looked, reflect + hold, socratic + reframe,
        ops.positive(1.0 - q * (1.0 / p.fit_enough)) * (1.0 - a[Act.COLLUDE]),
    )  # fmt: skip


def _repeats(s: State, acts: Any, p: Parameters, ops: Ops) -> Any:
    """Update the memory of act profiles; return how often the present pattern, or a loop of two or three, recurred."""
    size = ops.dot(acts, acts)
    loops = []
    for lag, past in enumerate(s.profiles):
        dot = ops.dot(acts, past)
        alike = ops.unit((dot * dot / (size * s.sizes[lag] + 1e-9) - p.alike_from) * (1.0 / p.alike_span))
        loops.append((s.loops[lag] + 1.0) * alike)
    s.loops = loops
    s.profiles = [acts, s.profiles[0], s.profiles[1]]
    s.sizes = [size, s.sizes[0], s.sizes[1]]
    return ops.high(loops[0], ops.high(loops[1], loops[2]))
