"""Marks of short texts: none that has a cause is left out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from talentcast.matching.pattern_starts import Beginnings
from talentcast.matching.title_marks import Marks

SIGNS = {
    "place": Beginnings(("北京", "上海", "ab")),
    "digit": Beginnings((), "0123456789"),
    "either": Beginnings(("c+",), "#😀"),
}
MARKS = Marks(SIGNS)


def causes(text: str) -> set[str]:
    """Name the marks of a text, by looking for each sign."""
    return {
        name
        for name, sign in SIGNS.items()
        if any(pair in text for pair in sign.strings) or any(c in text for c in sign.characters)
    }


@given(st.lists(st.text(alphabet="北京上海abc+#1 \ud800😀工", max_size=6), max_size=8))
@settings(max_examples=300, deadline=None)
def test_every_cause_sets_its_mark(texts: list[str]) -> None:
    found = MARKS.of(texts)
    assert len(found) == len(texts)
    for text, mark in zip(texts, found, strict=True):
        assert all(mark & MARKS.bit(name) for name in causes(text)), (text, mark)


def test_a_pair_does_not_reach_over_two_texts() -> None:
    assert MARKS.of(["北", "京", "", "上", "海"]) == [0] * 5
    assert MARKS.of([]) == []


def test_marks_are_rarely_set_without_cause() -> None:
    texts = [a + b for a in "数据分析师会计护士" for b in "工程师算法研发"]
    assert sum(map(bool, MARKS.of(texts))) <= 1


def test_bits_can_be_asked_together() -> None:
    assert MARKS.bit("place", "digit") == MARKS.bit("place") | MARKS.bit("digit")
