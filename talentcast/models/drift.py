"""The last value plus the mean yearly change."""

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

#: Years used to estimate the mean change.
LONGEST = 60


@dataclass(frozen=True)
class DriftBlock:
    """Random walks with drift."""

    last: Array
    drift: Array
    variance: Array
    df: float
    changes: int
    lowest: Array

    def predict(self, horizon: int, levels: Array) -> Prediction:
        """Add h drifts; their error adds h^2 / (number of changes) to the variance."""
        steps = np.arange(1, horizon + 1)
        location = self.last[:, None] + self.drift[:, None] * steps
        scale = np.sqrt(self.variance[:, None] * (steps + steps**2 / self.changes))
        quantiles = student_quantiles(location, scale, self.df, with_mean(levels))
        return finish(quantiles, levels, self.lowest)

    def explain(self) -> list[list[Reason]]:
        """Say that the mean change carries the forecast."""
        note = f"mean of {self.changes} yearly changes"
        return [[Reason("member", "drift", float(drift), note)] for drift in self.drift]


def fit_drift_block(block: Array) -> DriftBlock:
    """Fit random walks with drift to series of one length, shape (k, n)."""
    changes = np.diff(block, axis=1)
    drift = changes.mean(axis=1)
    squares = ((changes - drift[:, None]) ** 2).sum(axis=1)
    variance, df = posterior_variance(squares, changes.shape[1] - 1.0, prior_variance(block))
    return DriftBlock(block[:, -1].copy(), drift, variance, df, changes.shape[1], lowest_of(block))


class Drift:
    """Random walk with drift.

    Source
    ------
    Hyndman and Athanasopoulos (2021), Forecasting, 3rd ed., sections 5.2 and 5.5: the h-step
    variance is s^2 (h + h^2 / (n - 1)).

    Examples
    --------
    >>> import numpy as np
    >>> fitted = Drift().fit([np.array([3.0, 4.0, 6.0])])
    >>> fitted.predict(2, np.array([0.5])).point
    array([[7.5, 9. ]])
    """

    name = "drift"
    min_points = 2

    def fit(self, y: Sequence[Array]) -> BlockwiseFitted:
        """Fit each series by itself."""
        return fit_blocks(checked_series(y, self.min_points, self.name), fit_drift_block, LONGEST)
