import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from talentcast.matching.surface_finder import SurfaceFinder, automaton, compiled, text_codes

needs_compiled = pytest.mark.skipif(
    compiled(["a"]) is None, reason="the finder was not compiled: this install had no C compiler"
)

# Few characters, so that surfaces share beginnings, contain one another and overlap.
SURFACES = st.lists(
    st.text("ab岗位é\ufffd", min_size=1, max_size=6), unique=True, min_size=1, max_size=40
)
TEXTS = st.text("ab岗位éz\n\ufffd", max_size=60)


def greedy(surfaces: list[str], text: str) -> list[tuple[int, int, int]]:
    """What the words say: at each place the longest surface, then on behind it."""
    found, place = [], 0
    while place < len(text):
        here = [s for s in surfaces if text.startswith(s, place)]
        if here:
            longest = max(here, key=len)
            found.append((surfaces.index(longest), place, place + len(longest)))
            place += len(longest)
        else:
            place += 1
    return found


def rows(numbers: np.ndarray) -> list[tuple[int, ...]]:
    return [tuple(row) for row in numbers.reshape(-1, 3).tolist()]


@needs_compiled
@given(SURFACES, TEXTS)
def test_compiled_finds_what_the_words_say(surfaces, text):
    assert rows(compiled(surfaces)(text_codes(text))) == greedy(surfaces, text)


@given(SURFACES, TEXTS)
def test_automaton_finds_what_the_words_say(surfaces, text):
    assert rows(automaton(surfaces)(text_codes(text))) == greedy(surfaces, text)


@needs_compiled
def test_many_children_of_one_node():
    surfaces = ["x" + chr(code) for code in range(0x4E00, 0x4F00)]
    text = "".join(surfaces)
    number, start, end = SurfaceFinder(surfaces).find(text_codes(text))
    assert number.tolist() == list(range(256))
    assert start.tolist() == list(range(0, 512, 2))
    assert (end - start == 2).all()


@needs_compiled
@pytest.mark.parametrize("seed", range(3))
def test_texts_longer_than_what_is_looked_at_together(seed):
    choose = random.Random(seed)
    surfaces = {"".join(choose.choices("ab岗位", k=choose.randint(1, 9))) for _ in range(150)}
    text = "".join(choose.choices("ab岗位z", k=9000))
    assert rows(compiled(sorted(surfaces))(text_codes(text))) == greedy(sorted(surfaces), text)


@pytest.mark.parametrize("build", [compiled, automaton])
def test_nothing_in_nothing(build):
    if build is compiled and compiled(["a"]) is None:
        pytest.skip("the finder was not compiled: this install had no C compiler")
    assert build(["ab"])(text_codes("")).tolist() == []


def test_no_surfaces_find_nothing():
    number, start, end = SurfaceFinder([]).find(text_codes("abc"))
    assert number.tolist() == start.tolist() == end.tolist() == []


@needs_compiled
def test_compiled_refuses_arrays_that_do_not_fit():
    from talentcast.matching._finder import Finder

    with pytest.raises(ValueError, match="begin"):
        Finder(text_codes("ab"), np.zeros(5, np.int64), np.zeros(1, np.int64))
    finder = Finder(text_codes("ab"), np.array([0, 1, 2]), np.array([0, 1]))
    with pytest.raises(ValueError, match="three numbers"):
        finder.find(text_codes("abc"), np.zeros(11, np.int32))
