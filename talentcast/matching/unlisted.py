"""Names that no table lists, found by where they stand: behind 熟悉, in a list of known names."""

from __future__ import annotations

import re
from collections.abc import Set as AbstractSet
from functools import lru_cache

from talentcast.matching.patterns import has_stop_word
from talentcast.matching.skill_words import NOT_TERMS, NOT_TOOLS, VERBS

#: A Latin name: starts with a letter, may hold digits and signs, does not end with a full stop.
_LATIN = re.compile(r"[a-z](?:[a-z0-9.+#_-]*[a-z0-9+#])?")
_LATIN_NEXT = re.compile(r"\s*[、/,\\|]\s*(" + _LATIN.pattern + ")")

#: A Chinese name right behind the cue that ends in a word for a kind of knowledge.
_NAMED = re.compile(
    r"(?:各类|各种|相关|常用|基本|主流|国家|一定)?的?([\u4e00-\u9fff]{2,8}?"
    r"(?:原理|协议|标准|规范|流程|理论|算法|工艺|法规|结构|模型|机制|政策|制度|软件|架构|法))"
    r"(?=[^\u4e00-\u9fff]|[和与及或等并者]|$|优先)"
)

#: What the rest of a sentence can hold: Latin letters, the comma of lists, the end of a Chinese
#: name right behind the cue.
LATIN, LIST, NAMED = 1, 2, 4

#: The last characters of those words.
NAMED_ENDS = "理议准范程论法艺规构型制策度件"

#: Longest name with what stands before and behind it.
NAMED_REACH = 16

_CHINESE = re.compile("[\u4e00-\u9fff]{2,8}")

#: Names that are remembered: ads repeat themselves.
_REMEMBERED = 1 << 15

#: Shortest Latin name; a single letter is a language or nothing (`cues.is_listed_language`).
_SHORTEST = 2


def latin_names(
    plain: str, start: int, end: int, taken: AbstractSet[int] = frozenset()
) -> list[tuple[int, int]]:
    """Return the places of Latin names that may be tools, without those that begin at `taken`.

    Examples
    --------
    >>> latin_names("熟悉foo、hr", 2, 8)
    [(2, 5)]
    """
    return [
        match.span()
        for match in _LATIN.finditer(plain, start, end)
        if match.start() not in taken
        and match.end() - match.start() >= _SHORTEST
        and match.group() not in NOT_TOOLS
    ]


def latin_neighbour(plain: str, end: int) -> tuple[int, int] | None:
    """Return the place of the Latin name that follows in a list, or None."""
    if not plain[end + 1].isascii():
        return None
    match = _LATIN_NEXT.match(plain, end)
    if match is None or len(match.group(1)) < _SHORTEST or match.group(1) in NOT_TOOLS:
        return None
    return match.span(1)


def chinese_terms(plain: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the places of Chinese members of a list that may be knowledge or bare verbs.

    Examples
    --------
    >>> chinese_terms("熟悉心电图、输液泵等设备", 2, 12)
    [(2, 5), (6, 9)]
    """
    spans = []
    if end - start > 2 and plain[start] >= "\u4e00":
        offset, length = _named(plain[start : min(end, start + NAMED_REACH)])
        if length:
            spans.append((start + offset, start + offset + length))
    if plain.find("、", start, end) < 0:
        return spans
    parts = plain[start:end].replace("/", "、").split("、")
    last = parts.pop()
    at = start
    for part in parts:
        if len(part) > 1 and part[0] >= "\u4e00" and _is_term(part):
            spans.append((at, at + len(part)))
        at += len(part) + 1
    closed = last.find("等")
    if closed > 1 and last[0] >= "\u4e00" and _is_term(last[:closed]):
        spans.append((at, at + closed))
    return spans


@lru_cache(maxsize=_REMEMBERED)
def _named(text: str) -> tuple[int, int]:
    match = _NAMED.match(text)
    if match is None or not _is_term(match.group(1)):
        return 0, 0
    return match.start(1), len(match.group(1))


@lru_cache(maxsize=_REMEMBERED)
def _is_term(name: str) -> bool:
    if name in VERBS:
        return True
    if name in NOT_TERMS or not _CHINESE.fullmatch(name):
        return False
    return not has_stop_word(name)


def is_plain_english(given: str, plain: str, start: int, end: int) -> bool:
    """Say whether a Latin name is an everyday word among other English words."""
    right = plain[end : end + 2].lstrip(" ")[:1]
    left = plain[max(0, start - 2) : start].rstrip(" ")[-1:]
    among = (right.isascii() and right.isalpha()) or (left.isascii() and left.isalpha())
    word = given[start:end]
    return (among or plain.isascii()) and not (word[1:] != word[1:].lower() or word.isupper())
