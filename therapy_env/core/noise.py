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
_U32 = 1.0 / (1 << 32)
_NORMAL = (3.0 / (256.0**2 - 1.0)) ** 0.5
"""A byte has variance (256^2 - 1) / 12, so the sum of four has standard deviation 1 in these units."""
_CENTRE = 4.0 * 127.5 * _NORMAL
_FEW = 256
_LOW32 = np.uint64(0xFFFFFFFF)
_BYTES = np.uint64(0x00FF00FF00FF00FF)
_SUM = np.uint64(0x7FF)


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


def _halves(key: Any, turn: Any, first: int, count: int) -> tuple[Any, int]:
    """Return the bits that hold the draws ``first`` to ``first + count - 1``, two to a slot of bits, and the offset."""
    slot = first // 2
    return bits(key, turn, slot, (first + count + 1) // 2 - slot), first - 2 * slot


def uniforms(key: Any, turn: Any, first: int, count: int) -> Any:
    """Return ``count`` draws from [0, 1), in steps of 2^-32: a list of floats, or shape (count, patients).

    Args:
        key: as in :func:`bits`.
        turn: as in :func:`bits`.
        first: which draw of the turn, >= 0. Uniform and normal draws of one turn share their slots.
        count: how many draws.
    """
    b, offset = _halves(key, turn, first, count)
    if isinstance(b, np.ndarray):
        out = np.empty((2 * len(b), b.shape[1]))
        np.multiply((b & _LOW32).view(np.int64), _U32, out=out[0::2])
        b >>= np.uint64(32)
        np.multiply(b.view(np.int64), _U32, out=out[1::2])
        return out[offset : offset + count]
    return [x * _U32 for word in b for x in (word & 0xFFFFFFFF, word >> 32)][offset : offset + count]


def normals(key: Any, turn: Any, first: int, count: int) -> Any:
    """Return ``count`` draws of mean 0 and standard deviation 1, bounded by ±3.45. Arguments as :func:`uniforms`.

    The sum of four 8-bit uniforms (Irwin-Hall), standardised: close to normal, in 1,021 steps, without a transcendental
    function, hence the same on every machine.
    """
    b, offset = _halves(key, turn, first, count)
    if isinstance(b, np.ndarray):
        # the four bytes of a half are added in 16-bit lanes, and then the lanes
        odd = b >> np.uint64(8)
        odd &= _BYTES
        b &= _BYTES
        b += odd
        np.right_shift(b, np.uint64(16), out=odd)
        b += odd
        out = np.empty((2 * len(b), b.shape[1]))
        np.multiply((b & _SUM).view(np.int64), _NORMAL, out=out[0::2])
        b >>= np.uint64(32)
        b &= _SUM
        np.multiply(b.view(np.int64), _NORMAL, out=out[1::2])
        out -= _CENTRE
        return out[offset : offset + count]
    return [
        ((x & 0xFF) + ((x >> 8) & 0xFF) + ((x >> 16) & 0xFF) + (x >> 24)) * _NORMAL - _CENTRE
        for word in b
        for x in (word & 0xFFFFFFFF, word >> 32)
    ][offset : offset + count]


def uniform(key: int, turn: int, slot: int) -> float:
    """Return one draw from [0, 1)."""
    return float(uniforms(key, turn, slot, 1)[0])
