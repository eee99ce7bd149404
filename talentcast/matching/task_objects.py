"""The objects before many task verbs, found at once.

The object is what stands between the verb and the last stop word, sign or Latin letter before it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from talentcast.matching.characters import CHARACTERS, Codes, Mask, Numbers
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
from talentcast.matching.span_signs import CHINESE, OBJECT_LATIN, class_table
from talentcast.matching.surface_finder import text_codes  # noqa: F401 (for the example)


class _Words(NamedTuple):
    """The stop words as a tree: `step[node * width + character]` is the next node.

    Node 0 is no node, node 1 the root.
    """

    character: Numbers
    width: int
    step: npt.NDArray[np.int16]
    length: Numbers
    longest: int
    not_after: Mask
    not_before: Mask


@cache
def _words() -> _Words:
    words = stop_words()
    signs = sorted({char for one in words for part in one for char in part})
    number = {char: at for at, char in enumerate(signs, start=1)}
    character = np.zeros(CHARACTERS, np.int64)
    character[[ord(char) for char in signs]] = range(1, len(signs) + 1)
    nodes = {"": 1}
    for word, _, _ in words:
        for size in range(1, len(word) + 1):
            nodes.setdefault(word[:size], len(nodes) + 1)
    width = len(signs) + 1
    step = np.zeros((len(nodes) + 1, width), np.int16)
    for prefix, node in nodes.items():
        if prefix:
            step[nodes[prefix[:-1]], number[prefix[-1]]] = node
    length = np.zeros(len(nodes) + 1, np.int64)
    not_after = np.zeros((len(nodes) + 1, width), bool)
    not_before = np.zeros_like(not_after)
    for word, left, right in words:
        node = nodes[word]
        length[node] = len(word)
        not_after[node, [number[char] for char in left]] = True
        not_before[node, [number[char] for char in right]] = True
    longest = int(length.max())
    return _Words(
        character, width, step.ravel(), length, longest, not_after.ravel(), not_before.ravel()
    )


@cache
def _keeps_three() -> Mask:
    table = np.zeros(CHARACTERS, bool)
    table[[ord(char) for char in THIRD]] = True
    return table


def object_lengths(text: str, codes: Codes, stop: Numbers) -> Numbers:
    r"""Return how many characters of an object end at each place of a text, or 0.

    Parameters
    ----------
    text : str
        In normal form, ends in a line end.
    codes : array of uint16
        The same (`surface_finder.text_codes`).
    stop : array of int

    Examples
    --------
    >>> text = "负责工单管理\n"
    >>> object_lengths(text, text_codes(text), np.array([4, 2]))
    array([2, 0])
    """
    # A stop word that begins before the longest object and itself does not matter.
    near = _before(codes, stop, LONGEST_OBJECT + _words().longest)
    classes = class_table()[near]
    reach = len(near) - 1
    run = np.logical_and.accumulate(classes & CHINESE != 0, axis=0).sum(axis=0)
    behind = _behind_stop_word(near)
    before = classes[np.minimum(run, reach), np.arange(len(stop))]
    length: Numbers = np.minimum(run, behind)
    length[length < SHORTEST_OBJECT] = 0
    is_long = length > LONGEST_OBJECT
    length[is_long] = np.where(_keeps_three()[near[0, is_long]], THREE_KEPT, TWO_KEPT)
    # Latin letters in or before it: not so many, asked one by one.
    is_mixed = (behind > run) & (run != 1) & ((before & OBJECT_LATIN != 0) | (run > reach))
    mixed = np.flatnonzero(is_mixed)
    length[mixed] = _mixed_lengths(text, codes, stop[mixed])
    return length


def _mixed_lengths(text: str, codes: Codes, stop: Numbers) -> list[int]:
    near = _before(codes, stop, OBJECT_REACH)
    near[-1] = 0  # what stands farther away is not looked at
    begin = stop - np.minimum(_behind_stop_word(near), OBJECT_REACH)
    columns = (np.maximum(begin, 0).tolist(), stop.tolist())
    return [mixed_object(text, *one) for one in zip(*columns, strict=True)]


def _before(codes: Codes, stop: Numbers, reach: int) -> Codes:
    """Return the characters before some places, the nearest in the first row, and one more.

    Before the text stands its last line end.
    """
    found: Codes = codes[np.maximum(stop - np.arange(1, reach + 2)[:, None], -1)]
    return found


def _behind_stop_word(near: Codes) -> Numbers:
    """Return how many characters stand behind the stop word that begins last in each column."""
    words = _words()
    rows = len(near) - 1
    sign = words.character.take(near)
    node = words.step.take(sign[:rows] + words.width)
    length = words.length.take(node)
    # A lone character is no stop word beside characters that make it part of another word.
    row, column = np.nonzero(length)
    row_of = node[row, column].astype(np.int64) * words.width
    is_part = words.not_after[row_of + sign[row + 1, column]]
    is_part |= words.not_before[row_of + sign[row - 1, column]] & (row > 0)
    length[row[is_part], column[is_part]] = 0
    row, column = np.nonzero(node[1:])
    row, node = row + 1, node[row + 1, column]
    for size in range(2, words.longest + 1):
        node = words.step[node.astype(np.int64) * words.width + sign[row - (size - 1), column]]
        is_node = (node > 0) & (row >= size - 1)
        row, column, node = row[is_node], column[is_node], node[is_node]
        longer = words.length[node]
        is_word = longer > 0
        length[row[is_word], column[is_word]] = longer[is_word]
    begins = length > 0
    row, column = begins.argmax(axis=0), np.arange(near.shape[1])
    behind: Numbers = row + 1 - length[row, column]
    behind[~begins[row, column]] = len(near) + 1
    return behind
