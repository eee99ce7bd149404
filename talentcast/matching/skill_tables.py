"""Skills of the ads: the ranking, the skills that mark a unit, and shares for stars and moves."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from talentcast.frames import SKILLS
from talentcast.matching.bootstrap import Floats
from talentcast.matching.units import Codes, Units, coded

if TYPE_CHECKING:
    import pandas as pd

    from talentcast.matching.counts import Counts

#: How many skills are shown for a unit, and of which kinds: soft skills mark nobody.
TOP_SKILLS = 5
MARKING_KINDS = frozenset(("hard", "tool", "knowledge"))

#: Ads at the rate of the whole file that the share of a skill is mixed with before units are
#: compared, so that one ad among twelve does not make a skill characteristic.
PSEUDO_ADS = 10.0

#: Start of the id of a skill that a pattern found and no table lists.
_OPEN_PREFIX = "task:"
_OPEN_KIND = "hard"


@dataclass(frozen=True)
class SkillCounts:
    """Vacancies that name a skill, one row a unit, skill and bucket.

    The bucket is 0 throughout where the counts are not kept by bucket.
    """

    ids: tuple[str, ...]
    unit: Codes
    skill: Codes
    bucket: Codes
    vacancies: Floats

    def pairs(self, size: int) -> tuple[Codes, Codes, Floats]:
        """Sum over buckets: unit, skill and vacancies of every pair that occurs."""
        known = self.unit >= 0
        code = self.unit[known] * len(self.ids) + self.skill[known]
        pair, place = np.unique(code, return_inverse=True)
        summed = np.bincount(place, self.vacancies[known], minlength=pair.size)
        width = max(len(self.ids), 1)
        return pair // width, pair % width, np.asarray(summed, dtype=np.float64)


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
    lookup = np.array([*(place.get(label, -1) for label in labels), -1], dtype=np.int64)
    size = table.num_rows
    bucket = np.zeros(size, np.int64)
    if by == "occupation":
        bucket = np.asarray(table["bucket"].to_pandas(), dtype=np.int64)
    vacancies = np.asarray(table["vacancies"].to_pandas(), dtype=np.float64)
    order = np.lexsort([bucket, skill, names])
    return SkillCounts(
        tuple(ids), lookup[names][order], skill[order], bucket[order], vacancies[order]
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
    vacancies = np.asarray(counts.skills["vacancies"].to_pandas(), dtype=np.float64)
    required = np.asarray(counts.skills["required"].to_pandas(), dtype=np.float64)
    ads = np.bincount(skill, vacancies, minlength=len(ids))
    needed = np.bincount(skill, required, minlength=len(ids))
    rows = [
        {"id": own, **names[own], "ads": int(count), "share": count / total,
         "required": must / count}
        for own, count, must in zip(ids, ads, needed, strict=True)
    ]  # fmt: skip
    columns = [*SKILLS, "required", "category_zh", "category_en"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["ads", "id"], ascending=[False, True], ignore_index=True)


def name_skills(
    ids: Collection[str], skills: pd.DataFrame, categories: pd.DataFrame | None
) -> dict[str, dict[str, Any]]:
    """Names, kind and category of each skill; one that a pattern found is named by its words."""
    wanted = set(ids)
    listed = skills[skills["id"].isin(wanted)]
    known = {
        str(row["id"]): {name: row.get(name) for name in ("name_zh", "name_en", "kind", "category")}
        for row in listed.to_dict("records")
    }
    labels: dict[Any, tuple[Any, Any]] = {}
    if categories is not None:
        labels = {
            row["id"]: (row["name_zh"], row["name_en"]) for row in categories.to_dict("records")
        }
    found = {}
    for own in ids:
        entry = known.get(own) or _open_skill(own)
        zh, en = labels.get(entry["category"], (entry["category"], entry["category"]))
        found[own] = {**entry, "category_zh": zh, "category_en": en}
    return found


def _open_skill(own: str) -> dict[str, Any]:
    surface = own.removeprefix(_OPEN_PREFIX)
    category = "other"
    if own.startswith(_OPEN_PREFIX):
        from talentcast.matching.patterns import task_category

        category = task_category(surface)
    return {"name_zh": surface, "name_en": surface, "kind": _OPEN_KIND, "category": category}


def top_skills(
    found: SkillCounts, units: Units, names: Mapping[str, Mapping[str, Any]]
) -> list[list[dict[str, Any]]]:
    """Pick the most characteristic skills of each unit.

    Skills are ordered by ``share * ln(share / share in the whole file)``, the unit's share mixed
    with `PSEUDO_ADS` ads at the file's rate: a skill has to be both frequent here and rarer
    elsewhere (the second factor is the log of a revealed comparative advantage).

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
    is_marking = np.array([names[own]["kind"] in MARKING_KINDS for own in found.ids], dtype=bool)
    chosen: list[list[dict[str, Any]]] = [[] for _ in range(units.size)]
    for row in np.lexsort([skill, -ads, -weight]):
        own = chosen[unit[row]]
        if len(own) < TOP_SKILLS and is_marking[skill[row]] and ads[row] > 1:
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
