"""What the model of English names looks at in each word of some texts, as arrays."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
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
from talentcast.matching.pieces import Hashes, PieceRows, run_keys, slice_hashes

_EDGE = np.frombuffer(EDGE.encode("utf-16-le"), np.uint16)


#: Longest odd word that is kept, in characters.
_MOST_KEPT = 40


class Sign:
    """What is to be known of a word, as bits.

    `NAME` is a known name, `SECOND` the second word of one or any with odd characters.
    """

    UPPER = 1
    ASKING = 2
    THEY = 4
    YOU = 8
    LATIN = 16
    NAME = 32
    SECOND = 64


class Notes:
    """Words that something is to be known of.

    Parameters
    ----------
    known : KnownNames

    Attributes
    ----------
    rows : PieceRows
        The words in normal form.
    numbers : dict of str to int
        Their rows.
    signs, parts, longest : array of int
        By row, the last one for other words: `Sign`; what `KnownNames.part` says, as a place in
        `english_tables.TAGS`; words of the longest known name that it begins.
    """

    def __init__(self, known: KnownNames) -> None:
        second = known.second_words()
        noted = known.words() | second | ASKING | THEY | YOU
        self.rows = PieceRows(word.encode() for word in noted if word.isascii())
        words = [name.decode() for name in self.rows.names]
        self.numbers = {word: row for row, word in enumerate(words)}
        tag = {name: place for place, name in enumerate(TAGS)}
        self.signs = np.array([*map(_signs, words), 0], np.int64)
        self.signs[:-1] |= [Sign.NAME * bool(known.kind(word)) for word in words]
        self.signs[:-1] |= [Sign.SECOND * (word in second) for word in words]
        self.parts = np.array([*(tag[known.part(word)] for word in words), 0], np.int64)
        self.longest = np.array([*map(known.longest, words), 0], np.int64)

    def named(self, names: Iterable[str]) -> list[int]:
        """Return the rows of words."""
        return [self.numbers.get(name, len(self.numbers)) for name in names]


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
        letters = tables.plain.take(units, mode="clip")
        hashes = [slice_hashes(letters, *piece) for piece in _pieces(start, end)]
        shapes, forms = weights.shapes.of(
            run_keys(tables.shapes.take(units, mode="clip"), _RUNS, start, end)
        )
        small = tables.small.take(words.units, mode="clip")
        note = notes.rows.find(small, words.start, words.end)
        kinds = kinds_in(words.kinds, words.start, words.end)
        signs = notes.signs[note]
        odd = np.flatnonzero(kinds & Kind.ODD)
        if len(odd):
            own = _odd_words(words, odd)
            columns = zip(hashes, zip(*(one.hashes for one in own), strict=True), strict=True)
            hashes = [_put(column, odd, values) for column, values in columns]
            shapes = _put(shapes, odd, [weights.shapes.number(one.shape) for one in own])
            forms = _put(forms, odd, [weights.shapes.form(one.shape) for one in own])
            places = zip(words.start[odd].tolist(), words.end[odd].tolist(), strict=True)
            note = _put(note, odd, notes.named(plain[a:b] for a, b in places))
            is_name = notes.signs[note[odd]] & Sign.NAME
            signs[odd] = is_name | Sign.SECOND | np.array([one.signs for one in own])
        signs |= (words.kinds[words.start] & Kind.UPPER != 0) * Sign.UPPER
        signs |= (kinds & Kind.LETTER != 0) * Sign.LATIN
        sizes = np.minimum(end - start, LONGEST)
        scores = _scores(weights, hashes, shapes, sizes, np.append(words.signs, 0))
        return Described(signs, notes.parts[note], notes.longest[note], shapes, forms, scores)


#: Signs of shapes that are taken once where they follow one another.
_RUNS = np.isin(np.arange(256), np.frombuffer(b"Aa0", np.uint8))


class _OddWord(NamedTuple):
    """What is looked at in a word with characters beyond ASCII."""

    shape: str
    signs: int
    hashes: tuple[int, ...]


def _describe_odd(word: str) -> _OddWord:
    own = plain_digits(word)
    pieces = (own, own[-END:], own[:END], own[-SHORT_END:])
    signs = _signs(word.lower()) | Sign.UPPER * word[0].isupper()
    return _OddWord(shape(word), signs, tuple(map(hash_of, pieces)))


#: Many are met again (you’re, –).
_kept = lru_cache(2048)(_describe_odd)


def _odd_words(words: Words, places: Numbers) -> list[_OddWord]:
    columns = words.start[places].tolist(), words.end[places].tolist()
    found = [words.text[start:end] for start, end in zip(*columns, strict=True)]
    return [(_kept if len(word) < _MOST_KEPT else _describe_odd)(word) for word in found]


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
