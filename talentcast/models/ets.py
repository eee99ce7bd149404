"""ETS by statsmodels: no trend, trend or damped trend, the best by corrected AIC."""

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

#: Trend, damped, fewest points, parameters with the variance: (A,N,N), (A,A,N), (A,Ad,N).
SPECIFICATIONS = (
    (None, False, 4, 3),
    ("add", False, 6, 5),
    ("add", True, 8, 6),
)


def step_weights(alpha: float, beta: float, phi: float, horizon: int) -> Array:
    """Weights of the errors of past steps in an h-step error, first 1: c_j = alpha + beta phi_j.

    Source
    ------
    Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing, table 6.1;
    beta is theirs, alpha beta* of the recursive form.

    Examples
    --------
    >>> step_weights(0.5, 0.1, 1.0, 3)
    array([1. , 0.6, 0.7])
    """
    slopes = np.cumsum(phi ** np.arange(1, max(horizon, 1)))
    return np.concatenate([[1.0], alpha + beta * slopes])[:horizon]


def _fit_specification(
    z: Array, trend: str | None, damped: bool, parameters: int
) -> tuple[float, Chosen] | None:
    """Criterion and fit of one specification, None where it fails."""
    from statsmodels.tsa.holtwinters import ExponentialSmoothing

    try:
        result: Any = ExponentialSmoothing(
            z, trend=trend, damped_trend=damped, initialization_method="estimated"
        ).fit()
    except (ValueError, np.linalg.LinAlgError):
        return None
    squares = max(float(result.sse), np.finfo(float).tiny)
    log_likelihood = -0.5 * z.size * np.log(squares / z.size)
    alpha = float(result.params["smoothing_level"])
    beta = float(result.params["smoothing_trend"]) if trend else 0.0
    phi = float(result.params["damping_trend"]) if damped else 1.0
    variance = squares / max(z.size - parameters, 1)

    def paths(horizon: int) -> tuple[Array, Array]:
        weights = step_weights(alpha, alpha * beta, phi, horizon)
        scale = np.sqrt(variance * np.cumsum(weights**2))
        return np.asarray(result.forecast(horizon)), scale

    label = f"ETS(A,{'N' if trend is None else 'Ad' if damped else 'A'},N), alpha {alpha:.2f}"
    criterion = corrected_aic(log_likelihood, parameters, z.size)
    return criterion, Chosen(label, parameters, paths)


def fit_ets(z: Array) -> Chosen | None:
    """Choose by corrected AIC; None for constant series, three points or failure."""
    if np.ptp(z) == 0:
        return None
    fits = [
        _fit_specification(z, trend, damped, parameters)
        for trend, damped, least, parameters in SPECIFICATIONS
        if z.size >= least
    ]
    found = [fit for fit in fits if fit is not None]
    return min(found, key=lambda fit: fit[0])[1] if found else None


class Ets:
    """Exponential smoothing with additive error, specification chosen by corrected AIC.

    A constant series and one of three values get the random walk with drift.

    Source
    ------
    Hyndman, Koehler, Ord and Snyder (2008); estimation by statsmodels.

    Examples
    --------
    >>> import numpy as np
    >>> fitted = Ets().fit([np.array([100.0, 103.0, 104.0, 109.0, 111.0, 115.0])])
    >>> fitted.predict(2, np.array([0.5])).point.shape
    (1, 2)
    """

    name = "ets"
    min_points = 3

    def fit(self, y: Sequence[Array]) -> PerSeriesFitted:
        """Fit each series by itself."""
        return fit_each(checked_series(y, self.min_points, self.name), self.name, fit_ets)
