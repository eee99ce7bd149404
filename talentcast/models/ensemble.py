"""The ensemble without learned parts: smoothing family and shrunk drift, with their intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talentcast.models.base import Array, Prediction, Reason, checked_series
from talentcast.models.blocks import BlockwiseFitted, fit_blocks
from talentcast.models.intervals import finish, with_mean
from talentcast.models.shrunk_drift import ShrunkDriftBlock, fit_shrunk_drift_block
from talentcast.models.smoothing import LONGEST, MAIN, SmoothingBlock, fit_smoothing_block

#: Up to this many points the shrunk drift works alone; from `LONG_ENOUGH` its weight is
#: `DRIFT_WEIGHT`, with a straight line in between. Set on rolling origins; see docs/models.md.
DRIFT_ONLY = 5
LONG_ENOUGH = 10
DRIFT_WEIGHT = 0.5


def drift_weight(years: int) -> float:
    """Weight of the shrunk drift for series of that many values.

    Examples
    --------
    >>> drift_weight(4), drift_weight(10)
    (1.0, 0.5)
    """
    way = (years - DRIFT_ONLY) / (LONG_ENOUGH - DRIFT_ONLY)
    return 1.0 - (1.0 - DRIFT_WEIGHT) * min(max(way, 0.0), 1.0)


@dataclass(frozen=True)
class EnsembleBlock:
    """Both members and the weight of the shrunk drift."""

    smoothing: SmoothingBlock
    drift: ShrunkDriftBlock
    drift_weight: float

    def quantiles(self, horizon: int, levels: Array) -> Array:
        """Average of the members' quantiles, (k, h, q)."""
        drift = self.drift.quantiles(horizon, levels)
        if self.drift_weight == 1:
            return drift
        smooth = self.smoothing.quantiles(horizon, levels)
        return self.drift_weight * drift + (1 - self.drift_weight) * smooth

    def predict(self, horizon: int, levels: Array) -> Prediction:
        """Average of the members' quantiles."""
        blend = self.quantiles(horizon, with_mean(levels))
        return finish(blend, levels, self.smoothing.lowest)

    def explain(self) -> list[list[Reason]]:
        """Weights of the members and what each says of itself."""
        both = zip(self.smoothing.explain(), self.drift.explain(), strict=True)
        weight = self.drift_weight
        return [
            [
                Reason("member", "smoothing", 1 - weight, "weight in the ensemble"),
                Reason("member", "shrunk_drift", weight, "weight in the ensemble"),
                *smooth[1:],
                *drift[1:],
            ]
            for smooth, drift in both
        ]


def fit_ensemble_block(block: Array, families: tuple[str, ...] = (MAIN,)) -> EnsembleBlock:
    """Fit series of one length, shape (k, n)."""
    return EnsembleBlock(
        fit_smoothing_block(block, families),
        fit_shrunk_drift_block(block),
        drift_weight(block.shape[1]),
    )


class Ensemble:
    """Mean of the smoothing family and the shrunk drift, with averaged quantiles.

    Examples
    --------
    >>> import numpy as np
    >>> fitted = Ensemble().fit([np.array([100.0, 102.0, 104.0, 106.0, 108.0, 110.0])])
    >>> bool(110 < fitted.predict(1, np.array([0.5])).point[0, 0] < 112.5)
    True
    """

    name = "ensemble"
    min_points = 3

    def fit(self, y: Sequence[Array]) -> BlockwiseFitted:
        """Fit each series by itself."""
        return fit_blocks(
            checked_series(y, self.min_points, self.name), fit_ensemble_block, LONGEST
        )
