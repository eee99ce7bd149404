"""Which patterns a short text can match at all, told for many texts at once.

A title is looked at by some twenty regular expressions, and most of them find nothing in most
titles. Beside each stand characters, or pairs of characters, of which it needs one. They are looked
up in all titles together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt

from talentcast.matching.pattern_starts import Beginnings

Codes = npt.NDArray[np.uint16]

_CHARACTERS = 1 << 16

#: Pairs of characters are looked up by a hash of this many bits (Knuth's multiplicative hashing).
_PAIR_BITS = 18
_FIRST, _SECOND = np.uint32(0x9E3779B1), np.uint32(0x85EBCA77)

#: Between two texts: in no text, as normal form has no control characters but line ends.
_BETWEEN = "\0"


class Marks:
    """Marks texts with what stands in them.

    Parameters
    ----------
    signs : mapping of str to Beginnings
        Up to 16 names, and the characters and pairs of characters that set the mark of each.

    Examples
    --------
    >>> marks = Marks({"place": Beginnings(("北京", "上海")), "digit": Beginnings((), "123")})
    >>> found = marks.of(["北京", "京", "招2人"])
    >>> [bool(mark & marks.bit("place")) for mark in found]
    [True, False, False]
    """

    def __init__(self, signs: Mapping[str, Beginnings]) -> None:
        self._bits = {name: 1 << place for place, name in enumerate(signs)}
        self._characters = np.zeros(_CHARACTERS, np.uint16)
        self._pairs = np.zeros(1 << _PAIR_BITS, np.uint16)
        for name, sign in signs.items():
            bit = np.uint16(self._bits[name])
            self._characters[_codes(sign.characters)] |= bit
            if sign.strings:
                self._pairs[_hashed(_codes("".join(sign.strings)))[::2]] |= bit

    def bit(self, *names: str) -> int:
        """Return the bits of some marks, together."""
        return sum(self._bits[name] for name in names)

    def of(self, texts: Sequence[str]) -> list[int]:
        """Return the marks of each text.

        Parameters
        ----------
        texts : sequence of str
            In normal form.

        Returns
        -------
        list of int
            Bits. A mark may be set without cause, as pairs share places in the table; none that
            has a cause is left out.
        """
        if not texts:
            return []
        codes = _codes(_BETWEEN.join([*texts, ""]))
        found = self._characters[codes]
        found[:-1] |= self._pairs[_hashed(codes)]
        starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])])
        marks: list[int] = np.bitwise_or.reduceat(found, starts).tolist()
        return marks


def _codes(text: str) -> Codes:
    """Code points; those beyond the basic plane as its last one."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(codes, _CHARACTERS - 1).astype(np.uint16)


def _hashed(codes: Codes) -> npt.NDArray[np.uint32]:
    """Place in the table of each pair of neighbours."""
    hashed: npt.NDArray[np.uint32] = codes[:-1] * _FIRST + codes[1:] * _SECOND
    return hashed >> np.uint32(32 - _PAIR_BITS)
