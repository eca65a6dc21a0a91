"""What chance contributes to a turn: every draw of it, from one mixing of the patient's noise.

Here alone stands which noise slot is whose. Slots must not move: with them every patient's course would change.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, NamedTuple

from therapy_env.core.noise import normal_halves, uniform_halves, words

# words of noise, two draws each: uniform draws of the dynamics and of what shows; normal draws from _FIRST_NORMAL
# on (arousal, and one a belief), and those of what shows
_UNIFORM = (0, 1, 2, 8, 9)
_FIRST_NORMAL = 4
_NORMAL_SHOWN = (12, 13, 14)


class Chance(NamedTuple):
    """The draws of one turn; floats or arrays. Uniform over [0, 1), but those called normal."""

    rupture: Any
    """Whether a rupture begins,"""
    rupture_type: Any
    """of which type,"""
    depth: Any
    """and how deep it is."""
    told: Any
    """Whether danger is told."""
    end: Any
    """Whether the patient leaves or comes to a crisis."""
    voiced: Any
    """Whether a belief is voiced,"""
    which: Any
    """and which."""
    risk: Any
    """Whether danger shows."""
    talk: Any
    """Change, neutral or sustain talk."""
    jolt: Any
    """Normal: unexplained change of arousal."""
    drift: list[Any]
    """Normal, a belief an entry: unexplained change of conviction."""
    firmness: Any
    """Normal, as the rest: how what shows differs from what is so."""
    openness: Any
    arousal: Any
    strain: Any
    insight: Any
    warmth: Any


@lru_cache(maxsize=64)
def _words(n_beliefs: int) -> tuple[int, ...]:
    return (*_UNIFORM, *range(_FIRST_NORMAL, _FIRST_NORMAL + n_beliefs // 2 + 1), *_NORMAL_SHOWN)


def draw(key: Any, turn: Any, n_beliefs: int) -> Chance:
    """Return the draws of a turn.

    Args:
        key: of the patient's noise: a Python int, or uint64 of shape (patients,).
        turn: its number, 0 for the patient's first words: an int, or integers of shape (patients,).
        n_beliefs: number of belief entries.
    """
    drawn = words(key, turn, _words(n_beliefs))
    rupture, rupture_type, depth, told, end, _, voiced, which, risk, talk = uniform_halves(drawn[: len(_UNIFORM)])
    jolt, *normal = normal_halves(drawn[len(_UNIFORM) :])
    drift, shown = normal[:n_beliefs], normal[-6:]
    return Chance(rupture, rupture_type, depth, told, end, voiced, which, risk, talk, jolt, drift, *shown)
