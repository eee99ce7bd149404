"""Counts seen by occupation, industry, city or district: arrays that estimates are made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from talentcast.errors import UnknownNameError
from talentcast.matching.bootstrap import bucket_sums
from talentcast.matching.count_columns import BUCKETS

if TYPE_CHECKING:
    import pyarrow as pa

    from talentcast.matching.counts import Counts

Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.int64]

#: What a row of the result can be.
DIMENSIONS = ("occupation", "industry", "city", "district")

#: Sums that every line of `Counts.vacancies` has, in the fields of `Units` of the same name.
SUMS = ("vacancies", "ads", "urgent", "base_only", "with_employer", "experience_months",
        "applicants", "with_applicants")  # fmt: skip

#: Openings above this quantile of the ads that state them count as the quantile (METHOD 1).
OPENINGS_QUANTILE = 0.99


@dataclass(frozen=True)
class Units:
    """One row a line of `Counts.vacancies`, sorted, with its unit from 0 (-1: none).

    `has_pay` marks rows with pay, `paid` those in the main currency. `city`, `education`,
    `experience`, `source` and `employer_size` are codes, -1 where unknown; `period` is
    year * 12 + month, 0 where undated; `openings` is NaN where not stated, and capped at the 99th
    percentile (`openings_stated` is not).
    """

    ids: tuple[str, ...]
    unit: Codes
    bucket: Codes
    vacancies: Floats
    ads: Floats
    urgent: Floats
    base_only: Floats
    with_employer: Floats
    experience_months: Floats
    applicants: Floats
    with_applicants: Floats
    openings: Floats
    openings_stated: Floats
    openings_assumed: npt.NDArray[np.bool_]
    period: Codes
    city: Codes
    education: Codes
    education_names: tuple[str, ...]
    experience: Codes
    experience_names: tuple[str, ...]
    source: Codes
    source_names: tuple[str, ...]
    employer_size: Codes
    has_pay: npt.NDArray[np.bool_]
    paid: npt.NDArray[np.bool_]
    low: Floats
    high: Floats
    currency: str | None
    currencies: dict[str, int]

    @property
    def size(self) -> int:
        """How many units there are."""
        return len(self.ids)

    def by_bucket(self, values: Floats) -> Floats:
        """Sum `values` of the rows by employer bucket and unit, shape (buckets, units)."""
        return bucket_sums(self.unit, self.bucket, values, (BUCKETS, self.size))

    def total(self, values: Floats) -> Floats:
        """Sum `values` of the rows by unit, shape (units,)."""
        return np.asarray(self.by_bucket(values).sum(axis=0))

    @property
    def is_clustered(self) -> bool:
        """Whether at least half of the vacancies name their employer."""
        return bool(self.with_employer.sum() >= 0.5 * max(self.vacancies.sum(), 1.0))


def units_of(counts: Counts, by: str = "occupation") -> Units:
    """Arrange counts by `by`.

    Parameters
    ----------
    counts : Counts
    by : one of `DIMENSIONS`

    Returns
    -------
    Units
        Rows sorted by every key, so that the order in which counts were merged does not matter.

    Raises
    ------
    UnknownNameError
        If `by` is not one of `DIMENSIONS`.
    """
    if by not in DIMENSIONS:
        raise UnknownNameError(f"by: got {by!r}; expected one of {', '.join(DIMENSIONS)}")
    table = counts.vacancies
    names = ("occupation", "city", "district", "industry", "education", "experience", "seniority",
             "source", "employer_size", "currency")  # fmt: skip
    codes: dict[str, Codes] = {}
    labels: dict[str, list[str]] = {}
    for name in names:
        codes[name], labels[name] = coded(table[name])
    numbers = {name: _number(table[name]) for name in ("openings", "low", "high")}
    whole = {name: _whole(table[name]) for name in ("period", "bucket", "openings_assumed")}
    sums = {name: _number(table[name]) for name in SUMS}
    order = np.lexsort(
        [
            *(np.nan_to_num(column, nan=-1.0) for column in numbers.values()),
            *whole.values(),
            *codes.values(),
        ]
    )
    unit, ids = _unit(codes, labels, by)
    currency, currencies = _main_currency(codes["currency"], labels["currency"], numbers, sums)
    is_main = codes["currency"] == (labels["currency"].index(currency) if currency else -1)
    has_pay = ~np.isnan(numbers["high"])
    paid = has_pay & is_main
    return Units(
        ids=tuple(ids),
        unit=unit[order],
        bucket=whole["bucket"][order],
        **{name: values[order] for name, values in sums.items()},
        openings=_capped(numbers["openings"], sums["vacancies"])[order],
        openings_stated=numbers["openings"][order],
        openings_assumed=whole["openings_assumed"][order] > 0,
        period=whole["period"][order],
        city=codes["city"][order],
        education=codes["education"][order],
        education_names=tuple(labels["education"]),
        experience=codes["experience"][order],
        experience_names=tuple(labels["experience"]),
        source=codes["source"][order],
        source_names=tuple(labels["source"]),
        employer_size=codes["employer_size"][order],
        has_pay=has_pay[order],
        paid=paid[order],
        low=numbers["low"][order],
        high=numbers["high"][order],
        currency=currency,
        currencies=currencies,
    )


def coded(column: Any) -> tuple[Codes, list[str]]:
    """Codes of a string column in the order of its sorted values, -1 for null, and the values."""
    encoded = column.combine_chunks()
    if hasattr(encoded, "chunks"):
        encoded = encoded.chunk(0) if encoded.num_chunks else encoded
    values = encoded.dictionary.to_pylist() if len(encoded) else []
    raw = np.asarray(encoded.indices.fill_null(-1)) if len(encoded) else np.empty(0, np.int64)
    used = sorted({values[code] for code in np.unique(raw) if code >= 0})
    place = {value: index for index, value in enumerate(used)}
    lookup = np.array([*(place.get(value, -1) for value in values), -1], dtype=np.int64)
    return lookup[raw.astype(np.int64)], used


def _number(column: pa.ChunkedArray) -> Floats:
    return np.asarray(column.to_pandas(), dtype=np.float64)


def _whole(column: pa.ChunkedArray) -> Codes:
    import pyarrow.compute as pc

    return np.asarray(pc.fill_null(column.cast("int64"), 0).to_pandas(), dtype=np.int64)


def _unit(
    codes: dict[str, Codes], labels: dict[str, list[str]], by: str
) -> tuple[Codes, list[str]]:
    if by != "district":
        return codes[by], labels[by]
    city, district = codes["city"], codes["district"]
    cities, districts = [*labels["city"], None], labels["district"]
    pair = np.where(district < 0, -1, (city + 1) * max(len(districts), 1) + district)
    known = np.unique(pair[pair >= 0])
    ids = []
    for value in known:
        place, area = divmod(int(value), len(districts))
        name = cities[place - 1]
        ids.append(f"{name}-{districts[area]}" if name is not None else districts[area])
    return np.where(pair < 0, -1, np.searchsorted(known, pair)), ids


def _main_currency(
    code: Codes, labels: list[str], numbers: dict[str, Floats], sums: dict[str, Floats]
) -> tuple[str | None, dict[str, int]]:
    has_pay = ~np.isnan(numbers["high"])
    counted = {
        label: int(sums["vacancies"][has_pay & (code == index)].sum())
        for index, label in enumerate(labels)
    }
    unknown = int(sums["vacancies"][has_pay & (code < 0)].sum())
    main = max(counted, key=lambda label: (counted[label], label)) if counted else None
    if unknown > (counted[main] if main else 0):
        main = None
    return main, {**counted, **({"unknown": unknown} if unknown else {})}


def _capped(openings: Floats, vacancies: Floats) -> Floats:
    stated = ~np.isnan(openings)
    if not stated.any():
        return openings
    order = np.argsort(openings[stated], kind="stable")
    values, weight = openings[stated][order], np.cumsum(vacancies[stated][order])
    cap = values[np.searchsorted(weight, OPENINGS_QUANTILE * weight[-1])]
    return np.where(stated, np.minimum(openings, cap), np.nan)
