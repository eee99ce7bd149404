"""The index: vectors of METHOD 6, evidence grades, minimum samples, intervals, refusals."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.stats import norm, rankdata, spearmanr

from talentcast.errors import InputFileError, SchemaError, UnknownNameError
from talentcast.frames import OCCUPATIONS, SKILLS
from talentcast.matching.bootstrap import (
    bucket_weights,
    effective_clusters,
    percentile_interval,
    rank_interval,
    ranks,
    share_tighter,
    widening,
)
from talentcast.matching.components import (
    demand_growth,
    demand_variance,
    gap_rate,
    log_tightness,
    median_days_open,
    survival,
)
from talentcast.matching.counts import count, merge
from talentcast.matching.gap_tables import GapSettings, estimate_gaps
from talentcast.matching.medians import pay_quantile
from talentcast.matching.pay_levels import fixed_weight_growth, price_growth
from talentcast.matching.sensitivity import method_ranks
from talentcast.matching.shortage import (
    aggregate,
    component_weights,
    evidence_levels,
    normalise,
    score,
)
from talentcast.matching.shrinkage import shrinkage
from talentcast.matching.stars import stars_of
from talentcast.matching.units import units_of

_spec = importlib.util.spec_from_file_location("market", Path(__file__).with_name("market.py"))
market = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(market)
ads, estimate, market_rows = market.ads, market.estimate, market.market_rows

#: METHOD 6.2.
EXAMPLE = {
    "demand": [0.30, 0.10, 0.0, -0.10, -0.25],
    "hard_to_fill": [0.25, 0.05, -0.05, 0.10, -0.20],
    "price": [0.08, 0.03, 0.01, 0.0, -0.04],
    "tightness": np.log([2.5, 1.6, 1.0, 0.8, 0.5]),
}
FIVE = np.ones(5, dtype=bool)


def example_scores(names):
    found = {}
    for name in names:
        z, _ = normalise(np.array([EXAMPLE[name]]), FIVE)
        found[name] = score(z[0])
    return found


def test_vector_6_1():
    theta = 1 / np.array([0.39, 0.61])
    assert np.round(theta, 4).tolist() == [2.5641, 1.6393]
    assert round(float(np.log(theta[0])), 4) == 0.9416
    assert np.round(gap_rate(theta), 4).tolist() == [0.4388, 0.2422]
    assert round(float(np.exp(log_tightness(1_665_000, 609_000))), 2) == 2.73
    assert np.tanh(0.5 * np.log(theta)) == pytest.approx(gap_rate(theta))
    assert round(166.5 - 60.9, 1) == 105.6  # persons: said only where both sides are given


def test_vector_6_2_scores():
    scores = example_scores(EXAMPLE)
    assert np.round(scores["demand"], 2).tolist() == [97.85, 75.0, 50.0, 25.0, 4.59]
    assert np.round(scores["hard_to_fill"], 2).tolist() == [91.13, 50.0, 25.0, 63.2, 4.59]
    assert np.round(scores["price"], 2).tolist() == [99.09, 75.0, 50.0, 36.8, 4.59]
    assert np.round(scores["tightness"], 2).tolist() == [90.57, 75.0, 50.0, 37.44, 15.99]


def test_vector_6_2_index_and_stars():
    names = ("demand", "hard_to_fill", "price")
    index = aggregate(example_scores(names), component_weights(names))
    assert np.round(index, 2).tolist() == [96.02, 66.67, 41.67, 41.67, 4.59]
    assert stars_of(index).tolist() == [5, 4, 3, 3, 1]
    both = ("tightness", *names)
    index = aggregate(example_scores(both), component_weights(both))
    assert np.round(index, 2).tolist() == [93.84, 70.0, 45.0, 39.98, 9.15]
    assert stars_of(index).tolist() == [5, 4, 3, 2, 1]


def test_vector_6_3():
    assert round(float(demand_growth(300, 12_000, 200, 10_000)), 4) == 0.2223
    variance = demand_variance(300, 200, 2.0)
    assert round(float(variance), 5) == 0.01663
    factor = float(shrinkage(variance, 0.02))
    assert round(factor, 4) == 0.5460
    assert round(factor * float(demand_growth(300, 12_000, 200, 10_000)), 4) == 0.1214


def test_vector_6_4():
    days, closed = [5, 8, 10, 15, 30, 30, 45, 60], [1, 1, 1, 0, 0, 0, 1, 0]
    when, share = survival(days, closed)
    steps = dict(zip(when.tolist(), share[0].tolist(), strict=True))
    assert [steps[day] for day in (5, 8, 10, 45)] == [0.875, 0.75, 0.625, 0.3125]
    assert median_days_open(days, closed).tolist() == [45]
    finished = [day for day, is_closed in zip(days, closed, strict=True) if is_closed]
    assert np.median(finished) == 9


def test_vector_6_10_from_ads():
    """Only the mix changes, 70 juniors and 30 seniors to 30 and 70: pay grows by nothing."""
    rows = []
    for day, juniors in ((18_500, 70), (18_900, 30)):
        for n in range(100):
            years, pay = (1.0, 10_000.0) if n < juniors else (8.0, 20_000.0)
            rows.append({"occupation": "o00", "employer": n, "experience": years, "day": day,
                         "currency": "CNY", "low": pay, "high": pay})  # fmt: skip
    units = units_of(count(ads(rows)))
    now, before = (units.period > 2021 * 12, units.period <= 2021 * 12)
    medians = [
        pay_quantile(units.low[mask], units.high[mask], weights=units.vacancies[mask])
        for mask in (now, before)
    ]
    assert medians == [pytest.approx(20_000), pytest.approx(10_000)]
    assert price_growth(units, now, before, np.ones((1, 100))).tolist() == [[0.0]]


def test_vector_6_10():
    pay = np.array([10_000.0, 20_000.0])
    before, now = np.array([70.0, 30.0]), np.array([30.0, 70.0])
    median = [np.median(np.repeat(pay, weight.astype(int))) for weight in (before, now)]
    assert median[1] == 2 * median[0]
    assert float(fixed_weight_growth(pay, pay, np.zeros(2), before)) == 0.0


def test_missing_components_are_renormalised():
    assert component_weights(("tightness", "demand", "hard_to_fill", "price")) == pytest.approx(
        {"tightness": 0.4, "demand": 0.2, "hard_to_fill": 0.2, "price": 0.2}
    )
    assert component_weights(("tightness", "demand"))["tightness"] == pytest.approx(2 / 3)
    scores = {"a": np.array([80.0, np.nan, np.nan]), "b": np.array([20.0, 20.0, np.nan])}
    found = aggregate(scores, {"a": 0.5, "b": 0.5})
    assert found[:2].tolist() == [50.0, 20.0]
    assert np.isnan(found[2])


def test_no_deviation_falls_back_to_quartiles_then_drops():
    values = np.array([[0.0, 0, 0, 0, 0, 1, 2, 3, 4]])
    z, (centre, scale) = normalise(values, np.ones(9, dtype=bool))
    assert (centre, scale) == (0.0, pytest.approx(2 / 1.349))
    assert z[0, -1] == pytest.approx(min(3, 4 * 1.349 / 2))
    assert normalise(np.zeros((1, 9)), np.ones(9, dtype=bool)) is None


def test_a_stored_reference_is_used_as_it_is():
    z, used = normalise(np.array([[0.2, 0.4]]), np.zeros(2, bool), stored=(0.0, 0.1))
    assert z[0].tolist() == pytest.approx([2.0, 3.0])
    assert used == (0.0, 0.1)


def test_poisson_buckets_reproduce_the_variance_of_a_clustered_mean():
    random = np.random.default_rng(2)
    draws = bucket_weights(4000, 100, seed=3)
    value, weight = random.normal(0, 1, 100), np.ones(100)
    means = (draws[1:] @ value) / (draws[1:] @ weight)
    assert means.std() == pytest.approx(value.std() / 10, rel=0.06)
    assert draws[0].tolist() == [1.0] * 100


def test_widening_is_that_of_students_t():
    found = widening(np.array([10.0, 1e9]))
    assert found[0] == pytest.approx(1.8331 / 1.6449, rel=1e-4)
    assert found[1] == pytest.approx(1.0, abs=1e-6)
    assert effective_clusters(np.array([4.0, 4.0, 0.0])) == pytest.approx(2.0)


@pytest.mark.parametrize("inequality", [0.0, 1.0])
@pytest.mark.parametrize("clusters", [6, 15])
def test_intervals_of_means_of_few_clusters_hold_the_truth(clusters, inequality):
    """Means of clusters of equal and of very unequal size; the truth is 0."""
    random, held, held_plain, runs = np.random.default_rng(4), 0, 0, 1200
    for _ in range(runs):
        size = np.exp(random.normal(0, inequality, clusters))
        value = random.normal(0, 1, clusters)
        drawn = random.poisson(1.0, (300, clusters))
        drawn = drawn[drawn.sum(axis=1) > 0]
        means, mean = drawn @ (size * value) / (drawn @ size), np.array([size @ value / size.sum()])
        widen = widening(effective_clusters(size))
        low, high = percentile_interval(means[:, None], mean, widen=widen)
        held += low[0] <= 0 <= high[0]
        low, high = percentile_interval(means[:, None], mean)
        held_plain += low[0] <= 0 <= high[0]
    assert 0.87 <= held / runs <= 0.93
    assert held_plain / runs < 0.88


def test_ranks_agree_with_scipy():
    values = np.random.default_rng(0).integers(0, 6, (20, 9)).astype(float)
    assert ranks(values).tolist() == rankdata(-values, axis=1).tolist()
    low, high = rank_interval(np.array([[3.0, 2.0, np.nan], [3.0, 2.0, np.nan]]))
    assert low[:2].tolist() == [1, 2]
    assert np.isnan(low[2])
    assert np.isnan(high[2])


def test_pairs_share_replicates():
    common = np.random.default_rng(0).normal(0, 10, 2000)
    replicates = np.column_stack([common + 1, common])
    assert share_tighter(replicates)[0, 1] == 1.0  # both swing widely, yet always together
    low, high = percentile_interval(replicates, replicates[0])
    assert low[0] < high[1]


def test_method_range_is_a_point_when_all_methods_agree():
    agreed = np.array([[3.0, 2.0, 1.0, 0.0, -1.0, -2.0]])
    halves, up, down = {"a": 0.5, "b": 0.5}, score(agreed[0]), score(-agreed[0])
    low, high = method_ranks(
        {"a": agreed, "b": agreed}, halves, {"a": up, "b": up}, replicates=100, seed=0
    )
    assert low.tolist() == high.tolist() == [1, 2, 3, 4, 5, 6]
    low, high = method_ranks(
        {"a": agreed, "b": -agreed}, halves, {"a": up, "b": down}, replicates=200, seed=0
    )
    assert low[0] == 1
    assert high[0] == 6


@pytest.mark.parametrize(
    ("total", "firms", "top", "clustered", "level"),
    [
        (100, 20, 0.25, True, "normal"), (99, 20, 0.1, True, "flagged"),
        (100, 19, 0.1, True, "flagged"), (50, 10, 0.1, True, "flagged"),
        (49, 30, 0.1, True, "very_weak"), (400, 9, 0.1, True, "very_weak"),
        (400, 90, 0.51, True, "withheld"), (9, 9, 0.1, True, "withheld"),
        (100, 0, 0.0, False, "normal"), (10, 0, 0.0, False, "very_weak"),
    ],
)  # fmt: skip
def test_minimum_samples(total, firms, top, clustered, level):
    arrays = [np.array([float(value)]) for value in (total, firms, top)]
    assert evidence_levels(*arrays, is_clustered=clustered) == [level]


def test_a_snapshot_gets_a_screening_score():
    tables = estimate(market_rows(seed=0))
    table = tables.occupations.set_index("id")
    assert list(tables.occupations.columns) == list(OCCUPATIONS)
    assert set(SKILLS) <= set(tables.skills.columns)
    assert set(table["grade"]) == {"C"}
    assert tables.quality["evidence_grade"] == "C"
    assert table["demand"].isna().all()
    # o00 is the best paid and the most urgent of the market, o11 the least of both.
    order = [int(own[1:]) for own in table.index]
    assert spearmanr(order, range(len(order))).statistic > 0.9
    assert table.loc["o00", "index"] > 80
    assert table.loc["o11", "index"] < 20
    rated = table[table["index"].notna()]
    assert (rated["index_lo90"] <= rated["index"]).all()
    assert (rated["index"] <= rated["index_hi90"]).all()
    assert rated["index"].between(0, 100).all()
    assert any("snapshot" in sentence for sentence in tables.warnings)
    assert any("Small reference" in sentence for sentence in tables.warnings)


def test_order_of_batches_changes_nothing():
    rows = market_rows(seed=3)
    parts = [count(ads(rows[start::7])) for start in range(7)]
    one = estimate(counts=merge(parts))
    other = estimate(counts=merge(parts[::-1]))
    pd.testing.assert_frame_equal(one.occupations, other.occupations)
    pd.testing.assert_frame_equal(one.skills, other.skills)


def test_seed_decides_the_intervals():
    rows = market_rows(seed=1)
    same = [estimate(rows, seed=5).occupations["index_lo90"] for _ in range(2)]
    assert same[0].equals(same[1])
    assert not same[0].equals(estimate(rows, seed=6).occupations["index_lo90"])


def test_two_windows_give_growth():
    rows = market_rows(seed=0, windows=True, ads_each=240)
    tables = estimate(rows)
    table = tables.occupations.set_index("id")
    assert set(table["grade"]) == {"B"}
    assert table["demand"].notna().any()
    assert table["price"].notna().any()
    assert table["pay_premium"].isna().all()
    # o00 doubles and o11 halves between the windows.
    assert table.loc["o00", "demand"] > 65
    assert table.loc["o11", "demand"] < 35
    # By hand: shares of the two calendar years to the last month, drawn towards 0.
    late = np.array([row["day"] >= 18_718 for row in rows])
    mine = np.array([row["occupation"] == "o00" for row in rows])
    old = np.array([18_353 <= row["day"] < 18_718 for row in rows])
    plain = np.log((mine & late).sum() / late.sum()) - np.log((mine & old).sum() / old.sum())
    raw = tables.extra["components"].set_index("id")["demand"]["o00"]
    assert 0.5 * plain < raw < plain


def test_growth_alone_is_better_than_nothing():
    rows = market_rows(seed=0, windows=True, ads_each=240)
    for row in rows:
        row |= {"currency": None, "low": None, "high": None, "urgent": False}
    tables = estimate(rows)
    assert set(tables.occupations["grade"]) == {"B"}
    assert tables.occupations["index"].notna().all()
    assert any("one component alone: demand" in sentence for sentence in tables.warnings)


def test_a_thin_tail_of_old_ads_is_no_earlier_window():
    rows = market_rows(seed=0)
    for index, row in enumerate(rows):
        row["day"] = 19_000 - (700 if index % 20 == 0 else index % 200)
    assert set(estimate(rows).occupations["grade"]) == {"C"}


def test_changed_sources_refuse_growth():
    rows = market_rows(seed=0, windows=True)
    for row in rows:
        row["source"] = "new" if row["day"] >= 18_718 else "old"
    tables = estimate(rows, source=True)
    # Day 18,718 is 1 April 2021, the first of the current window.
    assert set(tables.occupations["grade"]) == {"C"}
    assert any("of sources moved" in sentence for sentence in tables.warnings)


def test_growth_is_that_of_sites_in_both_windows():
    """A third site that joins in the later window, with one occupation alone, makes no growth."""
    rows = market_rows(seed=0, windows=True, ads_each=240)
    for index, row in enumerate(rows):
        row["source"] = "ab"[index % 2]
    flood = [{**row, "source": "c", "occupation": "o11"} for row in rows if row["day"] >= 18_718]
    tables = estimate(rows + flood, source=True)
    assert set(tables.occupations["grade"]) == {"B"}
    assert any("present in both periods alone: a, b" in said for said in tables.warnings)
    raw = tables.extra["components"].set_index("id")["demand"]
    own = estimate(rows).extra["components"].set_index("id")["demand"]
    assert raw["o11"] == pytest.approx(own["o11"], abs=0.05)
    assert estimate(rows + flood).extra["components"].set_index("id")["demand"]["o11"] > 0.5


def test_unnamed_sites_are_said_to_be_assumed_the_same():
    said = estimate(market_rows(seed=0, windows=True, ads_each=240)).warnings
    assert any("do not name their site" in sentence for sentence in said)


def test_seekers_give_grade_a_and_the_gate():
    ids = [f"o{code:02d}" for code in range(12)]
    theta = [0.2 if own == "o00" else 1.5 + 0.1 * code for code, own in enumerate(ids)]
    seekers = pd.DataFrame({"id": ids, "求人倍率": theta})
    table = estimate(market_rows(seed=0), seekers=seekers).occupations.set_index("id")
    assert set(table["grade"]) == {"A"}
    assert table.loc["o00", "tightness"] < 10
    stars = estimate(market_rows(seed=0)).occupations.set_index("id")["stars_supply_demand"]
    assert stars["o00"] == 5
    assert table.loc["o00", "stars_supply_demand"] <= 3


def test_tightness_and_growth_are_two_components():
    """METHOD 2.7, grade A: T with D, H, P as available; without pay that is D, not a snapshot."""
    rows = market_rows(seed=0, windows=True, ads_each=240)
    for row in rows:
        row |= {"currency": None, "low": None, "high": None}
    seekers = pd.DataFrame({"id": [f"o{code:02d}" for code in range(12)], "seekers": range(50, 62)})
    table = estimate(rows, seekers=seekers).occupations
    assert set(table["grade"]) == {"A"}
    assert table["demand"].notna().all()
    assert table["urgency"].isna().all()
    assert set(estimate(rows).occupations["grade"]) == {"C"}  # urgency, where demand stands alone


@pytest.mark.parametrize(
    ("frame", "message"),
    [
        (pd.DataFrame({"id": ["o00"], "求人倍率": [250.0]}), "vacancies per seeker between"),
        (pd.DataFrame({"id": ["o00"], "seekers": [-1]}), "0 or more"),
        (pd.DataFrame({"id": ["o00"], "seekers": ["many"]}), "data row 1"),
        (pd.DataFrame({"id": ["o00", "o00"], "seekers": [1, 2]}), "twice"),
        (pd.DataFrame({"id": ["nobody"], "seekers": [1]}), "no occupation"),
        (pd.DataFrame({"name": ["o00"], "n": [1]}), "expected one of"),
    ],
)
def test_bad_seekers_are_refused(frame, message):
    with pytest.raises(SchemaError, match=message):
        estimate(market_rows(seed=0), seekers=frame)


def test_seekers_from_a_file_and_by_title(tmp_path):
    path = tmp_path / "求职.csv"
    path.write_bytes("职业,供需比\n职业0,0.5\n职业1,2\n".encode("gb18030"))
    table = estimate(market_rows(seed=0), seekers=path).occupations.set_index("id")
    scored = table.loc[["o00", "o01"], "tightness"]
    assert scored["o00"] > scored["o01"]  # fewer seekers per vacancy is tighter
    assert "no_supply" in table.loc["o05", "flags"]
    with pytest.raises(InputFileError, match="no file"):
        estimate(market_rows(seed=0), seekers=tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("by", "column", "name"),
    [("industry", "行业", "行业3"), ("city", "城市", "北京"), ("district", "区县", "上海-西区")],
)
def test_seekers_by_what_the_rows_are(by, column, name):
    seekers = pd.DataFrame({column: [name], "求职人数": [50]})
    tables = estimate(market_rows(seed=0), by=by, seekers=seekers)
    row = tables.occupations.set_index("id").loc[name]
    assert row["vacancies_per_seeker"] == pytest.approx((row["vacancies"] + 0.5) / 50.5)
    with pytest.raises(SchemaError, match=f"expected one of {by}"):
        estimate(
            market_rows(seed=0), by=by, seekers=pd.DataFrame({"职业": ["o00"], "求职人数": [5]})
        )


def test_figures_that_no_ad_matches_are_named():
    seekers = pd.DataFrame({"id": ["o00", "o01", "astronaut"], "seekers": [10, 10, 10]})
    warnings = estimate(market_rows(seed=0), seekers=seekers).warnings
    assert any("not used: astronaut" in sentence for sentence in warnings)


def test_a_stock_alone_does_not_open_the_gate():
    stock = pd.DataFrame({"id": ["o00", "o01"], "persons": [1_000_000, 10]})
    tables = estimate(market_rows(seed=0), stock=stock)
    assert not any("gated" in flags for flags in tables.occupations["flags"])
    assert any("stock" in sentence for sentence in tables.warnings)


def test_one_employer_with_most_ads_is_withheld():
    rows = market_rows(seed=0)
    for row in rows:
        if row["occupation"] == "o03":
            row["employer"] = 1
    tables = estimate(rows)
    row = tables.occupations.set_index("id").loc["o03"]
    assert "one_employer" in row["flags"]
    assert np.isnan(row["index"])
    assert np.isnan(row["salary_median"])
    assert row["ads"] > 0


def test_few_ads_are_counted_only_and_weak_ones_said_to_be():
    rows = market_rows(seed=0)
    few = [row for row in rows if row["occupation"] == "o05"][:9]
    weak = [row for row in rows if row["occupation"] == "o06"][:20]
    rest = [row for row in rows if row["occupation"] not in ("o05", "o06")]
    table = estimate(rest + few + weak).occupations.set_index("id")
    assert table.loc["o05", "flags"] == ["counts_only"]
    assert np.isnan(table.loc["o05", "index"])
    assert "very_weak" in table.loc["o06", "flags"]
    width = table["index_hi90"] - table["index_lo90"]
    assert width["o06"] > width.drop(["o05", "o06"]).median()


def test_without_employers_the_answer_says_so():
    rows = market_rows(seed=0)
    for row in rows:
        row["employer"] = None
    tables = estimate(rows)
    assert tables.occupations["employers"].isna().all()
    assert tables.occupations["index"].notna().any()
    assert all("not_clustered" in flags for flags in tables.occupations["flags"])
    assert any("not clustered" in sentence for sentence in tables.warnings)


def test_clustered_intervals_are_wider_than_row_by_row():
    rows = market_rows(seed=0, ads_each=200, firms=25)
    clustered = estimate(rows).occupations
    for row in rows:
        row["employer"] = None
    plain = estimate(rows).occupations
    wide, narrow = (
        np.median(np.log(table["salary_hi90"] / table["salary_lo90"]))
        for table in (clustered, plain)
    )
    assert wide > 1.3 * narrow


def test_fewer_than_eight_occupations_get_no_index():
    rows = [row for row in market_rows(seed=0) if row["occupation"] in ("o00", "o01", "o02")]
    tables = estimate(rows)
    assert tables.occupations["index"].isna().all()
    assert tables.extra["components"]["pay_premium"].notna().all()
    assert any("3 of the 8" in sentence for sentence in tables.warnings)


def test_other_currencies_are_kept_apart():
    rows = market_rows(seed=0)
    for row in rows[::10]:
        row |= {"currency": "USD", "low": 1.0, "high": 2.0}
    tables = estimate(rows)
    assert set(tables.occupations["currency"]) == {"CNY"}
    assert (tables.occupations["salary_median"].dropna() > 1000).all()
    assert any("USD" in sentence for sentence in tables.warnings)


def test_median_inside_an_open_range_is_a_bound():
    rows = market_rows(seed=0)
    for row in rows:
        if row["occupation"] == "o02":
            row |= {"low": 30_000.0, "high": None}
    row = estimate(rows).occupations.set_index("id").loc["o02"]
    assert row["salary_median"] == 30_000
    assert "at_least" in row["flags"]
    assert np.isnan(row["salary_hi90"])


def test_a_file_without_pay_or_urgency_says_that_there_is_no_index():
    rows = market_rows(seed=0)
    for row in rows:
        row |= {"currency": None, "low": None, "high": None, "urgent": False}
    tables = estimate(rows)
    assert tables.occupations["index"].isna().all()
    assert any("no readable pay" in sentence for sentence in tables.warnings)
    assert any("neither pay nor urgent" in sentence for sentence in tables.warnings)


def test_frozen_reference_reproduces_the_index():
    rows = market_rows(seed=0)
    first = estimate(rows)
    stored = {
        row["part"]: (row["median"], row["scale"])
        for row in first.extra["reference"].to_dict("records")
    }
    few = {"replicates": 200, "star_replicates": 50}
    again = estimate(rows, settings=GapSettings(**few, reference=stored))
    assert again.occupations["index"].to_numpy() == pytest.approx(
        first.occupations["index"].to_numpy(), nan_ok=True
    )
    shifted = {name: (centre - 10 * scale, scale) for name, (centre, scale) in stored.items()}
    moved = estimate(rows, settings=GapSettings(**few, reference=shifted))
    assert moved.occupations["index"].dropna().to_numpy() == pytest.approx(100 * norm.cdf(3))


def test_index_does_not_depend_on_the_unit_of_pay():
    rows = market_rows(seed=0)
    plain = estimate(rows).occupations["index"].to_numpy()
    for row in rows:
        row["low"], row["high"] = row["low"] * 8, row["high"] * 8
    # Pay is kept to four digits, so figures move by up to .05 %.
    assert estimate(rows).occupations["index"].to_numpy() == pytest.approx(plain, abs=1.0)


@pytest.mark.parametrize("by", ["industry", "city", "district"])
def test_other_rows(by):
    tables = estimate(market_rows(seed=0), by=by)
    table = tables.occupations
    assert table["stars_overall"].isna().all()
    assert table["salary_median"].notna().any()
    total = table["vacancies"].sum()
    assert total == len(market_rows(seed=0))
    assert table["top_skills"].map(len).max() > 0


def test_a_skill_of_few_ads_marks_no_occupation():
    """Two ads of fifty name the rare skill (4 %), three of fifty the other (6 %)."""
    named = [["s0-1"]] * 2 + [["s0-2"]] * 3 + [[]] * 45 + [["s1-0"]] * 50
    rows = [
        {"occupation": f"o0{place // 50}", "skills": names, "required": [True] * len(names)}
        for place, names in enumerate(named)
    ]
    table = estimate(rows).occupations.set_index("id")
    shown = {skill["id"] for skill in table.loc["o00", "top_skills"]}
    assert shown == {"s0-2"}


def test_unknown_dimension_and_missing_columns():
    counts = count(ads(market_rows(seed=0)[:5]))
    with pytest.raises(UnknownNameError, match="by"):
        estimate(counts=counts, by="planet")
    with pytest.raises(SchemaError, match="title_zh"):
        estimate_gaps(counts, occupations=pd.DataFrame({"id": []}), skills=pd.DataFrame())


def test_durations_and_reposts_become_hard_to_fill():
    rows = market_rows(seed=0)
    random = np.random.default_rng(0)
    for row in rows:
        rank = int(row["occupation"][1:])
        stay = int(random.exponential(60 - 4 * rank)) + 1
        row |= {"first_seen": 100, "last_seen": min(100 + stay, 190),
                "reposted": bool(random.random() < 0.3 - 0.02 * rank)}  # fmt: skip
    tables = estimate(rows, durations=True)
    table = tables.occupations.set_index("id")
    assert table.loc["o00", "hard_to_fill"] > table.loc["o11", "hard_to_fill"] + 30
    assert {"days_open", "reposts"} <= set(tables.extra["components"].columns)


def test_chinese_sentences():
    tables = estimate(market_rows(seed=0), lang="zh")
    assert any("筛查分" in sentence for sentence in tables.warnings)
    with pytest.raises(SchemaError, match="lang"):
        estimate(market_rows(seed=0), lang="fr")


def test_intervals_are_reported_for_ranks():
    ranked = estimate(market_rows(seed=0)).extra["ranks"]
    assert ranked["rank"].tolist() == sorted(ranked["rank"])
    assert (ranked["rank_lo90"] <= ranked["rank_hi90"]).all()
    assert ranked.iloc[0]["tighter_than"] > 0
    assert ranked["tighter_than"].sum() == ranked["looser_than"].sum()


def test_emerging_and_fading_skills():
    rows = market_rows(seed=0, windows=True)
    for index, row in enumerate(rows):
        late = row["day"] >= 18_718
        row["skills"] = [name for name in row["skills"] if name == "common"]
        row["skills"] += ["s0-0"] if index % (2 if late else 4) == 0 else []
        row["skills"] += ["s1-0"] if index % (6 if late else 3) == 0 else []
        row["required"] = [True] * len(row["skills"])
    table = estimate(rows).extra["skill_changes"].set_index("id")
    assert table["verdict"].to_dict() == {"s0-0": "emerging", "common": "none", "s1-0": "fading"}
    assert table.loc["s0-0", "change"] == pytest.approx(np.log(2), abs=0.15)
    assert table.loc["s1-0", "share_before"] == pytest.approx(1 / 3, abs=0.03)


def test_openings_are_a_sensitivity_check():
    rows = market_rows(seed=0)
    for index, row in enumerate(rows):
        row["openings"] = 1000.0 if index == 0 else 2.0
    extra = estimate(rows).extra["openings"].set_index("id")
    mine = extra.loc[rows[0]["occupation"]]
    # One ad of 1,000 openings counts as many as the 99th percentile of the others.
    assert mine["openings"] == 2 * mine["vacancies"]
    assert mine["openings_uncapped"] == mine["openings"] + 998
