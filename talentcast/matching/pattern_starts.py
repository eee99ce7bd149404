"""Where in many texts a pattern can begin, found for all texts at once.

A regular expression tries every character of a text; most of them begin no match. Beside each slow
pattern stand the one to three characters that its matches begin with. They are looked up in all
texts of a batch together (by `_starts.c`, where the install had a C compiler), and the pattern is
tried only where one of them stands. Texts and beginnings are compared in normal form
(`text.normalise`), which puts more places in question than the pattern itself, and never fewer (but
see `OTHER_DIGITS`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from talentcast.matching.text import FILLER, joined_codes, normalise, runs

Codes = npt.NDArray[np.uint16]
Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

#: Numbers of texts, places in them, and marks.
_Found = tuple[Numbers, Numbers, Codes]

#: Places in one text where a pattern can begin, in order; None: anywhere.
Places = Sequence[int] | None

_CHARACTERS = 1 << 16

#: Spreads pairs of characters over the table (Knuth's multiplicative hashing).
_SPREAD = np.uint16(40503)

SPACES = "".join(chr(code) for code in range(_CHARACTERS) if chr(code).isspace())

DIGITS = "0123456789"
_WIDE_DIGITS = "０１２３４５６７８９"

#: What `\d` takes beside 0 to 9 in any width, and the sign of what has no normal form: digits that
#: beginnings need not name, as texts with one of them are read without places.
OTHER_DIGITS = FILLER + "".join(
    chr(code)
    for code in range(128, _CHARACTERS)
    if chr(code).isdecimal() and not _WIDE_DIGITS[0] <= chr(code) <= _WIDE_DIGITS[-1]
)


@dataclass(frozen=True)
class Beginnings:
    """What the matches of a pattern begin with, in lower case.

    `strings` are two characters or more, of which three count; `characters` stand alone. Where
    `not_in_number`, no match begins behind a digit.
    """

    strings: tuple[str, ...] = ()
    characters: str = ""
    not_in_number: bool = False


def product(first: Iterable[str], *others: str) -> tuple[str, ...]:
    """Put each of some characters behind each of some strings.

    Examples
    --------
    >>> product("ab", "12")
    ('a1', 'a2', 'b1', 'b2')
    """
    return tuple("".join(parts) for parts in itertools.product(first, *others))


@dataclass(frozen=True)
class Starts:
    """Where in the texts of a batch patterns can begin, in order of texts and places."""

    _bits: Mapping[str, np.uint16]
    _row: Numbers
    _place: Numbers
    _marks: Codes

    def of(self, name: str, wanted: Mask | None = None) -> dict[int, list[int]]:
        """Return the places of one name.

        Parameters
        ----------
        name : str
        wanted : array of bool, one a text, optional
            In which texts to look.

        Returns
        -------
        dict of int to list of int
            Number of a text to places in it, in order; texts without one are left out.
        """
        chosen = self._marks & self._bits[name] != 0
        if wanted is not None:
            chosen &= wanted[self._row]
        rows, places = self._row[chosen], self._place[chosen].tolist()
        cuts = np.flatnonzero(np.diff(rows, prepend=-1, append=-1)).tolist()
        return {int(rows[start]): places[start:end] for start, end in itertools.pairwise(cuts)}


class StartFinder:
    """Finds where patterns can begin.

    Parameters
    ----------
    beginnings : mapping of str to sequence of Beginnings
        Names, and what the matches of their patterns begin with; up to 16 beginnings in all.

    Examples
    --------
    >>> finder = StartFinder({"level": [Beginnings(("本科", "研究生"))]})
    >>> finder.find(["研究员", "要求本科或研究生"]).of("level")
    {1: [2, 5]}
    """

    def __init__(self, beginnings: Mapping[str, Sequence[Beginnings]]) -> None:
        self._bits = dict.fromkeys(beginnings, np.uint16(0))
        #: By character; by its pair with the next one; by that pair, if the next pair agrees. A
        #: pair shares its place in the tables with others; the second character tells them apart.
        self._one, self._two, self._longer, self._next = np.zeros((4, _CHARACTERS), np.uint16)
        self._second = np.zeros(_CHARACTERS, np.uint16)
        self._in_number = np.uint16(0)
        each = [(name, one) for name, several in beginnings.items() for one in several]
        for place, (name, beginning) in enumerate(each):
            bit = np.uint16(1 << place)
            self._bits[name] |= bit
            if beginning.not_in_number:
                self._in_number |= bit
            self._one[_codes(normalise(beginning.characters))] |= bit
            for string in {normalise(string)[:3] for string in beginning.strings}:
                codes = _codes(string)
                pairs = _hashed(codes)
                self._second[codes[1]] |= bit
                if len(pairs) == 1:
                    self._two[pairs] |= bit
                else:
                    self._longer[pairs[0]] |= bit
                    self._next[pairs[1]] |= bit
        self._is_one, self._is_pair = self._one != 0, (self._two | self._longer) != 0
        tables = np.array([self._one, self._two, self._longer, self._next, self._second])
        self._compiled = compiled(tables, int(self._in_number))

    def find(self, texts: Sequence[str]) -> Starts:
        """Find where patterns can begin.

        Parameters
        ----------
        texts : sequence of str
            In normal form.

        Returns
        -------
        Starts
        """
        return Starts(self._bits, *(self._compiled or self._by_runs)(texts))

    def _by_runs(self, texts: Sequence[str]) -> _Found:
        found = [(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.uint16))]
        desk = _Desk()
        for first, last in runs(texts):
            row, place, marks = self._find(texts[first:last], desk)
            found.append((row + first, place, marks))
        row, place, marks = map(np.concatenate, zip(*found, strict=True))
        return row, place, marks

    def _find(self, texts: Sequence[str], desk: _Desk) -> _Found:
        codes, ends = _joined(texts)
        pairs = _hashed(codes)
        alone = np.flatnonzero(desk.look_up(self._is_one, codes[:-2]))
        may_begin = desk.look_up(self._is_pair, pairs[:-1])
        may_begin[alone] = True
        places = np.flatnonzero(may_begin)
        pair = pairs[places]
        marks = self._two[pair] | (self._longer[pair] & self._next[pairs[places + 1]])
        marks &= self._second[codes[places + 1]]
        marks |= self._one[codes[places]]
        before = codes[places - 1]
        marks[(before >= ord("0")) & (before <= ord("9"))] &= ~self._in_number
        kept = marks != 0
        places, marks = places[kept], marks[kept]
        number = np.searchsorted(ends, places, side="right")
        return number, places - np.concatenate([[0], ends])[number], marks


def _joined(texts: Sequence[str]) -> tuple[Codes, Numbers]:
    """Return the characters of texts, and where each text ends, with the line end behind it."""
    # Two line ends stand behind the last text: every character has a pair and every pair another.
    codes = joined_codes(texts)[1:]
    return codes, np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1)


def compiled(tables: Codes, in_number: int) -> Callable[[Sequence[str]], _Found] | None:
    """Build the compiled finder; None where it was not compiled."""
    try:
        from talentcast.matching._starts import Starts
    except ImportError:
        return None
    look = Starts(tables, in_number).find

    def find(texts: Sequence[str]) -> _Found:
        row, place, marks = look(*_joined(texts))
        return (
            np.frombuffer(row, np.int64),
            np.frombuffer(place, np.int64),
            np.frombuffer(marks, np.uint16),
        )

    return find


class _Desk:
    """Looks up many numbers in a table, in memory that is used again: fresh memory is slow."""

    def __init__(self) -> None:
        self._numbers = np.empty(0, np.intp)
        self._found = np.empty(0, bool)

    def look_up(self, table: Mask, numbers: Codes) -> Mask:
        """Return what the table says of each number; the answer holds until the next question."""
        size = len(numbers)
        if size > len(self._numbers):
            self._numbers, self._found = np.empty(size, np.intp), np.empty(size, bool)
        self._numbers[:size] = numbers
        # No number lies outside the table; to check that would take a copy.
        return np.take(table, self._numbers[:size], out=self._found[:size], mode="clip")


def _codes(text: str) -> Codes:
    """Code units of a text in normal form, one a character."""
    return np.frombuffer(text.encode("utf-16-le"), np.uint16)


def _hashed(codes: Codes) -> Codes:
    hashed: Codes = codes[:-1] * _SPREAD + codes[1:]
    return hashed


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
    for place in places:  # faster than any()
        if match(text, place):
            return True
    return False
