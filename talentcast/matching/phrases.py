"""A number for each distinct phrase: what is known of one is looked up, not asked again.

Compiled (`_spans.c`) where the install had a C compiler, else a dictionary; both give the same.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from talentcast.matching import spans
from talentcast.matching.characters import Codes, Mask, Numbers
from talentcast.matching.surface_finder import text_codes


class Phrases:
    """Phrases, numbered from 0 as they are met.

    Parameters
    ----------
    words : iterable of str
        The first ones, each once.

    Examples
    --------
    >>> phrases = Phrases(["java", "c"])
    >>> codes = text_codes("c,go,java,go")
    >>> number, added = phrases.add(codes, np.array([0, 2, 5, 10]), np.array([1, 4, 9, 12]))
    >>> number.tolist(), added.tolist()
    ([1, 2, 0, 2], [1])
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._table = _Table() if spans.compiled is None else spans.compiled.Phrases()
        words = list(words)
        ends = np.cumsum([0, *map(len, words)])
        self.add(text_codes("".join(words)), ends[:-1], ends[1:])

    def add(self, codes: Codes, start: Numbers, end: Numbers) -> tuple[Numbers, Numbers]:
        """Return the numbers of some stretches of a text, and which were not there before.

        Parameters
        ----------
        codes : array of uint16
            Characters of a text in normal form.
        start, end : array of int, length n

        Returns
        -------
        array of int, length n
            The numbers.
        array of int
            Places among them of the first of each new phrase: new numbers follow one another.
        """
        found = np.empty(len(start), np.int64)
        added = self._table.add(codes, spans.whole(start), spans.whole(end), found)
        return found, np.frombuffer(added, np.int64)

    def find(self, codes: Codes, start: Numbers, end: Numbers) -> Numbers:
        """Return the numbers of some stretches of a text, -1 for those that are not there."""
        found = np.empty(len(start), np.int64)
        self._table.find(codes, spans.whole(start), spans.whole(end), found)
        return found

    def hold(self, codes: Codes, start: Numbers, end: Numbers) -> Mask:
        """Say which stretches of a text are there."""
        return self.find(codes, start, end) >= 0


class WordEnds:
    """Words that others may end in.

    Parameters
    ----------
    words : iterable of str

    Examples
    --------
    >>> ends = WordEnds(["人员", "员"])
    >>> ends.hold(text_codes("测试人员,人"), np.array([0, 5]), np.array([4, 6])).tolist()
    [True, False]
    """

    def __init__(self, words: Iterable[str]) -> None:
        words = list(dict.fromkeys(words))
        self._words = Phrases(words)
        self._sizes = sorted({len(word) for word in words})

    def hold(self, codes: Codes, start: Numbers, end: Numbers) -> Mask:
        """Say which stretches of a text end in one of the words."""
        found = np.zeros(len(start), bool)
        for size in self._sizes:
            found |= (end - start >= size) & self._words.hold(
                codes, np.maximum(end - size, start), end
            )
        return found


class _Table:
    """Phrases as a dictionary."""

    def __init__(self) -> None:
        self._numbers: dict[bytes, int] = {}

    def add(self, codes: Codes, start: Numbers, end: Numbers, found: Numbers) -> bytes:
        numbers, added = self._numbers, []
        for at, phrase in enumerate(_stretches(codes, start, end)):
            if phrase not in numbers:
                added.append(at)
            found[at] = numbers.setdefault(phrase, len(numbers))
        return np.array(added, np.int64).tobytes()

    def find(self, codes: Codes, start: Numbers, end: Numbers, found: Numbers) -> None:
        found[:] = [self._numbers.get(phrase, -1) for phrase in _stretches(codes, start, end)]


def _stretches(codes: Codes, start: Numbers, end: Numbers) -> Iterable[bytes]:
    text, size = codes.tobytes(), codes.itemsize
    for first, last in zip((start * size).tolist(), (end * size).tolist(), strict=True):
        yield text[first:last]

