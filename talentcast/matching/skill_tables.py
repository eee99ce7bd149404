"""Skills of the ads: the ranking, the skills that mark a unit, and shares for stars and moves."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np

from talentcast.frames import SKILLS
from talentcast.matching.bootstrap import Floats
from talentcast.matching.counts import OPEN_PREFIXES
from talentcast.matching.taxonomy import (
    CATEGORY_COLUMNS,
    OCCUPATION_COLUMNS,
    WORD_COLUMNS,
    Taxonomy,
)
from talentcast.matching.units import Units, coded

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from talentcast.matching.counts import Counts

Integers: TypeAlias = "npt.NDArray[np.integer[Any]]"

#: How many skills are shown for a unit, and of which kinds: soft skills mark nobody.
TOP_SKILLS = 5
MARKING_KINDS = frozenset(("hard", "tool", "knowledge"))

#: Ads at the rate of the whole file that the share of a skill is mixed with before units are
#: compared, so that one ad among twelve does not make a skill characteristic.
PSEUDO_ADS = 10.0


#: A skill counts as known to an occupation from this share of its ads (METHOD 3).
KNOWN_SHARE = 0.05


@dataclass(frozen=True)
class SkillCounts:
    """Vacancies that name a skill, one row a unit, skill and bucket.

    Rows of the same unit and skill stand together. The bucket is 0 throughout where the counts are
    not kept by bucket.
    """

    ids: tuple[str, ...]
    unit: Integers
    skill: Integers
    bucket: Integers
    vacancies: npt.NDArray[np.floating[Any]]

    def pairs(self, size: int) -> tuple[Integers, Integers, Floats]:
        """Sum over buckets: unit, skill and vacancies of every pair that occurs."""
        known = self.unit >= 0
        unit, skill = self.unit[known], self.skill[known]
        row, first = pair_runs(unit, skill)
        summed = np.bincount(row, self.vacancies[known], minlength=first.size)
        unit, skill = unit[first].astype(np.int64), skill[first].astype(np.int64)
        order = np.lexsort([skill, unit])
        return unit[order], skill[order], np.asarray(summed[order], dtype=np.float64)


def pair_runs(unit: Integers, skill: Integers) -> tuple[Integers, Integers]:
    """Give the pair of each row a number; equal pairs stand together.

    Returns
    -------
    (number, first) : number of the pair of each row, from 0; first row of each pair

    Examples
    --------
    >>> number, first = pair_runs(np.array([4, 4, 4, 2]), np.array([7, 7, 1, 1]))
    >>> number.tolist(), first.tolist()
    ([0, 0, 1, 2], [0, 2, 3])
    """
    is_first = np.ones(unit.size, dtype=np.bool_)
    is_first[1:] = (unit[1:] != unit[:-1]) | (skill[1:] != skill[:-1])
    return np.cumsum(is_first, dtype=np.int32) - 1, np.flatnonzero(is_first)


def skill_counts(counts: Counts, units: Units, by: str = "occupation") -> SkillCounts:
    """Skills of each unit."""
    table = counts.skills
    column = "occupation"
    if by != "occupation":
        import pyarrow.compute as pc

        table = counts.group_skills
        table = table.filter(pc.equal(table["dimension"].cast("string"), by))
        column = "group"
    names, labels = coded(table[column])
    skill, ids = coded(table["skill"])
    place = {name: index for index, name in enumerate(units.ids)}
    lookup = np.array([*(place.get(label, -1) for label in labels), -1], dtype=np.int32)
    bucket = np.zeros(table.num_rows, np.int16)
    if by == "occupation":
        bucket = table["bucket"].to_numpy().astype(np.int16)
    # A row a unit, skill and bucket comes to millions in large files: the narrowest types serve.
    order = np.lexsort([bucket, skill, names])
    return SkillCounts(
        ids=tuple(ids),
        unit=lookup[names[order]],
        skill=skill[order].astype(np.int32),
        bucket=bucket[order],
        vacancies=table["vacancies"].to_numpy()[order].astype(np.float32),
    )


def skill_ranking(
    counts: Counts, names: Mapping[str, Mapping[str, Any]], total: float
) -> pd.DataFrame:
    """Skills by how many ads name them, columns `frames.SKILLS` and names of the category.

    Parameters
    ----------
    counts : Counts
    names : mapping of skill id to name_zh, name_en, kind, category, category_zh, category_en
    total : float
        All vacancies.
    """
    import pandas as pd

    skill, ids = coded(counts.skills["skill"])
    ads, needed = (
        np.bincount(skill, counts.skills[name].to_numpy(), minlength=len(ids))
        for name in ("vacancies", "required")
    )
    rows = [
        {"id": own, **names[own], "ads": int(count), "share": count / total,
         "required": must / count}
        for own, count, must in zip(ids, ads, needed, strict=True)
    ]  # fmt: skip
    columns = [*SKILLS, "required", "category_zh", "category_en"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["ads", "id"], ascending=[False, True], ignore_index=True)


def name_skills(
    ids: Collection[str],
    skills: pd.DataFrame,
    categories: pd.DataFrame | None,
    words: pd.DataFrame | None,
) -> dict[str, dict[str, Any]]:
    """Names, kind and category of each skill; one that a pattern found is named by its words."""
    import pandas as pd

    if categories is None:
        categories = pd.DataFrame(columns=list(CATEGORY_COLUMNS))
    if words is None:
        words = pd.DataFrame(columns=list(WORD_COLUMNS))
    known = Taxonomy(
        skills=skills,
        occupations=pd.DataFrame(columns=list(OCCUPATION_COLUMNS)),
        categories=categories,
        words=words,
    )
    labels: dict[str, tuple[str, str]] = {}
    found = {}
    for own in sorted(ids):
        zh, en = known.skill_names(own)
        kind, category = known.skill_kind(own)
        if category not in labels:
            labels[category] = known.category_names(category)
        found[own] = {
            "name_zh": zh, "name_en": en, "kind": kind, "category": category,
            "category_zh": labels[category][0], "category_en": labels[category][1],
        }  # fmt: skip
    return found


def top_skills(
    found: SkillCounts, units: Units, names: Mapping[str, Mapping[str, Any]]
) -> list[list[dict[str, Any]]]:
    """Pick the most characteristic skills of each unit.

    Skills are ordered by ``share * ln(share / share in the whole file)``, the unit's share mixed
    with `PSEUDO_ADS` ads at the file's rate: a skill has to be both frequent here and rarer
    elsewhere (the second factor is the log of a revealed comparative advantage). Only skills of
    the taxonomy count: a wording that a pattern found is no name to mark an occupation with; and
    only those that `KNOWN_SHARE` of the unit's ads name, as in METHOD 3.

    Returns
    -------
    list, one a unit, of lists of {"id", "name_zh", "name_en", "share"}
    """
    unit, skill, ads = found.pairs(units.size)
    size = units.total(units.vacancies)
    whole = np.bincount(found.skill, found.vacancies, minlength=len(found.ids))
    market = whole / max(units.vacancies.sum(), 1.0)
    mixed = (ads + PSEUDO_ADS * market[skill]) / (size[unit] + PSEUDO_ADS)
    weight = mixed * np.log(mixed / market[skill])
    is_marking = np.array(
        [names[own]["kind"] in MARKING_KINDS and not own.startswith(OPEN_PREFIXES)
         for own in found.ids],
        dtype=bool,
    )  # fmt: skip
    is_marking = is_marking[skill] & (ads > 1) & (ads >= KNOWN_SHARE * size[unit])
    order = np.lexsort([skill, -ads, -weight])
    chosen: list[list[dict[str, Any]]] = [[] for _ in range(units.size)]
    for row in order[is_marking[order]]:
        own = chosen[unit[row]]
        if len(own) < TOP_SKILLS:
            name = found.ids[skill[row]]
            own.append(
                {
                    "id": name,
                    "name_zh": names[name]["name_zh"],
                    "name_en": names[name]["name_en"],
                    "share": float(ads[row] / size[unit[row]]),
                }
            )
    return chosen
