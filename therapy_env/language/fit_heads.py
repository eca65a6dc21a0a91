"""Linear heads fitted by full-batch L-BFGS, pulled toward what is known before; the same input, the same output."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def _minimised(loss: Callable[[Array], tuple[float, Array]], start: Array, steps: int = 150) -> Array:
    from scipy.optimize import minimize

    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxfun": 2 * steps})
    return np.asarray(found.x)


def logistic(x: Any, y: Array, w: Array, prior: Array, ridge: float, steps: int = 60) -> Array:
    """Fit a logistic head for each column of ``y`` (soft labels, weights ``w`` of the same shape).

    The penalty pulls toward ``prior``, which has the biases in its last row; these are free.
    """
    x, prior, whole, full = _occurring(x, prior)
    d, k = x.shape[1], y.shape[1]
    t = x.T.tocsr() if hasattr(x, "tocsr") else x.T

    def loss(flat: Array) -> tuple[float, Array]:
        theta = flat.reshape(d + 1, k)
        z = x @ theta[:d] + theta[d]
        p = 1.0 / (1.0 + np.exp(-np.clip(z, -40, 40)))
        off = theta[:d] - prior[:d]
        value = float((w * (np.logaddexp(0.0, z) - y * z)).sum()) + 0.5 * ridge * float((off * off).sum())
        residual = w * (p - y)
        return value, np.vstack([t @ residual + ridge * off, residual.sum(axis=0)]).ravel()

    whole[full] = _minimised(loss, prior.ravel().copy(), steps).reshape(d + 1, k)
    return whole


def _occurring(x: Any, prior: Array) -> tuple[Any, Array, Array, NDArray[np.int64]]:
    """Leave out columns that are 0 throughout: their weights stay as they were.

    Returns:
        The columns left, their prior, a copy of the whole prior to write into, and where in it the columns stand.
    """
    if not hasattr(x, "tocsr"):
        return x, prior, prior.copy(), np.arange(len(prior))
    kept = np.flatnonzero(np.bincount(x.indices, minlength=x.shape[1]))
    full = np.r_[kept, x.shape[1]]
    return x[:, kept], prior[full], prior.copy(), full


def softmax(x: Any, y: Array, w: Array, prior: Array, ridge: float, steps: int = 120) -> Array:
    """Fit a softmax; ``y`` is one-hot, ``prior`` is (features + 1, classes) with the biases last."""
    x, prior, whole, full = _occurring(x, prior)
    d, k = x.shape[1], y.shape[1]
    t = x.T.tocsr() if hasattr(x, "tocsr") else x.T

    def loss(flat: Array) -> tuple[float, Array]:
        theta = flat.reshape(d + 1, k)
        z = x @ theta[:d] + theta[d]
        z = z - z.max(axis=1, keepdims=True)
        norm = np.log(np.exp(z).sum(axis=1, keepdims=True))
        p = np.exp(z - norm)
        off = theta[:d] - prior[:d]
        value = float((w[:, None] * y * (norm - z)).sum()) + 0.5 * ridge * float((off * off).sum())
        residual = w[:, None] * (p - y)
        return value, np.vstack([t @ residual + ridge * off, residual.sum(axis=0)]).ravel()

    whole[full] = _minimised(loss, prior.ravel().copy(), steps).reshape(d + 1, k)
    return whole


def logistic_shared(x: Any, one: Array, y: Array, w: Array, prior: Array, ridge: float) -> Array:
    """Fit a logistic head whose bias only counts where ``one`` is 1: a difference of two turns has none."""
    from scipy.sparse import csr_matrix, hstack

    x = hstack([x, csr_matrix(one)], format="csr")
    d = x.shape[1]
    t = x.T.tocsr()
    penalty = np.full((d, 1), ridge)
    penalty[-1] = 0.0

    def loss(flat: Array) -> tuple[float, Array]:
        theta = flat.reshape(d, 1)
        z = x @ theta
        p = 1.0 / (1.0 + np.exp(-np.clip(z, -40, 40)))
        off = theta - prior
        value = float((w * (np.logaddexp(0.0, z) - y * z)).sum()) + 0.5 * float((penalty * off * off).sum())
        return value, (t @ (w * (p - y)) + penalty * off).ravel()

    return _minimised(loss, prior.ravel().copy()).reshape(d, 1)
