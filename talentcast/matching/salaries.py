"""Pay strings of recruitment sites, read into bounds, period, currency and flags."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from numbers import Real
from typing import Any

from talentcast.matching.salary_amounts import Amount, amounts, iter_marks
from talentcast.matching.salary_context import MARKS, PERIOD_MARKS, period_of
from talentcast.matching.salary_numbers import normalize
from talentcast.matching.salary_patterns import (
    DEFAULT_MONTHLY_BOUNDS,
    HOUR_UNDER,
    MONTHLY_BOUNDS,
    MONTHS,
    YEAR_FROM,
)

#: Months of pay a year where none are stated (METHOD 4).
DEFAULT_MONTHS = 12.0
#: A month in units of the period: 21.75 paid days and 174 hours a month are the Chinese labour
#: ministry's conversion (notice 2008 no. 3); 52 weeks a year.
MONTH_FACTOR = {"month": 1.0, "year": 1 / 12, "day": 21.75, "hour": 174.0, "week": 52 / 12}
#: Upper over lower bound from which a range is flagged (METHOD 4).
WIDE_RATIO = 3.0
#: A pay cell is short; longer strings are read as ad text.
LONGEST_CELL = 240

#: Every flag, in the order in which they are listed.
FLAGS = (
    "no_pay", "missing", "negotiable", "several", "open_above", "open_below", "uncapped",
    "swapped", "one_number", "approximate", "base_only", "commission", "total_given",
    "trial_only", "trial_and_regular", "per_piece", "pre_tax", "after_tax", "employer_estimate",
    "employer_stated", "site_estimate", "months_assumed", "months_range", "period_assumed",
    "currency_assumed", "wide", "absurd",
)  # fmt: skip
_FLAG_ORDER = {flag: place for place, flag in enumerate(FLAGS)}
_RANK = {"total": 0, "regular": 1, "pay": 2, "plain": 2, "base": 3, "trial": 4}
_CACHE_SIZE = 20_000
_BOUND_UNITS = {
    "": None,
    "none": None,
    "nan": None,
    "hourly": "hour",
    "daily": "day",
    "weekly": "week",
    "monthly": "month",
    "yearly": "year",
    "annual": "year",
    "annually": "year",
}


@dataclass(frozen=True, slots=True)
class Salary:
    """Advertised pay as stated: bounds in currency units of the period.

    `low` or `high` is None where the range is open on that side; both are None where the string
    states no pay. `months` counts the months' pay of a year.
    """

    text: str
    low: float | None = None
    high: float | None = None
    period: str | None = None
    currency: str | None = None
    months: float | None = None
    flags: tuple[str, ...] = ()

    @property
    def monthly_low(self) -> float | None:
        """Contract pay of a month, lower bound."""
        return _monthly(self.low, self.period)

    @property
    def monthly_high(self) -> float | None:
        """Contract pay of a month, upper bound."""
        return _monthly(self.high, self.period)

    @property
    def annual_low(self) -> float | None:
        """Pay of a year, lower bound: months times a month's pay; an annual figure as stated."""
        return self._annual(self.low)

    @property
    def annual_high(self) -> float | None:
        """Pay of a year, upper bound."""
        return self._annual(self.high)

    @property
    def monthly_equivalent_low(self) -> float | None:
        """A twelfth of the year's pay, lower bound."""
        annual = self._annual(self.low)
        return None if annual is None else annual / 12

    @property
    def monthly_equivalent_high(self) -> float | None:
        """A twelfth of the year's pay, upper bound."""
        annual = self._annual(self.high)
        return None if annual is None else annual / 12

    def _annual(self, bound: float | None) -> float | None:
        if self.period == "year":
            return bound
        monthly = _monthly(bound, self.period)
        return None if monthly is None else monthly * (self.months or DEFAULT_MONTHS)

    def to_dict(self) -> dict[str, Any]:
        """Fields of the `salary` JSON contract, in its order; amounts to two decimals."""
        return {
            "text": self.text,
            "low": _cents(self.low),
            "high": _cents(self.high),
            "period": self.period,
            "currency": self.currency,
            "months": self.months,
            "monthly_low": _cents(self.monthly_low),
            "monthly_high": _cents(self.monthly_high),
            "annual_low": _cents(self.annual_low),
            "annual_high": _cents(self.annual_high),
            "monthly_equivalent_low": _cents(self.monthly_equivalent_low),
            "monthly_equivalent_high": _cents(self.monthly_equivalent_high),
            "flags": list(self.flags),
        }


def _monthly(bound: float | None, period: str | None) -> float | None:
    if bound is None or period is None:
        return None
    return bound / 12 if period == "year" else bound * MONTH_FACTOR[period]


