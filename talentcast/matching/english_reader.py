"""Many English texts read together: what stands around each word, the best reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.english_model import Pair, doubt, may_hold_names, names_in
from talentcast.matching.english_split import Words
from talentcast.matching.english_sums import Scores
from talentcast.matching.english_tables import listed_kind
from talentcast.matching.english_vocabulary import BEYOND, Sign, Vocabulary
from talentcast.matching.english_words import (
    DISTANCES,
    MOST,
    NEAR_CAPITALS,
    NEAR_NAMES,
)

if TYPE_CHECKING:
    from talentcast.matching.surfaces import Token

    Found = tuple[int, int, Token]

#: How many words before and after a name its doubt is looked for in.
_AROUND = 6


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
    if not len(number):
        return np.zeros(0, np.complex128)
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
    found: Scores = vocabulary.scores[number, 0]
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
    found: Numbers = np.minimum(sums[last] - sums[first] - marks, MOST)
    return found


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
    latin : list of int
        As of `Words.count_latin`.
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
        with vocabulary.lock:
            vocabulary.refresh()
            self.words = words = Words(given, vocabulary)
            self.names = placed(words, found)
            self.latin = words.count_latin(vocabulary)
            tags = tags_in(words, plain, self.names, vocabulary)
            scores = scores_of(words, tags, vocabulary)
        self.cuts: list[bool] = words.is_cut.tolist()
        self.scored: list[Pair] = list(zip(scores.real.tolist(), scores.imag.tolist(), strict=True))
        self.spans = self._spans(scores)

    def _spans(self, scores: Scores) -> list[tuple[int, int]]:
        words, found = self.words, []
        is_first = np.zeros(len(scores), bool)
        is_first[words.begins[:-1]] = True
        may = may_hold_names(scores.real, scores.imag, is_first)
        chosen = np.unique(words.sentence[may])
        for begin, end in zip(
            words.begins[chosen].tolist(), words.begins[chosen + 1].tolist(), strict=True
        ):
            scored, cuts = self.scored[begin:end], self.cuts[begin:end]
            spans = names_in(scored, cuts)
            found += [(begin + first, begin + stop) for first, stop in spans]
        return found

    def doubt(self, name: Listed) -> float:
        """Return by how much the best reading of the words around beats one with a name."""
        begin, end = self.words.begins[name.sentence : name.sentence + 2].tolist()
        begin, end = max(begin, name.first - _AROUND), min(end, name.stop + _AROUND)
        scored, cuts = self.scored[begin:end], self.cuts[begin:end]
        return doubt(scored, cuts, name.first - begin, name.stop - begin)
