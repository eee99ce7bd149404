"""Weights that bring the ads which state pay to the mix of all ads (METHOD 4, non-disclosure)."""

from __future__ import annotations

import numpy as np

from talentcast.matching.bootstrap import Floats
from talentcast.matching.units import Codes, Units

#: What the mix is made of (METHOD 4).
MARGINS = ("city", "education", "experience", "employer_size")

#: Ads with pay that a value of a margin needs, as a cell of METHOD 2.1 does; rarer ones are put
#: together.
SMALLEST_SHARE_OF_MIX = 5

_ROUNDS = 50
_CLOSE = 1e-4


def mix_weights(units: Units, rows: Codes) -> Floats:
    """Weight the rows of a unit that state pay so that their mix is that of all its rows.

    Weights are raked: shares of every city, education, experience and employer size (not known is
    a value too) are brought to those of all ads in turn, until all hold. Crossing the four leaves
    most cells of an occupation without an ad that states pay.

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
    every, is_paid = units.vacancies[rows], units.paid[rows]
    weight = np.where(is_paid, every, 0.0)
    if not weight.any():
        return weight
    margins = [_values(getattr(units, name)[rows], weight) for name in MARGINS]
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


def _values(code: Codes, paid: Floats) -> Codes:
    """Give each value of a margin a number from 1; 0 to those with little pay, put together.

    If they have little pay even so, they join the value with most.
    """
    _, value = np.unique(code, return_inverse=True)
    stated = np.bincount(value, paid)
    rare = stated < SMALLEST_SHARE_OF_MIX
    rest = 0 if stated[rare].sum() >= SMALLEST_SHARE_OF_MIX else int(stated.argmax()) + 1
    return np.where(rare[value], rest, value + 1)
