"""Duties told as a verb and its object (修剪花木, 核对账册) that no table lists."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talentcast.matching.characters import CHARACTERS, Codes, Mask, Numbers, is_one_of
from talentcast.matching.patterns import stop_tree
from talentcast.matching.phrases import Phrases, WordEnds
from talentcast.matching.skill_words import (
    DUTY_LEADS,
    EMPTY_OBJECTS,
    NO_DUTY_ENDS,
    NO_DUTY_OBJECTS,
    NOT_TERMS,
)
from talentcast.matching.span_signs import CHINESE, NAME_SIGN, OBJECT_END, TextSigns
from talentcast.matching.spans import are_of

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Marks

#: An object has 2 to 6 Chinese characters.
_SHORTEST, _LONGEST = 2, 6

#: Right before the verb: what stands at the beginning of its clause.
_LEAD_SIGNS = "并会能可和及与"


class Pairs(NamedTuple):
    """Words of two characters.

    Attributes
    ----------
    first : array of bool
        Which characters begin one.
    numbers : array of int
        The words as numbers, in order.
    """

    first: Mask
    numbers: Numbers


def pairs(words: Iterable[str]) -> Pairs:
    """Return words of two characters to look up."""
    words = list(words)
    codes = np.array([[ord(char) for char in word] for word in words], np.int64)
    first = is_one_of("".join(sorted({word[0] for word in words})))
    return Pairs(first, np.sort(_pair(codes[:, 0], codes[:, 1])))


def are_pairs(fields: Fields, start: Numbers, known: Pairs) -> Mask:
    """Say at which places one of some words of two characters (`pairs`) stands."""
    codes = fields.signs.codes
    found = are_of(codes, known.first, start)
    some = np.flatnonzero(found)
    start, numbers = start[some], known.numbers
    pair = _pair(codes[start], codes[np.minimum(start + 1, len(codes) - 1)])
    found[some] = numbers[np.minimum(np.searchsorted(numbers, pair), len(numbers) - 1)] == pair
    return found


@cache
def _leads() -> Pairs:
    """Return the words that may stand before a verb inside its clause."""
    return pairs(DUTY_LEADS.split())


def _pair(first: Numbers | Codes, second: Numbers | Codes) -> Numbers:
    pair: Numbers = first.astype(np.int64) * CHARACTERS + second
    return pair


@cache
def _no_objects() -> Phrases:
    return Phrases(EMPTY_OBJECTS | NOT_TERMS | NO_DUTY_OBJECTS)


@cache
def _no_ends() -> WordEnds:
    return WordEnds(NO_DUTY_ENDS)


def name_duties(signs: TextSigns, start: Numbers, end: Numbers) -> Mask:
    r"""Say which objects behind a verb make a task of their own with it.

    Examples
    --------
    >>> from talentcast.matching.span_signs import TextSigns
    >>> signs = TextSigns("修剪花木,处理日常事务\n")
    >>> name_duties(signs, np.array([2, 7]), np.array([4, 11])).tolist()
    [True, False]
    """
    found = _no_objects().hold(signs.codes, start, end) | _no_ends().hold(signs.codes, start, end)
    return ~found & ~signs.hold_words(stop_tree(), start, end)


def is_led(fields: Fields, start: Numbers) -> Mask:
    """Say behind which places 负责, 协助 and the like stand."""
    return are_pairs(fields, np.maximum(start - 2, 0), _leads())


def _beginnings(marks: Marks) -> tuple[Numbers, ...]:
    """Return number, start and end of the verbs that can begin a duty."""
    names = np.flatnonzero(marks.is_activity)
    columns = marks.number[names], marks.start[names], marks.end[names]
    return tuple(np.concatenate(pair) for pair in zip(marks.duties, columns, strict=True))


def name_sizes(signs: TextSigns, start: Numbers) -> Numbers:
    r"""Return the lengths of the Chinese words at some places, up to a joint; 0 where none fits.

    Examples
    --------
    >>> from talentcast.matching.span_signs import TextSigns
    >>> name_sizes(TextSigns("修剪花木和草坪\n"), np.array([2, 5, 6])).tolist()
    [2, 2, 0]
    """
    size = signs.next_at(OBJECT_END, start) - start
    return np.where((size >= _SHORTEST) & (size <= _LONGEST), size, 0)


def find_duties(fields: Fields, marks: Marks) -> tuple[Numbers, Numbers, Numbers]:
    """Find the verbs that begin a clause and the objects behind them.

    Parameters
    ----------
    fields : Fields
    marks : Marks

    Returns
    -------
    start, end, number : array of int
        The verb with its object, and the surface of the verb.
    """
    signs = fields.signs
    number, start, stop = _beginnings(marks)
    codes = signs.codes
    led = ~signs.has(CHINESE, start, -1) | signs.are_one_of(_LEAD_SIGNS, start, -1)
    others = np.flatnonzero(~led)
    led[others] = is_led(fields, start[others])
    number, start, stop = number[led], start[led], stop[led]
    size = name_sizes(signs, stop)
    end, chosen = stop + size, size > 0
    chosen &= ~signs.has(NAME_SIGN, np.minimum(end, len(codes) - 1))
    number, start, stop, end = number[chosen], start[chosen], stop[chosen], end[chosen]
    kept = np.flatnonzero(name_duties(signs, stop, end))
    return start[kept], end[kept], number[kept]
