"""What the model of English names looks at in a word, worked out once a distinct word and kept.

A feature of a word counts alike wherever the word stands, so what all of its features add to the
scores of the word itself and of its neighbours is one number each. Scores are complex numbers: the
real part is that of begin, the imaginary one that of inside, so that both are added up at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntFlag
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from talentcast.matching.characters import Mask, Numbers
from talentcast.matching.english_model import Pair, coefficients
from talentcast.matching.english_tables import KnownNames
from talentcast.matching.english_words import (
    AFTER_WORD,
    ASKING,
    BEFORE_WORD,
    CUES,
    CUTS,
    EDGE,
    END,
    LONGEST,
    ODD,
    SHORT_END,
    SHORT_FORMS,
    THEY,
    YOU,
    hash_of,
    line_features,
    name_features,
    plain_digits,
    shape,
)
from talentcast.matching.text import normalise

Scores = npt.NDArray[np.complex128]

#: Distinct words that are kept, and their characters: about 8 MB. Beyond, all are forgotten before
#: the next run.
MOST_WORDS, MOST_CHARACTERS = 1 << 14, 1 << 19

#: Sums of features of neighbours that are kept.
MOST_SUMS = 1 << 14

#: Numbers of the full stop as a word and of what stands beyond the ends of a sentence.
STOP, BEYOND = 0, 1

#: Parts of a key of neighbours, in bits: shapes, tags, the rest.
SHAPE_BITS, TAG_BITS, SMALL_BITS = 23, 12, 4

#: Features that are letters of words.
HASHED = (
    "word", "word-1", "word+1", "word-2", "word+2", "end", "end-1", "end+1", "begin", "short_end",
    "first",
)  # fmt: skip

_LATIN = re.compile("[A-Za-z]")


class Sign(IntFlag):
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


class Numbered(dict[str, int]):
    """Strings numbered as they are met; the empty one is 0.

    Attributes
    ----------
    names : list of str
    """

    def __init__(self) -> None:
        super().__init__()
        self.names = [""]
        self[""] = 0

    def __missing__(self, name: str) -> int:
        number = self[name] = len(self.names)
        self.names.append(name)
        return number


def _word_signs(word: str) -> Sign:
    plain = word.lower()
    signs = Sign.ASKING if plain in ASKING else Sign(0)
    signs |= Sign.THEY if plain in THEY else Sign.YOU if plain in YOU else Sign(0)
    signs |= Sign.UPPER if word[:1].isupper() else Sign(0)
    return signs | (Sign.LATIN if _LATIN.search(word) else Sign(0))


def _added(pairs: Iterable[Pair]) -> complex:
    """Add up coefficients of begin and inside, in their order."""
    begin = inside = 0.0
    for to_begin, to_inside in pairs:
        begin += to_begin
        inside += to_inside
    return complex(begin, inside)


def _by_hash(table: Mapping[str, Pair]) -> dict[str, dict[int, Pair]]:
    """Return the coefficients of letters of words, by feature and hash."""
    found: dict[str, dict[int, Pair]] = {name: {} for name in HASHED}
    for feature, pair in table.items():
        name, _, number = feature.partition("=")
        if name in found:
            found[name][int(number, 16)] = pair
    return found


class NameTags(NamedTuple):
    """Numbers of the tags of the words of a name of one kind: whole, first, inside, last, partly."""

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


class Sums(dict[int, complex]):
    """What features add to the scores of a word, by a key from which they can be told."""

    def __init__(self, features: Callable[[int], Iterable[str]]) -> None:
        super().__init__()
        self._features = features

    def __missing__(self, key: int) -> complex:
        table = coefficients()[0]
        found = self[key] = _added(table[name] for name in self._features(key) if name in table)
        return found

    def take(self, keys: Numbers) -> Scores:
        """Return the sums of many keys."""
        return np.fromiter(map(self.__getitem__, keys.tolist()), np.complex128, len(keys))


class Vocabulary(dict[str, int]):
    """Numbers of tokens, and arrays of what is known of them by number.

    Parameters
    ----------
    known : KnownNames

    Attributes
    ----------
    tags : Numbered
        What the tables say of a word (`english_tables.table_tags`).
    scores : array of complex, shape (n, 6)
        What a word adds to its own score; to that of the word behind it, before it, two behind it,
        two before it; to all of its sentence, as the first word.
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
        self._hashed = _by_hash(self._table)
        none = (0.0, 0.0)
        self.cues = np.array([_added([self._table.get(f"cue={cue}", none)]) for cue in CUES])
        self._shapes, self._forms = Numbered(), Numbered()
        self.names, self.lines = Sums(self._name_features), Sums(self._line_features)
        self.scores = np.zeros((MOST_WORDS // 8, 6), np.complex128)
        self._columns = np.zeros((7, MOST_WORDS // 8), np.int64)
        self._name_columns()
        self._add("\n.", ".", "", 0, Sign(0))
        self._add("\n", EDGE, "", 0, Sign(0))

    def _name_columns(self) -> None:
        self.signs, self.heads, self.ends, self.shapes, self.forms = self._columns[:5]
        self.parts, self.longest = self._columns[5:]

    def __missing__(self, token: str) -> int:
        body = token.rstrip(AFTER_WORD)
        stops, word = token[len(body) :], body.lstrip(BEFORE_WORD)
        sign = next((sign for sign in stops if sign in CUTS), "")
        signs = Sign.WORD if word else Sign(0)
        signs |= Sign.STOP if stops.startswith(".") else Sign(0)
        signs |= Sign.SIGN if sign else Sign(0)
        signs |= Sign.ODD if ODD.match(body) else Sign(0)
        signs |= Sign.SHORT_FORM if body.lower() in SHORT_FORMS else Sign(0)
        return self._add(token, word, sign, len(body) - len(word), signs)

    def _add(self, token: str, word: str, sign: str, head: int, signs: Sign) -> int:
        number = self[token] = len(self)
        self._characters += len(token)
        if number == len(self.scores):
            self.scores = np.concatenate([self.scores, np.zeros_like(self.scores)])
            self._columns = np.concatenate([self._columns, np.zeros_like(self._columns)], axis=1)
            self._name_columns()
        form = shape(word)
        plain = normalise(word)
        self._columns[:, number] = (
            signs | _word_signs(word),
            head,
            head + len(word),
            self._shapes[form],
            self._forms[form[:2]],
            self.tags[self.known.part(plain)],
            self.known.longest(plain),
        )
        self.scores[number] = self._scores_of(word, sign, form)
        return number

    def _scores_of(self, word: str, sign: str, form: str) -> list[complex]:
        """Return what the features of a word add up to (`english_words.word_features`)."""
        get, hashed = self._table.get, self._hashed
        plain = plain_digits(word)
        own, end = hash_of(plain), hash_of(plain[-END:])
        begin = hash_of(plain[:END])
        short_end = hash_of(plain[-SHORT_END:])
        found = [
            hashed["word"].get(own),
            hashed["end"].get(end),
            hashed["begin"].get(begin),
            hashed["short_end"].get(short_end),
            get(f"shape={form}"),
            get(f"length={min(len(word), LONGEST)}"),
            get(f"sign={sign}") if sign else None,
        ]
        rows = [
            found,
            *(
                [hashed["word" + at].get(own), hashed["end" + at].get(end), get(f"shape{at}={form}")]
                for at in ("-1", "+1")
            ),
            [hashed["word-2"].get(own)],
            [hashed["word+2"].get(own)],
            [hashed["first"].get(own)],
        ]
        return [_added(pair for pair in row if pair) for row in rows]

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
        key = (self.forms[word] << TAG_BITS | before) << TAG_BITS | here
        return key << TAG_BITS | after

    def _name_features(self, key: int) -> Sequence[str]:
        part = (1 << TAG_BITS) - 1
        names = [self.tags.names[key >> at * TAG_BITS & part] for at in (2, 1, 0)]
        return name_features(*names, self._forms.names[key >> 3 * TAG_BITS])

    def line_keys(self, before: Numbers, word: Numbers, numbers: Sequence[Numbers]) -> Numbers:
        """Return a key for the shapes around words and four numbers of their lines."""
        key = self.shapes[before] << SHAPE_BITS | self.shapes[word]
        for number in numbers:
            key = key << SMALL_BITS | number
        return key

    def _line_features(self, key: int) -> Sequence[str]:
        part = (1 << SMALL_BITS) - 1
        length, capital, tools, capitals = (key >> at * SMALL_BITS & part for at in (3, 2, 1, 0))
        forms, key = self._shapes.names, key >> 4 * SMALL_BITS
        before, here = forms[key >> SHAPE_BITS], forms[key & (1 << SHAPE_BITS) - 1]
        return line_features(before, here, f"{length} {capital}", tools, capitals)
