"""Indicators made comparable: one vintage, no gaps, no changes of scope, on the log scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from talentcast.errors import SchemaError
from talentcast.frames import require_columns

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: A yearly change of more than this on the log scale, and more than `JUMP_ROBUST` robust standard
#: deviations from the usual one, is a change of scope ("above-scale" enterprises in 2011).
JUMP_SIZE, JUMP_ROBUST = 0.25, 4.0

#: A figure this far (log) from the figures on both its sides, in the same direction, is an
#: outlier; so are two such figures in a row (Beijing's engineers in public units, 2002-03).
SPIKE_SIZE, SPIKE_YEARS = 0.35, 2

#: Penalty of the trend filter for yearly data: Ravn and Uhlig (2002), Review of Economics and
#: Statistics 84(2), 371-376.
SMOOTHING = 6.25

#: An indicator is usable if it covers at least this part of the years.
COVERAGE = 0.6


@dataclass(frozen=True)
class LogIndicators:
    """Indicators of one region on the log scale, every year filled.

    Attributes
    ----------
    years : array of int, shape (t,)
    names : tuple of str, length k
    values : array, shape (t, k)
        Log level, smoothed; constant before the first and after the last figure.
    seen : array of bool, shape (t, k)
        A figure exists.
    """

    years: NDArray[np.int64]
    names: tuple[str, ...]
    values: Array
    seen: NDArray[np.bool_]

    def pick(self, names: tuple[str, ...]) -> Array:
        """Columns of `names`, shape (t, len(names))."""
        return self.values[:, [self.names.index(name) for name in names]]


def chain_vintages(rows: pd.DataFrame) -> pd.DataFrame:
    """Make one series of several vintages without mixing their levels.

    The newest vintage gives the levels; earlier years are carried back by the older vintage's
    growth from the first year that both have (GDP per head of 2000-2005 is v4 times the v5/v4
    ratio of 2006).

    Parameters
    ----------
    rows : DataFrame
        Columns series_id, year, value, and optionally vintage (later sorts higher) and region.

    Returns
    -------
    DataFrame
        One row a series (and region) and year: the key columns, year, value.

    Raises
    ------
    SchemaError
        If two vintages have no year in common, or a vintage has a year twice.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"series_id": "gdp", "year": [2004, 2005, 2005, 2006],
    ...     "value": [10.0, 20.0, 22.0, 30.0], "vintage": ["v4", "v4", "v5", "v5"]})
    >>> chain_vintages(rows)["value"].tolist()
    [11.0, 22.0, 30.0]
    """
    require_columns(rows, ["series_id", "year", "value"], "indicators")
    keys = [name for name in ("series_id", "region") if name in rows]
    if "vintage" not in rows:
        rows = rows.assign(vintage="")
    if rows.duplicated([*keys, "vintage", "year"]).any():
        twice = rows[rows.duplicated([*keys, "vintage", "year"])].iloc[0]
        raise SchemaError(
            f"indicators: got {twice['series_id']} {int(twice['year'])} twice in one vintage; "
            "expected one figure a year; keep one"
        )
    level = None
    for _, part in sorted(rows.groupby("vintage"), key=lambda item: str(item[0]), reverse=True):
        wide = part.pivot(index="year", columns=keys, values="value").astype(float)
        level = wide if level is None else _carried_back(level, wide)
    if level is None:
        raise SchemaError("indicators: got no rows; expected one a series and year; add them")
    stacked = level.sort_index().stack(keys, future_stack=True)
    long = pd.Series(stacked, name="value").dropna().reset_index()
    return long.sort_values([*keys, "year"], ignore_index=True)[[*keys, "year", "value"]]


def _carried_back(newer: pd.DataFrame, older: pd.DataFrame) -> pd.DataFrame:
    """Years before the newer vintage by the older one's growth; columns are series."""
    years = newer.index.union(older.index)
    columns = newer.columns.union(older.columns)
    new = newer.reindex(index=years, columns=columns)
    old = older.reindex(index=years, columns=columns)
    ratio = (new / old).bfill().iloc[0]
    apart = new.notna().any() & old.notna().any() & ratio.isna()
    if apart.any():
        raise SchemaError(
            f"indicators: two vintages of {apart.index[apart][0]} have no year in common; "
            "expected one; add it or drop the older vintage"
        )
    first = new.notna().idxmax().where(new.notna().any(), years[-1] + 1)
    early = np.asarray(years)[:, None] < first.to_numpy()[None, :]
    return new.where(~early, old * ratio.fillna(1.0))


