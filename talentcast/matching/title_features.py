"""What a title is made of, as weighted features: words, stems, pairs, the word it ends in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from talentcast.matching.title_words import SAME_PHRASES, SAME_WORDS

#: Weights of the kinds of feature, before idf. Set by hand, checked on the development sets:
#: halving or doubling any one of them moves MRR on the ESCO titles by less than 0.01.
WORD, WORD_PAIR, STEM, HEAD_WORD = 1.0, 0.6, 0.8, 1.0
CHAR, CHAR_PAIR, HEAD_PAIR = 0.35, 1.0, 1.2

#: What features count by kind: characters and pairs of characters of a run; then names.
WEIGHTS = (CHAR, CHAR_PAIR, WORD, STEM, WORD_PAIR, HEAD_WORD, HEAD_PAIR)
RUN = 0
_WORD, _STEM, _WORD_PAIR, _HEAD_WORD, _HEAD_PAIR = range(2, len(WEIGHTS))

#: A stem keeps at least this many letters.
_SHORTEST_STEM = 4

_CHINESE = re.compile(r"[㐀-鿿]+")
_RUNS = re.compile(_CHINESE.pattern + r"|\.net|c/c\+\+|[a-z0-9][a-z0-9]*[+#]*")
_SUFFIX = re.compile(
    r"(?:ations?|ments?|ings?|ists?|ians?|ants?|ents?|ers?|ors?|ives?|ions?|ies|es|s|y|al|e)$"
)
#: All but letters, digits, _, + and #.
_NOT_KEY = re.compile(r"[^\w+#]")
_HEAD_BREAK = re.compile(r"\b(?:of|for|in|to|at|with|on|the|and)\b")
_ENGLISH_WORD = re.compile(r"[a-z][a-z&']*")
_PHRASES = [(pieces, re.compile(pattern), plain) for pieces, pattern, plain in SAME_PHRASES]

#: Characters from here on are Chinese (the blocks below hold none).
_FIRST_CHINESE = "㐀"


def title_key(text: str) -> str:
    """Return what two writings of one title have in common.

    Examples
    --------
    >>> title_key("front-end Developer ") == title_key("frontend developer")
    True
    """
    small = text.lower()
    return small if small.isalnum() else _NOT_KEY.sub("", small.replace("_", ""))


@lru_cache(maxsize=65_536)
def stem(word: str) -> str:
    """Return a word without the endings of its family.

    Examples
    --------
    >>> stem("marketing") == stem("marketer") == stem("markets")
    True
    """
    short = word
    for _ in range(2):
        left = _SUFFIX.sub("", short)
        if len(left) < _SHORTEST_STEM:
            break
        short = left
    return short


def plain_english(text: str) -> str:
    """Write abbreviations and variants of an English title in one way.

    Examples
    --------
    >>> plain_english("asst mgr, store keeper")
    'assistant manager, storekeeper'
    """
    for pieces, pattern, plain in _PHRASES:
        for piece in pieces:
            if piece in text:
                text = pattern.sub(plain, text)
                break
    return _ENGLISH_WORD.sub(_same_word, text)


def _same_word(match: re.Match[str]) -> str:
    return SAME_WORDS.get(match[0], match[0])


def is_run(text: str) -> bool:
    """Whether a text is nothing but Chinese characters, one or more."""
    return _CHINESE.fullmatch(text) is not None


class Pieces(NamedTuple):
    """Titles in the pieces that give features, in order.

    Attributes
    ----------
    first : list of int, one more than titles
        Where the pieces of each title begin in `kinds`.
    kinds : list of int
        `RUN` for the next of `runs`, else for the next of `names`: the place in `WEIGHTS` of what
        it counts.
    runs : list of str
        Chinese characters that stand together.
    names : list of str
        Features: words; `~x` is a stem, `$x` what a part ends in.
    """

    first: list[int]
    kinds: list[int]
    runs: list[str]
    names: list[str]


def cut_titles(titles: Iterable[Iterable[str]]) -> Pieces:
    """Cut titles in pieces that give features.

    Parameters
    ----------
    titles : iterable of iterables of str
        The parts of each title: lower case; what stands together.

    Examples
    --------
    >>> cut_titles([["java开发"], []])
    Pieces(first=[0, 4, 4], kinds=[2, 3, 0, 6], runs=['开发'], names=['java', '~java', '$开发'])
    """
    cut = Pieces([0], [], [], [])
    for parts in titles:
        for given in parts:
            _cut_part(plain_english(given) if given.isascii() else given, cut)
        cut.first.append(len(cut.kinds))
    return cut


def _cut_part(part: str, cut: Pieces) -> None:
    _, kinds, runs, names = cut
    found = _RUNS.findall(part)
    if not found:
        return
    previous = ""
    for run in found:
        if run[0] >= _FIRST_CHINESE:
            kinds.append(RUN)
            runs.append(run)
            previous = ""
            continue
        kinds += (_WORD, _STEM)
        names += (run, "~" + stem(run))
        if previous:
            kinds.append(_WORD_PAIR)
            names.append(previous + " " + run)
        previous = run
    if run[0] >= _FIRST_CHINESE:
        kinds.append(_HEAD_PAIR)
        names.append("$" + run[-2:])
    else:
        head = _RUNS.findall(_HEAD_BREAK.split(part)[0]) or found
        kinds.append(_HEAD_WORD)
        names.append("$" + stem(head[-1]))


def features(titles: Iterable[Iterable[str]]) -> list[dict[str, float]]:
    """Return the weighted features of titles.

    Parameters
    ----------
    titles : iterable of iterables of str
        The parts of each title: lower case; what stands together.

    Returns
    -------
    list of dict of str to float
        Feature to weight: characters, pairs of characters, and the names of `Pieces`.

    Examples
    --------
    >>> features([["会计"]])
    [{'会': 0.35, '计': 0.35, '会计': 1.0, '$会计': 1.2}]
    """
    return expanded(cut_titles(titles))


def expanded(cut: Pieces) -> list[dict[str, float]]:
    """Return the weighted features of titles that have been cut."""
    runs, names = iter(cut.runs), iter(cut.names)
    found = []
    for begin, end in pairwise(cut.first):
        title: dict[str, float] = defaultdict(float)
        for kind in cut.kinds[begin:end]:
            if kind != RUN:
                title[next(names)] += WEIGHTS[kind]
                continue
            run = next(runs)
            for char in run:
                title[char] += CHAR
            for char, following in pairwise(run):
                title[char + following] += CHAR_PAIR
        found.append(dict(title))
    return found
