"""Figures of few ads, drawn towards those of all: METHOD 2.2 and 4."""

from __future__ import annotations

import numpy as np
import pytest

from talentcast.matching.shrinkage import between_variance, likely_spread, shrink_replicates


def test_between_variance_recovers_the_truth():
    random = np.random.default_rng(0)
    found = []
    for _ in range(300):
        noise = random.uniform(0.1, 0.5, 60)
        found.append(
            between_variance(random.normal(0, 0.4, 60) + random.normal(0, noise), noise**2)
        )
    assert np.mean(found) == pytest.approx(0.16, abs=0.01)
    assert between_variance(np.zeros(5), np.ones(5)) == 0.0


def test_spread_of_shrunk_replicates_is_that_of_the_posterior():
    """Normal means with known variances: posterior sd is sqrt(tau2 s2 / (tau2 + s2))."""
    random = np.random.default_rng(1)
    size, tau, noise = 400, 0.3, np.tile([0.1, 0.6], 200)
    truth = random.normal(0, tau, size)
    point = truth + random.normal(0, noise)
    replicates = point + random.normal(0, noise, (800, size))
    shrunk = shrink_replicates(
        np.vstack([point, replicates]), noise**2, np.ones(size, bool), seed=0
    )
    expected = np.sqrt(tau**2 * noise**2 / (tau**2 + noise**2))
    assert shrunk[1:].std(axis=0).reshape(-1, 2).mean(axis=0) == pytest.approx(
        expected[:2], rel=0.08
    )
    low, high = np.quantile(shrunk[1:], [0.05, 0.95], axis=0)
    assert 0.86 < np.mean((low <= truth) & (truth <= high)) < 0.94
    missing = shrink_replicates(
        np.array([[1.0, np.nan], [1.1, np.nan]] * 200), np.array([0.01, np.inf]),
        np.array([True, False]), seed=0,
    )  # fmt: skip
    assert missing[0, 1] == 0.0


def test_widening_counts_by_the_share_that_is_the_units_own():
    """A value of its own is widened in full, one that is all the market's not at all."""
    random = np.random.default_rng(3)
    noise = np.array([0.01, 10.0] * 100)
    point = random.normal(0, 1, 200) + random.normal(0, noise)
    replicates = np.vstack([point, point + random.normal(0, noise, (300, 200))])
    every = np.ones(200, bool)
    plain = shrink_replicates(replicates, noise**2, every, seed=0)
    wide = shrink_replicates(replicates, noise**2, every, seed=0, widen=np.full(200, 1.5))
    ratio = (wide[1:] - wide[0]).std(axis=0) / (plain[1:] - plain[0]).std(axis=0)
    assert ratio[::2] == pytest.approx(1.5, abs=0.01)
    assert ratio[1::2] == pytest.approx(1.0, abs=0.02)


@pytest.mark.parametrize(("units", "most"), [(8, 2.0), (40, 1.3), (400, 1.05)])
@pytest.mark.parametrize("spread", [0.1, 0.4])
def test_likely_spread_comes_near_the_truth_and_is_never_0(spread, units, most):
    random, found = np.random.default_rng(0), []
    for _ in range(200):
        noise = random.uniform(0.1, 0.3, units)
        values = random.normal(0, spread, units) + random.normal(0, noise)
        found.append(likely_spread(values, noise**2))
    assert min(found) > 0
    assert spread * 0.97 < np.mean(found) < spread * most
    assert likely_spread(np.array([0.3]), np.array([0.1])) == 0.0


def test_likely_spread_of_exact_values_is_their_standard_deviation():
    values = np.random.default_rng(1).normal(0, 0.4, 400)
    assert likely_spread(values, np.zeros(400)) == pytest.approx(values.std(), rel=0.02)
