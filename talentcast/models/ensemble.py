"""The ensemble without learned parts: two smoothing families, two shrunk drifts, their median.

Growth of the past is the best guide to the next years and the worst: eras end. One of the four
members (a drift shrunk almost to nothing) always says so, and the median listens to it whenever
the others disagree. The members were chosen on rolling origins as they were and with part of the
past growth taken out of the future; see docs/models.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from talentcast.models.base import Array, Prediction, Reason, checked_series
from talentcast.models.blocks import BlockwiseFitted, fit_blocks
from talentcast.models.intervals import finish, with_mean
from talentcast.models.shrunk_drift import ShrunkDriftBlock, fit_shrunk_drift_block
from talentcast.models.smoothing import LONGEST, MAIN, SmoothingBlock, fit_smoothing_block

#: Prior spreads of the two shrunk drifts: one keeps little of the past growth, one most of it.
SPREADS = (0.01, 0.04)

#: The members in order.
MEMBER_NAMES = ("smoothing", "smoothing, log scale", "cautious drift", "shrunk drift")


@dataclass(frozen=True)
class EnsembleBlock:
    """The fitted members of k series of one length."""

    smoothing: SmoothingBlock
    drifts: tuple[ShrunkDriftBlock, ...]

    def member_quantiles(self, horizon: int, levels: Array) -> Array:
        """Quantiles of each member, (m, k, h, q); the last level must be the median."""
        additive, log = self.smoothing.scale_quantiles(horizon, levels)
        drifts = [drift.quantiles(horizon, levels) for drift in self.drifts]
        return np.stack([additive, log, *drifts])

    def quantiles(self, horizon: int, levels: Array) -> Array:
        """Median of the members' medians, with the mean of their distances around it."""
        members = self.member_quantiles(horizon, np.append(levels, 0.5))
        medians = members[..., -1:]
        offsets = (members - medians).mean(axis=0)
        return np.asarray((np.median(medians, axis=0) + offsets)[..., :-1])

    def predict(self, horizon: int, levels: Array) -> Prediction:
        """Points, means and quantiles of the ensemble."""
        blend = self.quantiles(horizon, with_mean(levels))
        return finish(blend, levels, self.smoothing.lowest)

    def explain(self) -> list[list[Reason]]:
        """Tell what each member says of next year, and what it says of itself."""
        points = self.member_quantiles(1, np.array([0.5]))[:, :, 0, 0]
        note = "its forecast of next year; the median of the four is kept"
        own = zip(
            self.smoothing.explain(), *(drift.explain() for drift in self.drifts), strict=True
        )
        return [
            [
                *(
                    Reason("member", name, float(value), note)
                    for name, value in zip(MEMBER_NAMES, points[:, row], strict=True)
                ),
                *(reason for part in parts for reason in part if reason.step == "shrinkage"),
            ]
            for row, parts in enumerate(own)
        ]


def fit_ensemble_block(block: Array, families: tuple[str, ...] = (MAIN,)) -> EnsembleBlock:
    """Fit series of one length, shape (k, n)."""
    return EnsembleBlock(
        fit_smoothing_block(block, families),
        tuple(fit_shrunk_drift_block(block, spread) for spread in SPREADS),
    )


class Ensemble:
    """Median of two smoothing families and two shrunk drifts, with their intervals.

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
