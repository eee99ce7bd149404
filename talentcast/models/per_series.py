"""Models of other libraries, which take one series at a time: scaling, fallback, quantiles."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from talentcast.models.base import Array, Prediction, Reason, checked_request
from talentcast.models.drift import fit_drift_block
from talentcast.models.intervals import (
    PRIOR_CHANGE,
    PRIOR_OBSERVATIONS,
    finish,
    lowest_of,
    student_quantiles,
    with_mean,
)
from talentcast.models.transforms import level_of

#: A forecast further than this many levels from zero is a failed fit, not a forecast.
LARGEST_MULTIPLE = 1e4

#: Takes the horizon; gives location and scale, each (h,), in units of the level.
Paths = Callable[[int], tuple[Array, Array]]


@dataclass(frozen=True)
class Chosen:
    """One fitted specification: its name, its parameter count and how it predicts."""

    specification: str
    parameters: int
    paths: Paths


#: Fits one scaled series; None where every specification failed.
FitOne = Callable[[Array], Chosen | None]


@dataclass(frozen=True)
class PerSeriesFitted:
    """Fits of single series, `None` where the random walk with drift stands in."""

    name: str
    series: tuple[Array, ...]
    fits: tuple[Chosen | None, ...]

    def predict(self, horizon: int, quantiles: Array) -> Prediction:
        """Points, means and quantiles of all series; see `Prediction`."""
        levels = checked_request(horizon, quantiles)
        parts = [
            predict_one(values, chosen, horizon, levels)
            for values, chosen in zip(self.series, self.fits, strict=True)
        ]
        if not parts:
            empty = np.empty((0, horizon))
            return Prediction(empty, np.empty((0, horizon, levels.size)), empty)
        return Prediction(
            np.concatenate([part.point for part in parts]),
            np.concatenate([part.quantiles for part in parts]),
            np.concatenate([np.asarray(part.mean) for part in parts]),
        )

    def explain(self) -> list[list[Reason]]:
        """Name the specification that was kept."""
        return [
            [Reason("member", self.name, 1.0, chosen.specification)]
            if chosen
            else [Reason("warning", self.name, None, "did not fit; random walk with drift instead")]
            for chosen in self.fits
        ]


def predict_one(values: Array, chosen: Chosen | None, horizon: int, levels: Array) -> Prediction:
    """Predict one series with its own fit, or with the drift where that gives nothing usable."""
    block = values[None, :]
    if chosen is None:
        return fit_drift_block(block).predict(horizon, levels)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        location, scale = chosen.paths(horizon)
    usable = np.isfinite(location).all() and np.isfinite(scale).all()
    if not usable or np.abs(location).max() > LARGEST_MULTIPLE:
        return fit_drift_block(block).predict(horizon, levels)
    freedom = max(values.size - chosen.parameters, 1) + PRIOR_OBSERVATIONS
    floor = PRIOR_OBSERVATIONS * PRIOR_CHANGE**2 * np.arange(1, horizon + 1)
    weight = (freedom - PRIOR_OBSERVATIONS) / freedom
    spread = np.sqrt(weight * scale**2 + floor / freedom)
    working = student_quantiles(location[None], spread[None], freedom, with_mean(levels))
    return finish(working * level_of(block)[:, None, None], levels, lowest_of(block))


def fit_each(y: Sequence[Array], name: str, fit_one: FitOne) -> PerSeriesFitted:
    """Fit every series by itself, divided by its level, with the library's warnings kept quiet."""
    # statsmodels asks on import to hear each of its warnings, which would undo the silence below
    import statsmodels.tools.sm_exceptions  # noqa: F401

    fits = []
    for values in y:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            fits.append(fit_one(values / level_of(values[None, :])[0]))
    return PerSeriesFitted(name, tuple(values.copy() for values in y), tuple(fits))


def corrected_aic(log_likelihood: float, parameters: int, n: int) -> float:
    """Akaike's criterion corrected for short series; infinite where it is not defined.

    Source
    ------
    Hurvich and Tsai (1989), Biometrika 76(2), 297-307.

    Examples
    --------
    >>> corrected_aic(-10.0, 2, 8)
    26.4
    >>> corrected_aic(-10.0, 2, 3)
    inf
    """
    left = n - parameters - 1
    if left <= 0 or not np.isfinite(log_likelihood):
        return float("inf")
    return -2 * log_likelihood + 2 * parameters + 2 * parameters * (parameters + 1) / left
