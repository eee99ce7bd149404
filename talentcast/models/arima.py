"""ARIMA by statsmodels: a few small orders, the best by corrected AIC."""

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

#: (p, d, q), trend ("t" is a drift after one difference), fewest points. One difference
#: throughout, so that their likelihoods can be compared.
ORDERS = (
    ((0, 1, 0), "n", 3),
    ((0, 1, 0), "t", 4),
    ((0, 1, 1), "n", 6),
    ((0, 1, 1), "t", 7),
    ((1, 1, 0), "n", 6),
    ((1, 1, 0), "t", 7),
    ((1, 1, 1), "t", 12),
)


def _fit_order(z: Array, order: tuple[int, int, int], trend: str) -> tuple[float, Chosen] | None:
    """Criterion and fit of one order, None where it fails."""
    from statsmodels.tsa.arima.model import ARIMA

    try:
        result: Any = ARIMA(z, order=order, trend=trend).fit()
    except (ValueError, np.linalg.LinAlgError):
        return None
    parameters = len(result.params)
    criterion = corrected_aic(float(result.llf), parameters, z.size - 1)

    def paths(horizon: int) -> tuple[Array, Array]:
        forecast = result.get_forecast(horizon)
        return np.asarray(forecast.predicted_mean), np.asarray(forecast.se_mean)

    label = f"ARIMA{order}".replace(" ", "") + (" with drift" if trend == "t" else "")
    return criterion, Chosen(label, parameters, paths)


def fit_arima(z: Array) -> Chosen | None:
    """Choose the order with the smallest corrected AIC; None for constant series or failure."""
    if np.ptp(z) == 0:
        return None
    fits = [_fit_order(z, order, trend) for order, trend, least in ORDERS if z.size >= least]
    found = [fit for fit in fits if fit is not None]
    return min(found, key=lambda fit: fit[0])[1] if found else None


class Arima:
    """Non-seasonal ARIMA with one difference, order chosen by corrected AIC.

    A constant series, or one on which no order fits, gets the random walk with drift; `explain`
    says so.

    Source
    ------
    Box and Jenkins (1970), Time Series Analysis; estimation by statsmodels.

    Examples
    --------
    >>> import numpy as np
    >>> fitted = Arima().fit([np.array([100.0, 103.0, 104.0, 109.0, 111.0, 115.0])])
    >>> fitted.predict(2, np.array([0.5])).point.shape
    (1, 2)
    """

    name = "arima"
    min_points = 3

    def fit(self, y: Sequence[Array]) -> PerSeriesFitted:
        """Fit each series by itself."""
        return fit_each(checked_series(y, self.min_points, self.name), self.name, fit_arima)
