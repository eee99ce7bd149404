"""A number for each distinct phrase: what is known of one is looked up, not asked again.

Compiled (`_spans.c`) where the install had a C compiler, else a dictionary; both give the same.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa

from talentcast.matching import spans
from talentcast.matching.characters import Codes, Mask, Numbers, is_one_of
from talentcast.matching.surface_finder import text_codes

#: Bytes of a code.
_CODE = 2


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
        if words:
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

    def words(self, prefix: str = "") -> pa.StringArray:
        """Return the phrases by number, each behind a prefix."""
        text, places = self._table.words(prefix.encode())
        count = len(places) // np.dtype(np.int32).itemsize - 1
        return pa.StringArray.from_buffers(count, pa.py_buffer(places), pa.py_buffer(text))

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
        self._last = is_one_of("".join({word[-1] for word in words}))

    def hold(self, codes: Codes, start: Numbers, end: Numbers) -> Mask:
        """Say which stretches of a text end in one of the words."""
        # Most end in the last character of none.
        some = np.flatnonzero(spans.are_of(codes, self._last, end, -1))
        found, start, end = np.zeros(len(start), bool), start[some], end[some]
        for size in self._sizes:
            found[some] |= (end - start >= size) & self._words.hold(
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

    def words(self, prefix: bytes) -> tuple[bytes, bytes]:
        words = [prefix + phrase.decode("utf-16-le").encode() for phrase in self._numbers]
        return b"".join(words), np.cumsum([0, *map(len, words)], dtype=np.int32).tobytes()

    def find(self, codes: Codes, start: Numbers, end: Numbers, found: Numbers) -> None:
        found[:] = [self._numbers.get(phrase, -1) for phrase in _stretches(codes, start, end)]


def _stretches(codes: Codes, start: Numbers, end: Numbers) -> Iterable[bytes]:
    text = codes.tobytes()
    for first, last in zip((start * _CODE).tolist(), (end * _CODE).tolist(), strict=True):
        yield text[first:last]


def joined(
    codes: Codes, first: tuple[Numbers, Numbers], second: tuple[Numbers, Numbers]
) -> tuple[Codes, Numbers, Numbers]:
    """Put pairs of stretches of a text together.

    Parameters
    ----------
    codes : array of uint16
    first, second : two arrays of int each
        Starts and ends; a stretch that ends before its start is empty.

    Returns
    -------
    codes, start, end : array of uint16, two arrays of int
        A text of them and where each pair stands in it.

    Examples
    --------
    >>> places = (np.array([0]), np.array([2])), (np.array([3]), np.array([5]))
    >>> codes, start, end = joined(text_codes("客户的开拓"), *places)
    >>> codes.tobytes().decode("utf-16-le"), start.tolist(), end.tolist()
    ('客户开拓', [0], [4])
    """
    kept = np.maximum(first[1] - first[0], 0)
    size = kept + np.maximum(second[1] - second[0], 0)
    end = np.cumsum(size)
    start = end - size
    owner = np.repeat(np.arange(len(size)), size)
    place = np.arange(len(owner)) - start[owner]
    shift = np.where(place < kept[owner], first[0][owner], (second[0] - kept)[owner])
    return codes[shift + place], start, end
