"""Prophet by name: a piecewise linear trend, without any seasonality on yearly data."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np

from talentcast.models.base import Array, checked_series
from talentcast.models.per_series import Chosen, PerSeriesFitted, fit_each

#: Prophet's own default, lowered to one changepoint per three years on short series.
MOST_CHANGEPOINTS = 25

#: Draws of the future behind an interval, and their seed.
DRAWS = 500
SEED = 20_250_101

#: Any first year does; the trend only needs equal steps.
FIRST_YEAR = 2000


@contextmanager
def _quiet() -> Iterator[None]:
    """Silence log lines while the library is loaded and fits."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def _dates(first: int, count: int) -> Any:
    """First days of `count` years."""
    import pandas as pd

    return pd.to_datetime([f"{FIRST_YEAR + first + i}-01-01" for i in range(count)])


def fit_prophet(z: Array) -> Chosen | None:
    """Fit Prophet to one scaled series, None where the optimiser fails."""
    import pandas as pd

    with _quiet():
        from prophet import Prophet as Library

    model = Library(
        n_changepoints=min(MOST_CHANGEPOINTS, z.size // 3),
        yearly_seasonality=False,
        weekly_seasonality=False,
        daily_seasonality=False,
        uncertainty_samples=DRAWS,
    )
    try:
        with _quiet():
            model.fit(pd.DataFrame({"ds": _dates(0, z.size), "y": z}), seed=SEED)
    except (RuntimeError, ValueError):
        return None

    def paths(horizon: int) -> tuple[Array, Array]:
        future = pd.DataFrame({"ds": _dates(z.size, horizon)})
        state = np.random.get_state()
        np.random.seed(SEED)
        try:
            draws = model.predictive_samples(future)["yhat"]
        finally:
            np.random.set_state(state)
        return np.median(draws, axis=1), draws.std(axis=1)

    return Chosen("piecewise linear trend", 4, paths)


class Prophet:
    """Prophet with its defaults, apart from seasonality, which yearly data cannot have.

    Its intervals cover about half of what they promise on yearly data; see docs/models.md.

    Source
    ------
    Taylor and Letham (2018), The American Statistician 72(1), 37-45.
    """

    name = "prophet"
    min_points = 3

    def fit(self, y: Sequence[Array]) -> PerSeriesFitted:
        """Fit each series by itself."""
        return fit_each(checked_series(y, self.min_points, self.name), self.name, fit_prophet)
