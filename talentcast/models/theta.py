"""The Theta method: exponential smoothing that drifts at half the slope of a straight line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from talentcast.models.base import Array, Prediction, Reason, checked_series
from talentcast.models.blocks import BlockwiseFitted, fit_blocks
from talentcast.models.intervals import (
    finish,
    lowest_of,
    posterior_variance,
    prior_variance,
    student_quantiles,
    with_mean,
)

#: Smoothing constants tried; the one with the smallest one-step error is kept.
ALPHAS = np.linspace(0.1, 1.0, 19)

#: Years used.
LONGEST = 60


@dataclass(frozen=True)
class ThetaBlock:
    """Simple exponential smoothing with drift."""

    level: Array
    drift: Array
    alpha: Array
    variance: Array
    df: float
    lowest: Array

    def predict(self, horizon: int, levels: Array) -> Prediction:
        """Level plus h drifts; variance s^2 (1 + (h - 1) alpha^2)."""
        steps = np.arange(1, horizon + 1)
        location = self.level[:, None] + self.drift[:, None] * steps
        growth = 1 + (steps - 1) * self.alpha[:, None] ** 2
        scale = np.sqrt(self.variance[:, None] * growth)
        quantiles = student_quantiles(location, scale, self.df, with_mean(levels))
        return finish(quantiles, levels, self.lowest)

    def explain(self) -> list[list[Reason]]:
        """Drift and smoothing constant."""
        return [
            [
                Reason("member", "theta", float(drift), "yearly change: half the fitted slope"),
                Reason("shrinkage", "alpha", float(alpha), "weight of the newest value"),
            ]
            for drift, alpha in zip(self.drift, self.alpha, strict=True)
        ]


def smooth(block: Array, drift: Array, alphas: Array) -> tuple[Array, Array]:
    """One-step squared error and last level of smoothing with drift for each constant.

    Parameters
    ----------
    block : array, shape (k, n)
    drift : array, shape (k,)
    alphas : array, shape (a,)

    Returns
    -------
    squares, level : arrays, shape (k, a)
    """
    level = np.repeat(block[:, :1], alphas.size, axis=1)
    squares = np.zeros_like(level)
    for step in range(1, block.shape[1]):
        error = block[:, step : step + 1] - level - drift[:, None]
        squares += error**2
        level = level + drift[:, None] + alphas * error
    return squares, level


def fit_theta_block(block: Array) -> ThetaBlock:
    """Fit series of one length, shape (k, n)."""
    n = block.shape[1]
    time = np.arange(n) - (n - 1) / 2
    drift = block @ time / (time @ time) / 2
    squares, level = smooth(block, drift, ALPHAS)
    best = squares.argmin(axis=1)
    rows = np.arange(len(block))
    variance, df = posterior_variance(squares[rows, best], max(n - 3.0, 1.0), prior_variance(block))
    return ThetaBlock(level[rows, best], drift, ALPHAS[best], variance, df, lowest_of(block))


class Theta:
    """The standard Theta method on a fixed grid of smoothing constants.

    Source
    ------
    Assimakopoulos and Nikolopoulos (2000), Int. J. Forecasting 16(4), 521-530; as smoothing with
    drift and its variance: Hyndman and Billah (2003), Int. J. Forecasting 19(2), 287-290.

    Examples
    --------
    >>> import numpy as np
    >>> fitted = Theta().fit([np.array([1.0, 2.0, 3.0, 4.0])])
    >>> fitted.predict(2, np.array([0.5])).point.round(2)
    array([[4.5, 5. ]])
    """

    name = "theta"
    min_points = 3

    def fit(self, y: Sequence[Array]) -> BlockwiseFitted:
        """Fit each series by itself."""
        return fit_blocks(checked_series(y, self.min_points, self.name), fit_theta_block, LONGEST)
