"""Tables beside the main one: components, ranks, comparisons, where and what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from talentcast.matching.bootstrap import TIGHTER_SHARE, share_tighter
from talentcast.matching.index import Index, Supply
from talentcast.matching.occupation_table import Estimates
from talentcast.matching.units import Units, units_of

MONTHS_A_YEAR = 12.0

if TYPE_CHECKING:
    import pandas as pd

    from talentcast.matching.counts import Counts


def extra_tables(
    counts: Counts, made: Estimates, by: str, supply: Supply | None = None
) -> dict[str, pd.DataFrame]:
    """Build the tables of `GapsTables.extra`.

    Returns
    -------
    dict
        `components` (raw parts of the index), `ranks` (with both intervals, and of how many units
        each is reliably tighter or looser), `pay` (bounds for silent ads), `reference` (medians
        and scales to be stored), `requirements` (education and experience by unit), `openings`
        (results weighted by openings, a sensitivity check), `context` (reported, never scored),
        `places` and
        `industries` (vacancies, pay), `currencies`, `stars` (scores).
    """
    import pandas as pd

    units, index, pay = made.units, made.index, made.pay
    order = np.array(units.ids, dtype=object)
    found = {
        "components": pd.DataFrame({"id": order, **index.raw}),
        "ranks": _ranks(index, order),
        "pay": pd.DataFrame(
            {
                "id": order,
                **{
                    name: pay.columns[name]
                    for name in ("disclosure_low", "disclosure_high", "salary_reweighted")
                },
            }
        ),
        "reference": pd.DataFrame(
            [(name, *pair, index.reference_size) for name, pair in index.reference.items()],
            columns=["part", "median", "scale", "occupations"],
        ),
        "requirements": _requirements(units),
        "openings": _openings(units),
        "context": _context(made, supply),
        "currencies": pd.DataFrame(
            sorted(units.currencies.items()), columns=["currency", "vacancies"]
        ),
    }
    if made.stars is not None:
        scores = {"overall": made.stars.overall_score, **made.stars.scores}
        found["stars"] = pd.DataFrame({"id": order, **scores})
    for name, dimension in (("places", "district"), ("industries", "industry")):
        if dimension != by:
            found[name] = _margin(units_of(counts, dimension))
    return found


def _ranks(index: Index, ids: npt.NDArray[np.object_]) -> pd.DataFrame:
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


def _openings(units: Units) -> pd.DataFrame:
    import pandas as pd

    from talentcast.matching.medians import pay_quantile
    from talentcast.matching.pay_tables import SHRUNK_PAY

    plain = units.total(units.vacancies)
    capped, stated = (
        np.where(np.isnan(values), 1.0, values) * units.vacancies
        for values in (units.openings, units.openings_stated)
    )
    median = np.full(units.size, np.nan)
    for unit in range(units.size):
        rows = (units.unit == unit) & units.paid
        if units.vacancies[rows].sum() >= SHRUNK_PAY[0]:
            median[unit] = pay_quantile(units.low[rows], units.high[rows], weights=capped[rows])
    whole = max(float(capped.sum()), 1.0)
    return pd.DataFrame(
        {
            "id": np.array(units.ids, dtype=object),
            "vacancies": plain.astype(np.int64),
            "openings": units.total(capped),
            "openings_uncapped": units.total(stated),
            "share": plain / max(float(units.vacancies.sum()), 1.0),
            "share_by_openings": units.total(capped) / whole,
            "salary_median_by_openings": np.where(
                np.isfinite(median) & (median > 0), median, np.nan
            ),
        }
    )


def _context(made: Estimates, supply: Supply | None) -> pd.DataFrame:
    """Figures that METHOD 2.1 has reported with weight 0."""
    import pandas as pd

    units = made.units
    vacancies = units.total(units.vacancies)
    stated = units.total(np.where(units.experience >= 0, units.vacancies, 0.0))
    months = units.total(units.experience_months)
    table = pd.DataFrame(
        {
            "id": np.array(units.ids, dtype=object),
            "top_employer_share": made.employers.top_share,
            "experience_years": months / np.where(stated > 0, stated, np.nan) / MONTHS_A_YEAR,
        }
    )
    if supply is not None and np.isfinite(supply.stock).any():
        table["vacancy_rate"] = vacancies / (vacancies + supply.stock)
    return table


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
