"""Annotated ads to counts of vacancies: repeated ads dropped, tallied and, if wanted, listed."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from talentcast.engines.memory import give_back
from talentcast.matching.counts import Counts, count, count_stays, merge
from talentcast.matching.duplicates import REPOST_DAYS, RULES, SeenVacancies
from talentcast.matching.vacancy_store import UNDATED

if TYPE_CHECKING:
    import pyarrow as pa

    from talentcast.matching.verdicts import Verdict

#: Counts of this many batches are merged at a time, so that memory stays flat.
_MERGE_EVERY = 8

#: Columns of the list of merged ads. `reason` is one of `verdicts.RULES`; `kind` tells a repost, an
#: ad of a vacancy that was down for 14 to 90 days, from a duplicate.
DUPLICATES = (
    "file", "row", "kept_file", "kept_row", "reason", "kind", "similarity", "date",
)  # fmt: skip

#: Columns of an ad that are counted for the vacancy as a whole, when all its ads are known.
_STAY = ("first_seen", "last_seen")

_EPOCH = date(1970, 1, 1)

#: What adds up in a tally, apart from the copies by occupation.
_SUMS = ("used", "duplicates", "with_salary", "with_months", "classified", "reposted")

#: Takes one merged ad, as a row in the columns of `DUPLICATES`.
OnMerged = Callable[[Sequence[Any]], None]


@dataclass
class Tally:
    """What is counted of the run itself, beside the counts of ads."""

    used: int = 0
    duplicates: int = 0
    with_salary: int = 0
    with_months: int = 0
    classified: int = 0
    reposted: int = 0
    copies: Counter[str] = field(default_factory=Counter)

    def add(self, other: Tally) -> None:
        """Add another tally to this one."""
        for name in _SUMS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.copies += other.copies


def count_vacancies(
    annotated: Iterable[pa.RecordBatch],
    *,
    texts: int = 0,
    on_batch: Callable[[pa.RecordBatch, Verdict], None] | None = None,
) -> tuple[Counts, Tally]:
    """Drop repeated ads and add up the counts of the rest.

    Parameters
    ----------
    annotated : iterable of RecordBatch
        From `annotate.annotate`.
    texts : int
        Texts to compare new ones with (needs the column `sketch`); 0 compares none.
    on_batch : callable, optional
        Is told what became of every batch.
    """
    import pyarrow as pa
    import pyarrow.compute as pc

    seen, tally = SeenVacancies(texts=texts), Tally()
    parts: list[Counts] = []
    for batch in annotated:
        verdict = seen.add(batch)
        kept = batch.filter(pa.array(verdict.is_new))
        _add(tally, batch, kept)
        if on_batch is not None:
            on_batch(batch, verdict)
        # The row that stands for a vacancy knows neither its last day nor whether it came back.
        parts.append(
            count(kept.drop_columns([name for name in _STAY if name in kept.schema.names]))
        )
        if len(parts) == _MERGE_EVERY:
            parts = [merge(_taken(parts))]
            give_back()
    tally.reposted = pc.sum(seen.vacancies()["reposted"]).as_py() or 0
    parts.append(count_stays(seen.stays()))
    counts = merge(_taken(parts))
    give_back()
    return counts, tally


def _taken(parts: list[Counts]) -> Iterator[Counts]:
    """Hand counts over one by one, and keep none."""
    while parts:
        yield parts.pop()


def _add(tally: Tally, batch: pa.RecordBatch, kept: pa.RecordBatch) -> None:
    tally.used += kept.num_rows
    tally.duplicates += batch.num_rows - kept.num_rows
    tally.with_salary += kept.num_rows - kept["currency"].null_count
    if "months_stated" in kept.schema.names:
        tally.with_months += kept["months_stated"].true_count
    tally.classified += kept.num_rows - kept["occupation"].null_count
    before, after = (
        Counter(batch["occupation"].to_pylist()),
        Counter(kept["occupation"].to_pylist()),
    )
    tally.copies.update(before - after)


class MergedList:
    """Lists merged ads with their files; holds a few bytes a vacancy.

    Parameters
    ----------
    on_merged : callable
        Takes each row of the list, columns `DUPLICATES`.
    """

    def __init__(self, on_merged: OnMerged) -> None:
        self._tell = on_merged
        self._starts: list[int] = []
        self._files: list[str] = []
        self._last = np.full(1024, UNDATED, dtype=np.int32)

    def watch(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Pass postings on, and note where each file begins."""
        for batch in batches:
            name = batch["file"][0].as_py() if batch.num_rows else None
            if name is not None and (not self._files or self._files[-1] != name):
                self._starts.append(batch["row"][0].as_py())
                self._files.append(name)
            yield batch

    def __call__(self, batch: pa.RecordBatch, verdict: Verdict) -> None:
        """List the ads of a batch that were merged into others."""
        days, ends = (_days(batch, name) for name in _STAY)
        for place in range(batch.num_rows):
            vacancy, day = int(verdict.vacancy[place]), int(days[place])
            last = self._seen(vacancy, int(ends[place]))
            if verdict.is_new[place]:
                continue
            row, kept = int(verdict.row[place]), int(verdict.kept_row[place])
            alike = float(verdict.similarity[place])
            self._tell(
                (
                    self._file(row), row, self._file(kept), kept, RULES[verdict.rule[place]],
                    _kind(day, last), "" if alike != alike else round(alike, 3),
                    "" if day == UNDATED else (_EPOCH + timedelta(days=day)).isoformat(),
                )
            )  # fmt: skip

    def _seen(self, vacancy: int, day: int) -> int:
        """Give the day on which a vacancy was last met, and take this one in."""
        while vacancy >= self._last.size:
            self._last = np.append(self._last, np.full(self._last.size, UNDATED, dtype=np.int32))
        before = int(self._last[vacancy])
        if day != UNDATED:
            self._last[vacancy] = day
        return before

    def _file(self, row: int) -> str:
        return self._files[bisect_right(self._starts, row) - 1]


def _days(batch: pa.RecordBatch, name: str) -> Any:
    """Days of one end of the ads' stay, or their dates."""
    import pyarrow.compute as pc

    days = batch["day"]
    if name in batch.schema.names:
        days = pc.coalesce(batch[name], days)
    return days.fill_null(UNDATED).to_numpy(zero_copy_only=False)


def _kind(day: int, last: int) -> str:
    if UNDATED in (day, last):
        return "duplicate"
    return "repost" if REPOST_DAYS[0] <= abs(day - last) <= REPOST_DAYS[1] else "duplicate"
