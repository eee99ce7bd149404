"""Dates as recruitment sites and their exports write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from numbers import Real

#: Years that a posting's date can lie in; anything else is not a date.
FIRST_YEAR, LAST_YEAR = 1990, 2099
#: Excel counts days from here (the 1900 leap-year error included).
_EXCEL_ORIGIN = date(1899, 12, 30)
#: Excel serials of 1 January 2000 and 2100, and epoch seconds of about the same years.
_EXCEL_RANGE = (36_526, 73_051)
_EPOCH_RANGE = (946_684_800, 4_102_444_800)

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}  # fmt: skip
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<y>(?:19"
    r"|20)\d\d)\s*(?:[-/.年]\s*(?P<m>\d{1,2})\s*(?:[-/.月]\s*(?P<d>\d{1,2})(?!\d)|月)"
    r"|(?P<m2>0\d|1[0-2])(?P<d2>[0-3]\d)(?!\d))"
)
_YEAR_LAST = re.compile(r"(?<!\d)(?P<a>\d{1,2})[-/.](?P<b>\d{1,2})[-/.](?P<y>(?:19|20)\d\d)(?!\d)")
_NAMED = re.compile(
    r"(?<![a-z\d])(?:(?P<d1>\d{1,2})(?:st|nd|rd"
    r"|th)?[\s,-]+(?:of\s+)?)?(?P<name>[a-z]{3,9})\.?[\s,-]*(?:(?P<d2>\d{1,2})(?:st|nd|rd"
    r"|th)?(?!\d))?[\s,/-]*(?P<y>(?:19|20)\d\d)?(?!\d)"
)
_MONTH_DAY = re.compile(
    r"(?<![\d./-])(?P<m>\d{1,2})\s*[-/.月]\s*(?P<d>\d{1,2})(?![\d./-])(?!\s*[年个人天岁薪k万千元])日?"
)
_AGO_ZH = re.compile(
    r"(?P<n>\d+|[一二两三四五六七八九十半几])\s*个?\s*(?P<unit>分钟|小时|天|日|周|星期|月"
    r"|年)\s*(?:之?前|以前)"
)
_AGO_EN = re.compile(
    r"(?P<n>\d+|an?)\+?\s*(?P<unit>min|minute|hour|h|day|d|week|wk|w|month|mo|year|yr)s?\+?\s*ago"
)
_NUMERALS = {
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_UNIT_DAYS = {
    "分钟": 0, "小时": 0, "min": 0, "minute": 0, "hour": 0, "h": 0,
    "天": 1, "日": 1, "day": 1, "d": 1,
    "周": 7, "星期": 7, "week": 7, "wk": 7, "w": 7, "月": 30, "month": 30, "mo": 30,
    "年": 365, "year": 365, "yr": 365,
}  # fmt: skip
_RELATIVE = (
    ("前天", 2), ("昨天", 1), ("昨日", 1), ("今天", 0), ("今日", 0), ("刚刚", 0), ("yesterday", 1),
    ("today", 0), ("just now", 0), ("just posted", 0),
)  # fmt: skip


def parse_date(text: object, *, reference: date | None = None) -> date | None:
    """Read the day that a cell names.

    Parameters
    ----------
    text : str, number, date or None
        A date in any common form, epoch seconds or milliseconds, or an Excel serial number.
    reference : date, optional
        The day that relative dates ("3天前") and dates without a year ("08-30发布") refer to:
        they resolve to the latest such day that is not after it. Without it they give None.

    Returns
    -------
    date or None
        None where no day can be told. Never raises.

    Examples
    --------
    >>> parse_date("2023年5月6日"), parse_date("08-30发布", reference=date(2018, 9, 1))
    (datetime.date(2023, 5, 6), datetime.date(2018, 8, 30))
    """
    if text is None:
        return None
    if isinstance(text, datetime):
        return None if text != text else text.date()
    if isinstance(text, date):
        return text
    if isinstance(text, Real) and not isinstance(text, bool):
        return _from_number(float(text))
    stated = str(text).strip().lower()
    if not stated:
        return None
    if re.fullmatch(r"\d+(?:\.\d+)?", stated):
        found = _YEAR_FIRST.fullmatch(stated)
        return _year_first(found) if found else _from_number(float(stated))
    return _absolute(stated) or (_relative(stated, reference) if reference else None)


def _from_number(value: float) -> date | None:
    if value != value or value in (float("inf"), float("-inf")):
        return None
    if _EXCEL_RANGE[0] <= value < _EXCEL_RANGE[1]:
        return _EXCEL_ORIGIN + timedelta(days=int(value))
    for factor in (1.0, 1e3, 1e6, 1e9):
        seconds = value / factor
        if _EPOCH_RANGE[0] <= seconds < _EPOCH_RANGE[1]:
            return datetime.fromtimestamp(seconds, UTC).date()
    if 19900101 <= value <= 20991231 and value == int(value):
        digits = str(int(value))
        return _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if FIRST_YEAR <= year <= LAST_YEAR else None


def _year_first(match: re.Match[str]) -> date | None:
    return _day(
        int(match["y"]), int(match["m"] or match["m2"]), int(match["d"] or match["d2"] or 1)
    )


def _absolute(stated: str) -> date | None:
    match = _YEAR_FIRST.search(stated)
    if match:
        return _year_first(match)
    match = _YEAR_LAST.search(stated)
    if match:
        first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
        return (
            _day(year, second, first)
            if first > 12 or "." in match.group()
            else _day(year, first, second)
        )
    for match in _NAMED.finditer(stated):
        month = _MONTHS.get(match["name"])
        if month and match["y"]:
            return _day(int(match["y"]), month, int(match["d2"] or match["d1"] or 1))
    return None


def _relative(stated: str, reference: date) -> date | None:
    match = _AGO_ZH.search(stated) or _AGO_EN.search(stated)
    if match:
        count = _NUMERALS.get(match["n"]) or (int(match["n"]) if match["n"].isdigit() else 1)
        days = count * _UNIT_DAYS[match["unit"]]
        return reference - timedelta(days=days) if days < 36_500 else None
    for word, days in _RELATIVE:
        if word in stated:
            return reference - timedelta(days=days)
    if re.search(r"(?<!\d)\d{1,2}:\d\d", stated) and not _MONTH_DAY.search(stated):
        return reference
    match = _MONTH_DAY.search(stated)
    if match:
        return _latest(int(match["m"]), int(match["d"]), reference)
    for match in _NAMED.finditer(stated):
        month = _MONTHS.get(match["name"])
        if month and (match["d1"] or match["d2"]):
            return _latest(month, int(match["d2"] or match["d1"]), reference)
    return None


def _latest(month: int, day: int, reference: date) -> date | None:
    """Find the last such day not after the reference; 29 February may be eight years back."""
    for year in range(reference.year, reference.year - 9, -1):
        found = _day(year, month, day)
        if found is not None and found <= reference:
            return found
    return None
