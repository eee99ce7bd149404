"""Where in many texts a pattern can begin, found for all texts at once.

A regular expression tries every character of a text; most of them begin no match. Beside each slow
pattern stand the characters, or pairs of characters, that its matches begin with. They are looked
up in all texts of a batch together, and the pattern is tried only where one of them stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from talentcast.matching.text import runs

Codes = npt.NDArray[np.uint16]
Numbers = npt.NDArray[np.int64]

#: Places in one text where a pattern can begin, in order; None: anywhere.
Places = Sequence[int] | None

_CHARACTERS = 1 << 16

#: Spreads pairs of characters over the table (Knuth's multiplicative hashing).
_SPREAD = np.uint16(40503)

SPACES = "".join(chr(code) for code in range(_CHARACTERS) if chr(code).isspace())

#: Digits that `\d` takes beside 0 to 9.
OTHER_DIGITS = "".join(
    chr(code) for code in range(128, _CHARACTERS) if chr(code).isdecimal()
)  # fmt: skip
DIGITS = "0123456789"


@dataclass(frozen=True)
class Beginnings:
    """What the matches of a pattern begin with, in lower case: single characters or pairs."""

    pairs: tuple[str, ...] = ()
    characters: str = ""


def product(first: str, second: str) -> tuple[str, ...]:
    """Pair each character of one string with each of another.

    Examples
    --------
    >>> product("ab", "12")
    ('a1', 'a2', 'b1', 'b2')
    """
    return tuple(a + b for a in first for b in second)


class StartFinder:
    """Finds where patterns can begin.

    Parameters
    ----------
    beginnings : mapping of str to Beginnings
        Up to 16 names and what the matches of their patterns begin with.

    Examples
    --------
    >>> finder = StartFinder({"level": Beginnings(("本科", "大专"))})
    >>> finder.find(["经理", "要求本科或大专"])["level"]
    {1: [2, 5]}
    """

    def __init__(self, beginnings: Mapping[str, Beginnings]) -> None:
        self._bits = {name: 1 << place for place, name in enumerate(beginnings)}
        self._pairs = np.zeros(_CHARACTERS, np.uint16)
        self._characters = np.zeros(_CHARACTERS, np.uint16)
        self._characters[-1] = 0xFFFF  # whatever lies beyond the table may begin anything
        for name, beginning in beginnings.items():
            bit = np.uint16(self._bits[name])
            if beginning.pairs:
                self._pairs[_hashed(_codes("".join(beginning.pairs)))[::2]] |= bit
            self._characters[_codes(beginning.characters)] |= bit

    def find(
        self, texts: Sequence[str], wanted: Mapping[str, Sequence[bool]] | None = None
    ) -> dict[str, dict[int, list[int]]]:
        """Find where patterns can begin.

        Parameters
        ----------
        texts : sequence of str
            In lower case.
        wanted : mapping of str to sequence of bool, optional
            For some names, in which texts to look.

        Returns
        -------
        dict of name to dict of int to list of int
            Number of a text to places in it, in order; texts without one are left out.
        """
        found: dict[str, dict[int, list[int]]] = {name: {} for name in self._bits}
        masks = {name: np.asarray(chosen, bool) for name, chosen in (wanted or {}).items()}
        for first, last in runs(texts):
            for name, number, place in self._find(texts[first:last]):
                number += first
                if name in masks:
                    is_wanted = masks[name][number]
                    number, place = number[is_wanted], place[is_wanted]
                _by_text(number, place, found[name])
        return found

    def _find(self, texts: Sequence[str]) -> Iterator[tuple[str, Numbers, Numbers]]:
        codes = _codes("\n".join([*texts, ""]))
        ends = np.cumsum([len(text) + 1 for text in texts])
        marks = self._characters[codes]
        marks[:-1] |= self._pairs[_hashed(codes)]
        places = np.flatnonzero(marks)
        marks = marks[places]
        number = np.searchsorted(ends, places, side="right")
        places -= np.concatenate([[0], ends])[number]
        for name, bit in self._bits.items():
            chosen = np.flatnonzero(marks & bit)
            yield name, number[chosen], places[chosen]


def _codes(text: str) -> Codes:
    """Code points; those beyond the basic plane as its last one."""
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.minimum(codes, _CHARACTERS - 1).astype(np.uint16)


def _hashed(codes: Codes) -> Codes:
    hashed: Codes = codes[:-1] * _SPREAD + codes[1:]
    return hashed


def _by_text(numbers: Numbers, places: Numbers, found: dict[int, list[int]]) -> None:
    for number, place in zip(numbers.tolist(), places.tolist(), strict=True):
        if number in found:
            found[number].append(place)
        else:
            found[number] = [place]


def matches(pattern: re.Pattern[str], text: str, places: Places = None) -> Iterator[re.Match[str]]:
    """Yield the matches of a pattern in a text, in order, without overlaps.

    Parameters
    ----------
    pattern : Pattern
    text : str
    places : sequence of int, optional
        Every place where a match can begin, and any others.

    Examples
    --------
    >>> [m.group() for m in matches(re.compile("本科|大专"), "要求本科或大专", [2, 5])]
    ['本科', '大专']
    """
    if places is None:
        yield from pattern.finditer(text)
        return
    end = 0
    for place in places:
        if place >= end:
            match = pattern.match(text, place)
            if match is not None:
                yield match
                end = match.end()


def has_match(pattern: re.Pattern[str], text: str, places: Iterable[int] | None = None) -> bool:
    """Say whether a pattern matches anywhere in a text, given where a match can begin."""
    if places is None:
        return pattern.search(text) is not None
    match = pattern.match
    return any(match(text, place) for place in places)
