"""Posted pay by unit: median, interval, bounds, placement band, disclosure, minimum samples."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from talentcast.matching import medians
from talentcast.matching.bootstrap import Floats, percentile_interval
from talentcast.matching.employers import Employers
from talentcast.matching.parts import Drawn
from talentcast.matching.pay_mix import mix_weights
from talentcast.matching.shortage import (
    DOMINANT_EMPLOYER,
    LARGE_EMPLOYER,
    GapSettings,
    Mask,
)
from talentcast.matching.shrinkage import likely_spread
from talentcast.matching.units import Codes, Units

#: Ads with pay and employers for each way of showing a median (METHOD 2.6).
NORMAL_PAY = (100, 20)
FLAGGED_PAY = (30, 10)
SHRUNK_PAY = (10, 5)

#: A median that moves by more than this when the silent ads are allowed for is flagged (METHOD 4).
LARGEST_DISCLOSURE_SHIFT = 0.05

#: Share of ads whose pay is a base only above which the median is flagged.
LARGE_BASE_SHARE = 0.25

#: 95th percentile of the standard normal distribution.
_NORMAL_90 = 1.6449

COLUMNS = (
    "salary_median", "salary_lo90", "salary_hi90", "salary_n", "salary_employers", "bound_low",
    "bound_high", "placement_low", "placement_high", "disclosed", "disclosure_low",
    "disclosure_high", "salary_reweighted",
)  # fmt: skip


@dataclass(frozen=True)
class Pay:
    """`columns` by name, each of shape (units,), and plain flags for each unit."""

    columns: dict[str, Floats]
    flags: list[list[str]]


@dataclass(frozen=True)
class _Spread:
    """Variance of log pay within occupations; spread of their log medians about their groups'."""

    within: float
    between: float


def estimate_pay(
    drawn: Drawn, employers: Employers, groups: Sequence[str | None], settings: GapSettings
) -> Pay:
    """Median posted pay of each unit, with all that has to be printed beside it.

    Parameters
    ----------
    drawn : Drawn
    employers : Employers
    groups : sequence of str or None, length units
        Occupations of a group lend each other strength where few ads state pay.
    settings : GapSettings

    Returns
    -------
    Pay
        NaN where suppressed. A median inside an open range is the bound, flagged `at_least` or
        `at_most`.

    Source
    ------
    METHOD 4 and 2.6.
    """
    units = drawn.units
    columns = {name: np.full(units.size, np.nan) for name in COLUMNS}
    flags: list[list[str]] = [[] for _ in range(units.size)]
    paid = units.total(np.where(units.paid, units.vacancies, 0.0))
    every = units.total(units.vacancies)
    columns["salary_n"] = paid
    columns["salary_employers"] = employers.paid_count
    columns["disclosed"] = np.where(every > 0, paid / np.maximum(every, 1.0), np.nan)
    group_medians = _group_medians(units, groups)
    ways = [
        _way(paid[unit], employers, unit, is_clustered=units.is_clustered)
        for unit in range(units.size)
    ]
    shown = np.array([way != "withheld" for way in ways], dtype=bool)
    spread = _spread(drawn, paid, np.array([group_medians[group] for group in groups]), shown)
    wide = _intervals(drawn, settings)
    for unit in np.flatnonzero(shown).tolist():
        way = ways[unit]
        rows = np.flatnonzero((units.unit == unit) & units.paid)
        found, marks = _one(units, rows, float(columns["disclosed"][unit]))
        found |= {"salary_lo90": wide[0][unit], "salary_hi90": wide[1][unit]}
        if way != "normal":
            marks.append("shrunk_pay" if way == "shrunk" else "few_pay")
        if way == "shrunk":
            found |= _shrunk(
                found, paid[unit], group_medians[groups[unit]], spread, drawn.widen[unit]
            )
        if "at_least" in marks:
            found["salary_hi90"] = np.nan
        found["salary_reweighted"] = _reweighted(units, unit)
        if _moves(units, rows, found["salary_reweighted"]):
            marks.append("selective_disclosure")
        if units.is_clustered and employers.paid_top_share[unit] > LARGE_EMPLOYER:
            marks.append("large_payer")
        for name, value in found.items():
            columns[name][unit] = value if np.isfinite(value) else np.nan
        flags[unit] = marks
    return Pay(columns, flags)


def _way(paid: float, employers: Employers, unit: int, *, is_clustered: bool) -> str:
    firms = employers.paid_count[unit] if is_clustered else np.inf
    largest = max(employers.top_share[unit], employers.paid_top_share[unit])
    if is_clustered and largest > DOMINANT_EMPLOYER:
        return "withheld"
    for way, (ads, least) in (
        ("normal", NORMAL_PAY), ("flagged", FLAGGED_PAY), ("shrunk", SHRUNK_PAY)
    ):  # fmt: skip
        if paid >= ads and firms >= least:
            return way
    return "withheld"


