"""The current and the previous window of dated advertisements, and whether they compare."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from talentcast.matching.shortage import SMALL_REFERENCE
from talentcast.matching.units import Units

Mask = npt.NDArray[np.bool_]

#: Windows shorter than this are one season or one crawl, not two states of a market.
SHORTEST_WINDOW = 3

#: Share of the vacancies that must carry a date.
SMALLEST_DATED_SHARE = 0.8

#: The previous window needs this many vacancies for each of the current one: a single crawl holds
#: a thin tail of old ads that are still open, which is no earlier window.
SMALLEST_WINDOW_RATIO = 0.25

#: A source whose share moves by more than this between windows makes growth an artefact (METHOD 1).
LARGEST_SOURCE_SHIFT = 0.10


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
    found = np.unique(units.unit[now & (units.unit >= 0)]).size
    if found < SMALL_REFERENCE:
        return None, [f"few_in_window:{found}"]
    return _comparable_sources(units, Windows(now, before, length, last))


def _comparable_sources(units: Units, windows: Windows) -> tuple[Windows | None, list[str]]:
    if largest_shift(units, windows) <= LARGEST_SOURCE_SHIFT:
        return windows, []
    common = np.intersect1d(units.source[windows.now], units.source[windows.before])
    kept = np.isin(units.source, common)
    narrowed = Windows(windows.now & kept, windows.before & kept, windows.months, windows.last)
    if common.size and largest_shift(units, narrowed) <= LARGEST_SOURCE_SHIFT:
        return narrowed, ["common_sources"]
    return None, ["sources_changed"]


def largest_shift(units: Units, windows: Windows) -> float:
    """Give the largest change of a source's share of the vacancies between the windows."""
    size = int(units.source.max(initial=-1)) + 2
    shares = []
    for mask in (windows.now, windows.before):
        counted = np.bincount(units.source[mask] + 1, units.vacancies[mask], minlength=size)
        shares.append(counted / max(counted.sum(), 1.0))
    return float(np.abs(shares[0] - shares[1]).max())
