"""Duties told as a verb and its object (修剪花木, 核对账册) that no table lists."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

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
from talentcast.matching.span_signs import CHINESE, NAME_SIGN, TextSigns

if TYPE_CHECKING:
    from talentcast.matching.marks import Fields, Marks

#: An object has 2 to 6 Chinese characters.
_SHORTEST, _LONGEST = 2, 6

#: One of these ends the object, and the verb of the next duty may follow.
_JOINTS = "和与及并等或以"

#: Right before the verb: what stands at the beginning of its clause.
_LEAD_SIGNS = "并会能可和及与"


@cache
def _leads() -> Numbers:
    """Return the pairs of characters that may stand before a verb inside its clause."""
    codes = np.array([[ord(char) for char in lead] for lead in DUTY_LEADS.split()], np.int64)
    return _pair(codes[:, 0], codes[:, 1])


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
    number, start, stop = marks.duties
    codes = signs.codes
    before = codes[start - 1]
    is_led = ~signs.has(CHINESE, start - 1) | is_one_of(_LEAD_SIGNS)[before]
    is_led |= np.isin(_pair(codes[start - 2], before), _leads())
    number, start, stop = number[is_led], start[is_led], stop[is_led]
    near = np.minimum(stop + np.arange(_LONGEST + 1)[:, None], len(codes) - 1)
    inside = signs.has(CHINESE, near) & ~is_one_of(_JOINTS)[codes[near]]
    size = np.logical_and.accumulate(inside, axis=0).sum(axis=0)
    end = stop + size
    chosen = (size >= _SHORTEST) & (size <= _LONGEST)
    chosen &= ~signs.has(NAME_SIGN, np.minimum(end, len(codes) - 1))
    number, start, stop, end = number[chosen], start[chosen], stop[chosen], end[chosen]
    kept = np.flatnonzero(name_duties(signs, stop, end))
    return start[kept], end[kept], number[kept]
