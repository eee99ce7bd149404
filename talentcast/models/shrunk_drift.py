"""Random walk with a drift that is shrunk towards no growth: the safest choice on few points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from talentcast.models.base import Array, Prediction, Reason, checked_series
from talentcast.models.blocks import BlockwiseFitted, fit_blocks
from talentcast.models.intervals import (
    PRIOR_CHANGE,
    finish,
    lowest_of,
    posterior_variance,
    student_quantiles,
    with_mean,
)
from talentcast.models.transforms import WorkingScale, relative_scale

#: Standard deviation, over series, of the long-run yearly growth: the prior of the drift.
DRIFT_SPREAD = 0.04

#: Years used.
LONGEST = 60


@dataclass(frozen=True)
class ShrunkDriftBlock:
    """Random walks with shrunk drift on the relative scale."""

    last: Array
    drift: Array
    weight: Array
    variance: Array
    drift_variance: Array
    df: float
    scale: WorkingScale
    lowest: Array

    def quantiles(self, horizon: int, levels: Array) -> Array:
        """Quantiles (k, h, q); the drift's posterior variance enters with h squared."""
        steps = np.arange(1, horizon + 1)
        location = self.last[:, None] + self.drift[:, None] * steps
        spread = np.sqrt(self.variance[:, None] * steps + self.drift_variance[:, None] * steps**2)
        return self.scale.restore(student_quantiles(location, spread, self.df, levels))

    def predict(self, horizon: int, levels: Array) -> Prediction:
        """Last value plus h drifts."""
        return finish(self.quantiles(horizon, with_mean(levels)), levels, self.lowest)

    def explain(self) -> list[list[Reason]]:
        """Growth a year and how far it was shrunk."""
        reasons = []
        for drift, weight, is_log in zip(self.drift, self.weight, self.scale.is_log, strict=True):
            unit = "in logs" if is_log else "of the level"
            reasons.append(
                [
                    Reason("member", "shrunk_drift", float(drift), f"yearly change, {unit}"),
                    Reason("shrinkage", "drift", float(weight), "share of the mean change kept"),
                ]
            )
        return reasons


def fit_shrunk_drift_block(block: Array, spread: float = DRIFT_SPREAD) -> ShrunkDriftBlock:
    """Fit series of one length, shape (k, n), with a prior of standard deviation `spread`."""
    z, scale = relative_scale(block)
    changes = np.diff(z, axis=1)
    mean = changes.mean(axis=1)
    squares = ((changes - mean[:, None]) ** 2).sum(axis=1)
    prior = np.full(len(block), PRIOR_CHANGE**2)
    variance, df = posterior_variance(squares, changes.shape[1] - 1.0, prior)
    of_mean = variance / changes.shape[1]
    weight = spread**2 / (spread**2 + of_mean)
    return ShrunkDriftBlock(
        z[:, -1].copy(),
        weight * mean,
        weight,
        variance,
        weight * of_mean,
        df,
        scale,
        lowest_of(block),
    )


class ShrunkDrift:
    """Empirical-Bayes drift: the mean change times spread^2 / (spread^2 + s^2 / (n - 1)).

    Parameters
    ----------
    spread : float
        Prior standard deviation of yearly growth; 0.04 is 4 % a year.

    Source
    ------
    The posterior mean of a normal mean under a normal prior around zero: Efron and Morris (1973),
    JASA 68(341), 117-130.

    Examples
    --------
    >>> import numpy as np
    >>> fitted = ShrunkDrift().fit([np.array([100.0, 104.0, 108.0, 112.0])])
    >>> fitted.predict(2, np.array([0.5])).point.round(1)
    array([[115.9, 119.9]])
    """

    name = "shrunk_drift"
    min_points = 2

    def __init__(self, *, spread: float = DRIFT_SPREAD) -> None:
        self.spread = spread

    def fit(self, y: Sequence[Array]) -> BlockwiseFitted:
        """Fit each series by itself."""
        return fit_blocks(
            checked_series(y, self.min_points, self.name),
            lambda block: fit_shrunk_drift_block(block, self.spread),
            LONGEST,
        )
