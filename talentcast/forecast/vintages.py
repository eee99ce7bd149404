"""Read a panel in which figures were revised: one row a series, year and vintage."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from talentcast.errors import SchemaError
from talentcast.forecast.checks import Problems, checked_rows, on_one_scale, without_rejected
from talentcast.forecast.columns import normal_name, to_long
from talentcast.forecast.origins import VINTAGE
from talentcast.forecast.panel import PanelReading, raw_table
from talentcast.forecast.sentences import sentence
from talentcast.frames import PANEL

if TYPE_CHECKING:
    from pathlib import Path

    from talentcast.forecast.tabular import RawTable

#: Names of the column that says when a row was published (after `columns.normal_name`).
VINTAGE_NAMES = (
    "vintage", "release", "released", "release_date", "published", "publication_date", "版本",
    "发布", "发布日期", "发布年份", "发布时间", "公布日期", "公布年份",
)  # fmt: skip

_DATE = re.compile(
    r"(?P<year>(?:19|20)\d\d)(?:[-/.年]?(?P<month>\d{1,2})(?:[-/.月](?P<day>\d{1,2})日?)?月?)?"
    r"年?版?(?:[ T]00:00(?::00)?)?"
)
_NUMBER = re.compile(
    r"(?:v|ver|version|r|rev|第)?\.?\s*(\d{1,3})(?:\.0)?\s*(?:版|次)?", re.IGNORECASE
)


def release_time(text: str) -> float:
    """Return when a vintage came out: a year with its fraction, or the number of a version.

    Examples
    --------
    >>> release_time("2021"), release_time("2021-07"), release_time("v4"), release_time("final")
    (2021.0, 2021.5, 4.0, nan)
    """
    date = _DATE.fullmatch(text.strip())
    if date:
        month, day = int(date["month"] or 1), int(date["day"] or 1)
        return int(date["year"]) + (month - 1) / 12 + (day - 1) / 372
    number = _NUMBER.fullmatch(text.strip())
    return float(number[1]) if number else float("nan")


def inspect_vintages(
    source: str | Path | pd.DataFrame, *, as_of: int | None = None, lang: str = "en"
) -> PanelReading | None:
    """Read a panel with a vintage column; None where there is no such column.

    Parameters
    ----------
    source : path or DataFrame
        As for `panel.read_panel`, with a column of `VINTAGE_NAMES`: years, dates or numbered
        versions. Labels that have no order make series of their own.
    as_of : int, optional
        Leave out what was published after this year.
    lang : {"en", "zh"}

    Returns
    -------
    PanelReading
        `panel` has the columns `frames.PANEL` and `vintage`, no filled years.

    Raises
    ------
    InputFileError, SchemaError, ShortSeriesError

    Examples
    --------
    >>> revised = pd.DataFrame({"year": [2019, 2020, 2020], "value": [5, 6, 7],
    ...     "vintage": ["2020", "2021", "2022"]})
    >>> inspect_vintages(revised).panel[["year", "value", "vintage"]].to_numpy().tolist()
    [[2019.0, 5.0, 2020.0], [2020.0, 6.0, 2021.0], [2020.0, 7.0, 2022.0]]
    """
    table = raw_table(source)
    names = {normal_name(name): name for name in table.cells.columns}
    column = next((names[name] for name in VINTAGE_NAMES if name in names), None)
    if column is None:
        return None
    labels = table.cells[column].astype("str").str.strip().to_numpy()
    rest = table.cells.drop(columns=column)
    long, series, columns = to_long(type(table)(rest, table.name, table.first_line, table.encoding))
    label = labels[long["row"].to_numpy() - table.first_line]
    long, series, release = _ordered(long, series, label)
    if as_of is not None:
        long, release = _as_of(long, release, as_of, table)
    problems, rows = _checked(long, series, release, table, lang)
    note = sentence("vintages_seen", lang, count=len(np.unique(rows[VINTAGE])))
    notes = pd.DataFrame([*problems.notes, ("", note)], columns=["series", "note"], dtype="str")
    read = {**columns, "vintage": str(column)}
    return PanelReading(
        _panel(rows, series), notes.drop_duplicates(ignore_index=True), read, table.encoding
    )


def _ordered(
    long: pd.DataFrame, series: list[str], label: Any
) -> tuple[pd.DataFrame, list[str], Any]:
    """Release of each row; a series with several labels that have no order is split by them."""
    distinct = {text: release_time(text) for text in np.unique(label)}
    release = np.array([distinct[text] for text in label])
    frame = pd.DataFrame({"code": long["code"].to_numpy(), "label": label, "release": release})
    unordered = frame["release"].isna().groupby(frame["code"]).transform("any").to_numpy()
    many = (frame.groupby("code")["label"].transform("nunique") > 1).to_numpy()
    release = np.where(unordered, 0.0, release)
    named = np.array(series, dtype=object)[long["code"]]
    named = np.where(unordered & many, named + " · " + label.astype(object), named)
    codes, names = pd.factorize(named)
    return long.assign(code=codes), [str(name) for name in names], release


def _as_of(
    long: pd.DataFrame, release: Any, as_of: int, table: RawTable
) -> tuple[pd.DataFrame, Any]:
    kept = np.floor(release) <= as_of
    if not kept.any():
        raise SchemaError(
            f"{table.name}: got nothing published by {as_of}; expected vintages from "
            f"{release.min():g} to {release.max():g}; choose a later year"
        )
    return long[kept].reset_index(drop=True), release[kept]


def _checked(
    long: pd.DataFrame, series: list[str], release: Any, table: RawTable, lang: str
) -> tuple[Problems, pd.DataFrame]:
    """Check every row; years may repeat from vintage to vintage, not within one."""
    pair = pd.Series(long["code"].astype(str) + " " + pd.Series(release, long.index).astype(str))
    codes, keys = pd.factorize(pair)
    owner = [series[int(key.split()[0])] for key in keys]
    single = Problems(owner, table.name, lang)
    rows = checked_rows(
        long.assign(owner=long["code"], vintage=release, code=codes), single,
        negative=False, fewest=1,
    )  # fmt: skip
    rows = without_rejected(rows, single)
    problems = Problems(series, table.name, lang)
    problems.notes += single.notes
    rows = on_one_scale(rows.assign(code=rows["owner"]).drop(columns="owner"), problems)
    return problems, rows.sort_values(["code", "year", VINTAGE], ignore_index=True)


def _panel(rows: pd.DataFrame, series: list[str]) -> pd.DataFrame:
    named = rows.assign(
        series=np.array(series, dtype=object)[rows["code"]],
        year=rows["year"].astype(int),
        status="observed",
        source_id=rows["source_id"].where(rows["source_id"] != "", "user"),
    )
    text = dict.fromkeys(("series", "unit", "status", "source_id"), "str")
    return named.astype(text)[[*PANEL, VINTAGE]]
