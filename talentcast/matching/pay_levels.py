"""Median pay by unit and by cell, for every weighting of the employer buckets at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from talentcast.matching.bootstrap import Floats
from talentcast.matching.count_columns import BUCKETS
from talentcast.matching.medians import MAX_KNOTS, mixture, quantiles
from talentcast.matching.units import Codes, Units

#: Ads with pay that a cell needs in both windows before its growth counts (METHOD 2.1).
SMALLEST_GROWTH_CELL = 5

#: Ads with pay that a cell needs before its median is a yardstick for the pay premium; smaller
#: ones are judged by education and experience alone. The standard error of a log median of 20 is
#: some 11 % (METHOD 2.6), and it is shared by all occupations in the cell.
SMALLEST_LEVEL_CELL = 20

#: The largest cells beyond this number are merged likewise: bounds time and memory.
MOST_CELLS = 300


def pay_medians(
    units: Units, code: Codes, size: int, draws: Floats, *, chosen: npt.NDArray[np.bool_]
) -> Floats:
    """Median pay of each code, for every weighting, shape (r + 1, size); NaN without pay."""
    medians = np.full((draws.shape[0], size), np.nan)
    rows = np.flatnonzero(chosen & (code >= 0))
    rows = rows[np.argsort(code[rows], kind="stable")]
    edges = np.searchsorted(code[rows], np.arange(size + 1))
    for index in range(size):
        mine = rows[edges[index] : edges[index + 1]]
        if not mine.size:
            continue
        used, group = np.unique(units.bucket[mine], return_inverse=True)
        pay = mixture(
            units.low[mine], units.high[mine], units.vacancies[mine], group, max_knots=MAX_KNOTS
        )
        medians[:, index] = quantiles(pay, [0.5], draws[:, used])[:, 0]
    return medians


def level_cells(units: Units) -> tuple[Codes, int]:
    """Cell of each row with pay: city x education x experience, coarser where that is small.

    Returns
    -------
    cell : int array, shape (rows,)
        -1 without pay.
    count : int
    """
    education, experience = units.education + 1, units.experience + 1
    wide, deep = int(education.max(initial=0)) + 1, int(experience.max(initial=0)) + 1
    coarse = education * deep + experience
    fine = (units.city + 1) * wide * deep + coarse
    weight = np.where(units.paid, units.vacancies, 0.0)
    first_coarse = int(fine.max(initial=0)) + 1
    rest = first_coarse + wide * deep
    cell = np.where(_is_large(fine, weight, MOST_CELLS), fine, first_coarse + coarse)
    cell = np.where((cell < first_coarse) | _is_large(coarse, weight, wide * deep), cell, rest)
    known, dense = np.unique(cell[units.paid], return_inverse=True)
    full = np.full(cell.size, -1, dtype=np.int64)
    full[units.paid] = dense
    return full, int(known.size)


def _is_large(code: Codes, weight: Floats, most: int) -> npt.NDArray[np.bool_]:
    total = np.bincount(code, weight)
    limit = float(SMALLEST_LEVEL_CELL)
    if total.size > most:
        limit = max(limit, float(np.sort(total)[-most]))
    return np.asarray(total[code] >= limit)


def pay_premium(units: Units, medians: Floats, draws: Floats) -> Floats:
    """W: log median pay over what the unit's mix of places and requirements earns in general.

    Parameters
    ----------
    units : Units
    medians : array, shape (r + 1, units)
        From `pay_medians` by unit.
    draws : array, shape (r + 1, buckets)

    Returns
    -------
    array, shape (r + 1, units)
        NaN without pay, or where the median lies in an open range.

    Source
    ------
    METHOD 2.7. The mix is that of each replicate: a draw with more senior ads has both a higher
    median and a higher yardstick.
    """
    cell, count = level_cells(units)
    premium = np.full_like(medians, np.nan)
    if count == 0:
        return premium
    levels = np.log(pay_medians(units, cell, count, draws, chosen=units.paid))
    levels = np.where(np.isfinite(levels), levels, levels[0])
    known = levels[:, np.isfinite(levels[0])]
    if not known.size:
        return premium
    levels = np.where(np.isfinite(levels), levels, np.nanmedian(known))
    for unit in range(units.size):
        rows = np.flatnonzero((units.unit == unit) & units.paid)
        if not rows.size:
            continue
        used, local = np.unique(cell[rows], return_inverse=True)
        mix = np.zeros((BUCKETS, used.size))
        np.add.at(mix, (units.bucket[rows], local), units.vacancies[rows])
        weight = draws @ mix
        total = weight.sum(axis=1)
        expected = (weight * levels[:, used]).sum(axis=1) / np.where(total > 0, total, np.nan)
        with np.errstate(divide="ignore"):
            premium[:, unit] = np.log(medians[:, unit]) - expected
    premium[~np.isfinite(premium)] = np.nan
    return premium


def fixed_weight_growth(
    medians_now: Floats, medians_before: Floats, market: Floats, weights: Floats
) -> Floats:
    """P: growth of pay within cells at base-window weights, less the market's.

    Parameters
    ----------
    medians_now, medians_before : array, shape (..., cells), unit: currency a month
    market : array, shape (..., cells)
        Growth of the log median of all units in the cell.
    weights : array, shape (cells,)
        Base-window vacancies.

    Returns
    -------
    array, shape (...)

    Source
    ------
    METHOD 2.1; the example is vector 6.10: only the mix of cells changed.

    Examples
    --------
    >>> pay = np.array([10_000.0, 20_000.0])
    >>> float(fixed_weight_growth(pay, pay, np.zeros(2), np.array([70.0, 30.0])))
    0.0
    """
    growth = np.log(medians_now) - np.log(medians_before) - market
    usable = np.isfinite(growth)
    total = (weights * usable).sum(axis=-1)
    summed = np.where(usable, weights * np.where(usable, growth, 0.0), 0.0).sum(axis=-1)
    return np.asarray(np.where(total > 0, summed / np.where(total > 0, total, 1.0), np.nan))


def price_growth(
    units: Units, now: npt.NDArray[np.bool_], before: npt.NDArray[np.bool_], draws: Floats
) -> Floats:
    """P for every unit and weighting: growth within city x education x experience cells.

    Parameters
    ----------
    units : Units
    now, before : bool array, shape (rows,)
        The two windows.
    draws : array, shape (r + 1, buckets)

    Returns
    -------
    array, shape (r + 1, units)
        NaN for a unit without a cell of `SMALLEST_GROWTH_CELL` ads with pay in both windows.
    """
    cell = growth_cells(units)
    count = int(cell.max(initial=-1)) + 1
    pair = np.where((units.unit >= 0) & (cell >= 0), units.unit * count + cell, -1)
    sizes = [_sizes(pair, units, mask) for mask in (now, before)]
    kept = np.flatnonzero(np.minimum(*sizes) >= SMALLEST_GROWTH_CELL)
    growth = np.full((draws.shape[0], units.size), np.nan)
    if not kept.size:
        return growth
    place = np.full(int(pair.max()) + 1, -1, dtype=np.int64)
    place[kept] = np.arange(kept.size)
    code = np.where(pair >= 0, place[pair], -1)
    own = [pay_medians(units, code, kept.size, draws, chosen=units.paid & m) for m in (now, before)]
    market = [pay_medians(units, cell, count, draws, chosen=units.paid & m) for m in (now, before)]
    with np.errstate(invalid="ignore", divide="ignore"):
        trend = np.log(market[0]) - np.log(market[1])
        for unit in np.unique(kept // count):
            mine = np.flatnonzero(kept // count == unit)
            growth[:, unit] = fixed_weight_growth(
                own[0][:, mine], own[1][:, mine], trend[:, kept[mine] % count], sizes[1][kept[mine]]
            )
    return growth


def growth_cells(units: Units) -> Codes:
    """City x education x experience, or without the city where that makes too many cells."""
    deep = int(units.experience.max(initial=-1)) + 2
    wide = int(units.education.max(initial=-1)) + 2
    coarse = (units.education + 1) * deep + units.experience + 1
    fine = (units.city + 1) * wide * deep + coarse
    known, dense = np.unique(fine, return_inverse=True)
    if known.size > MOST_CELLS:
        known, dense = np.unique(coarse, return_inverse=True)
    return np.asarray(dense, dtype=np.int64)


def _sizes(code: Codes, units: Units, window: npt.NDArray[np.bool_]) -> Floats:
    chosen = window & units.paid & (code >= 0)
    counted = np.bincount(code[chosen], units.vacancies[chosen], minlength=int(code.max()) + 1)
    return np.asarray(counted, dtype=np.float64)
