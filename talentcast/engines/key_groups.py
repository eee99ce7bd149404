"""Which values of a key belong together because rows share a value of another column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt
    import pyarrow as pa

    Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class KeyGroups:
    """Keys that are linked, sorted, and the key that stands for the group of each.

    Examples
    --------
    >>> groups = KeyGroups.of(np.array([5, 9]), np.array([2, 5]))
    >>> groups.find(np.array([9, 2, 7])).tolist()
    [2, 2, 7]
    """

    keys: Ints
    first: Ints

    @classmethod
    def of(cls, left: Ints, right: Ints) -> KeyGroups:
        """Group the keys that pairs `left[i]`, `right[i]` link, through any number of pairs.

        Parameters
        ----------
        left, right : array of int64, shape (n,)
        """
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        keys, places = np.unique(np.concatenate([left, right]), return_inverse=True)
        if not len(keys):
            return cls(keys, keys)
        ends = places[: len(left)], places[len(left) :]
        links = coo_array((np.ones(len(left), np.int8), ends), shape=(len(keys), len(keys)))
        group = connected_components(links, directed=False)[1]
        _, least, inverse = np.unique(group, return_index=True, return_inverse=True)
        return cls(keys, keys[least][inverse])

    def find(self, keys: Ints) -> Ints:
        """Give the key that stands for the group of each; a key without links is its own.

        Parameters
        ----------
        keys : array of int64, shape (n,)

        Returns
        -------
        array of int64, shape (n,)
        """
        if not len(self.keys):
            return keys
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where(self.keys[place] == keys, self.first[place], keys)


def key_pairs(batch: pa.RecordBatch, linked_by: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """List the values of the columns beside the first, each with the key of its row.

    Parameters
    ----------
    batch : RecordBatch
    linked_by : sequence of str
        The key, then the columns that link keys; a null links nothing.

    Yields
    ------
    RecordBatch
        `kind` (which column), `value`, `key`; one batch a column.
    """
    import pyarrow as pa

    key, *others = linked_by
    for kind, name in enumerate(others):
        given: Any = batch[name].is_valid()
        values, keys = batch[name].filter(given), batch[key].filter(given)
        kinds = pa.array(np.full(len(values), kind, np.int32))
        yield pa.RecordBatch.from_arrays([kinds, values, keys], names=["kind", "value", "key"])
