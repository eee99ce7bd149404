"""What the model of English names looks at in each word of some texts, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from talentcast.matching.characters import Numbers
from talentcast.matching.english_characters import Kind, characters, kinds_in
from talentcast.matching.english_model import Scores
from talentcast.matching.english_split import Words
from talentcast.matching.english_tables import TAGS, KnownNames
from talentcast.matching.english_weights import Weights
from talentcast.matching.english_words import (
    ASKING,
    EDGE,
    END,
    LONGEST,
    SHORT_END,
    THEY,
    YOU,
    hash_of,
    plain_digits,
    shape,
)
from talentcast.matching.slice_hashes import Hashes, HashRows, run_keys, slice_hashes

_EDGE = np.frombuffer(EDGE.encode("utf-16-le"), np.uint16)


class Sign:
    """What is to be known of a word, as bits."""

    UPPER = 1
    ASKING = 2
    THEY = 4
    YOU = 8
    LATIN = 16


class Notes:
    """Words that something is to be known of.

    Parameters
    ----------
    known : KnownNames

    Attributes
    ----------
    numbers : dict of str to int
        Words in normal form.
    signs, parts, longest : array of int
        By number, 0 for other words: `Sign`; what `KnownNames.part` says, as a place in
        `english_tables.TAGS`; words of the longest known name that it begins.
    """

    def __init__(self, known: KnownNames) -> None:
        words = sorted(known.words() | ASKING | THEY | YOU)
        self.numbers = {word: number for number, word in enumerate(words, 1)}
        self._hashes = HashRows(hash_of(plain_digits(word)) for word in words)
        self.signs = np.array([0, *map(_signs, words)], np.int64)
        self.parts = np.array([0, *(TAGS.index(known.part(word)) for word in words)], np.int64)
        self.longest = np.array([0, *map(known.longest, words)], np.int64)

    def of(self, hashes: Hashes, plain: str, words: Words) -> Numbers:
        """Return the numbers of words, given their hashes (`english_words.plain_digits`)."""
        places = np.flatnonzero(self._hashes.find(hashes) < len(self._hashes.keys))
        start, end = words.start[places].tolist(), words.end[places].tolist()
        found = np.zeros(len(hashes), np.int64)
        found[places] = [self.numbers.get(plain[a:b], 0) for a, b in zip(start, end, strict=True)]
        return found


def _signs(small: str) -> int:
    signs = Sign.ASKING if small in ASKING else 0
    return signs | (Sign.THEY if small in THEY else Sign.YOU if small in YOU else 0)


class Described(NamedTuple):
    """What is known of each word, in the order of the words.

    Attributes
    ----------
    signs, parts, longest : array of int, shape (n,)
        As of `Notes`; with the other signs.
    shapes, forms : array of int, shape (n + 1,)
        As of `english_weights.Shapes`. The last one is what stands beyond the ends of sentences.
    scores : six arrays of complex, shape (n + 1,)
        What each word adds to its own score; to that of the word behind it, before it, two behind
        it, two before it; to all of its sentence, as the first word.
    """

    signs: Numbers
    parts: Numbers
    longest: Numbers
    shapes: Numbers
    forms: Numbers
    scores: list[Scores]


class Vocabulary:
    """Describes the words of texts.

    Parameters
    ----------
    known : KnownNames
    """

    def __init__(self, known: KnownNames) -> None:
        self.known = known

    @cached_property
    def _notes(self) -> Notes:
        return Notes(self.known)

    def describe(self, words: Words, plain: str, weights: Weights) -> Described:
        """Describe words.

        Parameters
        ----------
        words : Words
        plain : str
            Their text in normal form.
        weights : Weights
        """
        tables, notes = characters(), self._notes
        units = np.append(words.units, _EDGE)
        start, end = np.append(words.start, len(words.units)), np.append(words.end, len(units))
        letters = tables.plain[units]
        hashes = [slice_hashes(letters, *piece) for piece in _pieces(start, end)]
        shapes, forms = weights.shapes.of(run_keys(tables.shapes[units], _RUNS, start, end))
        note = notes.of(hashes[0][:-1], plain, words)
        kinds = kinds_in(words.kinds, words.start, words.end)
        signs = notes.signs[note]
        odd = np.flatnonzero(kinds & Kind.ODD)
        if len(odd):
            own = _odd_words(words, odd, plain)
            hashes = [_put(*one) for one in zip(hashes, (odd,) * 4, own.hashes, strict=True)]
            shapes = _put(shapes, odd, [weights.shapes.number(one) for one in own.shapes])
            forms = _put(forms, odd, [weights.shapes.form(one) for one in own.shapes])
            note = _put(note, odd, [notes.numbers.get(name, 0) for name in own.plain])
            signs = _put(signs, odd, own.signs)
        signs |= (words.kinds[words.start] & Kind.UPPER != 0) * Sign.UPPER
        signs |= (kinds & Kind.LETTER != 0) * Sign.LATIN
        sizes = np.minimum(end - start, LONGEST)
        scores = _scores(weights, hashes, shapes, sizes, np.append(words.signs, 0))
        return Described(signs, notes.parts[note], notes.longest[note], shapes, forms, scores)


#: Signs of shapes that are taken once where they follow one another.
_RUNS = np.isin(np.arange(256), np.frombuffer(b"Aa0", np.uint8))


class _OddWords(NamedTuple):
    """Words with characters beyond ASCII; columns by word."""

    plain: list[str]
    shapes: list[str]
    signs: list[int]
    hashes: list[list[int]]


def _odd_words(words: Words, places: Numbers, plain: str) -> _OddWords:
    found = _OddWords([], [], [], [[] for _ in range(4)])
    for start, end in zip(words.start[places].tolist(), words.end[places].tolist(), strict=True):
        word = words.text[start:end]
        found.plain.append(plain[start:end])
        found.shapes.append(shape(word))
        found.signs.append(_signs(word.lower()) | Sign.UPPER * word[0].isupper())
        own = plain_digits(word)
        for column, piece in zip(
            found.hashes, (own, own[-END:], own[:END], own[-SHORT_END:]), strict=True
        ):
            column.append(hash_of(piece))
    return found


def _put(column: npt.NDArray[Any], places: Numbers, values: Sequence[int]) -> npt.NDArray[Any]:
    """Return a column with other values in some places."""
    found = column.copy()
    found[places] = values
    return found


def _pieces(start: Numbers, end: Numbers) -> list[tuple[Numbers, Numbers]]:
    """Return the places of words, their ends, their beginnings, their short ends."""
    return [
        (start, end),
        (np.maximum(start, end - END), end),
        (start, np.minimum(end, start + END)),
        (np.maximum(start, end - SHORT_END), end),
    ]


def _scores(
    weights: Weights,
    hashes: list[Hashes],
    shapes: Numbers,
    sizes: Numbers,
    signs: npt.NDArray[np.uint16],
) -> list[Scores]:
    """Add up what words add to scores (`english_words.word_features`)."""
    own, end, begin, short_end = (
        table.of(column).T
        for table, column in zip(
            (weights.own, weights.end, weights.begin, weights.short_end), hashes, strict=True
        )
    )
    shape_of = weights.shape[shapes].T
    found = own[0] + end[0] + begin[0] + short_end[0] + shape_of[0] + weights.length[sizes]
    sides = [own[side] + end[side] + shape_of[side] for side in (1, 2)]
    return [found + weights.sign[signs], *sides, *own[3:]]
