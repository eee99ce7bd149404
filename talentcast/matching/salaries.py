"""Pay strings of recruitment sites, read into bounds, period, currency and flags."""

from __future__ import annotations

import math
from functools import lru_cache
from numbers import Real

from talentcast.matching.pattern_starts import Places
from talentcast.matching.salary_amounts import Amount, amounts, iter_marks
from talentcast.matching.salary_common import common_salary
from talentcast.matching.salary_context import MARKS, period_of
from talentcast.matching.salary_numbers import normalize
from talentcast.matching.salary_reading import choose, record, take_months
from talentcast.matching.salary_record import FLAGS, Salary, ordered_flags
from talentcast.matching.salary_text import pay_statements

__all__ = ["FLAGS", "Salary", "find_salary", "parse_salary", "salary_from_bounds"]

#: A pay cell is short; longer strings are read as ad text.
LONGEST_CELL = 240
_QUOTES = " \t\r\n\"'“”‘’"
_CACHE_SIZE = 20_000
_BOUND_UNITS = {
    "": None, "none": None, "nan": None, "hourly": "hour", "daily": "day", "weekly": "week",
    "monthly": "month", "yearly": "year", "annual": "year", "annually": "year",
}  # fmt: skip


def parse_salary(text: object, *, currency: str | None = None, period: str | None = None) -> Salary:
    """Read the pay that a cell or a short string states.

    Parameters
    ----------
    text : str, number or None
        A site's pay string; strings longer than `LONGEST_CELL` are read as ad text.
    currency : str, optional
        ISO 4217 code to take where the string names none; CNY without it.
    period : str, optional
        month | year | day | hour | week, to take where the string names none.

    Returns
    -------
    Salary
        Nulls and the flag `no_pay` where no pay is stated. Never raises.

    Source
    ------
    METHOD.md section 4; rules for single cases in docs/pay.md.

    Examples
    --------
    >>> pay = parse_salary("15-25K·14薪")
    >>> pay.low, pay.high, pay.period, pay.annual_low, round(pay.monthly_equivalent_high, 2)
    (15000.0, 25000.0, 'month', 210000.0, 29166.67)
    >>> parse_salary("面议").flags
    ('no_pay', 'negotiable')
    """
    if isinstance(text, str):
        stated = text
    elif text is None:
        return Salary("", flags=("no_pay", "missing"))
    elif isinstance(text, Real) and not isinstance(text, bool):
        value = float(text)
        return salary_from_bounds(value, value, period, currency=currency)
    else:
        stated = str(text)
    if len(stated) > LONGEST_CELL:
        return find_salary(stated, currency=currency, period=period)
    return _parse(stated, currency, period)


@lru_cache(maxsize=_CACHE_SIZE)
def _parse(stated: str, currency: str | None, period: str | None) -> Salary:
    if currency is None and period is None:
        common = common_salary(stated)
        if common is not None:
            return common
    text = normalize(stated.strip(_QUOTES))
    months, has_months_range, is_product, text = take_months(text)
    found = amounts(text, is_cell=True)
    marks = set(iter_marks(MARKS, text)) if len(found) != 1 or not _spans(found[0], text) else set()
    chosen, flags = choose(found)
    if chosen is None:
        return _no_pay(stated, marks)
    if is_product and chosen.period is None:
        chosen.period = "month"
    if has_months_range:
        flags.add("months_range")
    return record(stated, chosen, months, flags, (marks, text, currency, period))


def _spans(amount: Amount, text: str) -> bool:
    return amount.start == 0 and amount.end == len(text)


def _no_pay(stated: str, marks: set[str]) -> Salary:
    flags = {"no_pay"}
    if not stated.strip():
        flags.add("missing")
    flags |= marks & {"negotiable", "per_piece"}
    return Salary(stated, flags=ordered_flags(flags))


def salary_from_bounds(
    low: object, high: object, unit: str | None = None, *, currency: str | None = None
) -> Salary:
    """Make a `Salary` of the minimum and maximum columns of a file.

    Parameters
    ----------
    low, high : number, str or None
        Missing where empty, not a number, zero or negative (-1).
    unit : str, optional
        Period in any spelling ("month", "元/月", "hourly", "per year"); month without it, flagged.
    currency : str, optional
        ISO 4217 code; CNY without it, flagged.

    Examples
    --------
    >>> pay = salary_from_bounds(20000, 15000, "month")
    >>> pay.low, pay.high, pay.flags
    (15000.0, 20000.0, ('swapped', 'months_assumed', 'currency_assumed'))
    """
    bounds = (_bound(low), _bound(high))
    text = "-".join("" if value is None else f"{value:g}" for value in bounds).strip("-")
    if bounds == (None, None):
        return Salary("", flags=("no_pay", "missing"))
    flags: list[str] = []
    first, second = bounds
    if first is not None and second is not None:
        if first > second:
            first, second = second, first
            flags.append("swapped")
        elif first == second:
            flags.append("one_number")
            text = f"{first:g}"
    else:
        flags.append("open_above" if second is None else "open_below")
    amount = Amount(
        first,
        second,
        currency,
        _unit_period(unit),
        "plain",
        True,
        True,
        False,
        False,
        "",
        0,
        0,
        flags,
    )
    return record(text, amount, None, set(flags), (set(), "", currency, None))


def _bound(value: object) -> float | None:
    try:
        number = float(str(value).replace(",", "")) if value is not None else math.nan
    except ValueError:
        return None
    return number if math.isfinite(number) and number > 0 else None


def _unit_period(unit: str | None) -> str | None:
    if unit is None:
        return None
    word = unit.strip().lower()
    if word in _BOUND_UNITS:
        return _BOUND_UNITS[word]
    return period_of(word)


def find_salary(
    text: object,
    *,
    currency: str | None = None,
    period: str | None = None,
    places: Places = None,
) -> Salary:
    """Read the pay that ad text states for this job; nothing where it is not clearly so.

    Parameters
    ----------
    text : str or None
        Text of an ad.
    currency, period : str, optional
        As for `parse_salary`.
    places : sequence of int, optional
        Every place of the text where pay may be stated (`salary_text.PAY_BEGINNINGS`).

    Returns
    -------
    Salary
        `text` is the statement as it stands in the ad. Nulls and the flag `no_pay` where no
        amount is tied to a word for pay, where only company money, benefits or allowances are
        named, or where the text states different pay for several jobs (flag `several`).

    Examples
    --------
    >>> find_salary("公司融资5000万。福利：餐补500元。薪资：10-15K，13薪。").low
    10000.0
    >>> find_salary("Revenue of $10 million to $25 million.").flags
    ('no_pay',)
    """
    stated = text if isinstance(text, str) else "" if text is None else str(text)
    statements = pay_statements(stated, places)
    if not statements:
        return Salary("", flags=("no_pay",))
    chosen, flags = choose([statement.amount for statement in statements])
    if chosen is None or "several" in flags:
        return Salary("", flags=("no_pay", "several"))
    source = next(item for item in statements if item.amount is chosen)
    months, has_range, is_product = source.months
    if is_product and chosen.period in (None, "year"):
        chosen.period = "month"
    if has_range:
        flags.add("months_range")
    context = (set(iter_marks(MARKS, source.window)), source.window, currency, period)
    return record(source.stated, chosen, months, flags, context)
