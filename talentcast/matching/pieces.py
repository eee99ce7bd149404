"""Hashes of many pieces of a text, and tables that are looked up by such hashes."""

from __future__ import annotations

from collections.abc import Iterable
from zlib import crc32

import numpy as np
import numpy.typing as npt

from talentcast.matching.characters import Mask, Numbers

try:
    from talentcast.matching import _pieces
except ImportError:  # not compiled: the same, more slowly
    _pieces = None  # type: ignore[assignment]

Bytes = npt.NDArray[np.uint8]
Hashes = npt.NDArray[np.uint32]

#: A table is looked up from where the hashes with the same first bits begin.
_BITS, _HASH_BITS = 12, 32

#: Signs of a key.
_KEY_SIGNS = 8


def slice_hashes(text: Bytes, start: Numbers, end: Numbers) -> Hashes:
    """Return the CRC-32 of pieces of a text.

    Parameters
    ----------
    text : array of uint8
    start, end : array of int, shape (n,)
        0 <= start <= end <= len(text).

    Returns
    -------
    array of uint32, shape (n,)

    Examples
    --------
    >>> text = np.frombuffer(b"123456789 a", np.uint8)
    >>> [hex(one) for one in slice_hashes(text, np.array([0, 10]), np.array([9, 11]))]
    ['0xcbf43926', '0xe8b7be43']
    """
    if _pieces is not None:
        return np.frombuffer(_pieces.slice_hashes(text, start, end), np.uint32)
    whole = text.tobytes()
    return np.fromiter(
        (crc32(whole[a:b]) for a, b in zip(start.tolist(), end.tolist(), strict=True)),
        np.uint32,
        len(start),
    )


class HashRows:
    """Which row of a table belongs to a hash.

    Parameters
    ----------
    hashes : iterable of int

    Attributes
    ----------
    keys : array of uint32, length n
        The hashes in order; each is a row.

    Examples
    --------
    >>> HashRows([70_000, 5]).find(np.array([5, 6, 70_000], np.uint32)).tolist()
    [0, 2, 1]
    """

    def __init__(self, hashes: Iterable[int]) -> None:
        self.keys: Hashes = np.array(sorted(set(hashes)), np.uint32)
        self._begins = _begins(self.keys)

    def find(self, hashes: Hashes) -> Numbers:
        """Return the row of each hash; n for one that is not there."""
        if _pieces is not None:
            found = _pieces.find_hashes(self.keys, self._begins, hashes)
            return np.frombuffer(found, np.int32)
        row = np.searchsorted(self.keys, hashes)
        is_there = np.append(self.keys, 0)[row] == hashes
        return np.where(is_there & (row < len(self.keys)), row, len(self.keys))


def _begins(keys: Hashes) -> npt.NDArray[np.int32]:
    """Return where the keys with each first bits begin."""
    steps = np.arange((1 << _BITS) + 1) << (_HASH_BITS - _BITS)
    return np.searchsorted(keys, steps).astype(np.int32)


class PieceRows:
    """Which row of a table belongs to a name.

    Parameters
    ----------
    names : iterable of bytes
        Each once.

    Attributes
    ----------
    names : list of bytes, length n
        In the order of their rows.

    Examples
    --------
    >>> rows = PieceRows([b"sql", b"java"])
    >>> text, start = np.frombuffer(b"java, c", np.uint8), np.array([0, 6])
    >>> [*rows.names, None][rows.find(text, start, start + [4, 1])[0]]
    b'java'
    """

    def __init__(self, names: Iterable[bytes]) -> None:
        self.names = sorted(names, key=crc32)
        self._keys: Hashes = np.array([crc32(name) for name in self.names], np.uint32)
        self._begins = _begins(self._keys)
        self._text = b"".join(self.names)
        self._places = np.append(0, np.cumsum([len(name) for name in self.names], dtype=np.int64))
        self._rows = {name: row for row, name in enumerate(self.names)}

    def find(self, text: Bytes, start: Numbers, end: Numbers) -> Numbers:
        """Return the row of each piece of a text; n for one that is no name."""
        if _pieces is not None:
            table = (self._keys, self._begins, self._text, self._places)
            return np.frombuffer(_pieces.find_pieces(text, start, end, *table), np.int32)
        whole, none = text.tobytes(), len(self.names)
        return np.array(
            [
                self._rows.get(whole[a:b], none)
                for a, b in zip(start.tolist(), end.tolist(), strict=True)
            ],
            np.int32,
        )


def run_keys(signs: Bytes, is_run: Mask, start: Numbers, end: Numbers) -> npt.NDArray[np.uint64]:
    r"""Return the first eight signs of pieces, where runs of the same sign count as one.

    Parameters
    ----------
    signs : array of uint8
    is_run : array of bool, shape (256,)
        Which signs do so.
    start, end : array of int, shape (n,)
        0 <= start < end <= len(signs); no piece overlaps another.

    Returns
    -------
    array of uint64, shape (n,)
        The first sign in the lowest byte.

    Examples
    --------
    >>> signs, is_run = np.frombuffer(b"AAa..0", np.uint8), np.arange(256) != ord(".")
    >>> key = int(run_keys(signs, is_run, np.array([0]), np.array([6]))[0])
    >>> key.to_bytes(8, "little").rstrip(b"\0")
    b'Aa..0'
    """
    if _pieces is not None:
        return np.frombuffer(_pieces.run_keys(signs, is_run, start, end), np.uint64)
    is_new = np.ones(len(signs), bool)
    is_new[1:] = (signs[1:] != signs[:-1]) | ~is_run[signs[1:]]
    is_new[start] = True
    count = np.cumsum(is_new)
    first = count[start] - 1
    place = np.arange(_KEY_SIGNS)
    runs = np.flatnonzero(is_new).take(first[:, None] + place, mode="clip")
    is_inside = place < (count[end - 1] - first)[:, None]
    found = np.where(is_inside, signs[runs], np.uint8(0))
    return found.view("<u8")[:, 0].astype(np.uint64)
