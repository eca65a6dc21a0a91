"""Means and intervals where personas are clusters: seeds are averaged within a persona, then personas are.

With few clusters a percentile bootstrap covers too little; intervals are t(G-1) over the personas' means.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np


class Estimate(NamedTuple):
    """A mean with its 95% interval; None where it cannot be measured."""

    mean: float | None
    low: float | None
    high: float | None
    n: int
    """Episodes."""
    clusters: int
    """Personas."""
    missing: str | None = None
    """Why there is no mean, where there is none."""

    def as_dict(self) -> dict[str, Any]:
        """Return plain data, rounded to six places; the reason only where there is one."""
        data = {k: round(v, 6) if isinstance(v, float) else v for k, v in self._asdict().items()}
        if self.missing is None:
            del data["missing"]
        return data


def t_quantile(df: int, level: float = 0.975) -> float:
    """Return the quantile of Student's t, by bisection on its distribution function (df >= 1).

    The distribution function is integrated by Simpson's rule in the angle atan(x / sqrt(df)); error below 1e-6.
    """

    def cdf(x: float) -> float:
        top = math.atan(x / math.sqrt(df))
        angles = np.linspace(0.0, top, 401)
        y = np.cos(angles) ** (df - 1)
        area = (top / 400 / 3) * float(y[0] + y[-1] + 4 * y[1:-1:2].sum() + 2 * y[2:-1:2].sum())
        log_c = math.lgamma((df + 1) / 2) - math.lgamma(df / 2) - 0.5 * math.log(math.pi)
        return 0.5 + math.exp(log_c) * area

    lo, hi = 0.0, 1e4
    for _ in range(80):
        mid = 0.5 * (lo + hi)
        lo, hi = (mid, hi) if cdf(mid) < level else (lo, mid)
    return 0.5 * (lo + hi)


_QUANTILES: dict[int, float] = {}


def _t(df: int) -> float:
    if df not in _QUANTILES:
        _QUANTILES[df] = t_quantile(df)
    return _QUANTILES[df]


def estimate(clusters: Mapping[str, Sequence[float]]) -> Estimate:
    """Return the mean over clusters of the clusters' means, with a t(G-1) interval.

    Args:
        clusters: persona -> the values of its episodes; what is missing is left out.
    """
    groups = {name: values for name, values in clusters.items() if values}
    n = sum(len(values) for values in groups.values())
    if not groups:
        return Estimate(None, None, None, 0, 0, "nothing was measured")
    means = np.array([sum(values) / len(values) for values in groups.values()])
    mean = float(means.mean())
    if len(means) < 2:
        return Estimate(mean, None, None, n, 1)
    half = _t(len(means) - 1) * float(means.std(ddof=1)) / math.sqrt(len(means))
    return Estimate(mean, mean - half, mean + half, n, len(means))


def capped(returns: Sequence[float], failed: Sequence[bool], ceiling: float) -> list[float]:
    """Return the returns as scores count them: an episode with a safety failure is worth at most ``ceiling``."""
    return [min(u, ceiling) if bad else u for u, bad in zip(returns, failed, strict=True)]


def score(
    own: Mapping[str, Sequence[float]], passive: Mapping[str, Sequence[float]], active: Mapping[str, Sequence[float]]
) -> Estimate:
    """Return 100 (U - U_passive) / (U_active - U_passive) over the personas that all three met.

    The interval is by the delta method on the personas' means, t(G-1). Missing, with the reason, where the
    denominator's interval includes 0.

    Args:
        own: persona -> returns of the agent's episodes.
        passive: the same of the passive reference.
        active: the same of the active reference.
    """
    shared = sorted(set(own) & set(passive) & set(active))
    n = sum(len(own[p]) for p in shared)

    def means(values: Mapping[str, Sequence[float]]) -> Any:
        return np.array([sum(values[p]) / len(values[p]) for p in shared])

    if len(shared) < 2:
        return Estimate(None, None, None, n, len(shared), "fewer than two personas in common with the references")
    top, bottom = means(own) - means(passive), means(active) - means(passive)
    t = _t(len(shared) - 1) / math.sqrt(len(shared))
    width = t * float(bottom.std(ddof=1))
    if abs(float(bottom.mean())) <= width:
        return Estimate(
            None, None, None, n, len(shared), "the interval of active minus passive includes 0: there is no scale"
        )
    r = float(top.mean() / bottom.mean())
    half = t * float((top - r * bottom).std(ddof=1)) / abs(float(bottom.mean()))
    return Estimate(100 * r, 100 * (r - half), 100 * (r + half), n, len(shared))
