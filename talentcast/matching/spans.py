"""Stretches of a text, many at once: where signs stand, runs and pieces.

Compiled (`_spans.c`) where the install had a C compiler, else with numpy; both give the same. The
text is given as the codes of its characters or as their classes, bits by `class_table`; places are
numbers from 0 to its length, and it ends in a line end.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from talentcast.matching.characters import Codes, Mask, Numbers

if TYPE_CHECKING:
    from types import ModuleType

try:
    from talentcast.matching import _spans
except ImportError:
    _spans = None  # type: ignore[assignment]

#: The compiled functions, if there are any.
compiled: ModuleType | None = _spans

Classes = npt.NDArray[np.uint32]


def look_up(codes: Codes, table: Classes) -> Classes:
    """Return the classes of the characters of a text from a table of all characters."""
    if compiled is None:
        return table.take(codes)
    found = np.empty(len(codes), np.uint32)
    compiled.look_up(codes, table, found)
    return found


def has(classes: Classes, bit: int, places: Numbers, shift: int = 0) -> Mask:
    """Say at which places, each moved by a shift, a character of a class stands.

    A place outside the text counts as its last character.

    Examples
    --------
    >>> has(np.array([0, 1, 0, 1], np.uint32), 1, np.array([0, 1, 2]), shift=-1).tolist()
    [True, False, True]
    """
    if compiled is None:
        around: Mask = classes[_inside(places + shift, len(classes))] & bit != 0
        return around
    found = np.empty(places.shape, bool)
    compiled.has(classes, whole(places), found, bit, shift)
    return found


def are_of(codes: Codes, table: Mask, places: Numbers, shift: int = 0) -> Mask:
    """Say the same of the characters for which a table of all characters holds.

    Examples
    --------
    >>> table = np.zeros(1 << 16, bool)
    >>> table[ord("a")] = True
    >>> are_of(np.array([97, 98], np.uint16), table, np.array([0, 1, 2])).tolist()
    [True, False, False]
    """
    if compiled is None:
        return table[codes[_inside(places + shift, len(codes))]]
    found = np.empty(places.shape, bool)
    compiled.are_of(codes, table, whole(places), found, shift)
    return found


def _inside(places: Numbers, size: int) -> Numbers:
    return np.where((places < 0) | (places >= size), size - 1, places)


def places_of(classes: Classes, bit: int) -> Numbers:
    """Return every place where a character of a class stands."""
    if compiled is None:
        return np.flatnonzero(classes & bit != 0)
    return np.frombuffer(compiled.places(classes, bit), np.int64)


def next_at(classes: Classes, bit: int, places: Numbers) -> Numbers:
    """Return the first place of a class at or after some places, or the length of the text.

    Examples
    --------
    >>> next_at(np.array([0, 1, 0, 1, 0], np.uint32), 1, np.array([0, 1, 2, 4])).tolist()
    [1, 1, 3, 5]
    """
    if compiled is None:
        ends = np.append(places_of(classes, bit), len(classes))
        return ends[np.searchsorted(ends, places)]
    found = np.empty(len(places), np.int64)
    compiled.next_at(classes, whole(places), found, bit)
    return found


def first_in(classes: Classes, bit: int, begin: Numbers, stop: Numbers) -> Numbers:
    """Return the first place of a class in some stretches, or their ends.

    Examples
    --------
    >>> classes, begin = np.array([0, 1, 0, 1, 0], np.uint32), np.array([0, 2, 4])
    >>> first_in(classes, 1, begin, np.array([5, 3, 5])).tolist()
    [1, 3, 5]
    """
    if compiled is None:
        return np.minimum(next_at(classes, bit, begin), stop)
    found = np.empty(len(begin), np.int64)
    compiled.first_in(classes, whole(begin), whole(stop), found, bit)
    return found


def behind_last(classes: Classes, bit: int, places: Numbers) -> Numbers:
    """Return the place behind the last character of a class before some places, or 0.

    Examples
    --------
    >>> behind_last(np.array([0, 1, 0, 1, 0], np.uint32), 1, np.array([0, 1, 2, 5])).tolist()
    [0, 0, 2, 4]
    """
    if compiled is None:
        ends = np.append(-1, places_of(classes, bit))
        return ends[np.searchsorted(ends, places) - 1] + 1
    found = np.empty(len(places), np.int64)
    compiled.behind_last(classes, whole(places), found, bit)
    return found


def run_before(classes: Classes, bit: int, places: Numbers, most: int) -> Numbers:
    """Return how many characters of a class stand in a row before some places, up to `most`.

    Examples
    --------
    >>> run_before(np.array([1, 0, 1, 1, 1], np.uint32), 1, np.array([0, 1, 5]), 2).tolist()
    [0, 1, 2]
    """
    if compiled is None:
        if not len(classes):
            return np.zeros(len(places), np.int64)
        near = places - np.arange(1, most + 1)[:, None]
        inside = (classes.take(np.maximum(near, 0)) & bit != 0) & (near >= 0)
        found: Numbers = np.logical_and.accumulate(inside, axis=0).sum(axis=0)
        return found
    found = np.empty(len(places), np.int64)
    compiled.run_before(classes, whole(places), found, bit, most)
    return found


#: Instead of a class: whatever follows.
ANY = 0


def holds(classes: Classes, bit: int, begin: Numbers, stop: Numbers, *, next: int = ANY) -> Mask:
    """Say which stretches hold a character of a class that one of another class follows.

    At the end of the stretch none has to follow.

    Examples
    --------
    >>> classes, begin = np.array([1, 4, 1, 2, 1], np.uint32), np.array([0, 1, 0])
    >>> holds(classes, 1, begin, np.array([2, 4, 1]), next=2).tolist()
    [False, True, True]
    """
    if compiled is None:
        return _holds(classes, bit, begin, stop, next)
    found = np.empty(len(begin), bool)
    compiled.holds(classes, whole(begin), whole(stop), found, bit, next)
    return found


def runs(
    classes: Classes, bit: int, begin: Numbers, stop: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Find the runs of characters of a class in some stretches.

    Returns
    -------
    owner, start, end : array of int
        Number of the stretch, and where the run stands, stretch by stretch.

    Examples
    --------
    >>> classes = np.array([1, 1, 0, 1, 1], np.uint32)
    >>> [column.tolist() for column in runs(classes, 1, np.array([1]), np.array([4]))]
    [[0, 0], [1, 3], [2, 4]]
    """
    if compiled is None:
        return _cut(classes & bit != 0, begin, stop)
    return columns(compiled.runs(classes, whole(begin), whole(stop), bit))


