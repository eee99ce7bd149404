"""Pay strings: expected values by eye, METHOD 6.7, and properties that hold for any string."""

from __future__ import annotations

import math
import os
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentcast.matching.salaries import FLAGS, find_salary, parse_salary, salary_from_bounds

HERE = Path(__file__).parent
DATA = Path(os.environ.get("TALENTCAST_DEV_DATA", HERE.parents[2] / "shared" / "data"))


def lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def number(cell: str) -> float | None:
    return None if cell in ("", "-", "x") else float(cell)


@pytest.mark.parametrize("line", lines("pay_strings.txt"))
def test_pay_string_is_read_as_by_eye(line: str) -> None:
    text, low, high, period, currency, months, flags = (line.split("|") + [""] * 7)[:7]
    pay = parse_salary(text)
    got = (pay.low, pay.high, pay.period, pay.currency, pay.months)
    if low == "x":
        assert got == (None, None, None, None, None)
    else:
        wanted_period = None if period == "-" else period or "month"
        assert got == (
            number(low), number(high), wanted_period, currency or "CNY", float(months or 12),
        )  # fmt: skip
    assert set(filter(None, flags.split(","))) <= set(pay.flags)


@pytest.mark.parametrize("text", lines("no_pay_strings.txt"))
def test_string_without_pay_gives_nulls_and_a_flag(text: str) -> None:
    pay = parse_salary(text)
    assert (pay.low, pay.high, pay.period, pay.months) == (None, None, None, None)
    assert pay.flags[0] == "no_pay"


@pytest.mark.parametrize("line", lines("pay_in_text.txt"))
def test_ad_text_is_read_only_where_it_states_this_jobs_pay(line: str) -> None:
    text, low, high, period = line.rsplit("|", 3)
    pay = find_salary(text)
    if low == "x":
        assert (pay.low, pay.high) == (None, None)
        assert "no_pay" in pay.flags
    else:
        assert (pay.low, pay.high, pay.period) == (float(low), float(high), period)
        assert pay.text in text


def test_table_is_large_enough() -> None:
    assert len(lines("pay_strings.txt")) >= 300
    assert len(lines("no_pay_strings.txt")) >= 100


@pytest.mark.parametrize(
    ("text", "field", "low", "high"),
    [
        ("15-25K·14薪", "annual", 210_000, 350_000),
        ("15-25K·14薪", "monthly_equivalent", 17_500, 29_166.67),
        ("15-25K·14薪", "monthly", 15_000, 25_000),
        ("年薪20-30万", "monthly", 16_666.67, 25_000),
        ("年薪20-30万", "annual", 200_000, 300_000),
        ("1.5-2万/月", "monthly", 15_000, 20_000),
        ("200元/天", "monthly", 4_350, 4_350),
        ("30元/时", "monthly", 5_220, 5_220),
        ("1500元/周", "monthly", 6_500, 6_500),
    ],
)
def test_method_section_6_7(text: str, field: str, low: float, high: float) -> None:
    record = parse_salary(text).to_dict()
    assert record[f"{field}_low"] == low
    assert record[f"{field}_high"] == high


def test_record_follows_the_json_contract() -> None:
    record = parse_salary("3万以上").to_dict()
    assert list(record) == [
        "text", "low", "high", "period", "currency", "months", "monthly_low", "monthly_high",
        "annual_low", "annual_high", "monthly_equivalent_low", "monthly_equivalent_high", "flags",
    ]  # fmt: skip
    assert (record["low"], record["high"], record["annual_high"]) == (30_000, None, None)
    assert record["text"] == "3万以上"


@pytest.mark.parametrize("missing", [None, float("nan"), np.nan, "", "  ", -1, -1.0, 0, math.inf])
def test_missing_values(missing: object) -> None:
    pay = parse_salary(missing)
    assert (pay.low, pay.high) == (None, None)
    assert {"no_pay", "missing"} <= set(pay.flags)


def test_numbers_are_one_number() -> None:
    pay = parse_salary(np.int64(12_000))
    assert (pay.low, pay.high, pay.period) == (12_000, 12_000, "month")
    assert "one_number" in pay.flags


def test_defaults_of_the_caller_hold_only_where_the_string_is_silent() -> None:
    pay = parse_salary("50,000 - 60,000", currency="USD", period="year")
    assert (pay.currency, pay.period, pay.annual_low) == ("USD", "year", 50_000)
    assert {"currency_assumed", "period_assumed"} <= set(pay.flags)
    pay = parse_salary("8000元/月", currency="USD", period="year")
    assert (pay.currency, pay.period) == ("CNY", "month")


