"""The scale on which a model works: logs for positive series, units of the level otherwise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from talentcast.models.base import Array

#: Growth beyond this, in logs (e = 2.7 times the last value), goes on in a straight line: nothing
#: known from a short series justifies compounding further, and tails of logs would explode.
LINEAR_BEYOND = 1.0


def grown(logs: Array) -> Array:
    """Exponential up to `LINEAR_BEYOND`, its tangent after that; increasing and never infinite.

    Examples
    --------
    >>> import numpy as np
    >>> grown(np.array([-1.0, 0.0, 1.0, 3.0])).round(3)
    array([0.368, 1.   , 2.718, 8.155])
    """
    inner = np.exp(np.minimum(logs, LINEAR_BEYOND))
    return np.asarray(inner * (1 + np.maximum(logs - LINEAR_BEYOND, 0.0)))


#: Level that a series of zeros is given: its usual change is then one unit (one person), since
#: `intervals.PRIOR_CHANGE` is 4 % of the level.
ZERO_LEVEL = 25.0


@dataclass(frozen=True)
class WorkingScale:
    """How to get back: `is_log` (k,) and `unit` (k,), the value that 0 or 1 stands for."""

    is_log: npt.NDArray[np.bool_]
    unit: Array

    def invert(self, values: Array) -> Array:
        """Turn cleaned history (k, n) back, exactly."""
        logs = np.exp(np.where(self.is_log[:, None], values, 0.0))
        return np.asarray(self.unit[:, None] * np.where(self.is_log[:, None], logs, values))

    def restore(self, values: Array) -> Array:
        """Turn forecasts (k, ...) back; growth is capped as in `grown`."""
        shape = (-1,) + (1,) * (values.ndim - 1)
        return np.asarray(
            self.unit.reshape(shape) * np.where(self.is_log.reshape(shape), grown(values), values)
        )


def level_of(block: Array) -> Array:
    """Median size of the values of each series, their mean where that is 0, else `ZERO_LEVEL`.

    Examples
    --------
    >>> import numpy as np
    >>> level_of(np.array([[2.0, -4.0, 6.0], [0.0, 0.0, 0.0], [0.0, 0.0, 3.0]]))
    array([ 4., 25.,  1.])
    """
    size = np.abs(block)
    level = np.median(size, axis=1)
    level = np.where(level > 0, level, size.mean(axis=1))
    return np.where(level > 0, level, ZERO_LEVEL)


def relative_scale(block: Array) -> tuple[Array, WorkingScale]:
    """Put series (k, n) on a scale on which a change of 0.01 is about one percent.

    A series that is always positive becomes the log of its ratio to its last value, any other is
    divided by the median size of its values.

    Returns
    -------
    array, shape (k, n)
    WorkingScale

    Examples
    --------
    >>> import numpy as np
    >>> z, scale = relative_scale(np.array([[50.0, 100.0], [-1.0, 3.0]]))
    >>> z.round(3).tolist()
    [[-0.693, 0.0], [-0.5, 1.5]]
    >>> scale.restore(z).round(6).tolist()
    [[50.0, 100.0], [-1.0, 3.0]]
    """
    is_log = block.min(axis=1) > 0
    unit = np.where(is_log, block[:, -1], level_of(block))
    ratio = block / unit[:, None]
    logs = np.log(np.where(is_log[:, None], ratio, 1.0))
    return np.where(is_log[:, None], logs, ratio), WorkingScale(is_log, unit)
