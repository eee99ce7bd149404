"""How many employers stand behind the ads of a unit, and how much the largest of them posts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.bootstrap import Floats
from talentcast.matching.units import Units, coded

if TYPE_CHECKING:
    from talentcast.matching.counts import Counts


@dataclass(frozen=True)
class Employers:
    """Numbers of employers and the share of the largest, by unit."""

    count: Floats
    top_share: Floats


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
    vacancies = np.asarray(table["vacancies"].to_pandas(), dtype=np.float64)
    known = unit >= 0
    _, firm = np.unique(employer[known], return_inverse=True)
    width = int(firm.max(initial=0)) + 1
    pair, spot = np.unique(unit[known] * width + firm, return_inverse=True)
    summed = np.bincount(spot, vacancies[known], minlength=pair.size)
    count = np.bincount(pair // width, minlength=units.size).astype(np.float64)
    largest = np.zeros(units.size)
    np.maximum.at(largest, pair // width, summed)
    return Employers(count, largest / np.maximum(units.total(units.vacancies), 1.0))
