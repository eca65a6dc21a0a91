"""The few operations that the dynamics need, for one patient (Python floats) and for many (numpy arrays).

The dynamics are written once. A numpy step over a batch of one costs an order of magnitude more than the same sums
in floats, so one patient is stepped in floats; both give the same numbers to the last bit, since ``exp`` goes
through numpy either way and the rest is IEEE arithmetic.

Long sums are gathered with ``+=``, from a first term that is new: an array is then added to in place, which takes
less time than making one for each term.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import reduce
from operator import add, mul
from typing import Any, Protocol

import numpy as np


class Ops(Protocol):
    """Element-wise operations on a float or on arrays of shape (patients,)."""

    def exp(self, x: Any) -> Any:
        """E to the x."""

    def sqrt(self, x: Any) -> Any:
        """Square root."""

    def low(self, a: Any, b: Any) -> Any:
        """The lesser."""

    def high(self, a: Any, b: Any) -> Any:
        """The greater."""

    def positive(self, x: Any) -> Any:
        """``x`` where it is above 0, else 0."""

    def unit(self, x: Any) -> Any:
        """``x`` clipped to [0, 1]."""

    def clip(self, x: Any, lo: float, hi: float) -> Any:
        """``x`` clipped to [lo, hi]."""

    def flag(self, condition: Any) -> Any:
        """1.0 where the condition holds, else 0.0."""

    def dot(self, a: Any, b: Any) -> Any:
        """Sum over acts of ``a * b``."""

    def total(self, a: Any) -> Any:
        """Sum over acts."""


class FloatOps:
    """Operations on Python floats."""

    @staticmethod
    def exp(x: float) -> float:
        """E to the x, by numpy, so that it equals the array's."""
        return float(np.exp(x))

    sqrt = staticmethod(math.sqrt)

    @staticmethod
    def low(a: float, b: float) -> float:
        """The lesser."""
        return a if a < b else b

    @staticmethod
    def high(a: float, b: float) -> float:
        """The greater."""
        return a if a > b else b

    @staticmethod
    def positive(x: float) -> float:
        """0 where below."""
        return x if x > 0.0 else 0.0

    @staticmethod
    def unit(x: float) -> float:
        """Clip to [0, 1]."""
        return 0.0 if x < 0.0 else (1.0 if x > 1.0 else x)

    @staticmethod
    def clip(x: float, lo: float, hi: float) -> float:
        """Clip to [lo, hi]."""
        return lo if x < lo else (hi if x > hi else x)

    @staticmethod
    def flag(condition: bool) -> float:
        """1.0 or 0.0."""
        return 1.0 if condition else 0.0

    @staticmethod
    def dot(a: Sequence[float], b: Sequence[float]) -> float:
        """Sum of products, in order."""
        return reduce(add, map(mul, a, b), 0.0)

    @staticmethod
    def total(a: Sequence[float]) -> float:
        """Sum, in order."""
        return reduce(add, a, 0.0)


_ZERO, _ONE = np.array(0.0), np.array(1.0)
"""As arrays: from a Python number, numpy would make them at every call."""


def _einsum_rounds() -> bool:
    """Whether numpy's einsum rounds every product before it adds it, as Python does.

    Where the two are fused into one operation (on ARM), what is left here is the rounding error of a product.
    """
    x = 1.0 + 2.0**-30
    a, b = np.array([[-x * x], [x]]).repeat(67, axis=1), np.array([[1.0], [x]]).repeat(67, axis=1)
    return not np.einsum("ij,ij->j", a, b).any()


_EINSUM_ROUNDS = _einsum_rounds()


class ArrayOps:
    """Operations on numpy arrays."""

    exp = staticmethod(np.exp)
    sqrt = staticmethod(np.sqrt)
    low = staticmethod(np.minimum)
    high = staticmethod(np.maximum)

    @staticmethod
    def positive(x: Any) -> Any:
        """0 where below."""
        return np.maximum(x, _ZERO)

    @staticmethod
    def unit(x: Any) -> Any:
        """Clip to [0, 1]."""
        return x.clip(_ZERO, _ONE)

    @staticmethod
    def clip(x: Any, lo: float, hi: float) -> Any:
        """Clip to [lo, hi]."""
        return x.clip(lo, hi)

    @staticmethod
    def flag(condition: Any) -> Any:
        """1.0 or 0.0, element-wise."""
        return condition.astype(np.float64)

    @staticmethod
    def dot(a: Any, b: Any) -> Any:
        """Sum of products over the first axis; with einsum, which needs no array of the products, where it may be."""
        if _EINSUM_ROUNDS and a.shape[-1] > 1:
            return np.einsum("ij,ij->j", a, b)
        return ArrayOps.total(a * b)

    @staticmethod
    def total(a: Any) -> Any:
        """Sum over the first axis, row by row: in the same order as floats.

        numpy does so by itself but for a single column, which it sums in pairs.
        """
        return np.add.reduce(a, axis=0) if a.shape[-1] > 1 else reduce(add, a)


FLOAT: Ops = FloatOps()
ARRAY: Ops = ArrayOps()


def over(a: Sequence[Any], b: Sequence[Any]) -> Any:
    """Sum over beliefs of ``a * b``."""
    return reduce(add, map(mul, a, b))


def sigmoid(ops: Ops, x: Any) -> Any:
    """The logistic function."""
    odds = ops.exp(-x)
    odds += 1.0
    return 1.0 / odds


def happens(ops: Ops, draw: Any, log_odds: Any) -> Any:
    """Whether a uniform draw falls below the logistic function of ``log_odds``; without dividing by anything."""
    odds = ops.exp(-log_odds)
    odds += 1.0
    odds *= draw
    return odds < 1.0
