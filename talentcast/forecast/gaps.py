"""Fill the years between figures, so that models see whole yearly series."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from talentcast.forecast.checks import PROBLEMS_SHOWN, Problems
from talentcast.frames import PANEL

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

#: Marks of rows that are no observations, as other tables of the package have them.
_OTHER_STATUS = ("estimated", "imputed", "simulated")


def filled_years(frame: pd.DataFrame, problems: Problems) -> pd.DataFrame:
    """Make every series whole from its first to its last year.

    Interior gaps are filled on the log scale (straight where a neighbour is not positive) and
    marked `imputed`. A path through a gap of g years looks calmer than a yearly record by the
    square root of g; `interval_inflation` gives that factor back.

    Parameters
    ----------
    frame : DataFrame
        Columns code, year, value, unit, status, source_id; sorted by code and year.
    problems : Problems
        Notes are added to it.

    Returns
    -------
    DataFrame
        Columns `frames.PANEL`.
    """
    code, year = frame["code"].to_numpy(), frame["year"].to_numpy().astype(np.int64)
    same = np.append(code[1:] == code[:-1], False)
    step = np.where(same, np.append(year[1:], 0) - year, 1)
    start = np.repeat(np.arange(len(frame)), step)
    offset = np.arange(len(start)) - np.repeat(np.cumsum(step) - step, step)
    value = frame["value"].to_numpy(dtype=float)
    after = np.append(value[1:], np.nan)[start]
    path = between(value[start], after, offset / step[start])
    inside = offset > 0
    _note_gaps(code[start][inside], (year[start] + offset)[inside], problems)
    rows = frame.iloc[start] if inside.any() else frame
    return _as_panel(rows, year[start] + offset, path, inside, problems)


def between(
    start: NDArray[np.float64], end: NDArray[np.float64], share: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Values on the log-straight way from `start` to `end`; straight where one is not positive.

    Examples
    --------
    >>> import numpy as np
    >>> between(np.array([1.0, -1.0]), np.array([4.0, 1.0]), np.array([0.5, 0.5]))
    array([2., 0.])
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        log_path = np.exp((1 - share) * np.log(start) + share * np.log(end))
    line = (1 - share) * start + share * end
    path = np.where((start > 0) & (end > 0), log_path, line)
    return np.where(share > 0, path, start)


def interval_inflation(years: NDArray[np.int64]) -> float:
    """Return by what the spread of yearly changes is understated when gaps are filled.

    For a random walk seen at `k + 1` years that span `t` years, the filled path has yearly
    changes of variance `k / t` of the true one; the factor is the root of its inverse, times
    1 + 1 / (4 k), since `k` changes understate their own standard deviation by about that much.

    Parameters
    ----------
    years : array of int, shape (k + 1,)
        Years with figures, ascending.

    Examples
    --------
    >>> import numpy as np
    >>> interval_inflation(np.array([2000, 2010, 2020, 2024])).__round__(3)
    3.064

    Source
    ------
    Gurland and Tripathi (1971), The American Statistician 25(4), 30-32 (small-sample factor).
    """
    return float(inflation(np.array(years[-1] - years[0]), np.array(len(years) - 1)))


def inflation(span: NDArray[np.int64], changes: NDArray[np.int64]) -> NDArray[np.float64]:
    """Return `interval_inflation` for many series at once; 1 where no year is missing.

    Parameters
    ----------
    span, changes : array of int, shape (n,)
        Years from first to last figure, and figures less one.

    Examples
    --------
    >>> inflation(np.array([24, 5]), np.array([3, 5])).round(3).tolist()
    [3.064, 1.0]
    """
    steps = np.maximum(changes, 1)
    factor = np.sqrt(span / steps) * (1 + 1 / (4 * steps))
    return np.asarray(np.where(span > changes, factor, 1.0))


def _note_gaps(codes: Any, years: Any, problems: Problems) -> None:
    distinct = np.unique(codes)
    if len(distinct) > PROBLEMS_SHOWN:
        problems.note(None, "gaps_filled_many", count=len(distinct))
        return
    for code in distinct.tolist():
        missing = years[codes == code].tolist()
        shown = ", ".join(map(str, missing[:6])) + (" …" if len(missing) > 6 else "")
        problems.note(code, "gap_filled", years=shown)


def _as_panel(
    rows: pd.DataFrame, year: Any, value: Any, inside: Any, problems: Problems
) -> pd.DataFrame:
    status = _relabelled(
        rows["status"], lambda label: label if label in _OTHER_STATUS else "observed"
    )
    if inside.any():
        status = status.mask(inside, "imputed")
    names = pd.Series(list(problems.names), dtype="str")
    panel = pd.DataFrame(
        {
            "series": names.take(rows["code"].to_numpy()).reset_index(drop=True),
            "year": year,
            "value": value,
            "unit": _relabelled(rows["unit"], str),
            "status": status,
            "source_id": _relabelled(rows["source_id"], lambda label: label or "user"),
        }
    )
    return panel[list(PANEL)]


def _relabelled(labels: pd.Series[Any], new: Callable[[str], str]) -> pd.Series[Any]:
    """Map each distinct label; a column of many repeats stays small."""
    codes, distinct = pd.factorize(labels, use_na_sentinel=False)
    named = pd.Series(
        [new("" if label != label else str(label)) for label in distinct], dtype="str"
    )
    return named.take(codes).reset_index(drop=True)
