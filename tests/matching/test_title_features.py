"""Features of titles, against a plain statement of what they are; compiled and in Python."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentcast.matching import title_queries
from talentcast.matching.title_features import cut_titles, features, stem
from talentcast.matching.title_queries import TitleQueries
from talentcast.matching.title_vectors import GroupedVectors, unit

try:
    from talentcast.matching._grams import Grams
except ImportError:
    Grams = None

needs_compiled = pytest.mark.skipif(
    Grams is None, reason="the grams were not compiled: this install had no C compiler"
)
UNKNOWN = 3.0

#: Parts as cleaning leaves them; few characters, so that features repeat and are shared.
PARTS = st.lists(
    st.sampled_from(
        ["会", "计", "工程师", "程", "java", "c", "sql", " ", "-", "é", "😀", "a1", "c++"]
    ),
    max_size=8,
).map("".join)
TITLES = st.lists(st.lists(PARTS, max_size=3), max_size=5)


def is_chinese(char: str) -> bool:
    return "\u3400" <= char <= "\u9fff"


def by_hand(parts: list[str]) -> dict[str, float]:
    """Character by character: runs of Chinese, and words of Latin letters, digits, + and #."""
    found: dict[str, float] = {}

    def add(name: str, weight: float) -> None:
        found[name] = found.get(name, 0.0) + weight

    for part in parts:
        runs: list[str] = []
        for place, char in enumerate(part):
            before = part[place - 1] if place else " "
            goes_on = bool(runs) and (
                (is_chinese(char) and is_chinese(before))
                or (char.isascii() and char.isalnum() and before.isascii() and before.isalnum())
                or (char == "+" and before.isascii() and (before.isalnum() or before == "+"))
            )
            if goes_on:
                runs[-1] += char
            elif is_chinese(char) or (char.isascii() and char.isalnum()):
                runs.append(char)
        previous = ""
        for run in runs:
            if is_chinese(run[0]):
                for char in run:
                    add(char, 0.35)
                for place in range(len(run) - 1):
                    add(run[place : place + 2], 1.0)
                previous = ""
            else:
                add(run, 1.0)
                add("~" + stem(run), 0.8)
                if previous:
                    add(previous + " " + run, 0.6)
                previous = run
        if runs and is_chinese(runs[-1][0]):
            add("$" + runs[-1][-2:], 1.2)
        elif runs:
            add("$" + stem(runs[-1]), 1.0)
    return found


@given(TITLES)
def test_features_are_what_the_words_say(titles: list[list[str]]) -> None:
    for found, parts in zip(features(titles), titles, strict=True):
        expected = by_hand(parts)
        assert list(found) == list(expected)
        assert found == pytest.approx(expected)


def vectors() -> GroupedVectors:
    names = features([["会计"], ["java工程师"], ["c++工程师"], ["sql 程"]])
    known = dict.fromkeys(feature for name in names for feature in name)
    weights = {feature: 1.0 + number / 3 for number, feature in enumerate(known)}
    return GroupedVectors([*map(unit, names)], [0, 1, 2, 3], 4, weights, UNKNOWN)


