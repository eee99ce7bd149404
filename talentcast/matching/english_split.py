"""English texts cut into words and sentences, many at a time."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.english_characters import Kind, Units, characters, places_of, units_of
from talentcast.matching.english_words import SHORT_FORMS

try:
    from talentcast.matching import _tagger
except ImportError:  # not compiled: the same, more slowly
    _tagger = None  # type: ignore[assignment]

_DOT = ord(".")


class Words:
    """The words of some texts in their order, cut into sentences as by `english_words.sequences`.

    Parameters
    ----------
    given : sequence of str, length n

    Attributes
    ----------
    text : str
        The texts joined by line ends.
    units, kinds : array of uint16
        Its characters (`english_characters.units_of`), and what they are (`Kind`).
    offsets : array of int, length n + 1
        Where each text begins in it.
    start, end : array of int
        Characters of each word.
    signs : array of uint16
        The sign that is written right behind each word and cuts, or 0.
    is_cut : array of bool
        Whether no name can go on from the word before.
    begins : array of int
        First word of every sentence, and the number of words.
    sentence : array of int
        Which sentence each word belongs to.
    """

    def __init__(self, given: Sequence[str]) -> None:
        self.offsets = np.zeros(len(given) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, given), np.int64, len(given)) + 1, out=self.offsets[1:])
        self.text = "\n".join(given)
        self.units = units_of(self.text)
        self.kinds = characters().kinds.take(self.units, mode="clip")
        self._put_together(_tokens(self.units, self.kinds), self.text)

    def _put_together(self, tokens: Tokens, text: str) -> None:
        """Put words and full stops, each a word of its own, in one order."""
        stop = tokens.stop
        word = np.flatnonzero(tokens.last > tokens.first)
        order = np.argsort(np.concatenate([2 * word, 2 * stop + 1]))
        dot = tokens.last[stop]
        self.start = np.concatenate([tokens.first[word], dot])[order]
        self.end = np.concatenate([tokens.last[word], dot + 1])[order]
        self.signs = np.concatenate([tokens.sign[word], np.zeros(len(stop), np.uint16)])[order]
        cut = np.concatenate([tokens.is_cut[word], np.zeros(len(stop), bool)])[order]
        line = np.concatenate([tokens.line[word], tokens.line[stop]])[order]
        closes = np.concatenate([np.zeros(len(word), bool), _ends(tokens, text)])[order]
        opens = np.ones(len(order), bool)
        opens[1:] = closes[:-1] | (line[1:] != line[:-1])
        is_word = order[1:] < len(word)
        cut[1:] |= (self.signs[:-1] != 0) & (line[1:] == line[:-1]) & is_word
        self.is_cut = cut
        self.begins = np.append(np.flatnonzero(opens), len(order))
        self.sentence = np.cumsum(opens) - 1

    def count(self, marks: Mask) -> Numbers:
        """Return how many marked words stand before each sentence, and in all."""
        sums: Numbers = np.append(0, np.cumsum(marks))[self.begins]
        return sums


class Tokens(NamedTuple):
    """Strings without blanks, and the words in them.

    Attributes
    ----------
    start, end : array of int
        Characters of each token.
    first, last : array of int
        Those of the word in it; where `last` is not beyond `first`, there is none.
    sign : array of uint16
        The first sign behind the word that cuts, or 0.
    stop : array of int
        The tokens with a full stop right behind their word.
    line : array of int
        The line of each token.
    is_cut : array of bool
        Whether no name can go on from the token before.
    """

    start: Numbers
    end: Numbers
    first: Numbers
    last: Numbers
    sign: Units
    stop: Numbers
    line: Numbers
    is_cut: Mask


def _tokens(units: Units, kinds: Units) -> Tokens:
    """Find what `english_words.TOKEN` matches."""
    start, first, last, end = find_runs(kinds)
    cuts, lines = np.append(places_of(kinds, Kind.CUT), len(units)), places_of(kinds, Kind.LINE)
    sign = np.zeros(len(start), np.uint16)
    behind = np.flatnonzero(last < end)
    next_cut = cuts[np.searchsorted(cuts, last[behind])]
    has_sign = next_cut < end[behind]
    sign[behind[has_sign]] = units[next_cut[has_sign]]
    stop = behind[units[last[behind]] == _DOT]
    line = np.searchsorted(lines, start)
    is_cut = _cut_between(start, end, cuts, np.append(-1, lines)[line])
    odd_places = places_of(kinds, Kind.ODD)
    if len(odd_places):
        odd = _are_odd(start, last, odd_places)
        is_cut |= odd
        is_cut[1:] |= odd[:-1] & (line[1:] == line[:-1])
    return Tokens(start, end, first, last, sign, stop, line, is_cut)


def find_runs(kinds: Units) -> Numbers:
    """Find runs of characters of words, and signs that are words of their own.

    Parameters
    ----------
    kinds : array of uint16, shape (n,)
        By character (`english_characters.Kind`).

    Returns
    -------
    array of int, shape (4, runs)
        Where each begins; where its word begins and ends; where it ends.
    """
    if _tagger is not None:
        found = _tagger.find_runs(kinds, Kind.WORD, Kind.SINGLE, Kind.AFTER, Kind.BEFORE)
        return np.frombuffer(found, np.int64).reshape(-1, 4).T
    is_word, single = kinds & Kind.WORD != 0, kinds & Kind.SINGLE != 0
    inner = is_word[1:] & is_word[:-1]
    begins, ends = is_word | single, is_word | single
    begins[1:] &= ~inner
    ends[:-1] &= ~inner
    start, end = np.flatnonzero(begins), np.flatnonzero(ends) + 1
    last = _without_behind(start, end, places_of(kinds, Kind.AFTER))
    return np.stack([start, _without_before(start, last, places_of(kinds, Kind.BEFORE)), last, end])


def _without_behind(start: Numbers, end: Numbers, places: Numbers) -> Numbers:
    """Return the ends of tokens without a run of some characters there."""
    if not len(places):
        return end
    is_new = np.append(True, np.diff(places) > 1)
    begins = np.maximum.accumulate(np.where(is_new, places, 0))
    at = np.searchsorted(places, end, "left") - 1
    is_behind = (at >= 0) & (places[at] == end - 1)
    return np.where(is_behind, np.maximum(start, begins[at]), end)


def _without_before(start: Numbers, last: Numbers, places: Numbers) -> Numbers:
    """Return the beginnings of tokens without a run of some characters there."""
    if not len(places):
        return start
    is_old = np.append(np.diff(places) > 1, True)
    ends = np.minimum.accumulate(np.where(is_old, places, places[-1])[::-1])[::-1] + 1
    at = np.minimum(np.searchsorted(places, start), len(places) - 1)
    return np.where(places[at] == start, np.minimum(last, ends[at]), start)


def _cut_between(start: Numbers, end: Numbers, cuts: Numbers, line_end: Numbers) -> Mask:
    """Say before which tokens a sign stands that cuts, behind the token before and on its line."""
    free = np.maximum(np.append(0, end[:-1])[: len(end)], line_end + 1)
    found: Mask = cuts[np.searchsorted(cuts, free)] < start
    return found


def _are_odd(start: Numbers, last: Numbers, places: Numbers) -> Mask:
    """Say which tokens have nothing but odd characters before what is cut off."""
    count = np.searchsorted(places, last) - np.searchsorted(places, start)
    found: Mask = (count == last - start) & (count > 0)
    return found


def _ends(tokens: Tokens, text: str) -> Mask:
    """Say which full stops behind a token end a sentence."""
    stop = tokens.stop
    columns = (tokens.start[stop], tokens.last[stop], tokens.end[stop])
    found = [
        start == last
        or not (text[start:last].lower() in SHORT_FORMS or text[end : end + 2].lstrip().islower())
        for start, last, end in zip(*(column.tolist() for column in columns), strict=True)
    ]
    return np.array(found, bool)
