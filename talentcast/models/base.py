"""What every model is: a `Forecaster` that is fitted to a list of series and then predicts.

A model never sees names or years: it gets one array a series, oldest value first, one value a
year, and predicts the years that follow. `fit` returns a new `Fitted` and leaves the forecaster
and the arrays as they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

from talentcast.errors import HorizonError, SchemaError, ShortSeriesError

Array = npt.NDArray[np.float64]

#: Longest horizon that any model accepts, in years.
LONGEST_HORIZON = 50


class Reason(NamedTuple):
    """One statement about one series' forecast.

    `step` is one of "member", "shrinkage", "jump", "outlier", "backtest", "interval", "warning";
    the first cells of a row of `frames.EXPLANATION` after the series.
    """

    step: str
    item: str
    value: float | None
    note: str


@dataclass(frozen=True)
class Prediction:
    """Forecasts of n series, h years ahead.

    `point` (n, h) is the median of the predictive distribution, `quantiles` (n, h, q) are in the
    order in which the levels were asked for, `mean` (n, h) adds up over series where a model
    gives it. Unit: that of the series.
    """

    point: Array
    quantiles: Array
    mean: Array | None = None


class Fitted(Protocol):
    """A model that has seen its series."""

    def predict(self, horizon: int, quantiles: Array) -> Prediction:
        """Points and quantiles for 1 to `horizon` years after each series' last value."""
        ...

    def explain(self) -> list[list[Reason]]:
        """Why the forecasts are what they are: one list of reasons a series."""
        ...


class Forecaster(Protocol):
    """A model by name; `__init__` stores its arguments unchanged."""

    @property
    def name(self) -> str:
        """The name under which `models.get` finds it."""
        ...

    @property
    def min_points(self) -> int:
        """Fewest values that a series may have."""
        ...

    def fit(self, y: Sequence[Array]) -> Fitted:
        """Learn from 1-D arrays, oldest first, yearly steps, finite, of any lengths."""
        ...


def checked_series(y: Sequence[Array], min_points: int, name: str) -> list[Array]:
    """Return the series as float arrays, or say which one cannot be used and why.

    Parameters
    ----------
    y : sequence of arrays, each of shape (n_i,)
    min_points : int
        Fewest values that the model needs.
    name : str
        The model, for the message.

    Raises
    ------
    SchemaError
        If a series is not one-dimensional or holds NaN or an infinity.
    ShortSeriesError
        If a series has fewer than `min_points` values.

    Examples
    --------
    >>> checked_series([[1, 2, 3]], 2, "naive")
    [array([1., 2., 3.])]
    """
    series = []
    for position, values in enumerate(y):
        try:
            array = np.asarray(values, dtype=np.float64)
        except (TypeError, ValueError) as error:
            raise SchemaError(f"series {position}: got text; expected numbers") from error
        if array.ndim != 1:
            raise SchemaError(
                f"series {position}: got {array.ndim} dimensions; expected one value a year"
            )
        if not np.isfinite(array).all():
            raise SchemaError(
                f"series {position}: got NaN or an infinity; expected finite values; "
                "drop or fill those years"
            )
        if array.size < min_points:
            raise ShortSeriesError(
                f"series {position}: got {array.size} values; {name} needs {min_points} or more; "
                "add years or choose another method"
            )
        series.append(array)
    return series


def checked_request(horizon: int, quantiles: Array) -> Array:
    """Return the quantile levels as an array after checking them and the horizon.

    Raises
    ------
    HorizonError
        If `horizon` is not a whole number from 1 to `LONGEST_HORIZON`.
    SchemaError
        If a quantile is not between 0 and 1.

    Examples
    --------
    >>> checked_request(3, [0.1, 0.9])
    array([0.1, 0.9])
    """
    if int(horizon) != horizon or not 1 <= horizon <= LONGEST_HORIZON:
        raise HorizonError(
            f"got a horizon of {horizon} years; expected 1 to {LONGEST_HORIZON}; ask for fewer"
        )
    levels = np.atleast_1d(np.asarray(quantiles, dtype=np.float64))
    if not ((levels > 0) & (levels < 1)).all():
        raise SchemaError(f"got quantiles {quantiles}; expected values between 0 and 1")
    return levels
