"""What a title is made of, as weighted features: words, stems, pairs, the word it ends in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise

from talentcast.matching.title_words import SAME_PHRASES, SAME_WORDS

#: Weights of the kinds of feature, before idf. Set by hand, checked on the development sets:
#: halving or doubling any one of them moves MRR on the ESCO titles by less than 0.01.
WORD, WORD_PAIR, STEM, HEAD_WORD = 1.0, 0.6, 0.8, 1.0
CHAR, CHAR_PAIR, HEAD_PAIR = 0.35, 1.0, 1.2

#: A stem keeps at least this many letters.
_SHORTEST_STEM = 4

_RUNS = re.compile(r"[㐀-鿿]+|\.net|c/c\+\+|[a-z0-9][a-z0-9]*[+#]*")
_SUFFIX = re.compile(
    r"(?:ations?|ments?|ings?|ists?|ians?|ants?|ents?|ers?|ors?|ives?|ions?|ies|es|s|y|al|e)$"
)
#: All but letters, digits, + and #.
_NOT_KEY = re.compile(r"(?:[^\w+#]|_)+")
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
    return small if small.isalnum() else _NOT_KEY.sub("", small)


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


def features(parts: Iterable[str]) -> dict[str, float]:
    """Return the weighted features of a cleaned title's parts.

    Parameters
    ----------
    parts : iterable of str
        Lower case; what stands together.

    Returns
    -------
    dict of str to float
        Feature to weight. `~x` is a stem, `$x` what a part ends in.
    """
    found: dict[str, float] = defaultdict(float)
    for given in parts:
        part = plain_english(given) if given.isascii() else given
        runs = _RUNS.findall(part)
        if not runs:
            continue
        _read_runs(runs, found)
        last = runs[-1]
        if last[0] >= _FIRST_CHINESE:
            found["$" + last[-2:]] += HEAD_PAIR
        else:
            head = _RUNS.findall(_HEAD_BREAK.split(part)[0]) or runs
            found["$" + stem(head[-1])] += HEAD_WORD
    return found


def _read_runs(runs: list[str], found: dict[str, float]) -> None:
    previous = ""
    for run in runs:
        if run[0] >= _FIRST_CHINESE:
            for char in run:
                found[char] += CHAR
            for char, following in pairwise(run):
                found[char + following] += CHAR_PAIR
            previous = ""
            continue
        found[run] += WORD
        found["~" + stem(run)] += STEM
        if previous:
            found[previous + " " + run] += WORD_PAIR
        previous = run
