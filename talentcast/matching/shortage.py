"""From components to an index: robust normalisation, weights, minimum samples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from talentcast.matching.bootstrap import LEVEL, REPLICATES, Floats

Mask = npt.NDArray[np.bool_]

#: A median absolute deviation, or interquartile range, to a normal standard deviation.
MAD_TO_SD = 1.4826
IQR_TO_SD = 1.349

#: Normalised values are cut here (METHOD 2.3).
LARGEST_Z = 3.0

#: Reference occupations for a full and for a flagged index; fewer: raw values (METHOD 2.3, 2.7).
FULL_REFERENCE = 20
SMALL_REFERENCE = 8

#: Tightness is the only component that sees both sides, hence its weight (METHOD 2.4).
TIGHTNESS_WEIGHT = 0.40

#: Vacancies and employers for an unflagged and for a flagged index (METHOD 2.6); below, "very
#: weak" down to `FEWEST_ADS` (METHOD 2.7).
NORMAL_ADS, NORMAL_EMPLOYERS = 100, 20
FLAGGED_ADS, FLAGGED_EMPLOYERS = 50, 10
FEWEST_ADS = 10

#: How far an index can be trusted, best first.
EVIDENCE_LEVELS = ("normal", "flagged", "very_weak", "withheld")

#: Share of one employer above which a figure is flagged, or withheld (METHOD 2.6).
LARGE_EMPLOYER, DOMINANT_EMPLOYER = 0.25, 0.50


@dataclass(frozen=True)
class GapSettings:
    """What the caller may choose.

    `reference` holds the median and the scale of each part of the index from an earlier run, by
    name; with it, figures of different times can be compared (METHOD 2.3). `moves_from` is the id
    of an occupation: all moves out of it are listed, those advised against too. `window_months` is
    the length of the two windows; None takes twelve, or half of the span of the dates where that is
    shorter, and 0 none. `monthly_equivalent` says that the pay counted is a twelfth of a year's,
    not a month's by contract.
    """

    replicates: int = REPLICATES
    star_replicates: int = 200
    seed: int = 0
    window_months: int | None = None
    level: float = LEVEL
    reference: Mapping[str, tuple[float, float]] | None = None
    moves_from: str | None = None
    monthly_equivalent: bool = False


def robust_scale(values: Floats) -> tuple[Floats, Floats]:
    """Median and robust standard deviation of each row, shape (r, units) to two of shape (r,).

    The scale is 1.4826 MAD, IQR / 1.349 where that is 0, and 0 where both are.

    Source
    ------
    METHOD 2.3.

    Examples
    --------
    >>> centre, scale = robust_scale(np.array([[0.30, 0.10, 0.0, -0.10, -0.25]]))
    >>> float(centre[0]), round(float(scale[0]), 5)
    (0.0, 0.14826)
    """
    centre = np.median(values, axis=1)
    deviation = np.median(np.abs(values - centre[:, None]), axis=1)
    quartiles = np.quantile(values, [0.25, 0.75], axis=1)
    spread = (quartiles[1] - quartiles[0]) / IQR_TO_SD
    return centre, np.where(deviation > 0, MAD_TO_SD * deviation, spread)


def normalise(
    values: Floats, reference: Mask, *, stored: tuple[float, float] | None = None
) -> tuple[Floats, tuple[float, float]] | None:
    """Robust z of each unit, cut at 3, against the reference units of the same row.

    Parameters
    ----------
    values : array, shape (r, units)
        Row 0 holds the data, the others their replicates. NaN stays NaN.
    reference : bool array, shape (units,)
    stored : (median, scale), optional
        Of an earlier run: used for every row instead.

    Returns
    -------
    (z, (median, scale)) or None
        None if the reference units do not differ, so that the component says nothing.

    Source
    ------
    METHOD 2.3.
    """
    if stored is not None:
        centre, scale = np.array([stored[0]]), np.array([stored[1]])
    else:
        usable = reference & np.isfinite(values[0])
        if not usable.any():
            return None
        chosen = values[:, usable]
        centre, scale = robust_scale(np.where(np.isfinite(chosen), chosen, chosen[0]))
        # Shrunk values are less spread than the occupations are; their replicates are not.
        scale[0] = np.median(scale[1:]) if len(scale) > 1 else scale[0]
        scale = np.where(scale > 0, scale, scale[0])
    if not scale[0] > 0:
        return None
    z = np.clip((values - centre[:, None]) / scale[:, None], -LARGEST_Z, LARGEST_Z)
    return z, (float(centre[0]), float(scale[0]))


def score(z: npt.ArrayLike) -> Floats:
    """100 Phi(z): 50 is typical.

    Examples
    --------
    >>> float(score(0.0))
    50.0
    """
    from scipy.special import ndtr

    return np.asarray(100.0 * ndtr(z))


def component_weights(names: tuple[str, ...]) -> dict[str, float]:
    """Weight of each component: equal, but .40 for tightness where there is one.

    Source
    ------
    METHOD 2.4.

    Examples
    --------
    >>> component_weights(("tightness", "demand", "hard_to_fill", "price"))["demand"]
    0.19999999999999998
    """
    others = [name for name in names if name != "tightness"]
    if len(others) == len(names):
        return {name: 1.0 / len(names) for name in names}
    # Each of three others weighs .20; with fewer, the weights of those present are renormalised.
    each = (1 - TIGHTNESS_WEIGHT) / 3
    total = TIGHTNESS_WEIGHT + each * len(others)
    return {"tightness": TIGHTNESS_WEIGHT / total, **{name: each / total for name in others}}


def aggregate(scores: Mapping[str, Floats], weights: Mapping[str, float]) -> Floats:
    """Weighted mean of component scores; the weights of those present are renormalised.

    Source
    ------
    METHOD 2.4.

    Examples
    --------
    >>> aggregate({"demand": np.array([80.0]), "price": np.array([np.nan])},
    ...           {"demand": 0.5, "price": 0.5})
    array([80.])
    """
    total = np.zeros_like(next(iter(scores.values())))
    weight = np.zeros_like(total)
    for name, values in scores.items():
        present = np.isfinite(values)
        total += np.where(present, values, 0.0) * weights[name]
        weight += present * weights[name]
    return np.asarray(np.where(weight > 0, total / np.where(weight > 0, weight, 1.0), np.nan))


def evidence_levels(
    vacancies: Floats,
    employers: Floats,
    top_share: Floats,
    *,
    is_clustered: bool,
    smallest: Floats | None = None,
) -> list[str]:
    """How far each unit's index can be trusted: normal | flagged | very_weak | withheld.

    Parameters
    ----------
    vacancies : array, shape (units,)
    employers, top_share : array, shape (units,)
        Skipped where `is_clustered` is false: then only the numbers of ads count.
    smallest : array, shape (units,), optional
        Vacancies in the smaller of two windows.

    Source
    ------
    METHOD 2.6 and 2.7.

    Examples
    --------
    >>> evidence_levels(np.array([120.0, 60, 12, 9]), np.array([30.0, 12, 9, 9]),
    ...                 np.array([0.1, 0.1, 0.2, 0.2]), is_clustered=True)
    ['normal', 'flagged', 'very_weak', 'withheld']
    """
    found = []
    fewest = vacancies if smallest is None else smallest
    for total, ads, firms, top in zip(vacancies, fewest, employers, top_share, strict=True):
        count = firms if is_clustered else np.inf
        if total < FEWEST_ADS or (is_clustered and top > DOMINANT_EMPLOYER):
            found.append("withheld")
        elif ads >= NORMAL_ADS and count >= NORMAL_EMPLOYERS:
            found.append("normal")
        elif ads >= FLAGGED_ADS and count >= FLAGGED_EMPLOYERS:
            found.append("flagged")
        else:
            found.append("very_weak")
    return found
