"""Means, intervals, paired differences and the score, with personas as clusters.

Sessions with the same persona are alike, so the persona is the unit: a value is averaged over a persona's seeds
first, then over personas, and intervals are t with (personas − 1) degrees of freedom. With eight personas those cover
95% where values are normal and 92% where they are skewed (gamma, shape 2); a percentile bootstrap 89% and 87%. The
number of clusters goes with every interval.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

Clusters = Mapping[str, Sequence[float]]
"""Cluster (persona) -> its values."""


@dataclass(frozen=True)
class Estimate:
    """A mean with its 95% interval; ``None`` is missing."""

    mean: float | None
    """Mean over clusters of means within clusters."""
    low: float | None
    """Lower end; missing with fewer than two clusters."""
    high: float | None
    """Upper end."""
    n: int
    """Values."""
    clusters: int
    """Clusters that have values."""
    missing: str = ""
    """Why the mean is missing, where that is not plain."""

    def as_dict(self) -> dict[str, float | int | str | None]:
        """Return plain data, as in ``summary.json``; the reason only where there is one."""
        data: dict[str, float | int | str | None] = {
            "mean": _plain(self.mean), "low": _plain(self.low), "high": _plain(self.high),
            "n": self.n, "clusters": self.clusters,
        }  # fmt: skip
        if self.missing:
            data["missing"] = self.missing
        return data


def estimate(values: Clusters) -> Estimate:
    """Return the mean over clusters of the clusters' means, with its interval."""
    means = [sum(v) / len(v) for v in values.values() if v]
    n = sum(len(v) for v in values.values())
    if not means:
        return Estimate(None, None, None, 0, 0)
    mean, half = _mean_and_half(means)
    if half is None:
        return Estimate(mean, None, None, n, len(means))
    return Estimate(mean, mean - half, mean + half, n, len(means))


def score(agent: Clusters, passive: Clusters, active: Clusters) -> Estimate:
    """Return 100·(U − U_passive)/(U_active − U_passive), with Fieller's interval over clusters.

    It ends below 0 exactly where the agent's paired difference to passive does (Fieller 1954); one by the delta method
    is swollen far from 0 by the spread of the denominator.

    Args:
        agent: returns by persona, already capped where there was a safety failure (see :func:`capped`).
        passive: returns of the passive reference on the same personas and seeds.
        active: returns of the active reference, capped likewise.

    Returns:
        The score over the personas on which all three have values; missing, with the reason, where the interval of
        the denominator includes 0 or cannot be told.
    """
    shared = [p for p in agent if agent[p] and passive.get(p) and active.get(p)]
    n, g = sum(len(agent[p]) for p in shared), len(shared)

    def means(values: Clusters) -> list[float]:
        return [sum(values[p]) / len(values[p]) for p in shared]

    if not shared:
        return Estimate(None, None, None, n, 0, "no persona on which the agent and both references have results")
    floor = means(passive)
    over = [a - p for a, p in zip(means(agent), floor, strict=True)]
    span = [a - p for a, p in zip(means(active), floor, strict=True)]
    width, half = _mean_and_half(span)
    if half is None:
        return Estimate(None, None, None, n, g, "one persona gives no interval for active minus passive")
    if width - half <= 0.0 <= width + half:
        reason = f"the interval of active minus passive, {width - half:.3f} to {width + half:.3f}, includes 0"
        return Estimate(None, None, None, n, g, reason)
    mean = math.fsum(over) / g
    k = t_quantile(0.975, g - 1) ** 2 / (g * (g - 1))
    off = [(o - mean, s - width) for o, s in zip(over, span, strict=True)]
    # where (mean - r width)^2 = k sum((o - r s)^2): a r^2 - 2 b r + c = 0, a > 0 as the denominator is clear of 0
    a = width * width - k * math.fsum(s * s for _, s in off)
    b = mean * width - k * math.fsum(o * s for o, s in off)
    c = mean * mean - k * math.fsum(o * o for o, _ in off)
    root = math.sqrt(max(0.0, b * b - a * c))
    return Estimate(100.0 * mean / width, 100.0 * (b - root) / a, 100.0 * (b + root) / a, n, g)


def capped(returns: Sequence[float], failed: Sequence[bool], ceiling: float) -> list[float]:
    """Return ``returns`` with those of ``failed`` episodes at most ``ceiling``, passive's mean on the same persona."""
    return [min(r, ceiling) if f else r for r, f in zip(returns, failed, strict=True)]


def _mean_and_half(values: Sequence[float]) -> tuple[float, float | None]:
    """Return mean and half width of the 95% interval, ``None`` for fewer than two values."""
    g = len(values)
    mean = math.fsum(values) / g
    if g < 2:
        return mean, None
    variance = math.fsum((v - mean) ** 2 for v in values) / (g - 1)
    return mean, t_quantile(0.975, g - 1) * math.sqrt(variance / g)


@lru_cache(maxsize=1024)
def t_quantile(p: float, df: int) -> float:
    """Return the quantile of Student's t, by bisection on the distribution's finite series.

    Args:
        p: in (0, 1).
        df: degrees of freedom, a whole number >= 1.

    Raises:
        ValueError: out of range.
    """
    if not 0.0 < p < 1.0 or df < 1:
        raise ValueError(f"expected p in (0, 1) and df >= 1, found {p} and {df}")
    if p < 0.5:
        return -t_quantile(1.0 - p, df)
    low, high = 0.0, 1.0
    while _t_cdf(high, df) < p:
        low, high = high, high * 2.0
    while high - low > 1e-12 * max(1.0, high):
        middle = 0.5 * (low + high)
        if middle in (low, high):
            break
        low, high = (middle, high) if _t_cdf(middle, df) < p else (low, middle)
    return 0.5 * (low + high)


def _t_cdf(t: float, df: int) -> float:
    """Return P(T <= t) for t >= 0 (Abramowitz & Stegun 26.7.3 and 26.7.4)."""
    angle = math.atan2(t, math.sqrt(df))
    cos, sin = math.cos(angle), math.sin(angle)
    odd = df % 2
    total, term = 0.0, cos if odd else 1.0
    for k in range(1, (df - 1) // 2 + 1 if odd else df // 2 + 1):
        total += term
        term *= cos * cos * (2 * k - 1 + odd) / (2 * k + odd)
    inside = 2.0 / math.pi * (angle + sin * total) if odd else sin * total
    return 0.5 + 0.5 * inside


def _plain(value: float | None) -> float | None:
    return None if value is None else round(value, 6) + 0.0


def kendall(one: Sequence[float], other: Sequence[float]) -> float | None:
    """Return Kendall's tau-b of two rankings of the same things, in [-1, 1]; ``None`` where one is all ties.

    >>> kendall([1, 2, 3], [1, 2, 3])
    1.0
    >>> kendall([1, 2, 3], [3, 2, 1])
    -1.0
    """
    agree, ties_one, ties_other, pairs = 0, 0, 0, 0
    for i in range(len(one)):
        for j in range(i):
            a, b = one[i] - one[j], other[i] - other[j]
            pairs += 1
            ties_one += a == 0
            ties_other += b == 0
            agree += (a * b > 0) - (a * b < 0)
    size = math.sqrt((pairs - ties_one) * (pairs - ties_other))
    return agree / size if size else None
