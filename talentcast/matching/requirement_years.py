"""Years of schooling and of experience that ads ask for, by unit."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from talentcast.matching.bootstrap import Floats
from talentcast.matching.units import Units

Mask = npt.NDArray[np.bool_]

#: Years of schooling that a required level stands for (METHOD 3); none: compulsory schooling.
EDUCATION_YEARS: Mapping[str, float] = {
    "none": 9.0, "junior_middle": 9.0, "high_school": 12.0, "vocational": 12.0, "college": 15.0,
    "bachelor": 16.0, "master": 19.0, "doctor": 22.0,
}  # fmt: skip

_MONTHS_A_YEAR = 12.0


def schooling_years(units: Units, weights: Floats, rows: Mask | None = None) -> Floats:
    """Mean years of schooling asked for, of the ads that name a level.

    Parameters
    ----------
    units : Units
    weights : array, shape (r, buckets)
    rows : bool array, shape (rows,), optional
        Rows that count; all by default.

    Returns
    -------
    array, shape (r, units), unit: years
        NaN where no ad names a level.
    """
    years = np.array(
        [EDUCATION_YEARS.get(name, np.nan) for name in units.education_names] + [np.nan]
    )[units.education]
    known = np.isfinite(years) if rows is None else np.isfinite(years) & rows
    total = weights @ units.by_bucket(np.where(known, years * units.vacancies, 0.0))
    count = weights @ units.by_bucket(np.where(known, units.vacancies, 0.0))
    return np.asarray(total / np.where(count > 0, count, np.nan))


def experience_years(units: Units, weights: Floats, rows: Mask | None = None) -> Floats:
    """Mean years of experience asked for, of the ads that say; arguments as `schooling_years`."""
    known = units.experience >= 0 if rows is None else (units.experience >= 0) & rows
    months = weights @ units.by_bucket(np.where(known, units.experience_months, 0.0))
    count = weights @ units.by_bucket(np.where(known, units.vacancies, 0.0))
    return np.asarray(months / np.where(count > 0, count, np.nan) / _MONTHS_A_YEAR)
