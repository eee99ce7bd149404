"""The parts of an ad told apart: duties, requirements, what is preferred, benefits and the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from talentcast.matching.characters import (
    Codes,
    Mask,
    Numbers,
    is_chinese,
    is_one_of,
    is_space,
)
from talentcast.matching.skill_words import HEADINGS
from talentcast.matching.surface_finder import text_codes
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

#: How many characters behind a heading are looked at.
_REACH = 4

_ASCII = 128
_BLANK, _LINE_END = ord(" "), ord("\n")


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


def are_headings(text: str, codes: Codes, start: Numbers, end: Numbers, stop: Numbers) -> Mask:
    r"""Say which heading words of a normalised text stand there as headings.

    Parameters
    ----------
    text : str
        Ends in a line end.
    codes : array of uint16
        The same (`surface_finder.text_codes`).
    start, end : array of int
        Where the words stand.
    stop : array of int
        Where the field ends that they stand in.

    Examples
    --------
    >>> text = "任职要求:本科,符合任职要求者\n"
    >>> start = np.array([0, 10])
    >>> are_headings(text, text_codes(text), start, start + 4, np.array([15, 15])).tolist()
    [True, False]
    """
    before = codes[start - 1]
    first, second, is_last = _behind(codes, end, stop)
    is_long = end - start > _SHORT
    is_apart = is_one_of(_BEFORE)[before] | is_space()[before]
    opens = is_one_of(_AFTER)[first]
    clear = is_long | is_apart | ~is_chinese(before)
    ends = is_one_of(_STOPS)[before] | is_apart
    item = is_one_of("1①一")[first] & (is_one_of(_NUMBERED)[second] | is_last)
    found = np.where(opens, clear, is_long & np.where(ends, is_one_of(_ITEMS)[first], item))
    for at in np.flatnonzero(codes[start] < _ASCII).tolist():
        found[at] = opens[at] and _line_start(text, int(start[at]))
    is_site = (codes[start] == ord(_KEYWORDS[0])) & ~is_space()[before]
    for at in np.flatnonzero(is_site).tolist():
        found[at] &= not text.startswith(_KEYWORDS, int(start[at]))
    return found


def _behind(codes: Codes, end: Numbers, stop: Numbers) -> tuple[Codes, Codes, Mask]:
    """Return the first character that is no blank behind some places, and the next one.

    Of up to four characters; and whether there is no next one.
    """
    last, at = len(codes) - 1, np.zeros(len(end), np.int64)
    blank = np.arange(len(end))
    for _ in range(_REACH):
        blank = blank[codes[np.minimum(end[blank] + at[blank], last)] == _BLANK]
        at[blank] += 1
    first = codes[np.minimum(end + at, last)]
    first[at == _REACH] = _LINE_END
    after = np.minimum(at + 1, _REACH)
    second = codes[np.minimum(end + after, last)]
    return first, second, (after == _REACH) | (end + after >= stop)


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
    cuts = [(0, "lead"), *_headings([normalise(text)])[0]]
    ends = [start for start, _ in cuts[1:]] + [len(text)]
    return [
        Section(kind, start, end)
        for (start, kind), end in zip(cuts, ends, strict=True)
        if end > start
    ]


def skipped_parts(plain: Sequence[str]) -> list[list[tuple[int, int]]]:
    r"""Return the places of the parts of some texts that name skills nobody asks for.

    Parameters
    ----------
    plain : sequence of str, length n
        In normal form.

    Examples
    --------
    >>> skipped_parts(["岗位职责:写代码。福利待遇:双休", "about us:\nfun"])
    [[(9, 16)], [(0, 13)]]
    """
    found = []
    for text, headings in zip(plain, _headings(plain), strict=True):
        ends = [start for start, _ in headings[1:]] + [len(text)]
        found.append(
            [
                (start, end)
                for (start, kind), end in zip(headings, ends, strict=False)
                if kind in SKIPPED and end > start
            ]
        )
    return found


def _headings(plain: Sequence[str]) -> list[list[tuple[int, str]]]:
    """Return where a heading stands in each text, and the kind of its part."""
    automaton, kinds = _automaton()
    text = "\n".join([*plain, ""])
    begins = np.cumsum([0, *(len(one) + 1 for one in plain)])
    places = np.array(automaton.find_matches_as_indexes(text), np.int64).reshape(-1, 3)
    number, start, end = places.T
    of_text = np.searchsorted(begins, start, "right") - 1
    opens = are_headings(text, text_codes(text), start, end, begins[of_text + 1] - 1)
    found: list[list[tuple[int, str]]] = [[] for _ in plain]
    for at in np.flatnonzero(opens).tolist():
        one = int(of_text[at])
        found[one].append((int(start[at] - begins[one]), kinds[number[at]]))
    return found
