"""Titles and aliases as sparse vectors: the occupations nearest to a cleaned title."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from talentcast.matching.text import normalise_all
from talentcast.matching.title_features import cut_titles, features, plain_english, title_key
from talentcast.matching.title_queries import TitleQueries
from talentcast.matching.title_vectors import GroupedVectors, unit
from talentcast.matching.title_words import OPEN_HEADS
from talentcast.matching.titles import CleanTitle

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Floats = np.ndarray[Any, np.dtype[np.float64]]

#: What the nearest alias, all aliases of an occupation together, and its own title count. Chosen
#: on the development titles (docs/occupations.md, "Likeness").
NEAREST, TOGETHER, OWN_TITLE = 1.0, 0.5, 0.2

#: A feature that no alias has counts as this idf: more unknown words, less likeness.
UNKNOWN_IDF = 3.0

#: Likeness that an exact match is raised to: the own title of an occupation, one of its aliases.
EXACT_TITLE, EXACT_ALIAS = 1.0, 0.97

#: What an exact match of only a part of the title loses, and each further part.
_PART_LOSS, _FURTHER_LOSS = 0.05, 0.20


#: A Chinese ending has at least this many characters.
_SHORTEST_ENDING = 3

#: Open heads that every ending of a title has that ends in one.
_SHORT_HEADS = tuple(head for head in OPEN_HEADS if len(head) <= _SHORTEST_ENDING)

#: Names that are cut at a time.
_AT_A_TIME = 1000

_NOBODY: Mapping[int, float] = {}

_BRACKET = re.compile(r"[()]")


class TitleIndex:
    """The aliases of all occupations, searchable by exact key and by likeness.

    Parameters
    ----------
    occupations : DataFrame
        `title_zh`, `title_en`, `aliases_zh`, `aliases_en`, as far as present.
    """

    def __init__(self, occupations: pd.DataFrame) -> None:
        self.size = len(occupations)
        self._exact: dict[str, dict[int, float]] = {}
        vectors, owners, titles = self._read(occupations)
        #: What keys end in.
        self._ends = {key[-_SHORTEST_ENDING:] for key in self._exact}
        self._build(vectors, owners, titles)

    def _read(
        self, occupations: pd.DataFrame
    ) -> tuple[list[dict[str, float]], list[int], list[int]]:
        names: list[str] = []
        owners: list[int] = []
        titles: list[int] = []
        for number, (own, aliases) in enumerate(_names(occupations)):
            for name in (*own, *aliases):
                key = title_key(name)
                if not key:
                    continue
                value = EXACT_TITLE if name in own else EXACT_ALIAS
                holders = self._exact.setdefault(key, {})
                if number in holders:
                    continue
                holders[number] = value
                if name in own:
                    titles.append(len(names))
                owners.append(number)
                names.append(name)
        return _vectors(names), owners, titles

    def _build(self, vectors: list[dict[str, float]], owners: list[int], titles: list[int]) -> None:
        # The names of an occupation stand together.
        holders: dict[str, int] = defaultdict(int)
        last: dict[str, int] = {}
        for owner, vector in zip(owners, vectors, strict=True):
            for name in vector:
                if last.get(name) != owner:
                    last[name] = owner
                    holders[name] += 1
        idf = {n: math.log(1.0 + self.size / (0.5 + count)) for n, count in holders.items()}
        names = vectors  # weighted in place: both lists together would take twice the memory
        for row, vector in enumerate(vectors):
            names[row] = unit({n: w * idf[n] for n, w in vector.items()})
        together: list[dict[str, float]] = [defaultdict(float) for _ in range(self.size)]
        for owner, vector in zip(owners, names, strict=True):
            for name, weight in vector.items():
                together[owner][name] += weight
        #: Three groups an occupation: all its names, these together, its own titles.
        self._vectors = GroupedVectors(
            [*names, *map(unit, together), *(names[row] for row in titles)],
            [
                *owners,
                *(self.size + number for number in range(self.size)),
                *(2 * self.size + owners[row] for row in titles),
            ],
            3 * self.size,
            idf,
            UNKNOWN_IDF,
            (NEAREST, TOGETHER, OWN_TITLE),
        )
        self._queries = TitleQueries(self._vectors)

    def scores(self, titles: Sequence[CleanTitle]) -> Floats:
        """Return the likeness of each occupation to each of some titles.

        Parameters
        ----------
        titles : sequence of CleanTitle

        Returns
        -------
        array, shape (len(titles), size), 0 to 1
        """
        cut = cut_titles([title.trades + title.qualifiers for title in titles])
        total = self._vectors.find(self._queries.read(cut))
        total /= NEAREST + TOGETHER + OWN_TITLE
        return total

    def exact(self, title: CleanTitle) -> Mapping[int, float]:
        """Return the occupations of which a title, or a part of it, is an alias word for word.

        Returns
        -------
        mapping of int to float
            Row of the occupation to how sure that is; the most complete way of reading wins.
        """
        text, full, all_parts, qualifiers, _, parts, key = title
        is_plain = len(all_parts) == 1 and not qualifiers and full == text
        if is_plain and not text.isascii():
            return self._exact.get(key, _NOBODY)
        keys = [key] if full == text else [title_key(full), key]
        if text.isascii():
            keys.append(title_key(plain_english(text)))
        if qualifiers:
            keys += [title_key(q + part) for q in qualifiers for part in parts[:2]]
        if len(parts) > 1:
            keys.append(title_key(parts[1] + parts[0]))
        known = [*filter(None, map(self._exact.get, keys))]
        if known:
            return known[0] if len(known) == 1 else _surest(known)
        found: dict[int, float] = {}
        pieces = _pieces(parts)
        if len(all_parts) > 1 or len(pieces) > 1:
            for place, part in enumerate(pieces):
                for number, value in self._exact.get(title_key(part), _NOBODY).items():
                    found.setdefault(number, value - _PART_LOSS - _FURTHER_LOSS * place)
        return found

    def ending(self, title: CleanTitle) -> Mapping[int, float]:
        """Return the occupations of which the longest ending of a title's first part is an alias.

        The head of a Chinese title, and mostly of an English one, stands at its end. Endings in
        `OPEN_HEADS` are left out: what stands before them names the trade.

        Returns
        -------
        mapping of int to float
            Row of the occupation to the root of the share of the part that the ending covers.
        """
        for part in _pieces(title.trades[:1]):
            found = self._ending(part)
            if found:
                return found
        return _NOBODY

    def _ending(self, part: str) -> Mapping[int, float]:
        if part.isascii():
            starts: Iterable[int] = [i + 1 for i, c in enumerate(part) if c == " "]
        elif self._is_hopeless(part[-_SHORTEST_ENDING:]):
            return _NOBODY
        else:
            starts = range(1, len(part) - _SHORTEST_ENDING + 1)
        is_key = part.isalnum() and part == part.lower()
        for start in starts:
            ending = part[start:] if is_key else title_key(part[start:])
            holders = self._exact.get(ending)
            if holders and not ending.endswith(OPEN_HEADS):
                cover = math.sqrt((len(part) - start) / len(part))
                return {number: cover * value for number, value in holders.items()}
        return _NOBODY

    def _is_hopeless(self, tail: str) -> bool:
        """Whether no ending of a part counts, as all of them end in `tail`."""
        is_key = tail.isalnum() and tail == tail.lower()
        return is_key and (tail not in self._ends or tail.endswith(_SHORT_HEADS))


def _vectors(names: Sequence[str]) -> list[dict[str, float]]:
    """Return the features of names, each feature as one text: there are few, and many names."""
    vectors: list[dict[str, float]] = []
    known: dict[str, str] = {}
    for first in range(0, len(names), _AT_A_TIME):
        some = normalise_all(names[first : first + _AT_A_TIME])
        for vector in features(map(_BRACKET.split, some)):
            vectors.append({known.setdefault(name, name): w for name, w in vector.items()})
    return vectors


def _pieces(parts: Sequence[str]) -> Sequence[str]:
    """Return the parts of a title, a Chinese one cut at blanks too (保安 A区)."""
    if not any(" " in part and not part.isascii() for part in parts):
        return parts
    return [piece for part in parts for piece in ([part] if part.isascii() else part.split())]


def _surest(known: Iterable[Mapping[int, float]]) -> dict[int, float]:
    """Return the occupations that some names have, each as surely as the surest name says."""
    found: dict[int, float] = {}
    for holders in known:
        for number, value in holders.items():
            found[number] = max(found.get(number, 0.0), value)
    return found


def _names(occupations: pd.DataFrame) -> Iterable[tuple[list[str], list[str]]]:
    """Yield the own titles and the aliases of each occupation."""
    for own, aliases in zip(
        _cells(occupations, ("title_zh", "title_en")),
        _cells(occupations, ("aliases_zh", "aliases_en")),
        strict=True,
    ):
        yield own, [name for name in aliases if name not in own]


def _cells(occupations: pd.DataFrame, columns: tuple[str, ...]) -> list[list[str]]:
    present = [c for c in columns if c in occupations]
    table = [occupations[c].fillna("").astype(str).tolist() for c in present]
    rows = zip(*table, strict=True) if table else ([] for _ in range(len(occupations)))
    return [
        list(dict.fromkeys(n.strip() for cell in row for n in cell.split("|") if n.strip()))
        for row in rows
    ]
