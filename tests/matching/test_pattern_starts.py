"""Places where patterns can begin: none is missed, compiled or not, and both find the same."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from talentcast.matching import pattern_starts
from talentcast.matching.pattern_starts import Beginnings, StartFinder
from talentcast.matching.text import normalise_all

try:
    from talentcast.matching._starts import Starts
except ImportError:
    Starts = None

needs_compiled = pytest.mark.skipif(
    Starts is None, reason="the starts were not compiled: this install had no C compiler"
)

BEGINNINGS = {
    "one": [
        Beginnings(("经验", "招3", "no "), "薪$"),
        Beginnings(("1.5", "4-"), not_in_number=True),
    ],
    "two": [Beginnings(("研究生", "急】"))],
}
TEXTS = st.lists(
    st.text("经验招3no 薪$1.54-研究生急】\n\t😀\ufffd學驗ａ３", max_size=25), max_size=6
)


def by_hand(texts: list[str], name: str) -> dict[int, set[int]]:
    """All places at which one of the beginnings stands."""
    found: dict[int, set[int]] = {}
    for row, text in enumerate(texts):
        for place in range(len(text)):
            for one in BEGINNINGS[name]:
                behind_digit = place > 0 and text[place - 1] in "0123456789"
                if text.startswith((*one.strings, *one.characters), place) and not (
                    one.not_in_number and behind_digit
                ):
                    found.setdefault(row, set()).add(place)
    return found


@pytest.fixture(params=["compiled", "arrays"], scope="module")
def finder(request: pytest.FixtureRequest) -> StartFinder:
    if request.param == "compiled" and Starts is None:
        pytest.skip("the starts were not compiled: this install had no C compiler")
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "arrays":
            patch.setattr(pattern_starts, "compiled", lambda *_: None)
        return StartFinder(BEGINNINGS)


@settings(max_examples=200, deadline=None)
@given(texts=TEXTS)
def test_no_place_is_missed(finder: StartFinder, texts: list[str]) -> None:
    plain = normalise_all(texts)
    starts = finder.find(plain)
    for name in BEGINNINGS:
        found = starts.of(name)
        for row, places in by_hand(plain, name).items():
            assert places <= set(found[row])
        for row, places in found.items():
            assert places == sorted(set(places))
            assert places[-1] < len(plain[row])


def test_few_places_are_found_without_cause(finder: StartFinder) -> None:
    text = normalise_all(["负责后台服务的设计与开发，参与需求评审并编写技术方案。" * 40])
    assert finder.find(text).of("one") == finder.find(text).of("two") == {}


@pytest.mark.parametrize("texts", [[], [""], ["", "", ""]])
def test_nothing_in_nothing(finder: StartFinder, texts: list[str]) -> None:
    assert finder.find(texts).of("one") == {}


def test_texts_longer_than_a_run(finder: StartFinder) -> None:
    texts = ["x" * 40_000 + "经验", "经验", "x" * 70_000, "1.5"]
    assert finder.find(texts).of("one") == {0: [40_000], 1: [0], 3: [0]}


@needs_compiled
@settings(max_examples=100, deadline=None)
@given(
    codes=st.lists(st.integers(0, 65_535) | st.sampled_from([48, 65, 66]), max_size=30),
    marked=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 65_535)), max_size=60),
)
def test_compiled_marks_what_the_tables_say(
    codes: list[int], marked: list[tuple[int, int]]
) -> None:
    """Against the sentence at the top of the compiled file, a character at a time."""
    tables = np.zeros((5, 1 << 16), np.uint16)
    for number, (table, code) in enumerate(marked):
        tables[table, code] |= 1 << number % 16
    for code in codes:  # so that something is found
        tables[code % 5, code] |= 1 << code % 16
        tables[4, code] |= 0xFFFF
    one, two, longer, following, second = tables.tolist()
    padded = [*codes, 10, 10]
    expected = []
    for place, code in enumerate(codes):
        pair = (code * 40503 + padded[place + 1]) % 65_536
        behind = (padded[place + 1] * 40503 + padded[place + 2]) % 65_536
        mark = (two[pair] | longer[pair] & following[behind]) & second[padded[place + 1]]
        mark |= one[code]
        if place and 48 <= codes[place - 1] <= 57:
            mark &= ~0b110
        if mark:
            expected.append((0, place, mark))
    found = Starts(tables, 0b110).find(np.array(padded, np.uint16), np.array([len(codes) + 1]))
    columns = [np.frombuffer(f, k).tolist() for f, k in zip(found, "llH", strict=True)]
    assert list(zip(*columns, strict=True)) == expected


@needs_compiled
def test_compiled_refuses_tables_of_another_size() -> None:
    with pytest.raises(ValueError, match="five tables"):
        Starts(np.zeros((4, 1 << 16), np.uint16), 0)


@needs_compiled
@pytest.mark.parametrize("size", [0, 1, 2])
def test_compiled_finds_nothing_in_what_holds_no_text(size: int) -> None:
    found = Starts(np.full((5, 1 << 16), 1, np.uint16), 0)
    assert found.find(np.zeros(size, np.uint16), np.zeros(0, np.int64)) == (b"", b"", b"")
