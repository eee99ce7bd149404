"""The smoothing family: Bayesian averages over a bank of exponential smoothing models.

The members of a family (`FAMILIES`) are weighed by how likely they make the series, once on the
series' own scale and once on its log. Each average is summarised as one Student t distribution.
The model by name averages the damped families of both scales.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from talentcast.models.bank import ALPHA, NO_SPREAD, PHI, Members, fit_maps, forecast_maps, grid
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
from talentcast.models.transforms import grown, level_of

#: Years used: older values hardly move a smoothed state.
LONGEST = 60

_ALPHAS = (0.3, 0.6, 0.9, 1.1)
_BETAS = (0.05, 0.2, 0.6)
_PHIS = (0.75, 0.93)

#: The families of the bank. A slope fades by phi a year and learns beta of each error; a drift
#: lasts. The last two numbers of a family are the prior variances of slope and drift, in units
#: of the error variance.
FAMILIES: dict[str, Members] = {
    "level": grid(_ALPHAS, (0.0,), (0.9,), (NO_SPREAD,), (NO_SPREAD,)),
    "weak drift": grid(_ALPHAS, (0.0,), (0.9,), (NO_SPREAD,), (0.05,)),
    "drift": grid(_ALPHAS, (0.0,), (0.9,), (NO_SPREAD,), (0.5,)),
    "damped": grid(_ALPHAS, _BETAS, _PHIS, (0.3,), (NO_SPREAD,)),
    "damped with drift": grid(_ALPHAS, _BETAS, _PHIS, (0.3,), (0.2,)),
    "autoregressive": grid((1.0,), (0.2, 0.5, 1.0), (0.3, 0.5, 0.7), (0.3,), (0.1,)),
}

#: The family behind the model by name.
MAIN = "damped with drift"

#: Least and largest share of the log scale for a series that is always positive; between them
#: the evidence decides. Neither scale may rule alone on so few points.
LOG_SHARE = (0.25, 0.75)


@dataclass(frozen=True)
class Mixture:
    """Posterior of one or more families on one scale for k series of one length.

    `z` (k, n) the series on that scale, less their last value; `weights` (k, g) sum to 1 within
    each family; `variance` (k, g); `df` the degrees of freedom; `evidence` (k, f) the log
    marginal likelihood of each family.
    """

    z: Array
    families: tuple[str, ...]
    weights: Array
    variance: Array
    df: float
    evidence: Array

    def slices(self) -> list[slice]:
        """Where each family's members stand."""
        ends = np.cumsum([0, *(len(FAMILIES[name]) for name in self.families)])
        return [slice(a, b) for a, b in zip(ends[:-1], ends[1:], strict=True)]

    def paths(self, horizon: int, families: tuple[str, ...]) -> tuple[Array, Array]:
        """Location and scale, each (k, f, h), of some families; the last value is 0."""
        years = self.z.shape[1]
        maps = forecast_maps(members_of(families), years, horizon)
        paths = self.z @ maps.mean.reshape(-1, years).T
        paths = paths.reshape(len(self.z), -1, horizon)
        location = np.empty((len(self.z), len(families), horizon))
        variance = np.empty_like(location)
        stored = dict(zip(self.families, self.slices(), strict=True))
        start = 0
        for f, name in enumerate(families):
            part = slice(start, start + len(FAMILIES[name]))
            start = part.stop
            weights, inner = self.weights[:, stored[name]], paths[:, part]
            location[:, f] = np.einsum("kg,kgh->kh", weights, inner)
            gap = inner - location[:, f, None]
            variance[:, f] = (weights * self.variance[:, stored[name]]) @ maps.variance[part]
            variance[:, f] += np.einsum("kg,kgh->kh", weights, gap**2)
        return location, np.sqrt(variance)

    def mean_parameter(self, family: str, column: int) -> Array:
        """Posterior mean of a parameter (a column of the bank) within a family, (k,)."""
        part = self.slices()[self.families.index(family)]
        values = np.array(FAMILIES[family])[:, column]
        return np.asarray(self.weights[:, part] @ values)


def members_of(families: tuple[str, ...]) -> Members:
    """All members of these families, one after the other."""
    return tuple(member for name in families for member in FAMILIES[name])


