"""From counts alone to the tables that `gaps` shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from talentcast.errors import SchemaError
from talentcast.frames import OCCUPATIONS, GapsTables, require_columns
from talentcast.matching.bootstrap import Floats, bucket_weights
from talentcast.matching.count_columns import BUCKETS
from talentcast.matching.extra_tables import extra_tables
from talentcast.matching.gap_notes import describe
from talentcast.matching.index import Employers, Index, Supply, estimate_index
from talentcast.matching.parts import Drawn, draw
from talentcast.matching.pay_tables import Pay, estimate_pay
from talentcast.matching.shortage import (
    DOMINANT_EMPLOYER,
    FEWEST_ADS,
    LARGE_EMPLOYER,
    GapSettings,
)
from talentcast.matching.skill_tables import (
    name_skills,
    skill_counts,
    skill_ranking,
    top_skills,
)
from talentcast.matching.supply import match_supply
from talentcast.matching.units import Codes, Units, coded, units_of

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from talentcast.matching.counts import Counts

__all__ = ["GapSettings", "estimate_gaps"]

_SCORES = ("demand", "hard_to_fill", "price", "tightness", "pay_premium", "urgency")
_LEVEL_FLAGS = {"flagged": "weak", "very_weak": "very_weak"}
_MONTH = "{}/month"


def estimate_gaps(  # noqa: PLR0913 - one option a thing that the caller of `gaps` may give
    counts: Counts,
    *,
    occupations: pd.DataFrame,
    skills: pd.DataFrame,
    categories: pd.DataFrame | None = None,
    by: str = "occupation",
    settings: GapSettings | None = None,
    stock: str | Path | pd.DataFrame | None = None,
    seekers: str | Path | pd.DataFrame | None = None,
    quality: Mapping[str, Any] | None = None,
    unclassified: Sequence[tuple[str, int]] | None = None,
    copies: Mapping[Any, int] | None = None,
    warnings: Sequence[str] = (),
    lang: str = "en",
) -> GapsTables:
    """Estimate shortage index, stars and pay of every unit from counts alone.

    Parameters
    ----------
    counts : Counts
    occupations : DataFrame, columns id, title_zh, title_en and, where known, group
    skills : DataFrame, columns id, name_zh, name_en, kind, category
    categories : DataFrame, columns id, name_zh, name_en, optional
        Names of skill categories.
    by : {"occupation", "industry", "city", "district"}
        What a row is. Stars and moves exist for occupations alone.
    settings : GapSettings, optional
    stock, seekers : DataFrame or path, optional
        See `supply.match_supply`.
    quality : mapping, optional
        What is known of the run; the evidence grade is added.
    unclassified : sequence of (title, ads), optional
        Titles without an occupation; those in the counts by default.
    copies : mapping of occupation to int, optional
        Repeated ads that were dropped before counting: they count as ads, not as vacancies.
    warnings : sequence of str
        Sentences about reading the input, put first.
    lang : {"zh", "en"}
        Language of the warnings.

    Returns
    -------
    GapsTables
        `occupations` sorted by index, then ads; components are scores from 0 to 100, the raw
        values are in ``extra["components"]``.

    Raises
    ------
    SchemaError
        If a table lacks a column.
    UnknownNameError
        If `by` is none of the dimensions.
    """
    require_columns(occupations, ("id", "title_zh", "title_en"), "occupations")
    require_columns(skills, ("id", "name_zh", "name_en", "kind", "category"), "skills")
    if lang not in ("zh", "en"):
        raise SchemaError(f"lang: got {lang!r}; expected zh or en; choose one")
    chosen = settings or GapSettings()
    units = units_of(counts, by)
    drawn = draw(units, bucket_weights(chosen.replicates, BUCKETS, seed=chosen.seed))
    employers = employer_counts(counts, units, by)
    supply: Supply | None = None
    supply_notes: list[str] = []
    if by == "occupation":
        supply, supply_notes = match_supply(units.ids, occupations, stock=stock, seekers=seekers)
    index = estimate_index(counts, drawn, employers, supply, chosen)
    names = _unit_names(units, occupations, by)
    pay = estimate_pay(drawn, employers, [name[2] for name in names], chosen)
    found = skill_counts(counts, units, by)
    skill_names = name_skills(found.ids, skills, categories)
    every_skill = {**skill_names, **name_skills(_all_skills(counts), skills, categories)}
    table = _occupations(
        drawn, employers, index, pay, names, top_skills(found, units, every_skill), copies or {}
    )
    codes = [*supply_notes, *_notes(units, index)]
    order = _order(table)
    extra = extra_tables(counts, units, index, pay, table, by)
    return GapsTables(
        occupations=table.loc[order, [*OCCUPATIONS]].reset_index(drop=True),
        skills=skill_ranking(counts, every_skill, max(float(units.vacancies.sum()), 1.0)),
        quality={**(quality or {}), "evidence_grade": index.grade,
                 "clustered": units.is_clustered, "currency": units.currency},
        unclassified=_unclassified(counts, unclassified),
        warnings=[*warnings, *dict.fromkeys(describe(code, lang) for code in codes)],
        extra=extra,
    )  # fmt: skip


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


def _all_skills(counts: Counts) -> tuple[str, ...]:
    return tuple(coded(counts.skills["skill"])[1])


def _unit_names(
    units: Units, occupations: pd.DataFrame, by: str
) -> list[tuple[str, str, str | None]]:
    if by != "occupation":
        return [(own, own, None) for own in units.ids]
    has_group = "group" in occupations.columns
    known = {
        str(row["id"]): (
            str(row["title_zh"]),
            str(row["title_en"]),
            str(row["group"]) if has_group and isinstance(row["group"], str) else None,
        )
        for row in occupations.to_dict("records")
    }
    return [known.get(own, (own, own, None)) for own in units.ids]


def _occupations(
    drawn: Drawn,
    employers: Employers,
    index: Index,
    pay: Pay,
    names: Sequence[tuple[str, str, str | None]],
    top: list[list[dict[str, Any]]],
    copies: Mapping[Any, int],
) -> pd.DataFrame:
    import pandas as pd

    units = drawn.units
    vacancies = units.total(units.vacancies)
    dropped = np.array([copies.get(own, 0) for own in units.ids], dtype=np.float64)
    stated = np.where(np.isnan(units.openings), 1.0, units.openings) * units.vacancies
    nothing = np.full(units.size, np.nan)
    table = pd.DataFrame(
        {
            "id": list(units.ids),
            "title_zh": [name[0] for name in names],
            "title_en": [name[1] for name in names],
            "ads": (units.total(units.ads) + dropped).astype(np.int64),
            "vacancies": vacancies.astype(np.int64),
            "openings": np.rint(units.total(stated)).astype(np.int64),
            "employers": _whole(employers.count if units.is_clustered else nothing),
            "share": vacancies / max(float(units.vacancies.sum()), 1.0),
            "index": index.value,
            "index_lo90": index.low,
            "index_hi90": index.high,
            "grade": index.grade,
            **{name: index.scores.get(name, nothing) for name in _SCORES},
            **{name: _whole(nothing) for name in _STARS},
            **{name: pay.columns[name] for name in _PAY},
            "salary_unit": _MONTH.format(units.currency or "?"),
            "currency": units.currency,
        }
    )
    table["salary_n"] = table["salary_n"].astype(np.int64)
    table["p_overall"] = pd.Series([{} for _ in range(units.size)], dtype=object)
    table["top_skills"] = pd.Series(top, dtype=object)
    table["flags"] = pd.Series(_flags(units, employers, index, pay), dtype=object)
    return table


def _whole(values: Floats) -> pd.Series[int]:
    """Whole numbers, missing where not finite."""
    import pandas as pd

    return pd.Series(values).astype("Int64")


_STARS = ("stars_overall", "stars_supply_demand", "stars_training", "stars_transition")
_PAY = (
    "salary_median", "salary_lo90", "salary_hi90", "salary_n", "bound_low", "bound_high",
    "placement_low", "placement_high", "disclosed",
)  # fmt: skip


def _flags(units: Units, employers: Employers, index: Index, pay: Pay) -> list[list[str]]:
    vacancies = units.total(units.vacancies)
    assumed = units.total(units.vacancies * units.openings_assumed)
    found = []
    for unit in range(units.size):
        flags = []
        top = employers.top_share[unit] if units.is_clustered else 0.0
        if vacancies[unit] < FEWEST_ADS:
            found.append(["counts_only"])
            continue
        if top > DOMINANT_EMPLOYER:
            flags.append("one_employer")
        else:
            flags += [_LEVEL_FLAGS[own] for own in [index.levels[unit]] if own in _LEVEL_FLAGS]
            flags += ["large_employer"] if top > LARGE_EMPLOYER else []
            if np.isnan(pay.columns["salary_median"][unit]):
                flags.append("pay_withheld")
        flags += pay.flags[unit]
        flags += [] if units.is_clustered else ["not_clustered"]
        flags += ["assumed_openings"] if assumed[unit] > 0 else []
        found.append(flags)
    return found


def _notes(units: Units, index: Index) -> list[str]:
    notes = list(index.notes)
    if index.windows is not None:
        last, months = index.windows.last, index.windows.months
        starts = [_month(last - months * back + 1) for back in (2, 1)]
        notes.append(f"windows:{starts[0]} + {months}, {starts[1]} + {months} months")
    if not units.is_clustered and units.size:
        notes.append("not_clustered")
    if units.vacancies.size and not units.paid.any():
        notes.append("no_pay")
    if not index.scores and not any(code.startswith("no_reference") for code in notes):
        notes.append("no_components")
    others = {name: ads for name, ads in units.currencies.items() if name != units.currency}
    if units.currency is not None and others:
        notes.append("other_currency:" + ", ".join(f"{k} {n}" for k, n in sorted(others.items())))
    return notes


def _month(period: int) -> str:
    year, month = divmod(period - 1, 12)
    return f"{year}-{month + 1:02d}"


def _order(table: pd.DataFrame) -> Codes:
    index = table["index"].to_numpy(dtype=np.float64)
    key = np.where(np.isnan(index), -1.0, index)
    return np.lexsort([table["id"].to_numpy(dtype=str), -table["vacancies"].to_numpy(), -key])


def _unclassified(counts: Counts, given: Sequence[tuple[str, int]] | None) -> pd.DataFrame:
    import pandas as pd

    if given is None:
        titles, labels = coded(counts.titles["title"])
        ads = np.bincount(
            titles, counts.titles["vacancies"].to_numpy(), minlength=len(labels)
        ).astype(int)
        given = sorted(
            zip(labels, map(int, ads), strict=True), key=lambda pair: (-pair[1], pair[0])
        )
    return pd.DataFrame(list(given), columns=["title", "ads"])
