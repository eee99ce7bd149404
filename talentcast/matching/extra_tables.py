"""Tables beside the main one: components, ranks, comparisons, where and what is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from talentcast.matching.bootstrap import TIGHTER_SHARE, bucket_weights, share_tighter
from talentcast.matching.context import context_table
from talentcast.matching.count_columns import BUCKETS
from talentcast.matching.employers import employer_counts
from talentcast.matching.headcount import openings_table
from talentcast.matching.index import Index
from talentcast.matching.occupation_table import Estimates
from talentcast.matching.parts import Drawn, draw
from talentcast.matching.pay_tables import estimate_pay
from talentcast.matching.sensitivity import entropy_weights, left_out_range, principal_weights
from talentcast.matching.shortage import SMALL_REFERENCE, GapSettings, component_weights
from talentcast.matching.supply import Supply
from talentcast.matching.units import Units, units_of

#: Replicates of the intervals of pay by place and industry, which are tables beside the main one.
_MARGIN_REPLICATES = 200

_MARGIN_PAY = (
    "salary_n", "salary_employers", "salary_median", "salary_lo90", "salary_hi90", "bound_low",
    "bound_high", "placement_low", "placement_high", "disclosed",
)  # fmt: skip

if TYPE_CHECKING:
    import pandas as pd

    from talentcast.matching.counts import Counts


def extra_tables(
    counts: Counts,
    made: Estimates,
    drawn: Drawn,
    by: str,
    supply: Supply | None,
    settings: GapSettings,
) -> dict[str, pd.DataFrame]:
    """Build the tables of `GapsTables.extra`.

    Returns
    -------
    dict
        `components` (raw parts of the index), `ranks` (with both intervals, and of how many units
        each is reliably tighter or looser), `pay` (bounds for silent ads), `reference` (medians
        and scales to be stored), `requirements` (education and experience by unit), `openings`
        (results weighted by openings, a sensitivity check), `context` (reported, never scored),
        `weights` (of the components; entropy and principal-component weights for comparison, with
        their range when any one unit is left out), `places` and
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
            [
                (name, *pair, index.reference_size, index.grade)
                for name, pair in index.reference.items()
            ],
            columns=["part", "median", "scale", "occupations", "grade"],
        ),
        "requirements": _requirements(units),
        "openings": openings_table(counts, made, supply, settings),
        "context": context_table(made, drawn, supply),
        "weights": _weights(index),
        "currencies": pd.DataFrame(
            sorted(units.currencies.items()), columns=["currency", "vacancies"]
        ),
    }
    if made.stars is not None:
        scores = {"overall": made.stars.overall_score, **made.stars.scores}
        found["stars"] = pd.DataFrame({"id": order, **scores})
    for name, dimension in (("places", "district"), ("industries", "industry")):
        if dimension != by:
            found[name] = _margin(counts, dimension, settings.seed)
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


def _weights(index: Index) -> pd.DataFrame:
    """Weights of the components, and what two rules that look at the data alone would give."""
    import pandas as pd

    names = list(index.scores)
    own = component_weights(tuple(names)) if names else {}
    table = pd.DataFrame({"component": names, "weight": [own[name] for name in names]})
    ranked = np.isfinite(index.rank)
    if len(names) < 2 or ranked.sum() < SMALL_REFERENCE:
        return table
    scores = np.array([index.scores[name][ranked] for name in names])
    for name, weigh in (("entropy", entropy_weights), ("principal", principal_weights)):
        low, high = left_out_range(scores, weigh)
        table[name], table[f"{name}_low"], table[f"{name}_high"] = weigh(scores), low, high
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


def _margin(counts: Counts, dimension: str, seed: int) -> pd.DataFrame:
    """Vacancies and pay by place or industry, by the same rules as of occupations."""
    import pandas as pd

    units = units_of(counts, dimension)
    drawn = draw(units, bucket_weights(_MARGIN_REPLICATES, BUCKETS, seed=seed))
    employers = employer_counts(counts, units, dimension)
    pay = estimate_pay(drawn, employers, [None] * units.size, GapSettings(seed=seed))
    table = pd.DataFrame(
        {
            "id": list(units.ids),
            "vacancies": units.total(units.vacancies).astype(np.int64),
            **{name: pay.columns[name] for name in _MARGIN_PAY},
            "flags": ["; ".join(flags) for flags in pay.flags],
        }
    )
    table["salary_n"] = table["salary_n"].astype(np.int64)
    return table.sort_values(["vacancies", "id"], ascending=[False, True], ignore_index=True)
