"""Moves between the occupations of a file: those advised, and all out of one with their pay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from talentcast.errors import SchemaError
from talentcast.matching.bootstrap import Floats, percentile_interval
from talentcast.matching.occupation_table import Estimates, Title
from talentcast.matching.parts import Drawn
from talentcast.matching.shortage import FEWEST_ADS
from talentcast.matching.skill_shares import share_draws
from talentcast.matching.skill_tables import SkillCounts
from talentcast.matching.transitions import EDUCATION_STEPS, transitions
from talentcast.matching.units import Units

if TYPE_CHECKING:
    import pandas as pd

#: Columns of the moves out of one occupation. `pay_change` is a share of the old pay, with a 90 %
#: interval; `reasons` as in `transitions.RULES`.
MOVES = (
    "id", "title_zh", "title_en", "ads", "advised", "reasons", "similarity", "education_step",
    "pay_from", "pay_to", "pay_change", "pay_change_lo90", "pay_change_hi90", "missing_skills",
)  # fmt: skip


def transition_table(
    made: Estimates,
    found: SkillCounts,
    names: Mapping[str, Mapping[str, Any]],
    *,
    start: str | None = None,
) -> pd.DataFrame:
    """List moves between occupations with an index, columns `transitions.COLUMNS`.

    Those advised; with `start`, all out of that occupation.
    """
    units = made.units
    shown = np.array([level != "withheld" for level in made.index.levels], dtype=bool)
    ids = [own for own, is_shown in zip(units.ids, shown, strict=True) if is_shown]
    sizes = units.by_bucket(units.vacancies)
    shares = share_draws(found, sizes, shown).under(np.ones(len(sizes)))
    return transitions(
        shares,
        ids=ids,
        education=_usual_education(units)[shown],
        pay=made.pay.columns["salary_median"][shown],
        skills=[
            {"id": own, "name_zh": names[own]["name_zh"], "name_en": names[own]["name_en"]}
            for own in found.ids
        ],
        advised_only=start is None,
        start=None if start is None else ids.index(start),
    )


def moves_out(
    made: Estimates,
    found: SkillCounts,
    names: Mapping[str, Mapping[str, Any]],
    drawn: Drawn,
    titles: Sequence[Title],
    start: str,
) -> pd.DataFrame:
    """List all moves out of one occupation with what they do to pay, columns `MOVES`.

    Those advised come first, then the most similar.

    Raises
    ------
    SchemaError
        If the ads say too little about the occupation.

    Source
    ------
    METHOD 3; intervals as in METHOD 2.5.
    """
    import pandas as pd

    units = made.units
    place = {own: number for number, own in enumerate(units.ids)}
    ads = units.total(units.vacancies)
    if start not in place or made.index.levels[place[start]] == "withheld":
        count = int(ads[place[start]]) if start in place else 0
        why = "one employer posts most of them" if count >= FEWEST_ADS else "too few"
        raise SchemaError(
            f"transitions: got {count} ads of {start} ({why}); expected at least {FEWEST_ADS}, "
            "from several employers; add files of ads, or choose another occupation"
        )
    table = transition_table(made, found, names, start=start)
    aims = np.array([place[own] for own in table["to"]], dtype=np.int64)
    own = place[start]
    pay = made.pay.columns["salary_median"]
    low, high = _pay_change(made, drawn, own, aims)
    columns = {
        "id": table["to"],
        "title_zh": [titles[aim].zh for aim in aims],
        "title_en": [titles[aim].en for aim in aims],
        "ads": ads[aims].astype(np.int64),
        "pay_from": pay[own],
        "pay_to": pay[aims],
        "pay_change": table["pay_ratio"].astype(float) - 1,
        "pay_change_lo90": low,
        "pay_change_hi90": high,
        **{name: table[name] for name in ("advised", "reasons", "similarity", "education_step")},
        "missing_skills": table["missing_skills"],
    }
    listed = pd.DataFrame(columns)[list(MOVES)]
    order = np.lexsort([np.arange(len(listed)), ~listed["advised"].to_numpy(dtype=bool)])
    return listed.iloc[order].reset_index(drop=True)


def _pay_change(
    made: Estimates, drawn: Drawn, start: int, aims: np.ndarray[Any, np.dtype[np.int64]]
) -> tuple[Floats, Floats]:
    """Give the 90 % interval of new over old pay less 1, from paired replicates of the medians.

    Medians drawn towards their group have no replicates: there the published intervals are put
    together as if they were independent.
    """
    columns = made.pay.columns
    with np.errstate(divide="ignore", invalid="ignore"):
        logs = np.log(drawn.medians)
        point = np.log(columns["salary_median"])
        reach = [np.log(columns[name]) - point for name in ("salary_lo90", "salary_hi90")]
    logs[~np.isfinite(logs)] = np.nan
    change = logs[:, aims] - logs[:, [start]]
    widen = np.maximum(drawn.widen[aims], drawn.widen[start])
    low, high = percentile_interval(change[1:], change[0], widen=widen)
    shrunk = np.array(["shrunk_pay" in flags for flags in made.pay.flags], dtype=bool)
    centre = point[aims] - point[start]
    loss, gain = reach
    low = np.where(shrunk[aims] | shrunk[start], centre - np.hypot(loss[aims], gain[start]), low)
    high = np.where(shrunk[aims] | shrunk[start], centre + np.hypot(gain[aims], loss[start]), high)
    known = np.isfinite(centre)
    return tuple(np.where(known, np.exp(end) - 1, np.nan) for end in (low, high))  # type: ignore[return-value]


def _usual_education(units: Units) -> Floats:
    """Step of education that half of the ads that state one ask for at most."""
    steps = np.array([EDUCATION_STEPS.get(name, -1) for name in units.education_names] + [-1])
    step = steps[units.education]
    known = (units.unit >= 0) & (step >= 0)
    width = max(EDUCATION_STEPS.values()) + 1
    pair = units.unit[known] * width + step[known]
    ads = np.bincount(pair, units.vacancies[known], minlength=units.size * width)
    below = np.cumsum(ads.reshape(units.size, width), axis=1)
    total = below[:, -1]
    usual = (below >= total[:, None] / 2).argmax(axis=1).astype(np.float64)
    return np.where(total > 0, usual, np.nan)