def log_indicators(rows: pd.DataFrame, years: NDArray[np.int64]) -> LogIndicators:
    """Prepare the indicators of one region.

    Parameters
    ----------
    rows : DataFrame
        From `chain_vintages`: series_id, year, value; figures that are not positive are skipped.
    years : array of int, shape (t,)

    Returns
    -------
    LogIndicators
    """
    table = rows.pivot(index="year", columns="series_id", values="value").reindex(years)
    raw = table.to_numpy(dtype=float)
    with np.errstate(invalid="ignore", divide="ignore"):
        logs = np.where(raw > 0, np.log(raw), np.nan)
    values = np.column_stack([_filled(column) for column in logs.T])
    return LogIndicators(years, tuple(map(str, table.columns)), values, np.isfinite(logs))


def _filled(column: Array) -> Array:
    if np.isfinite(column).sum() < 2:
        return np.zeros(len(column))
    column = without_jumps(without_spikes(column))
    seen = np.isfinite(column)
    position = np.arange(len(column))
    return smoothed(np.interp(position, position[seen], column[seen]))


def without_spikes(x: Array) -> Array:
    """Blank short runs of figures that lie far from both sides.

    Parameters
    ----------
    x : array, shape (t,)
        Log scale, NaN where missing.

    Examples
    --------
    >>> without_spikes(np.array([1.0, 1.0, 2.0, 2.0, 1.0])).tolist()
    [1.0, 1.0, nan, nan, 1.0]
    """
    out = x.copy()
    seen = np.flatnonzero(np.isfinite(x))
    for size in range(1, SPIKE_YEARS + 1):
        for first in range(1, len(seen) - size):
            run = seen[first : first + size]
            before = x[run] - x[seen[first - 1]]
            after = x[run] - x[seen[first + size]]
            if (np.minimum(before, after) > SPIKE_SIZE).all():
                out[run] = np.nan
            elif (np.maximum(before, after) < -SPIKE_SIZE).all():
                out[run] = np.nan
    return out


def without_jumps(x: Array) -> Array:
    """Replace changes of scope by the usual yearly change; later figures keep their level.

    Parameters
    ----------
    x : array, shape (t,)
        Log scale, NaN where missing.

    Examples
    --------
    >>> without_jumps(np.array([3.0, 3.1, 3.2, 2.2, 2.3])).round(6).tolist()
    [1.9, 2.0, 2.1, 2.2, 2.3]
    """
    seen = np.flatnonzero(np.isfinite(x))
    step = np.diff(seen)
    change = np.diff(x[seen]) / step
    usual = float(np.median(change))
    spread = 1.4826 * float(np.median(np.abs(change - usual)))
    far = np.abs(change - usual)
    is_jump = (far > JUMP_SIZE) & (far > JUMP_ROBUST * spread)
    shift = np.where(is_jump, (change - usual) * step, 0.0)
    out = x.copy()
    out[seen[:-1]] += np.cumsum(shift[::-1])[::-1]
    return out


def smoothed(x: Array, penalty: float = SMOOTHING) -> Array:
    """Filter survey noise out of a yearly series.

    Parameters
    ----------
    x : array, shape (t,)
    penalty : float
        Weight of squared second differences.

    Source
    ------
    Hodrick and Prescott (1997), Journal of Money, Credit and Banking 29(1), 1-16.

    Examples
    --------
    >>> smoothed(np.array([1.0, 2.0, 3.0, 4.0])).round(6).tolist()
    [1.0, 2.0, 3.0, 4.0]
    """
    if len(x) < 3:
        return x.copy()
    second = np.diff(np.eye(len(x)), 2, axis=0)
    return np.asarray(np.linalg.solve(np.eye(len(x)) + penalty * second.T @ second, x), dtype=float)
