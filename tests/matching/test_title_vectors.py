"""Largest cosines by group: the same as by multiplying everything with everything."""

from __future__ import annotations

import numpy as np
import pytest

from talentcast.matching import nearest_products, title_vectors
from talentcast.matching.title_vectors import GroupedVectors, unit

UNKNOWN = 2.5

try:
    from talentcast.matching._nearest import Nearest
except ImportError:
    Nearest = None

needs_compiled = pytest.mark.skipif(
    Nearest is None, reason="the vectors were not compiled: this install had no C compiler"
)


@pytest.fixture(params=["compiled", "matrices"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Either way of multiplying."""
    if request.param == "compiled" and Nearest is None:
        pytest.skip("the vectors were not compiled: this install had no C compiler")
    if request.param == "matrices":
        monkeypatch.setattr(title_vectors, "compiled", lambda *_: None)
    monkeypatch.setattr(nearest_products, "_PARTS", 300)  # a few queries at a time
    return request.param


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
@pytest.mark.usefixtures("way")
def test_same_as_all_products(seed: int, share: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(title_vectors, "_COMMON_SHARE", share)
    vectors = [unit(vector) for vector in sample(seed, 90, 40)]
    group = np.random.default_rng(seed).integers(0, 12, len(vectors)).tolist()
    weights = {name: 1.0 + int(name[1:]) / 10 for vector in vectors for name in vector}
    queries = [*sample(seed + 100, 25, 40), {}, {"unknown": 1.0}, {"f0": 1.0, "unknown": 2.0}]
    built = GroupedVectors(vectors, group, 13, weights, UNKNOWN)
    expected = by_hand(vectors, group, 13, weights, queries)
    np.testing.assert_allclose(built.nearest(queries), expected, atol=1e-12)
    np.testing.assert_allclose(built.nearest(queries), expected, atol=1e-12)  # asked again


@pytest.mark.usefixtures("way")
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


@pytest.mark.usefixtures("way")
def test_nothing_to_compare_with() -> None:
    assert GroupedVectors([], [], 3, {}, UNKNOWN).nearest([{"a": 1.0}]).tolist() == [[0.0] * 3]
    one = GroupedVectors([{}], [0], 2, {}, UNKNOWN)
    assert one.nearest([{"a": 1.0}, {}]).tolist() == [[0.0, 0.0]] * 2
    assert one.nearest([]).shape == (0, 2)


def tables() -> list[np.ndarray]:
    """One common and one rarer feature, two vectors in two groups, one direction."""
    first, none = np.array([0, 1], np.int64), np.array([0], np.int32)
    both = np.array([0, 1], np.int32)
    return [
        first, none, np.ones(1), first, none, np.ones(1),
        np.array([0, 2], np.int64), both, np.ones(2), both, np.zeros(2, np.int32), np.ones(2), np.ones(1),
    ]  # fmt: skip


def query(place: int, first: tuple[int, ...] = (0, 1)) -> list[np.ndarray]:
    norm = np.ones(max(len(first) - 1, 0))
    return [np.array(first, np.int64), np.array([place], np.int64), np.ones(1), norm]


@needs_compiled
def test_compiled_adds_what_the_tables_say() -> None:
    built = Nearest(tuple(tables()), 2)
    for place, expected in ((0, [1.0, 0.0]), (1, [1.0, 1.0])):
        found = np.empty(2)
        built.find(*query(place), found)
        assert found.tolist() == expected


@needs_compiled
@pytest.mark.parametrize("weights", [[0.0] * 40, [0.0] * 39 + [1.0], [0.5] * 2, [1.0, -1.0] * 9])
@pytest.mark.parametrize("place", [0, 1])
def test_compiled_adds_a_feature_that_comes_again(place: int, weights: list[float]) -> None:
    twice = 2 * len(weights)
    found = np.empty((2, 2))
    Nearest(tuple(tables()), 2).find(
        np.array([0, len(weights), twice]),
        np.full(twice, place),
        np.array(2 * weights),
        np.ones(2),
        found,
    )
    expected = [sum(weights), sum(weights) * place]
    assert found.tolist() == [expected, expected]


@needs_compiled
@pytest.mark.parametrize("table", range(13))
def test_compiled_refuses_tables_that_do_not_fit(table: int) -> None:
    short, odd = tables(), tables()
    short[table] = short[table][:0]
    odd[table] = np.zeros(3, np.uint8)
    for wrong in (short, odd):
        with pytest.raises(ValueError, match="tables"):
            Nearest(tuple(wrong), 2)


@needs_compiled
@pytest.mark.parametrize("table", [0, 1, 3, 4, 6, 7, 9, 10])
@pytest.mark.parametrize("value", [-1, 2, 1 << 30])
def test_compiled_refuses_numbers_beyond_the_tables(table: int, value: int) -> None:
    wrong = tables()
    wrong[table][0] = value
    with pytest.raises(ValueError, match="tables"):
        Nearest(tuple(wrong), 2)


@needs_compiled
@pytest.mark.parametrize("place", [2, -1, 1 << 40, -(1 << 40)])
def test_compiled_refuses_features_beyond_the_tables(place: int) -> None:
    with pytest.raises(ValueError, match="queries"):
        Nearest(tuple(tables()), 2).find(*query(place), np.empty(2))


@needs_compiled
@pytest.mark.parametrize("first", [(), (0,), (0, 2), (1, 1), (0, 2, 1), (0, -1, 1)])
def test_compiled_refuses_queries_that_do_not_fit(first: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="queries"):
        Nearest(tuple(tables()), 2).find(*query(0, first), np.empty(2))


@needs_compiled
def test_compiled_refuses_too_few_tables() -> None:
    with pytest.raises(ValueError, match="expected 13"):
        Nearest(tuple(tables()[1:]), 2)


@needs_compiled
@pytest.mark.parametrize("room", [0, 1, 3])
def test_compiled_refuses_too_little_room(room: int) -> None:
    with pytest.raises(ValueError, match="room"):
        Nearest(tuple(tables()), 2).find(*query(0), np.empty(room))


@pytest.mark.usefixtures("way")
def test_blocks_of_groups_are_added_by_their_shares() -> None:
    vectors = [unit(vector) for vector in sample(5, 60, 30)]
    group = [number % 12 for number in range(60)]
    weights = {f"f{i}": 1.0 + i / 7 for i in range(30)}
    queries = sample(6, 9, 30)
    each = GroupedVectors(vectors, group, 12, weights, UNKNOWN).nearest(queries)
    added = GroupedVectors(vectors, group, 12, weights, UNKNOWN, (1.0, 0.5, 0.25)).nearest(queries)
    expected = each[:, :4] + 0.5 * each[:, 4:8] + 0.25 * each[:, 8:]
    np.testing.assert_allclose(added, expected, rtol=1e-12)
