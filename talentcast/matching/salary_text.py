"""Statements of pay inside ad text: which amounts there are this job's pay, and which are not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from talentcast.matching.pattern_starts import (
    DIGITS,
    SPACES,
    Beginnings,
    Places,
    matches,
    product,
)
from talentcast.matching.salary_amounts import Amount, amounts
from talentcast.matching.salary_numbers import normalize
from talentcast.matching.salary_reading import is_absurd, take_months

#: Where pay may be stated: a word for pay before a digit, or a range with a unit of pay.
_CUE = re.compile(
    # The first characters of all that follows: other positions are left at once.
    r"(?=[薪工待收报到月酬课转\d$£€₹scpwrSCPWR])(?:"
    r"(?:薪|工资|待遇|收入|报酬|到手|月入|酬劳|课酬|转正)[^。；;\n\d]{0,16}[\d一二两三四五六七八九]"
    r"|(?<![\d.])\d[\d.,]*\s*(?:[kKwW千万]|元)?(?:/[月年天])?\s*[-~～–—－至到]{1,2}\s*\d[\d.,]*\s*"
    r"(?:[kKwW](?![a-zA-Z])|[万千]?元?\s*[/每]\s*(?:月|年|天|小?时))"
    r"|(?i:\b(?:salar(?:y|ies)|compensation|pay|wages?|remuneration|rate|ctc"
    r"|stipend)\b[^\n;]{0,60}?\d)"
    r"|[$£€₹]\s?\d[\d,.]*\s?[kK]?\s*(?:-|–|—|to)\s*[$£€₹]?\s?\d[\d,.]*\s?[kK]?\s*"
    r"(?i:/|per\b|an?\b|annual|hourly|p\.?a))"
)
#: What matches of `_CUE` begin with.
_RANGE_SIGNS = "-~～–—－至到"
_IN_AMOUNT = DIGITS + SPACES + ".,kw千万元"
PAY_BEGINNINGS = (
    Beginnings(
        tuple(
            "工资 待遇 收入 报酬 到手 月入 酬劳 课酬 转正 sal com pay wag rem rat ctc sti".split()
        ),
        "薪$£€₹",
    ),
    Beginnings(
        product(DIGITS, _IN_AMOUNT, _IN_AMOUNT + "/" + _RANGE_SIGNS)
        + product(DIGITS, "/", "月年天")
        + product(DIGITS, _RANGE_SIGNS, _RANGE_SIGNS + SPACES + DIGITS),
        not_in_number=True,
    ),
)
_WINDOW_BEFORE, _WINDOW_AFTER = 14, 70
_STOP_BEFORE = re.compile(r"[。；;\n!！]")
_STOP_AFTER = re.compile(r"[\n。！]")

#: Pay of others, of later years, or of a part of the staff.
_NOT_THIS_JOB = re.compile(
    r"第[二三四五2-5]年|[2-5]年后|平均|人均|资深|老员工|头部|优秀|前任|同行|行业|客户|可达"
    r"|最高|高达|递增|每增加|对标"
    r"|奖|涨|加薪|调薪|晋升|租金|up\s+to|average|top\s+(?:earners|performers)|as\s+high\s+as"
    r"|increase"
)
_STRONG_ROLE = re.compile(
    r"薪|工资|待遇|收入|报酬|到手|月入|年入|综合|转正|酬|salar|compensation|wage|remunerat"
    r"|\bctc\b|\bote\b"
    r"|pay\s*(?:range|rate|scale|band)?\s*(?:is|of|:|-|for|\()|(?:base|basic|hourly|starting"
    r"|target)\s+(?:pay|rate)|rate\s+of\s+pay|pay\s+rate|rate\s*:"
)
_STARTS_CLAUSE = re.compile(r"(?:^|[。;；\n】|])\s*$")
#: A line of terms as sites print it, "本科，3年以上经验，": what follows can be its pay.
_AFTER_TERMS = re.compile(
    r"(?:^|[。;；\n】|,，、\s])(?:学历|最低学历|经验|工作经验)?[:：]?"
    r"(?:(?:学历|经验)?不限|初中|高中|中专|大专|本科|硕士|博士|应届(?:毕业)?生?"
    r"|\d{1,2}(?:\s*-\s*\d{1,2})?\s*年(?:以[上下内])?)(?:学历)?(?:及?以上)?(?:学历)?(?:工作)?(?:经验)?"
    r"\s*[,，、]\s*$"
)
_ENDS_CLAUSE = re.compile(r"\s*(?:$|[,，。;；.)）\]】!|+·、\n])")
#: Furthest (characters) that a word for pay may stand before its amount.
_REACH = 48
_SMALL_BARE = 1_000.0


@dataclass(frozen=True, slots=True)
class Statement:
    """One amount that the text states as this job's pay."""

    amount: Amount
    stated: str
    window: str
    months: tuple[float | None, bool, bool]


def pay_statements(text: str, places: Places = None) -> list[Statement]:
    """Statements of this job's pay in an ad's text, in order.

    Parameters
    ----------
    text : str
    places : sequence of int, optional
        Every place where pay may be stated (`PAY_BEGINNINGS`).

    Examples
    --------
    >>> [item.stated for item in pay_statements("月薪8000-10000元，餐补300元")]
    ['月薪8000-10000元，餐补300元']
    """
    found: list[Statement] = []
    done = 0
    for cue in matches(_CUE, text, places):
        if cue.end() <= done:
            continue
        start, end = _window(text, max(done, cue.start() - _WINDOW_BEFORE), cue)
        done = end
        stated = text[start:end]
        months, has_range, is_product, window = take_months(normalize(stated))
        for amount in amounts(window, is_cell=False):
            if _is_stated_pay(amount, window):
                found.append(
                    Statement(amount, stated.strip(), window, (months, has_range, is_product))
                )
    return found


def _window(text: str, start: int, cue: re.Match[str]) -> tuple[int, int]:
    """Cut the clause around a cue: from the stop before it to the next line or sentence."""
    for stop in _STOP_BEFORE.finditer(text, start, cue.start()):
        start = stop.end()
    limit = min(len(text), cue.end() + _WINDOW_AFTER)
    stop_after = _STOP_AFTER.search(text, cue.end(), limit)
    return start, stop_after.start() if stop_after else limit


def _is_stated_pay(amount: Amount, window: str) -> bool:
    left = amount.left
    if _NOT_THIS_JOB.search(left):
        return False
    top = amount.high if amount.high is not None else amount.low or 0.0
    if amount.is_bare and top < _SMALL_BARE:
        return False
    if "swapped" in amount.flags and "open_above" in amount.flags:
        return False
    if amount.currency in (None, "CNY") and amount.period in (None, "month") and top < _SMALL_BARE:
        return False
    if is_absurd(amount, amount.period or "month", amount.currency or "CNY") and (
        amount.period is not None or amount.currency in (None, "CNY")
    ):
        return False
    if amount.role != "plain":
        strong = [match.end() for match in _STRONG_ROLE.finditer(left)]
        return bool(strong) and len(left) - strong[-1] <= _REACH
    if not amount.is_range or amount.is_bare:
        return False
    starts = (_STARTS_CLAUSE.search(window, 0, amount.start) is not None) or (
        amount.currency in (None, "CNY")
        and _AFTER_TERMS.search(window, 0, amount.start) is not None
    )
    if starts and _ENDS_CLAUSE.match(window, amount.end):
        return amount.currency in (None, "CNY") or amount.period is not None
    if amount.currency not in (None, "CNY"):
        return amount.period == "hour" or (starts and amount.period is not None)
    return amount.period is not None and (amount.currency == "CNY" or amount.has_thousands)
