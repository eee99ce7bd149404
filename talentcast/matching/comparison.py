"""Two periods side by side: what entered and left the shortage list, what grew, what pays more."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from talentcast.matching import pay_levels
from talentcast.matching.bootstrap import Floats, bucket_weights, percentile_interval, ranks
from talentcast.matching.components import demand_growth
from talentcast.matching.count_columns import BUCKETS
from talentcast.matching.counts import merge
from talentcast.matching.employers import employer_counts
from talentcast.matching.index import Index, estimate_index
from talentcast.matching.parts import Drawn, draw
from talentcast.matching.periods import BEFORE, NOW, dated, period_notes, same_sites
from talentcast.matching.shortage import EVIDENCE_LEVELS, GapSettings, Mask
from talentcast.matching.skill_changes import skill_changes
from talentcast.matching.skill_tables import name_skills
from talentcast.matching.units import Units, coded, units_of
from talentcast.matching.windows import Windows

if TYPE_CHECKING:
    import pandas as pd

    from talentcast.matching.counts import Counts

#: Length of the shortage list, as the documents publish it (B.11, figure 6); half of the
#: occupations with an index where there are fewer than twice as many.
LIST_LENGTH = 20

#: Both indices are those of a snapshot (METHOD 2.7).
SNAPSHOT_GRADE = "C"

#: An entry or exit is called sure from this share of paired replicates (METHOD 2.5).
SURE_SHARE = 0.95

#: Columns of the comparison. `*_change` of vacancies and pay are logs of ratios; those of the index
#: are points; `evidence` is the lower of the two periods' (`shortage.EVIDENCE_LEVELS`).
#: `p_list_*`: share of replicates in which the occupation is on the list.
COLUMNS = (
    "id", "title_zh", "title_en", "grade", "evidence", "list_status", "sure",
    "vacancies_before", "vacancies_now", "share_before", "share_now", "index_before", "index_now",
    "index_change", "index_change_lo90", "index_change_hi90", "p_list_before", "p_list_now",
    "demand_change", "demand_change_lo90", "demand_change_hi90",
    "price_change", "price_change_lo90", "price_change_hi90",
)  # fmt: skip


#: What is not said of periods whose ads come from other sites (METHOD 5, 6 and 9).
REFUSED = tuple(name for name in COLUMNS if "_change" in name or name.startswith("p_list"))


@dataclass(frozen=True)
class _Period:
    units: Units
    index: Index


def compare_periods(
    now: Counts,
    before: Counts,
    *,
    occupations: pd.DataFrame,
    skills: pd.DataFrame,
    categories: pd.DataFrame | None = None,
    words: pd.DataFrame | None = None,
    settings: GapSettings | None = None,
) -> tuple[dict[str, pd.DataFrame], list[str]]:
    """Compare the ads of two periods.

    Parameters
    ----------
    now, before : Counts
    occupations, skills, categories, words : DataFrame
        As for `gap_tables.estimate_gaps`.
    settings : GapSettings, optional

    Returns
    -------
    dict of str to DataFrame
        `comparison` (columns `COLUMNS`) and `skill_changes` (see there).
    list of str
        Codes of notes.

    Raises
    ------
    SchemaError
        If the ads of `before` are later than those of `now`.

    Notes
    -----
    Both indices are those of a snapshot, made of the parts that both periods have. Replicates are
    paired: an employer has the same weight in both periods. Growth is that of shares of all
    vacancies, so periods may differ in length. Where shares of sites moved by more than ten points,
    only ads of sites in both periods are compared; if that does not help, nothing is.

    Source
    ------
    METHOD 1 (windows, sources), 2.1 (D, P), 2.3 (frozen reference), 2.5, 5 (6 and 9).
    """
    chosen = replace(settings or GapSettings(), window_months=0, moves_from=None)
    weights = bucket_weights(chosen.replicates, BUCKETS, seed=chosen.seed)
    notes = period_notes(units_of(now), units_of(before))
    now, before, said, is_same = same_sites(now, before)
    notes += said
    both = merge([dated(before, BEFORE), dated(now, NOW)])
    units = units_of(both)
    windows = Windows(units.period == NOW, units.period == BEFORE, 1, NOW)
    names = name_skills(set(coded(both.skill_trends["skill"])[1]), skills, categories, words)
    old, new = _indices(now, before, weights, chosen)
    if not old.index.scores:
        notes.append("no_common_index")
    elif old.index.is_single.all() and new.index.is_single.all():
        notes.append(f"weak_list:{', '.join(old.index.scores)}")
    changes = skill_changes(both, units, windows, weights, names)
    return {
        "comparison": _table(units, windows, weights, (old, new), occupations, is_same=is_same),
        "skill_changes": changes,
    }, notes


def _indices(
    now: Counts, before: Counts, weights: Floats, settings: GapSettings
) -> tuple[_Period, _Period]:
    """Estimate both indices from the parts that both have, on the scale of the earlier one."""
    drawn = [draw(units_of(counts), weights) for counts in (before, now)]
    free = [_index(counts, own, settings) for counts, own in zip((before, now), drawn, strict=True)]
    common = {
        name: pair
        for name, pair in (settings.reference or free[0].reference).items()
        if name in free[0].reference and name in free[1].reference
    }
    frozen = replace(settings, reference=common)
    old, new = (
        _Period(own.units, _index(counts, own, frozen))
        for counts, own in zip((before, now), drawn, strict=True)
    )
    return old, new


def _index(counts: Counts, drawn: Drawn, settings: GapSettings) -> Index:
    employers = employer_counts(counts, drawn.units, "occupation")
    return estimate_index(counts, drawn, employers, None, settings)


def _table(
    units: Units,
    windows: Windows,
    weights: Floats,
    periods: tuple[_Period, _Period],
    occupations: pd.DataFrame,
    *,
    is_same: bool,
) -> pd.DataFrame:
    import pandas as pd

    counted = [np.where(mask, units.vacancies, 0.0) for mask in (windows.before, windows.now)]
    sums = [units.total(values) for values in counted]
    every = [_aligned(period, units.ids, len(weights)) for period in periods]
    is_single = np.any([_of_ids(own, own.index.is_single, units.ids) for own in periods], axis=0)
    length = min(LIST_LENGTH, *(max(1, int(np.isfinite(v[0]).sum()) // 2) for v in every))
    is_listed = [_on_list(values, length) for values in every]
    on_list = [listed[0] for listed in is_listed]
    status = np.select(
        [on_list[1] & ~on_list[0], on_list[0] & ~on_list[1], on_list[0] & on_list[1]],
        ["entry", "exit", "stays"], default="",
    )  # fmt: skip
    moved = (is_listed[1][1:] != is_listed[0][1:]).mean(axis=0)
    known = occupations.drop_duplicates("id").set_index("id")
    titles = {
        name: [str(known[name].get(own, own)) for own in units.ids]
        for name in ("title_zh", "title_en")
    }
    table = pd.DataFrame({
        "id": list(units.ids), **titles, "grade": SNAPSHOT_GRADE,
        "evidence": _weakest(periods, units.ids), "list_status": status,
        "sure": np.where(np.isin(status, ["entry", "exit"]), moved, 1 - moved) >= SURE_SHARE,
        "vacancies_before": sums[0].astype(np.int64), "vacancies_now": sums[1].astype(np.int64),
        "share_before": sums[0] / max(counted[0].sum(), 1.0),
        "share_now": sums[1] / max(counted[1].sum(), 1.0),
        "index_before": every[0][0], "index_now": every[1][0],
        **_columns("index_change", every[1] - every[0], 1.0),
        "p_list_before": is_listed[0][1:].mean(axis=0), "p_list_now": is_listed[1][1:].mean(axis=0),
        **_growth(units, windows, weights),
    })  # fmt: skip
    if not is_same:
        table[list(REFUSED)] = np.nan
        table = table.assign(list_status="", sure=False)
    table["sure"] &= ~is_single  # a place on the list is a rank: of two components (METHOD 2.4)
    order = np.lexsort([table["id"], -np.nan_to_num(table["index_now"], nan=-1.0)])
    return table.iloc[order][list(COLUMNS)].reset_index(drop=True)


def _aligned(period: _Period, ids: tuple[str, ...], rows: int) -> Floats:
    place = {own: number for number, own in enumerate(ids)}
    found = np.full((rows, len(ids)), np.nan)
    columns = [place[own] for own in period.units.ids]
    found[:, columns] = np.vstack([period.index.value, period.index.replicates])
    return found


def _of_ids(period: _Period, values: Mask, ids: tuple[str, ...]) -> Mask:
    """Lay values of a period's units out in the order of `ids`; False for those it lacks."""
    own = dict(zip(period.units.ids, values, strict=True))
    return np.array([bool(own.get(name, False)) for name in ids], dtype=bool)


