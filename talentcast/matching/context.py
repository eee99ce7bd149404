"""Figures that are reported beside the index and never enter it (METHOD 2.1, weight 0)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from talentcast.matching.bootstrap import Floats, percentile_interval
from talentcast.matching.components import gap_rate
from talentcast.matching.occupation_table import Estimates
from talentcast.matching.parts import Drawn
from talentcast.matching.requirement_years import experience_years, schooling_years
from talentcast.matching.supply import Supply
from talentcast.matching.windows import Windows

if TYPE_CHECKING:
    import pandas as pd

#: Ads that state applicants before their number is averaged.
FEWEST_STATED = 10

_ENDS = ("", "_lo90", "_hi90")


def context_table(made: Estimates, drawn: Drawn, supply: Supply | None) -> pd.DataFrame:
    """Lay out, one row a unit, what tells about tightness but is not scored.

    Parameters
    ----------
    made : Estimates
    drawn : Drawn
    supply : Supply, optional

    Returns
    -------
    DataFrame
        `top_employer_share` and `employer_hhi`; `pay_premium_share` (W as a share of pay) with its
        interval; required `experience_years` and `education_years`; with two windows the change of
        each, with intervals; with seekers `vacancies_per_seeker` and `gap_rate`; with a stock
        `vacancy_rate`; where ads state them `applicants_per_vacancy` and of how many ads.

    Notes
    -----
    Levels of pay mix skill, disamenity and rents; the gap rate repeats tightness.

    Source
    ------
    METHOD 2.1.
    """
    import pandas as pd

    units = made.units
    columns: dict[str, Floats] = {}
    if units.is_clustered:
        columns["top_employer_share"] = made.employers.top_share
        columns["employer_hhi"] = made.employers.hhi
    columns |= _interval("pay_premium_share", drawn.premium, drawn.widen, is_log=True)
    columns |= _years(drawn, made.index.windows)
    columns |= _supply(made, supply)
    columns |= _applicants(drawn)
    shown = np.array([level != "withheld" for level in made.index.levels], dtype=bool)
    table = pd.DataFrame({"id": np.array(units.ids, dtype=object)})
    for name, values in columns.items():
        if np.isfinite(values).any():
            table[name] = np.where(shown, values, np.nan)
    return table


def _interval(
    name: str, values: Floats, widen: Floats, *, is_log: bool = False
) -> dict[str, Floats]:
    low, high = percentile_interval(values[1:], values[0], widen=widen)
    known = np.isfinite(values[0])
    ends = (np.where(known, end, np.nan) for end in (values[0], low, high))
    return {
        name + end: np.expm1(value) if is_log else value
        for end, value in zip(_ENDS, ends, strict=True)
    }


def _years(drawn: Drawn, windows: Windows | None) -> dict[str, Floats]:
    """Average the required years, and their change between the windows."""
    units, first = drawn.units, drawn.weights[:1]
    every = np.ones(units.unit.size, dtype=bool)
    found: dict[str, Floats] = {}
    for name, years in (
        ("experience_years", experience_years),
        ("education_years", schooling_years),
    ):
        chosen = every if windows is None else windows.now
        found[name] = years(units, first, chosen)[0]
        if windows is not None:
            now, before = (
                years(units, drawn.weights, mask) for mask in (windows.now, windows.before)
            )
            found |= _interval(f"{name}_change", now - before, drawn.widen)
    return found


def _supply(made: Estimates, supply: Supply | None) -> dict[str, Floats]:
    if supply is None:
        return {}
    index, units = made.index, made.units
    found: dict[str, Floats] = {}
    if index.knows_seekers:
        ends = (index.theta, index.theta_low, index.theta_high)
        found |= {f"vacancies_per_seeker{end}": x for end, x in zip(_ENDS, ends, strict=True)}
        found["gap_rate"] = gap_rate(index.theta)
    rows = np.ones(units.unit.size, dtype=bool) if index.windows is None else index.windows.now
    vacancies = units.total(np.where(rows, units.vacancies, 0.0))
    found["vacancy_rate"] = vacancies / (vacancies + supply.stock)
    return found


def _applicants(drawn: Drawn) -> dict[str, Floats]:
    units = drawn.units
    stated = units.total(units.with_applicants)
    enough = np.where(stated >= FEWEST_STATED, stated, np.nan)
    count = np.where(stated > 0, stated, np.nan)
    return {"applicants_per_vacancy": units.total(units.applicants) / enough, "applicants_n": count}
