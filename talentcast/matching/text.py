"""Length-preserving normal form of a text, so that offsets stay those of the field as given.

Many texts are compiled (`_plain.c`) where the install had a C compiler, else made with numpy.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Codes = np.ndarray[Any, np.dtype[np.uint16]]

#: Characters beyond the basic plane, lone surrogates and control characters become this.
FILLER = "\ufffd"

#: Characters that are looked at together: their arrays stay in the processor's cache.
_AT_A_TIME = 1 << 15

#: The first character beyond the basic plane.
_BEYOND = 65536

#: Distance from a full-width form (U+FF01 to U+FF5E) to its ASCII character.
_FULL_WIDTH_OFFSET = 0xFEE0

#: Signs that have other shapes, put in one shape. Separators keep their meaning.
_SHAPES = {
    "\u3000": " ", "\xa0": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\t": " ",
    "\u2010": "-", "\u2011": "-", "\u2012": "-", "\u2013": "-", "\u2014": "-", "\u2212": "-",
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2022": "·", "\u25cf": "·",
    "\uff0f": "/", "\u2215": "/", "\u2044": "/", "\uff5e": "~", "\r": "\n", "\u2028": "\n",
    "\u2029": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\ufe50": ",", "\uff64": "、",
}  # fmt: skip


@cache
def _table() -> np.ndarray[Any, Any]:
    """Return the normal form of every character of the basic plane, and of all beyond it."""
    import numpy as np

    from talentcast.matching.traditional import SIMPLIFIED

    table = np.arange(_BEYOND + 1, dtype=np.uint32)
    for unit in range(_BEYOND):
        char = chr(unit)
        small = char.lower()
        if len(small) == 1 and ord(small) < _BEYOND:
            table[unit] = ord(small)
    wide = np.arange(0xFF01, 0xFF5F)
    table[wide] = table[wide - _FULL_WIDTH_OFFSET]
    for char, plain in (SIMPLIFIED | _SHAPES).items():
        table[ord(char)] = ord(plain)
    for unit in (*range(9), *range(0x0E, 0x20), 0x7F, 0x200B, 0x200E, 0x200F, 0xFEFF):
        table[unit] = ord(" ")
    table[0xD800:0xE000] = table[_BEYOND] = ord(FILLER)
    return table


def normalise(text: str) -> str:
    r"""Bring case, width and script to one form without moving any character.

    Parameters
    ----------
    text : str

    Returns
    -------
    str
        As many characters as `text`: lower case, half width, simplified where one character
        stands for one, line ends as `\n`, other white space as a blank. A character beyond the
        basic plane (emoji) becomes one filler.

    Examples
    --------
    >>> normalise("ＪＡＶＡ　專案管理")
    'java 专案管理'
    >>> len(normalise("a😀b"))
    3
    """
    if text.isascii():
        return text.lower() if text.isprintable() else _by_table(text)
    return _by_table(text)


def _by_table(text: str) -> str:
    import numpy as np

    # Python reads and writes four bytes a character faster than two.
    characters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    plain: bytes = _table().take(characters, mode="clip").tobytes()
    return plain.decode("utf-32-le")


def runs(texts: Sequence[str], most: int = _AT_A_TIME) -> Iterator[tuple[int, int]]:
    """Cut the texts of a batch into runs of about `most` characters, to be read together.

    Examples
    --------
    >>> list(runs(["a", "b" * 40_000, "c"]))
    [(0, 2), (2, 3)]
    """
    ends = list(accumulate(map(len, texts)))
    first = begin = 0
    while first < len(texts):
        last = min(bisect_left(ends, begin + most, first) + 1, len(texts))
        yield first, last
        first, begin = last, ends[last - 1]


class PlainTexts(list[str]):
    """Texts in normal form, not to be changed.

    Attributes
    ----------
    codes : array of uint16, or None
        `joined_codes`, if they are known.
    """

    codes: Codes | None = None


def normalise_all(texts: Sequence[str]) -> PlainTexts:
    """Bring the texts of a batch to normal form together, which is faster than one by one.

    Examples
    --------
    >>> normalise_all(["ＪＡＶＡ", "", "專案"])
    ['java', '', '专案']
    """
    import numpy as np

    read = compiled()
    if read is None:
        return PlainTexts(_by_runs(texts))
    found, codes = read([*texts], _table())
    plain = PlainTexts(found)
    plain.codes = np.frombuffer(codes, np.uint16)
    return plain


def joined_codes(texts: Sequence[str]) -> Codes:
    """Return the characters of texts in normal form as numbers.

    Returns
    -------
    array of uint16
        A line end, each text with a line end behind it, another line end.

    Examples
    --------
    >>> joined_codes(["ab", ""]).tolist()
    [10, 97, 98, 10, 10, 10]
    """
    import numpy as np

    if isinstance(texts, PlainTexts) and texts.codes is not None:
        return texts.codes
    joined = "\n".join(["", *texts, "", ""])
    return np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), np.uint16)


def compiled() -> Callable[[list[str], np.ndarray[Any, Any]], tuple[list[str], bytes]] | None:
    """Return the compiled function; None where it was not compiled."""
    try:
        from talentcast.matching._plain import plain_texts
    except ImportError:
        return None
    return plain_texts


def _by_runs(texts: Sequence[str]) -> list[str]:
    found = []
    for first, last in runs(texts):
        start = 0
        plain = normalise("\n".join(texts[first:last]))
        for text in texts[first:last]:
            end = start + len(text)
            found.append(plain[start:end])
            start = end + 1
    return found


def key(surface: str) -> str:
    """Return what two writings of the same name have in common: the normal form without blanks.

    Examples
    --------
    >>> key("Spring Boot") == key("SPRINGBOOT")
    True
    """
    return "".join(normalise(surface).split())
