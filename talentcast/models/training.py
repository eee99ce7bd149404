"""Train the learned part: rolling origins of a panel become rows, rows become small models.

Everything happens inside the histories given; no later value is ever seen. The target of a row is
what the ensemble got wrong, in units of its own uncertainty, so that one model serves all series
and horizons.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from talentcast.errors import ShortSeriesError
from talentcast.models.base import Array
from talentcast.models.blocks import by_length
from talentcast.models.ensemble import fit_ensemble_block
from talentcast.models.features import COLUMNS, OFFERED, features
from talentcast.models.jumps import clean
from talentcast.models.learned import LEARNED_HORIZON, LEARNED_LEVELS, Learned
from talentcast.models.smoothing import LONGEST
from talentcast.models.trees import Trees, compact

#: Mean MASE and sMAPE of the last value on yearly data (M4 paper, table of the naive method):
#: they weigh the two halves of the OWA in the training loss.
NAIVE_MASE = 3.974
NAIVE_SMAPE = 16.342

#: A row weighs at most this many times the median row.
LARGEST_WEIGHT = 8.0

#: Targets are cut off here, in units of the ensemble's uncertainty.
LARGEST_TARGET = 8.0

#: Growth a year, in logs, beyond which a history is out of line.
LARGEST_GROWTH = 0.3

#: Fewest rows that are worth training on.
LEAST_ROWS = 2000


@dataclass(frozen=True)
class Size:
    """How large a model of one quantile may grow."""

    trees: int
    leaves: int
    rate: float
    least_in_leaf: int


@dataclass(frozen=True)
class Recipe:
    """How rows are drawn and models grown.

    Origins are drawn from the last `newest` years of a series: growth changes from one era to the
    next, and the newest is the best guide to the one that follows. Each future loses a share, up
    to `most_lost`, of the growth that its history had: what is learned must not rest on past
    growth going on. Over the training years of the M4 panel the typical growth fell by 28 %
    within 12 years.
    """

    seed: int = 20_250_101
    origins: int = 8
    newest: int = 16
    longest_horizon: int = LEARNED_HORIZON
    shortest: int = 3
    most_lost: float = 0.2
    share_truncated: float = 0.35
    longest_truncated: int = 12
    horizons_per_origin: int = 4
    point: Size = Size(250, 24, 0.05, 400)
    tail: Size = Size(100, 12, 0.1, 600)


@dataclass(frozen=True)
class Rows:
    """Training rows: columns (r, c), target (r,), weight (r,) and the series they come from."""

    columns: Array
    target: Array
    weight: Array
    series: Array


def past_growth(history: Array) -> float:
    """Mean yearly change of the log, cut off at `LARGEST_GROWTH`; 0 where a value is not positive.

    Examples
    --------
    >>> round(past_growth(np.array([100.0, 105.0, 121.0])), 3)
    0.095
    """
    if history.min() <= 0:
        return 0.0
    growth = np.log(history[-1] / history[0]) / (history.size - 1)
    return float(np.clip(growth, -LARGEST_GROWTH, LARGEST_GROWTH))


def draw_origins(
    series: Sequence[Array], recipe: Recipe
) -> tuple[list[Array], list[Array], list[float], list[int]]:
    """Cut histories and what followed them out of the series.

    Returns
    -------
    histories, futures : lists of arrays
        A future has up to `longest_horizon` values.
    scales : list of float
        Mean size of the yearly change up to the origin.
    owners : list of int
        Position of the series.
    """
    rng = np.random.default_rng(recipe.seed)
    histories, futures, scales, owners = [], [], [], []
    for owner, values in enumerate(series):
        possible = np.arange(max(recipe.shortest, values.size - recipe.newest), values.size)
        if not possible.size:
            continue
        count = min(recipe.origins, possible.size)
        for origin in rng.choice(possible, count, replace=False):
            history = values[:origin]
            scale = float(np.abs(np.diff(history)).mean())
            if scale == 0:
                continue
            if rng.random() < recipe.share_truncated:
                most = min(recipe.longest_truncated, origin)
                history = history[-int(rng.integers(recipe.shortest, most + 1)) :]
            future = values[origin : origin + recipe.longest_horizon]
            lost = rng.uniform(0, recipe.most_lost) * past_growth(values[:origin])
            histories.append(history)
            futures.append(future * np.exp(-lost * np.arange(1, future.size + 1)))
            scales.append(scale)
            owners.append(owner)
    return histories, futures, scales, owners


def row_weights(actual: Array, centre: Array, unit: Array, scale: Array) -> Array:
    """Weight of an error of one unit in the overall weighted average, 1 for the median row."""
    size = np.maximum(np.abs(actual) + np.abs(centre), 1e-12)
    weight = unit * (1 / (NAIVE_MASE * scale) + 200 / (NAIVE_SMAPE * size))
    weight = weight / np.median(weight)
    return np.asarray(np.minimum(weight, LARGEST_WEIGHT))


def expected_rows(series: Sequence[Array], recipe: Recipe) -> float:
    """Mean number of training rows that `make_rows` draws from a panel.

    Examples
    --------
    >>> expected_rows([np.arange(7.0)], Recipe())  # origins 3 to 6 with 4, 3, 2 and 1 years ahead
    10.0
    """
    total = 0.0
    for values in series:
        possible = np.arange(max(recipe.shortest, values.size - recipe.newest), values.size)
        ahead = np.minimum(values.size - possible, recipe.horizons_per_origin)
        if possible.size and np.ptp(values) > 0:
            total += min(recipe.origins, possible.size) * float(ahead.mean())
    return total


def make_rows(series: Sequence[Array], recipe: Recipe) -> Rows:
    """Turn a panel into training rows.

    Raises
    ------
    ShortSeriesError
        If the panel gives fewer than `LEAST_ROWS` rows.
    """
    histories, futures, scales, owners = draw_origins(series, recipe)
    rng = np.random.default_rng(recipe.seed + 1)
    parts: list[tuple[Array, ...]] = []
    horizon = recipe.longest_horizon
    for index, block in by_length(histories, LONGEST):
        cleaned = clean(block).block
        seen = features(cleaned, fit_ensemble_block(cleaned, OFFERED), horizon)
        actual = np.full((len(index), horizon), np.nan)
        for row, i in enumerate(index):
            actual[row, : futures[i].size] = futures[i]
        score = np.where(np.isnan(actual), 2.0, rng.random(actual.shape))
        picked = np.argsort(score, axis=1)[:, : recipe.horizons_per_origin]
        rows, steps = np.repeat(np.arange(len(index)), picked.shape[1]), picked.ravel()
        known = ~np.isnan(actual[rows, steps])
        rows, steps = rows[known], steps[known]
        parts.append(
            (
                seen.columns[rows, steps].astype(np.float32),
                actual[rows, steps],
                seen.centre[rows, steps],
                seen.unit[rows, steps],
                np.array(scales)[index][rows],
                np.array(owners)[index][rows],
            )
        )
    if sum(part[1].size for part in parts) < LEAST_ROWS:
        raise ShortSeriesError(
            f"got {len(series)} series; expected enough years for {LEAST_ROWS} back-test rows; "
            "give a larger panel or use the shipped models"
        )
    columns, actual, centre, unit, scale, owner = (
        np.concatenate([part[i] for part in parts]) for i in range(6)
    )
    target = np.clip((actual - centre) / unit, -LARGEST_TARGET, LARGEST_TARGET)
    return Rows(columns, target, row_weights(actual, centre, unit, scale), owner)


def train_level(rows: Rows, level: float, recipe: Recipe) -> Trees:
    """Grow the model of one quantile."""
    import lightgbm

    size = recipe.point if level == 0.5 else recipe.tail
    names = [name.replace(" ", "_").replace(",", "") for name in COLUMNS]
    data = lightgbm.Dataset(rows.columns, rows.target, weight=rows.weight, feature_name=names)
    settings = {
        "objective": "quantile",
        "alpha": level,
        "num_leaves": size.leaves,
        "learning_rate": size.rate,
        "min_data_in_leaf": size.least_in_leaf,
        "feature_fraction": 0.6,
        "bagging_fraction": 0.7,
        "bagging_freq": 1,
        "lambda_l2": 10.0,
        "max_bin": 127,
        "seed": recipe.seed,
        "deterministic": True,
        "force_row_wise": True,
        "num_threads": 1,
        "verbosity": -1,
    }
    booster = lightgbm.train(settings, data, num_boost_round=size.trees)
    return Trees(compact(booster.model_to_string()))


def train(
    point_series: Sequence[Array], tail_series: Sequence[Array], recipe: Recipe | None = None
) -> Learned:
    """Train the point on one part of a panel and the tails on another.

    Parameters
    ----------
    point_series, tail_series : sequences of arrays, oldest first
        Two parts of the panel without a series in common, so that the tails are not fitted to
        what the point has already seen.
    recipe : Recipe, optional

    Returns
    -------
    Learned
        To be saved, or given to `models.get("auto", trained=...)`.

    Raises
    ------
    ShortSeriesError
        If a part is too small to learn from.
    """
    used = recipe or Recipe()
    point_rows, tail_rows = make_rows(point_series, used), make_rows(tail_series, used)
    return Learned(
        tuple(
            train_level(point_rows if level == 0.5 else tail_rows, level, used)
            for level in LEARNED_LEVELS
        )
    )
