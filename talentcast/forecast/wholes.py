"""Tell shares from counts: what a series can't exceed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

_SHARE_NAMES = ("占比", "比重", "份额", "share", "proportion", "percentage")
_GROWTH_NAMES = ("增速", "增长", "增幅", "growth", "change", "increase")


def wholes(frame: pd.DataFrame, start: Any, low: Any, high: Any) -> NDArray[np.float64]:
    """Return 100 or 1 for shares of a whole, infinity for everything else.

    Parameters
    ----------
    frame : DataFrame
        Columns series, unit.
    start : array of int
        First row of each series.
    low, high : arrays
        Smallest and largest value of each series.
    """
    heads = frame.iloc[start]
    text = heads["series"].str.lower()
    named = text.str.contains("|".join(_SHARE_NAMES), regex=True).to_numpy()
    growth = text.str.contains("|".join(_GROWTH_NAMES), regex=True).to_numpy()
    is_share = (named | heads["unit"].isin(["%", "percent"]).to_numpy()) & ~growth
    is_share &= (low >= 0) & (high <= 100)
    return np.where(is_share, np.where(high <= 1, 1.0, 100.0), np.inf)


def share_wholes(panel: pd.DataFrame) -> dict[str, float]:
    """Return the whole, 1 or 100, of every series that is a share by its name or unit.

    Examples
    --------
    >>> import pandas as pd
    >>> panel = pd.DataFrame({"series": ["a", "a", "b"], "year": [1, 2, 1], "unit": ["%", "%", ""],
    ...     "value": [5.0, 50.0, 7.0]})
    >>> share_wholes(panel)
    {'a': 100.0}
    """
    rows = panel.sort_values("series", kind="stable", ignore_index=True)
    start = np.flatnonzero(~rows["series"].duplicated())
    value = rows["value"].to_numpy(dtype=float)
    low, high = np.minimum.reduceat(value, start), np.maximum.reduceat(value, start)
    upper = wholes(rows, start, low, high)
    found = zip(rows["series"].iloc[start], upper, strict=True)
    return {str(name): float(whole) for name, whole in found if np.isfinite(whole)}
