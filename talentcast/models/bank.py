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
class BankMaps:
    """The linear maps of g members for series of n years.

    `residual` (g, n + 3, n) gives whitened residuals, the sum of whose squares is the quadratic
    form of the likelihood; `logdet` (g,) is the log determinant of the series' covariance in
    units of s^2; `mean` (g, h, n) gives the forecasts and `variance` (g, h) their variance in
    those units.
    """

    residual: Array
    logdet: Array
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


def _run(members: Array, years: int, horizon: int) -> tuple[Array, Array, Array]:
    """Run the recursion on unit vectors of y and of the three initial states.

    Returns innovations (g, n, n + 3), forecasts (g, h, n + 3), both as functions of y and of the
    states, and the weights (g, h) of past innovations in a future value.
    """
    count = len(members)
    alpha, beta, phi = (members[:, c, None] for c in (ALPHA, BETA, PHI))
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
    path = np.empty((count, horizon, columns))
    psi = np.ones((count, horizon))
    gain = np.zeros(count)
    for step in range(horizon):
        slope = phi * slope
        level = level + slope + drift
        path[:, step] = level
        if step:
            gain = gain + members[:, PHI] ** step * members[:, BETA]
            psi[:, step] = members[:, ALPHA] + gain
    return innovations, path, psi


@lru_cache(maxsize=128)
def bank_maps(members: Members, years: int, horizon: int) -> BankMaps:
    """Make the maps of every member for series of `years` values.

    Parameters
    ----------
    members : rows of `grid`
    years : int
        2 or more.
    horizon : int

    Returns
    -------
    BankMaps
    """
    table = np.array(members)
    innovations, path, psi = _run(table, years, horizon)
    of_y, of_states = innovations[:, :, :years], innovations[:, :, years:]
    path_y, path_states = path[:, :, :years], path[:, :, years:]
    ratios = np.maximum(table[:, [SLOPE_RATIO, DRIFT_RATIO]], NO_SPREAD)
    prior = np.concatenate([np.full((len(table), 1), FLAT), ratios], axis=1)
    transposed = of_states.transpose(0, 2, 1)
    precision = transposed @ of_states
    precision[:, range(3), range(3)] += 1 / prior
    covariance = np.linalg.inv(precision)
    states = -covariance @ (transposed @ of_y)
    fitted = of_y + of_states @ states
    residual = np.concatenate([fitted, states / np.sqrt(prior)[:, :, None]], axis=1)
    mean = path_y + path_states @ states
    spread = (path_states @ covariance * path_states).sum(axis=2)
    variance = np.cumsum(psi**2, axis=1) + spread
    logdet = np.linalg.slogdet(precision)[1] + np.log(prior).sum(axis=1)
    return BankMaps(residual, logdet, mean, variance)
