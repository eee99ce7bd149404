"""Shares of ads that name a skill, by occupation: advantage, rarity, difficulty of moving in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from talentcast.matching.bootstrap import Floats
from talentcast.matching.skill_tables import KNOWN_SHARE, Integers, SkillCounts, pair_runs
from talentcast.matching.units import Codes

#: Smaller shares are left out: single mentions among a hundred ads are reading errors as often as
#: demands, and there are very many of them.
SMALLEST_SHARE = 0.01


@dataclass(frozen=True)
class SkillShares:
    """Shares of each unit's ads that name a skill, one entry a pair that occurs.

    `unit` and `skill` are codes from 0, `share` of the same shape, shape (pairs,).
    """

    unit: Codes
    skill: Codes
    share: Floats
    units: int
    skills: int

    def dense(self) -> Floats:
        """Give the same as a matrix, shape (units, skills)."""
        table = np.zeros((self.units, self.skills))
        table[self.unit, self.skill] = self.share
        return table

    @classmethod
    def from_dense(cls, table: npt.ArrayLike) -> SkillShares:
        """Shares from a matrix of units by skills."""
        shares = np.asarray(table, dtype=np.float64)
        unit, skill = (np.asarray(code, dtype=np.int64) for code in np.nonzero(shares))
        return cls(unit, skill, shares[unit, skill], *shares.shape)


@dataclass(frozen=True)
class ShareDraws:
    """Skill counts arranged so that shares under any weighting of the buckets are quick to get."""

    unit: Codes
    skill: Codes
    row: Integers
    bucket: Integers
    vacancies: Floats
    sizes: Floats
    skills: int

    def under(self, weights: Floats) -> SkillShares:
        """Shares under weights of the buckets, shape (buckets,)."""
        size = weights @ self.sizes
        ads = np.bincount(self.row, self.vacancies * weights[self.bucket], minlength=self.unit.size)
        share = ads / np.where(size > 0, size, 1.0)[self.unit]
        return SkillShares(self.unit, self.skill, share, self.sizes.shape[1], self.skills)


def share_draws(found: SkillCounts, sizes: Floats, shown: npt.NDArray[np.bool_]) -> ShareDraws:
    """Arrange skill counts of the units that are `shown`, renumbered from 0.

    Skills outside the taxonomy (bucket -1) are left out.

    Parameters
    ----------
    found : SkillCounts
    sizes : array, shape (buckets, units)
        Vacancies.
    shown : bool array, shape (units,)
    """
    number = np.where(shown, np.cumsum(shown) - 1, -1).astype(np.int32)
    kept = (found.unit >= 0) & (found.bucket >= 0)
    kept &= number[found.unit] >= 0
    unit, skill = number[found.unit[kept]], found.skill[kept]
    bucket, vacancies = found.bucket[kept], found.vacancies[kept]
    row, first = pair_runs(unit, skill)
    ads = np.bincount(row, vacancies, minlength=first.size)
    own, skill = unit[first], skill[first]
    chosen = sizes[:, shown]
    large = ads >= SMALLEST_SHARE * chosen.sum(axis=0)[own]
    place = np.where(large, np.cumsum(large) - 1, -1).astype(np.int32)
    keep = large[row]
    return ShareDraws(
        unit=own[large].astype(np.int64),
        skill=skill[large].astype(np.int64),
        row=place[row[keep]],
        bucket=bucket[keep],
        vacancies=vacancies[keep].astype(np.float64),
        sizes=chosen,
        skills=len(found.ids),
    )


def comparative_advantage(shares: SkillShares) -> Floats:
    """RCA of each pair: its share within the occupation over that within all, shape (pairs,).

    Source
    ------
    METHOD 3, vector 6.11; Alabdulkareem et al. (2018), Unpacking the polarization of workplace
    skills.

    Examples
    --------
    >>> x = [[.9, .8, .1, 0], [.8, .2, .6, .1], [.1, .1, .2, .9]]
    >>> comparative_advantage(SkillShares.from_dense(x))[:3].round(3)
    array([1.333, 1.939, 0.296])
    """
    of_unit = np.bincount(shares.unit, shares.share, minlength=shares.units)
    of_skill = np.bincount(shares.skill, shares.share, minlength=shares.skills)
    total = shares.share.sum()
    with np.errstate(divide="ignore", invalid="ignore"):
        own = shares.share / of_unit[shares.unit]
        whole = of_skill[shares.skill] / total
        return np.asarray(np.nan_to_num(own / whole))


def distinctive_skills(shares: SkillShares) -> Floats:
    """Count the skills of each unit with RCA above 1 and a share of at least `KNOWN_SHARE`."""
    is_distinctive = (comparative_advantage(shares) > 1) & (shares.share >= KNOWN_SHARE)
    counted = np.bincount(shares.unit, is_distinctive, minlength=shares.units)
    return np.asarray(counted, dtype=np.float64)


def rarity(shares: SkillShares) -> Floats:
    """Inverse document frequency of each skill, shape (skills,).

    Source
    ------
    METHOD 3, vector 6.11.

    Examples
    --------
    >>> x = [[.9, .8, .1, 0], [.8, .2, .6, .1], [.1, .1, .2, .9]]
    >>> rarity(SkillShares.from_dense(x)).round(4)
    array([1.    , 1.    , 1.    , 1.2877])
    """
    known = shares.skill[shares.share >= KNOWN_SHARE]
    frequency = np.bincount(known, minlength=shares.skills)
    return np.asarray(np.log((shares.units + 1) / (frequency + 1)) + 1)


def moving_difficulty(shares: SkillShares, stock: Floats) -> Floats:
    """C, raw: how little of what each unit asks for is asked for elsewhere, shape (units,).

    Parameters
    ----------
    shares : SkillShares
    stock : array, shape (units,)
        Persons, or vacancies; rescaled to shares without the unit itself.

    Returns
    -------
    array, shape (units,)
        0 to 1; NaN for a unit without skills.

    Notes
    -----
    ``w min(1, x_a / x_b)`` is ``idf min(x_a, x_b)``, so with the shares of a skill sorted the sum
    over all other units needs no matrix of pairs.

    Source
    ------
    METHOD 3, vector 6.11.

    Examples
    --------
    >>> x = [[.9, .8, .1, 0], [.8, .2, .6, .1], [.1, .1, .2, .9]]
    >>> moving_difficulty(SkillShares.from_dense(x), np.array([.5, .3, .2])).round(4)
    array([0.5667, 0.4581, 0.7525])
    """
    order = np.lexsort([shares.share, shares.skill])
    unit, skill, share = shares.unit[order], shares.skill[order], shares.share[order]
    weight = stock[unit]
    idf = rarity(shares)[skill]
    # Sums over the pairs of the same skill up to each pair: those with a smaller or equal share.
    starts = np.searchsorted(skill, skill)
    ends = np.searchsorted(skill, skill, side="right")
    below, heads = (np.append(0.0, np.cumsum(values)) for values in (weight * share, weight))
    place = np.arange(skill.size) + 1
    covered = below[place] - below[starts] + share * (heads[ends] - heads[place])
    covered -= weight * share
    asked = np.bincount(unit, idf * share, minlength=shares.units)
    met = np.bincount(unit, idf * covered, minlength=shares.units)
    others = stock.sum() - stock
    with np.errstate(divide="ignore", invalid="ignore"):
        difficulty = 1 - met / (asked * others)
    return np.where((asked > 0) & (others > 0), difficulty, np.nan)
