"""The amounts of a pay string: value, unit, currency, period and what each one is paid for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from talentcast.matching.salary_context import (
    AFTER_BARE,
    AFTER_BENEFIT,
    AFTER_COUNT,
    AFTER_MONEY,
    LARGEST_BENEFIT,
    period_of,
)
from talentcast.matching.salary_numbers import to_number
from talentcast.matching.salary_patterns import (
    ABOUT,
    AMOUNT,
    BEFORE,
    CURRENCY_OF,
    DOT_GROUP_CURRENCIES,
    LAKH_UNITS,
    OPEN_UP,
    POST_ABOUT,
    POST_UP,
    UNITS,
)
from talentcast.matching.salary_roles import role_before, role_behind

_UP_BEFORE = re.compile(OPEN_UP)
_ABOUT_BEFORE = re.compile(ABOUT)
_UP_AFTER = re.compile(POST_UP)
_ABOUT_AFTER = re.compile(POST_ABOUT)
_CODE_BEFORE = re.compile(r"(?<![a-z])([a-z]{3})\s*$")
_INSIDE_PHONE = re.compile(r"\d\)\s*$")
_PERIOD_BEFORE = re.compile(
    r"(?:[每一]\s*个?(?:月|年|天|日|周|星期|小时)|日结|周结|日薪|时薪|周薪|日工资"
    r"|时给)\s*[:：]?\s*$"
)
#: A bare number this small is never a month's pay in running text.
_SMALLEST_BARE = 1_000.0
#: A bare number this large is a telephone or account number.
_LARGEST_BARE = 1e7
#: Currencies in which a month's pay runs to millions.
_LARGE_NUMBERS = frozenset(("JPY", "KRW", "IDR", "VND", "COP", "CLP"))
_MILLIONS = frozenset(("m", "million", "millions", "百万"))
_YEARS = (2010.0, 2035.0)
_LOOK_BACK = 60


@dataclass(slots=True)
class Amount:
    """One amount or range, in currency units of its period."""

    low: float | None
    high: float | None
    currency: str | None
    period: str | None
    role: str
    is_bare: bool
    is_range: bool
    has_lakh: bool
    has_thousands: bool
    left: str
    start: int
    end: int
    flags: list[str]


def amounts(text: str, *, is_cell: bool) -> list[Amount]:
    """Find the amounts of a normalized string that can be pay.

    Parameters
    ----------
    text : str
        As `salary_numbers.normalize` returns it.
    is_cell : bool
        Whether the string is the content of a pay column; running text is read more strictly.
    """
    found: list[Amount] = []
    previous_end = 0
    for match in AMOUNT.finditer(text):
        amount = _read(match, text, previous_end)
        if amount is not None and (not amount.is_bare or _bare_is_pay(amount, text, is_cell)):
            found.append(amount)
            previous_end = match.end()
    return found


def _read(match: re.Match[str], text: str, previous_end: int) -> Amount | None:
    a, ua, ta, c2, p1, c3, b, ub, tb, c4, o1, p2, o2 = match.groups()
    start, end = match.span()
    before = text[max(previous_end, start - _LOOK_BACK) : start]
    opening, c1, left = _look_before(before)
    if left and _INSIDE_PHONE.search(left):
        return None
    if (
        not (c1 or opening)
        and before
        and before[-1].isascii()
        and (before[-1].isalpha() or before[-1] in "_#.")
    ):
        return None
    currency = _currency(c1, c2, c3, c4)
    period = period_of(p1 or p2) if (p1 or p2) else None
    is_bare = not (ua or ub or currency or period)
    bounds = _bounds((a, ua, ta), (b, ub, tb), currency)
    if bounds is None:
        return None
    if end < len(text) and _counts_something_else(
        match, bounds, is_bare=is_bare, is_pay_range=b is not None and period is not None
    ):
        return None
    role, left = role_before(left)
    if role == "other" or (
        role == "plain"
        and not period
        and (ua in _MILLIONS or ub in _MILLIONS)
        and currency not in _LARGE_NUMBERS
    ):
        return None
    if period is None:
        period = _period_before(left)
    flags: list[str] = []
    low, high = _open_ends(bounds, (opening, o1, o2), flags, is_range=b is not None)
    if end < len(text):
        role = role_behind(text, end, role, flags)
    return Amount(
        low, high, currency, period, role, is_bare, b is not None,
        ua in LAKH_UNITS or ub in LAKH_UNITS, ua == "k" or ub == "k", left, start, end, flags,
    )  # fmt: skip


def _counts_something_else(
    match: re.Match[str], bounds: tuple[float, float], *, is_bare: bool, is_pay_range: bool
) -> bool:
    """Whether the words behind an amount say that it is no pay."""
    text, end = match.string, match.end()
    if AFTER_COUNT.match(text, end) or (is_bare and AFTER_BARE.match(text, end)):
        return True
    if is_pay_range:
        return False
    if AFTER_MONEY.match(text, end):
        return True
    benefit = AFTER_BENEFIT.match(text, end)
    return benefit is not None and (
        max(bounds) < LARGEST_BENEFIT
        or (not benefit["gap"] and match["p1"] is None and match["p2"] is None)
    )


def _period_before(left: str) -> str | None:
    match = _PERIOD_BEFORE.search(left) if left else None
    return period_of(match.group()) if match else None


def _look_before(before: str) -> tuple[str | None, str | None, str]:
    """Open end, currency and the remaining words that stand before an amount."""
    if not before:
        return None, None, ""
    stripped = before.strip()
    if stripped in CURRENCY_OF:
        return None, stripped, ""
    match = BEFORE.search(before)
    if match is None or match.start() == len(before):
        return None, None, before
    left = before[: match.start()]
    named = _CODE_BEFORE.search(left)
    if named and match["currency"] == "$" and named[1] in CURRENCY_OF:
        return match["open"], named[1], left[: named.start(1)]
    return match["open"], match["currency"], left


def _currency(*words: str | None) -> str | None:
    """Pick the most specific of the spellings beside an amount."""
    named = [word for word in words if word]
    for word in named:
        if word not in ("$", "¥", "元", "块"):
            return CURRENCY_OF[word]
    return CURRENCY_OF[named[0]] if named else None


def _bounds(
    first: tuple[str, str | None, str | None],
    second: tuple[str | None, str | None, str | None],
    currency: str | None,
) -> tuple[float, float] | None:
    """Low and high as stated; the unit behind one bound counts for both."""
    (a, ua, ta), (b, ub, tb) = first, second
    dots = currency in DOT_GROUP_CURRENCIES and not ua and not ub
    low = to_number(a, dot_groups=dots)
    if low is None:
        return None
    if b is None:
        value = _scaled(low, ua, ta)
        return value, value
    high = to_number(b, dot_groups=dots)
    if high is None:
        return None
    unit_low, unit_high = ua, ub
    if ua is None and ub is not None and not (low >= 500 and low > high):
        unit_low = ub
    elif ub is None and ua is not None and high < 1000:
        unit_high = ua
    return _scaled(low, unit_low, ta), _scaled(high, unit_high, tb)


def _scaled(number: float, unit: str | None, tail: str | None) -> float:
    if unit is None:
        return number
    factor = UNITS[unit]
    value = round(number * factor, 4)
    if tail:
        step = factor / 10 ** len(tail)
        value += int(tail) * step
    return value


def _open_ends(
    bounds: tuple[float, float],
    words: tuple[str | None, str | None, str | None],
    flags: list[str],
    *,
    is_range: bool,
) -> tuple[float | None, float | None]:
    low: float | None
    high: float | None
    low, high = bounds
    opening, *behind = words
    up = down = False
    if opening:
        if _UP_BEFORE.match(opening):
            up = not is_range
        elif _ABOUT_BEFORE.match(opening):
            flags.append("approximate")
        else:
            down = not is_range
    for word in behind:
        if word and _UP_AFTER.match(word + " "):
            up = True
        elif word and _ABOUT_AFTER.match(word):
            flags.append("approximate")
        elif word:
            down = not is_range
    if low > high:
        low, high = high, low
        flags.append("swapped")
    if up:
        flags.append("open_above")
        return low, None
    if down or (low == 0 and high > 0):
        flags.append("open_below")
        return None, high
    if low == high:
        flags.append("one_number")
    return low, high


def _bare_is_pay(amount: Amount, text: str, is_cell: bool) -> bool:
    """Whether a number without unit, currency and period can be pay where it stands."""
    top = amount.high if amount.high is not None else amount.low or 0.0
    is_whole = not text[: amount.start].strip() and not text[amount.end :].strip()
    if top >= _LARGEST_BARE or top <= 0:
        return False
    low = amount.low if amount.low is not None else top
    if _YEARS[0] <= low <= _YEARS[1] and _YEARS[0] <= top <= _YEARS[1]:
        return False
    if is_cell and is_whole:
        return True
    if top < _SMALLEST_BARE and amount.period is None:
        return False
    if amount.role != "plain" or amount.period is not None:
        return True
    return is_cell and (
        amount.is_range
        or bool(amount.flags)
        and amount.flags != ["one_number"]
        or not text[: amount.start].strip()
    )


def iter_marks(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """Names of the groups that match, in order of appearance."""
    for match in pattern.finditer(text):
        yield str(match.lastgroup)
