"""Results weighted by openings (招N人) in place of vacancies: a sensitivity check (METHOD 1)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.bootstrap import Floats, bucket_weights
from talentcast.matching.count_columns import BUCKETS
from talentcast.matching.index import estimate_index
from talentcast.matching.medians import pay_quantile
from talentcast.matching.occupation_table import Estimates
from talentcast.matching.parts import FEWEST_HITS, draw
from talentcast.matching.pay_tables import SHRUNK_PAY
from talentcast.matching.shortage import GapSettings
from talentcast.matching.supply import Supply
from talentcast.matching.units import SUMS, Units

if TYPE_CHECKING:
    import pandas as pd

    from talentcast.matching.counts import Counts

#: Replicates for a second index that is shown without an interval: enough for its scales.
_REPLICATES = 100


def openings_table(
    counts: Counts, made: Estimates, supply: Supply | None, settings: GapSettings
) -> pd.DataFrame:
    """Put results by openings beside those by vacancies; an ad that states none counts as one.

    Openings are capped at the 99th percentile of the file.

    Returns
    -------
    DataFrame
        `vacancies`, `openings`, `openings_uncapped`, `share`, `share_by_openings`, `index`,
        `index_by_openings` (without the part that openings themselves make, on the scale of the
        run), `openings_per_seeker` (with seekers), `salary_median_by_openings`.

    Source
    ------
    METHOD 1.
    """
    import pandas as pd

    units = made.units
    plain = units.total(units.vacancies)
    capped, stated = (
        np.where(np.isnan(values), 1.0, values) * units.vacancies
        for values in (units.openings, units.openings_stated)
    )
    whole = max(float(capped.sum()), 1.0)
    return pd.DataFrame(
        {
            "id": np.array(units.ids, dtype=object),
            "vacancies": plain.astype(np.int64),
            "openings": units.total(capped),
            "openings_uncapped": units.total(stated),
            "share": plain / max(float(units.vacancies.sum()), 1.0),
            "share_by_openings": units.total(capped) / whole,
            "index": made.index.value,
            **_index(counts, made, supply, settings),
            "salary_median_by_openings": _medians(units, capped),
        }
    )


def _medians(units: Units, weight: Floats) -> Floats:
    median = np.full(units.size, np.nan)
    for unit in range(units.size):
        rows = (units.unit == unit) & units.paid
        if units.vacancies[rows].sum() >= SHRUNK_PAY[0]:
            found = pay_quantile(units.low[rows], units.high[rows], weights=weight[rows])
            median[unit] = found if np.isfinite(found) and found > 0 else np.nan
    return median


def _index(
    counts: Counts, made: Estimates, supply: Supply | None, settings: GapSettings
) -> dict[str, Floats]:
    units, unknown = made.units, np.full(made.units.size, np.nan)
    nothing = {"index_by_openings": unknown, "openings_per_seeker": unknown}
    stated = units.vacancies[~np.isnan(units.openings)].sum()
    if stated < FEWEST_HITS or not made.index.reference:
        return nothing
    weights = bucket_weights(min(settings.replicates, _REPLICATES), BUCKETS, seed=settings.seed)
    scale = {name: pair for name, pair in made.index.reference.items() if name != "openings"}
    if not scale:
        return nothing
    found = estimate_index(
        counts, draw(_by_openings(units), weights), made.employers, supply,
        replace(settings, reference=scale),
    )  # fmt: skip
    return {
        "index_by_openings": np.where(np.isfinite(made.index.value), found.value, np.nan),
        "openings_per_seeker": found.theta if found.knows_seekers else unknown,
    }


def _by_openings(units: Units) -> Units:
    """Count every row as many times as it has openings."""
    times = np.where(np.isnan(units.openings), 1.0, units.openings)
    sums = {name: getattr(units, name) * times for name in SUMS}
    return replace(units, openings=np.full(times.size, np.nan), **sums)
