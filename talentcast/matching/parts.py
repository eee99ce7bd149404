"""The parts of the index that the counts of a file allow, for every weighting of the buckets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching import components, pay_levels
from talentcast.matching.bootstrap import Floats, bucket_sums, effective_clusters, widening
from talentcast.matching.count_columns import BUCKETS
from talentcast.matching.shortage import GapSettings, Mask
from talentcast.matching.shrinkage import shrink_replicates
from talentcast.matching.units import Codes, Units, coded
from talentcast.matching.verdicts import REPOST_DAYS
from talentcast.matching.windows import Windows

if TYPE_CHECKING:
    from talentcast.matching.counts import Counts

#: Which parts make up a component; a component is the mean of its normalised parts.
PARTS: Mapping[str, tuple[str, ...]] = {
    "demand": ("demand",),
    "hard_to_fill": ("days_open", "reposts"),
    "price": ("price",),
    "tightness": ("tightness",),
    "pay_premium": ("pay_premium",),
    "urgency": ("urgent_wording", "openings"),
}

#: A rate or mean over the file needs this many hits before occupations are compared by it; with
#: fewer, the pseudo-ads alone would rank occupations by size.
FEWEST_HITS = 30

#: Ads with known time on the site before a median is formed.
FEWEST_DURATIONS = 30

#: Time on the site, in days, below which ads do not differ.
SHORTEST_STAY = 0.5

#: Design effect of D where the bootstrap gives none (METHOD 2.2).
DEFAULT_DESIGN_EFFECT = 2.0


@dataclass(frozen=True)
class Drawn:
    """Units, the bucket weights, and what both yield again and again.

    `medians` holds the median pay by unit for every weighting, shape (r + 1, units); `widen` how
    much wider intervals have to be for the number of clusters, shape (units,).
    """

    units: Units
    weights: Floats
    medians: Floats
    widen: Floats

    @cached_property
    def premium(self) -> Floats:
        """W (METHOD 2.7), not shrunk, for every weighting, shape (r + 1, units)."""
        return pay_levels.pay_premium(self.units, self.medians, self.weights)


@dataclass(frozen=True)
class Part:
    """A part of the index: `values`, shape (r + 1, units), and which units have data of their own.

    Units without data get the market's value (METHOD 2.2).
    """

    values: Floats
    known: Mask


def draw(units: Units, weights: Floats) -> Drawn:
    """Evaluate what every part needs."""
    medians = pay_levels.pay_medians(units, units.unit, units.size, weights, chosen=units.paid)
    clusters = effective_clusters(units.by_bucket(units.vacancies))
    return Drawn(units, weights, medians, widening(clusters))


def snapshot_parts(drawn: Drawn, reference: Mask, settings: GapSettings) -> dict[str, Part]:
    """Shrunk values of W and U (METHOD 2.7); none without data."""
    units, found = drawn.units, {}
    premium = drawn.premium
    if np.isfinite(premium[0]).any():
        found["pay_premium"] = _shrunk(premium, drawn, reference, settings.seed + 1)
    if units.urgent.sum() >= FEWEST_HITS:
        hits, trials = _with_file(units, units.urgent), _with_file(units, units.vacancies)
        odds = components.replicate_odds(hits, trials, drawn.weights, seed=settings.seed + 2)
        found["urgent_wording"] = _mixed(odds, trials[:, :-1], drawn)
    stated = ~np.isnan(units.openings)
    if units.vacancies[stated].sum() >= FEWEST_HITS and np.unique(units.openings[stated]).size > 1:
        openings = components.replicate_openings(units, drawn.weights, seed=settings.seed + 3)
        given = units.by_bucket(np.where(stated, units.vacancies, 0.0))
        found["openings"] = _mixed(openings, given, drawn)
    return found


def window_parts(
    drawn: Drawn, windows: Windows, reference: Mask, settings: GapSettings
) -> dict[str, Part]:
    """Shrunk values of D and P over two windows."""
    units, found = drawn.units, {}
    counted = [np.where(mask, units.vacancies, 0.0) for mask in (windows.now, windows.before)]
    now, before = (drawn.weights @ units.by_bucket(values) for values in counted)
    totals = [
        (drawn.weights @ np.bincount(units.bucket, values, minlength=BUCKETS))[:, None]
        for values in counted
    ]
    demand = components.demand_growth(now, totals[0], before, totals[1])
    plain = components.demand_variance(now[0], before[0], 1.0)
    effects = demand[1:].var(axis=0)[reference] / plain[reference]
    effect = max(1.0, float(np.median(effects))) if effects.size else DEFAULT_DESIGN_EFFECT
    shrunk = shrink_replicates(
        demand, effect * plain, reference, seed=settings.seed + 4, widen=drawn.widen
    )
    found["demand"] = Part(shrunk, now[0] + before[0] > 0)
    price = pay_levels.price_growth(units, windows.now, windows.before, drawn.weights)
    if np.isfinite(price[0]).sum() >= 2:
        found["price"] = _shrunk(price, drawn, reference, settings.seed + 5)
    return found


def duration_parts(
    counts: Counts, drawn: Drawn, reference: Mask, settings: GapSettings
) -> dict[str, Part]:
    """Shrunk values of H1 and H2, for counts with first and last dates on the site."""
    if counts.durations.num_rows == 0:
        return {}
    ads = _durations(counts, drawn.units.ids)
    if (ads.unit < 0).all():
        return {}  # rows are not occupations
    found: dict[str, Part] = {}
    days_open = _days_open(ads, drawn)
    if np.isfinite(days_open[0]).any():
        found["days_open"] = _shrunk(days_open, drawn, reference, settings.seed + 6)
    if ads.weight[ads.is_repost].sum() >= FEWEST_HITS and ads.is_dense:
        hits, trials = (
            _durations_by_bucket(ads, chosen, drawn.units.size)
            for chosen in (ads.is_repost, ads.has_history)
        )
        odds = components.replicate_odds(hits, trials, drawn.weights, seed=settings.seed + 7)
        found["reposts"] = _mixed(odds, trials[:, :-1], drawn)
    return found


def duration_notes(counts: Counts, drawn: Drawn, found: Mapping[str, Part]) -> list[str]:
    """Codes of what first and last days on the site were good for; none where there are none.

    Parameters
    ----------
    counts : Counts
    drawn : Drawn
    found : mapping
        From `duration_parts`.
    """
    table = counts.durations
    stayed = np.asarray(table["days"].to_pandas(), dtype=np.int64) > 0
    of_units = np.isin(coded(table["occupation"])[1], drawn.units.ids).any()
    if not stayed.any() or not of_units:
        return []
    if "days_open" not in found:
        return ["no_stays"]
    weight = np.asarray(table["vacancies"].to_pandas(), dtype=np.int64)
    notes = [f"stays:{weight.sum():,}"]
    return notes if "reposts" in found else [*notes, "no_reposts"]


@dataclass(frozen=True)
class _Durations:
    unit: Codes
    bucket: Codes
    days: Codes
    weight: Floats
    is_closed: Mask
    is_repost: Mask
    has_history: Mask
    is_dense: bool


def _durations(counts: Counts, ids: tuple[str, ...]) -> _Durations:
    table = counts.durations
    names, labels = coded(table["occupation"])
    place = {name: index for index, name in enumerate(ids)}
    lookup = np.array([*(place.get(label, -1) for label in labels), -1], dtype=np.int64)
    bucket, days, last, weight = (
        np.asarray(table[name].to_pandas(), dtype=np.int64)
        for name in ("bucket", "days", "last_seen", "vacancies")
    )
    reposted = table["reposted"].to_pylist()
    return _Durations(
        unit=lookup[names],
        bucket=bucket,
        days=days,
        weight=weight.astype(np.float64),
        is_closed=last < last.max(initial=0),
        is_repost=np.array([value is True for value in reposted], dtype=bool),
        has_history=np.array([value is not None for value in reposted], dtype=bool),
        is_dense=_is_dense(last - days, last),
    )


def _is_dense(first: Codes, last: Codes) -> bool:
    """Tell whether someone looked often enough to see that an ad was down (METHOD 2.1, H2)."""
    seen = np.unique(np.concatenate([first, last]))
    seen = seen[seen >= last.min(initial=0)]
    return bool(np.diff(seen).max(initial=0) < REPOST_DAYS[0])


def _days_open(ads: _Durations, drawn: Drawn) -> Floats:
    def medians(chosen: Mask) -> Floats:
        distinct, place = np.unique(ads.days[chosen], return_inverse=True)
        weight, bucket = ads.weight[chosen], ads.bucket[chosen]
        ended, left = (
            drawn.weights @ bucket_sums(place, bucket, amount, (BUCKETS, distinct.size))
            for amount in (np.where(ads.is_closed[chosen], weight, 0.0), weight)
        )
        days = components.median_stay(
            distinct.astype(np.float64), components.still_open(ended, left)
        )
        return np.asarray(np.log(np.maximum(days, SHORTEST_STAY)))

    market = medians(np.ones(ads.unit.size, dtype=bool))
    # Half of the vacancies were met on one day only: their stay is shorter than the time between
    # two looks at the site, or there was one look, spread over days.
    if market[0] <= np.log(SHORTEST_STAY):
        market = np.full(market.size, np.nan)
    own = np.full((len(drawn.weights), drawn.units.size), np.nan)
    for unit in range(drawn.units.size):
        mine = ads.unit == unit
        if ads.weight[mine].sum() >= FEWEST_DURATIONS:
            own[:, unit] = medians(mine)
    return own - market[:, None]


def _durations_by_bucket(ads: _Durations, chosen: Mask, size: int) -> Floats:
    amount = np.where(chosen, ads.weight, 0.0)
    whole = np.bincount(ads.bucket, amount, minlength=BUCKETS)
    return np.column_stack([bucket_sums(ads.unit, ads.bucket, amount, (BUCKETS, size)), whole])


def tightness_part(
    drawn: Drawn, seekers: Floats, ratio: Floats, current: Mask | None = None
) -> Part:
    """T from persons looking for work, or from a published ratio of vacancies to them.

    Parameters
    ----------
    drawn : Drawn
    seekers, ratio : array, shape (units,)
        NaN where not given; a ratio, where given, is taken as it is.
    current : bool array, shape (rows,), optional
        Rows of the current window, where there are two: seekers are those of one period.

    Returns
    -------
    Part
        NaN where neither is given.

    Source
    ------
    METHOD 2.1 (T); Davison and Hinkley (1997), Bootstrap methods and their application, 5.2, for
    the basic interval.
    """
    ads = drawn.units.vacancies
    ads = ads if current is None else np.where(current, ads, 0.0)
    # Not shares, whose total would cancel: a draw that has more of all buckets is no more ads.
    weights = drawn.weights / drawn.weights.mean(axis=1, keepdims=True)
    vacancies = weights @ drawn.units.by_bucket(ads)
    counted = components.log_tightness(vacancies, np.where(seekers >= 0, seekers, np.nan))
    with np.errstate(divide="ignore", invalid="ignore"):
        published = np.broadcast_to(np.log(np.where(ratio > 0, ratio, np.nan)), counted.shape)
    # A total of unequal employers is mostly too low, as most samples miss the few large ones; the
    # bootstrap errs likewise about the total found, so its deviations are turned round.
    values = np.where(np.isfinite(published), published, _widened(counted, -drawn.widen))
    return Part(values, np.isfinite(values[0]))


def _mixed(values: Floats, trials: Floats, drawn: Drawn) -> Part:
    """Widen what is mixed with pseudo-ads, which are no clusters, by its own share.

    Parameters
    ----------
    values : array, shape (r + 1, units)
    trials : array, shape (buckets, units)
        Ads that a rate or mean is formed of.
    drawn : Drawn
    """
    ads = trials.sum(axis=0)
    own = ads / (ads + components.PSEUDO_ADS)
    return Part(_widened(values, drawn.widen**own), ads > 0)


def _with_file(units: Units, values: Floats) -> Floats:
    whole = np.bincount(units.bucket, values, minlength=BUCKETS)
    return np.column_stack([units.by_bucket(values), whole])


def _widened(values: Floats, widen: Floats) -> Floats:
    return np.vstack([values[:1], values[0] + (values[1:] - values[0]) * widen])


def _shrunk(values: Floats, drawn: Drawn, reference: Mask, seed: int) -> Part:
    usable = np.isfinite(values[1:]).mean(axis=0) >= 0.5
    filled = np.where(np.isfinite(values[1:]), values[1:], np.nan_to_num(values[0]))
    variances = np.where(usable & np.isfinite(values[0]), filled.var(axis=0), np.inf)
    # One row of a bootstrap is not enough to see variance where only one cluster has pay.
    variances = np.where(variances > 0, variances, np.inf)
    shrunk = shrink_replicates(
        np.vstack([values[:1], filled]), variances, reference, seed=seed, widen=drawn.widen
    )
    return Part(shrunk, np.isfinite(variances))
