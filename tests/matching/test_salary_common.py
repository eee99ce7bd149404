"""Common spellings of pay are read as the general reader reads them."""

from __future__ import annotations

import random
from dataclasses import replace

from talentcast.matching.salaries import parse_salary
from talentcast.matching.salary_common import common_salary

_UNITS = ("", "k", "K", "千", "万")
_ENDS = ("", "/月", "/年", "/天", "/日", "/时", "/小时")


def test_reads_the_commonest_spellings() -> None:
    for text, low, high, period, months in (
        ("15-25K", 15_000, 25_000, "month", 12),
        ("15k-25k", 15_000, 25_000, "month", 12),
        ("15-25K·14薪", 15_000, 25_000, "month", 14),
        ("0.8-1.2万/月", 8_000, 12_000, "month", 12),
        ("8千-1.2万/月", 8_000, 12_000, "month", 12),
        ("20-30万/年", 200_000, 300_000, "year", 12),
        ("150-200元/天", 150, 200, "day", 12),
    ):
        pay = common_salary(text)
        assert pay is not None
        assert (pay.low, pay.high, pay.period, pay.months) == (low, high, period, months)


def test_leaves_other_spellings() -> None:
    for text in (
        "", "面议", "15K以上", "15-15K", "25-15K", "0-15K", "00-15K", "15-25", "15-25K·30薪",
        "15-25K/周", "１５-25K", "٣-5K", "15-25K起", "月薪15-25K", "15K-200元", "15-25K\n",
    ):  # fmt: skip
        assert common_salary(text) is None, text


def test_agrees_with_the_general_reader() -> None:
    """A blank before the dash means nothing, and leaves a string to the general reader."""
    draw = random.Random(4)
    read = 0
    for _ in range(4_000):
        low, high = (
            draw.choice(
                (str(draw.randint(1, 20_000)), f"{draw.uniform(0, 60):.{draw.choice('12')}f}")
            )
            for _ in range(2)
        )
        months = draw.choice(("", "", f"·{draw.randint(11, 25)}薪"))
        end = draw.choice((*_UNITS[1:], "元")) + draw.choice(_ENDS) + months
        first = low + draw.choice(_UNITS)
        pay = common_salary(f"{first}-{high}{end}")
        if pay is not None:
            spaced = f"{first} -{high}{end}"
            assert common_salary(spaced) is None
            assert replace(parse_salary(spaced), text=pay.text) == pay
            read += 1
    assert read > 500
