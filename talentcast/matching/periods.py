"""Two files as two periods: which is earlier, how long each is, which sites both have."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from talentcast.errors import SchemaError
from talentcast.matching.counts import Counts, merge
from talentcast.matching.sites import is_unnamed, of_sites, shared_sites, site_names
from talentcast.matching.units import Units, units_of
from talentcast.matching.windows import month_name, month_span

#: Codes of the two periods where their counts stand in one table.
BEFORE, NOW = 1, 2


def same_sites(now: Counts, before: Counts) -> tuple[Counts, Counts, list[str], bool]:
    """Keep the ads of sites that both periods have; tell whether the periods compare at all."""
    units = units_of(merge([dated(before, BEFORE), dated(now, NOW)]))
    if is_unnamed(units):
        return now, before, ["sources_unknown"], True
    sites = shared_sites(units, units.period == NOW, units.period == BEFORE)
    if sites is None:
        return _of_sites(now, None), _of_sites(before, None), ["sites_differ"], False
    if np.isin(units.source, sites).all():
        return now, before, [], True
    kept = [units.source_names[code] if code >= 0 else None for code in sites]
    notes = [f"common_sources:{site_names(units, sites)}"]
    return _of_sites(now, kept), _of_sites(before, kept), notes, True


def _of_sites(counts: Counts, sites: Sequence[str | None] | None) -> Counts:
    """Take the ads of some sites; all, but no skills and days on the site, if None."""
    tables = counts.to_tables()
    for name in ("skills", "group_skills"):  # not counted by site
        tables[name] = tables[name].slice(0, 0)
    for name in ("skill_trends", "durations"):
        table = tables[name]
        tables[name] = table.slice(0, 0) if sites is None else of_sites(table, sites)
    if sites is not None:
        tables["vacancies"] = of_sites(tables["vacancies"], sites)
    return Counts.from_tables(tables)


def dated(counts: Counts, period: int) -> Counts:
    """Put all ads of a file into one period."""
    import pyarrow as pa

    tables = counts.to_tables()
    for name in ("vacancies", "skill_trends"):
        table = tables[name]
        kind = table.schema.field("period").type
        column = pa.array(np.full(table.num_rows, period), kind)
        place = table.schema.get_field_index("period")
        tables[name] = table.set_column(place, "period", column)
    return Counts.from_tables(tables)


def period_notes(now: Units, before: Units) -> list[str]:
    """Codes of notes on the months of two periods.

    Raises
    ------
    SchemaError
        If the ads of `before` are later than those of `now`.
    """
    earlier, later = month_span(before), month_span(now)
    if earlier is None or later is None:
        return ["periods_undated"]
    (first0, last0), (first1, last1) = earlier, later
    said = [f"{month_name(first)} – {month_name(last)}" for first, last in (earlier, later)]
    if last0 > last1 or first0 > first1:
        raise SchemaError(
            f"--compare: got ads of {said[0]} to compare those of {said[1]} with; expected an "
            "earlier period; swap the files"
        )
    notes = [f"periods:{said[0]}, {said[1]}"]
    months = last0 - first0 + 1, last1 - first1 + 1
    if months[0] != months[1]:
        notes.append(f"periods_unequal:{months[0]}, {months[1]}")
    if last0 >= first1:
        notes.append(f"periods_overlap:{last0 - first1 + 1}")
    return notes
