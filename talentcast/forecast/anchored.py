"""A headcount with few anchors: indicators between them, indicators and its own path beyond."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from talentcast.forecast.bridge import t_scale
from talentcast.forecast.estimate import (
    Anchors,
    Bend,
    between_draws,
    counted,
    fit_bend,
    path_between,
)
from talentcast.forecast.gaps import interval_inflation
from talentcast.forecast.indicators import (
    chain_vintages,
    log_indicators,
    without_jumps,
    without_spikes,
)
from talentcast.forecast.modelled import model_quantiles
from talentcast.forecast.sentences import sentence
from talentcast.forecast.trajectory import DRAWS, LEVELS, noise, walk_draws, widened

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from talentcast.forecast.modelled import Record
    from talentcast.forecast.trajectory import Trajectory
    from talentcast.forecast.weights import Weights
    from talentcast.models import Forecaster

    Array = NDArray[np.float64]

#: Part of the past drift that goes on: anything between none and all, half in the middle.
GOES_ON = 0.5

#: Weight of the indicator path beside the series' own path in the forecast.
INDICATOR_SHARE = 0.5


@dataclass(frozen=True)
class Ahead:
    """Indicators kept, from the first anchor to the end of the forecast.

    Attributes
    ----------
    past : array, shape (t, k)
        Log levels from the first anchor to the last.
    change, change_draws : arrays, shape (h, k) and (d, h, k)
        Log change since the last anchor.
    """

    past: Array
    change: Array
    change_draws: Array


@dataclass(frozen=True)
class Anchored:
    """All that is estimated about one anchored headcount.

    `between` (t,) is the log path, `between_draws` (d, t) with it; `quantiles` (h, q) are those of
    the forecast, `own` and `indicated` those of its two parts, joined with weights 1 - `share`
    and `share`.
    """

    anchors: Anchors
    weights: Weights
    indicators: Ahead
    bend: Bend
    years: NDArray[np.int64]
    between: Array
    between_draws: Array
    quantiles: Array
    own: Array
    indicated: Array
    share: float


def estimate_anchored(
    record: Record,
    rows: pd.DataFrame,
    weights: Weights,
    *,
    to: int,
    method: str | Forecaster,
    seed: int,
    name: str,
) -> Anchored:
    """Estimate the years between anchors and project beyond the last one.

    Parameters
    ----------
    record : Record
        The anchors.
    rows : DataFrame
        The region's own indicators: series_id, year, value, vintage.
    weights : Weights
    to : int
    method : str or Forecaster
        Model of the series' own path; only `auto` lets the indicator path into the forecast, a
        model asked for by name forecasts alone.
    seed, name : int, str
        Of the draws.
    """
    chained = chain_vintages(rows)
    weights = available(weights, set(chained["series_id"]))
    ahead = _indicators_ahead(chained, record, weights, to=to, seed=seed)
    anchors = Anchors(record.years, np.log(record.values))
    years = np.arange(int(record.years[0]), int(record.years[-1]) + 1)
    index = ahead.past @ weights.coefficient
    at = np.searchsorted(years, record.years)
    bend = fit_bend(anchors, index[at], deviation=weights.deviation)
    z = noise(seed, f"{name} between", len(years) + 2)
    drawn = _weight_draws(weights, seed)
    paths = between_draws(years, anchors, drawn @ ahead.past.T, bend, z)
    between = path_between(years, anchors, index, bend)
    own, _, _ = model_quantiles([np.exp(between)], to - int(record.years[-1]), method, np.inf)
    factor = interval_inflation(record.years)
    own_quantiles = np.log(widened(own[0], own[0][:, len(LEVELS) // 2], factor, np.inf))
    indicated = _indicated(anchors, bend, ahead, weights, drawn, seed=seed, name=name)
    share = INDICATOR_SHARE if method == "auto" else 0.0
    both = share * indicated + (1 - share) * own_quantiles
    return Anchored(
        anchors, weights, ahead, bend, years, between, paths, np.exp(both),
        np.exp(own_quantiles), np.exp(indicated), share,
    )  # fmt: skip


def available(weights: Weights, names: set[str]) -> Weights:
    """Weights of the indicators that the region has; the others count as unchanged."""
    keep = [i for i, name in enumerate(weights.names) if name in names]
    return replace(
        weights,
        names=tuple(weights.names[i] for i in keep),
        coefficient=weights.coefficient[keep],
        error=weights.error[keep],
        covariance=weights.covariance[np.ix_(keep, keep)],
    )


def _weight_draws(weights: Weights, seed: int) -> Array:
    """Draws of the coefficients, shape (d, k)."""
    z = noise(seed, "indicator weights", len(weights.names))
    values, vectors = np.linalg.eigh(weights.covariance)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    return np.asarray(weights.coefficient + z @ root.T)


def _indicators_ahead(
    chained: pd.DataFrame,
    record: Record,
    weights: Weights,
    *,
    to: int,
    seed: int,
) -> Ahead:
    """Past levels of the kept indicators and their own forecasts (by `auto`)."""
    first, last = int(record.years[0]), int(record.years[-1])
    past = log_indicators(chained, np.arange(first, last + 1)).pick(weights.names)
    change = np.zeros((to - last, len(weights.names)))
    draws = np.zeros((DRAWS, to - last, len(weights.names)))
    if not weights.names:
        return Ahead(past, change, draws)
    histories, ends = [], []
    for name in weights.names:
        part = chained[(chained["series_id"] == name) & (chained["year"] <= last)]
        part = part.sort_values("year")
        years = part["year"].to_numpy()
        log = without_jumps(without_spikes(np.log(part["value"].to_numpy(dtype=float))))
        whole = np.arange(years[0], years[-1] + 1)
        seen = np.isfinite(log)
        histories.append(np.exp(np.interp(whole, years[seen], log[seen])))
        ends.append(int(years[-1]))
    steps = to - min(ends)
    quantiles, _, _ = model_quantiles(histories, steps, "auto", np.inf)
    quantiles = np.log(np.maximum(quantiles, 1e-12))
    for k, (name, end) in enumerate(zip(weights.names, ends, strict=True)):
        paths = walk_draws(quantiles[k], LEVELS, noise(seed, f"indicator {name}", steps))
        middle = np.append(np.log(histories[k][-1]), quantiles[k][:, len(LEVELS) // 2])
        paths = np.column_stack([np.full(DRAWS, middle[0]), paths])
        at = last - end
        change[:, k] = middle[at + 1 : at + 1 + to - last] - middle[at]
        draws[:, :, k] = paths[:, at + 1 : at + 1 + to - last] - paths[:, [at]]
    return Ahead(past, change, draws)


def _indicated(
    anchors: Anchors,
    bend: Bend,
    ahead: Ahead,
    weights: Weights,
    drawn: Array,
    *,
    seed: int,
    name: str,
) -> Array:
    """Log quantiles of the indicator path, shape (h, q).

    The index moves the headcount by its elasticity; of the drift that the index did not carry,
    some part between none and all goes on; deviations are a random walk.
    """
    steps = ahead.change.shape[0]
    h = np.arange(1, steps + 1, dtype=float)
    z = noise(seed, f"{name} indicated", steps + 4)
    from scipy.special import ndtr

    elasticity = bend.elasticity + bend.spread * z[:, [-1]]
    index = np.einsum("dk,dhk->dh", drawn, ahead.change_draws)
    span = float(anchors.years[-1] - anchors.years[0])
    scale = t_scale(z[:, -4], bend.walk.freedom)[:, None] * bend.walk.deviation
    drift = bend.drift + scale * z[:, [-3]] / np.sqrt(span)
    goes_on = ndtr(z[:, [-2]])
    walk = np.cumsum(z[:, :steps], axis=1) * scale
    paths = elasticity * counted(h) * index + goes_on * drift * h + walk
    spread = np.quantile(paths, LEVELS, axis=0).T
    centre = indicated_point(bend, ahead.change @ weights.coefficient)
    return np.asarray(anchors.log[-1] + spread - spread[:, [len(LEVELS) // 2]] + centre[:, None])


def indicated_point(bend: Bend, index_change: Array) -> Array:
    """Log change since the last anchor on the indicator path.

    Parameters
    ----------
    bend : Bend
    index_change : array, shape (h,)

    Examples
    --------
    >>> from talentcast.forecast.bridge import Walk
    >>> bend = Bend(1.0, 0.5, 0.02, Walk(0.03, 2.0))
    >>> indicated_point(bend, np.array([0.0, 0.0])).round(3).tolist()
    [0.01, 0.02]
    """
    h = np.arange(1, len(index_change) + 1, dtype=float)
    return np.asarray(bend.elasticity * counted(h) * index_change + GOES_ON * bend.drift * h)


def carried(made: Anchored) -> Array:
    """Part of the growth between first and last anchor that each indicator carries, shape (k,)."""
    at = np.searchsorted(made.years, made.anchors.years)
    gap = np.diff(made.anchors.years).astype(float)
    steps = np.diff(made.indicators.past[at], axis=0) * counted(gap)[:, None]
    moved = made.bend.elasticity * made.weights.coefficient * steps.sum(axis=0)
    return np.asarray(moved / (made.anchors.log[-1] - made.anchors.log[0]))


def anchored_trajectory(
    plain: Trajectory, made: Anchored, reasons: list[Any], *, name: str, seed: int, lang: str
) -> Trajectory:
    """Put estimates and forecasts in place of the plain bridge and model.

    Parameters
    ----------
    plain : Trajectory
        The same series from its anchors alone.
    made : Anchored
    reasons : list of (step, item, value, note)
    name : str
    seed : int
    lang : {"en", "zh"}
    """
    point, draws = plain.point.copy(), plain.draws.copy()
    past = len(made.years)
    known = plain.is_known[:past]
    point[:past] = np.where(known, point[:past], np.exp(made.between))
    draws[:, :past] = np.where(known, draws[:, :past], np.exp(made.between_draws))
    point[past:] = made.quantiles[:, len(LEVELS) // 2]
    z = noise(seed, f"{name} ahead", len(made.quantiles))
    draws[:, past:] = np.maximum(walk_draws(made.quantiles, LEVELS, z), 0.0)
    said = sentence(
        "indicated", lang, count=int(np.sum(made.weights.coefficient != 0)),
        regions=made.weights.regions,
        gain=f"{made.weights.gain:.2f}", rest=f"{100 * (1 - carried(made).sum()):.0f}",
    )  # fmt: skip
    return replace(
        plain, point=point, draws=draws,
        method=f"indicators + {plain.method}" if made.share else plain.method,
        between="indicators", reasons=(*plain.reasons, *reasons),
    ).saying(said)  # fmt: skip
