"""Sparse vectors in groups: for each of many queries, its largest product with each group.

Features that many vectors have would make every query touch nearly all of them. They are kept
apart: what a vector has of them is a length times one of few directions (`工程师` and nothing else
common, say), so that the part of a product that comes from them is looked up by direction. As no
weight is negative, a vector that shares only common features with a query counts in its group at
the greatest length of its direction; only vectors that share a rarer feature are added up.

The sums are compiled (`_nearest.c`) where the install had a C compiler, else `nearest_products`
finds the same with sparse matrices.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from talentcast.matching.nearest_products import NearestProducts

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Places = npt.NDArray[np.int32]

#: A feature is common in more than this share of the vectors (half to twice as much takes as long).
_COMMON_SHARE = 0.02

#: Decimals by which directions are told apart.
_DIRECTION_DECIMALS = 12

#: Columns of common features and their weights.
_Common = tuple[tuple[int, float], ...]


class Queries(NamedTuple):
    """Queries by the numbers of their features.

    The entries of query q stand at `first[q]` to `first[q + 1] - 1`.
    """

    first: Numbers
    #: Numbers of features: the rarer ones, then the common ones.
    place: Numbers
    weight: Floats
    #: Length of each query, with features that no vector has; 1 for one without features.
    norm: Floats


class Tables(NamedTuple):
    """Vectors as `_nearest.c` reads them: lists, each with where the list of a number begins."""

    #: Vectors and weights of each rarer feature.
    rare_first: Numbers
    rare_vector: Places
    rare_weight: Floats
    #: Directions that have a part of each common feature, and that part.
    common_first: Numbers
    common_direction: Places
    common_part: Floats
    #: Groups of the vectors of each direction, and the greatest length there.
    longest_first: Numbers
    longest_group: Places
    longest_length: Floats
    #: Group, direction and length of each vector.
    group: Places
    direction: Places
    length: Floats
    #: What counts of each block of groups.
    share: Floats


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
    shares : sequence of float
        The groups stand in so many blocks of one size: what is found of groups at the same place
        of all blocks is added, each times the share of its block.

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
        shares: Sequence[float] = (1.0,),
    ) -> None:
        self.unknown = unknown
        held = Counter(name for vector in vectors for name in vector)
        least = _COMMON_SHARE * len(vectors)
        common = [name for name, count in held.most_common() if count > least]
        rarer = [name for name in held if held[name] <= least]
        #: Numbers of the features, and what they are multiplied by.
        self.numbers = {name: number for number, name in enumerate((*rarer, *common))}
        self.weights = np.array([weights[name] for name in self.numbers], np.float64)
        number, vector, weight = self._entries(vectors)
        is_rarer = number < len(rarer)
        at = np.flatnonzero(~is_rarer)
        points, direction, length = _directions(
            number[at] - len(rarer), vector[at], weight[at], len(vectors)
        )
        owner = np.array(group, np.int32)
        tables = Tables(
            *_lists((number[is_rarer], vector[is_rarer], weight[is_rarer]), len(rarer)),
            *_lists(_components(points), len(common)),
            *_longest(owner, direction, length, len(points)),
            owner,
            direction.astype(np.int32),
            length,
            np.array(shares, np.float64),
        )
        self.find: Callable[[Queries], Floats] = (
            compiled(tables, groups) or NearestProducts(tables, groups).find
        )

    def _entries(self, vectors: Sequence[Mapping[str, float]]) -> tuple[Numbers, Numbers, Floats]:
        """Return number, vector and weight of every feature of every vector."""
        sizes = [*map(len, vectors)]
        numbers = (self.numbers[name] for vector in vectors for name in vector)
        weights = (weight for vector in vectors for weight in vector.values())
        return (
            np.fromiter(numbers, np.int64, sum(sizes)),
            np.repeat(np.arange(len(sizes)), sizes),
            np.fromiter(weights, np.float64, sum(sizes)),
        )

    def nearest(self, queries: Sequence[Mapping[str, float]]) -> Floats:
        """Return the largest cosine of each query with a vector of each group.

        Parameters
        ----------
        queries : sequence of dict of str to float
            Feature to weight, no weight below 0.

        Returns
        -------
        array, shape (len(queries), groups), or fewer columns with `shares`
            0 for a group without vectors. Does not depend on the other queries.
        """
        return self.find(self.read(queries))

    def read(self, queries: Sequence[Mapping[str, float]]) -> Queries:
        """Return queries by the numbers of their features, multiplied by the weights of these."""
        number, times = self.numbers.get, self.weights.tolist()
        places, weights, norms, first = [], [], [], [0]
        for query in queries:
            squares = 0.0
            for name, weight in query.items():
                place = number(name)
                weight *= self.unknown if place is None else times[place]
                squares += weight * weight
                if place is not None:
                    places.append(place)
                    weights.append(weight)
            norms.append(math.sqrt(squares) or 1.0)
            first.append(len(places))
        return Queries(
            np.array(first, np.int64),
            np.array(places, np.int64),
            np.array(weights, np.float64),
            np.array(norms, np.float64),
        )


def compiled(tables: Tables, groups: int) -> Callable[[Queries], Floats] | None:
    """Build the compiled index; None where it was not compiled."""
    try:
        from talentcast.matching._nearest import Nearest
    except ImportError:
        return None
    write = Nearest(tuple(tables), groups).find
    size = groups // len(tables.share)

    def find(queries: Queries) -> Floats:
        found = np.empty((len(queries.norm), size))
        write(*queries, found)
        return found

    return find


def _directions(
    column: Numbers, vector: Numbers, weight: Floats, vectors: int
) -> tuple[dict[_Common, int], Numbers, Floats]:
    """Return the directions by their components, and direction and length of each vector.

    `column`, `vector` and `weight` are the common features of the vectors, in order.
    """
    length, direction = np.zeros(vectors), np.zeros(vectors, np.int64)
    found: dict[_Common, int] = {}
    ends = np.searchsorted(vector, np.arange(vectors), side="right").tolist()
    columns, weights = column.tolist(), weight.tolist()
    for number, (begin, end) in enumerate(pairwise([0, *ends])):
        parts = weights[begin:end]
        long = math.sqrt(sum(w * w for w in parts))
        shares = (round(w / long, _DIRECTION_DECIMALS) for w in parts)
        points = tuple(sorted(zip(columns[begin:end], shares, strict=True)))
        length[number] = long
        direction[number] = found.setdefault(points, len(found))
    return found, direction, length


def _components(points: Mapping[_Common, int]) -> tuple[list[int], list[int], list[float]]:
    """Return column, direction and component of each part of each direction."""
    parts = [(c, place, part) for one, place in points.items() for c, part in one]
    columns, directions, components = zip(*parts, strict=True) if parts else ((), (), ())
    return [*columns], [*directions], [*components]


def _longest(
    group: Places, direction: Numbers, length: Floats, directions: int
) -> tuple[Numbers, Places, Floats]:
    """List the groups of the vectors of each direction, and the greatest length there."""
    groups = int(group.max(initial=0)) + 1
    pairs, which = np.unique(direction * groups + group, return_inverse=True)
    longest = np.zeros(len(pairs))
    np.maximum.at(longest, which, length)
    of_direction, of_group = np.divmod(pairs, groups)
    return _lists((of_direction, of_group, longest), directions)


def _lists(
    entries: tuple[npt.ArrayLike, npt.ArrayLike, npt.ArrayLike], lists: int
) -> tuple[Numbers, Places, Floats]:
    """Put entries in lists by their first number, in the order given: begins, numbers, values."""
    of_list, number, value = (np.asarray(part) for part in entries)
    order = np.argsort(of_list, kind="stable")
    first = np.zeros(lists + 1, np.int64)
    np.cumsum(np.bincount(of_list.astype(np.int64), minlength=lists), out=first[1:])
    return first, number[order].astype(np.int32), value[order].astype(np.float64)


def unit(vector: Mapping[str, float]) -> dict[str, float]:
    """Return a vector of length 1 in the direction of another; of one without any, itself.

    Examples
    --------
    >>> unit({"a": 3.0, "b": 4.0})
    {'a': 0.6, 'b': 0.8}
    """
    norm = math.sqrt(sum(w * w for w in vector.values())) or 1.0
    return {name: weight / norm for name, weight in vector.items()}
