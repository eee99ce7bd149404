"""Trajectories of series with one figure: borrowed growth, driven shares, products, remainders."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from talentcast.forecast.modelled import single_figure
from talentcast.forecast.sentences import sentence
from talentcast.forecast.trajectory import Trajectory, from_scale, noise, to_scale

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from talentcast.forecast.catalogue import Entry
    from talentcast.forecast.modelled import Record

#: Prior spread of growth rates between related series, a year, and its weight in series: the
#: empirical-Bayes prior of yearly drift (4 %) with the weight of three series.
GROWTH_SPREAD, GROWTH_WEIGHT = 0.04, 3.0

#: Part of a driver's movement that a share is taken to follow: one joint observation can't tell,
#: half is the middle between none and all.
PASS_THROUGH = 0.5


def growth_spread(known: Iterable[Record]) -> float:
    """How far growth rates of related series lie apart, a year, log scale.

    Parameters
    ----------
    known : iterable of Record
        The series of the catalogue that have two figures or more.

    Returns
    -------
    float
        Root of the prior and the observed spread, weighed by numbers of series.

    Examples
    --------
    >>> growth_spread([])
    0.04
    """
    rates = [
        float(np.log(r.values[-1] / r.values[0]) / (r.years[-1] - r.years[0]))
        for r in known
        if len(r.years) > 1 and min(r.values[0], r.values[-1]) > 0
    ]
    squares = float(np.sum((np.array(rates) - np.mean(rates)) ** 2)) if rates else 0.0
    freedom = max(len(rates) - 1, 0)
    return float(np.sqrt((GROWTH_WEIGHT * GROWTH_SPREAD**2 + squares) / (GROWTH_WEIGHT + freedom)))


def borrow_growth(
    entry: Entry,
    record: Record,
    lender: Trajectory,
    to: int,
    *,
    lender_name: str,
    spread: float,
    seed: int,
    lang: str,
) -> Trajectory:
    """Move the only figure as another series moves, with a wide interval.

    Parameters
    ----------
    entry : Entry
    record : Record
        One figure.
    lender : Trajectory
        Covers the figure's year and all years up to `to`.
    to : int
    lender_name : str
        For the sentence.
    spread : float
        Yearly spread of growth between the two series, log scale; it builds up with the years.
    seed : int
    lang : {"en", "zh"}

    Returns
    -------
    Trajectory
    """
    start = single_figure(record, to)
    base = int(record.years[-1])
    ahead = np.arange(base + 1, start.last_year + 1)
    rows, at = [lender.at(int(year)) for year in ahead], lender.at(base)
    drift = noise(seed, f"{entry.series} borrows", 1) * spread
    value = record.values[-1]
    point, draws = start.point.copy(), start.draws.copy()
    point[start.at(base) + 1 :] = value * lender.point[rows] / lender.point[at]
    ratio = lender.draws[:, rows] / lender.draws[:, [at]]
    draws[:, start.at(base) + 1 :] = value * ratio * np.exp(drift * (ahead - base))
    said = sentence("borrowed", lang, year=base, lender=lender_name, spread=f"{100 * spread:.1f}")
    reason = ("borrow", entry.borrow, spread, said)
    made = replace(start, point=point, draws=draws, method="borrowed growth", reasons=(reason,))
    return made.saying(said)


def follow_driver(
    entry: Entry,
    record: Record,
    driver: Trajectory,
    to: int,
    *,
    driver_name: str,
    spread: float,
    seed: int,
    lang: str,
) -> Trajectory:
    """Move a share with one figure half as much as its driver moves, on the log odds scale.

    Parameters are those of `borrow_growth`; the driver is a share too.
    """
    start = single_figure(record, to)
    base = int(record.years[-1])
    ahead = np.arange(base + 1, start.last_year + 1)
    rows, at = [driver.at(int(year)) for year in ahead], driver.at(base)
    drift = noise(seed, f"{entry.series} follows", 1) * spread
    own = to_scale(record.values[-1], entry.upper)
    point, draws = start.point.copy(), start.draws.copy()
    moved = to_scale(driver.point, 100.0)
    moved_draws = to_scale(driver.draws, 100.0)
    point[start.at(base) + 1 :] = from_scale(
        own + PASS_THROUGH * (moved[rows] - moved[at]), entry.upper
    )
    change = PASS_THROUGH * (moved_draws[:, rows] - moved_draws[:, [at]]) + drift * (ahead - base)
    draws[:, start.at(base) + 1 :] = from_scale(own + change, entry.upper)
    said = sentence("driven", lang, year=base, driver=driver_name)
    reason = ("driver", entry.driver, PASS_THROUGH, said)
    made = replace(start, point=point, draws=draws, method="driven share", reasons=(reason,))
    return made.saying(said)


def product(
    record: Record, share: Trajectory, whole: Trajectory, to: int, upper: float
) -> Trajectory:
    """Multiply a whole by a share of it, in points and in every draw."""
    start = single_figure(record, to)
    years = np.arange(int(record.years[-1]) + 1, start.last_year + 1)
    mine = [start.at(int(y)) for y in years]
    s, w = [share.at(int(y)) for y in years], [whole.at(int(y)) for y in years]
    point, draws = start.point.copy(), start.draws.copy()
    point[mine] = share.point[s] / upper * whole.point[w]
    draws[:, mine] = share.draws[:, s] / upper * whole.draws[:, w]
    return replace(start, point=point, draws=draws, method="share of whole")


def remainder(
    record: Record,
    whole: Trajectory,
    others: Sequence[tuple[float, Trajectory]],
    sign: float,
    to: int,
) -> Trajectory:
    """Take all other parts off a whole, in points and in every draw."""
    start = single_figure(record, to)
    years = np.arange(int(record.years[-1]) + 1, start.last_year + 1)
    mine, w = [start.at(int(y)) for y in years], [whole.at(int(y)) for y in years]
    point, draws = start.point.copy(), start.draws.copy()
    left_point, left = whole.point[w].copy(), whole.draws[:, w].copy()
    for other_sign, other in others:
        rows = [other.at(int(y)) for y in years]
        left_point -= other_sign * other.point[rows]
        left -= other_sign * other.draws[:, rows]
    point[mine], draws[:, mine] = sign * left_point, sign * left
    return replace(start, point=point, draws=draws, method="whole less other parts")


def ratio_share(
    entry: Entry, record: Record, top: Trajectory, bottom: Trajectory, to: int
) -> Trajectory:
    """Move a printed share as its numerator and denominator move."""
    start = single_figure(record, to)
    base = int(record.years[-1])
    years = np.arange(base + 1, start.last_year + 1)
    mine = [start.at(int(y)) for y in years]
    t, b = [top.at(int(y)) for y in years], [bottom.at(int(y)) for y in years]
    t0, b0 = top.at(base), bottom.at(base)
    value = record.values[-1]
    point, draws = start.point.copy(), start.draws.copy()
    point[mine] = value * (top.point[t] / top.point[t0]) / (bottom.point[b] / bottom.point[b0])
    change = (top.draws[:, t] / top.draws[:, [t0]]) / (bottom.draws[:, b] / bottom.draws[:, [b0]])
    draws[:, mine] = np.clip(value * change, 0.0, entry.upper)
    point[mine] = np.clip(point[mine], 0.0, entry.upper)
    return replace(start, point=point, draws=draws, method="ratio of two series")