def _one(units: Units, rows: Codes, disclosed: float) -> tuple[dict[str, float], list[str]]:
    low, high, weight = units.low[rows], units.high[rows], units.vacancies[rows]
    marks = []
    bounds = medians.pay_bounds(low, high, weights=weight)
    band = medians.placement_band(low, high, weights=weight)
    median = medians.pay_quantile(low, high, weights=weight)
    if np.isinf(median):
        median, marks = bounds[0], ["at_least"]
    elif median == 0:
        median, marks = bounds[1], ["at_most"]
    edges = medians.disclosure_quantiles(disclosed)
    outer = (np.nan, np.nan)
    if edges is not None and edges[1] < 1:
        outer = (
            medians.pay_quantile(low, high, edges[0], weights=weight),
            medians.pay_quantile(low, high, edges[1], weights=weight),
        )
    if units.base_only[rows].sum() > LARGE_BASE_SHARE * weight.sum():
        marks.append("base_pay")
    return {
        "salary_median": median,
        "bound_low": bounds[0], "bound_high": bounds[1],
        "placement_low": band[0], "placement_high": band[1],
        "disclosure_low": outer[0], "disclosure_high": outer[1],
    }, marks  # fmt: skip


def _intervals(drawn: Drawn, settings: GapSettings) -> tuple[Floats, Floats]:
    with np.errstate(divide="ignore"):
        logs = np.log(drawn.medians)
    logs[~np.isfinite(logs)] = np.nan
    low, high = percentile_interval(logs[1:], logs[0], widen=drawn.widen, level=settings.level)
    return np.exp(low), np.exp(high)


def _shrunk(
    found: dict[str, float], paid: float, group: float, spread: _Spread, widen: float
) -> dict[str, float]:
    """Draw a median towards that of its group; `widen` is what its interval was widened by.

    The error of the result has two parts: the share B of the own one, and 1 - B of the difference
    between the occupation and its group, whose spread is known.
    """
    own = found["salary_median"]
    if not (own > 0 and group > 0 and np.isfinite(own) and np.isfinite(group)):
        return {}
    median, weight = medians.shrunk_median(
        own, group, paid, within=spread.within, between=spread.between**2
    )
    least = _NORMAL_90 * np.sqrt(np.pi / 2 * spread.within / paid)
    of_group = (1 - weight) * _NORMAL_90 * spread.between
    reach = {}
    for name, side in (("salary_lo90", -1.0), ("salary_hi90", 1.0)):
        distance = abs(np.log(found[name]) - np.log(own)) if np.isfinite(found[name]) else 0.0
        of_own = weight * (distance * widen ** (weight - 1) or least)
        reach[name] = median * np.exp(side * np.hypot(of_own, of_group))
    return {"salary_median": median, **reach}


def _spread(drawn: Drawn, paid: Floats, group_medians: Floats, shown: Mask) -> _Spread:
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(drawn.medians)
        apart = logs[0] - np.log(group_medians)
    logs[~np.isfinite(logs)] = np.nan
    sampling = np.where(np.isfinite(logs[1:]), logs[1:], 0.0).var(axis=0)
    # A group of one occupation has its median.
    usable = shown & np.isfinite(apart) & (apart != 0) & (sampling > 0)
    return _Spread(_within(drawn.units, paid), likely_spread(apart[usable], sampling[usable]))


def _within(units: Units, paid: Floats) -> float:
    """Average the variance of log pay within occupations."""
    chosen = units.paid & (units.unit >= 0) & (units.low > 0) & np.isfinite(units.high)
    code, weight = units.unit[chosen], units.vacancies[chosen]
    left, right = np.log(units.low[chosen]), np.log(units.high[chosen])
    middle = (left + right) / 2
    count = np.bincount(code, weight, minlength=units.size)
    safe = np.maximum(count, 1.0)
    mean = np.bincount(code, weight * middle, minlength=units.size) / safe
    # The variance of a uniform distribution over a range is its width squared over 12.
    squares = (middle - mean[code]) ** 2 + (right - left) ** 2 / 12
    variance = np.bincount(code, weight * squares, minlength=units.size) / safe
    # An occupation whose every pay is open to one side shows no spread.
    large = (paid >= FLAGGED_PAY[0]) & (count > 0)
    if not large.any():
        large = count > 0
    return float(np.average(variance[large], weights=count[large])) if large.any() else 0.0


def _group_medians(units: Units, groups: Sequence[str | None]) -> dict[str | None, float]:
    everyone = units.paid & (units.unit >= 0)
    found: dict[str | None, float] = {}
    for group in dict.fromkeys([*groups, None]):
        members = np.array([own == group or group is None for own in groups], dtype=bool)
        rows = everyone & np.append(members, False)[units.unit]
        found[group] = medians.pay_quantile(
            units.low[rows], units.high[rows], weights=units.vacancies[rows]
        )
    return found


def _reweighted(units: Units, unit: int) -> float:
    """Give the median with ads that state pay weighted to the mix of all ads of the unit."""
    mine = np.flatnonzero(units.unit == unit)
    weights = mix_weights(units, mine)
    rows, weights = mine[units.paid[mine]], weights[units.paid[mine]]
    return medians.pay_quantile(units.low[rows], units.high[rows], weights=weights)


def _moves(units: Units, paid: Codes, reweighted: float) -> bool:
    """Tell whether the median moves by too much when the silent ads are allowed for."""
    plain = medians.pay_quantile(units.low[paid], units.high[paid], weights=units.vacancies[paid])
    if not (np.isfinite(plain) and plain > 0):
        return False
    return bool(abs(reweighted / plain - 1) > LARGEST_DISCLOSURE_SHIFT)
