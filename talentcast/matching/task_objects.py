"""The objects before many task verbs, found at once.

The object is what stands between the verb and the last stop word, sign or Latin letter before it.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from talentcast.matching.characters import CHARACTERS, Mask, Numbers, is_one_of
from talentcast.matching.patterns import (
    LONGEST_LATIN,
    LONGEST_OBJECT,
    OBJECT_REACH,
    SHORTEST_OBJECT,
    THIRD,
    THREE_KEPT,
    TWO_KEPT,
    stop_tree,
)
from talentcast.matching.span_signs import CHINESE, LETTER, NAME_LAST, OBJECT_LATIN, TextSigns
from talentcast.matching.spans import run_before
from talentcast.matching.word_trees import behind_words

#: Before a d these are part of an object (2d, 3d).
_FLAT = "23"


@cache
def _keeps_three() -> Mask:
    table = np.zeros(CHARACTERS, bool)
    table[[ord(char) for char in THIRD]] = True
    return table


def object_lengths(signs: TextSigns, stop: Numbers) -> Numbers:
    r"""Return how many characters of an object end at each place of a text, or 0.

    Parameters
    ----------
    signs : TextSigns
    stop : array of int

    Examples
    --------
    >>> object_lengths(TextSigns("负责工单管理\n"), np.array([4, 2]))
    array([2, 0])
    """
    # A stop word that begins before the longest object and itself does not matter.
    reach = LONGEST_OBJECT + stop_tree().longest
    run = run_before(signs.classes, CHINESE, stop, reach + 1)
    behind = behind_words(signs.codes, stop_tree(), stop, reach)
    length: Numbers = np.minimum(run, behind)
    length[length < SHORTEST_OBJECT] = 0
    is_long = np.flatnonzero(length > LONGEST_OBJECT)
    length[is_long] = _kept(signs, stop[is_long])
    # Latin letters in or before it.
    is_mixed = signs.has(OBJECT_LATIN, np.maximum(stop - run - 1, -1)) | (run > reach)
    mixed = np.flatnonzero((behind > run) & (run != 1) & is_mixed)
    length[mixed] = _mixed_lengths(signs, stop[mixed])
    return length


def _mixed_lengths(signs: TextSigns, stop: Numbers) -> Numbers:
    """Return the lengths of objects with a Latin word in or before them.

    Chinese, with a Latin word, 2d or 3d before it or not; or a Latin word, or two with a slash.
    """
    behind = behind_words(signs.codes, stop_tree(), stop, OBJECT_REACH, is_open=False)
    begin = np.maximum(stop - np.minimum(behind, OBJECT_REACH), 0)
    run = np.minimum(run_before(signs.classes, CHINESE, stop, OBJECT_REACH), stop - begin)
    first = stop - run
    latin = run_before(signs.classes, OBJECT_LATIN, first, LONGEST_LATIN)
    start = _letter_from(signs, np.maximum(first - latin, begin), first)
    # A digit before the d: no Latin word, but part of the object.
    last, before = signs.codes[first - 1], signs.codes[np.maximum(first - 2, -1)]
    is_flat = (start == first - 1) & (last == ord("d")) & (start > begin)
    start = start - (is_flat & is_one_of(_FLAT)[before])
    length: Numbers = stop - start
    is_long = (length > LONGEST_OBJECT) & (start == first)
    length = np.where(is_long, _kept(signs, stop), length)
    length[run == 1] = 0
    alone = np.flatnonzero(run == 0)
    length[alone] = _latin_lengths(signs, begin[alone], stop[alone])
    return length


def _latin_lengths(signs: TextSigns, begin: Numbers, stop: Numbers) -> Numbers:
    """Return the lengths of Latin words, or two with a slash, that end at some places."""
    size = run_before(signs.classes, NAME_LAST, stop, LONGEST_LATIN)
    length = stop - _letter_from(signs, np.maximum(stop - size, begin), stop)
    length[length < SHORTEST_OBJECT] = 0
    second = run_before(signs.classes, LETTER, stop, LONGEST_LATIN)
    slash = stop - second - 1
    first = np.minimum(
        run_before(signs.classes, LETTER, np.maximum(slash, 0), LONGEST_LATIN - 1), slash - begin
    )
    is_pair = (slash > begin) & (signs.codes[np.maximum(slash, -1)] == ord("/"))
    is_pair &= (first >= SHORTEST_OBJECT) & (second >= SHORTEST_OBJECT)
    is_pair &= second < LONGEST_LATIN
    pairs = np.flatnonzero(is_pair)
    length[pairs] = (first + second + 1)[pairs]
    return length


def _letter_from(signs: TextSigns, begin: Numbers, stop: Numbers) -> Numbers:
    """Return the first letter at or after some places, up to others."""
    return signs.first_in(LETTER, begin, stop)


def _kept(signs: TextSigns, stop: Numbers) -> Numbers:
    """Return how much of objects that are too long is kept."""
    keeps_three = _keeps_three()[signs.codes[stop - 1]]
    return TWO_KEPT + keeps_three * (THREE_KEPT - TWO_KEPT)
