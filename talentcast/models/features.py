"""What the learned part sees of a series: what each member forecasts and how the series moves.

Everything is free of scale: forecasts are differences from the ensemble's in units of the
ensemble's own uncertainty, movements are on the relative scale (logs for positive series).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from talentcast.models.bank import ALPHA, PHI
from talentcast.models.base import Array
from talentcast.models.ensemble import EnsembleBlock
from talentcast.models.intervals import PRIOR_CHANGE, PRIOR_OBSERVATIONS
from talentcast.models.smoothing import FAMILIES, MAIN
from talentcast.models.transforms import grown, relative_scale

#: Families that are offered to the learned part, all of them.
OFFERED = tuple(FAMILIES)

#: Spreads of the shrunk drifts that are offered, tenths to whole of the usual growth.
OFFERED_SPREADS = (0.01, 0.02, 0.04, 0.08)

#: The forecasts offered, in order; `MEMBERS[0]` is the last value.
MEMBERS = (
    "naive",
    "mean change",
    *(f"shrunk drift {spread:g}" for spread in OFFERED_SPREADS),
    *(f"{name}, additive" for name in OFFERED),
    *(f"{name}, log" for name in OFFERED),
)

#: Levels whose distance, over that of a standard normal, is the unit of uncertainty.
UNIT_LEVELS = np.array([0.1, 0.5, 0.9])
NORMAL_80 = 2.563

#: Nothing is further out than this, in any unit.
CLIP = 10.0

#: Latest changes shown one by one.
LATEST = 5

#: Names of the columns that describe the series, whatever the horizon.
SERIES_COLUMNS = (
    "log length",
    "log deviation",
    "growth",
    "growth over deviation",
    *(f"change {i + 1} back" for i in range(LATEST)),
    "last three",
    "last eight",
    "autocorrelation",
    "below the highest",
    "above the lowest",
    "largest change",
    "recent size",
    "peakedness",
    "share rising",
    "share unchanged",
    "log share",
    "alpha",
    "phi",
)

#: All columns in the order of the models.
COLUMNS = ("horizon", "width", "skew", *MEMBERS, *SERIES_COLUMNS)


@dataclass(frozen=True)
class Features:
    """Centre and unit of the ensemble, (k, h); columns (k, h, c); members (k, h, m)."""

    centre: Array
    unit: Array
    columns: Array
    members: Array


def _drift_paths(block: Array, horizon: int) -> list[Array]:
    """Naive, mean change and the shrunk drifts, each (k, h)."""
    last = block[:, -1:]
    steps = np.arange(1, horizon + 1)
    z, scale = relative_scale(block)
    changes = np.diff(z, axis=1)
    mean = changes.mean(axis=1)
    squares = ((changes - mean[:, None]) ** 2).sum(axis=1) + PRIOR_OBSERVATIONS * PRIOR_CHANGE**2
    of_mean = squares / (changes.shape[1] - 1 + PRIOR_OBSERVATIONS) / changes.shape[1]
    paths = [
        np.repeat(last, horizon, axis=1),
        last + (last - block[:, :1]) / (block.shape[1] - 1) * steps,
    ]
    for spread in OFFERED_SPREADS:
        drift = mean * spread**2 / (spread**2 + of_mean)
        paths.append(scale.restore(z[:, -1:] + drift[:, None] * steps))
    return paths


def member_paths(block: Array, fitted: EnsembleBlock, horizon: int) -> Array:
    """Forecasts of all `MEMBERS`, (k, h, m); log families of other series repeat the additive."""
    smoothing = fitted.smoothing
    additive, _ = smoothing.additive_paths(horizon, OFFERED)
    log = additive.copy()
    rows = smoothing.positive
    if rows.size:
        location, _ = smoothing.log_paths(horizon, OFFERED)
        log[rows] = smoothing.last[rows, None, None] * grown(location)
    paths = np.concatenate(
        [np.stack(_drift_paths(block, horizon), axis=1), additive, log], axis=1
    ).transpose(0, 2, 1)
    return np.asarray(np.maximum(paths, smoothing.lowest[:, None, None]))


def series_columns(block: Array, fitted: EnsembleBlock) -> Array:
    """How each series moves, (k, c): the columns `SERIES_COLUMNS`."""
    z, _ = relative_scale(block)
    changes = np.diff(z, axis=1)
    n = changes.shape[1]
    mean = changes.mean(axis=1, keepdims=True)
    squares = ((changes - mean) ** 2).sum(axis=1, keepdims=True)
    deviation = np.sqrt((squares + PRIOR_OBSERVATIONS * PRIOR_CHANGE**2) / n)
    scaled = changes / deviation
    shown = np.repeat(mean / deviation, LATEST, axis=1)
    take = min(LATEST, n)
    shown[:, :take] = scaled[:, ::-1][:, :take]
    inner = scaled - scaled.mean(axis=1, keepdims=True)
    products = (inner[:, 1:] * inner[:, :-1]).sum(axis=1) / n
    size = np.abs(scaled)
    mean_size = size.mean(axis=1) + 1e-6
    smoothing = fitted.smoothing
    columns = [
        np.full(len(block), np.log(n + 1.0)),
        np.log(deviation[:, 0]),
        mean[:, 0],
        mean[:, 0] / deviation[:, 0],
        *shown.T,
        scaled[:, -3:].mean(axis=1),
        scaled[:, -8:].mean(axis=1),
        products,
        (z[:, -1] - z.max(axis=1)) / deviation[:, 0],
        (z[:, -1] - z.min(axis=1)) / deviation[:, 0],
        size.max(axis=1),
        size[:, -5:].mean(axis=1) / mean_size,
        mean_size / (np.sqrt((scaled**2).mean(axis=1)) + 1e-6),
        (changes > 0).mean(axis=1),
        (changes == 0).mean(axis=1),
        smoothing.log_share,
        smoothing.additive.mean_parameter(MAIN, ALPHA),
        smoothing.additive.mean_parameter(MAIN, PHI),
    ]
    return np.asarray(np.clip(np.stack(columns, axis=1), -CLIP, CLIP))


def features(
    block: Array, fitted: EnsembleBlock, horizon: int, quantiles: Array | None = None
) -> Features:
    """Everything the learned part sees of series of one length.

    Parameters
    ----------
    block : array, shape (k, n)
        Cleaned series.
    fitted : EnsembleBlock
        Fitted to the same block with the families `OFFERED`.
    horizon : int
    quantiles : array, shape (k, h, 3), optional
        The ensemble's at `UNIT_LEVELS`, where they are known already.

    Returns
    -------
    Features
    """
    if quantiles is None:
        quantiles = fitted.quantiles(horizon, UNIT_LEVELS)
    unit = (quantiles[:, :, 2] - quantiles[:, :, 0]) / NORMAL_80
    centre = np.maximum(quantiles[:, :, 1], fitted.smoothing.lowest[:, None])
    members = member_paths(block, fitted, horizon)
    gaps = np.clip((members - centre[:, :, None]) / unit[:, :, None], -CLIP, CLIP)
    years = np.broadcast_to(np.arange(1.0, horizon + 1), centre.shape)
    size = np.abs(block[:, -1:]) + np.abs(centre) + unit
    skew = (quantiles[:, :, 2] - 2 * quantiles[:, :, 1] + quantiles[:, :, 0]) / unit
    once = np.repeat(series_columns(block, fitted)[:, None], horizon, axis=1)
    columns = np.concatenate(
        [np.stack([years, np.log(unit / size), skew], axis=2), gaps, once], axis=2
    )
    return Features(centre, unit, columns, members)