def _cents(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


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
    if text is None:
        return Salary("", flags=("no_pay", "missing"))
    if isinstance(text, Real) and not isinstance(text, bool):
        value = float(text)
        return salary_from_bounds(value, value, period, currency=currency)
    stated = text if isinstance(text, str) else str(text)
    if len(stated) > LONGEST_CELL:
        return find_salary(stated, currency=currency, period=period)
    return _parse(stated, currency, period)


@lru_cache(maxsize=_CACHE_SIZE)
def _parse(stated: str, currency: str | None, period: str | None) -> Salary:
    text = normalize(stated)
    months, has_months_range, is_product, text = _take_months(text)
    found = amounts(text, is_cell=True)
    marks = set(iter_marks(MARKS, text)) if len(found) != 1 or not _spans(found[0], text) else set()
    chosen, flags = _choose(found)
    if chosen is None:
        return _no_pay(stated, marks)
    if is_product and chosen.period is None:
        chosen.period = "month"
    if has_months_range:
        flags.add("months_range")
    return _salary(stated, chosen, months, flags, (marks, text, currency, period))


def _spans(amount: Amount, text: str) -> bool:
    return amount.start == 0 and amount.end == len(text)


def _no_pay(stated: str, marks: set[str]) -> Salary:
    flags = {"no_pay"}
    if not stated.strip():
        flags.add("missing")
    flags |= marks & {"negotiable", "per_piece"}
    return Salary(stated, flags=_ordered(flags))


def _ordered(flags: set[str]) -> tuple[str, ...]:
    return tuple(sorted(flags, key=_FLAG_ORDER.__getitem__))


def _take_months(text: str) -> tuple[float | None, bool, bool, str]:
    """Months of pay a year, whether they were a range or a factor (x14), and the text without."""
    if (
        "薪" not in text
        and "x" not in text
        and "×" not in text
        and "*" not in text
        and "个月" not in text
        and "month" not in text
    ):
        return None, False, False, text
    for match in MONTHS.finditer(text):
        count = float(match["m"] or match["m2"]) + float(match["extra"] or 0)
        if 12 <= count <= 36:
            rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" ·.,;|*")
            is_product = bool(match["times"] or match["times2"])
            return count, match["n"] is not None, is_product, rest
    return None, False, False, text


def _choose(found: list[Amount]) -> tuple[Amount | None, set[str]]:
    """The amount that is the job's pay: total before base, regular before trial."""
    if not found:
        return None, set()
    if len(found) == 1:
        chosen = found[0]
    else:
        chosen = min(found, key=lambda amount: (_RANK[amount.role], amount.is_bare))
    flags = set(chosen.flags)
    roles = {amount.role for amount in found}
    if chosen.role == "base":
        flags.add("base_only")
    elif chosen.role == "total":
        flags.add("total_given")
    elif chosen.role == "trial":
        flags.add("trial_only")
    if "trial" in roles and chosen.role != "trial":
        flags.add("trial_and_regular")
    rank = _RANK[chosen.role]
    same = {(a.low, a.high, a.period) for a in found if _RANK[a.role] == rank}
    if len(same) > 1:
        flags.add("several")
    return chosen, flags


def _salary(
    stated: str,
    chosen: Amount,
    months: float | None,
    flags: set[str],
    context: tuple[set[str], str, str | None, str | None],
) -> Salary:
    marks, text, default_currency, default_period = context
    currency = chosen.currency
    if currency is None:
        currency = "INR" if chosen.has_lakh else default_currency or "CNY"
        flags.add("currency_assumed")
    period = _period(chosen, marks, text)
    if period == "piece":
        flags.add("per_piece")
        period = None
    elif period is None:
        period = default_period or _assumed_period(chosen, currency)
        flags.add("period_assumed")
    flags |= {mark for mark in marks if mark in _FLAG_ORDER}
    if months is None:
        months = DEFAULT_MONTHS
        if period != "year":
            flags.add("months_assumed")
    if chosen.low and chosen.high and chosen.high / chosen.low > WIDE_RATIO:
        flags.add("wide")
    if period is not None and _is_absurd(chosen, period, currency):
        flags.add("absurd")
    return Salary(stated, chosen.low, chosen.high, period, currency, months, _ordered(flags))


def _period(chosen: Amount, marks: set[str], text: str) -> str | None:
    """Period beside the amount, else in the words around it, else anywhere in the string."""
    if chosen.period is not None:
        return chosen.period
    if chosen.left:
        near = [
            PERIOD_MARKS[mark] for mark in iter_marks(MARKS, chosen.left) if mark in PERIOD_MARKS
        ]
        if near:
            return near[-1]
    if chosen.has_lakh:
        return "year"
    stated = {PERIOD_MARKS[mark] for mark in marks if mark in PERIOD_MARKS}
    if len(stated) > 1:
        stated.discard("day")
    return stated.pop() if len(stated) == 1 else None


def _assumed_period(chosen: Amount, currency: str) -> str:
    top = chosen.high if chosen.high is not None else chosen.low or 0.0
    if currency in YEAR_FROM:
        if top >= YEAR_FROM[currency] or (chosen.has_thousands and currency in HOUR_UNDER):
            return "year"
        if top < HOUR_UNDER.get(currency, 0.0):
            return "hour"
    return "month"


def _is_absurd(chosen: Amount, period: str, currency: str) -> bool:
    least, most = MONTHLY_BOUNDS.get(currency, DEFAULT_MONTHLY_BOUNDS)
    bounds = [b for b in (chosen.low, chosen.high) if b is not None]
    monthly = [_monthly(bound, period) or 0.0 for bound in bounds]
    return any(value < least or value > most for value in monthly)


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
    return _salary(text, amount, None, set(flags), (set(), "", currency, None))


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


def find_salary(text: str, *, currency: str | None = None, period: str | None = None) -> Salary:
    """Read a range inside ad text, only where it states this job's pay."""
    return Salary("", flags=("no_pay",))