@pytest.mark.parametrize(
    ("low", "high", "unit", "expected"),
    [
        (20_000, 15_000, "month", (15_000, 20_000, "month", "swapped")),
        (-1, 15_000, "month", (None, 15_000, "month", "open_below")),
        (15_000, -1, "元/月", (15_000, None, "month", "open_above")),
        (15, 15, "HOURLY", (15, 15, "hour", "one_number")),
        ("60,000", "80,000", "per year", (60_000, 80_000, "year", "currency_assumed")),
        (-1, -1, "month", (None, None, None, "no_pay")),
        (None, float("nan"), None, (None, None, None, "missing")),
        ("abc", 0, None, (None, None, None, "no_pay")),
        (8_000, 10_000, None, (8_000, 10_000, "month", "period_assumed")),
    ],
)
def test_minimum_and_maximum_columns(low: object, high: object, unit: str, expected: tuple) -> None:
    pay = salary_from_bounds(low, high, unit)
    assert (pay.low, pay.high, pay.period) == expected[:3]
    assert expected[3] in pay.flags


def test_different_pay_for_several_jobs_is_no_pay_of_this_one() -> None:
    pay = find_salary("初级工程师：薪资6-8K。高级工程师：薪资15-20K。")
    assert (pay.low, pay.flags) == (None, ("no_pay", "several"))


@settings(max_examples=400, deadline=None)
@given(st.text(max_size=60))
def test_no_string_raises(text: str) -> None:
    for pay in (parse_salary(text), find_salary(text)):
        assert set(pay.flags) <= set(FLAGS)
        has_pay = pay.low is not None or pay.high is not None
        assert has_pay != ("no_pay" in pay.flags)
        if pay.low is not None and pay.high is not None:
            assert 0 <= pay.low <= pay.high < math.inf


PIECES = st.sampled_from(
    ["1", "15", "8000", "1.5", "万", "k", "-", "~", "元", "/月", "/年", "薪", "·14薪", "$", "以上",
     "底薪", "转正", "综合", "人", "%", "起", "面议", "一", "千", "per hour", ",", " ", "(", ")"]
)  # fmt: skip


@settings(max_examples=600, deadline=None)
@given(st.lists(PIECES, max_size=12).map("".join))
def test_no_combination_of_pay_words_breaks_the_order_of_the_bounds(text: str) -> None:
    pay = parse_salary(text)
    if pay.low is not None and pay.high is not None:
        assert pay.low <= pay.high
        assert ("one_number" in pay.flags) == (pay.low == pay.high) or "swapped" in pay.flags
    if pay.annual_low is not None and pay.annual_high is not None:
        assert pay.annual_low <= pay.annual_high


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 99), st.integers(0, 60), st.integers(12, 20))
def test_units_of_one_amount_agree(low: int, width: int, months: int) -> None:
    high = low + width + 1
    by_thousands = parse_salary(f"{low}-{high}K·{months}薪")
    in_full = parse_salary(f"{low * 1000}-{high * 1000}元/月·{months}薪")
    in_chinese = parse_salary(f"{low}-{high}千/月，{months}薪")
    assert (by_thousands.low, by_thousands.high) == (low * 1000, high * 1000)
    for pay in (in_full, in_chinese):
        assert (pay.low, pay.high) == (by_thousands.low, by_thousands.high)
        assert pay.annual_high == pytest.approx(high * 1000 * months)


@settings(max_examples=200, deadline=None)
@given(st.integers(8, 400), st.integers(1, 300))
def test_ten_times_the_figure_is_ten_times_the_pay(low: int, width: int) -> None:
    one = parse_salary(f"{low * 100}-{(low + width) * 100}元/月")
    ten = parse_salary(f"{low * 1000}-{(low + width) * 1000}元/月")
    assert (ten.low, ten.high) == (one.low * 10, one.high * 10)


@pytest.mark.development_data
@pytest.mark.skipif(not DATA.is_dir(), reason="development data folder is absent")
def test_every_salary_shape_of_the_development_sets() -> None:
    import pandas as pd

    shapes = pd.read_csv(DATA / "postings" / "string_shapes.csv", keep_default_na=False)
    shapes = shapes[(shapes["kind"] == "salary") & (shapes["shape"] != "<missing>")]
    unread = [
        example
        for examples in shapes["examples"]
        for example in examples.split(" | ")
        if example != "-1" and parse_salary(example).flags[:1] == ("no_pay",)
    ]
    assert unread == []
