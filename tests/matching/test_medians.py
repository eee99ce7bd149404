"""Pay medians: the vectors of METHOD 6, the definition by brute force, simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import brentq

from talentcast.errors import SchemaError
from talentcast.matching.bootstrap import bucket_weights
from talentcast.matching.medians import (
    disclosure_quantiles,
    mixture,
    pay_bounds,
    pay_quantile,
    placement_band,
    quantiles,
    shrunk_median,
)

#: METHOD 6.5, thousand a month.
RANGES = np.array([[10, 15], [12, 20], [15, 25], [18, 30], [20, 20]], dtype=float).T


def by_definition(low, high, weights, probability):
    """inf{x: F(x) >= q}, with F written down as in METHOD 4 and the root found numerically."""
    with np.errstate(divide="ignore"):
        left, right = np.log(low), np.log(high)

    def share(x):
        is_point = left == right
        width = np.where(is_point | ~np.isfinite(right - left), 1.0, right - left)
        inside = np.clip((x - left) / width, 0, 1)
        inside = np.where(is_point, x >= left, inside)
        inside = np.where(np.isneginf(left), 1.0, np.where(np.isposinf(right), 0.0, inside))
        return np.average(inside, weights=weights)

    ends = np.concatenate([left, right])
    start, stop = ends[np.isfinite(ends)].min() - 1, ends[np.isfinite(ends)].max() + 1
    if share(start) >= probability:
        return 0.0
    if share(stop) < probability - 1e-12:
        return np.inf
    for _ in range(200):
        middle = (start + stop) / 2
        if share(middle) >= probability - 1e-12:
            stop = middle
        else:
            start = middle
    return float(np.exp(stop))


def test_vector_6_5():
    low, high = RANGES
    assert round(pay_quantile(low, high), 4) == 19.1032
    assert round(pay_quantile(low, high, scale="linear"), 4) == 19.4595
    assert pay_quantile((low + high) / 2, (low + high) / 2) == pytest.approx(20)
    assert pay_bounds(low, high) == (15, 20)
    assert [round(value, 4) for value in placement_band(low, high)] == [17.0433, 20]
    assert round(pay_quantile(low, high, 0.25), 4) == 14.3797
    assert round(pay_quantile(low, high, 0.75), 4) == 20


def test_vector_6_6():
    low, high, ads = [8, 10, 15], [10, 15, 20], [20, 50, 30]
    assert pay_quantile(low, high, weights=ads, scale="linear") == pytest.approx(13.0, abs=1e-12)
    assert round(pay_quantile(low, high, weights=ads), 4) == 12.7542


def test_vector_6_8():
    low, high = RANGES
    edges = disclosure_quantiles(0.8)
    assert edges == pytest.approx((0.375, 0.625))
    assert [round(pay_quantile(low, high, q), 4) for q in edges] == [16.7763, 20]
    assert [round(q, 4) for q in disclosure_quantiles(0.6)] == [0.1667, 0.8333]
    assert disclosure_quantiles(0.5) is None


def test_vector_6_9():
    median, weight = shrunk_median(21_000, 15_000, 12, within=0.16, between=0.04)
    assert round(np.pi / 2 * 0.16 / 0.04, 4) == 6.2832
    assert round(weight, 4) == 0.6563
    assert round(median) == 18_707


def test_no_spread_between_occupations_gives_the_group():
    assert shrunk_median(21_000, 15_000, 12, within=0.16, between=0.0) == (15_000, 0.0)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("probability", [0.05, 0.5, 0.81])
def test_quantiles_follow_the_definition(seed, probability):
    random = np.random.default_rng(seed)
    size = int(random.integers(1, 40))
    low = random.integers(3, 40, size).astype(float) * 1000
    high = low * random.choice([1.0, 1.3, 2.0], size)
    high[random.random(size) < 0.1] = np.inf
    low[(random.random(size) < 0.1) & np.isfinite(high)] = 0.0
    weights = random.integers(1, 5, size).astype(float)
    found = pay_quantile(low, high, probability, weights=weights)
    expected = by_definition(low, high, weights, probability)
    if np.isinf(expected) or expected == 0:
        assert found == expected
    else:
        assert found == pytest.approx(expected, rel=1e-6)


def test_linear_median_is_the_textbook_formula():
    edges, ads = np.array([0, 4, 8, 12, 20.0]), np.array([3, 11, 9, 4])
    below = np.cumsum(ads)
    inside = int(np.searchsorted(below, below[-1] / 2))
    textbook = edges[inside] + (below[-1] / 2 - below[inside - 1]) / ads[inside] * 4
    found = pay_quantile(edges[:-1], edges[1:], weights=ads, scale="linear")
    assert found == pytest.approx(textbook)


def test_points_give_the_ordinary_median():
    values = np.array([7.0, 3.0, 9.0, 1.0])
    assert pay_quantile(values, values) == pytest.approx(3.0)  # inf{x: F(x) >= .5} of an even set
    assert pay_quantile(values[:3], values[:3]) == pytest.approx(np.median(values[:3]))


def test_open_ends():
    assert pay_quantile([30, 30, 10], [np.inf, np.inf, 20]) == np.inf
    assert pay_quantile([30, 10, 10], [np.inf, 20, 20]) < 20
    assert pay_quantile([0, 0, 10], [8, 8, 20]) == 0.0
    assert np.isnan(pay_quantile([], []))


@pytest.mark.parametrize(("low", "high"), [([2.0], [1.0]), ([np.nan], [1.0]), ([-5.0], [1.0])])
def test_bad_ranges_are_refused(low, high):
    with pytest.raises(SchemaError, match="low <= high"):
        pay_quantile(low, high)


def test_replicates_equal_weights_given_row_by_row():
    random = np.random.default_rng(4)
    low = random.integers(5, 30, 300) * 1000.0
    high = low * random.choice([1.0, 1.25, 1.5], 300)
    bucket = random.integers(0, 20, 300)
    draws = bucket_weights(25, 20, seed=1)
    found = quantiles(mixture(low, high, groups=bucket), [0.5], draws)[:, 0]
    for weights, median in zip(draws, found, strict=True):
        expected = by_definition(low, high, weights[bucket], 0.5)
        assert median == pytest.approx(expected, rel=1e-6)


def test_a_grid_moves_quantiles_by_half_a_percent_at_most():
    random = np.random.default_rng(7)
    low = np.exp(random.normal(9.5, 0.4, 3000))
    high = low * np.exp(random.choice([0.0, 0.2, 0.5], 3000))
    exact = quantiles(mixture(low, high), [0.1, 0.5, 0.9])[0]
    grid = quantiles(mixture(low, high, max_knots=100), [0.1, 0.5, 0.9])[0]
    assert np.max(np.abs(grid / exact - 1)) <= 0.0053


def test_estimator_bias_is_that_of_the_specification():
    """METHOD 4, table: true median 16,000, pay uniform in the log range: log-uniform is nearest."""
    random = np.random.default_rng(0)
    found = {"log": [], "linear": [], "midpoint": []}
    for _ in range(300):
        pay = np.exp(random.normal(np.log(16_000), 0.4, 300))
        width = random.uniform(0.2, 0.7, 300)
        place = random.uniform(0, 1, 300)
        low = np.rint(pay * np.exp(-place * width) / 1000) * 1000
        high = np.maximum(np.rint(pay * np.exp((1 - place) * width) / 1000) * 1000, low)
        found["log"].append(pay_quantile(low, high))
        found["linear"].append(pay_quantile(low, high, scale="linear"))
        found["midpoint"].append(np.median((low + high) / 2))
    mean = {name: np.mean(values) for name, values in found.items()}
    assert abs(mean["log"] - 16_000) < 200
    assert mean["log"] < mean["linear"] < mean["midpoint"]


def test_median_of_a_lognormal_mixture_by_root_finding():
    low, high = np.array([8_000.0, 12_000.0]), np.array([15_000.0, 14_000.0])

    def share(x):
        return np.mean(np.clip(np.log(x / low) / np.log(high / low), 0, 1)) - 0.5

    assert pay_quantile(low, high) == pytest.approx(brentq(share, 8_000, 15_000), rel=1e-9)
