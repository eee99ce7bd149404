"""What is looked at in a batch of ads to find repeated ones, and what was found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from talentcast.matching.near_duplicates import SKETCH_BYTES, Bytes
from talentcast.matching.near_index import FACTS, Facts
from talentcast.matching.titles import SENIORITY
from talentcast.matching.vacancy_store import NONE, UNDATED, Indices, Ints

if TYPE_CHECKING:
    import pyarrow as pa

#: Two ads of one employer with one title in one city are one vacancy within this many days
#: (METHOD section 1).
WINDOW_DAYS = 60

#: A vacancy is re-advertised if it comes back after so many days down, and before so many
#: (METHOD 2.1, H2).
REPOST_DAYS = (14, 90)

#: Why an ad was taken for a copy. `same_ad`: no employer is named, and all the rest is equal.
RULES = ("id", "employer_title_city", "same_ad", "near_text", "copied_text")

#: Columns of the list of merged ads. `similarity` is null where texts were not compared.
MERGED = ("row", "kept_row", "rule", "similarity")

#: Stands for "no id" and "no employer".
NO_KEY = 0

_AFTER_ALL_DAYS = 2**31
_LEVELS: dict[str | None, int] = {None: 0, **{name: i + 1 for i, name in enumerate(SENIORITY)}}


@dataclass(frozen=True)
class Verdict:
    """What became of each ad of a batch: arrays of length n, in the batch's order.

    `is_new`: it opens a vacancy. `vacancy`: number of its vacancy. `kept_row`: the row that stands
    for it. `rule`: index into `RULES`, -1 if new. `similarity`: of the texts, NaN if not compared.
    """

    row: Ints
    is_new: npt.NDArray[np.bool_]
    vacancy: Indices
    kept_row: Ints
    rule: npt.NDArray[np.int8]
    similarity: npt.NDArray[np.float32]

    def merged(self) -> pa.RecordBatch:
        """List the ads that were taken for copies: columns `MERGED`."""
        import pyarrow as pa

        copies = ~self.is_new
        values = (
            pa.array(self.row[copies]),
            pa.array(self.kept_row[copies]),
            pa.array([RULES[rule] for rule in self.rule[copies]], pa.string()),
            pa.array(self.similarity[copies], from_pandas=True),
        )
        return pa.RecordBatch.from_arrays(list(values), names=list(MERGED))


@dataclass(frozen=True)
class Ads:
    """The columns of a batch that matter here; `NO_KEY` = no id, `UNDATED` = no date.

    `day` to `last` is when an ad was seen on its site where that is `observed`, else its date.
    """

    row: Ints
    key: Ints
    id_key: Ints
    day: Indices
    last: Indices
    observed: npt.NDArray[np.bool_]
    occupation: Indices
    site: Indices
    has_text: npt.NDArray[np.bool_]
    sketch: Bytes
    facts: Facts

    def order(self) -> Ints:
        """Order by date, undated last; ads of one day as given."""
        day = np.where(self.day == UNDATED, _AFTER_ALL_DAYS, self.day.astype(np.int64))
        return np.argsort(day, kind="stable")


def bare_ads(keys: Ints, days: Indices, *, start: int) -> Ads:
    """Ads of which only key and date are known, with rows counted from `start`."""
    size = len(keys)
    facts = np.zeros(size, FACTS)
    facts["low"] = facts["high"] = facts["experience"] = np.nan
    return Ads(
        row=start + np.arange(size),
        key=keys,
        id_key=np.full(size, NO_KEY, np.int64),
        day=days,
        last=days.copy(),
        observed=np.zeros(size, bool),
        occupation=np.full(size, NONE, np.int32),
        site=np.full(size, NONE, np.int32),
        has_text=np.zeros(size, bool),
        sketch=np.zeros((size, SKETCH_BYTES), np.uint8),
        facts=facts,
    )


def read_ads(
    batch: pa.RecordBatch, occupations: dict[str | None, int], sites: dict[str | None, int]
) -> Ads:
    """Take the columns of an annotated batch; occupations and sites not met before are numbered."""
    import pyarrow.compute as pc

    def column(name: str, empty: Any) -> Any:
        if name not in batch.schema.names:
            return np.full(batch.num_rows, empty)
        return pc.fill_null(batch[name], empty).to_numpy(zero_copy_only=False)

    ads = bare_ads(
        column("posting_key", NO_KEY).astype(np.int64),
        column("day", UNDATED).astype(np.int32),
        start=0,
    )
    ads.row[:] = column("row", NONE)
    first, last = (column(name, UNDATED).astype(np.int32) for name in ("first_seen", "last_seen"))
    ads.observed[:] = (first != UNDATED) & (last != UNDATED)
    ads.day[ads.observed], ads.last[ads.observed] = first[ads.observed], last[ads.observed]
    ads.id_key[:] = column("id_key", NO_KEY)
    ads.facts["employer"], ads.facts["poster"] = column("employer", NO_KEY), column("poster", 0)
    ads.facts["words"], ads.facts["city"] = column("title_words", 0), column("city_key", 0)
    for stated in ("low", "high", "experience"):
        ads.facts[stated] = column(stated, np.nan)
    if "seniority" in batch.schema.names:
        ads.facts["level"] = [_LEVELS[name] for name in batch["seniority"].to_pylist()]
    for name, codes, known in (
        ("occupation", ads.occupation, occupations), ("source", ads.site, sites)
    ):  # fmt: skip
        if name in batch.schema.names and batch[name].null_count < batch.num_rows:
            codes[:] = [
                NONE if one is None else known.setdefault(one, len(known) - 1)
                for one in batch[name].to_pylist()
            ]
    ads.facts["occupation"] = ads.occupation + 1
    if "sketch" in batch.schema.names:
        given = batch["sketch"].is_valid().to_numpy(zero_copy_only=False)
        packed = b"".join(batch["sketch"].drop_null().to_pylist())
        ads.has_text[:] = given
        ads.sketch[given] = np.frombuffer(packed, np.uint8).reshape(-1, SKETCH_BYTES)
    return ads