@pytest.fixture(params=["compiled", "python"])
def queries(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> TitleQueries:
    if request.param == "compiled" and Grams is None:
        pytest.skip("the grams were not compiled: this install had no C compiler")
    if request.param == "python":
        monkeypatch.setattr(title_queries, "compiled", lambda _: None)
    return TitleQueries(vectors())


@settings(max_examples=200, deadline=None)
@given(titles=TITLES)
def test_queries_are_the_weighted_features(titles: list[list[str]]) -> None:
    for way in ("compiled", "python"):
        if way == "compiled" and Grams is None:
            continue
        known = vectors()
        built = TitleQueries(known)
        if way == "python":
            built._read = None
        read = built.read(cut_titles(titles))
        weights = known.weights.tolist()
        assert read.first.tolist()[0] == 0
        assert len(read.norm) == len(titles)
        for number, parts in enumerate(titles):
            expected = by_hand(parts)
            numbers = [known.numbers.get(name, -1) for name in expected]
            weighted = [
                weight * (UNKNOWN if place < 0 else weights[place])
                for place, weight in zip(numbers, expected.values(), strict=True)
            ]
            entry = slice(read.first[number], read.first[number + 1])
            assert read.place[entry].tolist() == [place for place in numbers if place >= 0]
            np.testing.assert_allclose(
                read.weight[entry],
                [w for place, w in zip(numbers, weighted, strict=True) if place >= 0],
            )
            norm = math.hypot(*weighted) or 1.0
            assert read.norm[number] == pytest.approx(norm)


@pytest.mark.parametrize("size", [1, 160, 10_000])
def test_long_titles(queries: TitleQueries, size: int) -> None:
    read = queries.read(cut_titles([["会" * size], [], ["x" * size]]))
    assert np.diff(read.first).tolist()[1:] == [0, 0]
    assert read.norm.tolist()[1] == 1.0


def test_no_titles(queries: TitleQueries) -> None:
    read = queries.read(cut_titles([]))
    assert read.first.tolist() == [0]
    assert len(read.place) == len(read.norm) == 0


def grams() -> Grams:
    codes = np.array([ord("会"), 0, ord("会"), ord("计")], np.uint16)
    return Grams(codes, np.array([0, 1], np.int32), np.array([2.0, 3.0]), UNKNOWN)


def text(**changed: object) -> list[object]:
    """One title of one run of two characters and one name."""
    given = {
        "first": np.array([0, 2], np.int64),
        "kind": b"\0\2",
        "run": np.array([2], np.int64),
        "codes": np.array([ord("会"), ord("计")], np.uint16),
        "name": np.array([1], np.int64),
        "weights": np.array([0.35, 1.0, 1.2]),
    }
    return list({**given, **changed}.values())


@needs_compiled
def test_compiled_adds_what_the_pieces_say() -> None:
    first, place, weight, norm = grams().read(*text())
    assert np.frombuffer(first, np.int64).tolist() == [0, 2]
    assert np.frombuffer(place, np.int64).tolist() == [0, 1]
    np.testing.assert_allclose(np.frombuffer(weight), [0.7, 6.6])
    np.testing.assert_allclose(np.frombuffer(norm), math.sqrt(0.7**2 + (0.35 * 3) ** 2 + 6.6**2))


@needs_compiled
@pytest.mark.parametrize(
    "changed",
    [
        {"first": np.array([], np.int64)},
        {"first": np.array([1, 2], np.int64)},
        {"first": np.array([0, 3], np.int64)},
        {"first": np.array([0, 5, 2], np.int64)},
        {"first": np.array([0, -1, 2], np.int64)},
        {"kind": b"\0\3"},
        {"kind": b"\0\0"},
        {"kind": b"\2\2"},
        {"run": np.array([3], np.int64)},
        {"run": np.array([-1], np.int64)},
        {"run": np.array([5, 2], np.int64)},
        {"name": np.array([-1], np.int64)},
        {"name": np.array([1 << 62], np.int64)},
        {"name": np.array([], np.int64)},
        {"weights": np.array([1.0])},
    ],
)
def test_compiled_refuses_pieces_that_do_not_fit(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        grams().read(*text(**changed))


@needs_compiled
@pytest.mark.parametrize("number", [-1, 2])
def test_compiled_refuses_grams_without_a_feature(number: int) -> None:
    with pytest.raises(ValueError, match="number of a feature"):
        Grams(np.array([65, 0], np.uint16), np.array([number], np.int32), np.ones(2), UNKNOWN)


@needs_compiled
def test_compiled_refuses_half_a_gram() -> None:
    with pytest.raises(ValueError, match="two characters"):
        Grams(np.array([65], np.uint16), np.array([0], np.int32), np.ones(1), UNKNOWN)
