"""Which occupation an ad is for: its title first, its skills and duties as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from talentcast.frames import require_columns
from talentcast.matching.ad_evidence import READ_CHARACTERS, AdEvidence
from talentcast.matching.confidence import calibrate
from talentcast.matching.text import normalise
from talentcast.matching.title_features import plain_english, title_key
from talentcast.matching.title_index import TitleIndex
from talentcast.matching.title_words import VAGUE_TITLES
from talentcast.matching.titles import CleanTitle, clean_title, has_chinese
from talentcast.matching.unit_groups import UnitGroups

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Floats = np.ndarray[Any, np.dtype[np.float64]]

#: Added to the likeness of an occupation that has the title as an alias, and of one whose alias
#: says nothing of the trade (`工程师`).
EXACT_BONUS, VAGUE_BONUS = 0.5, 0.1

#: Added in full when a title ends in an alias of the occupation and that is nearly all of it.
ENDING_BONUS = 0.2

#: Weight of the key terms of a text beside the likeness of its title.
KEY_TERM_WEIGHT = 0.5

#: Weight of the words that an English text shares with a description.
WORD_WEIGHT = 2.3

#: Occupations that the text may choose among: the nearest by title.
CANDIDATES = 60

#: Titles kept with their result; titles of ads repeat (about one in three is new).
CACHED_TITLES = 65_536

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
    rows: Any
    scores: Any
    answer: Occupation


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
        read = self._by_title(title)
        if not text:
            return read.answer
        return self._with_text(read, text)

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
        return [
            [
                self.ids[i]
                for i, s in zip(*self._rank(clean_title(title), top), strict=True)
                if s > 0
            ]
            for title in titles
        ]

    def _read_title(self, title: str) -> _Title:
        clean = clean_title(title)
        rows, scores = self._rank(clean, CANDIDATES, self._groups)
        return _Title(clean, rows, scores, self._decide(rows, scores, clean.seniority))

    def _rank(
        self, clean: CleanTitle, top: int, groups: UnitGroups | None = None
    ) -> tuple[Any, Floats]:
        """Return the rows of the nearest occupations and their scores, best first."""
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
        best = np.argpartition(-scores, count - 1)[:count]
        best = best[np.argsort(-scores[best], kind="stable")]
        return best, scores[best]

    def _with_text(self, read: _Title, text: str) -> Occupation:
        import numpy as np

        plain = normalise(text[:READ_CHARACTERS])
        terms = self._evidence.key_terms(plain)
        rows, scores = read.rows, read.scores
        if terms:
            missing = [row for row in terms if row not in set(rows.tolist())]
            rows = np.concatenate([rows, np.array(missing, dtype=rows.dtype)])
            scores = np.concatenate([scores, np.zeros(len(missing))])
            scores = scores + KEY_TERM_WEIGHT * np.array([terms.get(r, 0.0) for r in rows.tolist()])
        if not has_chinese(plain):
            words = self._evidence.word_likeness(plain_english(plain), rows.tolist())
            scores = scores + WORD_WEIGHT * words
        order = np.argsort(-scores, kind="stable")
        return self._decide(rows[order], scores[order], read.clean.seniority)

    def _decide(self, rows: Any, scores: Floats, seniority: str | None) -> Occupation:
        """Turn rows and scores, best first, into an answer."""
        best = [(row, float(score)) for row, score in zip(rows[:_SHOWN], scores, strict=False)]
        best = [(row, score) for row, score in best if score > 0]
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
