"""Skills that appear in a larger or a smaller share of the ads than a window earlier."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from talentcast.matching.bootstrap import Floats, bucket_sums, effective_clusters, widening
from talentcast.matching.components import demand_growth
from talentcast.matching.count_columns import BUCKETS
from talentcast.matching.sites import of_sites
from talentcast.matching.units import Units, coded
from talentcast.matching.windows import Windows

if TYPE_CHECKING:
    import pandas as pd

    from talentcast.matching.counts import Counts

#: Ads of both windows together that name a skill before its change is listed.
FEWEST_MENTIONS = 30

COLUMNS = (
    "id", "name_zh", "name_en", "share_before", "share_now", "change", "change_lo90",
    "change_hi90", "verdict",
)  # fmt: skip


def skill_changes(
    counts: Counts,
    units: Units,
    windows: Windows,
    weights: Floats,
    names: Mapping[str, Mapping[str, Any]],
) -> pd.DataFrame:
    """Compare the share of ads naming each skill between the two windows.

    Parameters
    ----------
    counts : Counts
    units : Units
    windows : Windows
    weights : array, shape (r + 1, buckets)
    names : mapping of skill id to name_zh and name_en

    Returns
    -------
    DataFrame, columns `COLUMNS`
        `change` is the log of the ratio of shares, with a 90 % interval from resampled employers;
        `verdict` is emerging or fading where that excludes 0, else none. Largest change first.

    Source
    ------
    METHOD 2.1 (D, applied to skills) and 2.5.
    """
    import pandas as pd

    table = counts.skill_trends
    table = table if windows.sites is None else of_sites(table, windows.sites)
    skill, ids = coded(table["skill"])
    period = np.asarray(table["period"].to_pandas().fillna(0), dtype=np.int64)
    bucket = np.asarray(table["bucket"].to_pandas(), dtype=np.int64)
    ads = np.asarray(table["vacancies"].to_pandas(), dtype=np.float64)
    shape = (BUCKETS, len(ids))
    is_now = (period > windows.last - windows.months) & (period > 0)
    is_before = (period > windows.last - 2 * windows.months) & ~is_now & (period > 0)
    now, before = (bucket_sums(skill, bucket, ads * mask, shape) for mask in (is_now, is_before))
    totals = [
        np.bincount(units.bucket, np.where(mask, units.vacancies, 0.0), minlength=BUCKETS)
        for mask in (windows.now, windows.before)
    ]
    kept = np.flatnonzero((now + before).sum(axis=0) >= FEWEST_MENTIONS)
    growth = demand_growth(
        weights @ now[:, kept], (weights @ totals[0])[:, None],
        weights @ before[:, kept], (weights @ totals[1])[:, None],
    )  # fmt: skip
    widen = widening(effective_clusters((now + before)[:, kept]))
    if not kept.size or len(growth) < 2:
        return pd.DataFrame(columns=list(COLUMNS))
    low, high = np.quantile(growth[1:], [0.05, 0.95], axis=0)
    low, high = (growth[0] + (end - growth[0]) * widen for end in (low, high))
    found = pd.DataFrame({
        "id": [ids[place] for place in kept],
        "name_zh": [names[ids[place]]["name_zh"] for place in kept],
        "name_en": [names[ids[place]]["name_en"] for place in kept],
        "share_before": before[:, kept].sum(axis=0) / totals[1].sum(),
        "share_now": now[:, kept].sum(axis=0) / totals[0].sum(),
        "change": growth[0], "change_lo90": low, "change_hi90": high,
        "verdict": np.where(low > 0, "emerging", np.where(high < 0, "fading", "none")),
    })  # fmt: skip
    return found.sort_values(["change", "id"], ascending=[False, True], ignore_index=True)
