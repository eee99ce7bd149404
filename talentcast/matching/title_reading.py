"""Titles of ads, read: the occupations nearest to each by title alone, kept while they repeat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from talentcast.matching.read_titles import KeptTitles, ReadTitles
from talentcast.matching.title_index import EXACT_ALIAS, TitleIndex
from talentcast.matching.title_words import VAGUE_TITLES
from talentcast.matching.titles import SENIORITY, CleanTitle, clean_titles
from talentcast.matching.unit_groups import UnitGroups, is_imported

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

#: Added to the likeness of an occupation that has the title as an alias, and of one whose alias
#: says nothing of the trade (`工程师`).
EXACT_BONUS, VAGUE_BONUS = 0.5, 0.1

#: Score of a title that is an alias of one occupation only, word for word: the middle of what such
#: titles reach by likeness and bonus together.
EXACT_SCORE = 1.3

#: Added in full when a title ends in an alias of the occupation and that is nearly all of it.
ENDING_BONUS = 0.2

#: Occupations that the text may choose among: the nearest by title.
CANDIDATES = 60

#: Scores of titles for occupations that are held at a time.
_SCORES = 1 << 17

#: A title, and the occupations of which it is an alias.
_LookedUp = tuple[CleanTitle, Mapping[int, float]]

_LEVELS: dict[str | None, int] = {
    None: -1,
    **{name: number for number, name in enumerate(SENIORITY)},
}


class TitleReader:
    """Reads titles by the names of occupations.

    Parameters
    ----------
    occupations : DataFrame
        As `TitleIndex` takes it; with `isco08` and without `keywords` unit groups help.
    """

    def __init__(self, occupations: pd.DataFrame) -> None:
        self._titles = TitleIndex(occupations)
        self._groups = UnitGroups(occupations) if is_imported(occupations) else None
        self._candidates = max(1, min(CANDIDATES, self._titles.size))
        self._at_a_time = max(1, _SCORES // max(self._titles.size, 1))
        self._read_before = KeptTitles(self._candidates)
        self._compared_before = KeptTitles(self._candidates)
        #: Titles that were read last, as they were looked up: those that are compared are of them.
        self._last: dict[str, _LookedUp] = {}

    def read(self, titles: Sequence[str]) -> ReadTitles:
        """Read titles; one that is an alias is taken at its word.

        Parameters
        ----------
        titles : sequence of str
            As they stand in ads, each once.

        Returns
        -------
        ReadTitles
        """
        return self._read_before.read(titles, self._read)

    def compare(self, titles: Sequence[str]) -> ReadTitles:
        """Read titles by their likeness to all names, even if they are an alias.

        Parameters
        ----------
        titles : sequence of str
            As they stand in ads, each once.

        Returns
        -------
        ReadTitles
        """
        return self._compared_before.read(titles, self._compare)

    def rank(self, titles: Sequence[str], top: int) -> list[list[int]]:
        """Return the rows of the occupations nearest to each title by their labels alone."""
        found: list[list[int]] = []
        for first in range(0, len(titles), self._at_a_time):
            some = clean_titles(titles[first : first + self._at_a_time])
            rows, _ = self._nearest(some, [*map(self._titles.exact, some)], top, None)
            found += [[row for row in ranked if row >= 0] for ranked in rows.tolist()]
        return found

    def _read(self, titles: Sequence[str]) -> ReadTitles:
        read, exact = self._look_up(titles)
        self._last = dict(zip(titles, zip(read, exact, strict=True), strict=True))
        found = self._blank(read)
        vague = found.is_vague.tolist()
        sure: dict[int, int] = {}
        rest = []
        for number, rows in enumerate(exact):
            row = self._only(rows) if rows and not vague[number] else None
            if row is None:
                rest.append(number)
            else:
                sure[number] = row
        which = [*sure]
        found.rows[which, 0], found.scores[which, 0] = [*sure.values()], EXACT_SCORE
        found.is_exact[which] = True
        self._fill(found, rest, read, exact)
        return found

    def _compare(self, titles: Sequence[str]) -> ReadTitles:
        last = self._last
        new = [title for title in titles if title not in last]
        looked_up = {**last, **dict(zip(new, zip(*self._look_up(new), strict=True), strict=True))}
        read, exact = zip(*(looked_up[title] for title in titles), strict=True)
        found = self._blank(read)
        self._fill(found, list(range(len(titles))), read, exact)
        return found

    def _look_up(self, titles: Sequence[str]) -> tuple[list[CleanTitle], list[Mapping[int, float]]]:
        """Clean titles and look them up among the names of occupations."""
        read = clean_titles(titles)
        return read, [*map(self._titles.exact, read)]

    def _blank(self, read: Sequence[CleanTitle]) -> ReadTitles:
        """Return titles of which only rank and vagueness are known."""
        found = ReadTitles.blank(len(read), self._candidates)
        found.seniority[:] = [_LEVELS[title.seniority] for title in read]
        found.is_vague[:] = [title.key in VAGUE_TITLES for title in read]
        return found

    def _only(self, exact: Mapping[int, float]) -> int | None:
        """Return the occupation of which a title is surely an alias, if there is one."""
        if len(exact) != 1 or self._groups is not None:
            return None
        row, value = next(iter(exact.items()))
        return row if value >= EXACT_ALIAS else None

    def _fill(
        self,
        found: ReadTitles,
        which: list[int],
        read: Sequence[CleanTitle],
        exact: Sequence[Mapping[int, float]],
    ) -> None:
        """Write the nearest occupations of some titles."""
        for first in range(0, len(which), self._at_a_time):
            some = which[first : first + self._at_a_time]
            found.rows[some], found.scores[some] = self._nearest(
                [read[n] for n in some], [exact[n] for n in some], CANDIDATES, self._groups
            )

    def _nearest(
        self,
        read: Sequence[CleanTitle],
        exact: Sequence[Mapping[int, float]],
        top: int,
        groups: UnitGroups | None,
    ) -> tuple[Numbers, Floats]:
        """Return the rows of the nearest occupations and their scores, best first."""
        scores = self._titles.scores(read)
        numbers, columns, values = [], [], []
        for number, (title, rows) in enumerate(zip(read, exact, strict=True)):
            if rows:
                bonus = VAGUE_BONUS if title.key in VAGUE_TITLES else EXACT_BONUS
            else:
                rows, bonus = self._titles.ending(title), ENDING_BONUS
            for row, value in rows.items():
                numbers.append(number)
                columns.append(row)
                values.append(bonus * value)
        scores[numbers, columns] += values
        if groups is not None:
            scores += groups.scores(read)
        return _best(np.negative(scores, out=scores), top)


def _best(below: Floats, top: int) -> tuple[Numbers, Floats]:
    """Return the columns of the highest scores above 0 of each row, best first; -1 beyond.

    `below` holds the scores, each as far below 0 as it is above.
    """
    count = min(top, below.shape[1])
    if not count:
        return np.full((len(below), 1), -1), np.zeros((len(below), 1))
    best = np.argpartition(below, count - 1, axis=1)[:, :count]
    first = np.arange(0, below.size, below.shape[1])[:, None]
    below = below.take(best + first)
    order = np.argsort(below, axis=1, kind="stable")
    order += np.arange(0, below.size, count)[:, None]
    best, found = best.take(order), -below.take(order)
    return np.where(found > 0.0, best, -1), np.maximum(found, 0.0)
