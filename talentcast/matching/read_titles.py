"""Titles that have been read, in columns, and those of them that are kept while they repeat."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock

import numpy as np
import numpy.typing as npt

from talentcast.matching.titles import LONGEST_TITLE

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

#: Titles kept with their result, 0.8 kB each; titles of ads repeat (about one in three is new).
CACHED_TITLES = 4_096


@dataclass(frozen=True, slots=True)
class ReadTitles:
    """Titles, read: one row a title.

    Attributes
    ----------
    rows, scores : array, shape (titles, candidates)
        Rows of the nearest occupations, best first, and their scores; -1 and 0 beyond the last.
    seniority : array of int
        Place in `titles.SENIORITY`; -1 for none.
    is_exact : array of bool
        Whether the title is an alias of one occupation only.
    is_vague : array of bool
        Whether it names no trade.
    """

    rows: npt.NDArray[np.int32]
    scores: Floats
    seniority: npt.NDArray[np.int8]
    is_exact: npt.NDArray[np.bool_]
    is_vague: npt.NDArray[np.bool_]

    @classmethod
    def blank(cls, count: int, candidates: int) -> ReadTitles:
        """Return titles of which nothing is known."""
        return cls(
            np.full((count, candidates), -1, np.int32),
            np.zeros((count, candidates)),
            np.full(count, -1, np.int8),
            np.zeros(count, bool),
            np.zeros(count, bool),
        )

    def unwritten(self, count: int) -> ReadTitles:
        """Return so many titles with as many candidates, to be overwritten."""
        columns = (np.empty((count, *column.shape[1:]), column.dtype) for column in self.columns())
        return ReadTitles(*columns)

    def __len__(self) -> int:
        return len(self.rows)

    def first(self, count: int) -> tuple[Numbers, Floats]:
        """Return the rows and scores of the nearest so many occupations."""
        rows, scores = np.full((len(self), count), -1), np.zeros((len(self), count))
        known = min(count, self.rows.shape[1])
        rows[:, :known], scores[:, :known] = self.rows[:, :known], self.scores[:, :known]
        return rows, scores

    def columns(self) -> tuple[npt.NDArray[np.generic], ...]:
        """Return all columns."""
        return self.rows, self.scores, self.seniority, self.is_exact, self.is_vague

    def take(self, which: Numbers) -> ReadTitles:
        """Return some titles."""
        return ReadTitles(*(column[which] for column in self.columns()))  # type: ignore[arg-type]

    def last(self, count: int) -> ReadTitles:
        """Return the last so many titles."""
        return ReadTitles(*(column[-count:] for column in self.columns()))  # type: ignore[arg-type]

    def followed_by(self, titles: ReadTitles) -> ReadTitles:
        """Return these titles and others behind them."""
        pairs = zip(self.columns(), titles.columns(), strict=True)
        return ReadTitles(*map(np.concatenate, pairs))  # type: ignore[arg-type]

    def put(self, which: Numbers, titles: ReadTitles) -> None:
        """Overwrite some titles."""
        for column, values in zip(self.columns(), titles.columns(), strict=True):
            column[which] = values


class KeptTitles:
    """Titles read before, the last `CACHED_TITLES` of them.

    They stand in columns, so that the titles of a batch are taken out together; a new one takes
    the place of the one that came first.
    """

    def __init__(self, candidates: int) -> None:
        self._columns = ReadTitles.blank(CACHED_TITLES, candidates)
        self._places: dict[str, int] = {}
        self._titles: list[str | None] = [None] * CACHED_TITLES
        self._next = 0
        self._lock = Lock()

    def read(
        self, titles: Sequence[str], read: Callable[[Sequence[str]], ReadTitles]
    ) -> ReadTitles:
        """Return titles as they were read before; read the others and keep them."""
        cut = [title[:LONGEST_TITLE] for title in titles]
        with self._lock:
            places = np.array([self._places.get(title, -1) for title in cut], np.int64)
            known = np.flatnonzero(places >= 0)
            kept = self._columns.take(places[known])
        if len(known) == len(cut):
            return kept
        new = np.flatnonzero(places < 0)
        unread = [cut[number] for number in new.tolist()]
        fresh = read(unread)
        with self._lock:
            self._keep(unread[-CACHED_TITLES:], fresh.last(CACHED_TITLES))
        found = self._columns.unwritten(len(cut))
        found.put(known, kept)
        found.put(new, fresh)
        return found

    def _keep(self, titles: Sequence[str], fresh: ReadTitles) -> None:
        places = (self._next + np.arange(len(titles))) % CACHED_TITLES
        which = places.tolist()
        for title, place in zip(titles, which, strict=True):
            before = self._titles[place]
            if before is not None and self._places.get(before) == place:
                del self._places[before]
            self._titles[place] = title
        self._places.update(zip(titles, which, strict=True))
        self._columns.put(places, fresh)
        self._next = (which[-1] + 1) % CACHED_TITLES
