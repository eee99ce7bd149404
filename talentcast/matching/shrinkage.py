"""Figures of few ads, drawn towards those of all: by how much, and how sure that leaves them."""

from __future__ import annotations

import numpy as np

from talentcast.matching.bootstrap import Floats
from talentcast.matching.shortage import Mask

_LEAST_VARIANCE = 1e-12
_BISECTIONS = 60

#: Spreads that `likely_spread` weighs up.
_SPREADS = 100


def between_variance(values: Floats, variances: Floats) -> float:
    """Variance between occupations beyond sampling noise, at least 0.

    The moment estimator of Paule and Mandel: the weighted sum of squares about the weighted mean
    is set equal to its expectation, so occupations with little data say little.

    Source
    ------
    METHOD 2.2; Paule and Mandel (1982), Consensus values and weighting factors.

    Examples
    --------
    >>> round(between_variance(np.array([-1.0, 0.0, 1.0]), np.array([0.2, 0.2, 0.2])), 3)
    0.8
    """
    usable = np.isfinite(values) & np.isfinite(variances)
    x, noise = values[usable], np.maximum(variances[usable], _LEAST_VARIANCE)
    if x.size < 2:
        return 0.0

    def excess(between: float) -> float:
        weight = 1 / (between + noise)
        mean = np.average(x, weights=weight)
        return float((weight * (x - mean) ** 2).sum()) - (x.size - 1)

    low, high = 0.0, float(((x - x.mean()) ** 2).sum()) + float(noise.max())
    if excess(0.0) <= 0:
        return 0.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return (low + high) / 2


def likely_spread(values: Floats, variances: Floats) -> float:
    """Average the likely standard deviations of true values about a common mean, by their squares.

    Where noise is as large as the differences, `between_variance` is often 0 though the values
    differ; this is not, so that an interval made with it keeps a width.

    Parameters
    ----------
    values, variances : array, shape (n,)
        What was measured, and its sampling variances.

    Returns
    -------
    float
        0 for less than two values.

    Source
    ------
    The posterior of the random-effects model with a flat prior on the standard deviation; Gelman
    (2006), Prior distributions for variance parameters in hierarchical models.

    Examples
    --------
    >>> equal = np.array([-0.1, 0.0, 0.1]), np.array([0.2, 0.2, 0.2])
    >>> between_variance(*equal), likely_spread(*equal) > 0.05
    (0.0, True)
    """
    if values.size < 2:
        return 0.0
    noise = np.maximum(variances, _LEAST_VARIANCE)
    spread = np.linspace(0, 2 * values.std(), _SPREADS + 1)[1:]
    precision = 1 / (spread[:, None] ** 2 + noise)
    total = precision.sum(axis=1)
    mean = (values * precision).sum(axis=1) / total
    squares = (precision * (values - mean[:, None]) ** 2).sum(axis=1)
    log_likelihood = (np.log(precision).sum(axis=1) - np.log(total) - squares) / 2
    weight = np.exp(log_likelihood - log_likelihood.max())
    return float(np.sqrt((weight * spread**2).sum() / weight.sum()))


def shrinkage(variances: Floats, between: float) -> Floats:
    """Factor that draws a value towards the market's, 0: tau2 / (tau2 + s2).

    Source
    ------
    METHOD 2.2, vector 6.3.

    Examples
    --------
    >>> round(float(shrinkage(np.array(0.01663), 0.02)), 4)
    0.546
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = between / (between + variances)
    return np.asarray(np.nan_to_num(factor))


def shrink_replicates(
    values: Floats, variances: Floats, reference: Mask, *, seed: int, widen: Floats | float = 1.0
) -> Floats:
    """Shrink the data (row 0) and their replicates, shape (r + 1, units).

    The replicates of a shrunk value spread as its posterior does: deviations are multiplied by
    sqrt(B), not B, where B is the shrinkage factor (B s2 is the posterior variance; a bootstrap of
    the shrunk value would have B^2 s2, too narrow by 1/B). A unit without a value gets the market's
    and the spread of the occupations.

    `widen`, shape (units,), is how much wider deviations have to be for few clusters. Where s is a
    little larger, sqrt(B) s is larger by the share B of that, so they are widened by its power B.

    Source
    ------
    METHOD 2.2; Laird and Louis (1987), Empirical Bayes confidence intervals based on bootstrap
    samples.
    """
    between = between_variance(values[0][reference], variances[reference])
    factor = shrinkage(np.where(np.isfinite(variances), variances, np.inf), between)
    missing = ~np.isfinite(values[0]) | ~np.isfinite(variances)
    factor = np.where(missing, 0.0, factor)
    point = np.where(missing, 0.0, values[0])
    deviation = np.nan_to_num(values[1:] - point) * widen**factor
    prior = np.random.default_rng(seed).standard_normal(deviation.shape) * np.sqrt(between)
    drawn = factor * point + np.where(missing, prior, np.sqrt(factor) * deviation)
    return np.vstack([factor * point, drawn])
