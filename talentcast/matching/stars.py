"""Stars in three dimensions: supply and demand, training difficulty, difficulty of moving in.

This is talentcast's own rating. It borrows its three dimensions and its five stars from the
Beijing catalogue, whose formula is not public.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from talentcast.matching.bootstrap import Floats
from talentcast.matching.index import Index
from talentcast.matching.parts import Drawn
from talentcast.matching.requirement_years import experience_years, schooling_years
from talentcast.matching.shortage import SMALL_REFERENCE, GapSettings, Mask, normalise, score
from talentcast.matching.skill_shares import (
    ShareDraws,
    distinctive_skills,
    moving_difficulty,
    share_draws,
)
from talentcast.matching.skill_tables import SkillCounts
from talentcast.matching.supply import Supply
from talentcast.matching.units import Units

#: Weights of the three dimensions in the overall score (METHOD 3).
DIMENSIONS: Mapping[str, float] = {"supply_demand": 0.50, "training": 0.25, "transition": 0.25}

MOST_STARS = 5
POINTS_A_STAR = 20.0

#: Highest score for supply and demand where seekers outnumber vacancies for sure (METHOD 3).
GATED_SCORE = 59.99

#: A number of stars stands alone from this probability (METHOD 3).
CERTAIN_SHARE = 0.60


@dataclass(frozen=True)
class Stars:
    """Stars by unit, NaN where there are none, and how sure each number of stars is.

    `probability` holds the share of replicates with each number of stars, by unit: overall, and of
    each dimension.
    """

    scores: Mapping[str, Floats]
    stars: Mapping[str, Floats]
    overall: Floats
    overall_score: Floats
    probability: Mapping[str, list[dict[str, float]]]
    is_gated: npt.NDArray[np.bool_]
    by_stock: bool


def stars_of(scores: npt.ArrayLike) -> Floats:
    """Stars for a score from 0 to 100: ``min(5, 1 + floor(score / 20))``.

    Source
    ------
    METHOD 3, vectors 6.2 and 6.12.

    Examples
    --------
    >>> stars_of([70.0, 59.99, 100.0])
    array([4., 3., 5.])
    """
    values = np.asarray(scores, dtype=np.float64)
    return np.asarray(np.minimum(MOST_STARS, 1 + np.floor(values / POINTS_A_STAR)))


def overall_score(supply_demand: Floats, training: Floats, transition: Floats) -> Floats:
    """Half supply and demand, a quarter each of the other two; NaN if any is missing.

    Examples
    --------
    >>> float(overall_score(np.array(72.0), np.array(55.0), np.array(81.0)))
    70.0
    """
    weights = DIMENSIONS
    return np.asarray(
        weights["supply_demand"] * supply_demand
        + weights["training"] * training
        + weights["transition"] * transition
    )


def gated(scores: Floats, theta_high: npt.ArrayLike) -> Floats:
    """Cut supply and demand at 59.99 where tightness is below 1 at its upper bound.

    Examples
    --------
    >>> gated(np.array([85.0, 85.0]), np.array([0.9, np.nan]))
    array([59.99, 85.  ])
    """
    is_ample = np.asarray(theta_high, dtype=np.float64) < 1
    return np.where(is_ample, np.minimum(scores, GATED_SCORE), scores)


def training_score(z: npt.ArrayLike) -> Floats:
    """100 Phi of the mean of the normalised requirements, those missing left out.

    Examples
    --------
    >>> round(float(training_score([1.0, 0.5, 0.0])), 2)
    69.15
    """
    return score(_mean_present(np.asarray(z, dtype=np.float64)))


def estimate_stars(
    found: SkillCounts,
    drawn: Drawn,
    index: Index,
    supply: Supply | None,
    settings: GapSettings,
) -> Stars:
    """Rate every unit that has an index level other than withheld.

    Supply and demand, and so the whole, are rated where the index has two components.

    Parameters
    ----------
    found : SkillCounts
        By occupation, with buckets.
    drawn : Drawn
    index : Index
    supply : Supply, optional
        Its stock weights the difficulty of moving in; vacancies do where there is none.
    settings : GapSettings

    Returns
    -------
    Stars

    Source
    ------
    METHOD 3.
    """
    units = drawn.units
    weights = drawn.weights[: settings.star_replicates + 1]
    shown = np.array([level != "withheld" for level in index.levels], dtype=bool)
    firm = np.array([level in ("normal", "flagged") for level in index.levels], dtype=bool)
    reference = firm if firm.sum() >= SMALL_REFERENCE else shown
    draws = share_draws(found, units.by_bucket(units.vacancies), shown)
    distinctive, difficulty = _skill_parts(draws, weights, shown, supply)
    training = _training(units, weights, distinctive, reference)
    transition = _normal_score(difficulty, reference)
    supply_demand = np.vstack([index.value, index.replicates])[: len(weights)]
    theta_high = index.theta_high if index.knows_seekers else np.full(units.size, np.nan)
    limited = gated(supply_demand, theta_high)
    limited = np.where(index.is_single, np.nan, limited)  # METHOD 2.4: two components
    parts = {"supply_demand": limited, "training": training, "transition": transition}
    parts = {name: np.where(shown, values, np.nan) for name, values in parts.items()}
    whole = overall_score(parts["supply_demand"], parts["training"], parts["transition"])
    return Stars(
        scores={name: values[0] for name, values in parts.items()},
        stars={name: stars_of(values[0]) for name, values in parts.items()},
        overall=stars_of(whole[0]),
        overall_score=whole[0],
        probability={
            name: [_probability(values[1:, unit], values[0, unit]) for unit in range(units.size)]
            for name, values in {"overall": whole, **parts}.items()
        },
        is_gated=(limited[0] < supply_demand[0]) & shown,
        by_stock=_stock(supply, shown) is not None,
    )


def star_range(probability: Mapping[str, float]) -> tuple[int, int] | None:
    """Stars to print: one number if it has at least 60 %, else the two most likely, as a range.

    Examples
    --------
    >>> star_range({"3": 0.45, "4": 0.5, "5": 0.05})
    (3, 4)
    """
    if not probability:
        return None
    ordered = sorted(probability, key=lambda star: -probability[star])
    if probability[ordered[0]] >= CERTAIN_SHARE or len(ordered) == 1:
        return int(ordered[0]), int(ordered[0])
    pair = sorted(int(star) for star in ordered[:2])
    return pair[0], pair[1]


def _probability(replicates: Floats, point: float) -> dict[str, float]:
    usable = replicates[np.isfinite(replicates)]
    if not np.isfinite(point) or not usable.size:
        return {}
    given, count = np.unique(stars_of(usable), return_counts=True)
    return {str(int(star)): float(n / usable.size) for star, n in zip(given, count, strict=True)}


def _skill_parts(
    draws: ShareDraws, weights: Floats, shown: Mask, supply: Supply | None
) -> tuple[Floats, Floats]:
    size = shown.size
    distinctive = np.full((len(weights), size), np.nan)
    difficulty = np.full((len(weights), size), np.nan)
    if not draws.unit.size:
        return distinctive, difficulty
    stock = _stock(supply, shown)
    named = np.bincount(draws.unit, minlength=int(shown.sum())) > 0
    for row, weight in enumerate(weights):
        shares = draws.under(weight)
        own = weight @ draws.sizes if stock is None else stock
        distinctive[row, shown] = np.where(named, np.log1p(distinctive_skills(shares)), np.nan)
        difficulty[row, shown] = moving_difficulty(shares, own)
    return distinctive, difficulty


def _stock(supply: Supply | None, shown: Mask) -> Floats | None:
    """Give persons employed, where they are known of all units that are rated."""
    if supply is None or not shown.any() or not np.isfinite(supply.stock[shown]).all():
        return None
    return supply.stock[shown]


def _training(units: Units, weights: Floats, distinctive: Floats, reference: Mask) -> Floats:
    schooling, experience = schooling_years(units, weights), experience_years(units, weights)
    parts = [normalise(values, reference) for values in (schooling, experience, distinctive)]
    kept = [part[0] for part in parts if part is not None]
    if len(kept) < 2:
        return np.full(distinctive.shape, np.nan)
    return score(_mean_present(np.stack(kept)))


def _mean_present(values: Floats) -> Floats:
    present = np.isfinite(values)
    count = present.sum(axis=0)
    total = np.where(present, values, 0.0).sum(axis=0)
    return np.asarray(np.where(count > 0, total / np.maximum(count, 1), np.nan))


def _normal_score(values: Floats, reference: Mask) -> Floats:
    found = normalise(values, reference)
    return np.full(values.shape, np.nan) if found is None else score(found[0])
