"""Accuracy measures against worked figures and their definitions."""

from __future__ import annotations

import numpy as np
import pytest

from talentcast import metrics
from talentcast.errors import SchemaError


def test_mase_of_a_random_walk_in_sample_is_one() -> None:
    # By construction: one-step errors of the last value, scaled by themselves.
    y = np.random.default_rng(1).normal(size=40).cumsum()
    scale = metrics.naive_scale([y])
    assert metrics.mase(y[None, 1:], y[None, :-1], scale)[0] == pytest.approx(1.0)


def test_smape_worked_by_hand() -> None:
    # |100 - 110| / 210 and |120 - 100| / 220, times 200, averaged: 13.853.
    value = metrics.smape(np.array([[100.0, 120.0]]), np.array([[110.0, 100.0]]))
    assert value[0] == pytest.approx((200 * 10 / 210 + 200 * 20 / 220) / 2)


def test_smape_is_bounded_and_zero_for_two_zeros() -> None:
    value = metrics.smape(np.array([[0.0], [1.0]]), np.array([[0.0], [0.0]]))
    np.testing.assert_allclose(value, [0.0, 200.0])


def test_owa_of_published_m4_yearly_figures() -> None:
    # M4 paper, yearly: Smyl sMAPE 13.176, MASE 2.980; naive 2 sMAPE 16.342, MASE 3.974; OWA .778.
    value = metrics.owa(
        np.array([2.980]), np.array([13.176]), np.array([3.974]), np.array([16.342])
    )
    assert value == pytest.approx(0.778, abs=5e-4)


def test_interval_score_is_the_width_when_nothing_is_missed() -> None:
    y = np.array([[5.0, 6.0]])
    score = metrics.scaled_interval_score(y, y - 1, y + 3, np.array([2.0]))
    assert score[0] == pytest.approx(2.0)


def test_interval_score_is_smallest_at_the_true_quantiles() -> None:
    # The score is proper: for a standard normal the best 95 % interval is -1.96 to 1.96.
    y = np.random.default_rng(2).normal(size=(1, 200_000))
    ends = np.arange(1.5, 2.5, 0.02)
    scores = [
        metrics.scaled_interval_score(y, np.full_like(y, -e), np.full_like(y, e), np.ones(1))[0]
        for e in ends
    ]
    assert ends[int(np.argmin(scores))] == pytest.approx(1.96, abs=0.07)


def test_coverage_counts_the_bounds() -> None:
    y = np.array([[1.0, 2.0, 3.0, 4.0]])
    assert metrics.coverage(y, np.full_like(y, 2.0), np.full_like(y, 3.0))[0] == 50.0


def test_constant_histories_have_no_scaled_error() -> None:
    scale = metrics.naive_scale([np.array([2.0, 2.0]), np.array([1.0])])
    assert np.isnan(metrics.mase(np.ones((2, 1)), np.ones((2, 1)), scale)).all()


def test_shapes_must_agree() -> None:
    with pytest.raises(SchemaError, match="equal shapes"):
        metrics.smape(np.ones((2, 3)), np.ones((3, 2)))
