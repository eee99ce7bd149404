"""Words as trees: which of them stand at or before many places of a text, all at once.

Compiled (`_spans.c`) where the install had a C compiler, else with numpy; both give the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from talentcast.matching import spans
from talentcast.matching.characters import CHARACTERS, Codes, Mask, Numbers


class WordTree(NamedTuple):
    """Words as a tree; node 0 is no node, node 1 the root.

    Attributes
    ----------
    character : array of uint16
        Number of every character in the words, 0 for those in none.
    step : array of int16, shape (nodes, width)
        The next node by the number of a character.
    length : array of uint8, shape (nodes,)
        Of the word that ends at a node, or 0.
    not_after, not_before : array of bool, shape (nodes, width)
        Characters beside which a word of one character is none.
    longest : int
    """

    character: npt.NDArray[np.uint16]
    step: npt.NDArray[np.int16]
    length: npt.NDArray[np.uint8]
    not_after: Mask
    not_before: Mask
    longest: int


def word_tree(words: Iterable[str | tuple[str, str, str]]) -> WordTree:
    """Make a tree of words.

    Parameters
    ----------
    words : iterable of str or (str, str, str)
        Each alone, or a word with the characters that may not stand before it and behind it, if it
        has one character.

    Examples
    --------
    >>> word_tree(["能力", "能"]).longest
    2
    """
    all_words = [(word, "", "") if isinstance(word, str) else word for word in words]
    signs = sorted({char for one in all_words for part in one for char in part})
    number = {char: at for at, char in enumerate(signs, start=1)}
    character = np.zeros(CHARACTERS, np.uint16)
    character[[ord(char) for char in signs]] = range(1, len(signs) + 1)
    nodes = {"": 1}
    for word, _, _ in all_words:
        for size in range(1, len(word) + 1):
            nodes.setdefault(word[:size], len(nodes) + 1)
    step = np.zeros((len(nodes) + 1, len(signs) + 1), np.int16)
    for prefix, node in nodes.items():
        if prefix:
            step[nodes[prefix[:-1]], number[prefix[-1]]] = node
    length = np.zeros(len(nodes) + 1, np.uint8)
    not_after, not_before = np.zeros(step.shape, bool), np.zeros(step.shape, bool)
    for word, left, right in all_words:
        node = nodes[word]
        length[node] = len(word)
        not_after[node, [number[char] for char in left]] = True
        not_before[node, [number[char] for char in right]] = True
    return WordTree(character, step, length, not_after, not_before, int(length.max()))


def behind_words(
    codes: Codes, tree: WordTree, places: Numbers, reach: int, *, is_open: bool = True
) -> Numbers:
    r"""Return how many characters stand behind the word that begins last before some places.

    Parameters
    ----------
    codes : array of uint16
    tree : WordTree
    places : array of int
    reach : int
        How many characters before a place a word may begin.
    is_open : bool
        Whether the character before those says too that a word is none.

    Returns
    -------
    array of int
        `reach` + 2 where no word begins. Of words that begin at one place the longest counts.

    Examples
    --------
    >>> codes = np.array([ord(char) for char in "负责工单\n"], np.uint16)
    >>> behind_words(codes, word_tree(["负责"]), np.array([4, 1]), 4).tolist()
    [2, 6]
    """
    if spans.compiled is None:
        return _behind_words(codes, tree, places, reach, is_open=is_open)
    found = np.empty(len(places), np.int64)
    spans.compiled.behind_words(
        codes, *tree[:-1], spans.whole(places), found, tree.longest, reach, is_open
    )
    return found


def hold_words(codes: Codes, tree: WordTree, begin: Numbers, stop: Numbers) -> Mask:
    """Say in which stretches of a text a word stands, whatever stands around them.

    Examples
    --------
    >>> codes = np.array([ord(char) for char in "有能力,有"], np.uint16)
    >>> hold_words(codes, word_tree(["能力"]), np.array([0, 0]), np.array([2, 5])).tolist()
    [False, True]
    """
    return _hold_words(codes, tree, begin, stop, is_anchored=False)


def begin_with_words(codes: Codes, tree: WordTree, begin: Numbers, stop: Numbers) -> Mask:
    """Say which stretches of a text begin with a word.

    Examples
    --------
    >>> codes = np.array([ord(char) for char in "有能力,有"], np.uint16)
    >>> begin_with_words(codes, word_tree(["能力"]), np.array([0, 1]), np.array([5, 5])).tolist()
    [False, True]
    """
    return _hold_words(codes, tree, begin, stop, is_anchored=True)


def _hold_words(
    codes: Codes, tree: WordTree, begin: Numbers, stop: Numbers, *, is_anchored: bool
) -> Mask:
    if spans.compiled is not None:
        found = np.empty(len(begin), bool)
        tables, places = tree[:-1], (spans.whole(begin), spans.whole(stop))
        spans.compiled.holds_words(codes, *tables, *places, found, tree.longest, is_anchored)
        return found
    stop = np.minimum(stop, len(codes))
    size = np.minimum(np.maximum(stop - begin, 0), 1 if is_anchored else len(codes))
    owner = np.repeat(np.arange(len(size)), size)
    place = np.arange(len(owner)) - (np.cumsum(size) - size)[owner] + begin[owner]
    is_word = _begins_word(codes, tree, place, begin[owner], stop[owner])
    return np.bincount(owner[is_word], minlength=len(size)) > 0


def _begins_word(
    codes: Codes, tree: WordTree, place: Numbers, begin: Numbers, stop: Numbers
) -> Mask:
    """Say where a word begins that ends before `stop`; what is outside counts as nothing."""
    # Most characters begin no word.
    node = tree.step[1].take(tree.character.take(codes[place]))
    some = np.flatnonzero(node)
    found = np.zeros(len(place), bool)
    node, place, begin, stop = node[some], place[some], begin[some], stop[some]
    left = np.where(place > begin, tree.character[codes[place - 1]], 0)
    after = np.minimum(place + 1, len(codes) - 1)
    right = np.where(place + 1 < stop, tree.character[codes[after]], 0)
    is_word: Mask = tree.length.take(node) > 0
    is_word &= ~tree.not_after[node, left] & ~tree.not_before[node, right]
    going = np.arange(len(node))
    for size in range(1, tree.longest):
        on = np.flatnonzero((node > 0) & (place[going] + size < stop[going]))
        going, node = going[on], node[on]
        node = tree.step[node, tree.character[codes[place[going] + size]]]
        is_word[going] |= tree.length.take(node) > 0
    found[some] = is_word
    return found


def _behind_words(
    codes: Codes, tree: WordTree, places: Numbers, reach: int, *, is_open: bool
) -> Numbers:
    # The nearest character in the first row; before the text stands its last line end.
    place = np.maximum(places - np.arange(1, reach + 2)[:, None], -1)
    sign = tree.character.take(codes[place])
    if not is_open:
        sign[-1] = 0
    node = tree.step[1].take(sign[:reach])
    length = tree.length.take(node).astype(np.int64)
    # A lone character is no word beside characters that make it part of another one.
    row, column = np.nonzero(length)
    is_part = tree.not_after[node[row, column], sign[row + 1, column]]
    is_part |= tree.not_before[node[row, column], sign[row - 1, column]] & (row > 0)
    length[row[is_part], column[is_part]] = 0
    row, column = np.nonzero(node[1:])
    row, node = row + 1, node[row + 1, column]
    for size in range(2, tree.longest + 1):
        node = tree.step[node, sign[row - (size - 1), column]]
        is_node = (node > 0) & (row >= size - 1)
        row, column, node = row[is_node], column[is_node], node[is_node]
        longer = tree.length[node]
        is_word = longer > 0
        length[row[is_word], column[is_word]] = longer[is_word]
    begins = length > 0
    row, column = begins.argmax(axis=0), np.arange(len(places))
    behind: Numbers = row + 1 - length[row, column]
    behind[~begins[row, column]] = reach + 2
    return behind
