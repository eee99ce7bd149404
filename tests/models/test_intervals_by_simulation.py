"""Variances of every model against simulation from the model itself, at h = 1, 2 and 10."""

from __future__ import annotations

import numpy as np
import pytest

from talentcast.models.bank import fit_maps, forecast_maps
from talentcast.models.drift import fit_drift_block
from talentcast.models.ets import step_weights
from talentcast.models.intervals import posterior_variance, student_quantiles
from talentcast.models.naive import fit_naive_block
from talentcast.models.shrunk_drift import fit_shrunk_drift_block
from talentcast.models.theta import ThetaBlock, fit_theta_block

HORIZONS = np.array([1, 2, 10])
LEVELS = np.array([0.025, 0.1, 0.9, 0.975])
MEMBERS = ((0.5, 0.2, 0.8, 0.3, 0.1), (1.0, 0.0, 0.9, 1e-9, 0.5), (0.3, 0.1, 0.95, 1.0, 0.2))


def coverage(block: object, future: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Share within the 80 and 95 % intervals at h = 1, 2, 10."""
    q = block.predict(10, LEVELS).quantiles[:, HORIZONS - 1]  # type: ignore[attr-defined]
    y = future[:, HORIZONS - 1]
    inside95 = (q[:, :, 0] <= y) & (y <= q[:, :, 3])
    inside80 = (q[:, :, 1] <= y) & (y <= q[:, :, 2])
    return inside80.mean(axis=0), inside95.mean(axis=0)


@pytest.mark.parametrize("n", [12, 30])
def test_naive_covers_random_walks(n: int) -> None:
    rng = np.random.default_rng(n)
    y = 1000 + rng.normal(0, 40, (20_000, n + 10)).cumsum(axis=1)
    at80, at95 = coverage(fit_naive_block(y[:, :n]), y[:, n:])
    np.testing.assert_allclose(at80, 0.8, atol=0.02)
    np.testing.assert_allclose(at95, 0.95, atol=0.015)


@pytest.mark.parametrize("n", [12, 30])
def test_drift_covers_random_walks_with_drift(n: int) -> None:
    rng = np.random.default_rng(n)
    y = 1000 + rng.normal(15, 40, (20_000, n + 10)).cumsum(axis=1)
    at80, at95 = coverage(fit_drift_block(y[:, :n]), y[:, n:])
    np.testing.assert_allclose(at80, 0.8, atol=0.025)
    np.testing.assert_allclose(at95, 0.95, atol=0.015)


@pytest.mark.parametrize("n", [12, 30])
def test_shrunk_drift_covers_walks_whose_drifts_follow_its_prior(n: int) -> None:
    rng = np.random.default_rng(n)
    drift = rng.normal(0, 0.04, (20_000, 1))
    z = (drift + rng.normal(0, 0.04, (20_000, n + 10))).cumsum(axis=1)
    at80, at95 = coverage(fit_shrunk_drift_block(100 * np.exp(z[:, :n])), 100 * np.exp(z[:, n:]))
    np.testing.assert_allclose(at80, 0.8, atol=0.025)
    np.testing.assert_allclose(at95, 0.95, atol=0.02)


def test_theta_covers_smoothing_with_drift() -> None:
    rng = np.random.default_rng(3)
    alpha, drift, n = 0.5, 5.0, 40
    error = rng.normal(0, 40, (20_000, n + 10))
    level = np.full(20_000, 2000.0)
    y = np.empty_like(error)
    for t in range(n + 10):
        y[:, t] = level + drift + error[:, t]
        level = level + drift + alpha * error[:, t]
    known = ThetaBlock(
        level=_level_at(y[:, :n], drift, alpha),
        drift=np.full(20_000, drift),
        alpha=np.full(20_000, alpha),
        variance=np.full(20_000, 1600.0),
        df=1e6,
        lowest=np.full(20_000, -np.inf),
    )
    at80, at95 = coverage(known, y[:, n:])
    np.testing.assert_allclose(at80, 0.8, atol=0.02)
    np.testing.assert_allclose(at95, 0.95, atol=0.01)
    fitted = fit_theta_block(y[:, :n])
    assert np.median(fitted.alpha) == pytest.approx(alpha, abs=0.15)
    assert np.median(fitted.variance) == pytest.approx(1600, rel=0.15)


def _level_at(y: np.ndarray, drift: float, alpha: float) -> np.ndarray:
    level = np.full(len(y), 2000.0)
    for t in range(y.shape[1]):
        level = level + drift + alpha * (y[:, t] - level - drift)
    return level


def _simulate(member: tuple[float, ...], count: int, years: int, seed: int) -> np.ndarray:
    alpha, beta, phi, slope_ratio, drift_ratio = member
    rng = np.random.default_rng(seed)
    level = np.zeros(count)
    slope = rng.normal(0, np.sqrt(slope_ratio), count)
    drift = rng.normal(0, np.sqrt(drift_ratio), count)
    y = np.empty((count, years))
    for t in range(years):
        error = rng.normal(0, 1, count)
        expected = level + phi * slope + drift
        y[:, t] = expected + error
        level, slope = expected + alpha * error, phi * slope + beta * error
    return y


@pytest.mark.parametrize("member", MEMBERS)
@pytest.mark.parametrize("n", [3, 8, 25])
def test_bank_forecasts_have_the_variance_they_state(member: tuple[float, ...], n: int) -> None:
    y = _simulate(member, 40_000, n + 10, n)
    maps = forecast_maps((member,), n, 10)
    error = y[:, n:] - y[:, :n] @ maps.mean[0].T
    stated = maps.variance[0, HORIZONS - 1]
    np.testing.assert_allclose(error[:, HORIZONS - 1].var(axis=0), stated, rtol=0.04)
    np.testing.assert_allclose(
        error.mean(axis=0), 0, atol=4 * np.sqrt(maps.variance[0].max() / 4e4)
    )


@pytest.mark.parametrize("member", MEMBERS)
def test_bank_residuals_are_white_with_the_stated_freedom(member: tuple[float, ...]) -> None:
    # With the first level unknown, the quadratic form has n - 1 degrees of freedom.
    y = _simulate(member, 20_000, 12, 7)
    residual = y @ fit_maps((member,), 12).residual[0].T
    assert (residual**2).sum(axis=1).mean() == pytest.approx(11, rel=0.03)


def test_bank_matches_the_dense_normal_formulas() -> None:
    # The same model written as one joint normal distribution, conditioned the textbook way.
    n, h = 6, 4
    y = np.random.default_rng(0).normal(size=n).cumsum()
    for member in MEMBERS:
        alpha, beta, phi, slope_ratio, drift_ratio = member
        basis = np.eye(3 + n + h)
        level, slope, drift = basis[0], basis[1], basis[2]
        rows = []
        for t in range(n + h):
            error = basis[3 + t]
            expected = level + phi * slope + drift
            rows.append(expected + error)
            level, slope = expected + alpha * error, phi * slope + beta * error
        loading = np.array(rows)
        prior = np.diag([1e6, max(slope_ratio, 1e-9), drift_ratio, *np.ones(n + h)])
        joint = loading @ prior @ loading.T
        gain = joint[n:, :n] @ np.linalg.inv(joint[:n, :n])
        fitted, ahead = fit_maps((member,), n), forecast_maps((member,), n, h)
        np.testing.assert_allclose(ahead.mean[0] @ y, gain @ y, atol=1e-6)
        conditional = np.diag(joint[n:, n:] - gain @ joint[:n, n:])
        np.testing.assert_allclose(ahead.variance[0], conditional, rtol=2e-3)
        assert fitted.logdet[0] == pytest.approx(np.linalg.slogdet(joint[:n, :n])[1], abs=1e-6)


def test_step_weights_give_the_variance_of_simulated_errors() -> None:
    alpha, beta, phi = 0.5, 0.1, 0.9
    rng = np.random.default_rng(5)
    error = rng.normal(size=(50_000, 10))
    level, slope = np.zeros(50_000), np.zeros(50_000)
    path = np.empty_like(error)
    for t in range(10):
        path[:, t] = level + phi * slope + error[:, t]
        level = level + phi * slope + alpha * error[:, t]
        slope = phi * slope + beta * error[:, t]
    stated = np.cumsum(step_weights(alpha, beta, phi, 10) ** 2)
    np.testing.assert_allclose(path.var(axis=0)[HORIZONS - 1], stated[HORIZONS - 1], rtol=0.03)


def test_student_quantiles_match_draws() -> None:
    draws = 3 + 2 * np.random.default_rng(1).standard_t(5, 400_000)
    ours = student_quantiles(np.full((1, 1), 3.0), np.full((1, 1), 2.0), 5.0, LEVELS)[0, 0]
    np.testing.assert_allclose(ours, np.quantile(draws, LEVELS), atol=0.04)


def test_few_observations_and_the_prior_give_exact_coverage() -> None:
    # Variances drawn from the prior itself: the posterior t then covers exactly, however few.
    rng = np.random.default_rng(2)
    sigma = 10.0 / np.abs(rng.normal(size=60_000))
    seen, new = sigma[:, None] * rng.normal(size=(60_000, 3)), sigma * rng.normal(size=60_000)
    variance, df = posterior_variance((seen**2).sum(axis=1), 3.0, np.full(60_000, 100.0))
    q = student_quantiles(np.zeros((60_000, 1)), np.sqrt(variance)[:, None], df, LEVELS)[:, 0]
    assert ((q[:, 0] <= new) & (new <= q[:, 3])).mean() == pytest.approx(0.95, abs=0.005)
    assert ((q[:, 1] <= new) & (new <= q[:, 2])).mean() == pytest.approx(0.80, abs=0.008)


def test_posterior_variance_is_the_weighted_mean() -> None:
    variance, df = posterior_variance(np.array([30.0]), 9.0, np.array([10.0]))
    assert variance[0] == pytest.approx((30 + 10) / 10)
    assert df == 10
