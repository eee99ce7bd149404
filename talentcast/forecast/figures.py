"""Years and numbers as people write them: `2020年`, `FY2020`, `1,234.5`, `１２`, `163.16万`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from numpy.typing import NDArray

#: Cells that say "no figure here" in Chinese and English statistical tables.
MISSING = frozenset(
    ["", "-", "--", "—", "——", "–", "…", "……", "...", "..", ".", ":", "*", "#n/a", "na", "n/a"]
    + ["nan", "<na>", "null", "none", "nil", "无", "缺失", "缺", "暂无", "不详", "未公布"]
)

#: Chinese magnitude words and what they multiply by.
MAGNITUDES = {"千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8}

#: A calendar year is taken from an integer in this range; an annual index such as 1, 2, 3 counts.
FIRST_YEAR, LAST_YEAR = 1, 2999

_YEAR = re.compile(
    r"^(?:fy|cy|financial year|fiscal year|公元)?\s*"
    r"(?P<year>1[0-9]{3}|2[0-9]{3})(?:\.0+)?\s*"
    r"(?:年|年度|年末|年底|财年|a|e|f)?$"
)
_DATE = re.compile(
    r"^(?P<year>1[0-9]{3}|2[0-9]{3})\s*[-/.年]\s*(?:0?[1-9]|1[0-2])"
    r"(?:\s*[-/.月]\s*(?:0?[1-9]|[12][0-9]|3[01])?)?\s*日?"
    r"(?:[ t]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$"
)
_COUNT = re.compile(r"^(?P<year>[0-9]{1,4})(?:\.0+)?$")
_NUMBER = re.compile(
    r"^(?P<sign>[-+−]?)"
    r"(?P<digits>[0-9]{1,4}(?:,[0-9]{3,4})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
    r"(?P<exponent>e[-+]?[0-9]+)?(?P<magnitude>[十百千]?[万千]|千|亿)?"
    r"(?P<unit>%|‰|人次|人|名|个|位|家|元|岗|persons?|people)?$"
)


@dataclass(frozen=True)
class Numbers:
    """Parsed numbers: what was written, before the magnitude word is applied.

    Attributes
    ----------
    value : array of float, shape (n,)
        NaN where missing or unreadable.
    magnitude : array of float, shape (n,)
        1, or 10,000 for `万`, and so on.
    is_percent : array of bool, shape (n,)
    is_missing : array of bool, shape (n,)
        The cell says that there is no figure.
    is_bad : array of bool, shape (n,)
        The cell holds text that is no number.
    """

    value: NDArray[np.float64]
    magnitude: NDArray[np.float64]
    is_percent: NDArray[np.bool_]
    is_missing: NDArray[np.bool_]
    is_bad: NDArray[np.bool_]


def parse_numbers(cells: pd.Series[Any]) -> Numbers:
    """Read a column of numbers written by people.

    Parameters
    ----------
    cells : Series, shape (n,)
        Text or numbers.

    Returns
    -------
    Numbers

    Examples
    --------
    >>> import pandas as pd
    >>> n = parse_numbers(pd.Series(["1,234.5", "１２", "163.16万", "35.8%", "—", "many"]))
    >>> n.value.tolist()
    [1234.5, 12.0, 163.16, 35.8, nan, nan]
    >>> n.magnitude.tolist()
    [1.0, 1.0, 10000.0, 1.0, 1.0, 1.0]
    >>> n.is_missing.tolist()
    [False, False, False, False, True, False]
    >>> n.is_bad.tolist()
    [False, False, False, False, False, True]
    """
    size = len(cells)
    if pd.api.types.is_numeric_dtype(cells) and not pd.api.types.is_bool_dtype(cells):
        plain = cells.to_numpy(dtype=float, na_value=np.nan)
        none = np.zeros(size, bool)
        return Numbers(plain, np.ones(size), none, np.isnan(plain), none.copy())
    text = _plain_text(cells)
    value = np.array(pd.to_numeric(text, errors="coerce"), dtype=float)
    is_missing = text.isin(MISSING).to_numpy()
    value[is_missing] = np.nan
    magnitude, is_percent = np.ones(size), np.zeros(size, bool)
    is_bad = np.isnan(value) & ~is_missing
    for i in np.flatnonzero(is_bad):
        found = _NUMBER.match(text.iloc[i].replace(" ", "").replace("，", ","))
        if found is None:
            continue
        digits = found["digits"].replace(",", "") + (found["exponent"] or "")
        value[i] = float(digits) * (-1.0 if found["sign"] in ("-", "−") else 1.0)
        magnitude[i] = MAGNITUDES.get(found["magnitude"] or "", 1.0)
        is_percent[i] = found["unit"] == "%"
        is_bad[i] = False
    return Numbers(value, magnitude, is_percent, is_missing, is_bad)


def parse_years(cells: pd.Series[Any]) -> NDArray[np.float64]:
    """Read a column of years; NaN where a cell is no year.

    Parameters
    ----------
    cells : Series, shape (n,)
        Whole numbers, dates, or text such as `2020年`, `2020-12-31`, `FY2020`.

    Returns
    -------
    array of float, shape (n,), unit: calendar years

    Examples
    --------
    >>> import pandas as pd
    >>> parse_years(pd.Series(["2020年", "2021-12-31", "FY2022", "二〇二三年", "next"])).tolist()
    [2020.0, 2021.0, 2022.0, 2023.0, nan]
    """
    if pd.api.types.is_datetime64_any_dtype(cells):
        return np.asarray(cells.dt.year.to_numpy(dtype=float, na_value=np.nan))
    if pd.api.types.is_numeric_dtype(cells):
        years = cells.to_numpy(dtype=float, na_value=np.nan)
    else:
        text = _plain_text(cells)
        distinct = pd.Index(text.unique())
        known = {name: _one_year(name) for name in distinct}
        years = text.map(known).to_numpy(dtype=float, na_value=np.nan)
    with np.errstate(invalid="ignore"):
        is_year = (years == np.floor(years)) & (years >= FIRST_YEAR) & (years <= LAST_YEAR)
    return np.where(is_year, years, np.nan)


def looks_like_years(cells: pd.Series[Any]) -> bool:
    """Whether every filled cell is a four-digit year or a date."""
    filled = cells[~_plain_text(cells).isin(MISSING)]
    years = parse_years(filled)
    return len(years) > 0 and bool(np.all((years >= 1500) & (years <= 2300)))


#: Digits of a year written in Chinese.
_CHINESE_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")


def _one_year(text: str) -> float:
    text = text.translate(_CHINESE_DIGITS)
    for pattern in (_YEAR, _DATE, _COUNT):
        found = pattern.match(text)
        if found:
            return float(found["year"])
    return float("nan")


def _plain_text(cells: pd.Series[Any]) -> pd.Series[str]:
    """Lower-case half-width text without outer blanks."""
    text = cells.astype("str").fillna("")
    if text.map(str.isascii).all():
        return text.str.strip().str.lower()
    return text.str.normalize("NFKC").str.strip().str.lower()
