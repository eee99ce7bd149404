"""A column of a batch as its few distinct values and, for each row, which of them it holds.

Cells of ads repeat: what is made of a value is made once, and rows are only counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import pyarrow as pa

Cells = Sequence[str | None]
Codes = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

T = TypeVar("T")
U = TypeVar("U")


@dataclass(frozen=True, slots=True)
class Coded(Generic[T]):
    """Values, and the number of its value for each row; None where a row holds nothing.

    Examples
    --------
    >>> levels = code(["大专", None, "本科", "大专"])
    >>> levels.map(len).to_list()
    [2, None, 2, 2]
    >>> levels.or_else(code(["a", "b", "c", "d"])).to_list()
    ['大专', 'b', '本科', '大专']
    """

    values: list[T | None]
    codes: Codes

    @property
    def known(self) -> Mask:
        """In which rows there is a value."""
        is_value: Mask = np.array([value is not None for value in self.values], bool)[self.codes]
        return is_value

    def holds(self, test: Callable[[T], bool]) -> Mask:
        """In which rows there is a value of a kind."""
        kind = np.array([value is not None and test(value) for value in self.values], bool)
        found: Mask = kind[self.codes]
        return found

    def map(self, make: Callable[[T], U | None]) -> Coded[U]:
        """Make something of each value."""
        values = [None if value is None else make(value) for value in self.values]
        return Coded(values, self.codes)

    def or_else(self, other: Coded[T]) -> Coded[T]:
        """Take the values of another column in rows without one."""
        codes = np.where(self.known, self.codes, other.codes + len(self.values))
        return Coded([*self.values, *other.values], codes)

    def only(self, kept: Mask) -> Coded[T]:
        """Keep the values of some rows."""
        return Coded([*self.values, None], np.where(kept, self.codes, len(self.values)))

    def put(self, found: dict[int, T]) -> Coded[T]:
        """Set the values of some rows."""
        if not found:
            return self
        codes = self.codes.copy()
        codes[[*found]] = np.arange(len(found)) + len(self.values)
        return Coded([*self.values, *found.values()], codes)

    def to_list(self) -> list[T | None]:
        """Return the value of each row."""
        values = self.values
        return [values[code] for code in self.codes.tolist()]

    def to_arrow(self, kind: pa.DataType) -> pa.Array:
        """Return the value of each row as an Arrow array."""
        import pyarrow as pa

        return pa.array(self.values, kind).take(pa.array(self.codes))


def code(cells: pa.Array | Cells | Coded[str]) -> Coded[str]:
    """Code a column of text, an empty cell as none.

    Parameters
    ----------
    cells : Arrow array of string, or sequence of str or None
        A column that is coded already stays as it is.

    Returns
    -------
    Coded

    Examples
    --------
    >>> code(["b", "", "a", "b", None]).to_list()
    ['b', None, 'a', 'b', None]
    """
    if isinstance(cells, Coded):
        return cells
    if isinstance(cells, Sequence):
        place: dict[str | None, int] = {None: 0}
        codes = np.array([place.setdefault(cell, len(place)) for cell in cells], np.int64)
        values = [*place]
    elif cells.null_count == len(cells):
        values, codes = [None], np.zeros(len(cells), np.int64)
    else:
        encoded = cells.dictionary_encode()
        values = [*encoded.dictionary.to_pylist(), None]
        codes = encoded.indices.fill_null(len(values) - 1).to_numpy().astype(np.int64)
    return Coded([value or None for value in values], codes)
