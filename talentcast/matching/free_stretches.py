"""What some stretches of a text cover, and what they leave free."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from talentcast.matching import spans
from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.spans import Classes


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


class Edges(NamedTuple):
    """Runs of characters of a class without their edges.

    Attributes
    ----------
    bit : int
        The class of all characters of a run.
    first, last : int
        Those of the first and the last character that is no edge.
    shortest : int
    """

    bit: int
    first: int
    last: int
    shortest: int


class Covered:
    """The characters of a text that stretches cover, to which others can be added.

    Parameters
    ----------
    size : int
        Of the text.
    start, end : array of int
        The first stretches.

    Examples
    --------
    >>> covered = Covered(9, np.array([2, 6]), np.array([4, 9]))
    >>> covered.leaves_free(np.array([0, 4, 5]), np.array([2, 6, 7])).tolist()
    [True, True, False]
    """

    def __init__(self, size: int, start: Numbers, end: Numbers) -> None:
        self._covered = np.zeros(size, bool)
        self.add(start, end)

    def add(self, start: Numbers, end: Numbers) -> None:
        """Cover some stretches."""
        _cover(start, end, self._covered)

    def leaves_free(self, start: Numbers, end: Numbers) -> Mask:
        """Say of which stretches of the text nothing is covered; empty ones are free."""
        if spans.compiled is None:
            until = np.append(0, np.cumsum(self._covered))
            empty: Mask = until[np.maximum(start, end)] == until[start]
            return empty
        found = np.empty(len(start), bool)
        spans.compiled.are_free(self._covered, spans.whole(start), spans.whole(end), found)
        return found

    def free_runs(
        self, classes: Classes, edges: Edges, begin: Numbers, stop: Numbers
    ) -> tuple[Numbers, Numbers, Numbers]:
        """Find the runs of characters of a class in some stretches of which nothing is covered.

        Returns
        -------
        owner, start, end : array of int
            Number of the stretch, and where the run stands without its edges.

        Examples
        --------
        >>> covered = Covered(5, *np.zeros((2, 0), int))
        >>> classes = np.array([1, 3, 3, 1, 0], np.uint32)
        >>> runs = covered.free_runs(classes, Edges(1, 2, 2, 2), np.array([0]), np.array([5]))
        >>> [column.tolist() for column in runs]
        [[0], [1], [3]]
        """
        bit, first, last, shortest = edges
        if spans.compiled is not None:
            places = spans.whole(begin), spans.whole(stop)
            return spans.columns(
                spans.compiled.free_runs(
                    classes, self._covered, *places, bit, first, last, shortest
                )
            )
        owner, start, end = spans.runs(classes, bit, begin, stop)
        start = spans.first_in(classes, first, start, end)
        end = spans.behind_last(classes, last, end)
        chosen = np.flatnonzero(end - start >= shortest)
        chosen = chosen[self.leaves_free(start[chosen], end[chosen])]
        return owner[chosen], start[chosen], end[chosen]


def apart(start: Numbers, end: Numbers, size: int) -> Mask:
    """Say which stretches of a text of some size overlap none that was kept before them.

    Examples
    --------
    >>> apart(np.array([2, 0, 4]), np.array([4, 3, 6]), 9).tolist()
    [True, False, True]
    """
    kept = np.ones(len(start), bool)
    if spans.compiled is not None:
        spans.compiled.apart(spans.whole(start), spans.whole(end), kept, size)
        return kept
    covered: set[int] = set()
    for at, (first, last) in enumerate(zip(start.tolist(), end.tolist(), strict=True)):
        places = range(first, last)
        kept[at] = covered.isdisjoint(places)
        if kept[at]:
            covered.update(places)
    return kept


def cover(start: Numbers, end: Numbers, size: int) -> Mask:
    """Say which characters of a text of some size some stretches cover.

    Examples
    --------
    >>> cover(np.array([1, 2]), np.array([3, 2]), 4).tolist()
    [False, True, True, False]
    """
    found = np.zeros(size, bool)
    _cover(start, end, found)
    return found


def _cover(start: Numbers, end: Numbers, found: Mask) -> None:
    if spans.compiled is not None:
        spans.compiled.cover(spans.whole(start), spans.whole(end), found)
        return
    for first, last in zip(start.tolist(), end.tolist(), strict=True):
        found[first:last] = True
