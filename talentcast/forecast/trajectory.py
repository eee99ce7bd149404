"""One series over all its years: figures, estimates and forecasts, as points and as draws."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

#: Draws of every series; antithetic, so that medians are close to the points.
DRAWS = 4000

#: Interval bounds of `frames.POINTS`, as quantiles.
BOUNDS = (0.1, 0.9, 0.025, 0.975)

#: Levels at which a model's predictive distribution is read.
LEVELS = np.array(
    [
        0.005,
        0.01,
        0.025,
        0.05,
        0.1,
        0.2,
        0.3,
        0.4,
        0.5,
        0.6,
        0.7,
        0.8,
        0.9,
        0.95,
        0.975,
        0.99,
        0.995,
    ]
)


@dataclass(frozen=True)
class Trajectory:
    """Figures, estimates and forecasts of one series, one a year.

    Attributes
    ----------
    first_year : int
    point : array, shape (t,)
    draws : array, shape (d, t)
        Equal to the point in years that are known.
    kind : tuple of str, length t
        actual, estimate or forecast.
    source : tuple of str, length t
    is_known : array of bool, shape (t,)
        The figure stands in the panel.
    method, between : str
        Of forecasts, and of estimates between figures.
    warnings : tuple of str
    reasons : tuple of (step, item, value, note)
    """

    first_year: int
    point: Array
    draws: Array
    kind: tuple[str, ...]
    source: tuple[str, ...]
    is_known: NDArray[np.bool_]
    method: str
    warnings: tuple[str, ...] = ()
    reasons: tuple[tuple[str, str, float | None, str], ...] = field(default=())
    between: str = "bridge"

    @property
    def years(self) -> NDArray[np.int64]:
        """Calendar years, shape (t,)."""
        return np.arange(self.first_year, self.first_year + len(self.point))

    @property
    def last_year(self) -> int:
        """Last year of the trajectory."""
        return self.first_year + len(self.point) - 1

    def at(self, year: int) -> int:
        """Position of a calendar year."""
        return year - self.first_year

    def until(self, year: int) -> Trajectory:
        """Return the same trajectory without forecasts after `year`."""
        known = self.years[self.is_known]
        end = self.at(max(year, int(known[-1]))) + 1
        return replace(
            self,
            point=self.point[:end],
            draws=self.draws[:, :end],
            kind=self.kind[:end],
            source=self.source[:end],
            is_known=self.is_known[:end],
        )

    def saying(self, *warnings: str) -> Trajectory:
        """Return the same trajectory with more warnings."""
        return replace(self, warnings=(*self.warnings, *(w for w in warnings if w)))


def bounds(trajectory: Trajectory) -> Array:
    """80 and 95 % bounds of the years that are not known; NaN where they are.

    Returns
    -------
    array, shape (t, 4)
        lo80, hi80, lo95, hi95.
    """
    spread = np.quantile(trajectory.draws, BOUNDS, axis=0).T
    low, high = spread[:, [0, 2]], spread[:, [1, 3]]
    point = trajectory.point[:, None]
    spread = spread.copy()
    spread[:, [0, 2]], spread[:, [1, 3]] = np.minimum(low, point), np.maximum(high, point)
    spread[trajectory.is_known] = np.nan
    return spread


def noise(seed: int, name: str, size: int) -> Array:
    """Antithetic standard normal draws, shape (DRAWS, size); the same for the same name and seed.

    Examples
    --------
    >>> z = noise(0, "engineers", 3)
    >>> z.shape, bool(abs(z.mean()) < 1e-12)
    ((4000, 3), True)
    """
    generator = np.random.default_rng([seed, zlib.crc32(name.encode())])
    half = generator.standard_normal((DRAWS // 2, size))
    return np.concatenate([half, -half])


def walk_draws(quantiles: Array, levels: Array, z: Array) -> Array:
    """Turn a model's quantiles by year into whole paths.

    The ranks of a path in successive years move as a random walk does (correlation of years i and
    j is the root of i / j), while each year keeps the model's own distribution: a Gaussian copula.

    Parameters
    ----------
    quantiles : array, shape (h, q)
    levels : array, shape (q,)
    z : array, shape (d, h)
        Standard normal.

    Returns
    -------
    array, shape (d, h)

    Source
    ------
    Schefzik, Thorarinsdottir and Gneiting (2013), Statistical Science 28(4), 616-640 (copulas for
    marginal forecasts).

    Examples
    --------
    >>> q = np.array([[8.0, 10.0, 12.0]])
    >>> walk_draws(q, np.array([0.1, 0.5, 0.9]), np.array([[0.0], [1.2815515655446004]]))
    array([[10.],
           [12.]])
    """
    from scipy.special import ndtri

    horizon = quantiles.shape[0]
    ranks = np.cumsum(z[:, :horizon], axis=1) / np.sqrt(np.arange(1, horizon + 1))
    grid = ndtri(levels)
    out = np.empty((len(z), horizon))
    for step in range(horizon):
        out[:, step] = _interpolated(ranks[:, step], grid, quantiles[step])
    return out


def _interpolated(x: Array, grid: Array, values: Array) -> Array:
    """Piecewise linear, going on straight beyond the ends."""
    inside = np.interp(x, grid, values)
    low_slope = (values[1] - values[0]) / (grid[1] - grid[0])
    high_slope = (values[-1] - values[-2]) / (grid[-1] - grid[-2])
    inside = np.where(x < grid[0], values[0] + low_slope * (x - grid[0]), inside)
    return np.where(x > grid[-1], values[-1] + high_slope * (x - grid[-1]), inside)


def to_scale(values: Any, upper: float) -> Array:
    """Log for counts, log odds for shares of `upper`; where forecasts are added and widened.

    Examples
    --------
    >>> float(to_scale(50.0, 100.0))
    0.0
    """
    array = np.asarray(values, dtype=float)
    if np.isinf(upper):
        return np.asarray(np.log(np.maximum(array, 1e-300)))
    share = np.clip(array / upper, 1e-9, 1 - 1e-9)
    return np.asarray(np.log(share / (1 - share)))


def from_scale(values: Any, upper: float) -> Array:
    """Undo `to_scale`."""
    array = np.asarray(values, dtype=float)
    if np.isinf(upper):
        return np.asarray(np.exp(array))
    return np.asarray(upper / (1 + np.exp(-array)))


def widened(quantiles: Array, middle: Array, factor: float, upper: float) -> Array:
    """Move quantiles away from the middle by `factor` on the log (log odds) scale.

    Parameters
    ----------
    quantiles : array, shape (..., q)
    middle : array, shape (...)
    factor : float
    upper : float

    Examples
    --------
    >>> widened(np.array([[50.0, 200.0]]), np.array([100.0]), 2.0, np.inf).round(6)
    array([[ 25., 400.]])
    """
    if factor == 1.0:
        return quantiles
    centre = to_scale(middle, upper)[..., None]
    moved = from_scale(centre + factor * (to_scale(quantiles, upper) - centre), upper)
    at_zero = (middle <= 0)[..., None] | (quantiles <= 0)
    return np.where(at_zero, middle[..., None] + factor * (quantiles - middle[..., None]), moved)


def known_years(years: Sequence[int], first: int, last: int) -> NDArray[np.bool_]:
    """Mark which of the years from `first` to `last` are among `years`."""
    return np.isin(np.arange(first, last + 1), list(years))
