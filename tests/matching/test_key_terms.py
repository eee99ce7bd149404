"""Key terms of texts, against a plain loop; compiled and with arrays."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentcast.matching import ad_evidence
from talentcast.matching.key_terms import FULL_EVIDENCE, KeyTermIndex

try:
    from talentcast.matching import _term_sums
except ImportError:
    _term_sums = None

needs_compiled = pytest.mark.skipif(
    _term_sums is None, reason="the sums were not compiled: this install had no C compiler"
)

HOLDERS = {"java": {0, 2}, "点云": {1}, "sql": {2}, "c++": {0, 1, 3}, "会计": {3, 1}, "a": {4}}
SIZE = 6
PIECES = [
    "java",
    "script",
    "点云",
    "sql",
    "c++",
    "会计",
    "a",
    " ",
    ".",
    "\n",
    "工程",
    "8",
    "#",
    "+",
]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=12).map("".join), max_size=5)
LATIN = "abcdefghijklmnopqrstuvwxyz0123456789+#."


def is_piece(text: str, start: int, end: int) -> bool:
    before, behind = text[start - 1 : start], text[end : end + 1]
    return bool(
        (before and before in LATIN and text[start] in LATIN)
        or (behind and behind in LATIN and behind != "." and text[end - 1] in LATIN)
    )


def by_hand(text: str) -> dict[int, float]:
    """From the left, the longest term at each place; each counts once."""
    counted: list[str] = []
    place = 0
    while place < len(text):
        here = [term for term in HOLDERS if text.startswith(term, place)]
        if not here:
            place += 1
            continue
        term = max(here, key=len)
        if not is_piece(text, place, place + len(term)) and term not in counted:
            counted.append(term)
        place += len(term)
    found: dict[int, float] = {}
    for term in counted:
        for row in sorted(HOLDERS[term]):
            found[row] = found.get(row, 0.0) + math.log(1 + SIZE / len(HOLDERS[term]))
    return {row: min(1.0, total / FULL_EVIDENCE) for row, total in found.items()}


@pytest.fixture(params=["compiled", "arrays"], scope="module")
def index(request: pytest.FixtureRequest) -> KeyTermIndex:
    if request.param == "compiled" and _term_sums is None:
        pytest.skip("the sums were not compiled: this install had no C compiler")
    built = KeyTermIndex(HOLDERS, SIZE)
    if request.param == "arrays":
        built._compiled = None
    return built


@settings(max_examples=300, deadline=None)
@given(texts=TEXTS)
def test_evidence_is_what_the_words_say(index: KeyTermIndex, texts: list[str]) -> None:
    found = index.find(texts)
    for number, text in enumerate(texts):
        expected = by_hand(text)
        rows, evidence = found.of_one(number)
        assert rows.tolist() == list(expected)
        np.testing.assert_allclose(evidence, [*expected.values()])
    assert found.ad.tolist() == sorted(found.ad.tolist())


def test_texts_longer_than_a_run(index: KeyTermIndex) -> None:
    found = index.find(["x " * 20_000 + "java", "", "y " * 20_000, "sql"])
    assert list(zip(found.ad.tolist(), found.row.tolist(), strict=True)) == [(0, 0), (0, 2), (3, 2)]


@pytest.mark.parametrize("way", ["compiled", "arrays"])
def test_a_term_with_a_line_end_stands_in_one_text(way: str) -> None:
    built = KeyTermIndex({"甲\n乙": {0}, "乙": {1}}, 2)
    if way == "arrays":
        built._compiled = None
    found = built.find(["甲", "乙", "甲\n乙"])
    assert list(zip(found.ad.tolist(), found.row.tolist(), strict=True)) == [(1, 1), (2, 0)]


def test_no_terms_and_no_texts(index: KeyTermIndex) -> None:
    assert len(index.find([]).ad) == len(KeyTermIndex({}, 3).find(["java"]).ad) == 0


def given_tables(**changed: object) -> list[object]:
    """One term of one owner, found once in one text of one character."""
    tables = {
        "first": np.array([0, 1]),
        "owner": np.array([0]),
        "weight": np.array([2.0]),
        "sign": np.zeros(1 << 16, np.uint8),
        "codes": np.array([0, 65, 0], np.uint16),
        "ends": np.array([3]),
        "found": np.array([0, 1, 2], np.int32),
        "owners": 1,
    }
    return list({**tables, **changed}.values())


@needs_compiled
def test_compiled_adds_what_the_tables_say() -> None:
    text, row, total = _term_sums.term_sums(*given_tables())
    assert (np.frombuffer(text, np.int64).tolist(), np.frombuffer(row, np.int64).tolist()) == (
        [0],
        [0],
    )
    assert np.frombuffer(total).tolist() == [2.0]


@needs_compiled
@pytest.mark.parametrize(
    "changed",
    [
        {"first": np.array([], np.int64)},
        {"first": np.array([1, 1])},
        {"first": np.array([0, 2])},
        {"first": np.array([0, 2, 1]), "weight": np.ones(2)},
        {"owner": np.array([1])},
        {"owner": np.array([-1])},
        {"weight": np.ones(2)},
        {"sign": np.zeros(9, np.uint8)},
        {"codes": np.array([0, 65], np.uint16)},
        {"found": np.array([1, 1, 2], np.int32)},
        {"found": np.array([-1, 1, 2], np.int32)},
        {"found": np.array([0, 0, 2], np.int32)},
        {"found": np.array([0, 2, 2], np.int32)},
        {"found": np.array([0, 1, 3], np.int32)},
        {"found": np.array([0, 1], np.int32)},
        {"owners": -1},
        {"owners": 0},
    ],
)
def test_compiled_refuses_tables_that_do_not_fit(changed: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="do not fit"):
        _term_sums.term_sums(*given_tables(**changed))


@pytest.mark.parametrize("way", ["compiled", "arrays"])
def test_sums_of_rows_are_their_products(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if way == "arrays":
        monkeypatch.setitem(__import__("sys").modules, "talentcast.matching._term_sums", None)
    random = np.random.default_rng(3)
    table = random.random((9, 20)) * (random.random((9, 20)) < 0.3)
    starts = np.array([0, *np.cumsum((table > 0).sum(axis=1))])
    terms, weights = np.nonzero(table)[1].copy(), table[table > 0]
    query, rows = random.random(20), np.array([4, 0, 8, 4])
    found = ad_evidence._row_sums(starts, terms, weights, query, rows)
    np.testing.assert_allclose(found, (table @ query)[rows])


@needs_compiled
@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        (0, np.array([0, 9])),
        (0, np.array([-1, 1])),
        (0, np.array([1, 0])),
        (1, np.array([5])),
        (1, np.array([-1])),
        (2, np.ones(2)),
        (3, np.ones(0)),
        (4, np.array([1])),
        (4, np.array([-1])),
    ],
)
def test_compiled_refuses_rows_that_do_not_fit(place: int, wrong: np.ndarray) -> None:
    tables = [np.array([0, 1]), np.array([0]), np.ones(1), np.ones(1), np.array([0])]
    tables[place] = wrong
    with pytest.raises(ValueError, match="do not fit"):
        _term_sums.row_sums(*tables)
