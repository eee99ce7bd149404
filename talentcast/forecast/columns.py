"""Find series, year and value in a table of unknown layout; long, wide by year, wide by series."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from talentcast.errors import SchemaError
from talentcast.forecast.figures import MISSING, looks_like_years, parse_numbers, parse_years

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from talentcast.forecast.tabular import RawTable

#: Names under which people keep each column, most telling first (after `normal_name`).
NAMES: dict[str, tuple[str, ...]] = {
    "series": (
        "series", "series_id", "unique_id", "系列", "序列", "指标", "指标名称", "name", "名称",
        "indicator", "variable", "item", "项目", "series_name", "id", "occupation", "职业", "岗位",
        "industry", "行业", "category", "类别", "group", "分组", "region", "地区", "省份", "省",
        "城市", "province", "city", "district", "区", "country", "国家", "vintage", "版本", "口径",
    ),
    "year": (
        "year", "年份", "年", "年度", "ds", "date", "日期", "time", "时间", "period", "统计年度",
        "calendar_year", "fiscal_year", "财年",
    ),
    "value": (
        "value", "y", "数值", "值", "人数", "数量", "val", "obs_value", "headcount", "count",
        "amount", "数据", "规模", "总量", "number", "persons", "talent", "人才数", "employment",
    ),
    "unit": ("unit", "单位", "计量单位", "units"),
    "status": ("status", "状态"),
    "source_id": ("source_id", "source", "来源", "数据来源"),
}  # fmt: skip

#: The name given to the only series of a table that names none.
ONLY_SERIES = "value"

_BRACKET = re.compile(r"[\(\[（【](?P<inside>[^)\]）】]*)[\)\]）】]\s*$")
_FOOTNOTE = re.compile(
    r"^(?:注|注释|数据来源|资料来源|来源|说明|note|source)s?\s*[:：]", re.IGNORECASE
)


def normal_name(name: Hashable) -> str:
    """Lower-case half-width column name without a bracketed unit.

    Examples
    --------
    >>> normal_name("人数（万人）"), normal_name(" Unique ID ")
    ('人数', 'unique_id')
    """
    text = unicodedata.normalize("NFKC", str(name)).strip().lower()
    return re.sub(r"[\s\-]+", "_", _BRACKET.sub("", text).strip())


def bracketed_unit(name: Hashable) -> str:
    """Return the unit in brackets at the end of a column name, or nothing.

    Examples
    --------
    >>> bracketed_unit("人数（万人）")
    '万人'
    """
    found = _BRACKET.search(str(name))
    return found["inside"].strip() if found else ""


def to_long(table: RawTable) -> tuple[pd.DataFrame, list[str], dict[str, str]]:
    """One row a cell that holds, or should hold, a figure.

    Parameters
    ----------
    table : RawTable

    Returns
    -------
    frame : DataFrame
        Columns code (position in `names`), year_text, value_text, unit, status, source_id, row
        (line in the file).
    names : list of str
        The series.
    columns : dict
        Which column of the file was taken for what.

    Raises
    ------
    SchemaError
        No usable columns.
    """
    cells = table.cells.copy()
    cells = cells.loc[:, [not str(name).lower().startswith("unnamed:") for name in cells.columns]]
    repeated = cells.columns[cells.columns.duplicated()]
    if len(repeated):
        raise SchemaError(
            f"{table.name}: got the column {repeated[0]} more than once; "
            "expected each name once; rename one"
        )
    cells["__row__"] = np.arange(len(cells)) + table.first_line
    roles = _roles(cells)
    years = _year_columns(cells)
    if "year" not in roles and len(years) >= 2:
        long, columns = _wide_by_year(cells, years, roles)
    elif "year" not in roles:
        raise _no_columns(table, "a year column (year, date, 年份) or one column a year")
    elif "value" in roles:
        long, columns = _long(cells, roles)
    else:
        long, columns = _wide_by_series(cells, roles, table)
    for name in ("unit", "status", "source_id"):
        long[name] = long[name].fillna("").astype("str").str.strip() if name in long else ""
    codes, names = pd.factorize(long.pop("series").astype("str").str.strip())
    return long.assign(code=codes).reset_index(drop=True), [str(n) for n in names], columns


def _roles(cells: pd.DataFrame) -> dict[str, Any]:
    """Column of each role; `year` also by content if no name fits."""
    names = {normal_name(column): column for column in cells.columns if column != "__row__"}
    roles: dict[str, Any] = {}
    for role, candidates in NAMES.items():
        hit = next((names[name] for name in candidates if name in names), None)
        if hit is not None:
            roles[role] = hit
    if "year" not in roles:
        free = [c for c in names.values() if c not in roles.values()]
        by_content = next((c for c in free if looks_like_years(cells[c].iloc[:1000])), None)
        if by_content is not None:
            roles["year"] = by_content
    return roles


def _year_columns(cells: pd.DataFrame) -> list[Any]:
    names = [column for column in cells.columns if column != "__row__"]
    years = parse_years(pd.Series(names, dtype="object"))
    plausible = (years >= 1500) & (years <= 2300)
    return [name for name, good in zip(names, plausible, strict=True) if good]


def _no_columns(table: RawTable, expected: str) -> SchemaError:
    got = ", ".join(str(c) for c in table.cells.columns[:12])
    return SchemaError(
        f"{table.name}: got columns {got}; expected {expected}; "
        "rename them, or see `talentcast data template forecast`"
    )


def _long(cells: pd.DataFrame, roles: dict[str, Any]) -> tuple[pd.DataFrame, dict[str, str]]:
    unit = bracketed_unit(roles["value"])
    frame = pd.DataFrame({"year_text": cells[roles["year"]], "value_text": cells[roles["value"]]})
    used = {role: str(roles[role]) for role in ("year", "value")}
    frame["series"], used["series"] = _series_key(cells, roles)
    frame["row"] = cells["__row__"]
    frame["unit"] = unit
    for role in ("unit", "status", "source_id"):
        if role in roles:
            frame[role] = cells[roles[role]].astype("str")
            used[role] = str(roles[role])
    return frame, {role: name for role, name in used.items() if name}


def _series_key(cells: pd.DataFrame, roles: dict[str, Any]) -> tuple[Any, str]:
    """Take the naming column; join more where one does not tell the rows of a year apart."""
    taken = {roles[r] for r in ("year", "value", "unit", "status", "source_id") if r in roles}
    by_name = {normal_name(c): c for c in cells.columns if c not in taken and c != "__row__"}
    candidates = [by_name[name] for name in NAMES["series"] if name in by_name]
    candidates = candidates or _naming_column(cells, list(by_name.values()), roles["year"])
    if not candidates:
        return ONLY_SERIES, ""
    chosen = [candidates[0]]
    for extra in candidates[1:]:
        keys = [*chosen, roles["year"]]
        repeats = cells.duplicated(keys, keep=False)
        if not repeats.any():
            break
        if cells.loc[repeats].groupby(keys, sort=False)[extra].nunique().max() > 1:
            chosen.append(extra)
    key = cells[chosen[0]].astype("str").str.strip()
    for extra in chosen[1:]:
        key = key + " · " + cells[extra].astype("str").str.strip()
    return key.replace("", ONLY_SERIES), " · ".join(map(str, chosen))


def _naming_column(cells: pd.DataFrame, columns: Sequence[Any], year: Any) -> list[Any]:
    """Find a text column under an unknown name whose few texts tell the series apart."""
    for column in columns:
        text = cells[column].astype("str").str.strip()
        filled = bool((text != "").all()) and not _has_numbers(cells[column])
        if (
            filled
            and text.nunique() <= len(text) // 2
            and not cells.duplicated([column, year]).any()
        ):
            return [column]
    return []


def _wide_by_year(
    cells: pd.DataFrame, years: Sequence[Any], roles: dict[str, Any]
) -> tuple[pd.DataFrame, dict[str, str]]:
    cells = cells.assign(__series__=_wide_names(cells, years, roles))
    if "unit" in roles:
        cells["__unit__"] = cells[roles["unit"]].astype("str")
    else:
        cells["__unit__"] = ""
    long = cells.melt(
        id_vars=["__series__", "__unit__", "__row__"],
        value_vars=list(years),
        var_name="year_text",
        value_name="value_text",
    )
    long = long.rename(columns={"__series__": "series", "__unit__": "unit", "__row__": "row"})
    used = {"year": f"{years[0]} … {years[-1]}", "value": "cells"}
    if "series" in roles:
        used["series"] = str(roles["series"])
    return long, used


def _wide_names(cells: pd.DataFrame, years: Sequence[Any], roles: dict[str, Any]) -> Any:
    others = {"__row__", roles.get("unit")}
    labels = [c for c in cells.columns if c not in years and c not in others]
    if "series" in roles and cells[roles["series"]].is_unique:
        return cells[roles["series"]].astype("str").str.strip()
    labels = [c for c in labels if cells[c].nunique() > 1] or labels
    if not labels:
        if len(cells) == 1:
            return ONLY_SERIES
        return "row " + cells["__row__"].astype("str")
    key = cells[labels[0]].astype("str").str.strip()
    for extra in labels[1:]:
        if key.is_unique:
            break
        key = key + " · " + cells[extra].astype("str").str.strip()
    return key


def _wide_by_series(
    cells: pd.DataFrame, roles: dict[str, Any], table: RawTable
) -> tuple[pd.DataFrame, dict[str, str]]:
    rest = [c for c in cells.columns if c not in (roles["year"], "__row__")]
    numeric = [c for c in rest if _has_numbers(cells[c])]
    labels = [c for c in rest if c not in numeric]
    if not numeric:
        raise _no_columns(table, "a column of numbers (value, 人数) beside the year")
    if len(numeric) == 1 and labels:
        return _long(cells, {**roles, "value": numeric[0]})
    long = cells.melt(
        id_vars=[roles["year"], "__row__"],
        value_vars=numeric,
        var_name="series",
        value_name="value_text",
    )
    long = long.rename(columns={roles["year"]: "year_text", "__row__": "row"})
    long["unit"] = long["series"].map({c: bracketed_unit(c) for c in numeric})
    long["series"] = long["series"].astype("str")
    return long, {"year": str(roles["year"]), "series": "column names", "value": "cells"}


def _has_numbers(cells: pd.Series[Any]) -> bool:
    """Whether at least half of the filled cells are numbers."""
    numbers = parse_numbers(cells.iloc[:2000])
    filled = ~numbers.is_missing
    return bool(filled.any()) and float(np.mean(~numbers.is_bad[filled])) >= 0.5


def is_footnote(text: str) -> bool:
    """Whether a row's name is a note below a statistical table.

    Examples
    --------
    >>> is_footnote("数据来源：统计年鉴"), is_footnote("工程师")
    (True, False)
    """
    return bool(_FOOTNOTE.match(text.strip())) or text.strip().lower() in MISSING
