"""From the amounts of a string to one record of pay: which amount, which period, which flags."""

from __future__ import annotations

import re

from talentcast.matching.salary_amounts import Amount, iter_marks
from talentcast.matching.salary_context import MARKS, PERIOD_MARKS
from talentcast.matching.salary_patterns import (
    DEFAULT_MONTHLY_BOUNDS,
    HOUR_UNDER,
    MONTHLY_BOUNDS,
    MONTHS,
    YEAR_FROM,
)
from talentcast.matching.salary_record import (
    DEFAULT_MONTHS,
    FLAGS,
    Salary,
    monthly_pay,
    ordered_flags,
)

#: Upper over lower bound from which a range is flagged (METHOD 4).
WIDE_RATIO = 3.0
#: Which of several amounts is the pay: total before base, regular before trial (ANNOTATION).
RANK = {"total": 0, "regular": 1, "pay": 2, "plain": 2, "base": 3, "trial": 4}
_MARK_FLAGS = frozenset(FLAGS)
_MONTHS_HINT = re.compile(r"\d\s*(?:个月)?薪|[x×*]\s*[12]\d|\d\s*(?:个月[工薪]|months?\s)")


def take_months(text: str) -> tuple[float | None, bool, bool, str]:
    """Months of pay a year, whether they were a range or a factor (x14), and the text without."""
    if _MONTHS_HINT.search(text) is None:
        return None, False, False, text
    for match in MONTHS.finditer(text):
        count = float(match["m"] or match["m2"]) + float(match["extra"] or 0)
        if 12 <= count <= 36:
            rest = f"{text[: match.start()]} {text[match.end() :]}".strip(" ·.,;|*")
            is_product = bool(match["times"] or match["times2"])
            return count, match["n"] is not None, is_product, rest
    return None, False, False, text


def choose(found: list[Amount]) -> tuple[Amount | None, set[str]]:
    """Pick the amount that is the job's pay: total before base, regular before trial."""
    if not found:
        return None, set()
    if len(found) == 1:
        chosen = found[0]
    else:
        chosen = min(found, key=lambda amount: (RANK[amount.role], amount.is_bare))
    flags = set(chosen.flags)
    if chosen.role == "base":
        flags.add("base_only")
    elif chosen.role == "total":
        flags.add("total_given")
    elif chosen.role == "trial":
        flags.add("trial_only")
    if len(found) == 1:
        return chosen, flags
    if any(amount.role == "trial" for amount in found) and chosen.role != "trial":
        flags.add("trial_and_regular")
    rank = RANK[chosen.role]
    same = {(a.low, a.high, a.period) for a in found if RANK[a.role] == rank}
    if len(same) > 1:
        flags.add("several")
    return chosen, flags


def record(
    stated: str,
    chosen: Amount,
    months: float | None,
    flags: set[str],
    context: tuple[set[str], str, str | None, str | None],
) -> Salary:
    """Make the record of a chosen amount.

    `context` holds the marks found in the string, the string, and the caller's default currency
    and period.
    """
    marks, text, default_currency, default_period = context
    drop_zero_bounds(chosen, flags)
    if chosen.low is None and chosen.high is None:
        return Salary(stated, flags=("no_pay",))
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
    flags |= {mark for mark in marks if mark in _MARK_FLAGS}
    if months is None:
        months = DEFAULT_MONTHS
        if period != "year":
            flags.add("months_assumed")
    if chosen.low and chosen.high and chosen.high / chosen.low > WIDE_RATIO:
        flags.add("wide")
    if period is not None and is_absurd(chosen, period, currency):
        flags.add("absurd")
    return Salary(stated, chosen.low, chosen.high, period, currency, months, ordered_flags(flags))


def drop_zero_bounds(chosen: Amount, flags: set[str]) -> None:
    """Take bounds of nothing for none: no job pays 0, and 0 has no logarithm."""
    if chosen.low == 0:
        chosen.low = None
        flags.add("open_below")
    if chosen.high == 0:
        chosen.high = None


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


def is_absurd(chosen: Amount, period: str, currency: str) -> bool:
    """Whether a month of this pay is outside `MONTHLY_BOUNDS`."""
    least, most = MONTHLY_BOUNDS.get(currency, DEFAULT_MONTHLY_BOUNDS)
    low = monthly_pay(chosen.low, period)
    high = monthly_pay(chosen.high, period)
    return (low is not None and not least <= low <= most) or (
        high is not None and not least <= high <= most
    )
