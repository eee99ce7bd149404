"""ISCO-08 unit groups: the neighbourhood of a title, for taxonomies that know their groups."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from talentcast.matching.isco_words import JOB_WORDS, unit_group
from talentcast.matching.title_index import TitleIndex
from talentcast.matching.titles import CleanTitle, has_chinese

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    Floats = np.ndarray[Any, np.dtype[np.float64]]

#: What the likeness of a title to the words of a unit group counts beside its likeness to an
#: occupation, and what an exact match adds (docs/occupations.md, "Unit groups").
LIKENESS_WEIGHT, EXACT_WEIGHT = 1.0, 0.2

#: Scores that differ by this much differ e-fold in what they count for their unit group. On the 271
#: ads with a code .06, .10 and .15 gain one to two points, .03 nothing, .25 loses.
GROUP_SPREAD = 0.1


class UnitGroups:
    """Adds to each occupation what a title says for its unit group.

    Parameters
    ----------
    occupations : DataFrame
        With `isco08`.
    """

    def __init__(self, occupations: pd.DataFrame) -> None:
        import numpy as np
        import pandas as pd

        codes = list(JOB_WORDS)
        words = pd.DataFrame({"aliases_en": list(JOB_WORDS.values())})
        self._titles = TitleIndex(words)
        place = {code: number for number, code in enumerate(codes)}
        cells = [unit_group(cell) for cell in occupations["isco08"]]
        #: Row of the unit group of each occupation; the last one stands for "none".
        self._group = np.array([place.get(c, len(codes)) for c in cells], dtype=np.int64)

    def scores(self, titles: Sequence[CleanTitle]) -> Floats:
        """Return what each of some titles adds to each occupation.

        Parameters
        ----------
        titles : sequence of CleanTitle

        Returns
        -------
        array, shape (len(titles), occupations), 0 to `LIKENESS_WEIGHT` + `EXACT_WEIGHT`
        """
        import numpy as np

        likeness = np.zeros((len(titles), self._titles.size + 1))
        latin = [n for n, title in enumerate(titles) if not has_chinese(title.text)]
        likeness[latin, :-1] = LIKENESS_WEIGHT * self._titles.scores([titles[n] for n in latin])
        for number in latin:
            for row, value in self._titles.exact(titles[number]).items():
                likeness[number, row] += EXACT_WEIGHT * value
        return likeness[:, self._group]


def favour_likeliest_group(
    scored: list[tuple[int, float]], groups: Sequence[str]
) -> list[tuple[int, float]]:
    """Put the best occupation of the likeliest unit group first, as high as the highest.

    Siblings of one unit group share an ad's words and split its score: where several of them come
    near the highest, they outweigh a lone occupation of another group.

    Parameters
    ----------
    scored : list of (row, score)
    groups : sequence of str
        Unit group of each row; a row without one stands alone.

    Examples
    --------
    >>> scored = [(0, 1.0), (1, 0.97), (2, 0.96)]
    >>> favour_likeliest_group(scored, ["2511", "2330", "2330"])
    [(1, 1.0), (0, 1.0), (2, 0.96)]
    """
    if not scored:
        return scored
    highest = max(score for _, score in scored)
    likely: dict[str, float] = defaultdict(float)
    for row, score in scored:
        likely[groups[row] or str(row)] += math.exp((score - highest) / GROUP_SPREAD)
    group = max(likely, key=likely.__getitem__)
    members = [one for one in scored if (groups[one[0]] or str(one[0])) == group]
    best = max(members, key=itemgetter(1))
    return [(best[0], highest), *(one for one in scored if one != best)]


def is_imported(occupations: pd.DataFrame) -> bool:
    """Whether a table says which unit groups its occupations are in, and gives no key terms."""
    if "isco08" not in occupations:
        return False
    return "keywords" not in occupations or not bool(occupations["keywords"].fillna("").any())
