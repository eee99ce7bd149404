"""Silent ads: weights that bring stated pay to the mix of all ads, employers behind stated pay."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from talentcast.matching.counts import count
from talentcast.matching.employers import employer_counts
from talentcast.matching.pay_mix import crossed_cells, mix_weights
from talentcast.matching.units import units_of

_spec = importlib.util.spec_from_file_location("market", Path(__file__).with_name("market.py"))
market = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(market)
SIZE = {"employer_size": market.pa.string()}


def ad(pay=None, *, employer=1, size=None, city="北京", education="college", code=0):
    paid = {"currency": "CNY", "low": pay, "high": pay} if pay else {}
    return {
        "occupation": f"o{code:02d}", "employer": employer, "employer_size": size, "city": city,
        "education": education, **paid,
    }  # fmt: skip


def units_of_ads(rows):
    return units_of(count(market.ads(rows, **SIZE)))


def by_size(units, weights):
    """Sum of the weights by size of employer."""
    found = np.bincount(units.employer_size + 1, weights)
    return [round(float(value), 6) for value in found]


def test_small_employers_that_say_less_are_stood_for():
    """Large: 30 of 40 ads state pay; small: 10 of 60. The weights have to be 40 and 60."""
    rows = [ad(20_000 if n < 30 else None, size="2000+", employer=n) for n in range(40)]
    rows += [ad(10_000 if n < 10 else None, size="0-49", employer=90 + n) for n in range(60)]
    units = units_of_ads(rows)
    weights = mix_weights(units, np.arange(units.unit.size))
    assert by_size(units, weights)[1:] == [60, 40]
    assert (weights[~units.paid] == 0).all()


def test_two_margins_that_hang_together_are_both_brought_to_all_ads():
    random = np.random.default_rng(0)
    rows = []
    for n in range(400):
        large, north = bool(random.random() < 0.4), bool(random.random() < 0.5)
        stated = random.random() < (0.8 if large else 0.3) * (1.0 if north else 0.6)
        rows.append(
            ad(10_000 if stated else None, employer=n, size="2000+" if large else "0-49",
               city="北京" if north else "上海")
        )  # fmt: skip
    units = units_of_ads(rows)
    weights = mix_weights(units, np.arange(units.unit.size))
    for code in (units.employer_size, units.city):
        every, raked = (np.bincount(code, values) for values in (units.vacancies, weights))
        np.testing.assert_allclose(raked, every, rtol=1e-3)


def test_a_value_with_few_ads_with_pay_is_not_blown_up():
    """Four of 30 ads of Shanghai state pay: too few to stand for them."""
    rows = [ad(20_000 if n < 4 else None, city="上海", employer=n) for n in range(30)]
    rows += [ad(10_000 if n < 20 else None, employer=90 + n) for n in range(30)]
    units = units_of_ads(rows)
    weights = mix_weights(units, np.arange(units.unit.size))
    shanghai = units.city == 0
    assert weights[shanghai].sum() == pytest.approx(60 * 4 / 24)
    few = [
        ad(20_000 if n < 4 else None, city=city, employer=n) for n in range(30) for city in "沪津"
    ]
    units = units_of_ads(few + rows[30:])
    weights = mix_weights(units, np.arange(units.unit.size))
    rest = units.paid & (units.low == 20_000)
    assert weights[rest].sum() == pytest.approx(60)
    assert np.ptp(weights[rest] / units.vacancies[rest]) == pytest.approx(0)


def test_a_median_that_hangs_on_who_states_pay_is_flagged_and_given():
    rows = market.market_rows(seed=0)
    random = np.random.default_rng(0)
    for row in rows:
        is_large = bool(random.random() < 0.3)
        row["employer_size"] = "2000+" if is_large else "0-49"
        if row["occupation"] == "o03":
            row["low"] = row["high"] = 20_000.0 + row["employer"] if is_large else 10_000.0
            if not is_large and random.random() < 0.85:
                row |= {"low": None, "high": None, "currency": None}
    tables = market.estimate(counts=count(market.ads(rows, **SIZE)))
    table = tables.occupations.set_index("id")
    assert "selective_disclosure" in table.loc["o03", "flags"]
    assert table.loc["o03", "salary_median"] > 15_000  # most of those with pay are large
    assert table.loc["o03", "salary_reweighted"] == pytest.approx(10_000)  # most of all are small
    others = table.drop(index="o03")
    np.testing.assert_allclose(others["salary_reweighted"], others["salary_median"], rtol=0.05)


def test_employers_behind_pay_are_those_that_state_it():
    rows = [ad(employer=n) for n in range(30)] + [ad(10_000, employer=n % 3) for n in range(12)]
    counts = count(market.ads(rows, **SIZE))
    found = employer_counts(counts, units_of(counts), "occupation")
    assert found.count.tolist() == [30]
    assert found.paid_count.tolist() == [3]
    assert found.paid_top_share.tolist() == [pytest.approx(4 / 12)]
    # 27 employers with one ad, 3 with five: (27 + 75) / 42^2.
    assert found.hhi.tolist() == [pytest.approx(102 / 42**2)]


def test_pay_of_one_employer_is_withheld_whoever_posts_the_silent_ads():
    rows = market.market_rows(seed=0)
    for index, row in enumerate(rows):
        if row["occupation"] == "o04" and index % 3:
            row |= {"low": None, "high": None, "currency": None}
        elif row["occupation"] == "o04" and index % 2:
            row["employer"] = 4000
        elif row["occupation"] == "o04":
            row["employer"] = 4000 + index % 6
        elif row["occupation"] == "o05" and index % 3 == 0:
            row["employer"] = 5000
    table = market.estimate(rows).occupations.set_index("id")
    assert np.isnan(table.loc["o04", "salary_median"])
    assert "pay_withheld" in table.loc["o04", "flags"]
    assert np.isfinite(table.loc["o04", "index"])
    assert "large_payer" in table.loc["o05", "flags"]
    assert np.isfinite(table.loc["o05", "salary_median"])


def test_crossed_cells_are_brought_to_all_ads():
    """Four cells: 40 ads each, of which 10, 20, 30 and 40 state pay. Margins alone miss them."""
    rows = []
    for n, (size, city) in enumerate((s, c) for s in ("0-49", "2000+") for c in ("北京", "上海")):
        rows += [
            ad(10_000 * (n + 1) if i < 10 * (n + 1) else None, size=size, city=city, employer=i)
            for i in range(40)
        ]
    rows[0:0] = [ad(size="0-49", employer=900 + i) for i in range(60)]  # silent, small, Beijing
    units = units_of_ads(rows)
    weights = mix_weights(units, np.arange(units.unit.size))
    found = [weights[units.low == 10_000 * n].sum() for n in (1, 2, 3, 4)]
    assert found == pytest.approx([100, 40, 40, 40])


def test_thin_cells_are_put_together_and_nothing_is_lost():
    random = np.random.default_rng(1)
    codes = [random.integers(-1, top, 300) for top in (9, 4, 5, 5)]
    paid = (random.random(300) < 0.4).astype(float)
    cells = crossed_cells(codes, paid)
    stated = np.bincount(cells, paid)
    assert stated.min() >= 5
    assert stated.size > 15  # of some 40 that could be
    assert crossed_cells(codes, np.eye(1, 300)[0]).max() == 0


def test_known_bias_of_silence_is_removed():
    """benchmarks/pay_disclosure.py: senior ads of large employers pay most and are silent most."""
    path = Path(__file__).parents[2] / "benchmarks" / "pay_disclosure.py"
    spec = importlib.util.spec_from_file_location("pay_disclosure", path)
    benchmark = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(benchmark)
    stated, raked, crossed = benchmark.errors(3000, 25, is_crossed=True).mean(axis=0)
    assert stated < -0.06
    assert raked < -0.012  # margins leave this much
    assert abs(crossed) < 0.008
    assert abs(benchmark.errors(1500, 25, is_crossed=False).mean(axis=0)[2]) < 0.008
