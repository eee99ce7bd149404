"""What the features of a word add to scores, each sum worked out once and kept.

Scores are complex numbers: the real part is that of begin, the imaginary one that of inside, so
that both are added up at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import numpy as np
import numpy.typing as npt

from talentcast.matching.characters import Numbers
from talentcast.matching.english_model import Pair
from talentcast.matching.english_words import END, LONGEST, SHORT_END, hash_of, plain_digits

Scores = npt.NDArray[np.complex128]
#: Of a word: to its own score; to that of the word behind it, before it, two behind it, two before
#: it; to all of its sentence, as the first word.
Six = tuple[complex, complex, complex, complex, complex, complex]

#: Features that are letters of words, and other features of a word, by the places of the words
#: that they count for.
HASHED = (
    "word", "word-1", "word+1", "word-2", "word+2", "end", "end-1", "end+1", "begin", "short_end",
    "first",
)  # fmt: skip
_PLACES = ("", "-1", "+1")


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


def added(table: Mapping[str, Pair], features: Iterable[str]) -> complex:
    """Add up the coefficients of features, in their order."""
    found = 0j
    for feature in features:
        if feature in table:
            found += complex(*table[feature])
    return found


class Sums(dict[int, complex]):
    """What features add to the scores of a word, by a key from which they can be told."""

    def __init__(self, table: Mapping[str, Pair], features: Callable[[int], Iterable[str]]) -> None:
        super().__init__()
        self._table, self._features = table, features

    def __missing__(self, key: int) -> complex:
        found = self[key] = added(self._table, self._features(key))
        return found

    def take(self, keys: Numbers) -> Scores:
        """Return the sums of many keys."""
        return np.fromiter(map(self.__getitem__, keys.tolist()), np.complex128, len(keys))


class WordSums:
    """What a word adds to scores by its letters and shape (`english_words.word_features`).

    Parameters
    ----------
    table : mapping of str to (float, float)
        Coefficients of begin and inside by feature.
    """

    def __init__(self, table: Mapping[str, Pair]) -> None:
        self._hashed: dict[str, dict[int, complex]] = {name: {} for name in HASHED}
        for feature, pair in table.items():
            name, _, number = feature.partition("=")
            if name in self._hashed:
                self._hashed[name][int(number, 16)] = complex(*pair)
        self._table = table
        self._of_shapes: dict[str, list[complex]] = {}
        self._lengths = [added(table, [f"length={size}"]) for size in range(LONGEST + 1)]

    def __call__(self, word: str, sign: str, form: str) -> Six:
        """Return the sums of a word, a sign behind it, and its shape."""
        shapes = self._of_shapes.get(form)
        if shapes is None:
            shapes = [added(self._table, [f"shape{place}={form}"]) for place in _PLACES]
            self._of_shapes[form] = shapes
        plain, hashed = plain_digits(word), self._hashed
        own, end = hash_of(plain), hash_of(plain[-END:])
        found = (
            hashed["word"].get(own, 0j)
            + hashed["end"].get(end, 0j)
            + hashed["begin"].get(hash_of(plain[:END]), 0j)
            + hashed["short_end"].get(hash_of(plain[-SHORT_END:]), 0j)
            + shapes[0]
            + self._lengths[min(len(word), LONGEST)]
        )
        return (
            found + added(self._table, [f"sign={sign}"]) if sign else found,
            hashed["word-1"].get(own, 0j) + hashed["end-1"].get(end, 0j) + shapes[1],
            hashed["word+1"].get(own, 0j) + hashed["end+1"].get(end, 0j) + shapes[2],
            hashed["word-2"].get(own, 0j),
            hashed["word+2"].get(own, 0j),
            hashed["first"].get(own, 0j),
        )
