"""What the text of an ad says of its occupation: key terms, and words shared with descriptions."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from talentcast.matching.isco_words import JOB_WORDS, unit_group
from talentcast.matching.surface_finder import Codes, SurfaceFinder, text_codes
from talentcast.matching.text import normalise, runs
from talentcast.matching.title_words import SAME_WORDS

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

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

#: Characters of Latin words: a key term that goes on in them is a piece of a longer word ("java"
#: in "javascript"), but for a full stop behind it.
_LATIN = "abcdefghijklmnopqrstuvwxyz0123456789+#."
_IS_LATIN = np.zeros(1 << 16, bool)
_IS_LATIN[text_codes(_LATIN)] = True
_DOT = ord(".")

#: Between two texts: in no term, as normal form has no control characters but line ends.
_BETWEEN = "\0"


@dataclass(frozen=True, slots=True)
class KeyTerms:
    """What the key terms of texts say: one entry for each occupation that a text has terms of.

    Attributes
    ----------
    ad, row : array of int
        Number of the text, rising; row of the occupation. Those of one text stand in the order
        of their first terms.
    evidence : array, above 0, up to 1
    """

    ad: Numbers
    row: Numbers
    evidence: Floats

    def of(self, ads: Numbers) -> tuple[Numbers, Numbers, Floats]:
        """Return the entries of some texts: the place of the text in `ads`, row and evidence.

        Parameters
        ----------
        ads : array of int, rising
        """
        place = np.searchsorted(ads, self.ad)
        is_one = place < len(ads)
        is_one[is_one] = ads[place[is_one]] == self.ad[is_one]
        return place[is_one], self.row[is_one], self.evidence[is_one]

    def of_one(self, ad: int) -> dict[int, float]:
        """Return the evidence of one text by row."""
        begin, end = np.searchsorted(self.ad, [ad, ad + 1])
        entry = slice(begin, end)
        return dict(zip(self.row[entry].tolist(), self.evidence[entry].tolist(), strict=True))


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
        owners = [sorted(holders[term]) for term in self._terms]
        #: The owners of term t are `_owners[_first[t] : _first[t + 1]]`.
        self._owners = np.array([row for some in owners for row in some], np.int64)
        self._first = np.cumsum([0, *map(len, owners)])
        self._weights = np.array([math.log(1.0 + self.size / len(some)) for some in owners])

    @cached_property
    def _finder(self) -> SurfaceFinder:
        return SurfaceFinder(self._terms)

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
        ad, term = self._held(texts)
        count = self._first[term + 1] - self._first[term]
        which = np.arange(count.sum()) + np.repeat(self._first[term + 1] - count.cumsum(), count)
        pair = np.repeat(ad, count) * self.size + self._owners[which]
        first, of_pair = _distinct(pair)
        total = np.bincount(of_pair, np.repeat(self._weights[term], count), len(first))
        ad, row = np.divmod(pair[first], max(self.size, 1))
        return KeyTerms(ad, row, np.minimum(1.0, total / FULL_EVIDENCE))

    def _held(self, texts: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Return which text holds which term, each pair once, in the order of the texts."""
        nothing = np.zeros(0, np.int64)
        if not self._terms:
            return nothing, nothing
        ads, terms = [nothing], [nothing]
        for begin, end in runs(texts):
            ad, term = self._matches(texts[begin:end])
            ads.append(ad + begin)
            terms.append(term)
        ad, term = np.concatenate(ads), np.concatenate(terms)
        first, _ = _distinct(ad * len(self._terms) + term)
        return ad[first], term[first]

    def _matches(self, texts: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Return the text and the term of each match that is no piece of a longer Latin word."""
        codes = text_codes(_BETWEEN.join(["", *texts, ""]))
        term, start, end = self._finder.find(codes)
        after = codes.take(end)
        is_inside = _is_latin(codes.take(start)) & _is_latin(codes.take(start - 1))
        is_inside |= _is_latin(codes.take(end - 1)) & _is_latin(after) & (after != _DOT)
        kept = np.flatnonzero(~is_inside)
        term, start = term.take(kept), start.take(kept)
        begins = np.cumsum([1, *(len(text) + 1 for text in texts)])
        return np.repeat(np.arange(len(texts)), np.diff(np.searchsorted(start, begins))), term

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
        vocabulary, idf, starts, terms, weights = self._descriptions
        counts = Counter(_terms_of(text))
        known = [(vocabulary[term], count) for term, count in counts.items() if term in vocabulary]
        if not known or not len(candidates):
            return np.zeros(len(candidates))
        place, count = np.array(known).T
        weight = (1.0 + np.log(count)) * idf[place]
        query = np.zeros(len(idf))
        query[place] = weight
        rows = np.asarray(candidates)
        lengths = starts[rows + 1] - starts[rows]
        ends = np.cumsum(lengths)
        places = np.arange(ends[-1]) + np.repeat(starts[rows + 1] - ends, lengths)
        sums = np.concatenate([[0.0], np.cumsum(weights[places] * query[terms[places]])])
        found: Floats = (sums[ends] - sums[ends - lengths]) / math.sqrt(weight @ weight)
        return found

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
        if self._terms or "isco08" not in self._occupations:
            return [""] * self.size
        return [JOB_WORDS.get(unit_group(c), "") for c in self._occupations["isco08"]]


def _terms_of(text: str) -> Iterable[str]:
    same = SAME_WORDS.get
    words = [same(word, word) for word in _WORDS.findall(text) if word not in _STOP_WORDS]
    yield from words
    yield from map(" ".join, zip(words, words[1:], strict=False))


def _is_latin(codes: Codes) -> npt.NDArray[np.bool_]:
    return _IS_LATIN.take(codes)


def _distinct(keys: Numbers) -> tuple[Numbers, Numbers]:
    """Return where each different key stands first, in order, and of each key which one it is."""
    if not len(keys):
        return keys, keys
    bits = len(keys).bit_length()
    packed = np.sort((keys << bits) | np.arange(len(keys)))
    place, key = packed & ((1 << bits) - 1), packed >> bits
    is_first = np.concatenate([[True], key[1:] != key[:-1]])
    first = place[is_first]
    order = np.argsort(first)
    number = np.empty(len(first), np.int64)
    number[order] = np.arange(len(first))
    which = np.empty(len(keys), np.int64)
    which[place] = number[np.cumsum(is_first) - 1]
    return first[order], which
