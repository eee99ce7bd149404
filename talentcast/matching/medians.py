"""Medians and other quantiles of pay that is stated as ranges.

Each vacancy spreads its weight uniformly over [ln L, ln U]; a point is a step; the weighted mean of
these is F, and the quantile q is inf{x: F(x) >= q} (METHOD 4). F is piecewise linear between the
distinct ends, so it is evaluated exactly there, for any number of weight vectors at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from talentcast.errors import SchemaError

Floats = npt.NDArray[np.float64]
Scale = Literal["log", "linear"]

#: Above so many distinct ends, ends are moved to a 1 % grid: error at most 0.5 % (METHOD 4).
MAX_KNOTS = 400
GRID_STEP = 0.01

#: F is compared with q up to this share of the total weight, so that sums such as .1 + .2 count as
#: having reached .3.
_TOLERANCE = 1e-9

#: Where in the range, from the low end, pay is put for the placement band (METHOD 4).
PLACEMENTS = (0.25, 0.75)


@dataclass(frozen=True)
class Mixture:
    """F of several groups of vacancies, unnormalised, at common knots.

    `positions` are the knots, shape (k,), not decreasing, a step appearing as two equal knots;
    `masses` the weight at or below each, shape (groups, k); `totals` the weights, shape (groups,).
    """

    positions: Floats
    masses: Floats
    totals: Floats
    scale: Scale


def mixture(
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    weights: npt.ArrayLike | None = None,
    groups: npt.ArrayLike | None = None,
    *,
    scale: Scale = "log",
    max_knots: int | None = None,
) -> Mixture:
    """Distribution of pay over ranges, by group.

    Parameters
    ----------
    low, high : array, shape (n,), unit: currency a month
        ``low == high`` is a point, ``low == 0`` open below, ``high == inf`` open above.
    weights : array, shape (n,), optional
        Vacancies in each row; 1 by default.
    groups : int array, shape (n,), optional
        Group of each row, from 0; one group by default.
    scale : {"log", "linear"}
        On which scale weight is uniform within a range.
    max_knots : int, optional
        With more distinct ends than this, ends are moved to a 1 % grid. Exact by default.

    Returns
    -------
    Mixture

    Raises
    ------
    SchemaError
        If a range is reversed, or an end is missing or negative.
    """
    start, stop = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    if start.shape != stop.shape or not bool(np.all((start >= 0) & (stop >= start))):
        raise SchemaError(
            "pay ranges: got an end that is missing or negative, or low above high; "
            "expected 0 <= low <= high; leave out rows without pay"
        )
    weight = np.ones(start.size) if weights is None else np.asarray(weights, dtype=np.float64)
    group = np.zeros(start.size, np.int64) if groups is None else np.asarray(groups, np.int64)
    size = int(group.max()) + 1 if group.size else 1
    with np.errstate(divide="ignore"):
        left = np.log(start) if scale == "log" else np.where(start > 0, start, -np.inf)
        right = np.log(stop) if scale == "log" else stop
    if max_knots is not None and np.unique(np.concatenate([left, right])).size > max_knots:
        left, right = np.rint(left / GRID_STEP) * GRID_STEP, np.rint(right / GRID_STEP) * GRID_STEP
    totals = _sums(group, weight, size)
    positions, masses = _cumulate(left, right, weight, group, size)
    return Mixture(positions, masses, totals, scale)


def _cumulate(
    left: Floats, right: Floats, weight: Floats, group: npt.NDArray[np.int64], size: int
) -> tuple[Floats, Floats]:
    # Twice as many knots as distinct ends: the first of a pair is the limit from the left.
    is_open_below, is_open_above = np.isneginf(left), np.isposinf(right)
    ends = np.unique(np.concatenate([left, right]))
    ends = ends[np.isfinite(ends)]
    if ends.size == 0:
        return np.zeros(1), _sums(group, weight * is_open_below, size)[:, None]
    count = ends.size
    first, last = np.searchsorted(ends, left), np.searchsorted(ends, right)
    is_point = ~is_open_below & ~is_open_above & (first == last)
    is_range = ~is_open_below & ~is_open_above & (first != last)

    def spread(chosen: npt.NDArray[np.bool_], at: npt.NDArray[np.int64], value: Floats) -> Floats:
        cell = group[chosen] * count + at[chosen]
        return _sums(cell, value[chosen], size * count).reshape(size, count)

    steps = np.cumsum(spread(is_point, first, weight), axis=1)
    slope = np.zeros_like(weight)
    slope[is_range] = weight[is_range] / (right[is_range] - left[is_range])
    rises = spread(is_range, first, slope) - spread(is_range, last, slope)
    slopes = np.cumsum(rises, axis=1)[:, :-1]
    ramps = np.zeros((size, count))
    np.cumsum(slopes * np.diff(ends), axis=1, out=ramps[:, 1:])
    below = _sums(group, weight * is_open_below, size)[:, None]
    after = below + steps + ramps
    before = after - np.diff(steps, axis=1, prepend=0.0)
    masses = np.stack([before, after], axis=2).reshape(size, 2 * count)
    return np.repeat(ends, 2), masses


def _sums(code: npt.NDArray[np.int64], values: Floats, size: int) -> Floats:
    return np.asarray(np.bincount(code, values, minlength=size), dtype=np.float64)


def quantiles(
    pay: Mixture, probabilities: Sequence[float], replicates: Floats | None = None
) -> Floats:
    """Quantiles of pay, for each of many weightings of the groups.

    Parameters
    ----------
    pay : Mixture
    probabilities : sequence of float in (0, 1)
    replicates : array, shape (r, groups), optional
        Weight of each group in each replicate; all groups once by default.

    Returns
    -------
    array, shape (r, len(probabilities)), unit: currency a month
        NaN without any weight, ``inf`` where the quantile lies in a range that is open above,
        0 where it lies in one that is open below.

    Source
    ------
    METHOD 4: quantile q = inf{x: F(x) >= q}.
    """
    weights = np.ones((1, pay.totals.size)) if replicates is None else replicates
    masses, totals = weights @ pay.masses, weights @ pay.totals
    found = np.empty((weights.shape[0], len(probabilities)))
    for column, probability in enumerate(probabilities):
        target = (probability - _TOLERANCE) * totals
        reached = masses >= target[:, None]
        index = reached.argmax(axis=1)
        rows = np.arange(len(index))
        previous = np.maximum(index - 1, 0)
        high_mass, low_mass = masses[rows, index], masses[rows, previous]
        gain = high_mass - low_mass
        part = np.clip((probability * totals - low_mass) / np.where(gain > 0, gain, 1.0), 0.0, 1.0)
        left, right = pay.positions[previous], pay.positions[index]
        value = left + part * (right - left)
        value[reached[:, 0]] = -np.inf
        value[~reached.any(axis=1)] = np.inf
        value[totals <= 0] = np.nan
        found[:, column] = value
    if pay.scale == "log":
        return np.exp(found)
    return np.where(np.isneginf(found), 0.0, found)


def pay_quantile(
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    probability: float = 0.5,
    *,
    weights: npt.ArrayLike | None = None,
    scale: Scale = "log",
) -> float:
    """One quantile of posted pay, by default the median.

    Parameters
    ----------
    low, high : array, shape (n,), unit: currency a month
        ``high == inf`` for "from L", ``low == 0`` for "up to U".
    probability : float in (0, 1)
    weights : array, shape (n,), optional
    scale : {"log", "linear"}
        "linear" is the textbook grouped median.

    Returns
    -------
    float, unit: currency a month
        As `quantiles`; NaN without rows.

    Source
    ------
    METHOD 4; the example is vector 6.6.

    Examples
    --------
    >>> classes = [8, 10, 15], [10, 15, 20]
    >>> round(pay_quantile(*classes, weights=[20, 50, 30], scale="linear"), 4)
    13.0
    >>> round(pay_quantile(*classes, weights=[20, 50, 30]), 4)
    12.7542
    """
    pay = mixture(low, high, weights, scale=scale)
    return float(quantiles(pay, [probability])[0, 0])


def pay_bounds(
    low: npt.ArrayLike, high: npt.ArrayLike, *, weights: npt.ArrayLike | None = None
) -> tuple[float, float]:
    """Median of the low ends and of the high ends: no estimate can leave them.

    Examples
    --------
    >>> pay_bounds([10, 12, 15, 18, 20], [15, 20, 25, 30, 20])
    (15.0, 20.0)
    """
    return (
        pay_quantile(low, low, weights=weights, scale="linear"),
        pay_quantile(high, high, weights=weights, scale="linear"),
    )


def placement_band(
    low: npt.ArrayLike, high: npt.ArrayLike, *, weights: npt.ArrayLike | None = None
) -> tuple[float, float]:
    """Medians if pay sat a quarter, or three quarters, up every range (on the log scale).

    Examples
    --------
    >>> [round(x, 4) for x in placement_band([10, 12, 15, 18, 20], [15, 20, 25, 30, 20])]
    [17.0433, 20.0]
    """
    start, stop = np.asarray(low, dtype=np.float64), np.asarray(high, dtype=np.float64)
    band = []
    for place in PLACEMENTS:
        point = start ** (1 - place) * stop**place
        band.append(pay_quantile(point, point, weights=weights, scale="linear"))
    return band[0], band[1]


def disclosure_quantiles(disclosed: float) -> tuple[float, float] | None:
    """Quantiles of the stated pay that bound the median of all ads, whatever the silent ones pay.

    Parameters
    ----------
    disclosed : float
        Share of ads with pay.

    Returns
    -------
    (float, float) or None
        None if half of the ads or more are silent: then nothing bounds it.

    Source
    ------
    METHOD 4, vector 6.8.

    Examples
    --------
    >>> [round(q, 4) for q in disclosure_quantiles(0.8)]
    [0.375, 0.625]
    >>> disclosure_quantiles(0.5) is None
    True
    """
    if not disclosed > 0.5:
        return None
    return (disclosed - 0.5) / disclosed, 0.5 / disclosed


def shrunk_median(
    own: float, group: float, count: float, *, within: float, between: float
) -> tuple[float, float]:
    """Median of few vacancies, drawn towards that of its group on the log scale.

    Parameters
    ----------
    own, group : float, unit: currency a month
    count : float
        Vacancies with pay.
    within, between : float
        Variance of log pay within occupations, and of log medians between them.

    Returns
    -------
    (float, float)
        The shrunk median and the weight B of the own one.

    Source
    ------
    METHOD 4, vector 6.9.

    Examples
    --------
    >>> median, weight = shrunk_median(21000, 15000, 12, within=.16, between=.04)
    >>> round(median), round(weight, 4)
    (18707, 0.6563)
    """
    if between <= 0:
        return group, 0.0
    weight = count / (count + np.pi / 2 * within / between)
    return float(np.exp(weight * np.log(own) + (1 - weight) * np.log(group))), float(weight)
