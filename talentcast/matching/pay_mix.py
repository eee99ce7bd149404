"""Weights that bring the ads which state pay to the mix of all ads (METHOD 4, non-disclosure)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from talentcast.matching.bootstrap import Floats
from talentcast.matching.units import Codes, Units

#: What the mix is made of (METHOD 4).
MARGINS = ("city", "education", "experience", "employer_size")

#: Ads with pay that a value of a margin, or a crossed cell, needs, as a cell of METHOD 2.1 does;
#: rarer ones are put together.
SMALLEST_SHARE_OF_MIX = 5

_ROUNDS = 50
_CLOSE = 1e-4


def mix_weights(units: Units, rows: Codes) -> Floats:
    """Weight the rows of a unit that state pay so that their mix is that of all its rows.

    Rows are post-stratified on the crossed cells of city, education, experience and employer size
    that have ads enough with pay (`crossed_cells`), and raked so that the shares of every single
    value hold too, as far as the cells allow.

    Parameters
    ----------
    units : Units
    rows : int array, shape (n,)

    Returns
    -------
    array, shape (n,)
        0 for rows without pay; else they add up to all vacancies.

    Source
    ------
    METHOD 4; Deming and Stephan (1940), On a least squares adjustment of a sampled frequency table
    when the expected marginal totals are known.
    """
    every = units.vacancies[rows]
    weight = np.where(units.paid[rows], every, 0.0)
    if not weight.any():
        return weight
    codes = [getattr(units, name)[rows] for name in MARGINS]
    return raked(every, weight, [*mix_margins(codes, weight), crossed_cells(codes, weight)])


def mix_margins(codes: Sequence[Codes], paid: Floats) -> list[Codes]:
    """Give the values of each margin (not known is a value too), rare ones put together.

    Parameters
    ----------
    codes : sequence of int arrays, shape (n,)
        From -1.
    paid : array, shape (n,)
        Vacancies that state pay.
    """
    whole = np.zeros(paid.size, dtype=np.int64)
    return [_split(whole, code, paid) for code in codes]


def crossed_cells(codes: Sequence[Codes], paid: Floats) -> Codes:
    """Cross the margins as far as ads with pay go, shape (n,), from 0.

    One margin after the other splits the cells made so far, that with the fewest values first.
    Within a cell values with few ads with pay stay together; if these have few even so, they stay
    with the value that has most. Every cell so holds `SMALLEST_SHARE_OF_MIX` ads with pay, unless
    all rows hold fewer.

    Parameters
    ----------
    codes, paid
        As for `mix_margins`.
    """
    cell = np.zeros(paid.size, dtype=np.int64)
    values = [int(margin.max(initial=0)) for margin in mix_margins(codes, paid)]
    for place in np.argsort(values, kind="stable"):
        cell = _split(cell, codes[place], paid)
    return cell


def raked(every: Floats, weight: Floats, margins: Sequence[Codes]) -> Floats:
    """Bring the sums of `weight` to those of `every` on each margin in turn, until all hold.

    Where they contradict each other, the last one holds.

    Parameters
    ----------
    every, weight : array, shape (n,)
    margins : sequence of int arrays, shape (n,)
    """
    wanted = [np.bincount(value, every) for value in margins]
    for _ in range(_ROUNDS):
        furthest = 0.0
        for value, whole in zip(margins, wanted, strict=True):
            now = np.bincount(value, weight, minlength=whole.size)
            factor = np.where(now > 0, whole / np.where(now > 0, now, 1.0), 1.0)
            furthest = max(furthest, float(np.abs(factor - 1).max()))
            weight = weight * factor[value]
        if furthest < _CLOSE:
            break
    return weight


def _split(cell: Codes, code: Codes, paid: Floats) -> Codes:
    """Split cells by the values of a margin, those with little pay put together within each cell.

    If they have little pay even so, they join the value with most.
    """
    width = int(code.max(initial=-1)) + 2
    pair, place = np.unique(cell * width + code + 1, return_inverse=True)
    own, stated = pair // width, np.bincount(place, paid)
    is_rare = stated < SMALLEST_SHARE_OF_MIX
    together = np.bincount(own, stated * is_rare)
    order = np.lexsort((-np.arange(pair.size), stated, own))
    is_last = np.append(np.diff(own[order]) > 0, True)
    fullest = order[is_last]  # of each cell
    rest = np.where(together[own] >= SMALLEST_SHARE_OF_MIX, pair.size + own, fullest[own])
    joined = np.where(is_rare, rest, np.arange(pair.size))
    _, found = np.unique(joined[place], return_inverse=True)
    return np.asarray(found, dtype=np.int64)
