"""Unobserved components by statsmodels: level, level with drift, smooth trend."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from talentcast.models.base import Array, checked_series
from talentcast.models.per_series import (
    Chosen,
    PerSeriesFitted,
    corrected_aic,
    fit_each,
)

#: Name in statsmodels, fewest points, parameters with the initial states.
SPECIFICATIONS = (
    ("rwalk", 3, 2),
    ("rwdrift", 4, 3),
    ("llevel", 5, 3),
    ("lldtrend", 6, 4),
    ("strend", 6, 3),
)


def _fit_specification(z: Array, level: str, parameters: int) -> tuple[float, Chosen] | None:
    """Criterion and fit of one specification, None where it fails.

    The likelihood leaves out as many first years as there are unknown states; it is put on the
    same number of years for all, so that they can be compared.
    """
    from statsmodels.tsa.statespace.structural import UnobservedComponents

    try:
        result: Any = UnobservedComponents(z, level=level).fit(disp=0)
    except (ValueError, np.linalg.LinAlgError):
        return None
    used = z.size - int(result.loglikelihood_burn)
    criterion = corrected_aic(float(result.llf) * z.size / used, parameters, z.size)

    def paths(horizon: int) -> tuple[Array, Array]:
        forecast = result.get_forecast(horizon)
        return np.asarray(forecast.predicted_mean), np.asarray(forecast.se_mean)

    return criterion, Chosen(level, parameters, paths)


def fit_structural(z: Array) -> Chosen | None:
    """Choose by corrected AIC; None for constant series or failure."""
    if np.ptp(z) == 0:
        return None
    fits = [
        _fit_specification(z, level, parameters)
        for level, least, parameters in SPECIFICATIONS
        if z.size >= least
    ]
    found = [fit for fit in fits if fit is not None]
    return min(found, key=lambda fit: fit[0])[1] if found else None


class Structural:
    """Structural time series, specification chosen by corrected AIC.

    A constant series, or one on which nothing fits, gets the random walk with drift.

    Source
    ------
    Harvey (1989), Forecasting, Structural Time Series Models and the Kalman Filter; estimation
    by statsmodels.

    Examples
    --------
    >>> import numpy as np
    >>> fitted = Structural().fit([np.array([100.0, 103.0, 104.0, 109.0, 111.0, 115.0])])
    >>> fitted.predict(2, np.array([0.5])).point.shape
    (1, 2)
    """

    name = "structural"
    min_points = 3

    def fit(self, y: Sequence[Array]) -> PerSeriesFitted:
        """Fit each series by itself."""
        return fit_each(checked_series(y, self.min_points, self.name), self.name, fit_structural)
