"""One row a unit: counts, index, stars, pay, skills and flags side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from talentcast.matching.bootstrap import Floats
from talentcast.matching.employers import Employers
from talentcast.matching.index import Index
from talentcast.matching.pay_tables import Pay
from talentcast.matching.shortage import (
    DOMINANT_EMPLOYER,
    FEWEST_ADS,
    LARGE_EMPLOYER,
    GapSettings,
)
from talentcast.matching.stars import DIMENSIONS, Stars
from talentcast.matching.units import Units

if TYPE_CHECKING:
    import pandas as pd

#: Groups of the bundled table in which occupations are right in at least .8 of the labelled ads,
#: with 90 % confidence (METHOD 2.6; benchmarks/occupations_zh.py, by group). Others, and all of an
#: imported taxonomy, are marked: their classification has not been shown to be that good.
VALIDATED_GROUPS = frozenset(
    ("data-ai", "design", "finance", "it-operations", "management", "marketing", "mechanical",
     "operations", "product-project", "sales", "software")
)  # fmt: skip

_SCORES = ("demand", "hard_to_fill", "price", "tightness", "pay_premium", "urgency")
_LEVEL_FLAGS = {"flagged": "weak", "very_weak": "very_weak"}
_MONTH, _EQUIVALENT = "{}/month", "{}/month (year/12)"
_PAY = (
    "salary_median", "salary_lo90", "salary_hi90", "salary_n", "salary_employers", "bound_low",
    "bound_high", "placement_low", "placement_high", "disclosed", "disclosure_low",
    "disclosure_high", "salary_reweighted",
)  # fmt: skip


@dataclass(frozen=True)
class Title:
    """What a unit is called, and the group whose members lend it strength."""

    zh: str
    en: str
    group: str | None


@dataclass(frozen=True)
class Estimates:
    """All that is estimated of the units of a file; no stars but for occupations."""

    units: Units
    employers: Employers
    index: Index
    pay: Pay
    stars: Stars | None


def occupation_table(
    made: Estimates,
    titles: Sequence[Title],
    top: list[list[dict[str, Any]]],
    copies: Mapping[Any, int],
) -> pd.DataFrame:
    """Lay the estimates out, one row a unit in the order of the units.

    Parameters
    ----------
    made : Estimates
    titles : sequence of Title
    top : list of lists of skills, one a unit
    copies : mapping of unit to int
        Repeated ads that were dropped before counting.

    Returns
    -------
    DataFrame, columns of `frames.OCCUPATIONS`
    """
    import pandas as pd

    units, index, pay = made.units, made.index, made.pay
    vacancies = units.total(units.vacancies)
    dropped = np.array([copies.get(own, 0) for own in units.ids], dtype=np.float64)
    stated = np.where(np.isnan(units.openings), 1.0, units.openings) * units.vacancies
    nothing = np.full(units.size, np.nan)
    table = pd.DataFrame(
        {
            "id": list(units.ids),
            "title_zh": [title.zh for title in titles],
            "title_en": [title.en for title in titles],
            "ads": (units.total(units.ads) + dropped).astype(np.int64),
            "vacancies": vacancies.astype(np.int64),
            "openings": np.rint(units.total(stated)).astype(np.int64),
            "employers": _whole(made.employers.count if units.is_clustered else nothing),
            "share": vacancies / max(float(units.vacancies.sum()), 1.0),
            "index": index.value,
            "index_lo90": index.low,
            "index_hi90": index.high,
            "grade": index.grade,
            "coverage": index.coverage,
            **{name: index.scores.get(name, nothing) for name in _SCORES},
            **_theta(made),
            **{f"stars_{name}": _whole(values) for name, values in _stars(made).items()},
            **{name: pay.columns[name] for name in _PAY},
            "salary_unit": None,
            "currency": units.currency,
        }
    )
    table["salary_n"] = table["salary_n"].astype(np.int64)
    table["salary_employers"] = _whole(made.employers.paid_count if units.is_clustered else nothing)
    for name in ("overall", *DIMENSIONS):
        chances = made.stars.probability[name] if made.stars else [{} for _ in range(units.size)]
        table[f"p_{name}"] = pd.Series(chances, dtype=object)
    table["top_skills"] = pd.Series(top, dtype=object)
    table["flags"] = pd.Series(_flags(made, titles), dtype=object)
    return table


def salary_unit(currency: str | None, settings: GapSettings) -> str | None:
    """Name the unit of pay: a month's by contract, or a twelfth of a year's.

    Examples
    --------
    >>> salary_unit("CNY", GapSettings()), salary_unit("CNY", GapSettings(monthly_equivalent=True))
    ('CNY/month', 'CNY/month (year/12)')
    """
    if not currency:
        return None
    return (_EQUIVALENT if settings.monthly_equivalent else _MONTH).format(currency)


def _theta(made: Estimates) -> dict[str, Floats]:
    """Vacancies per seeker (求人倍率) with its interval; a stock says nothing of it."""
    index = made.index
    ends = {"": index.theta, "_lo90": index.theta_low, "_hi90": index.theta_high}
    hidden = np.full(made.units.size, np.nan)
    return {
        f"vacancies_per_seeker{end}": values if index.knows_seekers else hidden
        for end, values in ends.items()
    }


def _whole(values: Floats) -> pd.Series[int]:
    """Whole numbers, missing where not finite."""
    import pandas as pd

    return pd.Series(values).astype("Int64")


def _stars(made: Estimates) -> dict[str, Floats]:
    nothing = np.full(made.units.size, np.nan)
    if made.stars is None:
        return dict.fromkeys(("overall", *DIMENSIONS), nothing)
    return {"overall": made.stars.overall, **made.stars.stars}


def _flags(made: Estimates, titles: Sequence[Title]) -> list[list[str]]:
    units, employers, index, pay = made.units, made.employers, made.index, made.pay
    tightness = index.scores.get("tightness")
    vacancies = units.total(units.vacancies)
    assumed = units.total(units.vacancies * units.openings_assumed)
    found = []
    for unit in range(units.size):
        flags = []
        top = employers.top_share[unit] if units.is_clustered else 0.0
        if vacancies[unit] < FEWEST_ADS:
            found.append(["counts_only"])
            continue
        if top > DOMINANT_EMPLOYER:
            flags.append("one_employer")
        else:
            flags += [_LEVEL_FLAGS[own] for own in [index.evidence[unit]] if own in _LEVEL_FLAGS]
            flags += ["one_component"] if index.is_single[unit] else []
            flags += ["large_employer"] if top > LARGE_EMPLOYER else []
            if np.isnan(pay.columns["salary_median"][unit]):
                flags.append("pay_withheld")
        if tightness is not None and np.isnan(tightness[unit]):
            flags.append("no_supply")
        if made.stars is not None and made.stars.is_gated[unit]:
            flags.append("gated")
        flags += pay.flags[unit]
        flags += [] if units.is_clustered else ["not_clustered"]
        is_hidden = units.is_clustered and employers.hidden_share[unit] > LARGE_EMPLOYER
        flags += ["hidden_employers"] if is_hidden else []
        flags += ["assumed_openings"] if assumed[unit] > 0 else []
        if made.stars is not None and titles[unit].group not in VALIDATED_GROUPS:
            flags.append("unvalidated")
        found.append(flags)
    return found
