"""Exponential smoothing with fixed parameters is linear in the data: whole grids as matrices.

A member of the bank is the innovations model

    y_t = l_{t-1} + phi b_{t-1} + d + e_t,
    l_t = l_{t-1} + phi b_{t-1} + d + alpha e_t,
    b_t = phi b_{t-1} + beta e_t,          e_t ~ N(0, s^2),

with the first level unknown, the first slope b_0 ~ N(0, k_b s^2) and the long-run drift
d ~ N(0, k_d s^2). Given alpha, beta, phi and the two ratios, the best initial states, the whitened
residuals and the forecasts are linear in y, so that one matrix product gives them for every series
of one length.

Source: Hyndman, Koehler, Ord and Snyder (2008), Forecasting with Exponential Smoothing, chapters
2, 5 and 6; the priors on the states make it a Bayesian linear regression.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from talentcast.models.base import Array

#: Columns of a grid of members.
ALPHA, BETA, PHI, SLOPE_RATIO, DRIFT_RATIO = range(5)

#: Stands for a ratio of zero, so that one formula serves every member.
NO_SPREAD = 1e-9

#: Prior ratio of the unknown first level: flat for every purpose here.
FLAT = 1e6


@dataclass(frozen=True)
class FitMaps:
    """What g members make of series of n years.

    `residual` (g, n + 3, n) gives whitened residuals, the sum of whose squares is the quadratic
    form of the likelihood, and `logdet` (g,) the log determinant of the series' covariance in
    units of s^2. `state` (g, 3, n) gives the last level, slope and drift, and `spread` (g, 3, 3)
    their covariance in those units.
    """

    residual: Array
    logdet: Array
    state: Array
    spread: Array


@dataclass(frozen=True)
class ForecastMaps:
    """`mean` (g, h, n) gives the forecasts, `variance` (g, h) theirs in units of s^2."""

    mean: Array
    variance: Array


Members = tuple[tuple[float, ...], ...]


def grid(
    alphas: tuple[float, ...],
    betas: tuple[float, ...],
    phis: tuple[float, ...],
    slope_ratios: tuple[float, ...],
    drift_ratios: tuple[float, ...],
) -> Members:
    """Every combination, as rows (alpha, beta, phi, slope ratio, drift ratio).

    Examples
    --------
    >>> grid((0.5, 1.0), (0.0,), (1.0,), (0.0,), (0.1,))
    ((0.5, 0.0, 1.0, 0.0, 0.1), (1.0, 0.0, 1.0, 0.0, 0.1))
    """
    return tuple(product(alphas, betas, phis, slope_ratios, drift_ratios))


def _run(table: Array, years: int) -> tuple[Array, Array]:
    """Run the recursion on unit vectors of y and of the three initial states.

    Returns innovations (g, n, n + 3) and the last states (g, 3, n + 3), both as functions of y
    and of the initial states.
    """
    count = len(table)
    alpha, beta, phi = (table[:, c, None] for c in (ALPHA, BETA, PHI))
    columns = years + 3
    level, slope = np.zeros((count, columns)), np.zeros((count, columns))
    level[:, years] = slope[:, years + 1] = 1.0
    drift = np.zeros(columns)
    drift[years + 2] = 1.0
    innovations = np.empty((count, years, columns))
    for t in range(years):
        expected = level + phi * slope + drift
        error = -expected
        error[:, t] += 1.0
        innovations[:, t] = error
        level = expected + alpha * error
        slope = phi * slope + beta * error
    return innovations, np.stack([level, slope, np.broadcast_to(drift, level.shape)], axis=1)


@lru_cache(maxsize=128)
def fit_maps(members: Members, years: int) -> FitMaps:
    """Make the maps of every member for series of `years` values, 2 or more."""
    table = np.array(members)
    innovations, last = _run(table, years)
    of_y, of_states = innovations[:, :, :years], innovations[:, :, years:]
    ratios = np.maximum(table[:, [SLOPE_RATIO, DRIFT_RATIO]], NO_SPREAD)
    prior = np.concatenate([np.full((len(table), 1), FLAT), ratios], axis=1)
    transposed = of_states.transpose(0, 2, 1)
    precision = transposed @ of_states
    precision[:, range(3), range(3)] += 1 / prior
    covariance = np.linalg.inv(precision)
    states = -covariance @ (transposed @ of_y)
    residual = np.concatenate(
        [of_y + of_states @ states, states / np.sqrt(prior)[:, :, None]], axis=1
    )
    logdet = np.linalg.slogdet(precision)[1] + np.log(prior).sum(axis=1)
    last_y, last_states = last[:, :, :years], last[:, :, years:]
    return FitMaps(
        residual,
        logdet,
        last_y + last_states @ states,
        last_states @ covariance @ last_states.transpose(0, 2, 1),
    )


@lru_cache(maxsize=128)
def forecast_maps(members: Members, years: int, horizon: int) -> ForecastMaps:
    """Make the forecasts' maps of every member for series of `years` values."""
    table = np.array(members)
    fitted = fit_maps(members, years)
    steps = np.arange(1, horizon + 1)
    damped = np.cumsum(table[:, PHI, None] ** steps, axis=1)
    ones = np.ones_like(damped)
    loading = np.stack([ones, damped, ones * steps], axis=2)
    psi = np.concatenate(
        [ones[:, :1], table[:, ALPHA, None] + table[:, BETA, None] * damped[:, :-1]], axis=1
    )
    spread = (loading @ fitted.spread * loading).sum(axis=2)
    return ForecastMaps(loading @ fitted.state, np.cumsum(psi**2, axis=1) + spread)
