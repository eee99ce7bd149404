"""Words at and before many places: compiled or not, the same as words tried one by one."""

from __future__ import annotations

import random

import numpy as np
import pytest

from talentcast.matching.surface_finder import text_codes
from talentcast.matching.word_trees import (
    begin_with_words,
    behind_words,
    hold_words,
    word_tree,
)

#: Words, and the characters that may not stand before and behind those of one character.
WORDS = [
    ("负责", "", ""),
    ("负责人", "", ""),
    ("有", "具拥", "限"),
    ("的", "", "士"),
    ("a", "b", ""),
]
SIGNS = "负责人有具限的士ab、\n"


pytestmark = pytest.mark.usefixtures("way")


def word_at(text: str, place: int) -> int:
    """Return the length of the longest word that begins at a place, with nothing around the text."""
    return max(
        (
            len(word)
            for word, left, right in WORDS
            if text.startswith(word, place)
            and not (place and text[place - 1] in left)
            and (text[place + len(word) : place + len(word) + 1] or "-") not in right
        ),
        default=0,
    )


def some_texts() -> list[str]:
    choose = random.Random(5)
    return ["\n", "有", "负责人", *("".join(choose.choices(SIGNS, k=60)) for _ in range(4))]


@pytest.mark.parametrize("text", some_texts())
def test_stretches_that_hold_a_word(text: str) -> None:
    places = [(low, high) for low in range(len(text) + 1) for high in range(low, len(text) + 1)]
    begin, stop = np.array(places).T
    holds, anchored = [], []
    for low, high in places:
        inside = text[low:high]
        found = [word_at(inside, place) > 0 for place in range(len(inside))]
        holds.append(any(found))
        anchored.append(bool(found) and found[0])
    codes, tree = text_codes(text), word_tree(WORDS)
    assert hold_words(codes, tree, begin, stop).tolist() == holds
    assert begin_with_words(codes, tree, begin, stop).tolist() == anchored


@pytest.mark.parametrize("text", some_texts())
@pytest.mark.parametrize("reach", [1, 2, 7])
def test_characters_behind_the_last_word(text: str, reach: int) -> None:
    text += "\n"
    places = np.arange(len(text))
    expected = []
    for stop in range(len(text)):
        low = max(stop - reach, 0)
        window, left = text[low:stop], text[max(low - 1, 0) : low]
        behind = reach + 2
        for start in range(len(window)):
            size = word_at(left + window, len(left) + start)
            if size:
                behind = len(window) - start - size
        expected.append(behind)
    found = behind_words(text_codes(text), word_tree(WORDS), places, reach)
    assert found.tolist() == expected


def test_what_stands_beyond_the_reach() -> None:
    codes, tree = text_codes("具有a\n"), word_tree(WORDS)
    assert behind_words(codes, tree, np.array([2]), 1).tolist() == [3]
    assert behind_words(codes, tree, np.array([2]), 1, is_open=False).tolist() == [0]


def test_words_of_every_length_and_no_places() -> None:
    tree = word_tree(["ab", "abcd", "x"])
    codes, none = text_codes("abcdx\n"), np.zeros(0, np.int64)
    assert behind_words(codes, tree, np.array([4, 5]), 9).tolist() == [0, 0]
    assert hold_words(codes, tree, none, none).tolist() == []
