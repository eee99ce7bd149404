"""The panel of regions in which a proxy of the headcount is observed every year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.forecast.indicators import (
    LogIndicators,
    chain_vintages,
    log_indicators,
    without_spikes,
)
from talentcast.forecast.weights import FEWEST_REGIONS, Weights, learn_weights

if TYPE_CHECKING:
    import pandas as pd

#: The proxy in the panel of regions that stands for engineers.
PROXY = "pub_engineers"


def learn_from_regions(provinces: pd.DataFrame, proxy: pd.DataFrame) -> Weights:
    """Weigh indicators on the regions and years in which the proxy is observed.

    Parameters
    ----------
    provinces : DataFrame
        series_id, region, year, value, vintage.
    proxy : DataFrame
        series_id, region, year, value; rows of `PROXY` are used.

    Returns
    -------
    Weights
    """
    rows = proxy[proxy["series_id"] == PROXY]
    counts = rows.groupby("year")["region"].nunique()
    full = counts.index[counts >= max(FEWEST_REGIONS, 0.5 * rows["region"].nunique())]
    years = np.arange(int(full.min()), int(full.max()) + 1)
    headcount = {}
    for region, part in rows.groupby("region"):
        values = part.set_index("year")["value"].reindex(years).to_numpy(dtype=float)
        headcount[str(region)] = without_spikes(np.log(values))
    chained = chain_vintages(provinces)
    indicators = {str(r): log_indicators(part, years) for r, part in chained.groupby("region")}
    names = set.intersection(*(set(one.names) for one in indicators.values()))
    common = tuple(sorted(names))
    indicators = {r: _only(one, common) for r, one in indicators.items()}
    return learn_weights(indicators, headcount)


def _only(one: LogIndicators, names: tuple[str, ...]) -> LogIndicators:
    at = [one.names.index(name) for name in names]
    return LogIndicators(one.years, names, one.values[:, at], one.seen[:, at])
