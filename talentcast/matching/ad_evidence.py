"""What the text of an ad says of its occupation: key terms, and words shared with descriptions."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from talentcast.matching.isco_words import JOB_WORDS, unit_group
from talentcast.matching.text import normalise
from talentcast.matching.title_words import SAME_WORDS

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Floats = np.ndarray[Any, np.dtype[np.float64]]

#: Characters of a text that are read; duties stand before benefits and company blurb.
READ_CHARACTERS = 3_000

#: Sum of idf of different key terms at which the evidence is full: about five terms of one
#: occupation, or three that no other occupation has.
FULL_EVIDENCE = 14.0

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
_LATIN = re.compile(r"[a-z0-9+#.]")


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
        self._terms = sorted(holders)
        #: Owners, weight, and whether the term may be a piece of a longer Latin word.
        self._holders = [
            (
                sorted(holders[term]),
                math.log(1.0 + self.size / len(holders[term])),
                term[0].isascii() or term[-1].isascii(),
            )
            for term in self._terms
        ]

    @cached_property
    def _matcher(self) -> Any:
        import ahocorasick_rs

        return ahocorasick_rs.AhoCorasick(
            self._terms,
            matchkind=ahocorasick_rs.MatchKind.LeftmostLongest,
            implementation=ahocorasick_rs.Implementation.DFA,
        )

    def key_terms(self, text: str) -> dict[int, float]:
        """Return the evidence of the key terms that stand in a text.

        Parameters
        ----------
        text : str
            Normalised.

        Returns
        -------
        dict of int to float
            Row of the occupation to 0..1; occupations without a term are left out.
        """
        if not self._terms:
            return {}
        seen: set[int] = set()
        found: dict[int, float] = defaultdict(float)
        holders = self._holders
        for term, start, end in self._matcher.find_matches_as_indexes(text):
            if term in seen:
                continue
            owners, weight, is_latin = holders[term]
            if is_latin and _inside_word(text, start, end):
                continue
            seen.add(term)
            for number in owners:
                found[number] += weight
        return {number: min(1.0, total / FULL_EVIDENCE) for number, total in found.items()}

    def word_likeness(self, text: str, candidates: Sequence[int]) -> Floats:
        """Return the cosine of an English text with the descriptions of some occupations.

        Parameters
        ----------
        text : str
            Normalised.
        candidates : sequence of int
            Rows.

        Returns
        -------
        array, shape (len(candidates),)
        """
        import numpy as np

        vocabulary, idf, starts, terms, weights = self._descriptions
        query = np.zeros(len(idf))
        squares = 0.0
        for term, count in Counter(_terms_of(text)).items():
            place = vocabulary.get(term)
            if place is not None:
                query[place] = weight = (1.0 + math.log(count)) * idf[place]
                squares += weight * weight
        if not squares or not len(candidates):
            return np.zeros(len(candidates))
        rows = np.asarray(candidates)
        lengths = starts[rows + 1] - starts[rows]
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1]) + np.repeat(starts[rows + 1] - ends, lengths)
        sums = np.concatenate([[0.0], np.cumsum(weights[places] * query[terms[places]])])
        found: Floats = (sums[ends] - sums[ends - lengths]) / math.sqrt(squares)
        return found

    @cached_property
    def _descriptions(self) -> tuple[dict[str, int], Floats, Any, Any, Floats]:
        import numpy as np

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
        if self._terms or "isco08" not in self._occupations:
            return [""] * self.size
        return [JOB_WORDS.get(unit_group(c), "") for c in self._occupations["isco08"]]


def _terms_of(text: str) -> Iterable[str]:
    same = SAME_WORDS.get
    words = [same(word, word) for word in _WORDS.findall(text) if word not in _STOP_WORDS]
    yield from words
    yield from map(" ".join, zip(words, words[1:], strict=False))


def _inside_word(text: str, start: int, end: int) -> bool:
    """Whether a Latin match is a piece of a longer word ("java" in "javascript")."""
    first, last = text[start], text[end - 1]
    if first.isascii() and start and _LATIN.match(text[start - 1]) and _LATIN.match(first):
        return True
    return bool(
        last.isascii()
        and end < len(text)
        and text[end] != "."
        and _LATIN.match(text[end])
        and _LATIN.match(last)
    )
