"""Tables beside the main one: components, ranks, comparisons, where and what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.bootstrap import TIGHTER_SHARE, Floats, share_tighter
from talentcast.matching.index import Index
from talentcast.matching.pay_tables import Pay
from talentcast.matching.units import Units, units_of

if TYPE_CHECKING:
    import pandas as pd

    from talentcast.matching.counts import Counts


def extra_tables(
    counts: Counts, units: Units, index: Index, pay: Pay, table: pd.DataFrame, by: str
) -> dict[str, pd.DataFrame]:
    """Build the tables of `GapsTables.extra`.

    Returns
    -------
    dict
        `components` (raw parts of the index), `ranks` (with both intervals, and of how many units
        each is reliably tighter or looser), `pay` (bounds for silent ads), `reference` (medians
        and scales to be stored), `requirements` (education and experience by unit), `places` and
        `industries` (vacancies, pay), `currencies`.
    """
    import pandas as pd

    order = table["id"].to_numpy()
    found = {
        "components": pd.DataFrame({"id": order, **index.raw}),
        "ranks": _ranks(index, order),
        "pay": pd.DataFrame(
            {
                "id": order,
                **{name: pay.columns[name] for name in ("disclosure_low", "disclosure_high")},
            }
        ),
        "reference": pd.DataFrame(
            [(name, *pair, index.reference_size) for name, pair in index.reference.items()],
            columns=["part", "median", "scale", "occupations"],
        ),
        "requirements": _requirements(units),
        "currencies": pd.DataFrame(
            sorted(units.currencies.items()), columns=["currency", "vacancies"]
        ),
    }
    for name, dimension in (("places", "district"), ("industries", "industry")):
        if dimension != by:
            found[name] = _margin(units_of(counts, dimension))
    return found


def _ranks(index: Index, ids: Floats) -> pd.DataFrame:
    import pandas as pd

    ranked = np.isfinite(index.rank)
    tighter = np.zeros((ids.size, ids.size), dtype=bool)
    if ranked.sum() > 1:
        shares = share_tighter(index.replicates[:, ranked])
        tighter[np.ix_(ranked, ranked)] = shares >= TIGHTER_SHARE
    whole = pd.DataFrame({
        "id": ids,
        "rank": index.rank, "rank_lo90": index.rank_low, "rank_hi90": index.rank_high,
        "method_lo90": index.method_low, "method_hi90": index.method_high,
        "tighter_than": tighter.sum(axis=1), "looser_than": tighter.sum(axis=0),
    })  # fmt: skip
    return whole[ranked].sort_values(["rank", "id"], ignore_index=True)


def _requirements(units: Units) -> pd.DataFrame:
    import pandas as pd

    pieces = []
    for dimension, code, names in (
        ("education", units.education, units.education_names),
        ("experience", units.experience, units.experience_names),
    ):
        labels = [*names, "unknown"]
        place = np.where(code >= 0, code, len(names))
        known = units.unit >= 0
        pair = units.unit[known] * len(labels) + place[known]
        ads = np.bincount(pair, units.vacancies[known], minlength=units.size * len(labels))
        kept = np.flatnonzero(ads)
        pieces.append(
            pd.DataFrame(
                {
                    "id": [units.ids[value // len(labels)] for value in kept],
                    "requirement": dimension,
                    "level": [labels[value % len(labels)] for value in kept],
                    "vacancies": ads[kept].astype(np.int64),
                }
            )
        )
    return pd.concat(pieces, ignore_index=True)


def _margin(units: Units) -> pd.DataFrame:
    import pandas as pd

    from talentcast.matching.bootstrap import bucket_weights
    from talentcast.matching.count_columns import BUCKETS
    from talentcast.matching.pay_levels import pay_medians
    from talentcast.matching.pay_tables import FLAGGED_PAY

    paid = units.total(np.where(units.paid, units.vacancies, 0.0))
    median = pay_medians(
        units, units.unit, units.size, bucket_weights(0, BUCKETS, seed=0), chosen=units.paid
    )[0]
    shown = (paid >= FLAGGED_PAY[0]) & np.isfinite(median)
    table = pd.DataFrame(
        {
            "id": list(units.ids),
            "vacancies": units.total(units.vacancies).astype(np.int64),
            "salary_n": paid.astype(np.int64),
            "salary_median": np.where(shown, median, np.nan),
        }
    )
    return table.sort_values(["vacancies", "id"], ascending=[False, True], ignore_index=True)
