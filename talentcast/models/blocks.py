"""Series of one length are one matrix: split a panel by length, fit each block, put it together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from talentcast.models.base import Array, Prediction, Reason, checked_request

#: Most series in one block; bounds the memory of a fit whatever the size of the panel.
BLOCK_SIZE = 1024

Index = npt.NDArray[np.intp]


class BlockFit(Protocol):
    """A model fitted to series of one length."""

    def predict(self, horizon: int, levels: Array) -> Prediction:
        """Predict all series of the block."""
        ...

    def explain(self) -> list[list[Reason]]:
        """Reasons, one list a series of the block."""
        ...


def by_length(y: Sequence[Array], longest: int) -> Iterator[tuple[Index, Array]]:
    """Yield the positions and the matrix (k, n) of series of one length, at most `longest` long.

    Longer series keep their last `longest` values.

    Examples
    --------
    >>> import numpy as np
    >>> for index, block in by_length([np.array([1.0, 2, 3]), np.array([4.0, 5])], 2):
    ...     print(index, block.tolist())
    [0 1] [[2.0, 3.0], [4.0, 5.0]]
    """
    lengths = np.array([min(values.size, longest) for values in y], dtype=np.intp)
    for length in np.unique(lengths):
        members = np.flatnonzero(lengths == length)
        for start in range(0, members.size, BLOCK_SIZE):
            index = members[start : start + BLOCK_SIZE]
            yield index, np.stack([y[i][-length:] for i in index])


@dataclass(frozen=True)
class BlockwiseFitted:
    """A fitted model made of blocks; predictions come back in the order of the series."""

    size: int
    blocks: tuple[tuple[Index, BlockFit], ...]

    def predict(self, horizon: int, quantiles: Array) -> Prediction:
        """Points, means and quantiles of all series; see `Prediction`."""
        levels = checked_request(horizon, quantiles)
        point = np.empty((self.size, horizon))
        mean = np.empty((self.size, horizon))
        values = np.empty((self.size, horizon, levels.size))
        for index, block in self.blocks:
            part = block.predict(horizon, levels)
            point[index] = part.point
            mean[index] = part.point if part.mean is None else part.mean
            values[index] = part.quantiles
        return Prediction(point, values, mean)

    def explain(self) -> list[list[Reason]]:
        """Reasons, one list a series."""
        reasons: list[list[Reason]] = [[] for _ in range(self.size)]
        for index, block in self.blocks:
            for position, statements in zip(index, block.explain(), strict=True):
                reasons[position] = statements
        return reasons


def fit_blocks(
    y: Sequence[Array], fit_block: Callable[[Array], BlockFit], longest: int
) -> BlockwiseFitted:
    """Fit `fit_block` to the series of each length."""
    return BlockwiseFitted(
        len(y), tuple((index, fit_block(block)) for index, block in by_length(y, longest))
    )
