"""Advertised pay as a record: bounds, period, currency, months and flags."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

#: Months of pay a year where none are stated (METHOD 4).
DEFAULT_MONTHS = 12.0
#: A month in units of the period: 21.75 paid days and 174 hours a month are the Chinese labour
#: ministry's conversion (notice 2008 no. 3); 52 weeks a year.
MONTH_FACTOR = {"month": 1.0, "day": 21.75, "hour": 174.0, "week": 52 / 12}

#: Every flag, in the order in which they are listed; docs/pay.md says what each one means.
FLAGS = (
    "no_pay", "missing", "negotiable", "several", "open_above", "open_below", "uncapped",
    "swapped", "one_number", "approximate", "base_only", "commission", "total_given",
    "trial_only", "trial_and_regular", "per_piece", "pre_tax", "after_tax", "employer_estimate",
    "employer_stated", "site_estimate", "months_assumed", "months_range", "period_assumed",
    "currency_assumed", "wide", "absurd",
)  # fmt: skip
_FLAG_ORDER = {flag: place for place, flag in enumerate(FLAGS)}


def ordered_flags(flags: Iterable[str]) -> tuple[str, ...]:
    """Put flags in the order of `FLAGS`."""
    return tuple(sorted(flags, key=_FLAG_ORDER.__getitem__))


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
        return monthly_pay(self.low, self.period)

    @property
    def monthly_high(self) -> float | None:
        """Contract pay of a month, upper bound."""
        return monthly_pay(self.high, self.period)

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
        monthly = monthly_pay(bound, self.period)
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


def monthly_pay(bound: float | None, period: str | None) -> float | None:
    """Pay of a month for a bound of any period; None where either is missing or is no time.

    Examples
    --------
    >>> monthly_pay(100.0, "day"), monthly_pay(2.0, "piece")
    (2175.0, None)
    """
    if bound is None or period is None:
        return None
    if period == "year":
        return bound / 12
    factor = MONTH_FACTOR.get(period)
    return None if factor is None else bound * factor


def _cents(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
