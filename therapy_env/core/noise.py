"""Counter-based noise: every draw is a function of (key, turn, slot), and of nothing else.

So a batch of n equals n batches of one, the order of draws does not matter, a fork shares the future's noise, and
two branches can be compared under common random numbers. The mixing is the SplitMix64 finaliser (Steele, Lea &
Flood 2014). Each function takes Python ints, and gives a float, or uint64 arrays, and gives an array: the same
numbers to the last bit.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MASK = 0xFFFFFFFFFFFFFFFF
_GOLDEN = 0x9E3779B97F4A7C15
_TURN = 0xD1B54A32D192ED03
_SLOT = 0x8CB92BA72F3D8DD7
_M1 = 0xBF58476D1CE4E5B9
_M2 = 0x94D049BB133111EB
_U32 = 1.0 / (1 << 32)
_NORMAL = (3.0 / (256.0**2 - 1.0)) ** 0.5
"""A byte has variance (256^2 - 1) / 12, so the sum of four has standard deviation 1 in these units."""
_CENTRE = 4.0 * 127.5 * _NORMAL
_FEW = 256
_BYTES = np.uint64(0x00FF00FF00FF00FF)
_SUMS = np.uint64(0x000007FF000007FF)
_LOW_HIGH = (0, 1) if sys.byteorder == "little" else (1, 0)
"""Where the lower and the upper half of a word lie in memory."""


def _mix_int(z: int) -> int:
    z = ((z ^ (z >> 30)) * _M1) & _MASK
    z = ((z ^ (z >> 27)) * _M2) & _MASK
    return z ^ (z >> 31)


def _mix_array(z: Any) -> Any:
    """Mix a fresh array in place: at thousands of patients it is memory that costs, not arithmetic."""
    shifted = z >> np.uint64(30)
    z ^= shifted
    z *= np.uint64(_M1)
    np.right_shift(z, np.uint64(27), out=shifted)
    z ^= shifted
    z *= np.uint64(_M2)
    np.right_shift(z, np.uint64(31), out=shifted)
    z ^= shifted
    return z


@lru_cache(maxsize=4096)
def _counters(turn: int, slots: Sequence[int]) -> tuple[int, ...]:
    """Return the mixed counters of a turn's slots; they do not depend on the patient, so they are kept."""
    base = turn * _TURN
    return tuple(_mix_int((base + slot * _SLOT + _GOLDEN) & _MASK) for slot in slots)


@lru_cache(maxsize=256)
def _counter_table(lowest: int, highest: int, slots: Sequence[int]) -> NDArray[np.uint64]:
    """Return :func:`_counters` of the turns from ``lowest`` to ``highest``: shape (slots, turns), not to be changed."""
    table = np.array([_counters(t, slots) for t in range(lowest, highest + 1)], dtype=np.uint64).T.copy()
    table.flags.writeable = False
    return table


def stream_key(seed: int) -> int:
    """Return the 64-bit key of a patient's noise stream from any integer seed."""
    return _mix_int((int(seed) * _GOLDEN + _GOLDEN) & _MASK)


def stream_keys(seeds: Any) -> Any:
    """Return :func:`stream_key` of each of an array of integers: uint64, of the same shape."""
    return _mix_array(np.asarray(seeds).astype(np.uint64) * np.uint64(_GOLDEN) + np.uint64(_GOLDEN))


def words(key: Any, turn: Any, slots: Sequence[int]) -> Any:
    """Return 64 random bits for each of ``slots`` of (key, turn).

    Args:
        key: Python int, or uint64 array of shape (patients,).
        turn: Python int, or integer array of shape (patients,).
        slots: which draws of the turn, each >= 0; a tuple or a range.

    Returns:
        A list of Python ints, or a uint64 array of shape (slots, patients).
    """
    if isinstance(key, np.ndarray):
        turns = np.asarray(turn)
        lowest, highest = (int(turns.min()), int(turns.max())) if turns.size else (0, 0)
        if highest - lowest >= _FEW:
            offsets = np.array([(slot * _SLOT + _GOLDEN) & _MASK for slot in slots], np.uint64)
            return _mix_array(key ^ _mix_array(turns.astype(np.uint64) * np.uint64(_TURN) + offsets[:, None]))
        # patients of a batch are at few different turns, mostly at one: each turn's counters are mixed once
        if lowest == highest:
            return _mix_array(_counter_table(lowest, highest, slots) ^ key)
        # from and to a multiple of 16, so that few tables serve all steps
        lowest -= lowest % 16
        counters = _counter_table(lowest, highest | 15, slots).take(turns - lowest, axis=1)
        counters ^= key
        return _mix_array(counters)
    return [_mix_int(key ^ counter) for counter in _counters(int(turn), slots)]


