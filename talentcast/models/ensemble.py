"""The ensemble without learned parts: smoothing family and shrunk drift, half each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from talentcast.models.base import Array, Prediction, Reason, checked_series
from talentcast.models.blocks import BlockwiseFitted, fit_blocks
from talentcast.models.intervals import finish, with_mean
from talentcast.models.shrunk_drift import ShrunkDriftBlock, fit_shrunk_drift_block
from talentcast.models.smoothing import LONGEST, SmoothingBlock, fit_smoothing_block

#: Up to this many points the shrunk drift works alone.
DRIFT_ONLY = 5

#: Weight of the shrunk drift in the blend of longer series.
DRIFT_WEIGHT = 0.5


@dataclass(frozen=True)
class EnsembleBlock:
    """Both members and the weight of the shrunk drift."""

    smoothing: SmoothingBlock
    drift: ShrunkDriftBlock
    drift_weight: float

    def predict(self, horizon: int, levels: Array) -> Prediction:
        """Average of the members' quantiles."""
        wanted = with_mean(levels)
        smooth = self.smoothing.quantiles(horizon, wanted)
        drift = self.drift.predict(horizon, wanted).quantiles
        blend = self.drift_weight * drift + (1 - self.drift_weight) * smooth
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


def fit_ensemble_block(block: Array) -> EnsembleBlock:
    """Fit series of one length, shape (k, n)."""
    weight = 1.0 if block.shape[1] <= DRIFT_ONLY else DRIFT_WEIGHT
    return EnsembleBlock(fit_smoothing_block(block), fit_shrunk_drift_block(block), weight)


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
