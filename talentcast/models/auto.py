"""The default: a sound forecast of any annual series, from two points up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from talentcast.models.base import Array, Prediction, Reason, checked_series
from talentcast.models.blocks import BlockFit, BlockwiseFitted, fit_blocks
from talentcast.models.ensemble import fit_ensemble_block
from talentcast.models.naive import NaiveBlock, fit_naive_block
from talentcast.models.smoothing import LONGEST

#: One change says next to nothing about the usual one: the last value's interval on two points
#: is that of a walk whose steps are this many times as large.
TWO_POINT_WIDENING = 2.0


@dataclass(frozen=True)
class TwoPointBlock:
    """The last value with a wide interval."""

    naive: NaiveBlock

    def predict(self, horizon: int, levels: Array) -> Prediction:
        """As the naive forecast."""
        return self.naive.predict(horizon, levels)

    def explain(self) -> list[list[Reason]]:
        """Say that two points carry no more than the last value."""
        note = "two values only: the last one is repeated, the interval is a wide guess"
        return [
            [*reasons, Reason("warning", "two points", None, note)]
            for reasons in self.naive.explain()
        ]


def fit_auto_block(block: Array) -> BlockFit:
    """Fit series of one length, shape (k, n)."""
    if block.shape[1] == 2:
        naive = fit_naive_block(block)
        wide = replace(naive, variance=naive.variance * TWO_POINT_WIDENING**2)
        return TwoPointBlock(wide)
    return fit_ensemble_block(block)


class Auto:
    """The default model.

    Examples
    --------
    >>> import numpy as np
    >>> fitted = Auto().fit([np.array([100.0, 102.0, 104.0, 106.0, 108.0, 110.0])])
    >>> bool(110 < fitted.predict(1, np.array([0.5])).point[0, 0] < 112.5)
    True
    """

    name = "auto"
    min_points = 2

    def fit(self, y: Sequence[Array]) -> BlockwiseFitted:
        """Fit each series by itself."""
        return fit_blocks(checked_series(y, self.min_points, self.name), fit_auto_block, LONGEST)
