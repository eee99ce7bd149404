"""Check a table of yearly figures and turn it into a panel; the one gate for users' series."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from talentcast.errors import HorizonError, SchemaError, UnknownNameError
from talentcast.forecast.checks import Problems, checked_rows, on_one_scale, without_rejected
from talentcast.forecast.columns import NAMES, normal_name, to_long
from talentcast.forecast.figures import looks_like_years, parse_years
from talentcast.forecast.gaps import filled_years
from talentcast.forecast.tabular import RawTable, read_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

#: Columns that keep figures of one name apart (after `columns.normal_name`).
VINTAGE_COLUMNS = ("vintage", "版本", "口径")

#: Nothing is forecast further ahead than this many years.
LONGEST_HORIZON = 50


@dataclass(frozen=True)
class PanelReading:
    """A panel, and what was found on the way.

    Attributes
    ----------
    panel : DataFrame
        Columns `frames.PANEL`, one row a series and year, sorted, years without gaps; `status` is
        "imputed" where an interior gap was filled.
    notes : DataFrame
        Columns series, note: what the reader of the forecast has to know.
    columns : dict
        Which column of the input was taken for what.
    encoding : str
    """

    panel: pd.DataFrame
    notes: pd.DataFrame
    columns: Mapping[str, str] = field(default_factory=dict)
    encoding: str = ""


def read_panel(source: str | Path | pd.DataFrame, *, negative: bool = False) -> pd.DataFrame:
    """Read users' yearly series as a panel; see `inspect_panel` for what was noticed.

    Parameters
    ----------
    source : path or DataFrame
        Long (series, year, value) or wide (years or series as columns), names in Chinese or
        English; a table with one series may leave the series out.
    negative : bool
        Allow negative values; headcounts have none, so the default refuses them.

    Returns
    -------
    DataFrame
        Columns `frames.PANEL`.

    Raises
    ------
    InputFileError, SchemaError, ShortSeriesError
        If no series is left; a bad series among good ones is left out with a note.

    Examples
    --------
    >>> import pandas as pd
    >>> read_panel(pd.DataFrame({"年份": ["2020年", "2021年"], "人数": ["1,200", "1,260"]}))
      series  year   value unit    status source_id
    0  value  2020  1200.0       observed      user
    1  value  2021  1260.0       observed      user
    """
    return inspect_panel(source, negative=negative).panel


def inspect_panel(
    source: str | Path | pd.DataFrame, *, negative: bool = False, lang: str = "en"
) -> PanelReading:
    """Read users' yearly series, with notes on everything that was changed or left out.

    Parameters and errors are those of `read_panel`; `lang` ("en" or "zh") is that of the notes.

    Returns
    -------
    PanelReading
    """
    table = raw_table(source)
    long, names, columns = to_long(table)
    name, encoding = table.name, table.encoding
    del table  # cells of a large file take more room than its figures
    problems = Problems(names, name, lang)
    for column in columns.get("series", "").split(" · ")[1:]:
        if normal_name(column) in VINTAGE_COLUMNS:
            problems.note(None, "vintages_apart", column=column)
    checked = checked_rows(long, problems, negative=negative)
    del long
    rows = on_one_scale(without_rejected(checked, problems), problems)
    del checked
    panel = filled_years(rows, problems)
    notes = pd.DataFrame(problems.notes, columns=["series", "note"], dtype="str")
    return PanelReading(panel, notes.drop_duplicates(ignore_index=True), columns, encoding)


def raw_table(source: str | Path | pd.DataFrame) -> RawTable:
    """Take the cells of a file or frame as they are.

    Raises
    ------
    InputFileError, SchemaError
        If there are none.
    """
    if not isinstance(source, pd.DataFrame):
        return read_table(source)
    table = RawTable(_flat(source), "data", 1)
    if table.cells.empty:
        raise SchemaError("data: got no rows; expected at least two years; add them")
    return table


def check_horizon(
    last_year: int, *, to: int | None = None, horizon: int | None = None
) -> tuple[int, int]:
    """Return the year to reach and the number of steps, from either of them.

    Parameters
    ----------
    last_year : int
        Last year with a figure.
    to : int, optional, unit: calendar year
    horizon : int, optional, unit: years

    Returns
    -------
    to, horizon : int

    Raises
    ------
    HorizonError
        In the past, more than 50 years ahead, or not given.

    Examples
    --------
    >>> check_horizon(2024, to=2030)
    (2030, 6)
    >>> check_horizon(2024, to=2020)
    Traceback (most recent call last):
    ...
    talentcast.errors.HorizonError: got the year 2020, not after the last figure (2024); ...
    """
    if (to is None) == (horizon is None):
        raise HorizonError("got no one horizon; expected a year or a number of years; give one")
    steps = int(horizon) if horizon is not None else int(to or 0) - last_year
    asked = f"{horizon} years" if horizon is not None else f"the year {to}"
    if steps < 1:
        where = "" if horizon is not None else f", not after the last figure ({last_year})"
        limits = f"1 to {LONGEST_HORIZON}" if horizon is not None else _years_allowed(last_year)
        todo = "choose a later year" if horizon is None else "ask for one year or more"
        raise HorizonError(f"got {asked}{where}; expected {limits}; {todo}")
    if steps > LONGEST_HORIZON:
        raise HorizonError(
            f"got {asked}, {steps} years after the last figure ({last_year}); "
            f"expected {_years_allowed(last_year)}; choose an earlier year"
        )
    return last_year + steps, steps


def _years_allowed(last_year: int) -> str:
    return f"{last_year + 1} to {last_year + LONGEST_HORIZON}"


def match_names(
    asked: Iterable[str], known: Mapping[str, Sequence[str]], *, what: str = "series"
) -> list[str]:
    """Find the ids behind names as people write them.

    Parameters
    ----------
    asked : iterable of str
    known : mapping
        Id to its other names.
    what : str
        What the names are of, for the message.

    Raises
    ------
    UnknownNameError
        With the nearest names.

    Examples
    --------
    >>> match_names(["工程师"], {"engineers": ["工程师", "Engineers"]})
    ['engineers']
    >>> match_names(["enginers"], {"engineers": ["工程师", "Engineers"]})
    Traceback (most recent call last):
    ...
    talentcast.errors.UnknownNameError: got the series enginers; ...; did you mean engineers?
    """
    lookup: dict[str, str] = {}
    for key, labels in known.items():
        for label in (key, *labels):
            lookup.setdefault(str(label).strip().lower(), key)
    found = []
    for name in asked:
        key = name.strip().lower()
        if key not in lookup:
            close = difflib.get_close_matches(key, lookup, n=5, cutoff=0.5)
            near = list(dict.fromkeys(lookup[n] for n in close))
            shown = ", ".join(list(known)[:12]) + (", …" if len(known) > 12 else "")
            hint = f"did you mean {' or '.join(near[:3])}?" if near else "check the spelling"
            raise UnknownNameError(f"got the {what} {name}; expected one of {shown}; {hint}")
        found.append(lookup[key])
    return list(dict.fromkeys(found))


def _flat(frame: pd.DataFrame) -> pd.DataFrame:
    """Turn years and names in the index into columns; leave out row numbers and what is there."""
    cells = frame.reset_index(drop=True).rename(columns=lambda name: str(name).strip())
    count = frame.index.nlevels
    found: dict[str, Any] = {}
    for level in (frame.index.get_level_values(n) for n in range(count)):
        name = level.name if level.name is not None else _role_of(level, cells, count > 1)
        if name is not None and str(name).strip() not in cells.columns:
            found.setdefault(str(name).strip(), level.array)
    return pd.concat([pd.DataFrame(found, cells.index), cells], axis=1) if found else cells


def _role_of(level: pd.Index[Any], cells: pd.DataFrame, is_one_of_many: bool) -> str | None:
    """Whether an index without a name holds years, names of series, or only row numbers."""
    names = {normal_name(name) for name in cells.columns}
    has_year = not names.isdisjoint(NAMES["year"])
    if looks_like_years(pd.Series(level.array)):
        is_wide = np.isfinite(parse_years(pd.Series(sorted(names), dtype="object"))).sum() > 1
        return None if has_year or is_wide else "year"
    if level.inferred_type not in ("string", "categorical") or names & {*NAMES["series"]}:
        return None
    is_long = not has_year or not names.isdisjoint(NAMES["value"])
    return "series" if is_long or is_one_of_many else None
