"""Stars: the vectors of METHOD 6.11 and 6.12, probabilities, what is left out."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import numpy as np
import pytest

from talentcast.matching.shortage import normalise, score
from talentcast.matching.skill_shares import (
    SkillShares,
    comparative_advantage,
    distinctive_skills,
    moving_difficulty,
    rarity,
    share_draws,
)
from talentcast.matching.skill_tables import SkillCounts
from talentcast.matching.stars import (
    gated,
    overall_score,
    star_range,
    stars_of,
    training_score,
)

_spec = importlib.util.spec_from_file_location("market", Path(__file__).with_name("market.py"))
market = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(market)

#: METHOD 6.11.
SHARES = np.array([[0.9, 0.8, 0.1, 0], [0.8, 0.2, 0.6, 0.1], [0.1, 0.1, 0.2, 0.9]])
STOCK = np.array([0.5, 0.3, 0.2])


def test_vector_6_11():
    shares = SkillShares.from_dense(SHARES)
    advantage = comparative_advantage(shares)[shares.unit == 0]
    assert np.round(advantage, 3).tolist() == [1.333, 1.939, 0.296]
    assert np.round(rarity(shares), 4).tolist() == [1, 1, 1, 1.2877]
    difficulty = moving_difficulty(shares, STOCK)
    assert np.round(difficulty, 4).tolist() == [0.5667, 0.4581, 0.7525]
    z, _ = normalise(difficulty[None, :], np.ones(3, dtype=bool))
    assert np.round(score(z[0]), 1).tolist() == [50.0, 25.0, 87.6]


def test_vector_6_12():
    overall = overall_score(np.array(72.0), np.array(55.0), np.array(81.0))
    assert float(overall) == 70.0
    assert stars_of(overall) == 4
    assert round(float(training_score([1.0, 0.5, 0.0])), 2) == 69.15
    limited = gated(np.array([85.0]), np.array([0.9]))
    assert limited[0] == 59.99
    assert stars_of(limited)[0] == 3


def test_difficulty_equals_the_sum_over_all_pairs():
    """METHOD 3 written out: c_b = 1 - sum over a of om_a f(a -> b)."""
    random = np.random.default_rng(0)
    table = random.uniform(0, 1, (9, 14)) * (random.random((9, 14)) < 0.5)
    table[:, 0] = 0.3
    stock = random.uniform(0.1, 1, 9)
    shares = SkillShares.from_dense(table)
    idf = rarity(shares)
    for aim in range(9):
        weight = table[aim] * idf
        others = [a for a in range(9) if a != aim]
        total = stock[others].sum()
        covered = 0.0
        for start in others:
            asked = table[aim] > 0
            ratio = np.minimum(1, table[start][asked] / table[aim][asked])
            covered += stock[start] / total * (weight[asked] @ ratio) / weight.sum()
        assert moving_difficulty(shares, stock)[aim] == pytest.approx(1 - covered)


def test_ties_in_shares_do_not_matter():
    table = np.full((4, 3), 0.5)
    assert moving_difficulty(SkillShares.from_dense(table), np.ones(4)) == pytest.approx(
        np.zeros(4), abs=1e-12
    )


def test_stars_change_at_multiples_of_twenty():
    assert stars_of([0, 19.99, 20, 59.99, 60, 80, 100]).tolist() == [1, 1, 2, 3, 4, 5, 5]
    assert np.isnan(stars_of(np.nan))


def test_a_missing_dimension_leaves_no_overall_stars():
    assert np.isnan(overall_score(np.array(72.0), np.array(np.nan), np.array(81.0)))
    rows = market.market_rows(seed=0)
    for row in rows:
        row |= {"skills": [], "required": []}
    table = market.estimate(rows).occupations
    assert table["stars_overall"].isna().all()
    assert table["stars_supply_demand"].notna().any()
    assert table["stars_transition"].isna().all()
    assert table["p_overall"].map(len).max() == 0


def test_probabilities_add_up_and_hold_the_stars():
    table = market.estimate(market.market_rows(seed=0)).occupations
    rated = table[table["stars_overall"].notna()]
    assert len(rated) == 12
    for row in rated.to_dict("records"):
        assert sum(row["p_overall"].values()) == pytest.approx(1)
        assert set(row["p_overall"]) <= {"1", "2", "3", "4", "5"}
    own = [row["p_overall"].get(str(row["stars_overall"]), 0) for row in rated.to_dict("records")]
    assert np.mean(own) > 0.4


def test_higher_requirements_mean_harder_training():
    rows = market.market_rows(seed=0)
    for row in rows:
        code = int(row["occupation"][1:])
        row["education"] = "master" if code < 3 else "college"
        row["experience"] = 8.0 if code < 3 else 1.0 + 0.1 * code
    scores = market.estimate(rows).extra["stars"].set_index("id")["training"]
    assert scores[["o00", "o01", "o02"]].min() > scores.drop(["o00", "o01", "o02"]).max()


def test_a_range_is_printed_below_sixty_percent():
    assert star_range({"3": 0.45, "4": 0.5, "5": 0.05}) == (3, 4)
    assert star_range({"4": 0.6, "5": 0.4}) == (4, 4)
    assert star_range({"2": 1.0}) == (2, 2)
    assert star_range({}) is None


def test_shares_under_weights_are_those_of_the_repeated_ads():
    found = SkillCounts(
        ("a", "b"), np.array([0, 0, 1]), np.array([0, 1, 0]), np.array([3, 4, 3]),
        np.array([2.0, 1.0, 4.0]),
    )  # fmt: skip
    sizes = np.zeros((100, 2))
    sizes[3], sizes[4] = [4, 5], [6, 0]
    weights = np.zeros(100)
    weights[3], weights[4] = 2, 1
    draws = share_draws(found, sizes, np.array([True, True]))
    # Unit 0: 2 x 4 + 6 ads, 4 of them name a and 1 names b; unit 1: 10 ads, 8 name a.
    assert draws.under(weights).dense() == pytest.approx(np.array([[4 / 14, 1 / 14], [0.8, 0]]))
    hidden = share_draws(found, sizes, np.array([False, True])).under(weights)
    assert hidden.dense() == pytest.approx(np.array([[0.8, 0]]))


def test_distinctive_skills_ignore_single_mentions():
    table = np.array([[0.5, 0.02, 0.5], [0.5, 0.0, 0.0]])
    assert distinctive_skills(SkillShares.from_dense(table)).tolist() == [1, 1]