def bits(key: Any, turn: Any, first: int, count: int) -> Any:
    """Return :func:`words` of the slots ``first`` to ``first + count - 1``."""
    return words(key, turn, range(first, first + count))


def uniform_halves(word: Any) -> Any:
    """Return two draws from [0, 1) of each word, in steps of 2^-32.

    Args:
        word: a list of Python ints, or uint64 of shape (words, patients).

    Returns:
        A list of 2 x words floats, or of as many arrays of shape (patients,).
    """
    if not isinstance(word, np.ndarray):
        return [x * _U32 for w in word for x in (w & 0xFFFFFFFF, w >> 32)]
    drawn = word.view(np.uint32).astype(np.float64)
    drawn *= _U32
    return _rows(drawn)


def normal_halves(word: Any) -> Any:
    """Return two draws of mean 0 and standard deviation 1 of each word, as :func:`normals` has them.

    Args:
        word: as in :func:`uniform_halves`; an array is written into, so it must be the caller's own.
    """
    if not isinstance(word, np.ndarray):
        return [
            ((x & 0xFF) + ((x >> 8) & 0xFF) + ((x >> 16) & 0xFF) + (x >> 24)) * _NORMAL - _CENTRE
            for w in word
            for x in (w & 0xFFFFFFFF, w >> 32)
        ]
    # of each half, bytes are added in pairs, in 16-bit lanes, and then the two lanes
    pairs = word >> np.uint64(8)
    pairs &= _BYTES
    word &= _BYTES
    pairs += word
    np.right_shift(pairs, np.uint64(16), out=word)
    pairs += word
    pairs &= _SUMS
    drawn = pairs.view(np.uint32).astype(np.float64)
    drawn *= _NORMAL
    drawn -= _CENTRE
    return _rows(drawn)


def _rows(halves: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """Return the lower and the upper half of each word as rows: views of an array in which they alternate."""
    return [row[at::2] for row in halves for at in _LOW_HIGH]


def _span(first: int, count: int) -> tuple[range, int]:
    """Return the words that hold the draws ``first`` to ``first + count - 1``, two to a word, and the offset."""
    slot = first // 2
    return range(slot, (first + count + 1) // 2), first - 2 * slot


def uniforms(key: Any, turn: Any, first: int, count: int) -> Any:
    """Return ``count`` draws from [0, 1), in steps of 2^-32: a list of floats, or shape (count, patients).

    Args:
        key: as in :func:`words`.
        turn: as in :func:`words`.
        first: which draw of the turn, >= 0. Uniform and normal draws of one turn share their slots.
        count: how many draws.
    """
    slots, offset = _span(first, count)
    drawn = uniform_halves(words(key, turn, slots))[offset : offset + count]
    return np.array(drawn) if isinstance(key, np.ndarray) else drawn


def normals(key: Any, turn: Any, first: int, count: int) -> Any:
    """Return ``count`` draws of mean 0 and standard deviation 1, bounded by ±3.45. Arguments as :func:`uniforms`.

    The sum of four 8-bit uniforms (Irwin-Hall), standardised: close to normal, in 1,021 steps, without a transcendental
    function, hence the same on every machine.
    """
    slots, offset = _span(first, count)
    drawn = normal_halves(words(key, turn, slots))[offset : offset + count]
    return np.array(drawn) if isinstance(key, np.ndarray) else drawn


def uniform(key: int, turn: int, slot: int) -> float:
    """Return one draw from [0, 1)."""
    return float(uniforms(key, turn, slot, 1)[0])
