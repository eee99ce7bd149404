"""What becomes of the surfaces found in a text: sorted out in one pass over all of them.

Compiled (`_spans.c`) where the install had a C compiler, else with numpy; both give the same.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from talentcast.matching import spans
from talentcast.matching.surface_finder import Found

Bits = npt.NDArray[np.uint8]

#: What a surface is used for where it stands: nothing, as a mark, as the verb of a duty only.
NOTHING, MARK, DUTY = range(3)


class Sorted(NamedTuple):
    """Surfaces by what they are used for.

    Attributes
    ----------
    marks : array of int32, shape (3, m)
        Number, start and end of the marks.
    said : array of uint8, length m
        What the characters around each say.
    duties : array of int, shape (3, k)
        The same as `marks` of the verbs of duties.
    """

    marks: Found
    said: Bits
    duties: Found


def sort_out(found: Found, flags: Bits, said: Bits, uses: Bits) -> Sorted:
    """Sort surfaces by what they are used for.

    Parameters
    ----------
    found : array of int32, shape (n, 3)
        Number, start and end of each.
    flags : array of uint8
        What the surface of each number is.
    said : array of uint8, length n
        What the characters around each say.
    uses : array of uint8, shape (flags, said)
        What a surface is used for, by both.

    Examples
    --------
    >>> found = np.array([[1, 0, 2], [0, 4, 6], [1, 6, 8]])
    >>> uses = np.array([[NOTHING, DUTY], [MARK, NOTHING]], np.uint8)
    >>> flags, said = np.array([0, 1], np.uint8), np.array([0, 1, 1], np.uint8)
    >>> [rows.tolist() for rows in sort_out(found, flags, said, uses)]
    [[[1], [0], [2]], [0], [[0], [4], [6]]]
    """
    if spans.compiled is None:
        use = uses[flags[found[:, 0]], said]
        columns = np.ascontiguousarray(found.T)
        return Sorted(columns[:, use == MARK], said[use == MARK], columns[:, use == DUTY])
    # As large as they can get: what is not written to takes no memory.
    marks, duties = np.empty((2, 3, len(found)), np.int32)
    kept = np.empty(len(found), np.uint8)
    rows = np.ascontiguousarray(found, np.int32)
    counts = spans.compiled.sort_out(
        rows, flags, said, np.ascontiguousarray(uses), marks, duties, kept, len(uses.T)
    )
    return Sorted(marks[:, : counts[0]], kept[: counts[0]], duties[:, : counts[1]])
