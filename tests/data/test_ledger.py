"""References, arithmetic with printed figures, and how much of a difference rounding explains."""

import numpy as np
import pandas as pd
import pytest

from talentcast import data
from talentcast.data.ledger import (
    Figure,
    Ledger,
    number,
    power_of_ten,
    rounding,
    value_of,
    words_of,
)
from talentcast.errors import SchemaError, UnknownNameError


def figures(**values):
    return {name: Figure(value, 0.05, 2000 + n, "", "") for n, (name, value) in
            enumerate(values.items())}  # fmt: skip


@pytest.fixture(scope="module")
def ledger():
    printed = pd.concat([data.load("facts"), data.load("quoted")], ignore_index=True)
    return Ledger(printed, data.load("statistics"))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        (("sum", "a", "b", 1.0), 13.0), (("less", "b", "a"), 4.0), (("product", "a", "b"), 32.0),
        (("ratio", "b", "a"), 2.0), (("percent", "a", "b"), 50.0), (("growth", "a", "b"), 100.0),
        (("annual", "a", "c"), 41.4214), (("per_year", "a", "c"), 2.0),
        (("grown", "a", 25.0), 5.0), (("weighted", 1.0, "a", 3.0, "b"), 7.0),
        (("lowest_step", "a", "b", "c"), 0.0), (3.5, 3.5), ("a", 4.0),
        (("sum", ("percent", "a", "b"), "c"), 58.0),
    ],
)  # fmt: skip
def test_arithmetic(expression, expected):
    """a = 4 in 2000, b = 8 in 2001, c = 8 in 2002: worked by hand; sqrt(2) - 1 a year."""
    assert value_of(expression, figures(a=4.0, b=8.0, c=8.0)) == pytest.approx(expected, abs=1e-4)


def test_words_repeat_the_arithmetic():
    known = figures(a=4.0, b=8.0)
    assert words_of(("annual", "a", "b"), known) == "(8 / 4)^(1/1) - 1"
    assert words_of(("sum", ("percent", "a", "b"), 2.0), known) == "(4 / 8) + 2"
    assert words_of(("weighted", "a", "b"), known) == "4 × 8"


def test_references_choose_region_item_print_and_vintage(ledger):
    assert ledger.figure("talent_total@2024").value == 807.3
    assert ledger.figure("talent_district:北京-大兴区(开发区)@2024").value == 56.7
    assert ledger.figure("skill_freq:分析-需求分析@2025").value == 8844
    assert ledger.figure("high_skilled_share_target:全国@2025").value == 33.3
    assert ledger.figure("engineers@2024").value == 163.16  # the more precise print
    assert ledger.figure("engineers@2024#003:2003").value == 163.2
    assert ledger.figure("gdp[v5]@2018").value == 35161.4
    assert ledger.figure("gdp[v4]@2018").value == 33106.0
    assert ledger.figure("nothing@2024") is None
    assert ledger.figure("gdp[v9]@2018") is None


def test_exact_counts_have_no_rounding(ledger):
    assert ledger.figure("hs_private@2025").half == 0
    assert ledger.figure("talent_total@2024").half == pytest.approx(0.05)
    assert ledger.figure("digital_va@2024").half == 5000  # printed as 2 trillion


def test_a_reference_of_another_form_is_refused(ledger):
    with pytest.raises(UnknownNameError, match="series@period"):
        ledger.figure("talent_total 2024")
    with pytest.raises(UnknownNameError, match="vintage"):
        ledger.vintages("gdp@2024")


def test_a_table_without_decimals_is_refused():
    with pytest.raises(SchemaError, match="decimals"):
        Ledger(data.load("facts").drop(columns="decimals"), data.load("statistics"))


def test_power_of_ten():
    assert power_of_ten(200, 2000) == -1
    assert power_of_ten(204, 2000) == -1  # within 5 %
    assert power_of_ten(230, 2000) == 0
    assert power_of_ten(0, 2000) == 0
    assert power_of_ten(-5, 50) == 0
    assert power_of_ten(5_000_000, 5) == 6


def test_numbers_are_shown_without_exponent():
    assert number(1_234_567.0) == "1234567"
    assert number(0.1 + 0.2) == "0.3"


@pytest.mark.parametrize("parts", [2, 5, 16])
def test_rounding_explains_rounded_sums_and_little_more(parts):
    """Simulation: parts and total rounded to one decimal; a real error of 0.6 must show."""
    rng = np.random.default_rng(20240401)
    missed = found = 0
    for _ in range(500):
        true = rng.uniform(1, 100, parts)
        printed = {f"p{n}": Figure(round(x, 1), 0.05, 2024, "", "") for n, x in enumerate(true)}
        total = Figure(round(true.sum(), 1), 0.05, 2024, "", "")
        known = printed | {"total": total}
        added = ("sum", *printed)
        room = rounding("total", added, known) + 1e-9
        difference = value_of("total", known) - value_of(added, known)
        missed += abs(difference) > room
        found += abs(difference + 0.6) > room
    assert missed <= 5  # three standard deviations: 0.3 % at most expected
    assert found >= (495 if parts < 16 else 200)


def test_rounding_of_a_ratio_covers_the_truth():
    """Simulation: a share printed to one decimal from a numerator and denominator to one decimal."""
    rng = np.random.default_rng(7)
    for _ in range(500):
        a, b = rng.uniform(5, 50), rng.uniform(60, 200)
        known = {
            "a": Figure(round(a, 1), 0.05, 2024, "", ""),
            "b": Figure(round(b, 1), 0.05, 2024, "", ""),
            "share": Figure(round(100 * a / b, 1), 0.05, 2024, "", ""),
        }
        gap = abs(known["share"].value - value_of(("percent", "a", "b"), known))
        assert gap <= rounding("share", ("percent", "a", "b"), known) * 1.001
