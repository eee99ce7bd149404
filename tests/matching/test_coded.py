"""Coded columns do what lists of cells do."""

from __future__ import annotations

import random

import numpy as np
import pyarrow as pa
import pytest

from talentcast.matching.coded import code


@pytest.fixture(params=["list", "array"])
def made(request: pytest.FixtureRequest):
    def make(cells: list[str | None]):
        return code(cells if request.param == "list" else pa.array(cells, pa.string()))

    return make


def cells(seed: int, size: int = 50) -> list[str | None]:
    return random.Random(seed).choices([None, "", "a", "bb", "ccc"], k=size)


def test_an_empty_cell_is_none_and_the_rest_stays(made) -> None:
    assert made(cells(1)).to_list() == [cell or None for cell in cells(1)]
    assert made([]).to_list() == []
    assert made([None, None]).to_list() == [None, None]


def test_each_value_is_made_once(made) -> None:
    seen = []
    column = made(cells(2)).map(lambda cell: seen.append(cell) or len(cell))
    assert column.to_list() == [len(cell) if cell else None for cell in cells(2)]
    assert sorted(seen) == ["a", "bb", "ccc"]


def test_rows_without_a_value_take_it_from_elsewhere(made) -> None:
    first, second = cells(3), cells(4)
    either = made(first).or_else(made(second))
    assert either.to_list() == [a or b or None for a, b in zip(first, second, strict=True)]
    assert either.known.tolist() == [bool(a or b) for a, b in zip(first, second, strict=True)]


def test_rows_can_be_set_and_dropped(made) -> None:
    column = made(["a", None, "bb", "a"])
    assert column.put({1: "x", 3: "y"}).to_list() == ["a", "x", "bb", "y"]
    assert column.only(np.array([False, True, True, True])).to_list() == [None, None, "bb", "a"]
    assert column.to_list() == ["a", None, "bb", "a"]


def test_arrow_gets_the_same_values(made) -> None:
    column = made(cells(5))
    assert column.to_arrow(pa.string()).to_pylist() == column.to_list()
    long = column.holds(lambda cell: len(cell) > 1)
    assert long.tolist() == [cell in ("bb", "ccc") for cell in cells(5)]
