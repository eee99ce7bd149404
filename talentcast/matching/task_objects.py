"""The objects before many task verbs, found at once.

The object is what stands between the verb and the last stop word, sign or Latin letter before it.
"""

from __future__ import annotations

from functools import cache

import numpy as np

from talentcast.matching.characters import CHARACTERS, Mask, Numbers
from talentcast.matching.patterns import (
    LONGEST_OBJECT,
    OBJECT_REACH,
    SHORTEST_OBJECT,
    THIRD,
    THREE_KEPT,
    TWO_KEPT,
    mixed_object,
    stop_tree,
)
from talentcast.matching.span_signs import CHINESE, OBJECT_LATIN, TextSigns
from talentcast.matching.spans import run_before
from talentcast.matching.word_trees import behind_words


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
    keeps_three = _keeps_three()[signs.codes[stop[is_long] - 1]]
    length[is_long] = np.where(keeps_three, THREE_KEPT, TWO_KEPT)
    # Latin letters in or before it: not so many, asked one by one.
    is_mixed = signs.has(OBJECT_LATIN, np.maximum(stop - run - 1, -1)) | (run > reach)
    mixed = np.flatnonzero((behind > run) & (run != 1) & is_mixed)
    length[mixed] = _mixed_lengths(signs, stop[mixed])
    return length


def _mixed_lengths(signs: TextSigns, stop: Numbers) -> list[int]:
    behind = behind_words(signs.codes, stop_tree(), stop, OBJECT_REACH, is_open=False)
    begin = stop - np.minimum(behind, OBJECT_REACH)
    columns = (np.maximum(begin, 0).tolist(), stop.tolist())
    text = signs.plain
    return [mixed_object(text[first:last]) for first, last in zip(*columns, strict=True)]
