"""Shares and percentages: any model on the logit scale, so that forecasts stay inside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from talentcast.errors import SchemaError
from talentcast.models.base import (
    Array,
    Fitted,
    Forecaster,
    Prediction,
    Reason,
    checked_request,
    checked_series,
)
from talentcast.models.intervals import finish, with_mean


def to_logit(values: Array, upper: float) -> Array:
    """Log odds of values / `upper`; 0 and the whole are moved half a step of n inside.

    Parameters
    ----------
    values : array, shape (n,)
        From 0 to `upper`.
    upper : float
        The whole: 1 for shares, 100 for percentages.

    Source
    ------
    Smithson and Verkuilen (2006), Psychological Methods 11(1), 54-71: (y (n - 1) + 0.5) / n,
    applied only to series that touch a bound.

    Examples
    --------
    >>> import numpy as np
    >>> to_logit(np.array([50.0, 75.0]), 100.0).round(3)
    array([0.   , 1.099])
    """
    share = values / upper
    if share.min() <= 0 or share.max() >= 1:
        share = (share * (values.size - 1) + 0.5) / values.size
    return np.asarray(np.log(share / (1 - share)))


def from_logit(values: Array, upper: float) -> Array:
    """Inverse of `to_logit` away from the bounds."""
    from scipy.special import expit

    return np.asarray(upper * expit(values))


@dataclass(frozen=True)
class ShareFitted:
    """A model fitted to log odds."""

    inner: Fitted
    upper: float

    def predict(self, horizon: int, quantiles: Array) -> Prediction:
        """Quantiles of the log odds, turned back into shares."""
        levels = checked_request(horizon, quantiles)
        part = self.inner.predict(horizon, with_mean(levels))
        shares = from_logit(part.quantiles, self.upper)
        return finish(shares, levels, np.zeros(len(shares)))

    def explain(self) -> list[list[Reason]]:
        """Give the inner model's reasons; their figures are log odds."""
        note = Reason("interval", "logit", self.upper, "forecast as log odds of this whole")
        return [[note, *reasons] for reasons in self.inner.explain()]


class Share:
    """Wrap a forecaster so that it works on log odds.

    Parameters
    ----------
    inner : Forecaster
    upper : float
        The whole: 1 for shares, 100 for percentages.

    Raises
    ------
    SchemaError
        On `fit`, if a value is below 0 or above `upper`.
    """

    def __init__(self, inner: Forecaster, *, upper: float = 1.0) -> None:
        self.inner = inner
        self.upper = upper

    @property
    def name(self) -> str:
        """The inner model's name."""
        return self.inner.name

    @property
    def min_points(self) -> int:
        """The inner model's."""
        return self.inner.min_points

    def fit(self, y: Sequence[Array]) -> ShareFitted:
        """Fit the inner model to log odds."""
        series = checked_series(y, self.min_points, self.name)
        for position, values in enumerate(series):
            if values.min() < 0 or values.max() > self.upper:
                raise SchemaError(
                    f"series {position}: got {values.min():g} to {values.max():g}; expected "
                    f"shares from 0 to {self.upper:g}; give the whole as upper (1 or 100)"
                )
        return ShareFitted(
            self.inner.fit([to_logit(values, self.upper) for values in series]), self.upper
        )


def for_whole(model: Forecaster, upper: float) -> Forecaster:
    """Keep a model's forecasts within the whole of a share; counts have none (infinity).

    Examples
    --------
    >>> from talentcast.models import get
    >>> for_whole(get("naive"), 100.0).fit([np.array([99.0, 99.5])]).predict(
    ...     1, np.array([0.975])).quantiles.max() < 100
    np.True_
    """
    return model if np.isinf(upper) or isinstance(model, Share) else Share(model, upper=upper)