def fit_mixture(z: Array, families: tuple[str, ...]) -> Mixture:
    """Weigh the members of each family by the series' marginal likelihood.

    Parameters
    ----------
    z : array, shape (k, n)
        Series in units of their level, or logs of that.
    families : tuple of str
        Keys of `FAMILIES`.

    Returns
    -------
    Mixture

    Source
    ------
    Hoeting, Madigan, Raftery and Volinsky (1999), Bayesian Model Averaging, Statistical Science
    14(4), 382-417; the variance is integrated out under its conjugate prior.
    """
    years = z.shape[1]
    maps = fit_maps(members_of(families), years)
    centred = z - z[:, -1:]
    residual = (centred @ maps.residual.reshape(-1, years).T).reshape(len(z), -1, years + 3)
    squares = np.einsum("kgn,kgn->kg", residual, residual)
    df = years - 1 + PRIOR_OBSERVATIONS
    variance = (squares + PRIOR_OBSERVATIONS * PRIOR_CHANGE**2) / df
    likelihood = -0.5 * (maps.logdet + df * np.log(variance))
    mixture = Mixture(centred, families, likelihood, variance, df, likelihood)
    weights, evidence = np.empty_like(likelihood), np.empty((len(z), len(families)))
    for f, part in enumerate(mixture.slices()):
        best = likelihood[:, part].max(axis=1, keepdims=True)
        relative = np.exp(likelihood[:, part] - best)
        evidence[:, f] = best[:, 0] + np.log(relative.mean(axis=1))
        weights[:, part] = relative / relative.sum(axis=1, keepdims=True)
    return Mixture(centred, families, weights, variance, df, evidence)


@dataclass(frozen=True)
class SmoothingBlock:
    """Mixtures of k series on both scales; the log's `log_share` is 0 where it cannot be used.

    `log` covers the rows `positive` only. `last` and `unit` (k,) turn additive paths back.
    """

    additive: Mixture
    log: Mixture | None
    positive: Index
    log_share: Array
    last: Array
    unit: Array
    lowest: Array

    def additive_paths(self, horizon: int, families: tuple[str, ...]) -> tuple[Array, Array]:
        """Location and scale (k, f, h) of additive families, in the unit of the series."""
        location, scale = self.additive.paths(horizon, families)
        unit = self.unit[:, None, None]
        return self.last[:, None, None] + unit * location, unit * scale

    def log_paths(self, horizon: int, families: tuple[str, ...]) -> tuple[Array, Array]:
        """Location and scale (p, f, h) of log families, less the log of the last value."""
        if self.log is None:
            empty = np.empty((0, len(families), horizon))
            return empty, empty
        return self.log.paths(horizon, families)

    def scale_quantiles(self, horizon: int, levels: Array) -> tuple[Array, Array]:
        """Quantiles (k, h, q) of the main family on either scale; additive where no log is."""
        location, scale = self.additive_paths(horizon, (MAIN,))
        additive = student_quantiles(location[:, 0], scale[:, 0], self.additive.df, levels)
        log = additive.copy()
        if self.log is not None:
            location, scale = self.log_paths(horizon, (MAIN,))
            logs = student_quantiles(location[:, 0], scale[:, 0], self.log.df, levels)
            log[self.positive] = self.last[self.positive, None, None] * grown(logs)
        return additive, log

    def quantiles(self, horizon: int, levels: Array) -> Array:
        """Quantiles (k, h, q) of the main family: those of both scales, averaged."""
        additive, log = self.scale_quantiles(horizon, levels)
        share = self.log_share[:, None, None]
        return (1 - share) * additive + share * log

    def predict(self, horizon: int, levels: Array) -> Prediction:
        """Quantiles of the main family."""
        return finish(self.quantiles(horizon, with_mean(levels)), levels, self.lowest)

    def explain(self) -> list[list[Reason]]:
        """Share of the log scale, mean smoothing constant and damping."""
        alpha = self.additive.mean_parameter(MAIN, ALPHA)
        phi = self.additive.mean_parameter(MAIN, PHI)
        return [
            [
                Reason("member", "smoothing, log scale", float(share), "weight of that scale"),
                Reason("shrinkage", "alpha", float(a), "mean weight of the newest value"),
                Reason("shrinkage", "phi", float(f), "mean share of the slope kept each year"),
            ]
            for share, a, f in zip(self.log_share, alpha, phi, strict=True)
        ]


def fit_smoothing_block(block: Array, families: tuple[str, ...] = (MAIN,)) -> SmoothingBlock:
    """Fit families, the main one among them, to series of one length, shape (k, n)."""
    unit = level_of(block)
    z = block / unit[:, None]
    additive = fit_mixture(z, families)
    positive = np.flatnonzero(block.min(axis=1) > 0)
    share = np.zeros(len(block))
    log = None
    if positive.size:
        logs = np.log(z[positive])
        log = fit_mixture(logs, families)
        main = families.index(MAIN)
        gain = log.evidence[:, main] - logs.sum(axis=1) - additive.evidence[positive, main]
        least, most = LOG_SHARE
        share[positive] = least + (most - least) / (1 + np.exp(-np.clip(gain, -30, 30)))
    return SmoothingBlock(
        additive, log, positive, share, block[:, -1].copy(), unit, lowest_of(block)
    )


class Smoothing:
    """Bayesian average over damped exponential smoothing with drift, on both scales.

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
