"""The reference occupations: those that values are normalised against (METHOD 2.3)."""

from __future__ import annotations

import numpy as np

from talentcast.matching.bootstrap import Floats
from talentcast.matching.employers import Employers
from talentcast.matching.shortage import (
    DOMINANT_EMPLOYER,
    FLAGGED_ADS,
    FLAGGED_EMPLOYERS,
    FULL_REFERENCE,
    SMALL_REFERENCE,
    Mask,
)

#: Vacancies that a reference occupation needs, in the order in which they are tried until at least
#: `SMALL_REFERENCE` occupations have them (METHOD 2.6 for the first; the others are flagged).
REFERENCE_ADS = (FLAGGED_ADS, 30, 10)

#: A reference occupation may have any share of one employer up to this (METHOD 2.6).
_LARGEST_SHARE = DOMINANT_EMPLOYER


def reference_units(
    smallest: Floats, employers: Employers, *, is_clustered: bool
) -> tuple[Mask, list[str]]:
    """Choose the units that values are normalised against.

    Parameters
    ----------
    smallest : array, shape (units,)
        Vacancies, in the smaller of two windows where there are two.
    employers : Employers
    is_clustered : bool
        Whether the rules on employers hold.

    Returns
    -------
    bool array, shape (units,)
    list of str
        Codes of notes: a small set, one of few ads, or too few of either.

    Source
    ------
    METHOD 2.3, 2.6 and 2.7.
    """
    allowed = np.ones(smallest.size, dtype=bool)
    if is_clustered:
        allowed = employers.top_share <= _LARGEST_SHARE
    chosen = allowed & False
    for ads in REFERENCE_ADS:
        chosen = allowed & (smallest >= ads)
        if is_clustered and ads == FLAGGED_ADS:
            chosen &= employers.count >= FLAGGED_EMPLOYERS
        if chosen.sum() >= SMALL_REFERENCE:
            weak = [] if ads == FLAGGED_ADS else [f"weak_reference:{ads}"]
            small = [] if chosen.sum() >= FULL_REFERENCE else [f"small_reference:{chosen.sum()}"]
            return chosen, weak + small
    return chosen, [f"no_reference:{chosen.sum()}" if chosen.any() else "no_reference_at_all"]
