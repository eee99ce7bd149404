"""How many employers stand behind the ads of a unit, and how much the largest of them posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.bootstrap import Floats
from talentcast.matching.units import Codes, Units, coded

if TYPE_CHECKING:
    from talentcast.matching.counts import Counts


@dataclass(frozen=True)
class Employers:
    """Numbers of employers, the share of the largest and concentration, by unit.

    `hidden_share` is that of ads under a name that hides the employer (某公司), which may be
    several: no such name is counted or is the largest. `paid_*` are those of the ads that state
    pay. `hhi` is the sum of squared shares of the ads that name their employer
    (Herfindahl-Hirschman, 0 to 1).
    """

    count: Floats
    top_share: Floats
    hhi: Floats
    paid_count: Floats
    paid_top_share: Floats
    hidden_share: Floats


def employer_counts(counts: Counts, units: Units, by: str) -> Employers:
    """Count employers, and find the share of the largest, for each unit."""
    import pyarrow.compute as pc

    table = counts.employers
    column = table[by] if by != "district" else None
    if column is None:
        city, district = (table[name].cast("string") for name in ("city", "district"))
        joined = pc.coalesce(pc.binary_join_element_wise(city, district, "-"), district)
        column = joined.dictionary_encode()
    names, labels = coded(column)
    place = {name: index for index, name in enumerate(units.ids)}
    lookup = np.array([*(place.get(label, -1) for label in labels), -1], dtype=np.int64)
    unit = lookup[names]
    employer = np.asarray(table["employer"].to_pandas(), dtype=np.int64)
    sums = [np.asarray(table[name].to_pandas(), dtype=np.float64) for name in ("vacancies", "paid")]
    known = unit >= 0
    _, firm = np.unique(employer[known], return_inverse=True)
    width = int(firm.max(initial=0)) + 1
    pair, spot = np.unique(unit[known] * width + firm, return_inverse=True)
    own = pair // width
    ads, paid = (
        np.asarray(np.bincount(spot, values[known], minlength=pair.size), dtype=np.float64)
        for values in sums
    )
    every = np.maximum(units.total(units.vacancies), 1.0)
    return Employers(
        count=np.bincount(own, minlength=units.size).astype(np.float64),
        top_share=_largest(ads, own, units.size) / every,
        hhi=_concentration(ads, own, units.size),
        paid_count=np.bincount(own[paid > 0], minlength=units.size).astype(np.float64),
        paid_top_share=_largest(paid, own, units.size)
        / np.maximum(units.total(np.where(units.has_pay, units.vacancies, 0.0)), 1.0),
        hidden_share=(units.total(units.with_employer) - np.bincount(own, ads, units.size)) / every,
    )


def _largest(ads: Floats, unit: Codes, size: int) -> Floats:
    found = np.zeros(size)
    np.maximum.at(found, unit, ads)
    return found


def _concentration(ads: Floats, unit: Codes, size: int) -> Floats:
    total = np.bincount(unit, ads, minlength=size)
    squares = np.bincount(unit, ads**2, minlength=size)
    return np.where(total > 0, squares / np.where(total > 0, total, 1.0) ** 2, np.nan)
