"""Sparse vectors in groups: for each of many queries, its largest product with each group.

Features that many vectors have would make every query touch nearly all of them. They are kept
apart: what a vector has of them is a length times one of few directions (`工程师` and nothing else
common, say), so that the part of a product that comes from them is looked up by direction. As no
weight is negative, a vector that shares only common features with a query counts in its group at
the greatest length of its direction; only vectors that share a rarer feature are added up.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Numbers = np.ndarray[Any, np.dtype[np.int64]]

#: A feature is common in more than this share of the vectors (half to twice as much takes as long).
_COMMON_SHARE = 0.02

#: Products of queries with vectors that are held at a time: they stay in the processor's cache.
_PRODUCTS = 1 << 18

#: Decimals by which directions are told apart.
_DIRECTION_DECIMALS = 12


@dataclass(frozen=True, slots=True)
class _Query:
    """A query by the numbers of its features.

    Attributes
    ----------
    common : tuple of (column, weight)
    places, weights : list
        Rarer features, by their place in the lists, and their weights.
    """

    common: tuple[tuple[int, float], ...]
    places: list[int]
    weights: list[float]


class GroupedVectors:
    """Sparse vectors, each in one group.

    Parameters
    ----------
    vectors : sequence of dict of str to float
        Feature to weight, no weight below 0.
    group : sequence of int
        The group of each vector.
    groups : int
        How many groups there are.

    Examples
    --------
    >>> vectors = GroupedVectors([{"a": 1.0}, {"a": 0.6, "b": 0.8}, {"b": 1.0}], [0, 0, 2], 3)
    >>> vectors.largest([{"a": 1.0, "b": 1.0}, {"c": 1.0}]).tolist()
    [[1.4, 0.0, 1.0], [0.0, 0.0, 0.0]]
    """

    def __init__(
        self, vectors: Sequence[Mapping[str, float]], group: Sequence[int], groups: int
    ) -> None:
        import numpy as np

        self._groups = groups
        self._size = len(vectors)
        self._group = np.array(group, dtype=np.int64)
        held = Counter(name for vector in vectors for name in vector)
        least = _COMMON_SHARE * len(vectors)
        common = [name for name, count in held.most_common() if count > least]
        #: Column of a common feature; place in the lists of a rarer one.
        self._column = {name: column for column, name in enumerate(common)}
        self._list_rare(vectors)
        self._list_common(vectors)

    def _list_rare(self, vectors: Sequence[Mapping[str, float]]) -> None:
        import numpy as np

        listed: dict[str, tuple[list[int], list[float]]] = defaultdict(lambda: ([], []))
        for number, vector in enumerate(vectors):
            for name, weight in vector.items():
                if name not in self._column:
                    rows, weights = listed[name]
                    rows.append(number)
                    weights.append(weight)
        self._place = {name: place for place, name in enumerate(listed)}
        self._rows = [np.array(rows, dtype=np.int64) for rows, _ in listed.values()]
        self._weights = [np.array(weights) for _, weights in listed.values()]
        self._counts = np.array([len(rows) for rows in self._rows], dtype=np.int64)

    def _list_common(self, vectors: Sequence[Mapping[str, float]]) -> None:
        import numpy as np

        length = np.zeros(self._size)
        direction = np.zeros(self._size, dtype=np.int64)
        found: dict[tuple[tuple[int, float], ...], int] = {}
        for number, vector in enumerate(vectors):
            part = [(self._column[n], w) for n, w in vector.items() if n in self._column]
            long = math.sqrt(sum(w * w for _, w in part))
            points = tuple(sorted((c, round(w / (long or 1.0), _DIRECTION_DECIMALS)) for c, w in part))
            length[number] = long
            direction[number] = found.setdefault(points, len(found))
        #: Component of each direction along each common feature.
        self._components = np.zeros((len(self._column), len(found)))
        for points, place in found.items():
            for column, component in points:
                self._components[column, place] = component
        self._length, self._direction = length, direction
        self._list_longest(len(found))

    def _list_longest(self, directions: int) -> None:
        """List the directions that each group has, and the greatest length of each."""
        import numpy as np

        pairs, which = np.unique(self._group * directions + self._direction, return_inverse=True)
        self._longest = np.zeros(len(pairs))
        np.maximum.at(self._longest, which, self._length)
        group, self._of_group = np.divmod(pairs, max(directions, 1))
        self._present, self._starts = np.unique(group, return_index=True)

    def largest(self, queries: Sequence[Mapping[str, float]]) -> Floats:
        """Return the largest product of each query with a vector of each group.

        Parameters
        ----------
        queries : sequence of dict of str to float
            Feature to weight, no weight below 0. Features that no vector has are left out.

        Returns
        -------
        array, shape (len(queries), groups)
            0 for a group without vectors. Does not depend on the other queries.
        """
        import numpy as np

        found = np.zeros((len(queries), self._groups))
        if not self._size:
            return found
        read = [self._query(query) for query in queries]
        # Queries that are alike in their common features stand together.
        order = sorted(range(len(read)), key=lambda number: read[number].common)
        at_a_time = max(1, _PRODUCTS // self._size)
        products = np.zeros(min(at_a_time, len(read)) * self._size)
        for first in range(0, len(order), at_a_time):
            some = order[first : first + at_a_time]
            found[some] = self._largest([read[number] for number in some], products)
        return found

    def _query(self, query: Mapping[str, float]) -> _Query:
        common, places, weights = [], [], []
        for name, weight in query.items():
            place = self._place.get(name)
            if place is not None:
                places.append(place)
                weights.append(weight)
            elif name in self._column:
                common.append((self._column[name], weight))
        return _Query(tuple(sorted(common)), places, weights)

    def _largest(self, queries: list[_Query], products: Floats) -> Floats:
        """Return the largest products; `products` is room for them, all 0 before and after."""
        import numpy as np

        along, of_query = self._along(queries)
        found = np.zeros((len(along), self._groups))
        parts = along[:, self._of_group] * self._longest
        found[:, self._present] = np.maximum.reduceat(parts, self._starts, axis=1)
        found = found[of_query]
        number, row, weight = self._touched(queries)
        if not len(row):
            return found
        cell = number * self._size + row
        np.add.at(products, cell, weight)
        product = products[cell] + along[of_query[number], self._direction[row]] * self._length[row]
        products[cell] = 0.0
        np.maximum.at(found.reshape(-1), number * self._groups + self._group[row], product)
        return found

    def _along(self, queries: list[_Query]) -> tuple[Floats, Numbers]:
        """Products with all directions, once for queries that are alike, and whose is whose."""
        import numpy as np

        numbers: dict[tuple[tuple[int, float], ...], int] = {}
        of_query = [numbers.setdefault(query.common, len(numbers)) for query in queries]
        along = np.zeros((len(numbers), self._components.shape[1]))
        for common, number in numbers.items():
            for column, weight in common:
                along[number] += weight * self._components[column]
        return along, np.array(of_query)

    def _touched(self, queries: list[_Query]) -> tuple[Numbers, Numbers, Floats]:
        """Query, row and product of each rarer feature of each vector that shares it."""
        import numpy as np

        places = [place for query in queries for place in query.places]
        if not places:
            nothing = np.zeros(0, dtype=np.int64)
            return nothing, nothing, np.zeros(0)
        counts = self._counts[places]
        weights = np.array([weight for query in queries for weight in query.weights])
        of_place = np.repeat(np.arange(len(queries)), [len(query.places) for query in queries])
        return (
            np.repeat(of_place, counts),
            np.concatenate([self._rows[place] for place in places]),
            np.concatenate([self._weights[place] for place in places]) * np.repeat(weights, counts),
        )


def unit(vector: Mapping[str, float]) -> dict[str, float]:
    """Return a vector of length 1 in the direction of another; of one without any, itself.

    Examples
    --------
    >>> unit({"a": 3.0, "b": 4.0})
    {'a': 0.6, 'b': 0.8}
    """
    norm = math.sqrt(sum(w * w for w in vector.values())) or 1.0
    return {name: weight / norm for name, weight in vector.items()}

