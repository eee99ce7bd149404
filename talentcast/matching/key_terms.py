"""Key terms of occupations in the texts of ads, and what they say of each occupation.

Sums are compiled (`_term_sums.c`) where the install had a C compiler, else made of arrays.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from talentcast.matching.surface_finder import Codes, Found, SurfaceFinder, text_codes
from talentcast.matching.text import joined_codes, runs

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

#: Sum of idf of different key terms at which the evidence is full: about five terms of one
#: occupation, or three that no other occupation has.
FULL_EVIDENCE = 14.0

#: Characters of Latin words: a key term that goes on in them is a piece of a longer word ("java"
#: in "javascript"), but for a full stop behind it.
_LATIN = "abcdefghijklmnopqrstuvwxyz0123456789+#."
_DOT = "."

#: Signs of characters: they stand in Latin words; they go on with a word in front of them.
_WITHIN, _BEHIND = 1, 2
_SIGNS = np.zeros(1 << 16, np.uint8)
_SIGNS[text_codes(_LATIN)] = _WITHIN | _BEHIND
_SIGNS[ord(_DOT)] = _WITHIN

#: Between texts where a term holds a line end: in no term, as normal form has no other control
#: characters.
_BETWEEN = ord("\0")

#: Number of the text, rising; row of the occupation; sum of the weights.
_Sums = tuple[Numbers, Numbers, Floats]
_NOTHING: _Sums = (np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))


@dataclass(frozen=True, slots=True)
class KeyTerms:
    """What the key terms of texts say: one entry for each occupation that a text has terms of.

    Attributes
    ----------
    ad, row : array of int
        Number of the text, rising; row of the occupation. Those of one text stand in the order
        of their first terms.
    evidence : array, above 0, up to 1
    """

    ad: Numbers
    row: Numbers
    evidence: Floats

    def of(self, ads: Numbers) -> tuple[Numbers, Numbers, Floats]:
        """Return the entries of some texts: the place of the text in `ads`, row and evidence.

        Parameters
        ----------
        ads : array of int, rising
        """
        # Texts behind the last that has terms have no entries.
        places = np.full(int(self.ad[-1]) + 1 if len(self.ad) else 0, -1)
        inside = ads[: np.searchsorted(ads, len(places))]
        places[inside] = np.arange(len(inside))
        place = places[self.ad]
        is_one = place >= 0
        return place[is_one], self.row[is_one], self.evidence[is_one]

    def of_one(self, ad: int) -> tuple[Numbers, Floats]:
        """Return the rows and the evidence of one text."""
        begin, end = np.searchsorted(self.ad, [ad, ad + 1])
        return self.row[begin:end], self.evidence[begin:end]


class KeyTermIndex:
    """The key terms of all occupations.

    Parameters
    ----------
    holders : mapping of str to set of int
        Rows of the occupations that each term speaks for; terms in normal form.
    size : int
        How many occupations there are.

    Examples
    --------
    >>> index = KeyTermIndex({"java": {0, 2}, "javascript": {1}}, 3)
    >>> found = index.find(["java", "javascript.", ""])
    >>> found.ad.tolist(), found.row.tolist()
    ([0, 0, 1], [0, 2, 1])
    """

    def __init__(self, holders: Mapping[str, Set[int]], size: int) -> None:
        self.terms = sorted(holders)
        self._has_line_ends = any("\n" in term for term in self.terms)
        self._size = size
        owners = [sorted(holders[term]) for term in self.terms]
        #: The owners of term t are `_owners[_first[t] : _first[t + 1]]`.
        self._owners = np.array([row for some in owners for row in some], np.int64)
        self._first = np.zeros(len(owners) + 1, np.int64)
        np.cumsum([*map(len, owners)], out=self._first[1:])
        self._weights = np.array([math.log(1.0 + size / len(some)) for some in owners], np.float64)
        self._compiled = compiled()

    @cached_property
    def _finder(self) -> SurfaceFinder:
        return SurfaceFinder(self.terms)

    def find(self, texts: Sequence[str]) -> KeyTerms:
        """Return the evidence of the key terms that stand in each of some texts.

        Parameters
        ----------
        texts : sequence of str
            In normal form.

        Returns
        -------
        KeyTerms
        """
        ad, row, total = self._sums(texts) if self.terms else _NOTHING
        return KeyTerms(ad, row, np.minimum(1.0, total / FULL_EVIDENCE))

    def _sums(self, texts: Sequence[str]) -> _Sums:
        """Return the occupations of which each text holds terms, and the sum of their weights."""
        if self._compiled is None:
            return self._by_runs(texts)
        tables = (self._first, self._owners, self._weights, _SIGNS)
        ad, row, total = self._compiled(*tables, *self._matches(texts), self._size)
        return np.frombuffer(ad, np.int64), np.frombuffer(row, np.int64), np.frombuffer(total)

    def _matches(self, texts: Sequence[str]) -> tuple[Codes, Numbers, Found]:
        """Return the characters of texts, where each text ends, and the terms found in them."""
        codes = joined_codes(texts)
        ends = np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)) + 1) + 1
        if self._has_line_ends:
            codes = codes.copy()
            codes[0] = codes[ends - 1] = _BETWEEN
        return codes, ends, self._finder.rows(codes)

    def _by_runs(self, texts: Sequence[str]) -> _Sums:
        found = [_NOTHING]
        for begin, end in runs(texts):
            ad, row, total = self._by_arrays(*self._matches(texts[begin:end]))
            found.append((ad + begin, row, total))
        ad, row, total = map(np.concatenate, zip(*found, strict=True))
        return ad, row, total

    def _by_arrays(self, codes: Codes, ends: Numbers, found: Found) -> _Sums:
        matches = found.astype(np.int64)
        matches = matches[~_is_piece(codes, matches)]
        ad = np.searchsorted(ends, matches[:, 1], side="right")
        held, _ = _distinct(ad * len(self.terms) + matches[:, 0])
        ad, term = ad[held], matches[held, 0]
        count = self._first[term + 1] - self._first[term]
        which = np.arange(count.sum()) + np.repeat(self._first[term + 1] - count.cumsum(), count)
        pair = np.repeat(ad, count) * self._size + self._owners[which]
        first, of_pair = _distinct(pair)
        each = np.repeat(self._weights[term], count)
        total = np.bincount(of_pair, each, len(first)).astype(np.float64)
        ad, row = np.divmod(pair[first], max(self._size, 1))
        return ad, row, total


def compiled() -> Callable[..., tuple[bytes, bytes, bytes]] | None:
    """Return the compiled sums; None where they were not compiled."""
    try:
        from talentcast.matching._term_sums import term_sums
    except ImportError:
        return None
    return term_sums


def _is_piece(codes: Codes, matches: Numbers) -> npt.NDArray[np.bool_]:
    """Whether each match is a piece of a longer Latin word."""
    _, start, end = matches.T
    before, first, last, behind = (_SIGNS[codes[at]] for at in (start - 1, start, end - 1, end))
    is_piece: npt.NDArray[np.bool_] = (first & before & _WITHIN) != 0
    is_piece |= (last & _WITHIN != 0) & (behind & _BEHIND != 0)
    return is_piece


def _distinct(keys: Numbers) -> tuple[Numbers, Numbers]:
    """Return where each different key stands first, in order, and of each key which one it is."""
    if not len(keys):
        return keys, keys
    bits = len(keys).bit_length()
    packed = np.sort((keys << bits) | np.arange(len(keys)))
    place, key = packed & ((1 << bits) - 1), packed >> bits
    is_first = np.concatenate([[True], key[1:] != key[:-1]])
    first = place[is_first]
    order = np.argsort(first)
    number = np.empty(len(first), np.int64)
    number[order] = np.arange(len(first))
    which = np.empty(len(keys), np.int64)
    which[place] = number[np.cumsum(is_first) - 1]
    return first[order], which
