"""The places of a text that some stretches leave free."""

from __future__ import annotations

import numpy as np

from talentcast.matching.characters import Mask, Numbers


class FreeStretches:
    """What no stretch of some covers; they may come in any order.

    Parameters
    ----------
    start, end : array of int, length n

    Examples
    --------
    >>> free = FreeStretches(np.array([2, 6]), np.array([4, 9]))
    >>> free.hold(np.array([0, 4, 5]), np.array([2, 6, 7])).tolist()
    [True, True, False]
    """

    def __init__(self, start: Numbers, end: Numbers) -> None:
        if (end[1:] < end[:-1]).any():
            order = np.argsort(end, kind="stable")
            start, end = start[order], end[order]
        self._ends = end
        least = np.minimum.accumulate(start[::-1])[::-1]
        self._least = np.append(least, np.iinfo(np.int64).max)

    def hold(self, start: Numbers, end: Numbers) -> Mask:
        """Say which other stretches overlap none of them."""
        free: Mask = self._least[np.searchsorted(self._ends, start, "right")] >= end
        return free
