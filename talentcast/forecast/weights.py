"""Which indicators carry a headcount, and how much: lasso and regression on a panel of regions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from talentcast.errors import SchemaError
from talentcast.forecast.indicators import COVERAGE, LogIndicators

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Changes over this many years: one-year changes of administrative counts are mostly noise.
CHANGE_YEARS = 3

#: Changes of the headcount beyond this many robust standard deviations are pulled in (the scope
#: of public units changed for some provinces).
PULL_IN = 3.0

#: Yearly changes beyond this many robust standard deviations count as this when the usual
#: deviation is measured.
WILD = 2.0

#: Penalties tried, and folds; a region is never on both sides of a fold.
PENALTIES, FOLDS = np.geomspace(3e-4, 5e-2, 25), 6

#: The penalty may be worse than the best one by so many standard errors of that difference.
SLACK = 1.0

#: Of two indicators whose changes correlate more than this, the one with more figures is a
#: candidate.
SAME_THING = 0.95

#: Fewer regions than this can't weigh indicators.
FEWEST_REGIONS = 8


@dataclass(frozen=True)
class Weights:
    """A single index of indicators: the sum of coefficient times log indicator.

    Attributes
    ----------
    names : tuple of str, length k
        Indicators kept.
    coefficient, error : array, shape (k,)
        Shrunk elasticities of the headcount, and the standard errors before shrinkage, clustered
        by region.
    covariance : array, shape (k, k)
    dropped : dict of str to str
        Why each other indicator is not in the index.
    penalty : float
        Lasso penalty.
    gain : float
        Cross-validated error relative to no indicator at all; below 1 is better.
    deviation : float
        Standard deviation of the headcount's yearly change in the panel, log scale.
    regions, changes : int
        How many were used.
    """

    names: tuple[str, ...]
    coefficient: Array
    error: Array
    covariance: Array
    dropped: dict[str, str]
    penalty: float
    gain: float
    deviation: float
    regions: int
    changes: int

    def without(self, name: str) -> tuple[str, ...]:
        """Names of the other indicators."""
        return tuple(other for other in self.names if other != name)


def learn_weights(
    indicators: Mapping[str, LogIndicators],
    headcount: Mapping[str, Array],
    *,
    keep: tuple[str, ...] | None = None,
) -> Weights:
    """Select indicators with a lasso, weigh them by regression.

    Both explain changes of the log headcount over three years by those of the log indicators,
    around the mean change. The lasso takes the smallest penalty whose cross-validated error is
    within one standard error of the best one's (the largest such penalty, the usual rule, keeps
    next to nothing). Each coefficient is then shrunk by how well it is determined.

    Parameters
    ----------
    indicators : mapping of region to LogIndicators
        All of the same years and names.
    headcount : mapping of region to array, shape (t,)
        Log of the headcount in the same years; NaN where missing.
    keep : tuple of str, optional
        Take these indicators instead of selecting.

    Returns
    -------
    Weights

    Raises
    ------
    SchemaError
        If fewer than 8 regions have both.

    Source
    ------
    Tibshirani (1996), JRSS B 58(1), 267-288 (lasso); Hastie, Tibshirani and Friedman (2009), The
    Elements of Statistical Learning, 7.10 (one standard error); Liang and Zeger (1986), Biometrika
    73(1), 13-22 (clustered errors).
    """
    regions = [name for name in headcount if name in indicators]
    if len(regions) < FEWEST_REGIONS:
        raise SchemaError(
            f"got {len(regions)} regions with headcount and indicators; expected at least "
            f"{FEWEST_REGIONS}; add regions"
        )
    names = indicators[regions[0]].names
    usable, dropped = _usable(indicators, regions, names)
    x, y, group = _changes(indicators, headcount, regions, usable)
    usable, dropped, x = _distinct(usable, dropped, x, indicators, regions)
    if keep is None:
        chosen, penalty, gain = _lasso(x, y, group)
        dropped |= {n: "lasso" for n, is_in in zip(usable, chosen, strict=True) if not is_in}
    else:
        chosen = np.array([name in keep for name in usable])
        penalty, gain = 0.0, 1.0
    kept = tuple(np.array(usable, dtype=object)[chosen].tolist())
    raw, raw_covariance = _regression(x[:, chosen], y, group)
    coefficient, covariance = _shrunk(raw, raw_covariance)
    return Weights(
        kept, coefficient, np.sqrt(np.diag(raw_covariance)), covariance, dropped, penalty, gain,
        _deviation(headcount, regions), len(regions), len(y),
    )  # fmt: skip


def _usable(
    indicators: Mapping[str, LogIndicators], regions: list[str], names: tuple[str, ...]
) -> tuple[list[str], dict[str, str]]:
    covered = np.mean([indicators[region].seen.mean(axis=0) for region in regions], axis=0)
    short = {n: "coverage" for n, c in zip(names, covered, strict=True) if c < COVERAGE}
    return [name for name in names if name not in short], short


def _changes(
    indicators: Mapping[str, LogIndicators],
    headcount: Mapping[str, Array],
    regions: list[str],
    names: list[str],
) -> tuple[Array, Array, NDArray[np.int64]]:
    """Take changes over `CHANGE_YEARS` years around their mean."""
    x = np.stack([indicators[region].pick(tuple(names)) for region in regions])
    y = np.stack([headcount[region] for region in regions])
    dx = x[:, CHANGE_YEARS:] - x[:, :-CHANGE_YEARS]
    dy = y[:, CHANGE_YEARS:] - y[:, :-CHANGE_YEARS]
    middle = np.nanmedian(dy, axis=0)
    spread = 1.4826 * np.nanmedian(np.abs(dy - middle))
    dy = np.clip(dy, middle - PULL_IN * spread, middle + PULL_IN * spread)
    seen = np.isfinite(dy)
    group = np.broadcast_to(np.arange(len(regions))[:, None], dy.shape)
    dx, dy = dx[seen], dy[seen]
    return dx - dx.mean(axis=0), dy - dy.mean(), group[seen]


def _distinct(
    names: list[str],
    dropped: dict[str, str],
    x: Array,
    indicators: Mapping[str, LogIndicators],
    regions: list[str],
) -> tuple[list[str], dict[str, str], Array]:
    """Of indicators that say the same, keep the one with more figures."""
    alike = np.atleast_2d(np.corrcoef(x, rowvar=False))
    figures = {
        name: sum(
            int(indicators[r].seen[:, indicators[r].names.index(name)].sum()) for r in regions
        )
        for name in names
    }
    order = sorted(range(len(names)), key=lambda i: (-figures[names[i]], i))
    kept: list[int] = []
    for i in order:
        twin = next((j for j in kept if abs(alike[i, j]) > SAME_THING), None)
        if twin is None:
            kept.append(i)
        else:
            dropped = {**dropped, names[i]: f"same as {names[twin]}"}
    kept.sort()
    return [names[i] for i in kept], dropped, x[:, kept]


def _lasso(x: Array, y: Array, group: NDArray[np.int64]) -> tuple[NDArray[np.bool_], float, float]:
    """Whether each indicator is kept, the penalty, and the cross-validated gain."""
    from sklearn.linear_model import LassoCV, lasso_path
    from sklearn.model_selection import GroupKFold

    scaled = x / x.std(axis=0)
    folds = list(GroupKFold(FOLDS).split(scaled, y, group))
    fitted = LassoCV(alphas=PENALTIES, fit_intercept=False, cv=folds).fit(scaled, y)
    nothing = np.array([np.mean(y[test] ** 2) for _, test in folds])
    best = int(np.argmin(fitted.mse_path_.mean(axis=1)))
    excess = fitted.mse_path_ - fitted.mse_path_[best]
    slack = excess.std(axis=1, ddof=1) / np.sqrt(FOLDS)
    close = np.flatnonzero(excess.mean(axis=1) <= SLACK * slack)
    at = close[np.argmin(fitted.alphas_[close])]
    penalty = float(fitted.alphas_[at])
    _, path, _ = lasso_path(scaled, y, alphas=[penalty])
    gain = float(fitted.mse_path_[at].mean() / nothing.mean())
    return np.abs(path[:, 0]) > 0, penalty, gain


def _regression(x: Array, y: Array, group: NDArray[np.int64]) -> tuple[Array, Array]:
    """Least squares with errors clustered by region."""
    if x.shape[1] == 0:
        return np.zeros(0), np.zeros((0, 0))
    from statsmodels.regression.linear_model import OLS

    fitted = OLS(y, x).fit(cov_type="cluster", cov_kwds={"groups": group})
    return np.asarray(fitted.params), np.asarray(fitted.cov_params())


def _shrunk(coefficient: Array, covariance: Array) -> tuple[Array, Array]:
    """Positive-part shrinkage of each coefficient: 1 - 1 / t squared, none below 0.

    Source: Efron and Morris (1973), JASA 68(341), 117-130, for one coefficient at a time.
    """
    variance = np.diag(covariance)
    factor = np.maximum(0.0, 1.0 - variance / np.maximum(coefficient**2, 1e-12))
    return coefficient * factor, covariance * np.sqrt(np.outer(factor, factor))


def _deviation(headcount: Mapping[str, Array], regions: list[str]) -> float:
    """Measure yearly changes around each region's mean, wild ones pulled in."""
    change = np.diff(np.stack([headcount[region] for region in regions]), axis=1)
    change = change - np.nanmean(change, axis=1, keepdims=True)
    spread = 1.4826 * np.nanmedian(np.abs(change))
    return float(np.nanstd(np.clip(change, -WILD * spread, WILD * spread)))
