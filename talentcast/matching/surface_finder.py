"""Finds many surfaces in a long text in one pass: from the left, the longest at each place.

Compiled (`_finder.c`) where the install had a C compiler, else with ahocorasick-rs; both find the
same. The compiled one gives arrays instead of an object for each match.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint16]
Numbers = npt.NDArray[np.int64]

#: Number, start and end of what was found, one a row: so many that the size of each counts.
Found = npt.NDArray[np.int32]


class SurfaceFinder:
    """An index of surfaces.

    Parameters
    ----------
    surfaces : sequence of str
        In normal form (`text.normalise`), none empty, each once.

    Examples
    --------
    >>> finder = SurfaceFinder(["java", "javascript", "sql", "c"])
    >>> found = finder.find(text_codes("javascript, c, sqlsql"))
    >>> [column.tolist() for column in found]
    [[1, 3, 2, 2], [0, 12, 15, 18], [10, 13, 18, 21]]
    """

    def __init__(self, surfaces: Sequence[str]) -> None:
        self._find = compiled(surfaces) or automaton(surfaces)

    def find(self, codes: Codes) -> tuple[Numbers, Numbers, Numbers]:
        """Find the surfaces in a text.

        Parameters
        ----------
        codes : array of uint16, shape (n,)
            Characters of a text in normal form (`text_codes`).

        Returns
        -------
        number, start, end : array of int64
            Place of the surface in the sequence that the index was built of, and where it stands,
            in the order of the text. None overlaps another.
        """
        number, start, end = self.rows(codes).astype(np.int64).T
        return number, start, end

    def rows(self, codes: Codes) -> Found:
        """Find the surfaces in a text; return number, start and end of each in a row."""
        return self._find(codes).reshape(-1, 3)


def text_codes(text: str) -> Codes:
    """Return the characters of a text in normal form as numbers.

    Examples
    --------
    >>> text_codes("ab").tolist()
    [97, 98]
    """
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)


def compiled(surfaces: Sequence[str]) -> Callable[[Codes], Found] | None:
    """Build the compiled index; None where it was not compiled or there is nothing to find."""
    try:
        from talentcast.matching._finder import Finder
    except ImportError:
        return None
    if not surfaces:
        return None
    codes = [surface.encode("utf-16-be", "surrogatepass") for surface in surfaces]
    order = np.array(sorted(range(len(codes)), key=codes.__getitem__), np.int64)
    begin = np.zeros(len(codes) + 1, np.int64)
    np.cumsum([len(surface) for surface in surfaces], out=begin[1:])
    finder = Finder(text_codes("".join(surfaces)), begin, order)

    def find(text: Codes) -> Found:
        # As large as it can get: what is not written to takes no memory.
        found = np.empty(3 * (len(text) + 1), np.int32)
        return found[: finder.find(text, found)]

    return find


def automaton(surfaces: Sequence[str]) -> Callable[[Codes], Found]:
    """Build an index with ahocorasick-rs."""
    import ahocorasick_rs as rs

    index: Any = rs.AhoCorasick(
        list(surfaces),
        matchkind=rs.MatchKind.LeftmostLongest,
        implementation=rs.Implementation.ContiguousNFA,
    )

    def find(codes: Codes) -> Found:
        text = codes.tobytes().decode("utf-16-le", "surrogatepass")
        matches = index.find_matches_as_indexes(text)
        return np.fromiter(chain.from_iterable(matches), np.int32, 3 * len(matches))

    return find
