"""The smoothing family: a Bayesian average over a bank of exponential smoothing models.

Every member of the bank (`bank.py`) is weighed by how likely it makes the series, once on the
series' own scale and once on its log. The average is summarised as one Student t distribution a
scale, and the quantiles of the two are averaged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from talentcast.models.bank import ALPHA, NO_SPREAD, PHI, Members, bank_maps, grid
from talentcast.models.base import Array, Prediction, Reason, checked_series
from talentcast.models.blocks import BlockwiseFitted, Index, fit_blocks
from talentcast.models.intervals import (
    PRIOR_CHANGE,
    PRIOR_OBSERVATIONS,
    finish,
    lowest_of,
    student_quantiles,
    with_mean,
)
from talentcast.models.transforms import LARGEST_LOG, level_of

#: Years used: older values hardly move a smoothed state.
LONGEST = 60

#: Levels that wander, with no drift, a weak one, or a strong one.
LEVELS = grid((0.3, 0.6, 0.9, 1.1), (0.0,), (0.9,), (NO_SPREAD,), (NO_SPREAD, 0.05, 0.5))

#: Damped trends: the slope fades by phi a year and learns beta of each error.
DAMPED = grid(
    (0.3, 0.6, 0.9, 1.1), (0.05, 0.15, 0.35, 0.7), (0.7, 0.85, 0.95), (0.3,), (NO_SPREAD,)
)

#: The whole bank.
BANK: Members = LEVELS + DAMPED

#: Least and largest share of the log scale for a series that is always positive; between them
#: the evidence decides. Neither scale may rule alone on so few points.
LOG_SHARE = (0.25, 0.75)


@dataclass(frozen=True)
class Mixture:
    """Posterior of the bank on one scale for k series of one length.

    `z` (k, n) the series on that scale, `weights` and `variance` (k, g), `df` the degrees of
    freedom, `evidence` (k,) the log marginal likelihood.
    """

    z: Array
    members: Members
    weights: Array
    variance: Array
    df: float
    evidence: Array

    def paths(self, horizon: int) -> tuple[Array, Array]:
        """Location and scale, each (k, h), of the average over the members."""
        years = self.z.shape[1]
        maps = bank_maps(self.members, years, horizon)
        last = self.z[:, -1:]
        members = len(self.members)
        paths = (self.z - last) @ maps.mean.reshape(-1, years).T
        paths = paths.reshape(len(self.z), members, horizon)
        location = np.einsum("kg,kgh->kh", self.weights, paths)
        inner = (self.weights * self.variance) @ maps.variance
        between = np.einsum("kg,kgh->kh", self.weights, (paths - location[:, None]) ** 2)
        return last + location, np.sqrt(inner + between)


def fit_mixture(z: Array, members: Members = BANK) -> Mixture:
    """Weigh the members of a bank by the series' marginal likelihood.

    Parameters
    ----------
    z : array, shape (k, n)
        Series in units of their level, or logs of that.
    members : rows of `bank.grid`

    Returns
    -------
    Mixture

    Source
    ------
    Hoeting, Madigan, Raftery and Volinsky (1999), Bayesian Model Averaging, Statistical Science
    14(4), 382-417; the variance is integrated out under its conjugate prior.
    """
    years = z.shape[1]
    maps = bank_maps(members, years, 1)
    residual = (z - z[:, -1:]) @ maps.residual.reshape(-1, years).T
    residual = residual.reshape(len(z), len(members), years + 3)
    squares = np.einsum("kgn,kgn->kg", residual, residual)
    df = years - 1 + PRIOR_OBSERVATIONS
    variance = (squares + PRIOR_OBSERVATIONS * PRIOR_CHANGE**2) / df
    likelihood = -0.5 * (maps.logdet + df * np.log(variance))
    best = likelihood.max(axis=1, keepdims=True)
    weights = np.exp(likelihood - best)
    total = weights.sum(axis=1, keepdims=True)
    evidence = best[:, 0] + np.log(total[:, 0] / len(members))
    return Mixture(z, members, weights / total, variance, df, evidence)


def _expand(values: Array, rows: Index, size: int) -> Array:
    """Spread values of the rows that are positive over all rows, 0 elsewhere."""
    out = np.zeros((size, *values.shape[1:]))
    out[rows] = values
    return out


@dataclass(frozen=True)
class SmoothingBlock:
    """Additive mixture of all series, log mixture of the positive ones, the log's share."""

    additive: Mixture
    log: Mixture | None
    positive: Index
    log_share: Array
    unit: Array
    lowest: Array

    def quantiles(self, horizon: int, levels: Array) -> Array:
        """Quantiles (k, h, q) in the unit of the series."""
        location, scale = self.additive.paths(horizon)
        values = student_quantiles(location, scale, self.additive.df, levels)
        if self.log is not None:
            location, scale = self.log.paths(horizon)
            logs = student_quantiles(location, scale, self.log.df, levels)
            grown = _expand(
                np.exp(np.clip(logs, -LARGEST_LOG, LARGEST_LOG)), self.positive, len(values)
            )
            share = self.log_share[:, None, None]
            values = (1 - share) * values + share * grown
        return np.asarray(values * self.unit[:, None, None])

    def predict(self, horizon: int, levels: Array) -> Prediction:
        """Average of the additive and the log quantiles."""
        return finish(self.quantiles(horizon, with_mean(levels)), levels, self.lowest)

    def explain(self) -> list[list[Reason]]:
        """Share of the log scale, mean smoothing constant and damping."""
        table = np.array(self.additive.members)
        alpha = self.additive.weights @ table[:, ALPHA]
        phi = self.additive.weights @ table[:, PHI]
        return [
            [
                Reason("member", "smoothing, log scale", float(share), "weight of that scale"),
                Reason("shrinkage", "alpha", float(a), "mean weight of the newest value"),
                Reason("shrinkage", "phi", float(f), "mean share of the slope kept each year"),
            ]
            for share, a, f in zip(self.log_share, alpha, phi, strict=True)
        ]


def fit_smoothing_block(block: Array) -> SmoothingBlock:
    """Fit series of one length, shape (k, n)."""
    unit = level_of(block)
    z = block / unit[:, None]
    additive = fit_mixture(z)
    positive = np.flatnonzero(block.min(axis=1) > 0)
    share = np.zeros(len(block))
    log = None
    if positive.size:
        logs = np.log(z[positive])
        log = fit_mixture(logs)
        gain = log.evidence - logs.sum(axis=1) - additive.evidence[positive]
        least, most = LOG_SHARE
        share[positive] = least + (most - least) / (1 + np.exp(-np.clip(gain, -30, 30)))
    return SmoothingBlock(additive, log, positive, share, unit, lowest_of(block))


class Smoothing:
    """Bayesian average over simple, drifting and damped exponential smoothing.

    Examples
    --------
    >>> import numpy as np
    >>> fitted = Smoothing().fit([np.array([100.0, 102.0, 104.0, 106.0, 108.0])])
    >>> bool(108 < fitted.predict(1, np.array([0.5])).point[0, 0] < 110.5)
    True
    """

    name = "smoothing"
    min_points = 3

    def fit(self, y: Sequence[Array]) -> BlockwiseFitted:
        """Fit each series by itself."""
        return fit_blocks(
            checked_series(y, self.min_points, self.name), fit_smoothing_block, LONGEST
        )
