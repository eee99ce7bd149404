"""What the reader of English looks at in a character, as tables by its number."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from talentcast.matching.characters import CHARACTERS, Numbers, is_one_of, is_space
from talentcast.matching.english_words import AFTER_WORD, BEFORE_WORD, CUTS, SINGLE

Bytes = npt.NDArray[np.uint8]
Units = npt.NDArray[np.uint16]

#: The last character of the basic plane stands for all beyond it.
_LAST = CHARACTERS - 1

_CONTROLS = 0x20
_PRINTED = range(0x21, 0x7F)


class Kind:
    """Kinds of characters, as bits."""

    WORD = 1
    SINGLE = 2
    LINE = 4
    CUT = 8
    AFTER = 16
    BEFORE = 32
    ODD = 64
    UPPER = 128
    LETTER = 256


class Characters(NamedTuple):
    """Tables by the number of a character.

    Attributes
    ----------
    kinds : array of uint16
        `Kind`.
    small : array of uint8
        ASCII characters in lower case; 0 for others.
    plain : array of uint8
        As `small`, with 0 for every digit (`english_words.plain_digits`).
    shapes : array of uint8
        A, a or 0 for ASCII letters and digits (`english_words.shape`), else the character.
    """

    kinds: Units
    small: Bytes
    plain: Bytes
    shapes: Bytes


@cache
def characters() -> Characters:
    """Return the tables."""
    codes = np.arange(128)
    small, plain, shapes = (np.zeros(CHARACTERS, np.uint8) for _ in range(3))
    text = bytes(range(128)).decode("ascii")
    small[:128] = np.frombuffer(text.lower().encode(), np.uint8)
    digit, upper, lower = (
        np.array([test(char) for char in text]) for test in (str.isdigit, str.isupper, str.islower)
    )
    plain[:128] = np.where(digit, ord("0"), small[:128])
    shapes[:128] = np.select([digit, upper, lower], [ord("0"), ord("A"), ord("a")], codes)
    return Characters(_kinds(upper | lower), small, plain, shapes)


def _kinds(is_letter: npt.NDArray[np.bool_]) -> Units:
    single, cut = is_one_of(SINGLE), is_one_of(CUTS)
    gap = is_space() | is_one_of(',"“”')
    gap[:_CONTROLS] = True
    odd = np.ones(CHARACTERS, bool)
    odd[_PRINTED] = False
    upper = np.array([chr(code).isupper() for code in range(CHARACTERS)])
    found = np.zeros(CHARACTERS, np.uint16)
    for bit, chosen in (
        (Kind.WORD, ~(gap | single)),
        (Kind.SINGLE, single),
        (Kind.LINE, is_one_of("\n")),
        (Kind.CUT, cut),
        (Kind.AFTER, is_one_of(AFTER_WORD)),
        (Kind.BEFORE, is_one_of(BEFORE_WORD)),
        (Kind.ODD, odd),
        (Kind.UPPER, upper),
    ):
        found[chosen] |= bit
    found[:128][is_letter] |= Kind.LETTER
    return found


def units_of(text: str) -> Units:
    """Return the numbers of the characters of a text, one each, those beyond the plane as 65535."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(codes, _LAST).astype(np.uint16)


def places_of(kinds: Units, kind: int) -> Numbers:
    """Return the places of the characters of a kind."""
    return np.flatnonzero(kinds & kind)


def kinds_in(kinds: Units, start: Numbers, end: Numbers) -> Units:
    """Return the kinds of all characters of pieces, taken together.

    Parameters
    ----------
    kinds : array of uint16
        By character.
    start, end : array of int, shape (n,)
        In order, none empty, none overlapping another.
    """
    if not len(start):
        return np.zeros(0, np.uint16)
    cuts = np.stack([start, end], 1).ravel()
    found: Units = np.bitwise_or.reduceat(np.append(kinds, 0), cuts)[::2]
    return found
