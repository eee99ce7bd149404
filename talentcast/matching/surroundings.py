"""What the characters around a surface say of it: inside a longer word, at the end of a task.

Both rules look at the character before a surface and at two behind it. For all surfaces of a text
they are looked up in one table of their answers, if `_spans.c` was compiled.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from talentcast.matching import spans
from talentcast.matching.characters import (
    CHARACTERS,
    DIGITS,
    LETTERS,
    Codes,
    Mask,
    Numbers,
    is_letter,
    is_letter_or_digit,
    is_one_of,
)
from talentcast.matching.patterns import (
    CONJUNCTIONS,
    FOLLOWING,
    NO_OBJECT,
    can_end_task,
    deciding_pairs,
    may_follow_task,
    undecided_pairs,
)
from talentcast.matching.span_signs import TextSigns
from talentcast.matching.surface_finder import Found, text_codes

Bits = npt.NDArray[np.uint8]

_WORD = LETTERS + DIGITS + "_"
_NOT_BEFORE_TASK = "".join(NO_OBJECT - CONJUNCTIONS)

#: How many characters a name has before the s of a plural, and before a version.
_FEWEST_BEFORE_S, _FEWEST_BEFORE_DIGIT = 5, 3
_PLURAL = ord("s")

#: What a pair of characters behind a verb says of whether it can end a task.
_NO, _YES, _ASK = range(3)

#: Bits of a verdict: what a pair says is asked; inside a longer word.
_ASKS_PAIR, _IS_PART = 1, 2

#: What is said of a surface, as bits: inside a longer word, can end a task; and how many there are
#: of both together.
INSIDE, MAY_END = 1, 2
ALL_SAID = INSIDE + MAY_END + 1

#: What a pair says follows the first bit.
_PAIR_PLACE = 1


class _Edges(NamedTuple):
    """First and last characters of surfaces, and how many they have."""

    first: Codes
    last: Codes
    size: Numbers

    def take(self, number: Numbers | Found) -> _Edges:
        """Return those of some surfaces."""
        return _Edges(self.first[number], self.last[number], self.size[number])


class _Beside(NamedTuple):
    """The characters before surfaces, and two behind them."""

    before: Codes
    after: Codes
    second: Codes


def _are_inside_words(edges: _Edges, beside: _Beside) -> Mask:
    """Say which ASCII surfaces are only parts of longer words (Java in JavaScript).

    The s of a plural and the digits of a version (Python3) are no part of a word.
    """
    is_word, is_either = is_one_of(_WORD), is_letter_or_digit()
    is_long = is_either[edges.first] & is_word[beside.before]
    is_plural = (beside.after == _PLURAL) & (edges.size >= _FEWEST_BEFORE_S)
    is_plural &= ~is_letter()[beside.second]
    is_version = is_one_of(DIGITS)[beside.after] & (edges.size >= _FEWEST_BEFORE_DIGIT)
    is_version &= is_letter()[edges.last]
    goes_on = is_word[beside.after] & is_either[edges.last]
    inside: Mask = is_long | (goes_on & ~is_plural & ~is_version)
    return inside


def _may_have_object(before: Codes) -> Mask:
    """Say behind which characters a verb can have an object before it.

    Right behind a comma it has none, unless it shares that of the verb before it.
    """
    return ~is_one_of(_NOT_BEFORE_TASK)[before]


class _Followings(NamedTuple):
    """What two characters behind a verb say of whether it can end a task (`can_end_task`).

    Characters have the numbers that `number` gives them.
    """

    number: npt.NDArray[np.uint16]
    pair: npt.NDArray[np.uint8]


@cache
def _followings() -> _Followings:
    first = np.full(CHARACTERS, _YES, np.uint8)
    first[ord("\u4e00") : ord("\u9fff") + 1] = _NO
    pairs = deciding_pairs()
    for char in may_follow_task():
        first[ord(char)] = can_end_task(char)
    # Characters of no pair have the number of what they say alone.
    number = first.astype(np.uint16)
    signs = sorted({char for pair in pairs for char in pair})
    places = [ord(char) for char in signs]
    number[places] = range(2, len(signs) + 2)
    says = np.concatenate([[_NO, _YES], first[places]]).astype(np.uint8)
    table = np.repeat(says[:, None], len(says), axis=1)
    for pair in pairs:
        decides = _ASK if pair in undecided_pairs() else int(can_end_task(pair))
        table[number[ord(pair[0])], number[ord(pair[1])]] = decides
    return _Followings(number, table)


class Surroundings:
    r"""Surfaces, and what the characters around them say.

    Parameters
    ----------
    surfaces : sequence of str
        None empty.
    is_latin, is_task_word : array of bool
        Of which it is asked whether they are inside a word, and whether they can end a task.

    Examples
    --------
    >>> around = Surroundings(["java", "管理"], np.array([True, False]), np.array([False, True]))
    >>> signs = TextSigns("javascript,工单管理。\n")
    >>> found = np.array([[0, 0, 4], [1, 13, 15]])
    >>> around.judge(signs, found).tolist() == [INSIDE, MAY_END]
    True
    """

    def __init__(self, surfaces: Sequence[str], is_latin: Mask, is_task_word: Mask) -> None:
        self._is_latin, self._is_task_word = is_latin, is_task_word
        sizes = np.array([len(surface) for surface in surfaces], np.int64)
        codes = text_codes("".join(surfaces))
        ends = np.cumsum(sizes)
        self._edges = _Edges(codes[ends - sizes], codes[ends - 1], sizes)
        self._kind, one_of_kind = self._kinds()
        self._sign, one_of_sign = _signs()
        shape = (len(one_of_kind), *(len(one_of_sign),) * 3)
        kind, *others = (axis.ravel() for axis in np.indices(shape))
        surface, beside = one_of_kind[kind], _Beside(*(one_of_sign[sign] for sign in others))
        asks = is_task_word[surface] & _may_have_object(beside.before)
        edges = self._edges.take(surface)
        inside = is_latin[surface] & _are_inside_words(edges, beside)
        self._verdict = (asks * _ASKS_PAIR + inside * _IS_PART).astype(np.uint8)
        self._signs = len(one_of_sign)

    def _kinds(self) -> tuple[npt.NDArray[np.uint8], Numbers]:
        """Return kinds of surfaces that the rules tell apart, and one surface of each."""
        first, last, size = self._edges
        return _grouped(
            self._is_latin,
            self._is_task_word,
            is_letter_or_digit()[first],
            is_letter_or_digit()[last],
            is_letter()[last],
            size >= _FEWEST_BEFORE_S,
            size >= _FEWEST_BEFORE_DIGIT,
        )

    def judge(self, signs: TextSigns, found: Found) -> Bits:
        """Say which surfaces of a text are inside longer words, and which can end a task.

        Parameters
        ----------
        signs : TextSigns
        found : array of int32, shape (n, 3)
            Which surfaces, and where they stand: start and end.

        Returns
        -------
        array of uint8, length n
            `INSIDE` and `MAY_END`.
        """
        if spans.compiled is None:
            said = self._judged(signs, *found.T)
        else:
            table, said = _followings(), np.empty(len(found), np.uint8)
            tables = (self._kind, self._sign, self._verdict, table.number, table.pair)
            rows = np.ascontiguousarray(found, np.int32)
            spans.compiled.judge(rows, signs.codes, *tables, said, self._signs, len(table.pair))
        asked = np.flatnonzero(said >= _ASK << _PAIR_PLACE)
        plain, ends = signs.plain, found[asked, 2].tolist()
        may = np.array([can_end_task(plain[end : end + FOLLOWING]) for end in ends], bool)
        said[asked] = (said[asked] & INSIDE) | may * np.uint8(MAY_END)
        return said

    def _judged(self, signs: TextSigns, number: Found, start: Found, end: Found) -> Bits:
        codes, table = signs.codes, _followings()
        after = np.minimum(end, len(codes) - 1), np.minimum(end + 1, len(codes) - 1)
        beside = _Beside(codes[start - 1], codes[after[0]], codes[after[1]])
        edges = self._edges.take(number)
        inside = self._is_latin[number] & _are_inside_words(edges, beside)
        says = table.pair[table.number[beside.after], table.number[beside.second]]
        asks = self._is_task_word[number] & _may_have_object(beside.before)
        return (inside * INSIDE | (says * asks) << _PAIR_PLACE).astype(np.uint8)


def _signs() -> tuple[npt.NDArray[np.uint8], Codes]:
    """Return groups of characters that the rules tell apart, and one character of each."""
    codes = np.arange(CHARACTERS).astype(np.uint16)
    group, one = _grouped(
        is_one_of(_WORD), is_letter(), is_one_of(DIGITS), codes == _PLURAL, _may_have_object(codes)
    )
    return group, one.astype(np.uint16)


def _grouped(*features: Mask) -> tuple[npt.NDArray[np.uint8], Numbers]:
    """Return groups of what has the same features, and the place of one of each."""
    bits = sum(feature.astype(np.int64) << place for place, feature in enumerate(features))
    _, one, group = np.unique(bits, return_index=True, return_inverse=True)
    return group.astype(np.uint8), one
