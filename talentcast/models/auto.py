"""The default: a sound forecast of any annual series, from two points up.

Jumps are taken out, the ensemble forecasts, the learned part corrects its points and intervals.
Without the learned part (`learned=False`, or models taken out) it is the ensemble on cleaned
series.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from talentcast.models.base import Array, Prediction, Reason, checked_series
from talentcast.models.blocks import BlockFit, BlockwiseFitted, Index, fit_blocks
from talentcast.models.ensemble import EnsembleBlock, fit_ensemble_block
from talentcast.models.features import OFFERED, UNIT_LEVELS, Features, features
from talentcast.models.intervals import finish, with_mean
from talentcast.models.jumps import Cleaned, clean
from talentcast.models.learned import (
    LARGEST_CORRECTION,
    LEARNED_HORIZON,
    LEARNED_LEVELS,
    Learned,
    read_learned,
    shipped,
)
from talentcast.models.naive import NaiveBlock, fit_naive_block
from talentcast.models.smoothing import LONGEST

#: One change says next to nothing about the usual one: the last value's interval on two points
#: is that of a walk whose steps are this many times as large.
TWO_POINT_WIDENING = 2.0


@dataclass(frozen=True)
class Belief:
    """Shares of the learned correction of a point, and of a learned quantile, that are believed."""

    point: float = 0.8
    tail: float = 0.5


#: Up to this many points the wider of the learned and the ensemble's interval holds.
WIDER_UP_TO = 5

#: After a level jump, half of each half-width is that of the series as it was: jumps recur.
RAW_SHARE = 0.5

#: Where the levels of the features' unit stand among the learned ones.
UNIT_KNOTS = [LEARNED_LEVELS.index(level) for level in UNIT_LEVELS]

#: Panels of so many series are worth the time that LightGBM takes to load.
LARGE_PANEL = 300

#: Years left out for the error that `explain` reports.
BACKTEST_YEARS = 3
BACKTEST_LEAST = 4


@dataclass(frozen=True)
class TwoPointBlock:
    """The last value with a wide interval."""

    naive: NaiveBlock

    def predict(self, horizon: int, levels: Array) -> Prediction:
        """Predict as the last value does."""
        return self.naive.predict(horizon, levels)

    def explain(self) -> list[list[Reason]]:
        """Say that two points carry no more than the last value."""
        note = "two values only: the last one is repeated, the interval is a wide guess"
        return [
            [*reasons, Reason("warning", "two points", None, note)]
            for reasons in self.naive.explain()
        ]


@dataclass(frozen=True)
class AutoBlock:
    """The ensemble on cleaned series, on the untouched ones that jump, and the learned part."""

    cleaned: Cleaned
    ensemble: EnsembleBlock
    learned: Learned | None
    belief: Belief
    jumped: Index
    raw: EnsembleBlock | None
    is_large: bool

    def is_familiar(self) -> npt.NDArray[np.bool_]:
        """Whether the learned part has seen such series: positive, and not constant."""
        block = self.cleaned.block
        return np.asarray((block.min(axis=1) > 0) & (np.ptp(block, axis=1) > 0))

    def predict(self, horizon: int, levels: Array) -> Prediction:
        """Ensemble, learned correction, wider intervals after jumps."""
        wanted = with_mean(levels)
        knots = np.array(LEARNED_LEVELS)
        both = self.ensemble.quantiles(horizon, np.concatenate([wanted, knots]))
        quantiles, at_knots = both[:, :, : wanted.size], both[:, :, wanted.size :]
        if self.learned is not None:
            at_unit = at_knots[:, :, UNIT_KNOTS]
            seen = features(self.cleaned.block, self.ensemble, horizon, at_unit)
            errors = self.learned.errors(seen, with_library=self.is_large)
            short = self.cleaned.block.shape[1] <= WIDER_UP_TO
            moved = corrected(quantiles, at_knots, errors, seen, belief=self.belief, is_short=short)
            quantiles = np.where(self.is_familiar()[:, None, None], moved, quantiles)
        if self.raw is not None:
            before = self.raw.quantiles(horizon, wanted)
            middle = wanted.size - 2
            offsets = before - before[:, :, middle, None]
            own = quantiles[self.jumped]
            centre = own[:, :, middle, None]
            quantiles[self.jumped] = centre + (1 - RAW_SHARE) * (own - centre) + RAW_SHARE * offsets
        return finish(quantiles, levels, self.ensemble.smoothing.lowest)

    def explain(self) -> list[list[Reason]]:
        """Members, shrinkage, the learned correction, jumps, nearest back-test error."""
        reasons = self.ensemble.explain()
        if self.learned is not None:
            seen = features(self.cleaned.block, self.ensemble, 1)
            errors = self.learned.errors(seen, with_library=self.is_large)
            share = self.is_familiar() * self.belief.point * errors[:, 0, LEARNED_LEVELS.index(0.5)]
            note = "moves next year's point by this many of its standard deviations"
            for row, moved in enumerate(share):
                reasons[row].append(Reason("member", "learned correction", float(moved), note))
        for row, found in self.cleaned.found.items():
            reasons[row].extend(found)
        for row, error in enumerate(_latest_errors(self.cleaned.block)):
            note = f"share by which the ensemble missed the last value from {BACKTEST_YEARS} years"
            if np.isfinite(error):
                reasons[row].append(Reason("backtest", "latest error", float(error), note))
        return reasons


def corrected(
    quantiles: Array,
    at_knots: Array,
    errors: Array,
    seen: Features,
    *,
    belief: Belief,
    is_short: bool,
) -> Array:
    """Move the ensemble's quantiles towards the learned ones.

    Parameters
    ----------
    quantiles : array, shape (k, h, q)
        The ensemble's, at any levels.
    at_knots : array, shape (k, h, l)
        The ensemble's at `LEARNED_LEVELS`.
    errors : array, shape (k, h, l)
        Learned quantiles of its error, in its units.
    seen : Features
        Centre and unit.
    belief : Belief
    is_short : bool
        Whether the wider of both intervals holds.

    Returns
    -------
    array, shape (k, h, q)
        Piecewise linear in the ensemble's own quantiles between the knots, and along the
        outermost ones' ratio beyond.
    """
    middle = LEARNED_LEVELS.index(0.5)
    unit, centre = seen.unit[:, :, None], at_knots[:, :, middle, None]
    x, own = (quantiles - centre) / unit, (at_knots - centre) / unit
    shift = np.clip(errors[:, :, middle], -LARGEST_CORRECTION, LARGEST_CORRECTION)
    moved = belief.point * shift[:, :, None]
    goal = (1 - belief.tail) * own + belief.tail * errors
    if is_short:
        goal[:, :, :middle] = np.minimum(own, errors)[:, :, :middle]
        goal[:, :, middle + 1 :] = np.maximum(own, errors)[:, :, middle + 1 :]
    goal[:, :, middle] = moved[:, :, 0]
    goal = np.sort(goal, axis=2)
    goal[:, :, middle] = moved[:, :, 0]
    goal[:, :, :middle] = np.minimum(goal[:, :, :middle], moved)
    goal[:, :, middle + 1 :] = np.maximum(goal[:, :, middle + 1 :], moved)
    value = _through_knots(x, own, goal)
    growth = np.minimum(unit, seen.unit[:, min(LEARNED_HORIZON, unit.shape[1]) - 1, None, None])
    return np.asarray(centre + unit * (value - moved) + growth * moved)


def _through_knots(x: Array, own: Array, goal: Array) -> Array:
    """Carry x (k, h, q) along the broken line through the points (own, goal), each (k, h, l)."""
    last = own.shape[2] - 1
    result = np.empty_like(x)
    for i in range(last):
        low, high = own[:, :, i, None], own[:, :, i + 1, None]
        width = np.maximum(high - low, 1e-9)
        rise = goal[:, :, i + 1, None] - goal[:, :, i, None]
        line = goal[:, :, i, None] + (x - low) / width * rise
        result = line if i == 0 else np.where(x > low, line, result)
    for end, outside in ((0, x < own[:, :, :1]), (last, x > own[:, :, -1:])):
        edge, to = own[:, :, end, None], goal[:, :, end, None]
        ratio = np.clip(np.abs(to) / np.maximum(np.abs(edge), 1e-9), 0.5, 2.0)
        result = np.where(outside, to + (x - edge) * ratio, result)
    return result


def _latest_errors(block: Array) -> Array:
    """Relative error of the ensemble's forecast of the last value, made some years before."""
    years = min(BACKTEST_YEARS, block.shape[1] - BACKTEST_LEAST)
    if years < 1:
        return np.full(len(block), np.nan)
    early = fit_ensemble_block(block[:, :-years])
    guess = early.quantiles(years, np.array([0.5]))[:, -1, 0]
    size = np.maximum(np.abs(block[:, -1]), np.finfo(float).tiny)
    return np.asarray(np.abs(guess - block[:, -1]) / size)


