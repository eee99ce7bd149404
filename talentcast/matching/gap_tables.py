"""From counts alone to the tables that `gaps` shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from talentcast.errors import SchemaError
from talentcast.frames import OCCUPATIONS, GapsTables, require_columns
from talentcast.matching.bootstrap import bucket_weights
from talentcast.matching.count_columns import BUCKETS
from talentcast.matching.employers import employer_counts
from talentcast.matching.extra_tables import extra_tables
from talentcast.matching.gap_notes import ONE_WINDOW, describe
from talentcast.matching.index import Index, estimate_index
from talentcast.matching.moves import moves_out, transition_table
from talentcast.matching.occupation_table import (
    Estimates,
    Title,
    occupation_table,
    salary_unit,
)
from talentcast.matching.parts import draw
from talentcast.matching.pay_tables import estimate_pay
from talentcast.matching.shortage import FEWEST_ADS, LARGE_EMPLOYER, GapSettings
from talentcast.matching.sites import is_unnamed
from talentcast.matching.skill_changes import skill_changes
from talentcast.matching.skill_tables import (
    SkillCounts,
    name_skills,
    skill_counts,
    skill_ranking,
    top_skills,
)
from talentcast.matching.stars import estimate_stars
from talentcast.matching.supply import Supply, match_supply
from talentcast.matching.units import Codes, Units, coded, units_of
from talentcast.matching.windows import (
    Windows,
    month_name,
    month_span,
    window_months,
    window_notes,
)

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from talentcast.matching.counts import Counts

__all__ = ["GapSettings", "estimate_gaps"]

_ENDS = ("first", "last")


def estimate_gaps(  # noqa: PLR0913 - one option a thing that the caller of `gaps` may give
    counts: Counts,
    *,
    occupations: pd.DataFrame,
    skills: pd.DataFrame,
    categories: pd.DataFrame | None = None,
    words: pd.DataFrame | None = None,
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
    words : DataFrame, columns `taxonomy.WORD_COLUMNS`, optional
        Of which English names of skills that no table lists are made.
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
    supply, notes = match_supply(units.ids, occupations, by=by, stock=stock, seekers=seekers)
    titles = _unit_titles(units, occupations, by)
    found = skill_counts(counts, units, by)
    names = name_skills({*found.ids, *_all_skills(counts)}, skills, categories, words)
    made, extra = _estimate(counts, units, found, names, supply, titles, by, chosen)
    table = occupation_table(made, titles, top_skills(found, units, names), copies or {})
    table["salary_unit"] = salary_unit(units.currency, chosen)
    notes += _dominant_employer(counts, units)
    notes += _notes(units, made.index, chosen) if units.size else [f"no_units:{by}"]
    notes += _supply_notes(made, supply)
    if made.index.grade == "A":
        notes = ["no_growth" if code.partition(":")[0] in ONE_WINDOW else code for code in notes]
    return GapsTables(
        occupations=table.loc[_order(table), [*OCCUPATIONS]].reset_index(drop=True),
        skills=skill_ranking(counts, names, max(float(units.vacancies.sum()), 1.0)),
        quality=dict(quality or {}) | _evidence(units, made.index, chosen),
        unclassified=_unclassified(counts, unclassified),
        warnings=[*warnings, *dict.fromkeys(describe(code, lang) for code in notes)],
        extra=extra,
    )


def _estimate(
    counts: Counts,
    units: Units,
    found: SkillCounts,
    names: Mapping[str, Mapping[str, Any]],
    supply: Supply | None,
    titles: Sequence[Title],
    by: str,
    settings: GapSettings,
) -> tuple[Estimates, dict[str, pd.DataFrame]]:
    drawn = draw(units, bucket_weights(settings.replicates, BUCKETS, seed=settings.seed))
    employers = employer_counts(counts, units, by)
    index = estimate_index(counts, drawn, employers, supply, settings)
    pay = estimate_pay(drawn, employers, [title.group for title in titles], settings)
    is_rated = by == "occupation"
    stars = estimate_stars(found, drawn, index, supply, settings) if is_rated else None
    made = Estimates(units, employers, index, pay, stars)
    extra = extra_tables(counts, made, drawn, by, supply, settings)
    if is_rated:
        extra["transitions"] = transition_table(made, found, names)
        if settings.moves_from is not None:
            extra["moves"] = moves_out(made, found, names, drawn, titles, settings.moves_from)
    if index.windows is not None:
        extra["skill_changes"] = skill_changes(counts, units, index.windows, drawn.weights, names)
    return made, extra


def _evidence(units: Units, index: Index, settings: GapSettings) -> dict[str, Any]:
    span = month_span(units)
    months = {"first": month_name(span[0]), "last": month_name(span[1])} if span else None
    return {
        "evidence_grade": index.grade,
        "supply": _supply_kind(index),
        "period": months,
        "windows": _windows(index.windows),
        "clustered": units.is_clustered,
        "currency": units.currency,
        "salary_basis": "monthly_equivalent" if settings.monthly_equivalent else "contract",
    }


def _windows(windows: Windows | None) -> dict[str, Any] | None:
    if windows is None:
        return None
    spans = window_months(windows).items()
    ends = {f"{name}_{end}": at for name, own in spans for end, at in zip(_ENDS, own, strict=True)}
    return {"months": windows.months, **ends}


def _supply_kind(index: Index) -> str | None:
    if index.grade != "A":
        return None
    return "seekers" if index.knows_seekers else "stock"


def _all_skills(counts: Counts) -> list[str]:
    return coded(counts.skills["skill"])[1]


def _unit_titles(units: Units, occupations: pd.DataFrame, by: str) -> list[Title]:
    if by != "occupation":
        return [Title(own, own, None) for own in units.ids]
    has_group = "group" in occupations.columns
    known = {
        str(row["id"]): Title(
            str(row["title_zh"]),
            str(row["title_en"]),
            str(row["group"]) if has_group and isinstance(row["group"], str) else None,
        )
        for row in occupations.to_dict("records")
    }
    return [known.get(own, Title(own, own, None)) for own in units.ids]


def _notes(units: Units, index: Index, settings: GapSettings) -> list[str]:
    notes = list(index.notes)
    if index.windows is not None:
        notes += window_notes(index.windows, settings.window_months)
        notes += ["sources_assumed"] if is_unnamed(units) else []
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


def _supply_notes(made: Estimates, supply: Supply | None) -> list[str]:
    """Say what figures for the other side were taken for, and what stood in for them."""
    units, index, notes = made.units, made.index, []
    if supply is not None and np.isfinite(supply.seekers).any():
        span = month_span(units)
        if index.windows is not None:
            span = index.windows.last - index.windows.months + 1, index.windows.last
        months = " – ".join(month_name(month) for month in span) if span else ""
        notes.append(f"tightness_months:{months}" if months else "tightness_undated")
    stars = made.stars
    if stars is not None and np.isfinite(stars.scores["transition"]).any() and not stars.by_stock:
        notes.append("vacancy_shares")
    return notes


def _dominant_employer(counts: Counts, units: Units) -> list[str]:
    """Note one employer that posts more of the whole file than an occupation may have of one."""
    total = float(units.vacancies.sum())
    if not units.is_clustered or total < FEWEST_ADS:
        return []
    _, place = np.unique(counts.employers["employer"].to_numpy(), return_inverse=True)
    ads = np.bincount(place, counts.employers["vacancies"].to_numpy())
    share = float(ads.max(initial=0)) / total
    return [f"dominant_employer:{share:.0%}".replace("%", "")] if share > LARGE_EMPLOYER else []


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
