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
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

#: A feature is common in more than this share of the vectors (half to twice as much takes as long).
_COMMON_SHARE = 0.02

#: Products that are held at a time: they stay in the processor's cache.
_PARTS = 1 << 18

#: Decimals by which directions are told apart.
_DIRECTION_DECIMALS = 12


#: Columns of common features and their weights.
_Common = tuple[tuple[int, float], ...]


class _Query(NamedTuple):
    """A query by the numbers of its features."""

    common: _Common
    #: Places of the rarer features, and their weights.
    places: list[int]
    weights: list[float]
    #: Length of the query; 1 for one without features.
    norm: float


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

    def _list_rarer(self, vectors: Sequence[Mapping[str, float]], counts: Sequence[int]) -> None:
        """List the vectors of each rarer feature, as a sparse matrix of features by vectors."""
        from scipy.sparse import csr_array

        first = np.cumsum([0, *counts])
        rows, weights = np.zeros(first[-1], np.int32), np.zeros(first[-1])
        following = first.tolist()
        for number, vector in enumerate(vectors):
            for name, weight in vector.items():
                place, _ = self._known[name]
                if place >= 0:
                    rows[following[place]], weights[following[place]] = number, weight
                    following[place] += 1
        self._rarer = csr_array((weights, rows, first), shape=(len(counts), self._size))

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
        self._components = np.zeros((columns, max(len(found), 1)))
        for points, place in found.items():
            for column, component in points:
                self._components[column, place] = component
        self._list_longest()

    def _list_longest(self) -> None:
        """List the directions that each group has, and the greatest length of each.

        They stand in layers: one of each group, a second one of each group that has two, and so
        on, groups with many first.
        """
        directions = self._components.shape[1]
        pairs, which = np.unique(self._group * directions + self._direction, return_inverse=True)
        longest = np.zeros(len(pairs))
        np.maximum.at(longest, which, self._length)
        group, direction = np.divmod(pairs, directions)
        present, first, counts = np.unique(group, return_index=True, return_counts=True)
        layer = np.arange(len(group)) - np.repeat(first, counts)
        order = np.lexsort((group, -np.repeat(counts, counts), layer))
        self._longest, self._of_longest = longest[order], direction[order]
        self._present = present[np.argsort(-counts, kind="stable")]
        self._layers = np.cumsum(np.bincount(layer)).tolist()
        self._at_a_time = max(1, _PARTS // max(len(order), 1))

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
        read = [self._read(query) for query in queries]
        # Queries that are alike in their common features are multiplied together.
        order = sorted(range(len(read)), key=lambda number: read[number].common)
        for first in range(0, len(order), self._at_a_time):
            some = order[first : first + self._at_a_time]
            found[some] = self._largest([read[number] for number in some])
        return found

    def _read(self, query: Mapping[str, float]) -> _Query:
        known, unknown = self._known.get, (None, self._unknown)
        common, places, weights, squares = [], [], [], 0.0
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
        return _Query(tuple(common), places, weights, math.sqrt(squares) or 1.0)

    def _largest(self, queries: Sequence[_Query]) -> Floats:
        """Return the largest cosines of some queries."""
        numbers: dict[_Common, int] = {}
        of_query = np.array([numbers.setdefault(q.common, len(numbers)) for q in queries])
        parts = [([c for c, _ in common], [w for _, w in common]) for common in numbers]
        along = _matrix(parts, len(self._components)) @ self._components
        found = self._largest_common(along).take(of_query, axis=0)
        rarer = [(q.places, q.weights) for q in queries]
        product = _matrix(rarer, self._rarer.shape[0]) @ self._rarer
        query = np.repeat(np.arange(len(queries)), np.diff(product.indptr))
        row = product.indices.astype(np.int64)
        direction = of_query.take(query) * along.shape[1] + self._direction.take(row)
        value = product.data + along.take(direction) * self._length.take(row)
        group = query * self._groups + self._group.take(row)
        np.maximum.at(found.reshape(-1), group, value)
        # Dividing by the norm last, and not every vector, gives the same: it keeps the order.
        found /= np.array([q.norm for q in queries])[:, None]
        return found

    def _largest_common(self, along: Floats) -> Floats:
        """Return the largest product with each group that comes from common features alone."""
        parts = along.take(self._of_longest, axis=1)
        parts *= self._longest
        begin = self._layers[0]
        largest = parts[:, :begin]
        for end in self._layers[1:]:
            layer = largest[:, : end - begin]
            np.maximum(layer, parts[:, begin:end], out=layer)
            begin = end
        found = np.zeros((len(along), self._groups))
        found[:, self._present] = largest
        return found


def _matrix(rows: Sequence[tuple[Sequence[int], Sequence[float]]], columns: int) -> csr_array:
    """Make a sparse matrix of the columns and values of each row."""
    from scipy.sparse import csr_array

    first = np.cumsum([0, *(len(places) for places, _ in rows)])
    places = np.array([place for some, _ in rows for place in some], np.int64)
    values = np.array([value for _, some in rows for value in some], np.float64)
    return csr_array((values, places, first), shape=(len(rows), columns))


def unit(vector: Mapping[str, float]) -> dict[str, float]:
    """Return a vector of length 1 in the direction of another; of one without any, itself.

    Examples
    --------
    >>> unit({"a": 3.0, "b": 4.0})
    {'a': 0.6, 'b': 0.8}
    """
    norm = math.sqrt(sum(w * w for w in vector.values())) or 1.0
    return {name: weight / norm for name, weight in vector.items()}
