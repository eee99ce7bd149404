"""The coefficients of the model of English names as arrays, to add them up for many words at once.

Scores are complex numbers: the real part is that of begin, the imaginary one that of inside, so
that both are added up at once. Each sum is made in the order of `english_model.feature_lists`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from talentcast.matching.characters import Numbers
from talentcast.matching.english_model import Pair, Scores, coefficients
from talentcast.matching.english_tables import TAGS
from talentcast.matching.english_words import CUES, CUTS, EDGE, LONGEST, MOST
from talentcast.matching.pieces import Hashes, HashRows

#: Classes of the length of a sentence and of its share of capitals (`english_words.line_class`).
_LENGTHS, SHARES = 4, 3

#: Signs of a shape that the tables are asked with (`english_words.name_features`).
_FORM = 2


#: What stands behind the name of a feature, and its coefficients, by that name.
Features = Mapping[str, dict[str, Pair]]


def _values(pairs: Iterable[Pair]) -> Scores:
    """Return coefficients of begin and inside as complex numbers."""
    found: Scores = np.array(list(pairs), np.float64).reshape(-1, 2).view(np.complex128)[:, 0]
    return found


class Hashed:
    """Coefficients of features that are letters of a word.

    Parameters
    ----------
    features : Features
    names : sequence of str, length m
        What stands before the hash in the features.
    """

    def __init__(self, features: Features, names: Sequence[str]) -> None:
        given = [[int(text, 16) for text in features[name]] for name in names]
        self._rows = HashRows(number for column in given for number in column)
        row_of = {number: row for row, number in enumerate(self._rows.keys.tolist())}
        self._values = np.zeros((len(row_of) + 1, len(names)), np.complex128)
        for place, (name, column) in enumerate(zip(names, given, strict=True)):
            self._values[[row_of[number] for number in column], place] = _values(
                features[name].values()
            )

    def of(self, hashes: Hashes) -> Scores:
        """Return the coefficients for each hash, shape (n, m); 0 where there is none."""
        return self._values[self._rows.find(hashes)]


class Shapes:
    """Numbers of the shapes that coefficients speak of, and of the first two signs of shapes; 0
    for others.
    """

    def __init__(self, shapes: Iterable[str], forms: Iterable[str]) -> None:
        self.numbers = {shape: number for number, shape in enumerate(sorted(set(shapes)), 1)}
        self.forms = {form: number for number, form in enumerate(sorted(set(forms)), 1)}
        keys = {
            shape_key(shape): number for shape, number in self.numbers.items() if shape.isascii()
        }
        self._keys = np.array([0, *sorted(keys)], np.uint64)
        self._number_of_key = np.array([0, *(keys[key] for key in sorted(keys))], np.int64)
        self._form_of_key = np.zeros(1 << 8 * _FORM, np.int64)
        for form, number in self.forms.items():
            if form.isascii():
                self._form_of_key[shape_key(form)] = number

    def of(self, keys: npt.NDArray[np.uint64]) -> tuple[Numbers, Numbers]:
        """Return the numbers of shapes and of their first two signs, given their keys."""
        at = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
        shape = np.where(self._keys[at] == keys, self._number_of_key[at], 0)
        form = self._form_of_key[(keys & np.uint64((1 << 8 * _FORM) - 1)).astype(np.int64)]
        return shape, form

    def number(self, shape: str) -> int:
        """Return the number of a shape."""
        return self.numbers.get(shape, 0)

    def form(self, shape: str) -> int:
        """Return the number of the first two signs of a shape."""
        return self.forms.get(shape[:_FORM], 0)


def shape_key(shape: str) -> int:
    """Return the characters of an ASCII shape as one number, the first one in the lowest byte."""
    return int.from_bytes(shape.encode("ascii"), "little")


class Weights:
    """Coefficients by what they speak of.

    Parameters
    ----------
    table : mapping of str to (float, float)
        Coefficients of begin and inside by feature.

    Attributes
    ----------
    table : mapping
        As given.
    own, end, begin, short_end : Hashed
        Of the letters of a word: all of them (for the word itself, the words behind it, before it,
        two behind it, two before it, and its sentence where it is the first), the last three (for
        the first three of these), the first three, the last two.
    shapes : Shapes
    shape : array, shape (shapes, 3)
        For the word itself, behind it, before it.
    pairs : array, shape (shapes, shapes)
        Of the shapes of a word and the one before.
    length, sign, line, tools, capitals, cue : array
        By `LONGEST`, character, classes of the line, counts, `CUES`.
    any : complex
    tag, tag_form, tag_before, tag_after : array
        By `english_tables.TAGS` of a word; and the form of its shape, the tag before, behind.
    """

    def __init__(self, table: Mapping[str, Pair]) -> None:
        self.table = table
        features: dict[str, dict[str, Pair]] = defaultdict(dict)
        for feature, pair in table.items():
            name, _, text = feature.partition("=")
            features[name][text] = pair
        self.own = Hashed(features, ("word", "word-1", "word+1", "word-2", "word+2", "first"))
        self.end = Hashed(features, ("end", "end-1", "end+1"))
        self.begin, self.short_end = Hashed(features, ("begin",)), Hashed(features, ("short_end",))
        self._put_shapes(features)
        self.length = self._of([f"length={size}" for size in range(LONGEST + 1)])
        self.sign = np.zeros(1 << 16, np.complex128)
        self.sign[[ord(sign) for sign in CUTS]] = self._of([f"sign={sign}" for sign in CUTS])
        self.any = complex(self._of(["any"])[0])
        self.line = self._of(
            [f"line={size} {share}" for size in range(_LENGTHS) for share in range(SHARES)]
        )
        self.tools, self.capitals = (
            self._of([f"{name}={count}" for count in range(MOST + 1)])
            for name in ("tools", "capitals")
        )
        self.cue = self._of([f"cue={cue}" for cue in CUES])
        self._put_tags(features)

    def _of(self, features: Sequence[str]) -> Scores:
        return _values(self.table.get(name, (0.0, 0.0)) for name in features)

    def _put_shapes(self, features: Features) -> None:
        pairs, with_tags = features["shapes"], features["name_shape"]
        shapes = [shape for text in pairs for shape in text.split(" ")]
        for name in ("shape", "shape-1", "shape+1"):
            shapes += features[name]
        forms = [text.rpartition(" ")[2] for text in with_tags]
        self.shapes = Shapes([*shapes, EDGE], forms)
        numbers = self.shapes.numbers
        names = ["", *numbers]
        self.shape = np.stack(
            [self._of([f"shape{at}={name}" for name in names]) for at in ("", "-1", "+1")], 1
        )
        self.pairs = np.zeros((len(names), len(names)), np.complex128)
        for text, pair in pairs.items():
            before, _, here = text.partition(" ")
            self.pairs[numbers[before], numbers[here]] = complex(*pair)

    def _put_tags(self, features: Features) -> None:
        number = {tag: place for place, tag in enumerate(TAGS)}
        self.tag = self._of([f"name={tag}" for tag in TAGS])
        self.tag_form = np.zeros((len(TAGS), len(self.shapes.forms) + 1), np.complex128)
        for text, pair in features["name_shape"].items():
            tag, _, form = text.rpartition(" ")
            self.tag_form[number[tag], self.shapes.forms[form]] = complex(*pair)
        self.tag_before, self.tag_after = (
            np.zeros((len(TAGS), len(TAGS)), np.complex128) for _ in range(2)
        )
        for found, name in ((self.tag_before, "name-1"), (self.tag_after, "name+1")):
            for text, pair in features[name].items():
                one, other = _tags(text, number)
                found[one, other] = complex(*pair)


def _tags(text: str, number: Mapping[str, int]) -> tuple[int, int]:
    """Return the numbers of two tags that stand with a blank between them."""
    for place, char in enumerate(text):
        if char == " " and text[:place] in number and text[place + 1 :] in number:
            return number[text[:place]], number[text[place + 1 :]]
    raise ValueError(text)


_built: list[Weights] = []


def weights() -> Weights:
    """Return the coefficients that are used now."""
    table = coefficients()[0]
    found = next(iter(_built), None)
    if found is None or found.table is not table:
        found = Weights(table)
        _built[:] = [found]
    return found
