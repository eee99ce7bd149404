"""What the model of English names looks at in a word, worked out once a distinct word and kept.

A feature of a word counts alike wherever the word stands, so what all of its features add to the
scores of the word itself and of its neighbours is one number each (`english_sums`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from threading import Lock
from typing import NamedTuple

import numpy as np

from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.english_model import coefficients
from talentcast.matching.english_sums import Numbered, Six, Sums, WordSums, added
from talentcast.matching.english_tables import KnownNames
from talentcast.matching.english_words import (
    AFTER_WORD,
    ASKING,
    BEFORE_WORD,
    CUES,
    CUTS,
    EDGE,
    ODD,
    SHORT_FORMS,
    THEY,
    YOU,
    line_features,
    name_features,
    shape,
)
from talentcast.matching.text import normalise

#: Distinct words that are kept, and their characters: about 8 MB. Beyond, all are forgotten before
#: the next run.
MOST_WORDS, MOST_CHARACTERS = 1 << 14, 1 << 19

#: Sums of features of neighbours that are kept.
MOST_SUMS = 1 << 14

#: Numbers of the full stop as a word and of what stands beyond the ends of a sentence.
STOP, BEYOND = 0, 1

#: Parts of a key of neighbours, in bits: shapes, tags, the rest.
SHAPE_BITS, TAG_BITS, SMALL_BITS = 23, 12, 4

_LATIN = re.compile("[A-Za-z]")


class Sign:
    """What is to be known of a string without blanks (a token) and of the word in it."""

    WORD = 1
    STOP = 2
    SIGN = 4
    ODD = 8
    UPPER = 16
    ASKING = 32
    THEY = 64
    YOU = 128
    LATIN = 256
    SHORT_FORM = 512


def _word_signs(word: str) -> int:
    plain = word.lower()
    signs = Sign.ASKING if plain in ASKING else 0
    signs |= Sign.THEY if plain in THEY else Sign.YOU if plain in YOU else 0
    signs |= Sign.UPPER if word[:1].isupper() else 0
    return signs | (Sign.LATIN if _LATIN.search(word) else 0)


class NameTags(NamedTuple):
    """Numbers of the tags of words of a name of one kind: whole, first, inside, last, partly."""

    whole: int
    first: int
    inside: int
    last: int
    part: int

    def over(self, size: int) -> list[int]:
        """Return the tags of the words of a whole name."""
        if size == 1:
            return [self.whole]
        return [self.first, *[self.inside] * (size - 2), self.last]


class Vocabulary(dict[str, int]):
    """Numbers of tokens, and arrays of what is known of them by number.

    Parameters
    ----------
    known : KnownNames

    Attributes
    ----------
    lock : Lock
        To be held from `refresh` until the numbers of a run are no longer needed.
    tags : Numbered
        What the tables say of a word (`english_tables.table_tags`).
    scores : array of complex, shape (n, 6)
        As of `english_sums.WordSums`.
    signs, heads, ends, shapes, forms, parts, longest : array of int
        `Sign`; where in the token the word begins and ends; numbers of its shape and of the first
        two characters of that; number of the tag of `KnownNames.part`; words of the longest known
        name that it begins.
    cues : array of complex
        By `english_words.CUES`.
    names, lines : Sums
        By the keys of `name_keys` and `line_keys`.
    """

    def __init__(self, known: KnownNames) -> None:
        super().__init__()
        self.known = known
        self.lock = Lock()
        self.tags = Numbered()
        self._name_tags: dict[str, NameTags] = {}
        self._forget()

    def refresh(self) -> None:
        """Forget everything if it is too much, or the coefficients are others now."""
        sums = max(len(self.names), len(self.lines))
        if (
            len(self) > MOST_WORDS
            or self._characters > MOST_CHARACTERS
            or sums > MOST_SUMS
            or self._table is not coefficients()[0]
        ):
            self._forget()

    def _forget(self) -> None:
        self.clear()
        self._characters = 0
        self._table = coefficients()[0]
        self._sums = WordSums(self._table)
        self.cues = np.array([added(self._table, [f"cue={cue}"]) for cue in CUES])
        self._shapes, self._forms = Numbered(), Numbered()
        self.names, self.lines = (
            Sums(self._table, features) for features in (self._name_features, self._line_features)
        )
        self.scores = np.zeros((0, 6), np.complex128)
        self._columns = np.zeros((7, 0), np.int64)
        self._new: list[tuple[Six, tuple[int, ...]]] = []
        self._add("\n.", ".", "", 0, 0)
        self._add("\n", EDGE, "", 0, 0)

    def numbers_of(self, tokens: Sequence[str]) -> Numbers:
        """Return the numbers of tokens; new ones are added."""
        found = np.fromiter(map(self.__getitem__, tokens), np.int64, len(tokens))
        if self._new:
            scores, columns = zip(*self._new, strict=True)
            self.scores = np.concatenate([self.scores, np.array(scores, np.complex128)])
            self._columns = np.append(self._columns, np.array(columns, np.int64).T, axis=1)
            self.signs, self.heads, self.ends, self.shapes, self.forms = self._columns[:5]
            self.parts, self.longest = self._columns[5:]
            self._new = []
        return found

    def __missing__(self, token: str) -> int:
        body = token.rstrip(AFTER_WORD)
        stops, word = token[len(body) :], body.lstrip(BEFORE_WORD)
        sign = next((sign for sign in stops if sign in CUTS), "")
        signs = Sign.WORD if word else 0
        signs |= Sign.STOP if stops.startswith(".") else 0
        signs |= Sign.SIGN if sign else 0
        signs |= Sign.ODD if ODD.match(body) else 0
        signs |= Sign.SHORT_FORM if body.lower() in SHORT_FORMS else 0
        return self._add(token, word, sign, len(body) - len(word), signs)

    def _add(self, token: str, word: str, sign: str, head: int, signs: int) -> int:
        number = self[token] = len(self)
        self._characters += len(token)
        form = shape(word)
        plain = normalise(word)
        columns = (
            signs | _word_signs(word),
            head,
            head + len(word),
            self._shapes[form],
            self._forms[form[:2]],
            self.tags[self.known.part(plain)],
            self.known.longest(plain),
        )
        self._new.append((self._sums(word, sign, form), columns))
        return number

    def tags_of(self, kind: str) -> NameTags:
        """Return the numbers of the tags of a kind of names."""
        found = self._name_tags.get(kind)
        if found is None:
            found = NameTags(*(self.tags[f"{place} {kind}"] for place in "UBILP"))
            self._name_tags[kind] = found
        return found

    def is_tool(self) -> Mask:
        """Say of every tag whether it stands for a tool, or the first word of one."""
        return np.array(["tool" in tag and tag[0] in "UB" for tag in self.tags.names])

    def name_keys(self, before: Numbers, here: Numbers, after: Numbers, word: Numbers) -> Numbers:
        """Return a key for what the tables say of words and their neighbours."""
        key: Numbers = self.forms[word]
        for tag in (before, here, after):
            key = key << TAG_BITS | tag
        return key

    def _name_features(self, key: int) -> Sequence[str]:
        part = (1 << TAG_BITS) - 1
        before, here, after = (self.tags.names[key >> at * TAG_BITS & part] for at in (2, 1, 0))
        return name_features(before, here, after, self._forms.names[key >> 3 * TAG_BITS])

    def line_keys(self, before: Numbers, word: Numbers, numbers: Sequence[Numbers]) -> Numbers:
        """Return a key for the shapes around words and four numbers of their lines."""
        key: Numbers = self.shapes[before] << SHAPE_BITS | self.shapes[word]
        for number in numbers:
            key = key << SMALL_BITS | number
        return key

    def _line_features(self, key: int) -> Sequence[str]:
        part = (1 << SMALL_BITS) - 1
        length, capital, tools, capitals = (key >> at * SMALL_BITS & part for at in (3, 2, 1, 0))
        forms, key = self._shapes.names, key >> 4 * SMALL_BITS
        before, here = forms[key >> SHAPE_BITS], forms[key & (1 << SHAPE_BITS) - 1]
        return line_features(before, here, f"{length} {capital}", tools, capitals)