def is_large(series: int) -> bool:
    """Whether LightGBM itself should evaluate the trees: it is loaded already, or worth it."""
    return series >= LARGE_PANEL or "lightgbm" in sys.modules


def fit_auto_block(
    block: Array, learned: Learned | None, *, belief: Belief, is_large: bool
) -> BlockFit:
    """Fit series of one length, shape (k, n)."""
    if block.shape[1] == 2:
        naive = fit_naive_block(block)
        return TwoPointBlock(replace(naive, variance=naive.variance * TWO_POINT_WIDENING**2))
    cleaned = clean(block)
    ensemble = fit_ensemble_block(cleaned.block, OFFERED) if learned else None
    jumped = np.array(
        [row for row, found in cleaned.found.items() if any(r.step == "jump" for r in found)],
        dtype=np.intp,
    )
    return AutoBlock(
        cleaned,
        ensemble or fit_ensemble_block(cleaned.block),
        learned,
        belief,
        jumped,
        fit_ensemble_block(block[jumped]) if jumped.size else None,
        is_large,
    )


class Auto:
    """The default model.

    Parameters
    ----------
    learned : bool
        False leaves the learned part out.
    trained : Learned or path, optional
        Models trained on your own panel (`training.train`), or the folder they were saved in.

    Examples
    --------
    >>> import numpy as np
    >>> fitted = Auto().fit([np.array([100.0, 102.0, 104.0, 106.0, 108.0, 110.0])])
    >>> bool(110 < fitted.predict(1, np.array([0.5])).point[0, 0] < 113)
    True
    """

    name = "auto"
    min_points = 2

    def __init__(
        self, *, learned: bool = True, trained: Learned | str | Path | None = None
    ) -> None:
        self.learned = learned
        self.trained = trained

    def models(self) -> Learned | None:
        """Find the learned part in use; None without one."""
        if not self.learned:
            return None
        if self.trained is None:
            return shipped()
        return self.trained if isinstance(self.trained, Learned) else read_learned(self.trained)

    def fit(self, y: Sequence[Array]) -> BlockwiseFitted:
        """Fit each series by itself."""
        learned = self.models()
        belief, large = Belief(), is_large(len(y))
        return fit_blocks(
            checked_series(y, self.min_points, self.name),
            lambda block: fit_auto_block(block, learned, belief=belief, is_large=large),
            LONGEST,
        )
