"""Names that no table lists, found by where they stand: behind 熟悉, in a list of known names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from talentcast.matching.patterns import has_stop_word
from talentcast.matching.skill_words import NOT_TERMS, NOT_TOOLS, VERBS

#: A Latin name: starts with a letter, may hold digits and signs.
_LATIN = re.compile(r"[a-z][a-z0-9]*(?:[.+#_-][a-z0-9+#]+)*[+#]*")
_LATIN_NEXT = re.compile(r"\s*[、/,\\|]\s*(" + _LATIN.pattern + ")")

#: A Chinese name between the separators of a list.
_TERM = re.compile(
    r"(?:(?<=[、/])|(?<=熟悉)|(?<=了解)|(?<=掌握)|(?<=精通)|(?<=懂))([\u4e00-\u9fff]{2,8}?)(?=[、/等])"
)

#: A Chinese name right behind the cue that ends in a word for a kind of knowledge.
_NAMED = re.compile(
    r"(?:各类|各种|相关|常用|基本|主流|国家|一定)?的?"
    r"([\u4e00-\u9fff]{2,8}?(?:原理|协议|标准|规范|流程|理论|算法|工艺|法规|结构|模型|机制|政策|制度|软件|架构|法))"
    r"(?=[,;。\n、和及与或等/并者]|$|优先)"
)

#: Shortest Latin name; a single letter is a language or nothing (`cues.is_listed_language`).
_SHORTEST = 2


def latin_names(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places of Latin names that may be tools.

    Examples
    --------
    >>> list(latin_names("熟悉foo、hr", 2, 8))
    [(2, 5)]
    """
    for match in _LATIN.finditer(plain, start, end):
        if match.end() - match.start() >= _SHORTEST and match.group() not in NOT_TOOLS:
            yield match.span()


def latin_neighbour(plain: str, end: int) -> tuple[int, int] | None:
    """Return the place of the Latin name that follows in a list, or None."""
    match = _LATIN_NEXT.match(plain, end)
    if match is None or len(match.group(1)) < _SHORTEST or match.group(1) in NOT_TOOLS:
        return None
    return match.span(1)


def chinese_terms(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places of Chinese members of a list that may be knowledge or bare verbs.

    Examples
    --------
    >>> list(chinese_terms("熟悉心电图、输液泵等设备", 2, 12))
    [(2, 5), (6, 9)]
    """
    named = _NAMED.match(plain, start, end)
    if named is not None and _is_term(named.group(1)):
        yield named.span(1)
    for match in _TERM.finditer(plain, max(0, start - 2), end):
        if match.start(1) >= start and _is_term(match.group(1)):
            yield match.span(1)


@lru_cache(maxsize=1 << 15)
def _is_term(name: str) -> bool:
    return name in VERBS or not (name in NOT_TERMS or has_stop_word(name))


def is_plain_english(given: str, plain: str, start: int, end: int) -> bool:
    """Say whether a Latin name is an everyday word among other English words."""
    right = plain[end : end + 2].lstrip(" ")[:1]
    left = plain[max(0, start - 2) : start].rstrip(" ")[-1:]
    among = (right.isascii() and right.isalpha()) or (left.isascii() and left.isalpha())
    word = given[start:end]
    return (among or plain.isascii()) and not (word[1:] != word[1:].lower() or word.isupper())
