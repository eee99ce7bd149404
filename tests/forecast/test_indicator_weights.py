"""Indicators made comparable, and weights found again where the truth is known."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from talentcast.errors import SchemaError
from talentcast.forecast.indicators import (
    LogIndicators,
    chain_vintages,
    log_indicators,
    smoothed,
    without_jumps,
    without_spikes,
)
from talentcast.forecast.weights import learn_weights

YEARS = np.arange(2000, 2020)


def rows(series: str, vintage: str, values: dict[int, float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "series_id": series,
            "year": list(values),
            "value": list(values.values()),
            "vintage": vintage,
        }
    )


def test_gdp_of_2005_is_the_older_vintage_times_the_ratio_of_2006():
    """Beijing's GDP in 100m yuan: 2005 v4 7149.8, 2006 v4 8387.0 and v5 8618.9."""
    table = pd.concat(
        [
            rows("gdp", "v4", {2005: 7149.8, 2006: 8387.0}),
            rows("gdp", "v5", {2006: 8618.9, 2007: 10730.4}),
        ]
    )
    out = chain_vintages(table).set_index("year")["value"]
    assert out[2005] == pytest.approx(7149.8 * 8618.9 / 8387.0)
    assert out[2006] == 8618.9
    assert out[2007] == 10730.4


def test_vintages_without_a_common_year_are_refused():
    table = pd.concat(
        [rows("gdp", "v4", {2004: 1, 2005: 2}), rows("gdp", "v5", {2006: 3, 2007: 4})]
    )
    with pytest.raises(SchemaError, match="no year in common"):
        chain_vintages(table)


def test_a_year_twice_in_one_vintage_is_refused():
    with pytest.raises(SchemaError, match="twice"):
        chain_vintages(pd.concat([rows("gdp", "v4", {2004: 1}), rows("gdp", "v4", {2004: 2})]))


def test_regions_are_chained_each_by_itself():
    one = pd.concat([rows("g", "v4", {1: 10, 2: 20}), rows("g", "v5", {2: 40, 3: 50})])
    both = pd.concat([one.assign(region="a"), one.assign(region="b", value=one["value"] * 3)])
    out = chain_vintages(both).set_index(["region", "year"])["value"]
    assert out["a", 1] == pytest.approx(20)
    assert out["b", 1] == pytest.approx(60)


def test_beijings_outlier_of_2002_and_2003_is_blanked():
    """Engineers in public units, Beijing 2000-2005, as published."""
    x = np.log([114354.0, 109749.0, 194934.0, 198751.0, 92697.0, 95517.0])
    assert np.isnan(without_spikes(x)).tolist() == [False, False, True, True, False, False]
    steady = np.log([100.0, 110.0, 121.0, 133.0])
    np.testing.assert_array_equal(without_spikes(steady), steady)


def test_scope_change_of_2011_is_taken_out_but_growth_is_kept():
    x = np.log(100 * 1.05 ** np.arange(8.0))
    broken = np.where(np.arange(8) < 5, x + 0.7, x)
    np.testing.assert_allclose(without_jumps(broken), x, atol=1e-12)
    np.testing.assert_allclose(without_jumps(x), x, atol=1e-12)


def test_filter_agrees_with_statsmodels():
    from statsmodels.tsa.filters.hp_filter import hpfilter

    x = np.cumsum(np.random.default_rng(3).normal(size=25))
    np.testing.assert_allclose(smoothed(x), hpfilter(x, lamb=6.25)[1], atol=1e-8)


def test_ends_stay_flat_and_gaps_are_filled():
    table = rows("x", "", {2005: 10.0, 2009: 40.0})
    out = log_indicators(table, np.arange(2003, 2012))
    assert out.seen[:, 0].tolist() == [False, False, True, False, False, False, True, False, False]
    assert out.values[-1, 0] == pytest.approx(np.log(40), abs=0.15)
    assert np.all(np.diff(out.values[:, 0]) >= -1e-9)


def simulated(seed: int, coefficient: np.ndarray) -> tuple[dict, dict]:
    """Regions whose headcount follows three of six indicators."""
    rng = np.random.default_rng(seed)
    names = tuple("abcdef")
    indicators, headcount = {}, {}
    for region in range(30):
        growth = rng.normal(0.05, 0.06, (len(YEARS), 6)) + rng.normal(0, 0.03, 6)
        x = np.cumsum(growth, axis=0)
        x = np.column_stack([smoothed(column) for column in x.T])
        y = x @ coefficient + np.cumsum(rng.normal(0, 0.01, len(YEARS)))
        indicators[str(region)] = LogIndicators(YEARS, names, x, np.ones_like(x, bool))
        headcount[str(region)] = y
    return indicators, headcount


def test_known_weights_are_found_again():
    truth = np.array([0.6, 0.0, -0.3, 0.0, 0.2, 0.0])
    weights = learn_weights(*simulated(0, truth))
    found = dict(zip(weights.names, weights.coefficient, strict=True))
    for name, true in zip("abcdef", truth, strict=True):
        assert found.get(name, 0.0) == pytest.approx(true, abs=0.08)
    assert weights.gain < 0.3


def test_noise_gets_next_to_no_weight():
    weights = learn_weights(*simulated(1, np.zeros(6)))
    assert np.abs(weights.coefficient).max(initial=0.0) < 0.06
    assert weights.gain > 0.9


def test_twins_and_uncovered_indicators_are_not_weighed():
    indicators, headcount = simulated(2, np.array([0.5, 0, 0, 0, 0, 0.0]))
    for region, one in indicators.items():
        x, seen = one.values.copy(), one.seen.copy()
        x[:, 1] = x[:, 0]
        seen[:12, 2] = False
        indicators[region] = LogIndicators(YEARS, one.names, x, seen)
    weights = learn_weights(indicators, headcount)
    assert weights.dropped["b"] == "same as a"
    assert weights.dropped["c"] == "coverage"


def test_few_regions_are_refused():
    indicators, headcount = simulated(3, np.zeros(6))
    few = {name: headcount[name] for name in list(headcount)[:5]}
    with pytest.raises(SchemaError, match="got 5 regions"):
        learn_weights(indicators, few)
