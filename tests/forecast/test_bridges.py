"""Walks between known years, checked against simulation."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from talentcast.forecast.bridge import Walk, bridge_draws, bridge_variance, estimate_walk, t_scale
from talentcast.forecast.trajectory import noise, walk_draws

KNOWN = np.array([2000, 2010, 2014])
YEARS = np.arange(2000, 2017)


def test_bridge_variance_is_that_of_simulated_walks_given_their_ends():
    """Condition free walks on their values in the known years by regression."""
    rng = np.random.default_rng(0)
    steps = rng.standard_normal((60_000, len(YEARS)))
    steps[:, 0] = 0.0
    walks = np.cumsum(steps, axis=1)
    given = walks[:, np.isin(YEARS, KNOWN)]
    residual = walks - given @ np.linalg.lstsq(given, walks, rcond=None)[0]
    np.testing.assert_allclose(bridge_variance(YEARS, KNOWN), residual.var(axis=0), atol=0.06)


def test_bridge_draws_have_that_spread_and_touch_the_known_years():
    walk = Walk(0.05, 1e6)
    draws = bridge_draws(YEARS, KNOWN, walk, noise(3, "bridge", len(YEARS) + 1))
    expected = 0.05 * np.sqrt(bridge_variance(YEARS, KNOWN))
    np.testing.assert_allclose(draws.std(axis=0), expected, rtol=0.06, atol=1e-9)
    assert np.abs(draws[:, np.isin(YEARS, KNOWN)]).max() < 1e-12


def test_t_scale_makes_student_t():
    rng = np.random.default_rng(5)
    drawn = rng.standard_normal(200_000) * t_scale(rng.standard_normal(200_000), 5.0)
    for level in (0.9, 0.975):
        assert np.quantile(drawn, level) == pytest.approx(stats.t.ppf(level, 5), rel=0.02)


def test_walk_estimate_recovers_the_deviation_from_irregular_years():
    """Unbiased on average when the prior has no weight to speak of."""
    rng = np.random.default_rng(2)
    years = np.array([0, 3, 4, 9, 15, 17, 25])
    squares = []
    for _ in range(3000):
        path = np.cumsum(rng.normal(0.02, 0.04, 26))
        squares.append(estimate_walk(years, path[years], weight=1e-9).deviation ** 2)
    assert np.mean(squares) == pytest.approx(0.04**2, rel=0.05)


def test_intervals_between_figures_cover():
    """Student t intervals of the middle year, deviation estimated from five figures and prior."""
    rng = np.random.default_rng(4)
    known = np.array([0, 5, 10, 15, 20])
    hits = []
    for _ in range(4000):
        path = np.cumsum(np.append(0.0, rng.normal(0.03, 0.03, 20)))
        walk = estimate_walk(known, path[known])
        width = stats.t.ppf(0.9, walk.freedom) * walk.deviation
        spread = width * np.sqrt(bridge_variance(np.arange(21), known))
        middle = np.interp(np.arange(21), known, path[known])
        hits.append(np.abs(path - middle)[[2, 7, 12, 17]] <= spread[[2, 7, 12, 17]])
    assert 0.78 <= np.mean(hits) <= 0.88


@pytest.mark.parametrize("step", [1, 2, 10])
def test_walk_draws_keep_each_years_distribution(step):
    levels = np.array([0.025, 0.1, 0.3, 0.5, 0.7, 0.9, 0.975])
    spread = np.sqrt(np.arange(1, 11))
    quantiles = 100 + spread[:, None] * stats.norm.ppf(levels)
    draws = walk_draws(quantiles, levels, noise(1, "walk", 10))[:, step - 1]
    assert draws.std() == pytest.approx(spread[step - 1], rel=0.04)
    assert np.quantile(draws, 0.975) == pytest.approx(quantiles[step - 1, -1], rel=0.01)


def test_walk_draws_move_like_a_walk():
    levels = np.array([0.1, 0.5, 0.9])
    quantiles = np.sqrt(np.arange(1, 10))[:, None] * stats.norm.ppf(levels)
    draws = walk_draws(quantiles, levels, noise(7, "walk", 9))
    correlation = np.corrcoef(draws[:, 3], draws[:, 8])[0, 1]
    assert correlation == pytest.approx(np.sqrt(4 / 9), abs=0.03)
