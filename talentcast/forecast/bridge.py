"""The years between figures: a random walk that has to pass through them exactly."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Prior of the yearly deviation from steady growth, on the log scale, and its weight in
#: observations: headcounts of the documents' six teams deviate by 1 to 2 % a year, staff counts of
#: provinces by about 5 %; the middle, with the weight of two observed changes.
PRIOR_DEVIATION, PRIOR_WEIGHT = 0.03, 2.0


@dataclass(frozen=True)
class Walk:
    """Yearly deviation of a series from steady growth.

    Attributes
    ----------
    deviation : float
        Standard deviation of a year's change around the mean change, log scale.
    freedom : float
        Degrees of freedom of that estimate.
    """

    deviation: float
    freedom: float


def estimate_walk(
    years: NDArray[np.int64],
    x: Array,
    *,
    prior: float = PRIOR_DEVIATION,
    weight: float = PRIOR_WEIGHT,
) -> Walk:
    """Estimate the yearly deviation from figures at irregular years, shrunk to a prior.

    For a random walk with drift m, the change over g years is normal with mean m g and variance
    g times the yearly one.

    Parameters
    ----------
    years : array of int, shape (k,)
    x : array, shape (k,)
        Log of the figures.
    prior, weight : float
        Prior deviation and its weight in observed changes.

    Returns
    -------
    Walk

    Examples
    --------
    >>> walk = estimate_walk(np.array([2000, 2010, 2020]), np.array([0.0, 0.5, 1.0]))
    >>> round(walk.deviation, 4), walk.freedom
    (0.0245, 3.0)
    """
    gap, change = np.diff(years).astype(float), np.diff(x)
    if len(gap) == 0:
        return Walk(prior, weight)
    drift = change.sum() / gap.sum()
    squares = float(np.sum((change - drift * gap) ** 2 / gap))
    freedom = weight + len(gap) - 1
    return Walk(float(np.sqrt((weight * prior**2 + squares) / freedom)), freedom)


def bridge_variance(years: NDArray[np.int64], known: NDArray[np.int64]) -> Array:
    """Variance of a unit random walk in each year, given its values in the known years.

    Parameters
    ----------
    years : array of int, shape (t,)
    known : array of int, shape (k,), ascending

    Returns
    -------
    array, shape (t,)
        (t - a)(b - t) / (b - a) between neighbours a and b; t - b after the last known year.

    Source
    ------
    Brownian bridge; Karatzas and Shreve (1991), Brownian Motion and Stochastic Calculus, 5.6.B.

    Examples
    --------
    >>> bridge_variance(np.array([2000, 2005, 2010, 2012]), np.array([2000, 2010])).tolist()
    [0.0, 2.5, 0.0, 2.0]
    """
    out = np.empty(len(years))
    for i, year in enumerate(years):
        after = np.searchsorted(known, year)
        if after < len(known) and known[after] == year:
            out[i] = 0.0
        elif after == len(known):
            out[i] = year - known[-1]
        elif after == 0:
            out[i] = known[0] - year
        else:
            a, b = known[after - 1], known[after]
            out[i] = (year - a) * (b - year) / (b - a)
    return out


def bridge_draws(years: NDArray[np.int64], known: NDArray[np.int64], walk: Walk, z: Array) -> Array:
    """Deviations from the straight path: walks that are zero in every known year.

    Parameters
    ----------
    years : array of int, shape (t,)
        Consecutive; the first is a known year.
    known : array of int, shape (k,)
    walk : Walk
    z : array, shape (d, t + 1)
        Standard normal; the last column sets the spread of each draw (Student t).

    Returns
    -------
    array, shape (d, t)
        Years after the last known one go on as a free walk.
    """
    spread = walk.deviation * t_scale(z[:, -1], walk.freedom)
    steps = np.where(years > years[0], z[:, : len(years)], 0.0)
    path = np.cumsum(steps, axis=1)
    at = np.searchsorted(years, known)
    weights = np.array([np.interp(years, known, unit) for unit in np.eye(len(known))])
    return np.asarray((path - path[:, at] @ weights) * spread[:, None])


def t_scale(z: Array, freedom: float) -> Array:
    """Root of freedom over a chi-square draw: turns normal draws into Student t.

    Parameters
    ----------
    z : array, shape (d,)
        Standard normal; its rank picks the chi-square draw.
    freedom : float
    """
    from scipy.special import gammaincinv, ndtr

    grid = np.linspace(-4.75, 4.75, 381)
    chi_square = 2.0 * gammaincinv(freedom / 2.0, ndtr(grid))
    return np.asarray(np.interp(z, grid, np.sqrt(freedom / chi_square)))
