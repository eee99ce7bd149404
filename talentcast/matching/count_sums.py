"""Add up rows of counts tables that share a key, in little memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt
    import pyarrow as pa

    Codes = npt.NDArray[np.int32]

#: The largest product of key sizes that fits a signed 64-bit code.
_LARGEST_CODE = 2**62


def add_up(tables: Sequence[pa.Table], keys: Sequence[str], sums: Sequence[str]) -> pa.Table:
    """Add up `sums` over the rows of all tables with the same `keys`.

    Parameters
    ----------
    tables : sequence of Table, at least one
        Keys are dictionaries, whole numbers, truth values or floats; a null is a value of its own.
    keys, sums : sequences of str

    Returns
    -------
    Table
        Columns `keys` and `sums`, one row a key that occurs.

    Notes
    -----
    Keys become one number a row, which is sorted, and are read from that number again; columns are
    gone through one at a time, so that the tables are never held a second time. A hash table over
    the keys, as of `group_by`, takes several times the memory at a million rows.

    Examples
    --------
    >>> import pyarrow as pa
    >>> table = pa.table({"a": pa.array(["x", "y", "x"]).dictionary_encode(), "n": [1, 2, 3]})
    >>> add_up([table, table], ["a"], ["n"])["n"].to_pylist()
    [8, 4]
    """
    import pyarrow as pa

    rows = sum(table.num_rows for table in tables)
    if not rows:
        return tables[0].select([*keys, *sums])
    code, coding = _row_codes(tables, keys, rows)
    order = np.argsort(code)
    code = code[order]
    starts = np.flatnonzero(np.concatenate(([True], code[1:] != code[:-1])))
    code = code[starts]
    added: dict[str, Any] = {}
    for name in sums:
        values = np.concatenate([table[name].to_numpy() for table in tables])
        added[name] = pa.array(np.add.reduceat(values[order], starts))
        del values
    del order
    return pa.table({**coding.decode(code), **added})


@dataclass
class _Coding:
    """How the keys of a row became one number."""

    #: For each key its name, its values, whether they stay a dictionary; and, where numbers grew
    #: too large before it, those that occurred.
    keys: list[tuple[str, pa.Array, bool, npt.NDArray[np.int64] | None]]

    def decode(self, code: npt.NDArray[np.int64]) -> dict[str, pa.Array]:
        """Give the keys of some numbers, in the order of the table; uses the numbers up."""
        import pyarrow as pa

        found: dict[str, pa.Array] = {}
        for name, words, is_dictionary, occurred in reversed(self.keys):
            own, count = np.empty(len(code), np.int32), len(words) + 1
            np.remainder(code, count, out=own, casting="unsafe")
            np.floor_divide(code, count, out=code)
            code = code if occurred is None else occurred[code]
            indices = pa.array(own - 1, mask=own == 0)
            if is_dictionary:
                found[name] = pa.DictionaryArray.from_arrays(indices, words)
            else:
                found[name] = words.take(indices)
        return {name: found[name] for name, *_ in self.keys}


def _row_codes(
    tables: Sequence[pa.Table], keys: Sequence[str], rows: int
) -> tuple[npt.NDArray[np.int64], _Coding]:
    """Make one number of the keys of each row, larger where an earlier key is."""
    import pyarrow as pa

    code = np.zeros(rows, dtype=np.int64)
    coding = _Coding([])
    size = 1
    for name in keys:
        own, words = _codes(tables, name)
        count = len(words) + 1
        occurred = None
        if size * count > _LARGEST_CODE:
            occurred, code = np.unique(code, return_inverse=True)
            size = len(occurred)
        code *= count
        code += own
        size *= count
        is_dictionary = pa.types.is_dictionary(tables[0].schema.field(name).type)
        coding.keys.append((name, words, is_dictionary, occurred))
    return code, coding


def _codes(tables: Sequence[pa.Table], name: str) -> tuple[Codes, pa.Array]:
    """Return a number for each row, 0 for null, and the values that 1, 2, 3 … stand for."""
    import pyarrow as pa
    import pyarrow.compute as pc

    chunks = [chunk for table in tables for chunk in table[name].chunks]
    if not pa.types.is_dictionary(tables[0].schema.field(name).type):
        chunks = [chunk.dictionary_encode() for chunk in chunks]
    words = pc.unique(pa.chunked_array([chunk.dictionary for chunk in chunks]))
    parts = []
    for chunk in chunks:
        own = chunk.indices.fill_null(-1).to_numpy(zero_copy_only=False)
        size = len(chunk.dictionary)
        if words[:size].equals(chunk.dictionary):
            parts.append(own.astype(np.int32) + np.int32(1))
            continue
        place = pc.index_in(chunk.dictionary, value_set=words).to_numpy(zero_copy_only=False)
        parts.append(np.append(place.astype(np.int32) + 1, np.int32(0))[own])
    return np.concatenate(parts), words
