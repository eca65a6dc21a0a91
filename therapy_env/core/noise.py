"""Counter-based noise: every draw is a function of (key, turn, slot), and of nothing else.

So a batch of n equals n batches of one, the order of draws does not matter, a fork shares the future's noise, and
two branches can be compared under common random numbers. The mixing is the SplitMix64 finaliser (Steele, Lea &
Flood 2014). Each function takes Python ints, and gives a float, or uint64 arrays, and gives an array: the same
numbers to the last bit.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

_MASK = 0xFFFFFFFFFFFFFFFF
_GOLDEN = 0x9E3779B97F4A7C15
_TURN = 0xD1B54A32D192ED03
_SLOT = 0x8CB92BA72F3D8DD7
_M1 = 0xBF58476D1CE4E5B9
_M2 = 0x94D049BB133111EB
_U53 = 1.0 / (1 << 53)
_SQRT3 = 3.0**0.5
_CENTRE = 2.0 - 2.0 / 65536.0
_FEW = 256
_LANES = np.uint64(0x0000FFFF0000FFFF)


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
def _counters(turn: int, first: int, count: int) -> tuple[int, ...]:
    """Return the mixed counters of a turn's slots; they do not depend on the patient, so they are kept."""
    base = turn * _TURN
    return tuple(_mix_int((base + slot * _SLOT + _GOLDEN) & _MASK) for slot in range(first, first + count))


def stream_key(seed: int) -> int:
    """Return the 64-bit key of a patient's noise stream from any integer seed."""
    return _mix_int((int(seed) * _GOLDEN + _GOLDEN) & _MASK)


def stream_keys(seeds: Any) -> Any:
    """Return :func:`stream_key` of each of an array of integers: uint64, of the same shape."""
    return _mix_array(np.asarray(seeds).astype(np.uint64) * np.uint64(_GOLDEN) + np.uint64(_GOLDEN))


def bits(key: Any, turn: Any, first: int, count: int) -> Any:
    """Return 64 random bits for each of the slots ``first`` to ``first + count - 1`` of (key, turn).

    Args:
        key: Python int, or uint64 array of shape (patients,).
        turn: Python int, or integer array of shape (patients,).
        first: first slot, >= 0: which draw of the turn.
        count: how many slots.

    Returns:
        A list of Python ints, or a uint64 array of shape (count, patients).
    """
    if isinstance(key, np.ndarray):
        turns = np.asarray(turn)
        lowest, highest = (int(turns.min()), int(turns.max())) if turns.size else (0, 0)
        if highest - lowest >= _FEW:
            offsets = np.array([(slot * _SLOT + _GOLDEN) & _MASK for slot in range(first, first + count)], np.uint64)
            return _mix_array(key ^ _mix_array(turns.astype(np.uint64) * np.uint64(_TURN) + offsets[:, None]))
        # patients of a batch are at few different turns, mostly at one: mix each turn's counters once
        table = np.array([_counters(t, first, count) for t in range(lowest, highest + 1)], dtype=np.uint64)
        counters = table.T if lowest == highest else table.T.copy().take(turns - lowest, axis=1)
        return _mix_array(counters ^ key)
    return [_mix_int(key ^ counter) for counter in _counters(int(turn), first, count)]


def uniforms(key: Any, turn: Any, first: int, count: int) -> Any:
    """Return ``count`` draws from [0, 1): a list of floats, or shape (count, patients). Arguments as :func:`bits`."""
    b = bits(key, turn, first, count)
    if isinstance(b, np.ndarray):
        b >>= np.uint64(11)
        return b.view(np.int64) * _U53
    return [(x >> 11) * _U53 for x in b]


def normals(key: Any, turn: Any, first: int, count: int) -> Any:
    """Return ``count`` draws of mean 0 and standard deviation 1, bounded by ±3.47. Arguments as :func:`bits`.

    The sum of four 16-bit uniforms (Irwin-Hall), standardised: close to normal, without a transcendental function,
    hence the same on every machine.
    """
    b = bits(key, turn, first, count)
    if isinstance(b, np.ndarray):
        # the four 16-bit numbers are added two and two in 32-bit lanes, and then the lanes
        odd = b >> np.uint64(16)
        odd &= _LANES
        b &= _LANES
        b += odd
        np.right_shift(b, np.uint64(32), out=odd)
        b += odd
        b &= np.uint64(0x3FFFF)
        z = b.view(np.int64) * (1.0 / 65536.0)
        z -= _CENTRE
        z *= _SQRT3
        return z
    return [
        (((x & 0xFFFF) + ((x >> 16) & 0xFFFF) + ((x >> 32) & 0xFFFF) + (x >> 48)) * (1.0 / 65536.0) - _CENTRE) * _SQRT3
        for x in b
    ]


def uniform(key: int, turn: int, slot: int) -> float:
    """Return one draw from [0, 1)."""
    return float(uniforms(key, turn, slot, 1)[0])
