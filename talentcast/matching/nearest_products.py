"""Largest products of queries with groups of vectors, by sparse matrices.

Takes the place of `_nearest.c` where the install had no C compiler, and gives the same numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import csr_array

    from talentcast.matching.title_vectors import Queries, Tables

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

#: Products that are held at a time: they stay in the processor's cache.
_PARTS = 1 << 18


class NearestProducts:
    """The vectors as matrices.

    Parameters
    ----------
    tables : Tables
    groups : int
    """

    def __init__(self, tables: Tables, groups: int) -> None:
        from scipy.sparse import csr_array

        self._tables, self._groups = tables, groups
        vectors, directions = len(tables.group), len(tables.longest_first) - 1
        self._size = len(tables.rare_first) - 1
        rarer = (tables.rare_weight, tables.rare_vector, tables.rare_first)
        common = (tables.common_part, tables.common_direction, tables.common_first)
        self._rarer = csr_array(rarer, shape=(self._size, vectors))
        self._components = csr_array(
            common, shape=(len(tables.common_first) - 1, directions)
        ).toarray()
        if vectors:
            self._list_longest()

    def _list_longest(self) -> None:
        """Put the greatest lengths in layers.

        One of each group, a second one of each group that has two, and so on, groups with many
        first.
        """
        held, group = self._tables.longest_first, self._tables.longest_group
        direction = np.repeat(np.arange(len(held) - 1), np.diff(held))
        _, which, counts = np.unique(group, return_inverse=True, return_counts=True)
        sorted_by_group = np.argsort(group, kind="stable")
        begin = np.repeat(np.cumsum(counts) - counts, counts)
        layer = np.empty(len(group), np.int64)
        layer[sorted_by_group] = np.arange(len(group)) - begin
        order = np.lexsort((group, -counts[which], layer))
        self._longest = self._tables.longest_length[order]
        self._of_longest = direction[order]
        layers = np.bincount(layer)
        self._present = group[order[: layers[0]]]
        self._layers = np.cumsum(layers).tolist()
        self._at_a_time = max(1, _PARTS // max(len(order), 1))

    def find(self, queries: Queries) -> Floats:
        """Return what is found of each query, its products by its norm."""
        share = self._tables.share
        found = np.zeros((len(queries.norm), self._groups))
        if len(self._tables.group):
            self._write(queries, found)
        blocks = np.split(found, len(share), axis=1)
        total: Floats = share[0] * blocks[0]
        for block, part in zip(share[1:], blocks[1:], strict=True):
            total += block * part
        return total

    def _write(self, queries: Queries, found: Floats) -> None:
        """Write the largest product of each query with a vector of each group, by its norm."""
        # Queries that are alike in their common features are multiplied together.
        common = [self._common(queries, number) for number in range(len(found))]
        order = sorted(range(len(found)), key=common.__getitem__)
        for first in range(0, len(order), self._at_a_time):
            some = order[first : first + self._at_a_time]
            found[some] = self._largest(queries, some, [common[number] for number in some])
        found /= queries.norm[:, None]

    def _common(self, queries: Queries, number: int) -> tuple[tuple[int, float], ...]:
        """Return the columns and weights of a query's common features."""
        size = self._size
        return tuple(sorted((p - size, w) for p, w in _entries(queries, number) if p >= size))

    def _largest(
        self, queries: Queries, some: list[int], common: list[tuple[tuple[int, float], ...]]
    ) -> Floats:
        numbers = {one: number for number, one in enumerate(dict.fromkeys(common))}
        of_query = np.array([numbers[one] for one in common])
        along = _matrix([[*one] for one in numbers], len(self._components)) @ self._components
        found = self._largest_common(along).take(of_query, axis=0)
        rarer = [
            [one for one in _entries(queries, number) if one[0] < self._size] for number in some
        ]
        product = _matrix(rarer, self._size) @ self._rarer
        query = np.repeat(np.arange(len(some)), np.diff(product.indptr))
        row = product.indices.astype(np.int64)
        direction = of_query.take(query) * along.shape[1] + self._tables.direction.take(row)
        value = product.data + along.take(direction) * self._tables.length.take(row)
        group = query * self._groups + self._tables.group.take(row)
        np.maximum.at(found.reshape(-1), group, value)
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


def _entries(queries: Queries, number: int) -> list[tuple[int, float]]:
    entry = slice(queries.first[number], queries.first[number + 1])
    return list(zip(queries.place[entry].tolist(), queries.weight[entry].tolist(), strict=True))


def _matrix(rows: list[list[tuple[int, float]]], columns: int) -> csr_array:
    """Make a sparse matrix of the columns and values of each row."""
    from scipy.sparse import csr_array

    first = np.cumsum([0, *map(len, rows)])
    places = np.array([place for row in rows for place, _ in row], np.int64)
    values = np.array([value for row in rows for _, value in row], np.float64)
    return csr_array((values, places, first), shape=(len(rows), columns))
