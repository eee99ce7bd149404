"""Estimates between anchors: exact at them, shaped by the index, with honest width."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import stats

from talentcast.forecast.bridge import Walk
from talentcast.forecast.estimate import (
    Anchors,
    Bend,
    between_draws,
    counted,
    fit_bend,
    index_shape,
    path_between,
    path_spread,
)
from talentcast.forecast.trajectory import DRAWS, noise

YEARS = np.arange(2000, 2025)
KNOWN = np.array([2000, 2010, 2020, 2024])
AT = KNOWN - 2000


def shown(path: np.ndarray) -> Anchors:
    return Anchors(KNOWN, path[AT])


def test_anchors_are_hit_exactly_whatever_the_index():
    rng = np.random.default_rng(0)
    anchors = Anchors(KNOWN, np.log([50, 80, 153, 163.16]))
    for _ in range(20):
        index = np.cumsum(rng.normal(0, 0.1, len(YEARS)))
        bend = fit_bend(anchors, index[AT], deviation=0.04)
        np.testing.assert_allclose(
            np.exp(path_between(YEARS, anchors, index, bend))[AT], [50, 80, 153, 163.16]
        )


def test_a_straight_index_leaves_the_straight_path():
    anchors = Anchors(KNOWN, np.log([50, 80, 153, 163.16]))
    bend = Bend(1.0, 0.5, 0.02, Walk(0.03, 3.0))
    path = path_between(YEARS, anchors, 0.04 * (YEARS - 2000.0), bend)
    np.testing.assert_allclose(path, np.interp(YEARS, KNOWN, anchors.log), atol=1e-12)


def test_the_index_bends_long_gaps_more_than_short_ones():
    hump = np.array([0.1 * np.sin(np.pi * (year % 10) / 10) for year in YEARS])
    shape = index_shape(YEARS, Anchors(KNOWN, np.zeros(4)), hump)
    assert shape[5] == pytest.approx(0.1 * counted(np.array(10.0)))
    short = index_shape(YEARS, Anchors(np.array([2000, 2005, 2010]), np.zeros(3)), hump)
    assert abs(short).max() < 0.5 * shape[5]


def test_spread_is_zero_at_anchors_and_widest_between():
    anchors, index = Anchors(KNOWN, np.zeros(4)), 0.1 * np.sin(YEARS / 3.0)
    spread = path_spread(YEARS, anchors, index, Bend(1.0, 0.5, 0.0, Walk(0.04, 4.0)))
    np.testing.assert_allclose(spread[AT], 0.0, atol=1e-12)
    for a, b in zip(AT[:-1], AT[1:], strict=True):
        inside = spread[a + 1 : b]
        assert (inside > 0).all()
        assert inside[len(inside) // 2] > max(inside[0], inside[-1])


def test_draws_have_the_spread_of_the_formula():
    anchors, index = Anchors(KNOWN, np.zeros(4)), 0.2 * np.sin(YEARS / 3.0)
    bend = Bend(0.8, 0.4, 0.0, Walk(0.04, 1e6))
    draws = between_draws(
        YEARS, anchors, np.tile(index, (DRAWS, 1)), bend, noise(0, "x", len(YEARS) + 2)
    )
    np.testing.assert_allclose(
        draws.std(axis=0), path_spread(YEARS, anchors, index, bend), rtol=0.07, atol=1e-9
    )


def test_elasticity_moves_from_the_prior_to_the_truth_with_evidence():
    rng = np.random.default_rng(1)
    known = np.arange(0, 400, 10)
    index = np.cumsum(rng.normal(0.0, 0.2, 400))
    y = (
        0.3 * counted(np.array(10.0)) * index
        + 0.01 * np.arange(400)
        + np.cumsum(rng.normal(0, 0.01, 400))
    )
    bend = fit_bend(Anchors(known, y[known]), index[known], deviation=0.01)
    assert bend.elasticity == pytest.approx(0.3, abs=0.05)
    assert bend.drift == pytest.approx(0.01, abs=0.003)
    few = fit_bend(Anchors(known[:3], y[known[:3]]), index[known[:3]] * 0.01, deviation=0.01)
    assert few.elasticity == pytest.approx(1.0, abs=0.05)


@pytest.mark.parametrize("level", [0.8, 0.95])
def test_intervals_cover_paths_that_follow_the_model(level):
    """Random elasticity, drift and walk; three gaps; 1,500 histories."""
    rng = np.random.default_rng(6)
    hidden = ~np.isin(YEARS, KNOWN)
    hits = []
    for _ in range(1500):
        index = np.cumsum(rng.normal(0.03, 0.03, len(YEARS)))
        walk = np.cumsum(np.append(0.0, rng.normal(0.0, 0.04, len(YEARS) - 1)))
        shape = index_shape(YEARS, Anchors(KNOWN, np.zeros(4)), index)
        base = 0.03 * (YEARS - 2000.0) + walk
        truth = base + rng.normal(1.0, 0.5) * shape
        anchors = shown(truth)
        bend = fit_bend(anchors, np.zeros(4), deviation=0.04)
        path = path_between(YEARS, anchors, index, bend)
        width = stats.t.ppf(0.5 + level / 2, bend.walk.freedom) * path_spread(
            YEARS, anchors, index, bend
        )
        hits.append((np.abs(path - truth) <= width)[hidden])
    assert level - 0.04 <= np.mean(hits) <= level + 0.05
