"""ISCO-08 unit groups: the neighbourhood of a title, for taxonomies that know their groups."""

from __future__ import annotations

from collections.abc import Sequence
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
        latin = [number for number, clean in enumerate(titles) if not has_chinese(clean.text)]
        likeness[latin, :-1] = LIKENESS_WEIGHT * self._titles.scores([titles[n] for n in latin])
        for number in latin:
            for row, value in self._titles.exact(titles[number]).items():
                likeness[number, row] += EXACT_WEIGHT * value
        return likeness[:, self._group]


def is_imported(occupations: pd.DataFrame) -> bool:
    """Whether a table says which unit groups its occupations are in, and gives no key terms."""
    if "isco08" not in occupations:
        return False
    return "keywords" not in occupations or not bool(occupations["keywords"].fillna("").any())
