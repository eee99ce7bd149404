"""The current and the previous window of dated advertisements, and whether they compare."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from talentcast.errors import SchemaError
from talentcast.matching.shortage import SMALL_REFERENCE
from talentcast.matching.sites import shared_sites, site_names
from talentcast.matching.units import Units

Mask = npt.NDArray[np.bool_]

#: Windows shorter than this are one season or one crawl, not two states of a market.
SHORTEST_WINDOW = 3

#: Length of the windows where the dates span two of them (METHOD 1); windows of whole years are
#: the only ones that compare the same months.
FULL_WINDOW = 12

#: Share of the vacancies that must carry a date.
SMALLEST_DATED_SHARE = 0.8

#: The previous window needs this many vacancies for each of the current one: a single crawl holds
#: a thin tail of old ads that are still open, which is no earlier window.
SMALLEST_WINDOW_RATIO = 0.25


@dataclass(frozen=True)
class Windows:
    """Rows of the current and of the previous window, of equal length in months.

    `sites` names those to which the windows had to be narrowed (None among them: ads that name
    none); it is None where all count.
    """

    now: Mask
    before: Mask
    months: int
    last: int
    sites: tuple[str | None, ...] | None = None


def check_window(months: int | None) -> None:
    """Refuse a length of windows that tells two states of a market apart from nothing.

    Raises
    ------
    SchemaError
    """
    if months is not None and months < SHORTEST_WINDOW:
        raise SchemaError(
            f"--window-months: got {months}; expected {SHORTEST_WINDOW} or more: shorter windows "
            "are one season or one collection; leave it out for 12, or half of the dates' span"
        )


def find_windows(units: Units, months: int | None) -> tuple[Windows | None, list[str]]:
    """Split dated rows into two windows of equal length, if the data allow it.

    Parameters
    ----------
    units : Units
    months : int or None
        Length of each window, no less: none where the dates span less than two of them. None:
        `FULL_WINDOW`, or half of the span where that is shorter.

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
    span = last - first + 1
    length = min(FULL_WINDOW, span // 2) if months is None else months
    if 2 * length > span:
        return None, [f"window_too_long:{length}, {span}"]
    if length < SHORTEST_WINDOW:
        return None, ["one_window"]
    now = dated & (units.period > last - length)
    before = dated & (units.period > last - 2 * length) & ~now
    if units.vacancies[before].sum() < SMALLEST_WINDOW_RATIO * units.vacancies[now].sum():
        return None, ["one_window"]
    return _same_sites(units, Windows(now, before, length, last))


def window_notes(windows: Windows, months: int | None) -> list[str]:
    """Codes of notes on what two windows are and what they mix in.

    Parameters
    ----------
    windows : Windows
    months : int or None
        The length that was asked for, as in `find_windows`.
    """
    length = windows.months
    spans = ", ".join(" – ".join(span) for span in window_months(windows).values())
    notes = [f"windows:{spans}, 2 × {length} months"]
    notes += [f"half_span:{length}"] if months is None and length < FULL_WINDOW else []
    return [*notes, f"seasons:{length}"] if length % FULL_WINDOW else notes


def window_months(windows: Windows) -> dict[str, tuple[str, str]]:
    """First and last month of the earlier and of the later window.

    Examples
    --------
    >>> import numpy as np
    >>> rows = np.ones(0, dtype=bool)
    >>> window_months(Windows(rows, rows, months=6, last=2024 * 12 + 6))["before"]
    ('2023-07', '2023-12')
    """
    ends = {"before": windows.last - windows.months, "now": windows.last}
    return {
        name: (month_name(end - windows.months + 1), month_name(end)) for name, end in ends.items()
    }


def _same_sites(units: Units, windows: Windows) -> tuple[Windows | None, list[str]]:
    """Narrow windows to sites that both have, where sites changed."""
    sites = shared_sites(units, windows.now, windows.before)
    if sites is None:
        return None, ["sources_changed"]
    kept = np.isin(units.source, sites)
    notes = []
    if not kept.all():
        names = tuple(units.source_names[code] if code >= 0 else None for code in sites)
        now, before = windows.now & kept, windows.before & kept
        windows = replace(windows, now=now, before=before, sites=names)
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
