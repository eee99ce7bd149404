"""Level jumps and single outliers: found, taken out of the history, reported.

A changed definition lifts a series for good; a slip of the pen lifts one value. Both would
otherwise be read as growth or as noise.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from talentcast.models.base import Array, Reason
from talentcast.models.transforms import relative_scale

#: A yearly change is out of line when it is further from the median change than this many
#: robust standard deviations, and by more than this on the relative scale (about 25 %).
ROBUST_DEVIATIONS = 8.0
LEAST_JUMP = 0.22

#: A last or first value is taken for an error only when it is out by more than this factor (in
#: logs; 20 times): nothing that follows can confirm or refute it.
LEAST_END_OUTLIER = float(np.log(20.0))

#: Median absolute deviation to standard deviation of a normal: 1 / 0.6745.
MAD_TO_DEVIATION = 1.4826

#: Robust standard deviation below which changes are not told apart (0.5 % a year).
LEAST_DEVIATION = 0.005

#: Fewest values for looking at all, and fewest on each side of a lasting jump.
LEAST_POINTS = 7
LEAST_SIDE = 3

#: A spike comes back when the two changes around it cancel to within this share.
CANCELS = 0.35


@dataclass(frozen=True)
class Cleaned:
    """Cleaned series (k, n), and what was found in each row that was touched."""

    block: Array
    found: dict[int, list[Reason]]


def _spikes(changes: Array, odd: npt.NDArray[np.bool_]) -> list[int]:
    """Positions of single values that jump up and come back (or down and come back)."""
    spikes = []
    for t in map(int, np.flatnonzero(odd[:-1])):
        both = changes[t] + changes[t + 1]
        if odd[t + 1] and abs(both) < CANCELS * abs(changes[t]):
            spikes.append(t + 1)
    return spikes


def _without_spikes(z: Array, spikes: list[int]) -> Array:
    """Replace single values by the line between their neighbours."""
    keep = np.setdiff1d(np.arange(z.size), spikes)
    return np.interp(np.arange(z.size), keep, z[keep])


def _odd_changes(z: Array) -> tuple[Array, npt.NDArray[np.bool_]]:
    """Take the median off the changes, and tell which are out of line."""
    changes = np.diff(z)
    excess = changes - np.median(changes)
    deviation = max(MAD_TO_DEVIATION * float(np.median(np.abs(excess))), LEAST_DEVIATION)
    odd = (np.abs(excess) > ROBUST_DEVIATIONS * deviation) & (np.abs(excess) > LEAST_JUMP)
    return excess, odd


def _clean_row(z: Array) -> tuple[Array, list[Reason]]:
    """Clean one series on the relative scale."""
    reasons = []
    excess, odd = _odd_changes(z)
    spikes = _spikes(excess, odd)
    if odd[-1] and z.size - 2 not in spikes and abs(excess[-1]) > LEAST_END_OUTLIER:
        spikes.append(z.size - 1)
    if odd[0] and 1 not in spikes and abs(excess[0]) > LEAST_END_OUTLIER:
        spikes.append(0)
    for t in spikes:
        size = float(excess[max(t - 1, 0)]) * (1 if t else -1)
        note = f"value {t + 1} of {z.size} is out of line and was replaced; check it"
        reasons.append(Reason("outlier", f"value {t + 1}", size, note))
    if spikes:
        z = _without_spikes(z, spikes)
        excess, odd = _odd_changes(z)
    for t in map(int, np.flatnonzero(odd)):
        if t + 1 < LEAST_SIDE or z.size - t - 1 < LEAST_SIDE:
            continue
        z = np.concatenate([z[: t + 1] + excess[t], z[t + 1 :]])
        note = f"level jump between values {t + 1} and {t + 2} of {z.size}; earlier ones moved"
        reasons.append(Reason("jump", f"value {t + 2}", float(excess[t]), note))
    return z, reasons


def clean(block: Array) -> Cleaned:
    """Take lasting level jumps and single outliers out of series of one length.

    Parameters
    ----------
    block : array, shape (k, n)

    Returns
    -------
    Cleaned
        Sizes in `found` are on the relative scale: logs for positive series.

    Source
    ------
    The two kinds are the level shift and the additive outlier of Chen and Liu (1993), JASA
    88(421), 284-297; the robust thresholds are set on rolling origins, see docs/models.md.

    Examples
    --------
    >>> import numpy as np
    >>> series = np.array([[10.0, 10.2, 10.1, 10.3, 10.2, 20.3, 20.1, 20.4]])
    >>> clean(series).found[0][0].step
    'jump'
    """
    if block.shape[1] < LEAST_POINTS:
        return Cleaned(block, {})
    z, scale = relative_scale(block)
    changes = np.diff(z, axis=1)
    excess = np.abs(changes - np.median(changes, axis=1, keepdims=True))
    deviation = MAD_TO_DEVIATION * np.median(excess, axis=1)
    limit = np.maximum(ROBUST_DEVIATIONS * np.maximum(deviation, LEAST_DEVIATION), LEAST_JUMP)
    found: dict[int, list[Reason]] = {}
    cleaned = z.copy()
    for row in np.flatnonzero(excess.max(axis=1) > limit):
        cleaned[row], reasons = _clean_row(z[row])
        if reasons:
            found[int(row)] = reasons
    touched = np.array(sorted(found), dtype=np.intp)
    result = block.copy()
    result[touched] = scale.invert(cleaned)[touched]
    return Cleaned(result, found)