def each_in(classes: Classes, bit: int, begin: Numbers, stop: Numbers) -> tuple[Numbers, Numbers]:
    """Find the characters of a class in some stretches.

    Returns
    -------
    owner, place : array of int
        Number of the stretch, and where the character stands, stretch by stretch.

    Examples
    --------
    >>> classes = np.array([1, 1, 0, 1, 1], np.uint32)
    >>> [column.tolist() for column in each_in(classes, 1, np.array([1]), np.array([4]))]
    [[0, 0], [1, 3]]
    """
    if compiled is not None:
        rows = compiled.each_in(classes, whole(begin), whole(stop), bit)
        owner, place = np.frombuffer(rows, np.int64).reshape(-1, 2).T
        return owner, place
    places = places_of(classes, bit)
    low = np.searchsorted(places, begin)
    size = np.maximum(np.searchsorted(places, stop) - low, 0)
    owner = np.repeat(np.arange(len(size)), size)
    return owner, places[np.arange(len(owner)) - (np.cumsum(size) - size)[owner] + low[owner]]


def pieces(
    classes: Classes, bit: int, begin: Numbers, stop: Numbers
) -> tuple[Numbers, Numbers, Numbers]:
    """Find what stands between the characters of a class in some stretches, if anything does.

    Returns
    -------
    owner, start, end : array of int
        As in `runs`.

    Examples
    --------
    >>> classes = np.array([0, 0, 1, 0, 1], np.uint32)
    >>> [column.tolist() for column in pieces(classes, 1, np.array([0]), np.array([5]))]
    [[0, 0], [0, 3], [2, 4]]
    """
    if compiled is None:
        return _cut(classes & bit == 0, begin, stop)
    return columns(compiled.pieces(classes, whole(begin), whole(stop), bit))


def count_below(numbers: Numbers, limits: Numbers) -> Numbers:
    """Return how many of some numbers, which rise, are below each of others, which mostly do.

    Examples
    --------
    >>> count_below(np.array([1, 3, 3]), np.array([0, 3, 4])).tolist()
    [0, 1, 3]
    """
    if compiled is None:
        return np.searchsorted(numbers, limits)
    found = np.empty(len(limits), np.int64)
    compiled.count_below(whole(numbers), whole(limits), found)
    return found


def whole(places: Numbers) -> Numbers:
    """Return an array without gaps, as the compiled functions need it."""
    return np.ascontiguousarray(places, np.int64)


def columns(rows: bytes) -> tuple[Numbers, Numbers, Numbers]:
    """Return three columns of what the compiled functions give row by row."""
    owner, start, end = np.frombuffer(rows, np.int64).reshape(-1, 3).T
    return owner, start, end


def _cut(inside: Mask, begin: Numbers, stop: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    edges = np.flatnonzero(np.diff(inside, prepend=False, append=False))
    first, last = edges[::2], edges[1::2]
    low = np.searchsorted(last, begin, "right")
    size = np.maximum(np.searchsorted(first, stop) - low, 0)
    owner = np.repeat(np.arange(len(size)), size)
    at = np.arange(len(owner)) - (np.cumsum(size) - size)[owner] + low[owner]
    start, end = np.maximum(first[at], begin[owner]), np.minimum(last[at], stop[owner])
    some = end > start
    return owner[some], start[some], end[some]


def _holds(classes: Classes, bit: int, begin: Numbers, stop: Numbers, next: int) -> Mask:
    is_one = np.append(classes & bit != 0, False)
    follows = np.append((classes[1:] & next != 0) | (next == ANY), [True, True])
    until = np.append(0, np.cumsum(is_one & follows[: len(is_one)]))
    last = np.minimum(stop, len(classes))
    found: Mask = until[np.maximum(last, begin)] > until[begin]
    found |= (last > begin) & is_one[last - 1]
    return found
