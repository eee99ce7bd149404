"""Headcounts between census anchors: an index of indicators, bent to pass through the anchors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talentcast.forecast.bridge import Walk, bridge_draws, bridge_variance, estimate_walk

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Elasticity of the headcount to the index before its own anchors are looked at, and its standard
#: deviation: the index is in units of the headcount (1), and may as well carry nothing or double.
ELASTICITY, ELASTICITY_SPREAD = 1.0, 0.5


#: A movement of the index over g years counts g^2 / (g^2 + 7^2): the variance of the signal grows
#: with the square of the years, that of surveys and scopes does not. Chosen on the provinces of
#: benchmarks/forecast_anchors.py.
HALF_YEARS = 7.0


def counted(years: Array) -> Array:
    """Part of the index's movement over so many years that is taken as signal.

    Examples
    --------
    >>> counted(np.array([5.0, 10.0])).round(3).tolist()
    [0.338, 0.671]
    """
    return np.asarray(years**2 / (years**2 + HALF_YEARS**2))


@dataclass(frozen=True)
class Anchors:
    """A headcount in the few years in which it was counted.

    Attributes
    ----------
    years : array of int, shape (k,), ascending
    log : array, shape (k,)
        Log of the headcount.
    """

    years: NDArray[np.int64]
    log: Array


@dataclass(frozen=True)
class Bend:
    """How an index is bent onto the anchors.

    Attributes
    ----------
    elasticity, spread : float
        Of the headcount to the index, and its standard deviation.
    drift : float
        Yearly growth that the index does not carry, log scale.
    walk : Walk
        Yearly deviations from index and drift.
    """

    elasticity: float
    spread: float
    drift: float
    walk: Walk


def fit_bend(anchors: Anchors, index: Array, *, deviation: float) -> Bend:
    """Estimate elasticity, drift and deviations from the changes between anchors.

    Changes over g years are drift times g plus elasticity times the index's change, with variance
    g times the yearly one. With three or four anchors the prior decides: the elasticity is shrunk
    to the panel's.

    Parameters
    ----------
    anchors : Anchors
    index : array, shape (k,)
        Log index in the anchors' years.
    deviation : float
        Prior of the yearly deviation.

    Returns
    -------
    Bend

    Source
    ------
    Litterman (1983), Journal of Business and Economic Statistics 1(2), 169-173 (random-walk
    deviations from a related series), for stocks at irregular years, with a normal prior.

    Examples
    --------
    >>> anchors = Anchors(np.array([2000, 2010, 2020]), np.array([0.0, 0.5, 1.0]))
    >>> round(fit_bend(anchors, np.zeros(3), deviation=0.03).drift, 3)
    0.05
    """
    gap, change = np.diff(anchors.years).astype(float), np.diff(anchors.log)
    moved = np.diff(index) * counted(gap)
    carried = np.append(0.0, np.cumsum(moved))
    walk = estimate_walk(anchors.years, anchors.log - ELASTICITY * carried, prior=deviation)
    total = gap.sum()
    own = moved - gap * moved.sum() / total
    left = change - gap * change.sum() / total
    information = float(np.sum(own**2 / gap)) / walk.deviation**2
    prior = 1.0 / ELASTICITY_SPREAD**2
    evidence = float(np.sum(own * left / gap)) / walk.deviation**2
    elasticity = (evidence + prior * ELASTICITY) / (information + prior)
    drift = float((change.sum() - elasticity * moved.sum()) / total)
    walk = estimate_walk(anchors.years, anchors.log - elasticity * carried, prior=deviation)
    return Bend(elasticity, float((information + prior) ** -0.5), drift, walk)


def path_between(years: NDArray[np.int64], anchors: Anchors, index: Array, bend: Bend) -> Array:
    """Log headcount in every year: through the anchors, shaped by the index between them.

    Parameters
    ----------
    years : array of int, shape (t,)
    anchors : Anchors
    index : array, shape (t,)
        Log index in `years`.
    bend : Bend

    Returns
    -------
    array, shape (t,)
        Exactly the anchors in their years; flat beyond them.

    Examples
    --------
    >>> anchors = Anchors(np.array([0, 2]), np.array([0.0, 2.0]))
    >>> bend = Bend(1.0, 0.0, 1.0, Walk(0.03, 2.0))
    >>> path_between(np.arange(3), anchors, np.array([0.0, 0.3, 0.0]), bend).round(3).tolist()
    [0.0, 1.023, 2.0]
    """
    straight = np.interp(years, anchors.years, anchors.log)
    return np.asarray(straight + bend.elasticity * index_shape(years, anchors, index))


def index_shape(years: NDArray[np.int64], anchors: Anchors, index: Array) -> Array:
    """Deviation of the index from the straight way between anchors, as far as it counts.

    Parameters
    ----------
    years : array of int, shape (t,)
    anchors : Anchors
    index : array, shape (..., t)

    Returns
    -------
    array, shape (..., t)
        0 in the anchors' years and outside them.
    """
    at = np.searchsorted(years, anchors.years)
    weights = np.array([np.interp(years, anchors.years, unit) for unit in np.eye(len(at))])
    position = np.clip(np.searchsorted(anchors.years, years, side="right"), 1, len(at) - 1)
    gap = np.diff(anchors.years)[position - 1].astype(float)
    inside = (years > anchors.years[0]) & (years < anchors.years[-1])
    shape = (index - index[..., at] @ weights) * counted(gap)
    return np.asarray(np.where(inside, shape, 0.0))


def path_spread(years: NDArray[np.int64], anchors: Anchors, index: Array, bend: Bend) -> Array:
    """Return the standard deviation of `path_between`: 0 at anchors, widest between them.

    Returns
    -------
    array, shape (t,)
        Log scale; of a walk tied to the anchors, and of the elasticity.
    """
    shape = index_shape(years, anchors, index)
    tied = bend.walk.deviation**2 * bridge_variance(years, anchors.years)
    return np.asarray(np.sqrt(tied + (bend.spread * shape) ** 2))


def between_draws(
    years: NDArray[np.int64], anchors: Anchors, index_draws: Array, bend: Bend, z: Array
) -> Array:
    """Paths through the anchors under uncertain weights, elasticity and deviations.

    Parameters
    ----------
    years : array of int, shape (t,)
        From the first anchor to the last.
    anchors : Anchors
    index_draws : array, shape (d, t)
        The index under draws of its weights.
    bend : Bend
    z : array, shape (d, t + 2)
        Standard normal.

    Returns
    -------
    array, shape (d, t)
        Log scale.
    """
    elasticity = bend.elasticity + bend.spread * z[:, -1:]
    straight = np.interp(years, anchors.years, anchors.log)
    shape = elasticity * index_shape(years, anchors, index_draws)
    return np.asarray(straight + shape + bridge_draws(years, anchors.years, bend.walk, z[:, :-1]))
