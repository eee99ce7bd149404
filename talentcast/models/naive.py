"""The last value, with the interval of a random walk: the yardstick of all others."""

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

#: Years used; a random walk's step of a century ago says nothing about the next one.
LONGEST = 60


@dataclass(frozen=True)
class NaiveBlock:
    """Random walks: last values, step variances and their degrees of freedom."""

    last: Array
    variance: Array
    df: float
    lowest: Array

    def predict(self, horizon: int, levels: Array) -> Prediction:
        """Repeat the last value; the scale grows with the square root of the horizon."""
        steps = np.arange(1, horizon + 1)
        location = np.repeat(self.last[:, None], horizon, axis=1)
        scale = np.sqrt(self.variance[:, None] * steps)
        quantiles = student_quantiles(location, scale, self.df, with_mean(levels))
        return finish(quantiles, levels, self.lowest)

    def explain(self) -> list[list[Reason]]:
        """Say that the last value carries the forecast."""
        return [
            [Reason("member", "naive", 1.0, f"stays at the last value, {last:g}")]
            for last in self.last
        ]


def fit_naive_block(block: Array) -> NaiveBlock:
    """Fit random walks without drift to series of one length, shape (k, n)."""
    changes = np.diff(block, axis=1)
    variance, df = posterior_variance(
        (changes**2).sum(axis=1), float(changes.shape[1]), prior_variance(block)
    )
    return NaiveBlock(block[:, -1].copy(), variance, df, lowest_of(block))


class Naive:
    """Repeat the last value.

    Source
    ------
    Hyndman and Athanasopoulos (2021), Forecasting, 3rd ed., sections 5.2 and 5.5: the h-step
    standard deviation of a random walk is the step's times the square root of h. The step
    variance has a weak prior (`intervals.PRIOR_CHANGE`) and the interval is Student's t.

    Examples
    --------
    >>> import numpy as np
    >>> fitted = Naive().fit([np.array([3.0, 4.0, 5.0])])
    >>> fitted.predict(2, np.array([0.5])).point
    array([[5., 5.]])
    """

    name = "naive"
    min_points = 2

    def fit(self, y: Sequence[Array]) -> BlockwiseFitted:
        """Fit each series by itself."""
        return fit_blocks(checked_series(y, self.min_points, self.name), fit_naive_block, LONGEST)
