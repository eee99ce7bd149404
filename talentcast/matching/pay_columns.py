"""Put the pay of several columns (bounds, period, currency) into one readable string."""

from __future__ import annotations

import re
from collections.abc import Sequence

#: Scale, currency and period as a header states them; empty where it does not.
Unit = tuple[str, str, str]

#: Currency marks by what stands for them in a header or a currency column.
CURRENCIES = (
    ("USD", r"\busd\b|us\$|美元|^\s*\$\s*$"),
    ("EUR", r"\beur\b|€|欧元"),
    ("GBP", r"\bgbp\b|£|英镑"),
    ("HKD", r"\bhkd\b|港[元币]"),
    ("CNY", r"\bcny\b|\brmb\b|人民币|元|¥|￥"),
)

#: Pay periods by what stands for them in a header or a period column; the first that fits.
PERIODS = (
    ("hour", r"hour|\bph\b|时"),
    ("week", r"week|\bwc\b|周"),
    ("day", r"dai?ly|\bday|\bpd\b|[日天]"),
    ("month", r"month|月"),
    ("year", r"year|annu|\bpa\b|年"),
)

# A figure or range with nothing that states its unit: "up to", the figures, "+".
_BARE = re.compile(
    r"^\s*(up to )?([\d,.]+\s*[kK万千wW]?\s*(?:[-~—–至]\s*[\d,.]+\s*[kK万千wW]?)?)\s*(\+)?\s*$"
)

_CHINESE_PERIODS = {"hour": "时", "week": "周", "day": "天", "month": "月", "year": "年"}


def pay_range(low: str | None, high: str | None, middle: str | None) -> str | None:
    """Write the bounds of a pay column pair as a range; zero means not stated.

    Examples
    --------
    >>> pay_range("8000", "12000", None), pay_range("0", "0", "900"), pay_range("5", "5", None)
    ('8000-12000', '900', '5')
    >>> pay_range("8000", None, None), pay_range(None, "12000", None)
    ('8000+', 'up to 12000')
    """
    low, high, middle = (None if _is_zero(value) else value for value in (low, high, middle))
    if low and high:
        return low if low == high else f"{low}-{high}"
    if low or high:
        return f"{low}+" if low else f"up to {high}"
    return middle


def _is_zero(value: str | None) -> bool:
    return value is not None and not value.strip("0., ")


def header_unit(names: str) -> Unit:
    """Read scale, currency and period from headers.

    Examples
    --------
    >>> header_unit("薪资(千/月)"), header_unit("salary_in_usd"), header_unit("min_salary")
    (('千', '', 'month'), ('', 'USD', ''), ('', '', ''))
    """
    name = names.replace("_", " ").lower()
    scale = next((mark for mark in ("万", "千") if mark in name), "")
    if not scale and re.search(r"[(（\s](?:k|thousands?)[)）\s/]|\bk$", name):
        scale = "k"
    return scale, _first(CURRENCIES, name), _first(PERIODS, name)


def _first(patterns: Sequence[tuple[str, str]], text: str) -> str:
    return next((name for name, pattern in patterns if re.search(pattern, text)), "")


def pay_with_unit(pay: str, period: str | None, currency: str | None, unit: Unit) -> str:
    """Append what is known of the unit to a bare number or range; other text says it itself.

    Parameters
    ----------
    pay : str
    period, currency : str or None
        Cells of the columns of pay period and currency.
    unit : (scale, currency, period)
        What the header says, for what the cells leave out.

    Returns
    -------
    str

    Examples
    --------
    >>> pay_with_unit("20-30", "HOURLY", "usd", ("", "", ""))
    'USD 20-30 per hour'
    >>> pay_with_unit("10-15", None, None, ("千", "", "month"))
    '10-15千元/月'
    >>> pay_with_unit("5000+", "month", "CNY", ("", "", ""))
    '5000元以上/月'
    >>> pay_with_unit("面议", "月", None, ("", "", ""))
    '面议'
    """
    bare = _BARE.match(pay)
    if not bare:
        return pay
    below, figures, above = bare.groups()
    scale, named_currency, named_period = unit
    code = _first(CURRENCIES, (currency or period or "").lower())
    code = code or (currency.upper() if currency and len(currency) == 3 else "") or named_currency
    span = (_first(PERIODS, period.lower()) if period else "") or named_period
    if scale and figures[-1:].isdigit():
        figures += scale
    if code == "CNY" or (not code and scale in ("万", "千")):
        limit = "以上" if above else "以下" if below else ""
        return f"{figures}元{limit}" + (f"/{_CHINESE_PERIODS[span]}" if span else "")
    figures = f"{code} {figures}" if code else figures
    limited = f"{below or ''}{figures}{above or ''}"
    return limited + (f" per {span}" if span else "")
