"""Many English texts read together: their words, what stands around each, the best reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.english_model import (
    LEAN,
    Pair,
    best_reading,
    coefficients,
    may_hold_names,
)
from talentcast.matching.english_tables import listed_kind
from talentcast.matching.english_vocabulary import BEYOND, STOP, Scores, Sign, Vocabulary
from talentcast.matching.english_words import (
    AFTER_WORD,
    CUTS,
    DISTANCES,
    MOST,
    NEAR_CAPITALS,
    NEAR_NAMES,
    TOKEN,
)

if TYPE_CHECKING:
    from talentcast.matching.surfaces import Token

    Found = tuple[int, int, Token]

_CUTS = frozenset(CUTS)


class Words:
    """The words of some texts in their order, cut into sentences as by `english_words.sequences`.

    Parameters
    ----------
    given : sequence of str, length n
    vocabulary : Vocabulary

    Attributes
    ----------
    offsets : array of int, length n + 1
        Where each text begins in all of them joined by line ends.
    number, start, end : array of int
        Number of each word in the vocabulary, and its characters of the joined texts.
    is_cut : array of bool
        Whether no name can go on from the word before.
    begins : array of int
        First word of every sentence, and the number of words.
    sentence : array of int
        Which sentence each word belongs to.
    """

    def __init__(self, given: Sequence[str], vocabulary: Vocabulary) -> None:
        self.offsets = np.zeros(len(given) + 1, np.int64)
        np.cumsum(np.fromiter(map(len, given), np.int64, len(given)) + 1, out=self.offsets[1:])
        text = "\n".join(given)
        pieces = TOKEN.split(text)
        gaps, tokens = pieces[::2], pieces[1::2]
        size = len(tokens)
        lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
        start = np.cumsum(lengths)[:-1:2] if size else np.zeros(0, np.int64)
        token = np.fromiter(map(vocabulary.__getitem__, tokens), np.int64, size)
        signs = vocabulary.signs[token]
        is_line, is_cut = _gaps(gaps[:-1])
        odd = signs & Sign.ODD != 0
        is_cut |= odd
        is_cut[1:] |= odd[:-1] & ~is_line[1:]
        ends_here = np.zeros(size, bool)
        for at in np.flatnonzero(signs & Sign.STOP).tolist():
            last = int(start[at]) + len(tokens[at])
            ends_here[at] = _ends(tokens[at], int(signs[at]), text[last : last + 2])
        self._put_together(vocabulary, token, start, is_line, is_cut, ends_here)

    def _put_together(
        self,
        vocabulary: Vocabulary,
        token: Numbers,
        start: Numbers,
        is_line: Mask,
        is_cut: Mask,
        ends_here: Mask,
    ) -> None:
        """Put words and full stops, each a word of its own, in one order."""
        signs = vocabulary.signs[token]
        word, stop = np.flatnonzero(signs & Sign.WORD), np.flatnonzero(signs & Sign.STOP)
        dot = start[stop] + vocabulary.ends[token[stop]]
        order = np.argsort(np.concatenate([2 * word, 2 * stop + 1]))
        number = np.concatenate([token[word], np.full(len(stop), STOP)])[order]
        first = np.concatenate([start[word] + vocabulary.heads[token[word]], dot])
        last = np.concatenate([start[word] + vocabulary.ends[token[word]], dot + 1])
        cut = np.concatenate([is_cut[word], np.zeros(len(stop), bool)])[order]
        line = np.cumsum(is_line)
        line = np.concatenate([line[word], line[stop]])[order]
        closes = np.concatenate([np.zeros(len(word), bool), ends_here[stop]])[order]
        opens = np.ones(len(number), bool)
        opens[1:] = closes[:-1] | (line[1:] != line[:-1])
        has_sign = vocabulary.signs[number] & Sign.SIGN != 0
        cut[1:] |= has_sign[:-1] & (line[1:] == line[:-1]) & (number[1:] != STOP)
        self.number, self.start, self.end, self.is_cut = number, first[order], last[order], cut
        self.begins = np.append(np.flatnonzero(opens), len(number))
        self.sentence = np.cumsum(opens) - 1

    def count_latin(self, vocabulary: Vocabulary) -> list[int]:
        """Return how many words with letters stand before each sentence, and in all."""
        has_letters = vocabulary.signs[self.number] & Sign.LATIN != 0
        counts: list[int] = np.append(0, np.cumsum(has_letters))[self.begins].tolist()
        return counts


def _gaps(gaps: Sequence[str]) -> tuple[Mask, Mask]:
    """Say which gaps before a word hold a line end, and which a sign on its line that cuts."""
    kinds = {gap: ("\n" in gap, not _CUTS.isdisjoint(gap.rpartition("\n")[2])) for gap in set(gaps)}
    found = np.array([kinds[gap] for gap in gaps], bool).reshape(-1, 2)
    return found[:, 0], found[:, 1].copy()


def _ends(token: str, signs: int, following: str) -> bool:
    """Say whether the full stop behind a token ends a sentence, given two characters behind it."""
    if not token.rstrip(AFTER_WORD):
        return True
    return not signs & Sign.SHORT_FORM and not following.lstrip().islower()


class Listed(NamedTuple):
    """A name that was found in a text.

    Attributes
    ----------
    text : int
        Which of the texts.
    one : (int, int, Token)
        With its characters of that text.
    sentence, first, stop : int
        The sentence that it begins in, and its words there; sentence -1 where it touches none.
    is_whole : bool
        Whether it is all of these words.
    """

    text: int
    one: Found
    sentence: int
    first: int
    stop: int
    is_whole: bool


def placed(words: Words, found: Sequence[Sequence[Found]]) -> list[Listed]:
    """Return the names found in some texts in the order in which they begin, with their words."""
    flat = [(text, one) for text, names in enumerate(found) for one in names]
    if not flat or not len(words.number):
        return []
    text = np.array([text for text, _ in flat], np.int64)
    start = np.array([one[0] for _, one in flat], np.int64) + words.offsets[text]
    end = np.array([one[1] for _, one in flat], np.int64) + words.offsets[text]
    first = np.searchsorted(words.end, start, "right")
    at = np.minimum(first, len(words.number) - 1)
    is_here = (first == at) & (words.start[at] < words.offsets[text + 1])
    sentence = words.sentence[at]
    until = words.begins[sentence + 1]
    stop = np.clip(np.searchsorted(words.start, end), at, until)
    is_whole = (words.start[at] == start) & (stop > at) & (words.end[stop - 1] == end)
    sentence = np.where(is_here, sentence, -1)
    columns = [column.tolist() for column in (sentence, at, stop, is_whole)]
    order = np.argsort(start, kind="stable").tolist()
    return [Listed(*flat[i], *(column[i] for column in columns)) for i in order]


def tags_in(
    words: Words, plain: Sequence[str], names: Sequence[Listed], vocabulary: Vocabulary
) -> Numbers:
    """Return the numbers of what the tables say about each word (`english_tables.table_tags`)."""
    tags, known = [0] * len(words.number), vocabulary.known
    for text, (start, end, token), sentence, first, stop, is_whole in names:
        if sentence < 0:
            continue
        own = vocabulary.tags_of(listed_kind(token, known.kind(plain[text][start:end])))
        if is_whole:
            tags[first:stop] = own.over(stop - first)
        else:
            tags[first:stop] = [tag or own.part for tag in tags[first:stop]]
    for first, stop, kind in _known_names(words, "\n".join(plain), tags, vocabulary):
        tags[first:stop] = vocabulary.tags_of(kind).over(stop - first)
    found = np.array(tags, np.int64)
    return np.where(found == 0, vocabulary.parts[words.number], found)


def _known_names(
    words: Words, plain: str, tags: list[int], vocabulary: Vocabulary
) -> list[tuple[int, int, str]]:
    """Return first and last-plus-one word and kind of known names (`KnownNames.find`)."""
    longest = vocabulary.longest[words.number]
    places = np.flatnonzero(longest)
    most = np.minimum(places + longest[places], words.begins[words.sentence[places] + 1])
    ends, known = words.end.tolist(), vocabulary.known
    found, free = [], 0
    for place, start, last in zip(
        places.tolist(), words.start[places].tolist(), most.tolist(), strict=True
    ):
        if place < free or tags[place]:
            continue
        for stop in range(last, place, -1):
            kind = known.kind(plain[start : ends[stop - 1]])
            if kind and not any(tags[place:stop]):
                found.append((place, stop, kind))
                free = stop
                break
    return found


def scores_of(words: Words, tags: Numbers, vocabulary: Vocabulary) -> Scores:
    """Return what the features of every word add up to (`english_model.feature_lists`)."""
    number, sentence, begins = words.number, words.sentence, words.begins
    at = np.arange(len(number)) + 2 * (sentence + 1)
    around = np.full(len(number) + 2 * len(begins), BEYOND)
    around[at] = number
    tags_around = np.zeros(len(around), np.int64)
    tags_around[at] = tags
    signs = vocabulary.signs[number]
    upper = signs & Sign.UPPER != 0
    tools = _near(vocabulary.is_tool()[tags], NEAR_NAMES, words)
    capitals = _near(upper, NEAR_CAPITALS, words)
    size = np.diff(begins)
    share = np.add.reduceat(upper, begins[:-1], dtype=np.int64) / size
    length = (size > 3) * 1 + (size > 8) + (size > 25)
    capital = (share >= 0.3) * 1 + (share >= 0.6)
    keys = vocabulary.line_keys(
        around[at - 1], number, (length[sentence], capital[sentence], tools, capitals)
    )
    found = vocabulary.scores[number, 0]
    for column, step in ((1, -1), (2, 1), (3, -2), (4, 2)):
        found += vocabulary.scores[around[at + step], column]
    found += vocabulary.names.take(
        vocabulary.name_keys(tags_around[at - 1], tags, tags_around[at + 1], number)
    )
    found += vocabulary.lines.take(keys)
    first = vocabulary.scores[number[begins[:-1]], 5]
    found += vocabulary.cues[_cues(signs, words)] + first[sentence]
    return found


def _near(marks: Mask, reach: int, words: Words) -> Numbers:
    """Count the marks near each word in its sentence (`english_words.near_counts`)."""
    sums = np.append(0, np.cumsum(marks))
    place, begins, sentence = np.arange(len(marks)), words.begins, words.sentence
    last = np.minimum(begins[sentence + 1], place + reach + 1)
    first = np.maximum(begins[sentence], place - reach)
    return np.minimum(sums[last] - sums[first] - marks, MOST)


def _cues(signs: Numbers, words: Words) -> Numbers:
    """Return which of `english_words.CUES` stands before each word (`cues_before`)."""
    place = np.arange(len(signs))
    asking, person = (
        np.append(-1, np.maximum.accumulate(np.where(signs & chosen, place, -1)))[:-1]
        for chosen in (Sign.ASKING, Sign.THEY | Sign.YOU)
    )
    begin = words.begins[words.sentence]
    distance = place - asking - 1
    steps = 1 + sum((distance > step) * 1 for step in DISTANCES)
    steps = np.where(asking >= begin, steps, 0)
    who = np.where(signs[person] & Sign.THEY, 1, 2)
    return steps * 3 + np.where(person >= begin, who, 0)


class Readings:
    """The best reading of every sentence of some texts.

    Parameters
    ----------
    given, plain : sequence of str, length n
        Texts, and their normal forms.
    found : sequence of list of (start, end, Token), length n
        What the tables found in each.
    vocabulary : Vocabulary

    Attributes
    ----------
    words : Words
    names : list of Listed
    scored : list of (float, float)
        Scores of begin and inside of every word.
    cuts : list of bool
    spans : list of (int, int)
        First and last-plus-one word of every name in the best reading.
    """

    def __init__(
        self,
        given: Sequence[str],
        plain: Sequence[str],
        found: Sequence[Sequence[Found]],
        vocabulary: Vocabulary,
    ) -> None:
        vocabulary.refresh()
        self.words = words = Words(given, vocabulary)
        self.names = placed(words, found)
        self.cuts: list[bool] = words.is_cut.tolist()
        self.scored: list[Pair] = []
        self.spans: list[tuple[int, int]] = []
        if not len(words.number):
            return
        scores = scores_of(words, tags_in(words, plain, self.names, vocabulary), vocabulary)
        self.scored = list(zip(scores.real.tolist(), scores.imag.tolist(), strict=True))
        is_first = np.zeros(len(scores), bool)
        is_first[words.begins[:-1]] = True
        may = may_hold_names(scores.real, scores.imag, is_first)
        steps = coefficients()[1]
        chosen = np.unique(words.sentence[may])
        for begin, end in zip(
            words.begins[chosen].tolist(), words.begins[chosen + 1].tolist(), strict=True
        ):
            scored, cuts = self.scored[begin:end], self.cuts[begin:end]
            spans = best_reading(scored, cuts, steps, LEAN)[1]
            self.spans += [(begin + first, begin + stop) for first, stop in spans]
