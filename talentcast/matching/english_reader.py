"""Many English texts read together: what stands around each word, the best reading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.english_model import Scores, doubt, names_in, pairs_of
from talentcast.matching.english_split import Words
from talentcast.matching.english_tables import TAGS, KnownNames, listed_kind, name_tags
from talentcast.matching.english_vocabulary import Described, Sign, Vocabulary
from talentcast.matching.english_weights import SHARES, Weights, weights
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

#: Tags of a tool, or of the first word of one (`english_words.tools_near`).
_IS_TOOL = np.array(["tool" in tag and tag[0] in "UB" for tag in TAGS])


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
    if not flat or not len(words.start):
        return []
    text = np.array([text for text, _ in flat], np.int64)
    start = np.array([one[0] for _, one in flat], np.int64) + words.offsets[text]
    end = np.array([one[1] for _, one in flat], np.int64) + words.offsets[text]
    first = np.searchsorted(words.end, start, "right")
    at = np.minimum(first, len(words.start) - 1)
    is_here = (first == at) & (words.start[at] < words.offsets[text + 1])
    sentence = words.sentence[at]
    until = words.begins[sentence + 1]
    stop = np.clip(np.searchsorted(words.start, end), at, until)
    is_whole = (words.start[at] == start) & (stop > at) & (words.end[stop - 1] == end)
    order = np.argsort(start, kind="stable")
    columns = (np.where(is_here, sentence, -1), at, stop, is_whole)
    ordered = [flat[i] for i in order.tolist()]
    rows = zip(*zip(*ordered, strict=True), *(one[order].tolist() for one in columns), strict=True)
    return list(map(Listed._make, rows))


def tags_in(
    words: Words, plain: str, names: Sequence[Listed], known: KnownNames, seen: Described
) -> Numbers:
    """Return what the tables say about each word (`english_tables.table_tags`), by `TAGS`."""
    tags = [0] * len(words.start)
    for text, (start, end, token), sentence, first, stop, is_whole in names:
        if sentence < 0:
            continue
        begin = int(words.offsets[text])
        own = name_tags(listed_kind(token, known.kind(plain[begin + start : begin + end])))
        if is_whole:
            tags[first:stop] = own.over(stop - first)
        else:
            tags[first:stop] = [tag or own.part for tag in tags[first:stop]]
    for first, stop, kind in _known_names(words, plain, tags, known, seen):
        tags[first:stop] = name_tags(kind).over(stop - first)
    found = np.array(tags, np.int64)
    return np.where(found == 0, seen.parts, found)


def _known_names(
    words: Words, plain: str, tags: list[int], known: KnownNames, seen: Described
) -> list[tuple[int, int, str]]:
    """Return first and last-plus-one word and kind of known names (`KnownNames.find`)."""
    places = np.flatnonzero(_may_begin(seen))
    longest = seen.longest
    most = np.minimum(places + longest[places], words.begins[words.sentence[places] + 1])
    ends = words.end.tolist()
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


def _may_begin(seen: Described) -> Mask:
    """Say which words may begin a known name: one by itself, or with the word behind it."""
    goes_on = np.append(seen.signs[1:] & Sign.SECOND != 0, False)
    found: Mask = (seen.longest > 0) & (goes_on | (seen.signs & Sign.NAME != 0))
    return found


def scores_of(words: Words, tags: Numbers, seen: Described, weights: Weights) -> Scores:
    """Return what the features of every word add up to (`english_model.feature_lists`)."""
    size, sentence, begins = len(words.start), words.sentence, words.begins
    if not size:
        return np.zeros(0, np.complex128)
    at = np.arange(size) + 2 * (sentence + 1)
    around = np.full(size + 2 * len(begins), size)
    around[at] = np.arange(size)
    own, behind, before, behind_two, before_two, first = seen.scores
    found: Scores = own[:-1].copy()
    for column, step in ((behind, -1), (before, 1), (behind_two, -2), (before_two, 2)):
        found += column[around[at + step]]
    found += _tag_scores(tags, at, around, seen, weights)
    found += _line_scores(words, tags, around[at - 1], seen, weights)
    found += weights.cue[_cues(seen.signs, words)] + first[begins[:-1]][sentence]
    return found


def _tag_scores(
    tags: Numbers, at: Numbers, around: Numbers, seen: Described, weights: Weights
) -> Scores:
    """Return the scores of what the tables say (`english_words.name_features`)."""
    tag = np.append(tags, 0)
    found: Scores = weights.tag[tags] + weights.tag_form[tags, seen.forms[:-1]]
    found += weights.tag_before[tag[around[at - 1]], tags]
    found += weights.tag_after[tags, tag[around[at + 1]]]
    return found


def _line_scores(
    words: Words, tags: Numbers, before: Numbers, seen: Described, weights: Weights
) -> Scores:
    """Return the scores of the shapes around and the line (`english_words.line_features`)."""
    sentence, begins = words.sentence, words.begins
    upper = seen.signs & Sign.UPPER != 0
    size = np.diff(begins)
    share = np.add.reduceat(upper, begins[:-1], dtype=np.int64) / size
    length = (size > 3) * 1 + (size > 8) + (size > 25)
    line = length * SHARES + (share >= 0.3) + (share >= 0.6)
    found: Scores = weights.any + weights.pairs[seen.shapes[before], seen.shapes[:-1]]
    found += weights.line[line][sentence]
    found += weights.tools[_near(_IS_TOOL[tags], NEAR_NAMES, words)]
    found += weights.capitals[_near(upper, NEAR_CAPITALS, words)]
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
        How many words with letters stand before each sentence, and in all.
    scores : array of complex
        Scores of begin and inside of every word.
    spans : array of int, shape (2, m)
        First and last-plus-one word of every name in the best reading.
    """

    def __init__(
        self,
        given: Sequence[str],
        plain: Sequence[str],
        found: Sequence[Sequence[Found]],
        vocabulary: Vocabulary,
    ) -> None:
        used = weights()
        self.words = words = Words(given)
        self.names = placed(words, found)
        joined = "\n".join(plain)
        seen = vocabulary.describe(words, joined, used)
        self.latin: list[int] = words.count(seen.signs & Sign.LATIN != 0).tolist()
        tags = tags_in(words, joined, self.names, vocabulary.known, seen)
        self.scores = scores_of(words, tags, seen, used)
        self.spans = names_in(self.scores, words.is_cut, words.begins)

    def first_word(self, sentence: int) -> str:
        """Return the first word of a sentence that begins with a letter, nothing if none does."""
        words = self.words
        for at in range(*words.begins[sentence : sentence + 2].tolist()):
            word = words.text[words.start[at] : words.end[at]]
            if word[0].isalpha():
                return word
        return ""

    def doubt(self, name: Listed) -> float:
        """Return by how much the best reading of the words around beats one with a name."""
        begin, end = self.words.begins[name.sentence : name.sentence + 2].tolist()
        begin, end = max(begin, name.first - _AROUND), min(end, name.stop + _AROUND)
        scored, cuts = pairs_of(self.scores[begin:end]), self.words.is_cut[begin:end].tolist()
        return doubt(scored, cuts, name.first - begin, name.stop - begin)
