"""Parts add to wholes; checked against a general optimiser and by identities."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.optimize import LinearConstraint, minimize

from talentcast.errors import SchemaError
from talentcast.forecast.reconcile import reconcile

#: total = a + b - overlap
RELATION = np.array([[-1.0, 1.0, 1.0, -1.0]])


@pytest.mark.filterwarnings("ignore:delta_grad")
def test_is_the_weighted_least_squares_answer():
    values, variance = np.array([100.0, 70.0, 45.0, 8.0]), np.array([4.0, 2.0, 1.0, 0.5])
    best = minimize(
        lambda x: np.sum((x - values) ** 2 / variance),
        values,
        constraints=LinearConstraint(RELATION, 0, 0),
        method="trust-constr",
        options={"gtol": 1e-10, "xtol": 1e-12, "maxiter": 3000},
    )
    np.testing.assert_allclose(reconcile(values, variance, RELATION), best.x, atol=1e-4)


def test_every_draw_adds_up_and_known_values_stay():
    rng = np.random.default_rng(0)
    draws = rng.normal([100, 70, 45, 8], [3, 2, 1, 0.5], (5000, 4))
    draws[:, 0] = 104.0
    out = reconcile(draws, np.array([0.0, 4.0, 1.0, 0.25]), RELATION)
    np.testing.assert_allclose(out @ RELATION[0], 0.0, atol=1e-9)
    np.testing.assert_array_equal(out[:, 0], 104.0)


def test_coherent_values_do_not_move():
    values = np.array([107.0, 70.0, 45.0, 8.0])
    np.testing.assert_allclose(reconcile(values, np.ones(4), RELATION), values)


def test_two_relations_at_once():
    relations = np.array([[-1.0, 1, 1, 0, 0], [0, -1.0, 0, 1, 1]])
    out = reconcile(np.array([10.0, 7, 4, 5, 5]), np.arange(1.0, 6.0), relations)
    np.testing.assert_allclose(relations @ out, 0.0, atol=1e-9)


def test_never_negative():
    values = np.array([1.0, 5.0, 0.2])
    out = reconcile(values, np.array([0.1, 1.0, 1.0]), np.array([[-1.0, 1.0, 1.0]]))
    assert out.min() >= 0
    assert out[0] == pytest.approx(out[1] + out[2])


def test_a_contradiction_among_known_values_is_left_as_printed():
    values = np.array([10.0, 4.0, 5.0])
    out = reconcile(values, np.zeros(3), np.array([[-1.0, 1.0, 1.0]]))
    np.testing.assert_array_equal(out, values)


def test_shapes_are_checked():
    with pytest.raises(SchemaError, match="equal numbers"):
        reconcile(np.ones(3), np.ones(2), np.ones((1, 3)))
