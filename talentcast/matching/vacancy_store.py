"""The vacancies met so far, in flat arrays: a table from keys to vacancies, and their dates."""

from __future__ import annotations

from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]
Indices: TypeAlias = npt.NDArray[np.int32]

#: "No such vacancy", and "no earlier vacancy of this key".
NONE = -1

#: Stands for "no date" in 32-bit days; no real day comes near it.
UNDATED = -(2**31)

#: The key table doubles above this share of used slots: beyond it probes grow quickly
#: (Knuth, The Art of Computer Programming 3, section 6.4, linear probing).
MAX_LOAD = 0.7

#: The odd number next to 2**64 divided by the golden ratio: spreads keys over the table
#: (Knuth, section 6.4, multiplicative hashing).
_SPREAD = np.uint64(0x9E3779B97F4A7C15)

_FIRST_SLOTS = 1 << 12
_FIRST_ROWS = 1 << 11
_GROWTH = 1.5


class KeyTable:
    """A map from 64-bit keys to 32-bit numbers, 12 bytes a slot, looked up a batch at a time.

    Open addressing with linear probing. The most negative key stands for an empty slot and is
    replaced by its neighbour.

    Examples
    --------
    >>> table = KeyTable()
    >>> table.put(np.array([7, 8]), np.array([0, 1], dtype=np.int32))
    >>> table.get(np.array([8, 9])).tolist()
    [1, -1]
    """

    def __init__(self) -> None:
        self._keys: Ints = np.zeros(_FIRST_SLOTS, np.int64)
        self._values: Indices = np.full(_FIRST_SLOTS, NONE, np.int32)
        self._used = 0

    def __len__(self) -> int:
        return self._used

    @property
    def nbytes(self) -> int:
        """Bytes that the table occupies."""
        return self._keys.nbytes + self._values.nbytes

    def get(self, keys: Ints) -> Indices:
        """Look keys up; `NONE` where a key is unknown."""
        found = np.full(len(keys), NONE, np.int32)
        waiting = np.arange(len(keys))
        slots = self._home(keys)
        while len(waiting):
            values = self._values[slots]
            here = (values != NONE) & (self._keys[slots] == keys[waiting])
            found[waiting[here]] = values[here]
            onward = (values != NONE) & ~here
            waiting, slots = waiting[onward], self._next(slots[onward])
        return found

    def put(self, keys: Ints, values: Indices) -> None:
        """Set the number of each key; of a key given twice any one value stays."""
        while self._used + len(keys) > MAX_LOAD * len(self._keys):
            self._double()
        self._insert(keys, values)

    def _insert(self, keys: Ints, values: Indices) -> None:
        slots = self._home(keys)
        while len(keys):
            empty = self._values[slots] == NONE
            # Several keys may want one slot: the last one written has it, the others go on.
            self._keys[slots[empty]] = keys[empty]
            self._values[slots[empty]] = values[empty]
            here = self._keys[slots] == keys
            self._values[slots[here]] = values[here]
            self._used += len(np.unique(slots[empty]))
            keys, values, slots = keys[~here], values[~here], self._next(slots[~here])

    def _double(self) -> None:
        full = self._values != NONE
        keys, values = self._keys[full], self._values[full]
        size = 2 * len(self._keys)
        self._keys = np.zeros(size, np.int64)
        self._values = np.full(size, NONE, np.int32)
        self._used = 0
        self._insert(keys, values)

    def _home(self, keys: Ints) -> Ints:
        shift = np.uint64(65 - len(self._keys).bit_length())
        return ((keys.astype(np.uint64) * _SPREAD) >> shift).astype(np.int64)

    def _next(self, slots: Ints) -> Ints:
        return (slots + 1) & (len(self._keys) - 1)


#: One vacancy: when it was first and last advertised, its ads, the row that stands for it.
#: `observed`: of all its ads it is known when they were seen on the site.
VACANCY = {
    "row": np.int64,
    "employer": np.int64,
    "first": np.int32,
    "last": np.int32,
    "ads": np.int32,
    "earlier": np.int32,
    "occupation": np.int32,
    "site": np.int32,
    "reposted": np.bool_,
    "observed": np.bool_,
}


class VacancyStore:
    """One row a vacancy, 38 bytes each, in arrays that grow by half."""

    def __init__(self) -> None:
        self._columns: dict[str, npt.NDArray[Any]] = {
            name: np.empty(_FIRST_ROWS, kind) for name, kind in VACANCY.items()
        }
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        """One column, as a view: writing to it changes the store."""
        return self._columns[name][: self._size]

    @property
    def nbytes(self) -> int:
        """Bytes that the store occupies."""
        return sum(column.nbytes for column in self._columns.values())

    def append(self, count: int, **columns: Any) -> Indices:
        """Add `count` vacancies; give their numbers."""
        start, self._size = self._size, self._size + count
        for name, kind in VACANCY.items():
            if self._size > len(self._columns[name]):
                size = max(int(_GROWTH * len(self._columns[name])), self._size)
                grown: npt.NDArray[Any] = np.empty(size, kind)
                grown[:start] = self._columns[name][:start]
                self._columns[name] = grown
            self._columns[name][start : self._size] = columns[name]
        return np.arange(start, self._size, dtype=np.int32)
