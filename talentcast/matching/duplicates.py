"""The same job advertised more than once (METHOD section 1).

Ads of one job are one vacancy, found by the first of these rules that holds: the same posting id;
the same employer, title and city; nearly the same text of one employer in one city; a text copied
under another employer's name. All but the first want the ads at most `WINDOW_DAYS` apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from talentcast.errors import SchemaError
from talentcast.matching.name_keys import plain_key
from talentcast.matching.near_index import CAPACITY
from talentcast.matching.posting_keys import duplicate_columns, employer_name, stable_hash
from talentcast.matching.settling import Memory, settle
from talentcast.matching.vacancy_store import NONE, UNDATED
from talentcast.matching.verdicts import (
    MERGED,
    NO_KEY,
    REPOST_DAYS,
    RULES,
    WINDOW_DAYS,
    Ads,
    Verdict,
    bare_ads,
    read_ads,
)

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "LINKS",
    "MERGED",
    "REPOST_DAYS",
    "RULES",
    "WINDOW_DAYS",
    "SeenVacancies",
    "Verdict",
    "duplicate_columns",
    "employer_name",
    "plain_key",
    "posting_intensity",
    "stable_hash",
]


#: Ads that share a value of one of these may be one vacancy; others never are, as long as texts
#: are not compared. So ads may be told apart in groups that these columns link.
LINKS = ("posting_key", "id_key")

_NEEDED = ("row", "posting_key", "day")


def posting_intensity(ads: int, vacancies: int) -> float:
    """Ads per vacancy: how often a job is advertised, a quality figure and no sign of shortage.

    Parameters
    ----------
    ads, vacancies : int

    Returns
    -------
    float, unit: ads per vacancy
        NaN without a vacancy.

    Source
    ------
    METHOD section 1, after Lightcast's definition.

    Examples
    --------
    >>> posting_intensity(30, 20)
    1.5
    """
    return ads / vacancies if vacancies else float("nan")


class SeenVacancies:
    """The vacancies met so far, and which ads belong to them.

    The first row of a vacancy stands for it. The order of rows in a batch does not change how many
    vacancies their keys make; docs/duplicates.md says where order matters. A vacancy takes about 75
    bytes, 100 where ads have ids; what is kept of texts is bounded (`near_index`).

    Parameters
    ----------
    texts : int
        Texts to compare new ones with; 0 compares none.

    Examples
    --------
    >>> seen = SeenVacancies()
    >>> seen.is_new(np.array([7, 7, 7, 8]), [100, 140, 300, None]).tolist()
    [True, False, True, True]
    """

    def __init__(self, *, texts: int = CAPACITY) -> None:
        self._memory = Memory(texts)
        self._occupations: dict[str | None, int] = {None: NONE}
        self._sites: dict[str | None, int] = {None: NONE}
        self.ads = 0
        self.merged: Counter[str] = Counter()

    @property
    def nbytes(self) -> int:
        """Bytes held: keys, vacancies and texts."""
        return self._memory.nbytes

    @property
    def posting_intensity(self) -> float:
        """Ads per vacancy of everything seen so far."""
        return posting_intensity(self.ads, len(self._memory.store))

    def is_new(self, keys: npt.NDArray[np.int64], days: Sequence[int | None]) -> Any:
        """Tell for each ad of a batch whether it opens a vacancy, by keys and dates alone.

        Parameters
        ----------
        keys : array of int64, shape (n,)
            Employer, title and city, or the whole ad where no employer is given.
        days : sequence of int or None, length n
            Day of publication since 1970-01-01; undated ads count as within the window.

        Returns
        -------
        array of bool, shape (n,)
        """
        day = np.array([UNDATED if day is None else day for day in days], np.int32)
        return self._see(bare_ads(np.asarray(keys, np.int64), day, start=self.ads)).is_new

    def add(self, batch: pa.RecordBatch) -> Verdict:
        """Take in a batch of annotated ads; tell which of them open a vacancy.

        Parameters
        ----------
        batch : RecordBatch
            Columns `row`, `posting_key`, `day`, and any of `occupation`, `low`, `high` and those
            of `duplicate_columns`. Without `sketch` and `city_key` texts are not compared.

        Returns
        -------
        Verdict

        Raises
        ------
        SchemaError
            If a column is missing.

        Source
        ------
        METHOD section 1.
        """
        missing = [name for name in _NEEDED if name not in batch.schema.names]
        if missing:
            raise SchemaError(
                f"annotated batch: got columns {', '.join(batch.schema.names)}; expected "
                f"{', '.join(missing)} as well; annotate the batch first"
            )
        return self._see(read_ads(batch, self._occupations, self._sites))

    def vacancies(self) -> pa.Table:
        """List the vacancies: who, when first and last advertised, how often.

        Returns
        -------
        Table
            `row` (that stands for it), `occupation`, `source`, `employer` (null if unknown),
            `first_seen` and `last_seen` (days since 1970-01-01, null if undated), `ads`, `reposted`
            (null if undated).
        """
        import pyarrow as pa

        store = self._memory.store
        dated = store["first"] != UNDATED
        return pa.table(
            {
                "row": store["row"].copy(),
                "occupation": _named(store["occupation"], self._occupations),
                "source": _named(store["site"], self._sites),
                "employer": pa.array(store["employer"], mask=store["employer"] == NO_KEY),
                "first_seen": pa.array(store["first"], mask=~dated),
                "last_seen": pa.array(store["last"], mask=~dated),
                "ads": store["ads"].copy(),
                "reposted": pa.array(store["reposted"], mask=~dated),
            }
        )

    def stays(self) -> pa.Table:
        """List the vacancies of which it is known, ad by ad, when they were seen on their site.

        Returns
        -------
        Table
            As `vacancies`. A vacancy with one ad that has only a date of publication is not in it:
            that does not tell when the ad was taken down.
        """
        import pyarrow as pa

        return self.vacancies().filter(pa.array(self._memory.store["observed"].copy()))

    def _see(self, ads: Ads) -> Verdict:
        verdict = settle(ads, self._memory)
        self.ads += len(ads.row)
        self.merged.update(RULES[rule] for rule in verdict.rule[~verdict.is_new])
        return verdict


def _named(codes: npt.NDArray[np.int32], known: Mapping[str | None, int]) -> pa.Array:
    """Turn the numbers of names back into names; code -1, none, is the last entry of the list."""
    import pyarrow as pa

    names = pa.array([*list(known)[1:], None], pa.string())
    return names.take(pa.array(np.where(codes == NONE, len(names) - 1, codes)))