def _weakest(periods: tuple[_Period, _Period], ids: tuple[str, ...]) -> list[str]:
    """Give the lower of the two levels of evidence; an occupation may be in one period alone."""
    levels = [dict(zip(period.units.ids, period.index.evidence, strict=True)) for period in periods]
    return [
        max((own.get(name, "withheld") for own in levels), key=EVIDENCE_LEVELS.index)
        for name in ids
    ]


def _on_list(values: Floats, length: int) -> np.ndarray[Any, np.dtype[np.bool_]]:
    """Tell in each row which occupations have one of the highest indices."""
    return np.asarray(np.nan_to_num(ranks(values), nan=np.inf) <= length)


def _growth(units: Units, windows: Windows, weights: Floats) -> Mapping[str, Floats]:
    """Growth of demand and of pay."""
    sums = [
        (weights @ units.by_bucket(values), (weights @ np.bincount(
            units.bucket, values, minlength=BUCKETS))[:, None])
        for values in (np.where(mask, units.vacancies, 0.0)
                       for mask in (windows.now, windows.before))
    ]  # fmt: skip
    demand = demand_growth(*sums[0], *sums[1])
    price = pay_levels.price_growth(units, windows.now, windows.before, weights)
    widen = draw_widening(units)
    return _columns("demand_change", demand, widen) | _columns("price_change", price, widen)


def draw_widening(units: Units) -> Floats:
    """Tell how much wider intervals have to be for the number of clusters, by unit."""
    from talentcast.matching.bootstrap import effective_clusters, widening

    return widening(effective_clusters(units.by_bucket(units.vacancies)))


def _columns(name: str, values: Floats, widen: Any) -> dict[str, Floats]:
    low, high = percentile_interval(values[1:], values[0], widen=widen)
    known = np.isfinite(values[0])
    ends = {"": values[0], "_lo90": low, "_hi90": high}
    return {name + end: np.where(known, column, np.nan) for end, column in ends.items()}
