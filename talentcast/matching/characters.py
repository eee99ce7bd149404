"""Kinds of characters as tables by their number, to look up many characters at once."""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.uint16]
Mask = npt.NDArray[np.bool_]

#: Places and the like; what is kept of all mentions or marks is of 32 bits.
Numbers = npt.NDArray[np.signedinteger]

#: Characters of the basic plane: texts in normal form have no others.
CHARACTERS = 1 << 16

LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"
BLANK = " "


@cache
def is_one_of(characters: str) -> Mask:
    """Return for every character whether it is one of some."""
    found = np.zeros(CHARACTERS, bool)
    found[[ord(character) for character in characters]] = True
    return found


@cache
def is_digit() -> Mask:
    r"""Return for every character whether `\d` matches it."""
    return np.array([chr(code).isdecimal() for code in range(CHARACTERS)])


@cache
def is_space() -> Mask:
    r"""Return for every character whether `\s` matches it."""
    return np.array([chr(code).isspace() for code in range(CHARACTERS)])


@cache
def is_letter() -> Mask:
    """Return for every character whether it is a letter of any script."""
    return np.array([chr(code).isalpha() for code in range(CHARACTERS)])


@cache
def is_letter_or_digit() -> Mask:
    """Return for every character whether it is a letter or digit of any script."""
    return np.array([chr(code).isalnum() for code in range(CHARACTERS)])


def is_chinese(codes: Codes) -> Mask:
    """Say which characters are Chinese ideographs."""
    found: Mask = (codes >= 0x4E00) & (codes <= 0x9FFF)
    return found
