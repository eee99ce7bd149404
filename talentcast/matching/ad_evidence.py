"""What the text of an ad says of its occupation: key terms, and words shared with descriptions."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from talentcast.matching.isco_words import JOB_WORDS, unit_group
from talentcast.matching.key_terms import KeyTermIndex, KeyTerms
from talentcast.matching.text import normalise
from talentcast.matching.title_words import SAME_WORDS

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

#: Characters of a text that are read; duties stand before benefits and company blurb.
READ_CHARACTERS = 3_000

#: English words that tell no occupation from another.
_STOP_WORDS = frozenset(
    (
        "a about above across after all also an and any are as at be been being between both "
        "but by can do does during each etc for from further had has have having he her here "
        "his how if in into is it its may more most must new no nor not of off on once only or "
        "other our out over own per she should so some such than that the their them then there "
        "these they this those through to too under until up upon us very via was we were what "
        "when where which while who will with within you your"
    ).split()
)

_WORDS = re.compile(r"[a-z]{2,}")


class AdEvidence:
    """Evidence of a text for each occupation.

    Parameters
    ----------
    occupations : DataFrame
        `keywords` (separated by `|`) is used for key terms; `title_en`, `aliases_en` and
        `description` for the words of English texts; each as far as present.
    """

    def __init__(self, occupations: pd.DataFrame) -> None:
        self.size = len(occupations)
        self._occupations = occupations
        holders: dict[str, set[int]] = defaultdict(set)
        if "keywords" in occupations:
            for number, cell in enumerate(occupations["keywords"].fillna("").astype(str)):
                for term in cell.split("|"):
                    if term.strip():
                        holders[normalise(term.strip())].add(number)
        self._terms = KeyTermIndex(holders, self.size)

    def key_terms(self, texts: Sequence[str]) -> KeyTerms:
        """Return the evidence of the key terms that stand in each of some texts.

        Parameters
        ----------
        texts : sequence of str
            Normalised.

        Returns
        -------
        KeyTerms
        """
        return self._terms.find(texts)

    def word_likeness(self, text: str, candidates: Numbers) -> Floats:
        """Return the cosine of an English text with the descriptions of some occupations.

        Parameters
        ----------
        text : str
            Normalised.
        candidates : array of int
            Rows.

        Returns
        -------
        array, shape (len(candidates),)
        """
        vocabulary, idf, starts, terms, weights = self._descriptions
        counts = Counter(self._known_terms(_words_of(text), vocabulary))
        if not counts or not len(candidates):
            return np.zeros(len(candidates))
        place, count = np.array([*counts.items()]).T
        weight = (1.0 + np.log(count)) * idf[place]
        query = np.zeros(len(idf))
        query[place] = weight
        found = _row_sums(starts, terms, weights, query, candidates)
        return found / math.sqrt(weight @ weight)

    def _known_terms(self, words: list[str], vocabulary: dict[str, int]) -> Iterator[int]:
        """Yield the numbers of the terms of a text that descriptions have too."""
        may_begin = self._first_words
        for word in words:
            if word in vocabulary:
                yield vocabulary[word]
        for word, other in pairwise(words):
            if word in may_begin:
                number = vocabulary.get(f"{word} {other}")
                if number is not None:
                    yield number

    @cached_property
    def _first_words(self) -> frozenset[str]:
        """What stands before a blank in a term of the descriptions: what pairs can begin with."""
        pairs = [term.split(" ") for term in self._descriptions[0] if " " in term]
        return frozenset(" ".join(pair[:end]) for pair in pairs for end in range(1, len(pair)))

    @cached_property
    def _descriptions(self) -> tuple[dict[str, int], Floats, Any, Any, Floats]:
        documents = [Counter(_terms_of(text)) for text in self._texts()]
        vocabulary: dict[str, int] = {}
        for document in documents:
            for term in document:
                vocabulary.setdefault(term, len(vocabulary))
        held = Counter(term for document in documents for term in document)
        idf = np.zeros(len(vocabulary))
        for term, place in vocabulary.items():
            idf[place] = 1.0 + math.log((1.0 + self.size) / (1.0 + held[term]))
        starts = np.zeros(self.size + 1, dtype=np.int64)
        np.cumsum([len(document) for document in documents], out=starts[1:])
        terms = np.fromiter(
            (vocabulary[term] for document in documents for term in document), dtype=np.int64
        )
        counts = np.fromiter(
            (count for document in documents for count in document.values()), dtype=np.float64
        )
        weights = (1.0 + np.log(counts)) * idf[terms] if len(terms) else np.zeros(0)
        for i in range(self.size):
            row = slice(starts[i], starts[i + 1])
            weights[row] /= math.sqrt(float(weights[row] @ weights[row])) or 1.0
        return vocabulary, idf, starts, terms, weights

    def _texts(self) -> Iterable[str]:
        columns = [c for c in ("title_en", "title_en", "aliases_en", "description")
                   if c in self._occupations]  # fmt: skip
        cells = [self._occupations[c].fillna("").astype(str).str.lower() for c in columns]
        groups = self._group_words()
        for row, words in zip(zip(*cells, strict=True), groups, strict=True):
            yield " . ".join((*row, words)).replace("|", " . ")

    def _group_words(self) -> list[str]:
        """Return the job words of each occupation's unit group, for tables without key terms."""
        if self._terms.terms or "isco08" not in self._occupations:
            return [""] * self.size
        return [JOB_WORDS.get(unit_group(c), "") for c in self._occupations["isco08"]]


def _row_sums(
    starts: Numbers, terms: Numbers, weights: Floats, query: Floats, rows: Numbers
) -> Floats:
    """Multiply rows of a sparse table with a query; compiled where the install had a compiler.

    The sum of a row is what it adds to the sum of those before it.
    """
    try:
        from talentcast.matching._term_sums import row_sums
    except ImportError:
        lengths = starts[rows + 1] - starts[rows]
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1]) + np.repeat(starts[rows + 1] - ends, lengths)
        sums = np.concatenate([[0.0], np.cumsum(weights[places] * query[terms[places]])])
        found: Floats = sums[ends] - sums[ends - lengths]
        return found
    return np.frombuffer(row_sums(starts, terms, weights, query, rows))


def _words_of(text: str) -> list[str]:
    same = SAME_WORDS.get
    return [same(word, word) for word in _WORDS.findall(text) if word not in _STOP_WORDS]


def _terms_of(text: str) -> Iterable[str]:
    words = _words_of(text)
    yield from words
    yield from map(" ".join, pairwise(words))
