"""What the index is made of: demand, hard to fill, price, tightness, pay premium, urgency.

The plain formulas come first; `replicate_*` evaluates them for every weighting of the employer
buckets at once, row 0 being the data as they are. Higher always means tighter.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from talentcast.matching.bootstrap import Floats
from talentcast.matching.count_columns import BUCKETS
from talentcast.matching.units import Units

#: Added to counts before logs are taken, so that 0 has one (METHOD 2.1).
CONTINUITY = 0.5

#: Ads at the market rate that every unit's rate is mixed with (METHOD 2.1, 2.7).
PSEUDO_ADS = 20.0


def demand_growth(
    now: npt.ArrayLike, all_now: npt.ArrayLike, before: npt.ArrayLike, all_before: npt.ArrayLike
) -> Floats:
    """D: growth of a unit's share of all vacancies, in logs.

    Source
    ------
    METHOD 2.1, vector 6.3.

    Examples
    --------
    >>> round(float(demand_growth(300, 12000, 200, 10000)), 4)
    0.2223
    """
    v1, n1, v0, n0 = (np.asarray(x, dtype=np.float64) for x in (now, all_now, before, all_before))
    recent = np.log((v1 + CONTINUITY) / (n1 + CONTINUITY))
    return np.asarray(recent - np.log((v0 + CONTINUITY) / (n0 + CONTINUITY)))


def demand_variance(now: npt.ArrayLike, before: npt.ArrayLike, design_effect: float) -> Floats:
    """Estimate the sampling variance of D.

    Source
    ------
    METHOD 2.2, vector 6.3.

    Examples
    --------
    >>> round(float(demand_variance(300, 200, 2.0)), 5)
    0.01663
    """
    v1, v0 = (np.asarray(x, dtype=np.float64) + CONTINUITY for x in (now, before))
    return np.asarray(design_effect * (1 / v1 + 1 / v0))


def log_tightness(vacancies: npt.ArrayLike, seekers: npt.ArrayLike) -> Floats:
    """T: log of vacancies per person looking for work.

    Source
    ------
    METHOD 2.1, vector 6.1: 1,665,000 vacancies, 609,000 seekers: 2.73.

    Examples
    --------
    >>> round(float(np.exp(log_tightness(1_665_000, 609_000))), 2)
    2.73
    """
    v, u = (np.asarray(x, dtype=np.float64) + CONTINUITY for x in (vacancies, seekers))
    return np.asarray(np.log(v / u))


def gap_rate(theta: npt.ArrayLike) -> Floats:
    """(V - U) / (V + U): the same information as tightness, so never scored beside it.

    Source
    ------
    METHOD 2.1, vector 6.1: a supply/demand ratio of .39.

    Examples
    --------
    >>> round(float(gap_rate(1 / 0.39)), 4)
    0.4388
    """
    ratio = np.asarray(theta, dtype=np.float64)
    return np.asarray((ratio - 1) / (ratio + 1))


def survival(
    days: npt.ArrayLike, closed: npt.ArrayLike, weights: Floats | None = None
) -> tuple[Floats, Floats]:
    """Kaplan-Meier survival of ads: share still open after each number of days.

    Parameters
    ----------
    days : array, shape (n,), unit: days
    closed : bool array, shape (n,)
        False: still open when last seen (censored).
    weights : array, shape (r, n), optional
        One row a replicate.

    Returns
    -------
    days : array, shape (k,)
        The distinct numbers of days, rising.
    share : array, shape (r, k)

    Source
    ------
    Kaplan and Meier (1958); METHOD vector 6.4.

    Examples
    --------
    >>> days, share = survival([5, 8, 10, 15, 30, 30, 45, 60], [1, 1, 1, 0, 0, 0, 1, 0])
    >>> share[0][[0, 1, 2, 5]]
    array([0.875 , 0.75  , 0.625 , 0.3125])
    """
    times = np.asarray(days, dtype=np.float64)
    is_closed = np.asarray(closed, dtype=np.float64)
    weight = np.ones((1, times.size)) if weights is None else weights
    distinct, place = np.unique(times, return_inverse=True)
    at = np.zeros((times.size, distinct.size))
    at[np.arange(times.size), place] = 1.0
    ended, left = weight @ (at * is_closed[:, None]), weight @ at
    return distinct, still_open(ended, left)


def still_open(ended: Floats, left: Floats) -> Floats:
    """Kaplan-Meier survival from numbers of ads by rising days.

    Parameters
    ----------
    ended, left : array, shape (r, k)
        Ads that closed after each number of days; those that closed or were last seen then.

    Returns
    -------
    array, shape (r, k)

    Examples
    --------
    >>> still_open(np.array([[1.0, 1.0]]), np.array([[1.0, 3.0]]))
    array([[0.75, 0.5 ]])
    """
    at_risk = np.cumsum(left[:, ::-1], axis=1)[:, ::-1]
    share = np.cumprod(1 - ended / np.where(at_risk > 0, at_risk, 1.0), axis=1)
    return np.asarray(share, dtype=np.float64)


def median_days_open(
    days: npt.ArrayLike, closed: npt.ArrayLike, weights: Floats | None = None
) -> Floats:
    """First number of days after which half of the ads or fewer are open; NaN if none.

    Examples
    --------
    >>> median_days_open([5, 8, 10, 15, 30, 30, 45, 60], [1, 1, 1, 0, 0, 0, 1, 0])
    array([45.])
    """
    return median_stay(*survival(days, closed, weights))


def median_stay(distinct: Floats, share: Floats) -> Floats:
    """First of the rising days at which the share still open is half or less; NaN if none."""
    is_past = share <= 0.5 + 1e-12
    return np.where(is_past.any(axis=1), distinct[is_past.argmax(axis=1)], np.nan)


def log_odds(share: npt.ArrayLike) -> Floats:
    """ln(p / (1 - p)), kept finite.

    Examples
    --------
    >>> float(log_odds(0.5))
    0.0
    """
    tiny = 1e-9
    p = np.clip(np.asarray(share, dtype=np.float64), tiny, 1 - tiny)
    return np.asarray(np.log(p / (1 - p)))


def replicate_odds(hits: Floats, trials: Floats, draws: Floats, *, seed: int) -> Floats:
    """Log odds of a rate against that of the whole file, mixed with pseudo-ads at its rate.

    Parameters
    ----------
    hits, trials : array, shape (buckets, units + 1)
        The last column is the whole file.
    draws : array, shape (r + 1, buckets)
    seed : int
        For the pseudo-ads, which are resampled as ads are: without that, an occupation with few
        ads would have an interval of no width.

    Returns
    -------
    array, shape (r + 1, units)

    Source
    ------
    METHOD 2.1 (H2) and 2.7 (U).
    """
    x, n = draws @ hits, draws @ trials
    rate = (x[:, -1:] + CONTINUITY) / (n[:, -1:] + 2 * CONTINUITY)
    random = np.random.default_rng(seed)
    shape = (draws.shape[0], hits.shape[1] - 1)
    point_rate = float(rate[0, 0])
    yes = random.gamma(PSEUDO_ADS * point_rate, size=shape) / point_rate * rate
    no = random.gamma(PSEUDO_ADS * (1 - point_rate), size=shape) / (1 - point_rate) * (1 - rate)
    yes[0], no[0] = PSEUDO_ADS * rate[0], PSEUDO_ADS * (1 - rate[0])
    share = (x[:, :-1] + yes) / (n[:, :-1] + yes + no)
    return log_odds(share) - log_odds(rate)


def replicate_openings(units: Units, draws: Floats, *, seed: int) -> Floats:
    """Log of mean openings per ad that states them, against the whole file, shrunk likewise."""
    stated = ~np.isnan(units.openings)
    ads = np.where(stated, units.vacancies, 0.0)
    total = np.where(stated, units.openings * units.vacancies, 0.0)
    sums, counts = draws @ units.by_bucket(total), draws @ units.by_bucket(ads)
    file_bucket = [
        draws @ np.bincount(units.bucket, values, minlength=BUCKETS) for values in (total, ads)
    ]
    mean = (file_bucket[0] / np.maximum(file_bucket[1], 1.0))[:, None]
    values, weight = units.openings[stated], units.vacancies[stated]
    centre = np.average(values, weights=weight)
    variation = np.sqrt(np.average((values - centre) ** 2, weights=weight)) / centre
    noise = np.random.default_rng(seed).standard_normal(sums.shape) * variation
    pseudo = np.maximum(1 + noise / np.sqrt(PSEUDO_ADS), 0.2)
    pseudo[0] = 1.0
    return np.asarray(
        np.log((sums + PSEUDO_ADS * pseudo * mean) / (counts + PSEUDO_ADS)) - np.log(mean)
    )
