"""Which occupation an ad is for: its title first, its skills and duties as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from operator import itemgetter
from typing import TYPE_CHECKING

from talentcast.frames import require_columns
from talentcast.matching.ad_evidence import READ_CHARACTERS, AdEvidence
from talentcast.matching.confidence import calibrate
from talentcast.matching.text import normalise
from talentcast.matching.title_features import title_key
from talentcast.matching.title_index import EXACT_ALIAS, TitleIndex
from talentcast.matching.title_words import VAGUE_TITLES
from talentcast.matching.titles import CleanTitle, clean_title, has_chinese
from talentcast.matching.unit_groups import UnitGroups

if TYPE_CHECKING:
    import pandas as pd

#: Added to the likeness of an occupation that has the title as an alias, and of one whose alias
#: says nothing of the trade (`工程师`).
EXACT_BONUS, VAGUE_BONUS = 0.5, 0.1

#: Score of a title that is an alias of one occupation only, word for word: the middle of what such
#: titles reach by likeness and bonus together.
EXACT_SCORE = 1.3

#: By how much the key terms of another occupation must outweigh its own before the text is asked
#: although the title is an alias.
CLEARLY_DIFFERENT = 0.4

#: Added in full when a title ends in an alias of the occupation and that is nearly all of it.
ENDING_BONUS = 0.2

#: Weight of the key terms of a text beside the likeness of its title, and where the title names
#: no trade.
KEY_TERM_WEIGHT, VAGUE_KEY_TERM_WEIGHT = 0.5, 0.9

#: Weight of the words that an English text shares with a description.
WORD_WEIGHT = 2.3

#: Occupations that the text may choose among: the nearest by title.
CANDIDATES = 60

#: Titles kept with their result, some 5 kB each; titles of ads repeat (about one in three is new).
CACHED_TITLES = 4_096

#: Alternatives given beside the answer.
ALTERNATIVES = 3
_SHOWN = ALTERNATIVES + 1


@dataclass(frozen=True, slots=True)
class Occupation:
    """What an ad is for.

    Attributes
    ----------
    id : str or None
        None when the confidence is below the threshold (`confidence.MIN_CONFIDENCE`).
    confidence : float
        How often answers of this kind are right, from 0 to 1.
    seniority : str or None
        One of `titles.SENIORITY`.
    alternatives : tuple of (id, confidence)
        The next best, best first; with no id, the best that was not sure enough comes first.
    """

    id: str | None
    confidence: float
    seniority: str | None = None
    alternatives: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class _Title:
    """A title, read: its scores stay with it in the cache."""

    clean: CleanTitle
    by_row: dict[int, float]
    first: tuple[int, ...]
    answer: Occupation
    is_exact: bool = False
    weight: float = KEY_TERM_WEIGHT


class OccupationIndex:
    """Occupations by their titles and aliases, built once, asked many times.

    Parameters
    ----------
    occupations : DataFrame
        Columns `id` and one of `title_zh`, `title_en`; `aliases_zh`, `aliases_en`, `keywords`
        (separated by `|`) and `description` are used if present.

    Raises
    ------
    SchemaError
        If a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"id": ["nurse", "cook"], "title_zh": ["护士", "厨师"],
    ...                       "title_en": ["Nurse", "Cook"]})
    >>> index = OccupationIndex(table)
    >>> index.classify("高级护士（北京）").id, index.classify("Cook").id
    ('nurse', 'cook')
    """

    def __init__(self, occupations: pd.DataFrame) -> None:
        require_columns(occupations, ["id"], "occupations")
        self.occupations = occupations
        self.ids: list[str] = [str(value) for value in occupations["id"]]
        self._calibration = calibrate(len(self.ids))
        self._titles = TitleIndex(occupations)
        self._evidence = AdEvidence(occupations)
        self._groups = UnitGroups(occupations) if _is_imported(occupations) else None
        self._by_title = lru_cache(maxsize=CACHED_TITLES)(self._read_title)
        self._by_likeness = lru_cache(maxsize=CACHED_TITLES)(self._read_likeness)

    def classify(self, title: str, text: str = "", skills: Iterable[str] = ()) -> Occupation:
        """Name the occupation of an ad.

        Parameters
        ----------
        title, text : str
            As they stand in the ad.
        skills : iterable of str
            Ids of the skills found in it.

        Returns
        -------
        Occupation
        """
        return self.classify_plain(title, normalise(text[:READ_CHARACTERS]))

    def classify_plain(self, title: str, plain: str) -> Occupation:
        """Name the occupation of an ad whose text is in normal form already.

        Parameters
        ----------
        title : str
            As it stands in the ad.
        plain : str
            `normalise(text)`.

        Returns
        -------
        Occupation
        """
        read = self._by_title(title)
        if not plain:
            return read.answer
        return self._with_text(read, title, plain[:READ_CHARACTERS])

    def rank_titles(self, titles: Sequence[str], *, top: int = 100) -> list[list[str]]:
        """Rank occupations for each title by its likeness to their own labels alone.

        Parameters
        ----------
        titles : sequence of str
        top : int
            How many to return at most.

        Returns
        -------
        list of list of str
            Ids, best first.
        """
        return [[self.ids[row] for row, _ in self._rank(clean_title(t), top)] for t in titles]

    def _read_title(self, title: str) -> _Title:
        clean = clean_title(title)
        exact = self._titles.exact(clean)
        if len(exact) == 1 and self._groups is None:
            row, value = next(iter(exact.items()))
            if value >= EXACT_ALIAS and title_key(clean.text) not in VAGUE_TITLES:
                answer = self._decide([(row, EXACT_SCORE)], clean.seniority)
                return _Title(clean, {row: EXACT_SCORE}, (row,), answer, is_exact=True)
        return self._read(clean)

    def _read_likeness(self, title: str) -> _Title:
        """Read a title that is an alias as if it were none: its text says something else."""
        return self._read(clean_title(title))

    def _read(self, clean: CleanTitle) -> _Title:
        near = self._rank(clean, CANDIDATES, self._groups)
        first = tuple(row for row, _ in near[:_SHOWN])
        is_vague = title_key(clean.text) in VAGUE_TITLES
        weight = VAGUE_KEY_TERM_WEIGHT if is_vague else KEY_TERM_WEIGHT
        answer = self._decide(near[:_SHOWN], clean.seniority)
        return _Title(clean, dict(near), first, answer, weight=weight)

    def _rank(
        self, clean: CleanTitle, top: int, groups: UnitGroups | None = None
    ) -> list[tuple[int, float]]:
        """Return the rows of the nearest occupations and their scores above 0, best first."""
        import numpy as np

        scores = self._titles.scores(clean)
        bonus = VAGUE_BONUS if title_key(clean.text) in VAGUE_TITLES else EXACT_BONUS
        exact = self._titles.exact(clean)
        for number, value in exact.items():
            scores[number] += bonus * value
        if not exact:
            for number, value in self._titles.ending(clean).items():
                scores[number] += ENDING_BONUS * value
        if groups is not None:
            scores = scores + groups.scores(clean)
        count = min(top, len(scores))
        if not count:
            return []
        best = np.argpartition(-scores, count - 1)[:count]
        best = best[np.argsort(-scores[best], kind="stable")]
        pairs = zip(best.tolist(), scores[best].tolist(), strict=True)
        return [(row, score) for row, score in pairs if score > 0]

    def _with_text(self, read: _Title, title: str, plain: str) -> Occupation:
        terms = self._evidence.key_terms(plain)
        if read.is_exact:
            row = read.first[0]
            other = max((e for r, e in terms.items() if r != row), default=0.0)
            if other - terms.get(row, 0.0) < CLEARLY_DIFFERENT:
                return read.answer
            read = self._by_likeness(title)
        if not has_chinese(plain):
            return self._with_words(read, plain, terms)
        if not terms:
            return read.answer
        by_row = read.by_row
        total = {row: by_row.get(row, 0.0) + read.weight * e for row, e in terms.items()}
        for row in read.first:
            if row not in total:
                total[row] = by_row[row]
        best = nlargest(_SHOWN, total.items(), key=itemgetter(1))
        return self._decide(best, read.clean.seniority)

    def _with_words(self, read: _Title, plain: str, terms: Mapping[int, float]) -> Occupation:
        rows = list(dict.fromkeys((*read.by_row, *terms)))
        words = self._evidence.word_likeness(plain, rows).tolist()
        total = [
            (row, read.by_row.get(row, 0.0) + read.weight * terms.get(row, 0.0)
             + WORD_WEIGHT * likeness)
            for row, likeness in zip(rows, words, strict=True)
        ]  # fmt: skip
        return self._decide(nlargest(_SHOWN, total, key=itemgetter(1)), read.clean.seniority)

    def _decide(self, best: list[tuple[int, float]], seniority: str | None) -> Occupation:
        """Turn rows and scores, best first, into an answer."""
        if not best:
            return Occupation(None, 0.0, seniority)
        top = best[0][1]
        lead = top - (best[1][1] if len(best) > 1 else 0.0)
        sure = self._calibration.confidence(top, lead)
        named = [(self.ids[best[0][0]], round(sure, 4))]
        for row, score in best[1:]:
            likely = min(self._calibration.confidence(score, score - top), 1.0 - sure)
            named.append((self.ids[row], round(likely, 4)))
        if sure < self._calibration.threshold:
            return Occupation(None, round(sure, 4), seniority, tuple(named[:ALTERNATIVES]))
        return Occupation(named[0][0], named[0][1], seniority, tuple(named[1:]))


def _is_imported(occupations: pd.DataFrame) -> bool:
    """Whether a table says which unit groups its occupations are in, and gives no key terms."""
    if "isco08" not in occupations:
        return False
    return "keywords" not in occupations or not bool(occupations["keywords"].fillna("").any())
