"""Pay strings that once stopped a run or were read as a pay of nothing."""

from __future__ import annotations

import math
import random

import pandas as pd
import pytest

from talentcast.matching.salaries import find_salary, parse_salary
from talentcast.matching.salary_record import monthly_pay

#: Pieces of pay strings, to be put together at random.
PIECES = (
    "15", "25", "0", "00", "1e9", "1.5", "K", "k", "万", "千", "-", "~", "—", "至", "到", "/", "月",
    "年", "天", "小时", "周", "次", "/件", "/单", "课时", "·", "14薪", "k*13", "元", "¥", "$", "£", "€",
    "以上", "以下", "面议", "底薪", "提成", "左右", "+", "per", "hour", "a year", "up to", "from", "USD",
    "日薪", "时薪", "工资：", "salary: ", "(", ")", "（", "%", "-1", "\x00", "🔥", "١٥", "１５", "壹万", "五千",
    ",", " ",
)  # fmt: skip


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("工资：2元/件，多劳多得", 2.0, 2.0),
        ("薪资 3-5元/单", 3.0, 5.0),
        ("薪资：80-120元/次", 80.0, 120.0),
        ("pay: $0.55 per mile", 0.55, 0.55),
    ],
)
def test_pay_by_the_piece_in_text_has_bounds_and_no_month(
    text: str, low: float, high: float
) -> None:
    pay = find_salary(text)
    assert (pay.low, pay.high, pay.period) == (low, high, None)
    assert "per_piece" in pay.flags
    assert pay.monthly_low is None
    assert pay.annual_high is None


@pytest.mark.parametrize("text", ["0元/月", "0-0", "0k以上", "0元", "£0 an hour"])
def test_a_pay_of_nothing_is_no_pay(text: str) -> None:
    pay = parse_salary(text)
    assert (pay.low, pay.high, pay.period) == (None, None, None)
    assert pay.flags[0] == "no_pay"


def test_a_lower_bound_of_nothing_is_open() -> None:
    pay = parse_salary("0-5000元/月")
    assert (pay.low, pay.high) == (None, 5000.0)
    assert "open_below" in pay.flags


@pytest.mark.parametrize("read", [parse_salary, find_salary])
def test_strings_at_random_never_raise_and_keep_bounds_in_order(read) -> None:  # type: ignore[no-untyped-def]
    draw = random.Random(20)
    for _ in range(20_000):
        text = "".join(draw.choices(PIECES, k=draw.randint(1, 9)))
        pay = read(text)
        bounds = [bound for bound in (pay.low, pay.high) if bound is not None]
        assert all(math.isfinite(bound) and bound > 0 for bound in bounds), text
        assert bounds == sorted(bounds), text
        assert bounds or "no_pay" in pay.flags, text
        assert pay.to_dict()["flags"] == list(pay.flags)


def test_monthly_pay_knows_only_times() -> None:
    assert monthly_pay(10.0, "hour") == 1740.0
    assert monthly_pay(10.0, "piece") is None


def test_an_ad_paid_by_the_piece_does_not_stop_a_run() -> None:
    import talentcast as tc

    ads = pd.DataFrame(
        {
            "title": ["缝纫工", "会计"],
            "text": ["计件，工资：2元/件", "账务处理"],
            "pay": ["", "6-9K"],
        }
    )
    assert tc.gaps(ads).quality["used"] == 2
