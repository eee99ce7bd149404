"""Resampling of employers: weights, intervals, ranks and paired comparisons.

Employers, not ads, are drawn: an employer's ads resemble each other, and treating them as
independent makes intervals half as wide as they should be (METHOD 2.5).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: Replicates and level of the published intervals (METHOD 2.5).
REPLICATES = 500
LEVEL = 0.90

#: "A is tighter than B" needs this share of paired replicates (METHOD 2.5).
TIGHTER_SHARE = 0.95

#: Fewer effective clusters than this are treated as this many.
_FEWEST_CLUSTERS = 3.0


def bucket_weights(replicates: int, buckets: int, *, seed: int) -> Floats:
    """Poisson(1) weights of the employer buckets; row 0 is the data as they are.

    Parameters
    ----------
    replicates : int
    buckets : int
    seed : int

    Returns
    -------
    array, shape (replicates + 1, buckets)

    Source
    ------
    METHOD 2.5; Poisson weights as in Chamandy et al. (2012), Estimating uncertainty for massive
    data streams.

    Examples
    --------
    >>> bucket_weights(2, 3, seed=0)[0]
    array([1., 1., 1.])
    """
    drawn = np.random.default_rng(seed).poisson(1.0, (replicates, buckets)).astype(np.float64)
    return np.vstack([np.ones((1, buckets)), drawn])


def bucket_sums(
    unit: npt.NDArray[np.int64],
    bucket: npt.NDArray[np.int64],
    values: Floats,
    shape: tuple[int, int],
) -> Floats:
    """Sum `values` by bucket and unit; rows with a negative unit are left out.

    Parameters
    ----------
    unit, bucket, values : array, shape (n,)
    shape : (buckets, units)

    Returns
    -------
    array, shape (buckets, units)
    """
    keep = unit >= 0
    cell = bucket[keep] * shape[1] + unit[keep]
    sums = np.bincount(cell, values[keep], minlength=shape[0] * shape[1]).reshape(shape)
    return np.asarray(sums, dtype=np.float64)


def effective_clusters(weights: Floats, axis: int = 0) -> Floats:
    """Kish's effective number of clusters: (sum n)^2 / sum n^2.

    Examples
    --------
    >>> float(effective_clusters(np.array([10.0, 10.0])))
    2.0
    """
    total = weights.sum(axis=axis)
    squares = (weights**2).sum(axis=axis)
    return np.where(squares > 0, total**2 / np.where(squares > 0, squares, 1.0), 0.0)


def widening(clusters: npt.ArrayLike, *, level: float = LEVEL) -> Floats:
    """How much wider an interval of a mean, rate or median has to be for so few clusters.

    A bootstrap has normal tails where Student's are due. Its variance needs no correction: that of
    g clusters drawn with Poisson weights falls short by (g - 1) / g, and dividing by their random
    total adds about as much.

    Parameters
    ----------
    clusters : array
        Effective numbers of clusters.
    level : float

    Returns
    -------
    array, same shape
        1 for many clusters.

    Source
    ------
    Carter, Schnepel and Steigerwald (2017), Asymptotic behavior of a t-test robust to cluster
    heterogeneity, for the effective number; checked by `benchmarks/coverage.py`.
    """
    from scipy.special import ndtri, stdtrit

    count = np.maximum(np.asarray(clusters, dtype=np.float64), _FEWEST_CLUSTERS)
    tail = (1 + level) / 2
    return np.asarray(stdtrit(count - 1, tail) / ndtri(tail))


def percentile_interval(
    replicates: Floats, point: Floats, *, widen: npt.ArrayLike = 1.0, level: float = LEVEL
) -> tuple[Floats, Floats]:
    """Percentile interval, its two sides stretched about the point.

    Parameters
    ----------
    replicates : array, shape (r, n)
        Without the row of the data themselves; NaN where a replicate has no value.
    point : array, shape (n,)
    widen : array, shape (n,) or float
    level : float

    Returns
    -------
    low, high : array, shape (n,)
    """
    if not point.size or not len(replicates):
        return np.full(point.shape, np.nan), np.full(point.shape, np.nan)
    tail = (1 - level) / 2
    usable = np.isfinite(replicates).mean(axis=0) >= 0.5
    filled = np.where(usable, replicates, 0.0)
    low, high = np.nanquantile(filled, [tail, 1 - tail], axis=0)
    low, high = (np.where(usable, point + (end - point) * widen, np.nan) for end in (low, high))
    return low, high


def ranks(values: Floats) -> Floats:
    """Rank within each row, 1 = highest; NaN stays NaN; ties share the mean rank.

    Examples
    --------
    >>> ranks(np.array([[10.0, 30.0, np.nan, 20.0]]))
    array([[ 3.,  1., nan,  2.]])
    """
    # Not scipy.stats.rankdata: importing it takes longer than all ranks of a file.
    found = np.full(values.shape, np.nan)
    for row, own in zip(found, values, strict=True):
        present = ~np.isnan(own)
        ordered = np.sort(-own[present])
        first = np.searchsorted(ordered, -own[present], side="left")
        last = np.searchsorted(ordered, -own[present], side="right")
        row[present] = (first + last + 1) / 2
    return found


def rank_interval(replicates: Floats, *, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Interval of each unit's rank over the replicates, shape (r, n) to two of shape (n,)."""
    tail = (1 - level) / 2
    ranked = ranks(replicates)
    empty = np.isnan(ranked).all(axis=0)
    ranked[:, empty] = 0.0
    low, high = np.nanquantile(ranked, [tail, 1 - tail], axis=0)
    return np.where(empty, np.nan, low), np.where(empty, np.nan, high)


def share_tighter(replicates: Floats) -> Floats:
    """Share of paired replicates in which unit a exceeds unit b, shape (n, n).

    Source
    ------
    METHOD 2.5: "a is tighter than b" only at `TIGHTER_SHARE` or more.

    Examples
    --------
    >>> share_tighter(np.array([[2.0, 1.0], [3.0, 1.0]]))[0, 1]
    np.float64(1.0)
    """
    share = np.empty((replicates.shape[1], replicates.shape[1]))
    for unit in range(replicates.shape[1]):
        share[unit] = (replicates[:, [unit]] > replicates).mean(axis=0)
    return share
