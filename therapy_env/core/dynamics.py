"""How a therapist's turn moves the patient. The heart of the simulator.

One function, :func:`transition`, written once for a single patient in Python floats and for many in arrays
(:mod:`therapy_env.core.ops`). It sees numbers only: acts, target, fit and staleness, never a string. What reaches the
patient is in :mod:`~therapy_env.core.turn`, beliefs in :mod:`~therapy_env.core.learning`, the relation in
:mod:`~therapy_env.core.bond`, feeling and danger in :mod:`~therapy_env.core.feeling`. Every coefficient is a named
parameter (:mod:`therapy_env.core.parameters`) with its source; what stands as a number is the point or the width of
a ramp of the form itself.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from therapy_env.core.bond import attune
from therapy_env.core.chance import Chance
from therapy_env.core.feeling import danger, feel
from therapy_env.core.learning import learn, overload
from therapy_env.core.ops import Ops, over
from therapy_env.core.parameters import Parameters
from therapy_env.core.state import State
from therapy_env.core.turn import RISK_MET, Turn, received, risk_met


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
    torn_before: Any
    """1.0 where the two were torn when the turn was said."""
    aimed: list[Any]
    """1.0 for the belief aimed at, over beliefs."""
    aims: Any
    """1.0 where one is aimed at."""
    true_target: Any
    """1.0 where it is accurate or congruent."""
    repeats: Any
    """Near-repeats of act profile that the patient has got used to."""
    ground: Any
    """Attitude ground of the topic, when the turn was said."""
    elicited: Any
    """Evidence saturation of the belief aimed at, when the turn was said: whether it was looked at before."""
    change_work: Any
    """In [0, 1]: technique of any kind."""
    risk_met: Any
    """1.0 where the turn counts as an answer to a risk cue."""
    told: Any
    """1.0 where danger is told for the first time: in the patient's answer."""


def transition(s: State, turn: Turn, chance: Chance, p: Parameters, ops: Ops) -> Effects:
    """Move ``s`` by one therapist turn, in place, and return what reward and cues need.

    Args:
        s: state; entries are replaced, so an earlier :meth:`State.copy` is untouched.
        turn: the therapist's turn.
        chance: the draws of the turn.
        p: parameters.
        ops: :data:`~therapy_env.core.ops.FLOAT` or :data:`~therapy_env.core.ops.ARRAY`, as the state is.
    """
    reached = received(s, turn, p, ops)
    too_much = overload(s, turn, reached, p, ops)
    elicited = over(reached.aimed, s.saturation)
    learned = learn(s, turn, reached, too_much, chance.drift, p, ops)
    bond = attune(s, turn, reached, too_much, learned.window, chance, p, ops)
    calmed = feel(s, turn, reached, too_much, learned, bond, chance.jolt, p, ops)
    told = danger(s, turn, reached, chance, p, ops)
    s.turn = s.turn + 1
    return Effects(
        too_much, learned.window, learned.evidence, bond.mended, calmed, reached.torn, reached.aimed,
        reached.aims, reached.true_target, reached.repeats, reached.ground, elicited, reached.change_work,
        ops.flag(risk_met(turn) >= RISK_MET), told,
    )  # fmt: skip
