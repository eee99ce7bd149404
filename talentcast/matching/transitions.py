"""Where the people of an occupation can move, what they lack for it, and what it pays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from talentcast.errors import UnknownNameError
from talentcast.matching.bootstrap import Floats
from talentcast.matching.skill_shares import SkillShares, rarity
from talentcast.matching.skill_tables import KNOWN_SHARE

if TYPE_CHECKING:
    import pandas as pd

#: Levels of education in steps; a move may go one step up or down (METHOD 3).
EDUCATION_STEPS: Mapping[str, int] = {
    "none": 0, "junior_middle": 0, "high_school": 1, "vocational": 1, "college": 2,
    "bachelor": 3, "master": 4, "doctor": 5,
}  # fmt: skip
LARGEST_STEP = 1.0

#: A move may cost up to a quarter of median pay (METHOD 3, Nesta's default).
SMALLEST_PAY_RATIO = 0.75

#: Moves advised are above this top share of all pairs, by the skills they share (METHOD 3).
ADVISED_SHARE = 0.05

#: An aim is judged by at least so many skills that it names in a twentieth of its ads: what asks
#: for one thing only is met from almost anywhere.
SMALLEST_PROFILE = 5

#: A skill is missing where the share of ads naming it is below half of that in the aim; so many
#: are listed, heaviest first.
MISSING_RATIO = 0.5
MISSING_SKILLS = 5

#: What can speak against a move: too few shared skills, too far in education, too great a loss of
#: pay, an aim that names too few skills. A rule that can't be judged is not passed.
RULES = ("skills", "education", "pay", "profile")

COLUMNS = (
    "from", "to", "similarity", "education_step", "pay_ratio", "advised", "reasons",
    "missing_skills",
)  # fmt: skip


def skill_coverage(shares: SkillShares) -> Floats:
    """f(a -> b): how much of what b asks for is asked for in a, shape (units, units).

    Returns
    -------
    array
        Row a, column b; not symmetric on purpose; NaN in the column of a unit without skills.

    Source
    ------
    METHOD 3, vector 6.11.

    Examples
    --------
    >>> x = [[.9, .8, .1, 0], [.8, .2, .6, .1], [.1, .1, .2, .9]]
    >>> f = skill_coverage(SkillShares.from_dense(x))
    >>> float(f[0, 1].round(4)), float(f[1, 0].round(4))
    (0.6363, 0.6111)
    """
    table, idf = shares.dense(), rarity(shares)
    found = np.full((shares.units, shares.units), np.nan)
    for aim in range(shares.units):
        asked = np.flatnonzero(table[aim])
        if asked.size:
            weight = table[aim, asked] * idf[asked]
            met = np.minimum(1.0, table[:, asked] / table[aim, asked])
            found[:, aim] = met @ weight / weight.sum()
    return found


def transitions(
    shares: SkillShares,
    *,
    ids: Sequence[str],
    education: npt.ArrayLike,
    pay: npt.ArrayLike,
    skills: Sequence[Mapping[str, Any]],
    advised_only: bool = True,
    start: int | None = None,
    smallest_profile: int = SMALLEST_PROFILE,
) -> pd.DataFrame:
    """List moves between occupations.

    Parameters
    ----------
    shares : SkillShares
    ids : sequence of str, length units
    education : array, shape (units,), unit: steps
        Level of `EDUCATION_STEPS` that is asked for; NaN where unknown.
    pay : array, shape (units,), unit: currency a month
        Median; NaN where withheld.
    skills : sequence of mapping, length skills
        id, name_zh and name_en of each skill.
    advised_only : bool
        Only moves that pass all rules; a rule that can't be judged is not passed.
    start : int, optional
        Only moves out of this unit.
    smallest_profile : int
        Skills, known in the aim, that advice needs.

    Returns
    -------
    DataFrame, columns `COLUMNS`
        By `from`, then the most similar first; `reasons` names the rules (of `RULES`) that speak
        against a move; `missing_skills` are mappings as in `skills`.

    Source
    ------
    METHOD 3.
    """
    import pandas as pd

    coverage = skill_coverage(shares)
    steps, medians = np.asarray(education, dtype=np.float64), np.asarray(pay, dtype=np.float64)
    is_pair = ~np.eye(shares.units, dtype=bool) & np.isfinite(coverage)
    if not is_pair.any():
        return pd.DataFrame(columns=list(COLUMNS))
    limit = np.quantile(coverage[is_pair], 1 - ADVISED_SHARE)
    step = steps[None, :] - steps[:, None]
    ratio = medians[None, :] / medians[:, None]
    known = np.bincount(shares.unit[shares.share >= KNOWN_SHARE], minlength=shares.units)
    passed = {
        "skills": coverage > limit,
        "education": np.abs(step) <= LARGEST_STEP,
        "pay": ratio >= SMALLEST_PAY_RATIO,
        "profile": np.broadcast_to((known >= smallest_profile)[None, :], coverage.shape),
    }
    advised = is_pair & np.all([passed[rule] for rule in RULES], axis=0)
    chosen = advised if advised_only else is_pair
    if start is not None:
        chosen = chosen & (np.arange(shares.units) == start)[:, None]
    origin, aim = np.nonzero(chosen)
    order = np.lexsort([aim, -coverage[origin, aim], origin])
    table, idf = shares.dense(), rarity(shares)
    rows = [
        (
            ids[a], ids[b], float(coverage[a, b]), float(step[a, b]), float(ratio[a, b]),
            bool(advised[a, b]), [rule for rule in RULES if not passed[rule][a, b]],
            [dict(skills[skill]) for skill in _missing(table[a], table[b], idf)],
        )
        for a, b in zip(origin[order], aim[order], strict=True)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def moves_from(moves: pd.DataFrame, occupation: str) -> pd.DataFrame:
    """Pick the moves out of one occupation.

    Raises
    ------
    UnknownNameError
        If the table has no such occupation.
    """
    chosen = moves[moves["from"] == occupation]
    if chosen.empty and occupation not in set(moves["to"]):
        raise UnknownNameError(
            f"transitions: got occupation {occupation!r}; expected one with advised moves, such as "
            f"{', '.join(sorted(set(moves['from']))[:5]) or 'none'}; choose another"
        )
    return chosen.reset_index(drop=True)


def _missing(start: Floats, aim: Floats, idf: Floats) -> list[int]:
    asked = np.flatnonzero(aim)
    covered = start[asked] / aim[asked]
    lacking = covered < MISSING_RATIO
    weight = aim[asked] * idf[asked] * (1 - np.minimum(covered, 1.0))
    order = np.argsort(-weight[lacking], kind="stable")[:MISSING_SKILLS]
    return [int(skill) for skill in asked[lacking][order]]
