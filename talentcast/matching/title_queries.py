"""Titles, cut in pieces, as queries: their features by number, weighted, and the length of each.

The sums are compiled (`_grams.c`) where the install had a C compiler, else added up in Python.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from talentcast.matching.surface_finder import text_codes
from talentcast.matching.title_features import WEIGHTS, Pieces, expanded, is_run
from talentcast.matching.title_vectors import GroupedVectors, Queries


class TitleQueries:
    """Turns titles into queries of vectors.

    Parameters
    ----------
    vectors : GroupedVectors
    """

    def __init__(self, vectors: GroupedVectors) -> None:
        self._read = compiled(vectors)
        self._vectors = vectors

    def read(self, cut: Pieces) -> Queries:
        """Return titles as queries.

        Parameters
        ----------
        cut : Pieces

        Returns
        -------
        Queries
            The same as `vectors.read(expanded(cut))`.
        """
        if self._read is None:
            return self._vectors.read(expanded(cut))
        return self._read(cut)


def compiled(vectors: GroupedVectors) -> Callable[[Pieces], Queries] | None:
    """Build the compiled reader; None where it was not compiled."""
    try:
        from talentcast.matching._grams import Grams
    except ImportError:
        return None
    numbers = vectors.numbers
    known = {name: number for name, number in numbers.items() if len(name) <= 2 and is_run(name)}
    grams = Grams(
        text_codes("".join(name.ljust(2, "\0") for name in known)),
        np.array([*known.values()], np.int32),
        vectors.weights,
        vectors.unknown,
    )
    weights = np.array(WEIGHTS)

    def read(cut: Pieces) -> Queries:
        first, place, weight, norm = grams.read(
            np.array(cut.first, np.int64),
            bytes(cut.kinds),
            np.cumsum([*map(len, cut.runs)], dtype=np.int64),
            text_codes("".join(cut.runs)),
            _numbered(cut.names, numbers),
            weights,
        )
        return Queries(
            np.frombuffer(first, np.int64),
            np.frombuffer(place, np.int64),
            np.frombuffer(weight),
            np.frombuffer(norm),
        )

    return read


def _numbered(names: Sequence[str], numbers: Mapping[str, int]) -> npt.NDArray[np.int64]:
    """Return the numbers of names, and numbers beyond the last for unknown ones."""
    found = [*map(numbers.get, names)]
    if None in found:
        unknown: dict[str, int] = {}
        size = len(numbers)
        found = [
            size + unknown.setdefault(name, len(unknown)) if number is None else number
            for name, number in zip(names, found, strict=True)
        ]
    return np.array(found, np.int64)
