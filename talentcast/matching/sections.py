"""The parts of an ad told apart: duties, requirements, what is preferred, benefits and the rest."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from talentcast.matching.skill_words import HEADINGS
from talentcast.matching.text import normalise

#: Parts that name skills nobody asks for.
SKIPPED = frozenset({"benefits", "company", "information", "metadata"})

#: What follows a heading.
_AFTER = ":】]\n》〉"

#: What stands before a heading that has nothing special after it.
_BEFORE = "\n【[《〈#*"

#: The end of the sentence before a heading.
_STOPS = "。;.!)、:"

#: The first item after a heading, and what follows the number of an item.
_ITEMS = "0123456789(一①·-"
_NUMBERED = ".、,)"

#: Headings of up to this many characters are plain words elsewhere: they need a clear start.
_SHORT = 3

#: Heading that the site adds; people also write about keywords.
_KEYWORDS = "关键字"

#: Headings with what stands around them that are remembered: ads repeat themselves.
_REMEMBERED = 1 << 14


@dataclass(frozen=True, slots=True)
class Section:
    """One part of an ad.

    Attributes
    ----------
    kind : str
        lead (before any heading), duties, requirements, preferred, benefits, company,
        information (place, hours, contact) or metadata (what the site adds).
    start, end : int
        Characters of the text as given; the heading belongs to its part.
    """

    kind: str
    start: int
    end: int


def heading_kinds() -> dict[str, str]:
    """Return every heading in normal form and the kind of part that it opens."""
    found = {}
    for kind, words in HEADINGS.items():
        chinese, _, english = words.partition("|")
        *names, last = chinese.split()
        tail = [last]
        if not last.isascii():
            names.append(last)
            tail = []
        while names and names[-1].isascii():
            tail.insert(0, names.pop())
        first = " ".join(tail)
        for name in (*names, first, *english.split("|")):
            if name:
                found[name] = kind
    return found


def is_heading(plain: str, start: int, end: int) -> bool:
    """Say whether the heading words at a place of a normalised text stand there as a heading.

    Examples
    --------
    >>> is_heading("任职要求:本科", 0, 4), is_heading("符合任职要求者", 2, 6)
    (True, False)
    """
    before = plain[start - 1] if start else "\n"
    after = plain[end : end + 4].lstrip(" ")
    first = after[0] if after else "\n"
    if plain[start].isascii():
        return _line_start(plain, start) and first in _AFTER
    if plain.startswith(_KEYWORDS, start) and not before.isspace():
        return False
    is_long = end - start > _SHORT
    is_apart = before in _BEFORE or before.isspace()
    if first in _AFTER:
        return is_long or is_apart or not "\u4e00" <= before <= "\u9fff"
    if before in _STOPS or is_apart:
        return is_long and first in _ITEMS
    return is_long and first in "1①一" and after[1:2] in _NUMBERED


@lru_cache(maxsize=_REMEMBERED)
def is_heading_in(window: str, length: int) -> bool:
    """Say the same of a Chinese heading by the character before it, itself and four behind it."""
    return is_heading(window, 1, 1 + length)


def _line_start(plain: str, start: int) -> bool:
    line = plain[plain.rfind("\n", 0, start) + 1 : start]
    return not any(char.isalnum() for char in line)


@cache
def _automaton() -> tuple[Any, list[str]]:
    from ahocorasick_rs import MATCHKIND_LEFTMOST_LONGEST, AhoCorasick

    kinds = heading_kinds()
    return AhoCorasick(list(kinds), matchkind=MATCHKIND_LEFTMOST_LONGEST), list(kinds.values())


def sections(text: str) -> list[Section]:
    """Tell the parts of an ad apart by their headings.

    Parameters
    ----------
    text : str

    Returns
    -------
    list of Section
        In order, without gaps, covering the whole text.

    Examples
    --------
    >>> [(s.kind, s.start) for s in sections("岗位职责：写代码。任职要求：本科。福利待遇：双休")]
    [('duties', 0), ('requirements', 9), ('benefits', 17)]
    """
    plain = normalise(text)
    automaton, kinds = _automaton()
    cuts = [(0, "lead")]
    for number, start, end in automaton.find_matches_as_indexes(plain):
        if is_heading(plain, start, end):
            cuts.append((start, kinds[number]))
    ends = [start for start, _ in cuts[1:]] + [len(text)]
    return [
        Section(kind, start, end)
        for (start, kind), end in zip(cuts, ends, strict=True)
        if end > start
    ]
