"""The current and the previous window of dated advertisements, and whether they compare."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from talentcast.matching.shortage import SMALL_REFERENCE
from talentcast.matching.sites import shared_sites, site_names
from talentcast.matching.units import Units

Mask = npt.NDArray[np.bool_]

#: Windows shorter than this are one season or one crawl, not two states of a market.
SHORTEST_WINDOW = 3

#: Share of the vacancies that must carry a date.
SMALLEST_DATED_SHARE = 0.8

#: The previous window needs this many vacancies for each of the current one: a single crawl holds
#: a thin tail of old ads that are still open, which is no earlier window.
SMALLEST_WINDOW_RATIO = 0.25


@dataclass(frozen=True)
class Windows:
    """Rows of the current and of the previous window, of equal length in months."""

    now: Mask
    before: Mask
    months: int
    last: int


def find_windows(units: Units, months: int) -> tuple[Windows | None, list[str]]:
    """Split dated rows into two windows of equal length, if the data allow it.

    Parameters
    ----------
    units : Units
    months : int
        Longest window; shorter where the data span less than two of them.

    Returns
    -------
    Windows or None
    list of str
        Codes of what stood in the way or was done.

    Source
    ------
    METHOD 1 (equal windows, sources) and 2.7 (grade B).
    """
    dated = units.period > 0
    total = units.vacancies.sum()
    if total == 0 or not dated.any():
        return None, ["undated"]
    if units.vacancies[dated].sum() < SMALLEST_DATED_SHARE * total:
        return None, ["partly_dated"]
    last, first = int(units.period[dated].max()), int(units.period[dated].min())
    length = min(months, (last - first + 1) // 2)
    if length < SHORTEST_WINDOW:
        return None, ["one_window"]
    now = dated & (units.period > last - length)
    before = dated & (units.period > last - 2 * length) & ~now
    if units.vacancies[before].sum() < SMALLEST_WINDOW_RATIO * units.vacancies[now].sum():
        return None, ["one_window"]
    return _same_sites(units, Windows(now, before, length, last))


def _same_sites(units: Units, windows: Windows) -> tuple[Windows | None, list[str]]:
    """Narrow windows to sites that both have, where sites changed."""
    sites = shared_sites(units, windows.now, windows.before)
    if sites is None:
        return None, ["sources_changed"]
    kept = np.isin(units.source, sites)
    notes = []
    if not kept.all():
        windows = replace(windows, now=windows.now & kept, before=windows.before & kept)
        notes = [f"common_sources:{site_names(units, sites)}"]
    found = np.unique(units.unit[windows.now & (units.unit >= 0)]).size
    if found < SMALL_REFERENCE:
        return None, [f"few_in_window:{found}"]
    return windows, notes


def month_span(units: Units) -> tuple[int, int] | None:
    """First and last month of the ads (`Units.period`); None where too few carry dates."""
    dated = units.period > 0
    total = units.vacancies.sum()
    if not dated.any() or units.vacancies[dated].sum() < SMALLEST_DATED_SHARE * total:
        return None
    return int(units.period[dated].min()), int(units.period[dated].max())


def month_name(period: int) -> str:
    """Write a month of `Units.period`.

    Examples
    --------
    >>> month_name(2024 * 12 + 3)
    '2024-03'
    """
    year, month = divmod(period - 1, 12)
    return f"{year}-{month + 1:02d}"
