"""Largest cosines by group: the same as by multiplying everything with everything."""

from __future__ import annotations

import numpy as np
import pytest

from talentcast.matching import title_vectors
from talentcast.matching.title_vectors import GroupedVectors, unit

UNKNOWN = 2.5


def sample(seed: int, count: int, names: int) -> list[dict[str, float]]:
    """Make vectors over features of which the first are in most of them."""
    random = np.random.default_rng(seed)
    share = 0.7 / np.arange(1, names + 1)
    return [
        {
            f"f{i}": float(random.integers(1, 4))
            for i in np.flatnonzero(random.random(names) < share)
        }
        for _ in range(count)
    ]


def by_hand(
    vectors: list[dict[str, float]],
    group: list[int],
    groups: int,
    weights: dict[str, float],
    queries: list[dict[str, float]],
) -> np.ndarray:
    """Multiply each query with each vector, in full."""
    names = sorted({n for one in (*vectors, *queries) for n in one})
    rows = np.array([[vector.get(n, 0.0) for n in names] for vector in vectors])
    asked = np.array([[q.get(n, 0.0) * weights.get(n, UNKNOWN) for n in names] for q in queries])
    norms = np.linalg.norm(asked, axis=1)
    cosines = asked @ rows.T / np.where(norms > 0, norms, 1.0)[:, None]
    found = np.zeros((len(queries), groups))
    for column, own in enumerate(group):
        found[:, own] = np.maximum(found[:, own], cosines[:, column])
    return found


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("share", [0.0, 0.02, 0.2, 1.0])
def test_same_as_all_products(seed: int, share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(title_vectors, "_COMMON_SHARE", share)
    monkeypatch.setattr(title_vectors, "_PARTS", 300)  # a few queries at a time
    vectors = [unit(vector) for vector in sample(seed, 90, 40)]
    group = np.random.default_rng(seed).integers(0, 12, len(vectors)).tolist()
    weights = {name: 1.0 + int(name[1:]) / 10 for vector in vectors for name in vector}
    queries = [*sample(seed + 100, 25, 40), {}, {"unknown": 1.0}, {"f0": 1.0, "unknown": 2.0}]
    built = GroupedVectors(vectors, group, 13, weights, UNKNOWN)
    expected = by_hand(vectors, group, 13, weights, queries)
    np.testing.assert_allclose(built.nearest(queries), expected, atol=1e-12)
    np.testing.assert_allclose(built.nearest(queries), expected, atol=1e-12)  # asked again


def test_an_answer_does_not_depend_on_the_other_queries() -> None:
    vectors = [unit(vector) for vector in sample(3, 200, 60)]
    weights = {f"f{i}": 1.0 + i / 7 for i in range(60)}
    built = GroupedVectors(vectors, [i % 20 for i in range(200)], 20, weights, UNKNOWN)
    queries = sample(4, 60, 60)
    together = built.nearest(queries)
    alone = np.concatenate([built.nearest([query]) for query in queries])
    turned = built.nearest(queries[::-1])[::-1]
    assert (together == alone).all()
    assert (together == turned).all()


def test_nothing_to_compare_with() -> None:
    assert GroupedVectors([], [], 3, {}, UNKNOWN).nearest([{"a": 1.0}]).tolist() == [[0.0] * 3]
    one = GroupedVectors([{}], [0], 2, {}, UNKNOWN)
    assert one.nearest([{"a": 1.0}, {}]).tolist() == [[0.0, 0.0]] * 2
    assert one.nearest([]).shape == (0, 2)
