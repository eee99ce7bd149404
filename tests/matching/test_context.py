"""What is reported beside the index: METHOD 2.1 (weight 0), 2.4 (coverage, other weights), 1 (openings)."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from talentcast.matching.counts import count
from talentcast.matching.sensitivity import entropy_weights, left_out_range, principal_weights
from talentcast.matching.shortage import normalise, score

_spec = importlib.util.spec_from_file_location("market", Path(__file__).with_name("market.py"))
market = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(market)
estimate, market_rows = market.estimate, market.market_rows

#: METHOD 6.2, postings only: D, H, P of five occupations.
EXAMPLE = [
    [0.30, 0.10, 0.0, -0.10, -0.25], [0.25, 0.05, -0.05, 0.10, -0.20], [0.08, 0.03, 0.01, 0.0, -0.04],
]  # fmt: skip


def test_entropy_weights_of_the_example_are_unstable():
    """METHOD 2.4: dropping one of five occupations moves .356/.334/.311 to .395/.347/.258."""
    five = np.ones(5, dtype=bool)
    scores = np.array([score(normalise(np.array([x]), five)[0][0]) for x in EXAMPLE])
    assert entropy_weights(scores).round(3).tolist() == [0.356, 0.334, 0.311]
    assert entropy_weights(scores[:, :4]).round(3).tolist() == [0.395, 0.347, 0.258]
    low, high = left_out_range(scores, entropy_weights)
    assert high[0] == pytest.approx(0.395, abs=5e-4)
    assert low[2] == pytest.approx(0.258, abs=5e-4)


def test_principal_weights_follow_the_common_direction():
    random = np.random.default_rng(0)
    common, own = random.normal(size=5000), random.normal(size=5000)
    scores = np.array([common + 0.1 * own, common - 0.1 * own, random.normal(size=5000)])
    assert principal_weights(50 + 10 * scores) == pytest.approx([0.5, 0.5, 0.0], abs=0.01)


def context_of(rows, **options):
    tables = estimate(rows, **options)
    return tables.extra["context"].set_index("id"), tables


def test_a_premium_is_reported_at_every_grade():
    """Cells hold all of pay but the occupation's own level: exp of what the market was given."""
    flat, _ = context_of(market_rows(seed=0))
    dated, tables = context_of(market_rows(seed=0, windows=True, ads_each=240))
    assert set(tables.occupations["grade"]) == {"B"}
    for found in (flat, dated):
        premium = found["pay_premium_share"]
        assert premium.is_monotonic_decreasing or premium.rank().corr(
            pd.Series(range(12, 0, -1), premium.index)
        ) > 0.95  # fmt: skip
        assert (found["pay_premium_share_lo90"] < premium).all()
        assert (premium < found["pay_premium_share_hi90"]).all()


def test_change_of_required_years_is_that_of_the_ads():
    rows = market_rows(seed=0, windows=True, ads_each=240)
    for row in rows:
        row["experience"] = 5.0 if row["occupation"] == "o03" and row["day"] >= 18_718 else 2.0
        row["education"] = (
            "master" if row["occupation"] == "o04" and row["day"] >= 18_718 else "college"
        )
    found, _ = context_of(rows)
    assert found.loc["o03", "experience_years_change"] == pytest.approx(3.0)
    assert found.loc["o04", "education_years_change"] == pytest.approx(4.0)  # 19 - 15
    rest = found.drop(index=["o03", "o04"])
    np.testing.assert_allclose(rest[["experience_years_change", "education_years_change"]], 0)
    assert found.loc["o03", "experience_years"] == pytest.approx(5.0)  # of the later window
    plain, _ = context_of(market_rows(seed=0))
    assert "experience_years_change" not in plain


def test_concentration_and_applicants():
    rows = market_rows(seed=0)
    for index, row in enumerate(rows):
        row["applicants"] = 12 if row["occupation"] == "o01" else None
        if row["occupation"] == "o02":
            row["employer"] = 2001 + index % 4
    found, _ = context_of(None, counts=count(market.ads(rows, applicants=market.pa.int32())))
    assert found.loc["o02", "employer_hhi"] == pytest.approx(0.25)
    assert found.loc["o01", ["applicants_per_vacancy", "applicants_n"]].tolist() == [12, 120]
    assert found["applicants_per_vacancy"].notna().sum() == 1


