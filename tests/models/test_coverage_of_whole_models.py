"""Intervals of whole models on simulated processes: how often they hold what comes.

Bands are stated for each test. Calm processes are covered a little too often: the models cannot
know that such a series holds no surprises, and real ones do.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from talentcast import models
from talentcast.forecast.own import forecast_panel
from talentcast.forecast.reconcile import reconcile

LEVELS = np.array([0.025, 0.1, 0.9, 0.975])
AHEAD = 10
Process = Callable[[np.random.Generator, int, int], np.ndarray]


def random_walk_with_drift(rng: np.random.Generator, count: int, n: int) -> np.ndarray:
    return (rng.normal(0.02, 0.03, (count, 1)) + rng.normal(0, 0.04, (count, n))).cumsum(axis=1)


def ar1_around_a_trend(rng: np.random.Generator, count: int, n: int) -> np.ndarray:
    noise, state = rng.normal(0, 0.04, (count, n)), np.zeros(count)
    out = np.empty((count, n))
    for t in range(n):
        state = 0.6 * state + noise[:, t]
        out[:, t] = 0.02 * t + state
    return out


def damped_trend(rng: np.random.Generator, count: int, n: int) -> np.ndarray:
    noise = rng.normal(0, 0.03, (count, n))
    level, slope, out = np.zeros(count), rng.normal(0, 0.04, count), np.empty((count, n))
    for t in range(n):
        out[:, t] = level + 0.9 * slope + noise[:, t]
        level, slope = level + 0.9 * slope + 0.8 * noise[:, t], 0.9 * slope + 0.2 * noise[:, t]
    return out


def local_level(rng: np.random.Generator, count: int, n: int) -> np.ndarray:
    return rng.normal(0, 0.03, (count, n)).cumsum(axis=1) + rng.normal(0, 0.04, (count, n))


def held(model: str, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Share inside the 80 and 95 % intervals at each horizon."""
    known, future = y[:, :-AHEAD], y[:, -AHEAD:, None]
    q = models.get(model).fit(list(known)).predict(AHEAD, LEVELS).quantiles
    inside = (q[:, :, :2] <= future) & (future <= q[:, :, :1:-1])
    return inside[:, :, 1].mean(axis=0), inside[:, :, 0].mean(axis=0)


#: Lowest and highest share within 80 and within 95 % intervals. Processes that come back to a
#: level or trend are covered too often ten years on: no member counts on coming back.
BANDS = {
    random_walk_with_drift: ((0.74, 0.94), (0.92, 0.995)),
    damped_trend: ((0.74, 0.94), (0.92, 0.995)),
    ar1_around_a_trend: ((0.74, 1.0), (0.92, 1.0)),
    local_level: ((0.74, 1.0), (0.92, 1.0)),
}


@pytest.mark.parametrize("process", BANDS)
@pytest.mark.parametrize("model", ["auto", "ensemble"])
@pytest.mark.parametrize("n", [8, 20])
def test_auto_and_ensemble_cover(model: str, process: Process, n: int) -> None:
    """In the stated bands at one, two and ten years; next year's 80 % hold 76 to 86 whatever."""
    y = 100 * np.exp(process(np.random.default_rng(n), 1000, n + AHEAD))
    at80, at95 = held(model, y)
    (low80, high80), (low95, high95) = BANDS[process]
    assert 0.76 <= at80[0] <= 0.86
    for h in (1, 2, AHEAD):
        assert low80 <= at80[h - 1] <= high80, (h, at80)
        assert low95 <= at95[h - 1] <= high95, (h, at95)


def interval_width(model: str, values: np.ndarray) -> np.ndarray:
    q = models.get(model).fit([values]).predict(AHEAD, LEVELS).quantiles[0]
    return np.asarray(q[:, 3] - q[:, 0])


