"""Stand in past years: what was known at each origin, and what came."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from talentcast.errors import ShortSeriesError
from talentcast.forecast.gaps import interval_inflation
from talentcast.forecast.modelled import Record, records, whole_years

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Column of a panel that tells when a row was published; see `vintages.inspect_vintages`.
VINTAGE = "vintage"


@dataclass(frozen=True)
class Cases:
    """One case a series and origin: what was known, and what came.

    Attributes
    ----------
    series : list of str, length n
    histories : list of arrays
        Whole years up to the origin, gaps filled from what was known then.
    actual : array, shape (n, h)
        NaN in years without a figure.
    scale : array, shape (n,)
        Mean size of the yearly change of the history.
    inflation : array, shape (n,)
        By how much gaps widen the intervals.
    upper : array, shape (n,)
        The whole of a share, infinite for counts.
    """

    series: list[str]
    histories: list[Array]
    actual: Array
    scale: Array
    inflation: Array
    upper: Array


def rolling_cases(
    panel: pd.DataFrame,
    wholes: Mapping[str, float],
    *,
    origins: int,
    horizon: int,
    shortest: int,
) -> Cases:
    """Hide each of the last `origins` figures of every series with all after it.

    Parameters
    ----------
    panel : DataFrame
        Columns `frames.PANEL`, and `vintage` where figures were revised.
    wholes : mapping of series to the whole of a share
        Infinite or missing for counts.
    origins, horizon : int
    shortest : int
        Fewest years of a history.

    Raises
    ------
    ShortSeriesError
        If no series is long enough.
    """
    series, histories, actual, inflation = [], [], [], []
    for name, past, years, values in _views(panel, origins):
        history = filled_history(past)
        ahead = years - past.years[-1]
        inside = ahead <= horizon
        if len(history) < shortest or not inside.any():
            continue
        row = np.full(horizon, np.nan)
        row[ahead[inside] - 1] = values[inside]
        series.append(name)
        histories.append(history)
        actual.append(row)
        inflation.append(interval_inflation(past.years))
    if not series:
        raise ShortSeriesError(
            f"got no series with {shortest} years before a hidden one; expected at least "
            f"{shortest + 1} years in one of them; add years"
        )
    scale = np.array([np.abs(np.diff(h)).mean() for h in histories])
    upper = np.array([wholes.get(name, np.inf) for name in series])
    return Cases(series, histories, np.array(actual), scale, np.array(inflation), upper)


def earliest_histories(panel: pd.DataFrame, *, origins: int) -> dict[str, Array]:
    """Return what was known of each series before the first of its hidden figures.

    Examples
    --------
    >>> import pandas as pd
    >>> panel = pd.DataFrame({"series": "a", "year": range(2015, 2020), "value": [1., 2, 3, 4, 5],
    ...     "status": "observed", "source_id": "user"})
    >>> earliest_histories(panel, origins=2)
    {'a': array([1., 2., 3.])}
    """
    return {name: filled_history(past) for name, past, _, _ in _views(panel, origins)}


def latest_histories(panel: pd.DataFrame) -> dict[str, Array]:
    """Return the newest figures of each series, gaps filled."""
    newest = _latest(panel) if VINTAGE in panel else panel
    known = records(newest)
    return {name: filled_history(record) for name, record in known.items() if len(record.years) > 1}


def filled_history(record: Record) -> Array:
    """Whole years: straight on the log scale between figures, on the plain one at zeros."""
    if (record.values > 0).all():
        return whole_years(record, np.inf)
    every = np.arange(record.years[0], record.years[-1] + 1)
    return np.asarray(np.interp(every, record.years, record.values))


def _views(panel: pd.DataFrame, origins: int) -> Iterator[tuple[str, Record, Any, Array]]:
    """Name, what was known, and years and values hidden; the newest origin of a series first."""
    has_vintages = VINTAGE in panel
    rows = dict(iter(panel.groupby("series", sort=False))) if has_vintages else {}
    for name, truth in records(_latest(panel) if has_vintages else panel).items():
        for hidden in range(1, min(origins, len(truth.years) - 2) + 1):
            count = len(truth.years) - hidden
            past = _until(truth, count)
            if has_vintages:
                past = _published(rows[name], int(truth.years[count - 1]))
            if len(past.years) > 1:
                yield name, past, truth.years[-hidden:], truth.values[-hidden:]


def _latest(rows: pd.DataFrame) -> pd.DataFrame:
    ordered = rows.sort_values(VINTAGE, kind="stable")
    return ordered.drop_duplicates(["series", "year"], keep="last").sort_index()


def _published(rows: pd.DataFrame, cutoff: int) -> Record:
    """Figures up to `cutoff` as they stood when the figure of that year first came out."""
    first = rows.loc[rows["year"] == cutoff, VINTAGE].min()
    known = _latest(rows[(rows["year"] <= cutoff) & (rows[VINTAGE] <= first)])
    return next(iter(records(known).values()))


def _until(record: Record, count: int) -> Record:
    return Record(
        record.years[:count], record.values[:count], record.status[:count], record.source[:count]
    )
