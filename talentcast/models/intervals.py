"""Predictive distributions: a location, a scale and degrees of freedom, turned into quantiles."""

from __future__ import annotations

import numpy as np

from talentcast.models.base import Array, Prediction
from talentcast.models.transforms import level_of

#: Pearson and Tukey's three-point mean: weights of the 5, 50 and 95 % quantiles.
#: Source: Keefer and Bodily (1983), Management Science 29(5), 595-609.
MEAN_QUANTILES = np.array([0.05, 0.5, 0.95])
MEAN_WEIGHTS = np.array([0.185, 0.630, 0.185])

#: Prior standard deviation of a yearly change, as a share of the level, and how many observations
#: the prior counts for. Employment and headcount series move by some 3 to 8 % a year; one
#: observation's worth keeps constant or very short series from an interval of no width.
PRIOR_CHANGE = 0.04
PRIOR_OBSERVATIONS = 1.0


def student_quantiles(location: Array, scale: Array, df: Array | float, levels: Array) -> Array:
    """Quantiles of location-scale Student t distributions.

    Parameters
    ----------
    location, scale : arrays, shape (k, h)
    df : array, shape (k,), or float
        Degrees of freedom, more than 0.
    levels : array, shape (q,)
        Each between 0 and 1.

    Returns
    -------
    array, shape (k, h, q)

    Examples
    --------
    >>> import numpy as np
    >>> student_quantiles(np.zeros((1, 1)), np.ones((1, 1)), 4.0, np.array([0.975])).round(3)
    array([[[2.776]]])
    """
    from scipy.special import stdtrit

    degrees = np.broadcast_to(np.asarray(df, dtype=np.float64), (location.shape[0],))
    distinct, place = np.unique(degrees, return_inverse=True)
    table = stdtrit(distinct[:, None], levels[None, :])
    return np.asarray(location[:, :, None] + scale[:, :, None] * table[place][:, None, :])


def prior_variance(block: Array) -> Array:
    """Prior variance of a yearly change for each series: (`PRIOR_CHANGE` x level) squared.

    Parameters
    ----------
    block : array, shape (k, n)

    Returns
    -------
    array, shape (k,), unit: that of the series, squared

    Examples
    --------
    >>> import numpy as np
    >>> prior_variance(np.array([[100.0, 100.0, 100.0], [0.0, 0.0, 0.0]])).round(6)
    array([16.,  1.])
    """
    return np.asarray((PRIOR_CHANGE * level_of(block)) ** 2)


def posterior_variance(sum_of_squares: Array, freedom: float, prior: Array) -> tuple[Array, float]:
    """Variance and degrees of freedom after `freedom` observations and the prior.

    Returns
    -------
    variance : array, shape (k,)
    df : float

    Source
    ------
    The conjugate scaled inverse chi-square update: Gelman et al. (2013), Bayesian Data
    Analysis, 3rd ed., section 2.6.

    Examples
    --------
    >>> import numpy as np
    >>> posterior_variance(np.array([8.0]), 3.0, np.array([4.0]))
    (array([3.]), 4.0)
    """
    df = freedom + PRIOR_OBSERVATIONS
    return (sum_of_squares + PRIOR_OBSERVATIONS * prior) / df, df


def finish(quantiles: Array, levels: Array, lowest: Array) -> Prediction:
    """Make a prediction out of quantiles that include the median and the three of the mean.

    Where the median itself would be below `lowest`, the whole distribution is lifted to it, so
    that no interval loses its width.

    Parameters
    ----------
    quantiles : array, shape (k, h, q + 3)
        The quantiles asked for, then those of `MEAN_QUANTILES`.
    levels : array, shape (q,)
    lowest : array, shape (k,)
        0 for a series that was never negative, minus infinity otherwise.

    Returns
    -------
    Prediction
        Ordered quantiles, nothing below `lowest`.
    """
    median = quantiles[:, :, levels.size + 1]
    lift = np.maximum(lowest[:, None] - median, 0.0)
    bounded = np.maximum(quantiles + lift[:, :, None], lowest[:, None, None])
    asked = bounded[:, :, : levels.size]
    order = np.argsort(levels, kind="stable")
    ordered = np.empty_like(asked)
    ordered[:, :, order] = np.maximum.accumulate(asked[:, :, order], axis=2)
    anchors = bounded[:, :, levels.size :]
    return Prediction(point=anchors[:, :, 1].copy(), quantiles=ordered, mean=anchors @ MEAN_WEIGHTS)


def with_mean(levels: Array) -> Array:
    """Append `MEAN_QUANTILES` to the levels asked for."""
    return np.concatenate([levels, MEAN_QUANTILES])


def lowest_of(block: Array) -> Array:
    """Lowest value a forecast may take: 0 where no value was negative, else minus infinity.

    Examples
    --------
    >>> import numpy as np
    >>> lowest_of(np.array([[0.0, 2.0], [-1.0, 2.0]]))
    array([  0., -inf])
    """
    return np.where(block.min(axis=1) >= 0, 0.0, -np.inf)
