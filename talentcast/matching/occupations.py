"""Which occupation an ad is for: its title first, its skills and duties as evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from talentcast.frames import require_columns
from talentcast.matching.title_index import TitleIndex
from talentcast.matching.titles import CleanTitle, clean_title

if TYPE_CHECKING:
    import pandas as pd

#: Below this confidence an ad stays unclassified (docs/occupations.md, "Abstaining").
MIN_CONFIDENCE = 0.35

#: Added to the likeness of an occupation that has the title as an alias.
EXACT_BONUS = 0.5

#: Titles kept with their result; titles of ads repeat (about one in three is new).
CACHED_TITLES = 65_536

#: Alternatives given beside the answer.
ALTERNATIVES = 3


@dataclass(frozen=True, slots=True)
class Occupation:
    """What an ad is for.

    Attributes
    ----------
    id : str or None
        None when the confidence is below `MIN_CONFIDENCE`.
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


class OccupationIndex:
    """Occupations by their titles and aliases, built once, asked many times.

    Parameters
    ----------
    occupations : DataFrame
        Columns `id` and one of `title_zh`, `title_en`; `aliases_zh`, `aliases_en` (separated by
        `|`), `keywords` and `description` are used if present.

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
        self._titles = TitleIndex(occupations)
        self._by_title = lru_cache(maxsize=CACHED_TITLES)(self._classify_title)

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
        return self._by_title(title)[0]

    def rank_titles(self, titles: Sequence[str], *, top: int = 100) -> list[list[str]]:
        """Rank occupations for each title by likeness alone.

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
        return [[self.ids[i] for i, _ in self._rank(clean_title(title), top)] for title in titles]

    def _classify_title(self, title: str) -> tuple[Occupation, CleanTitle]:
        clean = clean_title(title)
        ranked = self._rank(clean, ALTERNATIVES + 1)
        return self._decide(ranked, clean.seniority), clean

    def _rank(self, clean: CleanTitle, top: int) -> list[tuple[int, float]]:
        import numpy as np

        scores = self._titles.scores(clean)
        for number, value in self._titles.exact(clean).items():
            scores[number] += EXACT_BONUS * value
        count = min(top, len(scores))
        best = np.argpartition(-scores, count - 1)[:count]
        best = best[np.argsort(-scores[best], kind="stable")]
        return [(int(i), float(scores[i])) for i in best if scores[i] > 0]

    def _decide(self, ranked: Sequence[tuple[int, float]], seniority: str | None) -> Occupation:
        named = tuple((self.ids[i], round(c, 4)) for i, c in ranked)
        if not named or named[0][1] < MIN_CONFIDENCE:
            return Occupation(None, named[0][1] if named else 0.0, seniority, named)
        return Occupation(named[0][0], named[0][1], seniority, named[1:])
