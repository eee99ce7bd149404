"""Sparse vectors in groups: for each of many queries, its largest product with each group.

Features that many vectors have would make every query touch nearly all of them. They are kept
apart: what a vector has of them is a length times one of few directions (`工程师` and nothing else
common, say), so that the part of a product that comes from them is looked up by direction. As no
weight is negative, a vector that shares only common features with a query counts in its group at
the greatest length of its direction; only vectors that share a rarer feature are added up.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

#: A feature is common in more than this share of the vectors (half to twice as much takes as long).
_COMMON_SHARE = 0.02

#: Products of queries with vectors that are held at a time: they stay in the processor's cache.
_PRODUCTS = 1 << 18

#: Decimals by which directions are told apart.
_DIRECTION_DECIMALS = 12


#: Products that are kept for the common features of queries; most queries have seen ones.
_COMMON_KEPT = 256

#: Columns of common features and their weights.
_Common = tuple[tuple[int, float], ...]


@dataclass(frozen=True, slots=True)
class _Queries:
    """Queries by the numbers of their features.

    Attributes
    ----------
    common : list
        The common features of each query.
    first : array of int, shape (queries + 1,)
        Query q has the rarer features `place[first[q] : first[q + 1]]`.
    place, weight : array
        Place in the lists of a rarer feature, and its weight.
    norm : array
        Length of each query; 1 for a query without features.
    """

    common: list[_Common]
    first: Numbers
    place: Numbers
    weight: Floats
    norm: Floats


class GroupedVectors:
    """Sparse vectors of length 1, each in one group.

    Parameters
    ----------
    vectors : sequence of dict of str to float
        Feature to weight, no weight below 0.
    group : sequence of int
        The group of each vector.
    groups : int
        How many groups there are.
    weights : mapping of str to float
        What each feature of a query is multiplied by.
    unknown : float
        The same for features that no vector has.

    Examples
    --------
    >>> names = [{"a": 1.0}, {"a": 0.6, "b": 0.8}, {"b": 1.0}]
    >>> vectors = GroupedVectors(names, [0, 0, 2], 3, {"a": 3.0, "b": 4.0}, 12.0)
    >>> vectors.nearest([{"a": 1.0, "b": 1.0}, {"a": 3.0, "c": 1.0}, {}]).tolist()
    [[1.0, 0.0, 0.8], [0.6, 0.0, 0.0], [0.0, 0.0, 0.0]]
    """

    def __init__(
        self,
        vectors: Sequence[Mapping[str, float]],
        group: Sequence[int],
        groups: int,
        weights: Mapping[str, float],
        unknown: float,
    ) -> None:
        self._groups, self._size = groups, len(vectors)
        self._group = np.array(group, np.int64)
        self._unknown = unknown
        held = Counter(name for vector in vectors for name in vector)
        least = _COMMON_SHARE * len(vectors)
        common = [name for name, count in held.most_common() if count > least]
        rarer = [name for name in held if held[name] <= least]
        #: Place of a rarer feature in the lists, or -1 - column of a common one; and its weight.
        self._known = {name: (place, weights[name]) for place, name in enumerate(rarer)}
        self._known |= {name: (-1 - column, weights[name]) for column, name in enumerate(common)}
        self._list_rarer(vectors, [held[name] for name in rarer])
        self._list_common(vectors, len(common))
        self._common_part = lru_cache(_COMMON_KEPT)(self._read_common)

    def _list_rarer(self, vectors: Sequence[Mapping[str, float]], counts: Sequence[int]) -> None:
        """List the vectors of each rarer feature: `_rows[_first[place] : _first[place + 1]]`."""
        self._first = np.cumsum([0, *counts])
        self._rows = np.zeros(self._first[-1], np.int64)
        self._weights = np.zeros(self._first[-1])
        following = self._first.tolist()
        for number, vector in enumerate(vectors):
            for name, weight in vector.items():
                place, _ = self._known[name]
                if place >= 0:
                    self._rows[following[place]] = number
                    self._weights[following[place]] = weight
                    following[place] += 1

    def _list_common(self, vectors: Sequence[Mapping[str, float]], columns: int) -> None:
        self._length = np.zeros(self._size)
        self._direction = np.zeros(self._size, np.int64)
        found: dict[_Common, int] = {}
        for number, vector in enumerate(vectors):
            part = [(-1 - self._known[n][0], w) for n, w in vector.items() if self._known[n][0] < 0]
            long = math.sqrt(sum(w * w for _, w in part))
            points = tuple(sorted((c, round(w / long, _DIRECTION_DECIMALS)) for c, w in part))
            self._length[number] = long
            self._direction[number] = found.setdefault(points, len(found))
        #: Component of each direction along each common feature.
        self._components = np.zeros((columns, len(found)))
        for points, place in found.items():
            for column, component in points:
                self._components[column, place] = component
        self._list_longest(max(len(found), 1))

    def _list_longest(self, directions: int) -> None:
        """List the directions that each group has, and the greatest length of each."""
        pairs, which = np.unique(self._group * directions + self._direction, return_inverse=True)
        longest = np.zeros(len(pairs))
        np.maximum.at(longest, which, self._length)
        group, direction = np.divmod(pairs, directions)
        # Groups of one direction first: they need no search for the largest.
        present, counts = np.unique(group, return_counts=True)
        order = np.argsort(np.repeat(counts > 1, counts), kind="stable")
        self._present = np.concatenate([present[counts == 1], present[counts > 1]])
        self._alone = int((counts == 1).sum())
        self._starts = np.cumsum(counts[counts > 1]) - counts[counts > 1]
        self._of_group, self._longest = direction[order], longest[order]

    def nearest(self, queries: Sequence[Mapping[str, float]]) -> Floats:
        """Return the largest cosine of each query with a vector of each group.

        Parameters
        ----------
        queries : sequence of dict of str to float
            Feature to weight, no weight below 0.

        Returns
        -------
        array, shape (len(queries), groups)
            0 for a group without vectors. Does not depend on the other queries.
        """
        found = np.zeros((len(queries), self._groups))
        if not self._size:
            return found
        read = self._read(queries)
        at_a_time = max(1, _PRODUCTS // self._size)
        products = np.zeros(min(at_a_time, len(queries)) * self._size)
        for first in range(0, len(queries), at_a_time):
            last = min(first + at_a_time, len(queries))
            self._add(read, first, last, products, found[first:last])
        # Dividing by the norm last, and not every vector, gives the same: it keeps the order.
        found /= read.norm[:, None]
        return found

    def _read(self, queries: Sequence[Mapping[str, float]]) -> _Queries:
        commons, firsts, norms = [], [0], []
        places: list[int] = []
        weights: list[float] = []
        known, unknown = self._known.get, (None, self._unknown)
        for query in queries:
            common, squares = [], 0.0
            for name, weight in query.items():
                place, times = known(name, unknown)
                weight *= times
                squares += weight * weight
                if place is None:
                    continue
                if place >= 0:
                    places.append(place)
                    weights.append(weight)
                else:
                    common.append((-1 - place, weight))
            common.sort()
            commons.append(tuple(common))
            firsts.append(len(places))
            norms.append(math.sqrt(squares) or 1.0)
        first, place = np.array(firsts, np.int64), np.array(places, np.int64)
        return _Queries(commons, first, place, np.array(weights), np.array(norms))

    def _add(
        self, queries: _Queries, first: int, last: int, products: Floats, found: Floats
    ) -> None:
        """Write the largest products of some queries; `products` is 0 before and after."""
        along = np.empty((last - first, self._components.shape[1]))
        for number, common in enumerate(queries.common[first:last]):
            along[number], found[number] = self._common_part(common)
        part = slice(queries.first[first], queries.first[last])
        place, weight = queries.place[part], queries.weight[part]
        if not len(place):
            return
        query = np.repeat(np.arange(last - first), np.diff(queries.first[first : last + 1]))
        count = self._first[place + 1] - self._first[place]
        which = np.arange(count.sum()) + np.repeat(self._first[place + 1] - count.cumsum(), count)
        row = self._rows.take(which)
        cell = np.repeat(query * self._size, count) + row
        np.add.at(products, cell, self._weights.take(which) * np.repeat(weight, count))
        direction = np.repeat(query * along.shape[1], count) + self._direction.take(row)
        product = products.take(cell) + along.take(direction) * self._length.take(row)
        products[cell] = 0.0
        group = np.repeat(query * self._groups, count) + self._group.take(row)
        np.maximum.at(found.reshape(-1), group, product)

    def _read_common(self, common: _Common) -> tuple[Floats, Floats]:
        """Return the products of common features with all directions, and by group the largest."""
        along = np.zeros(self._components.shape[1])
        for column, weight in common:
            along += weight * self._components[column]
        found = np.zeros(self._groups)
        parts = along.take(self._of_group) * self._longest
        found[self._present[: self._alone]] = parts[: self._alone]
        if len(self._starts):
            largest = np.maximum.reduceat(parts[self._alone :], self._starts)
            found[self._present[self._alone :]] = largest
        return along, found


def unit(vector: Mapping[str, float]) -> dict[str, float]:
    """Return a vector of length 1 in the direction of another; of one without any, itself.

    Examples
    --------
    >>> unit({"a": 3.0, "b": 4.0})
    {'a': 0.6, 'b': 0.8}
    """
    norm = math.sqrt(sum(w * w for w in vector.values())) or 1.0
    return {name: weight / norm for name, weight in vector.items()}
