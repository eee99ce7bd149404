"""The commonest spellings of pay, read by one regular expression: 15-25K·14薪, 1.5-2万/月."""

from __future__ import annotations

import re

from talentcast.matching.salary_patterns import MONTHLY_BOUNDS, UNITS
from talentcast.matching.salary_reading import WIDE_RATIO
from talentcast.matching.salary_record import DEFAULT_MONTHS, Salary, monthly_pay

_NUMBER = r"(?:0(?=\.0?[1-9])|[1-9][0-9]{0,5})(?:\.[0-9]{1,2})?"
_PERIODS = {
    "月": "month", "年": "year", "天": "day", "日": "day", "时": "hour", "小时": "hour",
}  # fmt: skip
_RANGE = re.compile(
    rf"({_NUMBER})([kK千万])?-({_NUMBER})(?:([kK千万])|(元))(?:/({'|'.join(_PERIODS)}))?"
    r"(?:·(1[2-9]|2[0-4])薪)?"
)


def common_salary(stated: str) -> Salary | None:
    """Read a rising range of yuan with its unit, and the period and the months that may follow.

    Parameters
    ----------
    stated : str

    Returns
    -------
    Salary or None
        What `parse_salary` gives for the string; None for other spellings.

    Examples
    --------
    >>> pay = common_salary("15-25K·14薪")
    >>> pay.low, pay.high, pay.period, pay.months, pay.flags
    (15000.0, 25000.0, 'month', 14.0, ('period_assumed', 'currency_assumed'))
    >>> common_salary("面议"), common_salary("25-15K"), common_salary("15-25K+提成")
    (None, None, None)
    """
    match = _RANGE.fullmatch(stated)
    if match is None:
        return None
    first, unit_low, second, unit_high, yuan, written, months = match.groups()
    if yuan and unit_low:
        return None
    low = _scaled(first, unit_low or unit_high)
    high = _scaled(second, unit_high)
    if low >= high:
        return None
    period = _PERIODS[written] if written else "month"
    told = (
        (not months and period != "year", "months_assumed"),
        (not written, "period_assumed"),
        (not yuan, "currency_assumed"),
        (high / low > WIDE_RATIO, "wide"),
        (_is_absurd(low, high, period), "absurd"),
    )
    flags = tuple([flag for holds, flag in told if holds])
    return Salary(stated, low, high, period, "CNY", float(months or DEFAULT_MONTHS), flags)


def _scaled(number: str, unit: str | None) -> float:
    return round(float(number) * UNITS[unit.lower()], 4) if unit else float(number)


def _is_absurd(low: float, high: float, period: str) -> bool:
    least, most = MONTHLY_BOUNDS["CNY"]
    month_low, month_high = monthly_pay(low, period), monthly_pay(high, period)
    return month_low is None or month_high is None or month_low < least or month_high > most