def test_vacancies_per_seeker_are_those_of_the_later_window():
    rows = market_rows(seed=0, windows=True, ads_each=240)
    seekers = pd.DataFrame({"id": [f"o{code:02d}" for code in range(12)], "seekers": 100})
    found, tables = context_of(rows, seekers=seekers)
    late = sum(row["occupation"] == "o05" and row["day"] >= 18_718 for row in rows)
    theta = (late + 0.5) / 100.5  # METHOD 2.1, T
    assert found.loc["o05", "vacancies_per_seeker"] == pytest.approx(theta)
    assert found.loc["o05", "gap_rate"] == pytest.approx((theta - 1) / (theta + 1))  # METHOD 6.1
    table = tables.occupations.set_index("id")
    assert table.loc["o05", "vacancies_per_seeker"] == pytest.approx(theta)
    assert table.loc["o05", "vacancies_per_seeker_lo90"] < theta
    assert any(
        "Vacancies per seeker count the vacancies of 2021-04 – 2022-03" in s
        for s in tables.warnings
    )
    stock = pd.DataFrame({"id": ["o00", "o01"], "persons": [1_000_000, 10]})
    found, tables = context_of(rows, stock=stock)
    assert tables.occupations["vacancies_per_seeker"].isna().all()  # a stock says nothing of it
    assert tables.quality["supply"] == "stock"
    assert 0 < found.loc["o00", "vacancy_rate"] < found.loc["o01", "vacancy_rate"] < 1


def test_a_published_supply_demand_ratio_is_turned_round():
    """METHOD 6.1: q .39 -> theta 2.5641, gap rate .4388; q .61 -> 1.6393, .2422."""
    ratio = pd.DataFrame({"id": ["o00", "o01"], "供需比": [0.39, 0.61]})
    found, tables = context_of(market_rows(seed=0), seekers=ratio)
    assert found["vacancies_per_seeker"].round(4).tolist()[:2] == [2.5641, 1.6393]
    assert found["gap_rate"].round(4).tolist()[:2] == [0.4388, 0.2422]
    assert round(tables.extra["components"]["tightness"][0], 4) == 0.9416
    assert tables.quality["supply"] == "seekers"


def test_coverage_is_the_weight_of_what_is_known():
    rows = market_rows(seed=0)
    for row in rows:
        if row["occupation"] == "o03":
            row |= {"low": None, "high": None, "currency": None}
    tables = estimate(rows)
    table = tables.occupations.set_index("id")
    assert table.loc["o03", "coverage"] == pytest.approx(0.5)  # urgency without pay premium
    assert set(table.drop(index="o03")["coverage"]) == {1.0}
    ranks = tables.extra["ranks"].set_index("id")
    assert "o03" not in ranks.index  # ranks are of occupations with the same components
    assert ranks["rank"].max() == 11
    dated = estimate(market_rows(seed=0, windows=True, ads_each=240)).occupations
    assert dated["coverage"].to_numpy() == pytest.approx(2 / 3)  # demand and price, no days online


def test_index_by_openings_moves_what_seeks_many():
    rows = market_rows(seed=0, windows=True, ads_each=240)
    for index, row in enumerate(rows):
        row["openings"] = float(1 + index % 2)
        if row["occupation"] == "o06":
            row["openings"] = 6.0 if row["day"] >= 18_718 else 1.0
    tables = estimate(rows)
    found = tables.extra["openings"].set_index("id")
    gain = found["index_by_openings"] - found["index"]
    assert gain["o06"] > 20
    assert gain.drop("o06").abs().max() < gain["o06"]
    assert found.loc["o06", "share_by_openings"] > found.loc["o06", "share"]
    assert estimate(market_rows(seed=0)).extra["openings"]["index_by_openings"].isna().all()
    seekers = pd.DataFrame({"id": [f"o{code:02d}" for code in range(12)], "seekers": 100})
    told = estimate(rows, seekers=seekers)
    ratio = told.occupations.set_index("id")["vacancies_per_seeker"]
    by_openings = told.extra["openings"].set_index("id")["openings_per_seeker"]
    assert by_openings["o06"] == pytest.approx(6 * ratio["o06"], rel=0.01)


def test_weights_beside_those_of_entropy_and_components():
    table = estimate(market_rows(seed=0)).extra["weights"].set_index("component")
    assert table["weight"].tolist() == [0.5, 0.5]
    for name in ("entropy", "principal"):
        assert table[name].sum() == pytest.approx(1)
        assert (table[f"{name}_low"] <= table[f"{name}_high"]).all()


def test_pay_by_place_follows_the_rules_of_occupations():
    rows = market_rows(seed=0)
    for index, row in enumerate(rows):
        row["district"] = "东区" if index % 3 else "西区"
        if row["district"] == "西区" and row["city"] == "上海":
            row["employer"] = 9
    table = estimate(rows).extra["places"].set_index("id")
    assert np.isnan(table.loc["上海-西区", "salary_median"])  # one employer
    rest = table.drop(index="上海-西区")
    assert (rest["salary_lo90"] < rest["salary_median"]).all()
    assert (rest["salary_median"] < rest["salary_hi90"]).all()
    assert (rest["bound_low"] < rest["placement_low"]).all()
    assert (rest["placement_high"] < rest["bound_high"]).all()