def test_arima_intervals_are_those_of_its_process() -> None:
    """ARIMA(0,1,1) with drift: widths are those of simulated continuations, within 15 %."""
    rng = np.random.default_rng(0)
    theta, drift, sigma, n = 0.5, 8.0, 10.0, 200
    error = rng.normal(0, sigma, n)
    values = 1000 + np.cumsum(drift + error + theta * np.append(0, error[:-1]))
    ahead = rng.normal(0, sigma, (40_000, AHEAD))
    before = np.column_stack([np.full(40_000, error[-1]), ahead[:, :-1]])
    paths = values[-1] + np.cumsum(drift + ahead + theta * before, axis=1)
    expected = np.diff(np.quantile(paths, [0.025, 0.975], axis=0), axis=0)[0]
    np.testing.assert_allclose(interval_width("arima", values), expected, rtol=0.15)


def test_unobserved_components_intervals_are_those_of_a_local_level() -> None:
    """Local level: widths are those of errors of the optimal filter, simulated, within 20 %."""
    q, r, n = 15.0**2, 20.0**2, 200
    rng = np.random.default_rng(1)
    level = 2000 + rng.normal(0, np.sqrt(q), (4000, n + AHEAD)).cumsum(axis=1)
    y = level + rng.normal(0, np.sqrt(r), level.shape)
    before = (q + np.sqrt(q**2 + 4 * q * r)) / 2  # steady variance of the level before a year
    gain, state = before / (before + r), y[:, 0]
    for t in range(1, n):
        state = state + gain * (y[:, t] - state)
    expected = 2 * 1.96 * (y[:, n:] - state[:, None]).std(axis=0)
    np.testing.assert_allclose(interval_width("structural", y[0, :n]), expected, rtol=0.2)


def test_reconciled_draws_cover_and_are_narrower() -> None:
    """With the true error variances, draws made to add up hold the truth 80 and 95 % of the time."""
    rng = np.random.default_rng(3)
    variance = np.array([9.0, 4.0, 2.0])
    relation = np.array([[1.0, -1.0, -1.0]])
    inside, widths = [], []
    for _ in range(1500):
        parts = rng.uniform(100, 200, 2)
        truth = np.array([parts.sum(), *parts])
        made = truth + rng.normal(0, np.sqrt(variance))
        draws = made + rng.normal(0, np.sqrt(variance), (600, 3))
        coherent = reconcile(draws, variance, relation)
        assert np.abs(coherent @ relation[0]).max() < 1e-8
        q = np.quantile(coherent, LEVELS, axis=0)
        inside.append([(q[1] <= truth) & (truth <= q[2]), (q[0] <= truth) & (truth <= q[3])])
        widths.append(q[3] - q[0])
    at80, at95 = np.mean(inside, axis=0)
    np.testing.assert_allclose(at80, 0.8, atol=0.035)
    np.testing.assert_allclose(at95, 0.95, atol=0.02)
    assert (np.mean(widths, axis=0) < 2 * 1.96 * np.sqrt(variance)).all()


def test_bands_between_and_after_sparse_figures_cover() -> None:
    """Walks seen every fourth year: bands of the years between hold 74 to 88 and 91 to 98 %, those
    of the six years after hold 70 to 92 and 90 to 99 %."""
    rng = np.random.default_rng(4)
    count, n = 500, 17
    z = random_walk_with_drift(rng, count, n + 6)
    y = 100 * np.exp(z)
    seen = np.arange(0, n, 4)
    frame = pd.DataFrame(
        [(f"s{i}", 2000 + t, y[i, t]) for i in range(count) for t in seen],
        columns=["series", "year", "value"],
    )
    points = forecast_panel(frame, horizon=6).points
    truth = y[points["series"].str[1:].astype(int), points["year"] - 2000]
    in80 = (points["lo80"] <= truth) & (truth <= points["hi80"])
    in95 = (points["lo95"] <= truth) & (truth <= points["hi95"])
    between, after = points["kind"] == "estimate", points["kind"] == "forecast"
    assert between.sum() == count * 12
    assert 0.74 <= in80[between].mean() <= 0.88
    assert 0.91 <= in95[between].mean() <= 0.98
    assert 0.70 <= in80[after].mean() <= 0.92
    assert 0.90 <= in95[after].mean() <= 0.99
