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
    stop_words,
)
from talentcast.matching.span_signs import CHINESE, OBJECT_LATIN, TextSigns
from talentcast.matching.spans import WordTree, behind_words, run_before


@cache
def _words() -> WordTree:
    words = stop_words()
    signs = sorted({char for one in words for part in one for char in part})
    number = {char: at for at, char in enumerate(signs, start=1)}
    character = np.zeros(CHARACTERS, np.uint16)
    character[[ord(char) for char in signs]] = range(1, len(signs) + 1)
    nodes = {"": 1}
    for word, _, _ in words:
        for size in range(1, len(word) + 1):
            nodes.setdefault(word[:size], len(nodes) + 1)
    step = np.zeros((len(nodes) + 1, len(signs) + 1), np.int16)
    for prefix, node in nodes.items():
        if prefix:
            step[nodes[prefix[:-1]], number[prefix[-1]]] = node
    length = np.zeros(len(nodes) + 1, np.uint8)
    not_after = np.zeros(step.shape, bool)
    not_before = np.zeros(step.shape, bool)
    for word, left, right in words:
        node = nodes[word]
        length[node] = len(word)
        not_after[node, [number[char] for char in left]] = True
        not_before[node, [number[char] for char in right]] = True
    return WordTree(character, step, length, not_after, not_before, int(length.max()))


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
    reach = LONGEST_OBJECT + _words().longest
    run = run_before(signs.classes, CHINESE, stop, reach + 1)
    behind = behind_words(signs.codes, _words(), stop, reach)
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
    behind = behind_words(signs.codes, _words(), stop, OBJECT_REACH, is_open=False)
    begin = stop - np.minimum(behind, OBJECT_REACH)
    columns = (np.maximum(begin, 0).tolist(), stop.tolist())
    text = signs.plain
    return [mixed_object(text[first:last]) for first, last in zip(*columns, strict=True)]
