"""Stretches of a text: compiled or not, the same as a plain loop over each place."""

from __future__ import annotations

import numpy as np
import pytest

from talentcast.matching import spans
from talentcast.matching.free_stretches import Covered, Edges, FreeStretches, apart, cover
from talentcast.matching.skill_lists import first_of_each
from talentcast.matching.sorting import DUTY, MARK, sort_out

pytestmark = pytest.mark.usefixtures("way")


def texts() -> list[np.ndarray]:
    """Return classes of texts: of random ones, of none, of one character, of one class only."""
    random = np.random.default_rng(7)
    found = [random.choice([0, 1, 2, 3], size, p=[0.7, 0.1, 0.1, 0.1]) for size in (5, 30, 200)]
    found += [np.zeros(0, int), np.array([1]), np.array([0]), np.zeros(40, int), np.ones(40, int)]
    return [classes.astype(np.uint32) for classes in found]


def stretches(size: int) -> tuple[np.ndarray, np.ndarray]:
    """Return stretches of a text, some of them empty, some that begin where others end."""
    random = np.random.default_rng(size)
    begin, stop = np.sort(random.integers(0, size + 1, (2, 60)), axis=0)
    ends = [0, size, 0, size]
    return np.append(begin, ends[:2] + [0, size]), np.append(stop, [0, size, size, size])


@pytest.mark.parametrize("classes", texts(), ids=len)
def test_signs_before_and_behind_places(classes: np.ndarray) -> None:
    size = len(classes)
    rising = np.arange(size + 1)
    for places in (rising, rising[::-1], np.random.default_rng(1).permutation(rising), rising[:0]):
        for bit in (1, 2, 3, 4):
            behind = spans.next_at(classes, bit, places).tolist()
            before = spans.behind_last(classes, bit, places).tolist()
            for place, one, other in zip(places.tolist(), behind, before, strict=True):
                assert one == next((at for at in range(place, size) if classes[at] & bit), size)
                last = next((at for at in range(place - 1, -1, -1) if classes[at] & bit), -1)
                assert other == last + 1


@pytest.mark.parametrize("classes", texts(), ids=len)
def test_runs_before_places(classes: np.ndarray) -> None:
    places = np.arange(len(classes) + 1)
    for most in (0, 1, 3, 50):
        for place, found in zip(
            places.tolist(), spans.run_before(classes, 1, places, most).tolist(), strict=True
        ):
            run = 0
            while run < min(most, place) and classes[place - 1 - run] & 1:
                run += 1
            assert found == run


@pytest.mark.parametrize("classes", texts(), ids=len)
def test_what_stands_in_stretches(classes: np.ndarray) -> None:
    begin, stop = stretches(len(classes))
    for bit in (1, 2, 4):
        is_one = [bool(one & bit) for one in classes.tolist()]
        each, runs, pieces, first, holds, followed = [], [], [], [], [], []
        for owner, (low, high) in enumerate(zip(begin.tolist(), stop.tolist(), strict=True)):
            inside = [at for at in range(low, high) if is_one[at]]
            each += [(owner, at) for at in inside]
            first.append(inside[0] if inside else high)
            holds.append(bool(inside))
            followed.append(any(at + 1 == high or classes[at + 1] & 2 for at in inside))
            for kind, rows in ((True, runs), (False, pieces)):
                at = low
                while at < high:
                    end = at
                    while end < high and is_one[end] == kind:
                        end += 1
                    if end > at:
                        rows.append((owner, at, end))
                    at = max(end, at + 1)
        assert list(zip(*spans.each_in(classes, bit, begin, stop), strict=True)) == each
        assert list(zip(*spans.runs(classes, bit, begin, stop), strict=True)) == runs
        assert list(zip(*spans.pieces(classes, bit, begin, stop), strict=True)) == pieces
        assert spans.first_in(classes, bit, begin, stop).tolist() == first
        assert spans.holds(classes, bit, begin, stop).tolist() == holds
        assert spans.holds(classes, bit, begin, stop, next=2).tolist() == followed


@pytest.mark.parametrize("classes", texts(), ids=len)
def test_places_of_a_class(classes: np.ndarray) -> None:
    for bit in (1, 2, 3, 4):
        expected = [at for at, one in enumerate(classes.tolist()) if one & bit]
        assert spans.places_of(classes, bit).tolist() == expected


@pytest.mark.parametrize("classes", texts(), ids=len)
@pytest.mark.parametrize("shortest", [1, 2, 3])
def test_free_runs_without_their_edges(classes: np.ndarray, shortest: int) -> None:
    # Of the class 4 is most, 1 and 2 are of it too.
    inside = classes | np.where(np.arange(len(classes)) % 5 < 4, 4, 0).astype(np.uint32)
    begin, stop = stretches(len(classes))
    low = np.arange(0, len(classes), 7)
    covered = Covered(len(classes), low, np.minimum(low + 1, len(classes)))
    expected = []
    for owner, stretch in enumerate(zip(begin.tolist(), stop.tolist(), strict=True)):
        run: list[int] = []
        for place in [*range(*stretch), None]:
            if place is not None and inside[place] & 4:
                run.append(place)
                continue
            firsts = [one for one in run if inside[one] & 1]
            lasts = [one for one in run if inside[one] & 3]
            if firsts and lasts[-1] + 1 - firsts[0] >= shortest:
                places = range(firsts[0], lasts[-1] + 1)
                if not any(one % 7 == 0 for one in places):
                    expected.append((owner, places.start, places.stop))
            run = []
    found = covered.free_runs(inside, Edges(4, 1, 3, shortest), begin, stop)
    assert list(zip(*(column.tolist() for column in found), strict=True)) == expected


@pytest.mark.parametrize("size", [0, 1, 5, 300])
def test_how_many_are_below_others(size: int) -> None:
    random = np.random.default_rng(size)
    numbers = np.sort(random.integers(0, 2 * size + 1, size))
    rising = np.sort(random.integers(-1, 2 * size + 3, 70))
    for limits in (rising, rising[::-1], random.permutation(rising), rising[:0], np.arange(2)):
        expected = [sum(one < limit for one in numbers.tolist()) for limit in limits.tolist()]
        assert spans.count_below(numbers, limits).tolist() == expected
        assert spans.count_below(numbers.astype(np.int32), limits).tolist() == expected


@pytest.mark.parametrize("classes", [text for text in texts() if len(text)], ids=len)
@pytest.mark.parametrize("shift", [-1, 0, 2])
def test_characters_around_places(classes: np.ndarray, shift: int) -> None:
    places = np.arange(len(classes) + 1)
    around = [at if 0 <= at < len(classes) else -1 for at in (places + shift).tolist()]
    for bit in (1, 2, 3):
        expected = [bool(int(classes[at]) & bit) for at in around]
        assert spans.has(classes, bit, places, shift).tolist() == expected
        assert spans.has(classes, bit, np.stack([places, places]), shift).tolist() == [expected] * 2
    codes = (classes % 7).astype(np.uint16)
    table = np.zeros(1 << 16, bool)
    table[[0, 3, 5]] = True
    expected = [int(codes[at]) in {0, 3, 5} for at in around]
    assert spans.are_of(codes, table, places, shift).tolist() == expected


@pytest.mark.parametrize("size", [0, 1, 90])
def test_surfaces_by_what_they_are_used_for(size: int) -> None:
    random = np.random.default_rng(size)
    rows = random.integers([0, 0, 0], [7, 2**30, 2**30], (size, 3), np.int32)
    flags, said = random.integers(0, 4, 7, np.uint8), random.integers(0, 3, size, np.uint8)
    uses = random.integers(0, 3, (4, 3), np.uint8)
    use = [uses[flags[row[0]], one] for row, one in zip(rows, said, strict=True)]
    found = sort_out(rows, flags, said, uses)
    for columns, kind in ((found.marks, MARK), (found.duties, DUTY)):
        expected = [row for row, one in zip(rows.tolist(), use, strict=True) if one == kind]
        assert columns.shape == (3, len(expected))
        assert columns.T.tolist() == expected
    assert found.said.tolist() == [one for one, kind in zip(said, use, strict=True) if kind == MARK]


def test_classes_of_every_character() -> None:
    table = np.random.default_rng(2).integers(0, 2**32, 1 << 16, np.uint32)
    codes = np.arange(1 << 16).astype(np.uint16)[::-1].copy()
    assert spans.look_up(codes, table).tolist() == table.tolist()[::-1]
    assert spans.look_up(codes[:0], table).tolist() == []


@pytest.mark.parametrize("size", [0, 1, 6, 80])
def test_stretches_that_overlap(size: int) -> None:
    random = np.random.default_rng(size)
    start = random.integers(0, size + 1, 40)
    end = np.minimum(start + random.integers(0, 6, 40), size)
    kept: list[tuple[int, int]] = []
    expected, covered = [], [False] * size
    for first, last in zip(start.tolist(), end.tolist(), strict=True):
        is_free = all(last <= low or first >= high or low == high for low, high in kept)
        expected.append(is_free or first == last)
        if expected[-1]:
            kept.append((first, last))
        covered[first:last] = [True] * (last - first)
    assert apart(start, end, size).tolist() == expected
    assert cover(start, end, size).tolist() == covered


def test_what_stretches_leave_free() -> None:
    random = np.random.default_rng(4)
    start = random.integers(0, 200, 12)
    end = start + random.integers(1, 5, 12)
    others = random.integers(0, 200, 300)
    until = others + random.integers(1, 9, 300)
    expected = [
        all(last <= low or first >= high for low, high in zip(start, end, strict=True))
        for first, last in zip(others, until, strict=True)
    ]
    assert FreeStretches(start, end).hold(others, until).tolist() == expected
    assert len(set(expected)) == 2
    assert FreeStretches(start[:0], end[:0]).hold(others, until).all()


def test_what_is_covered_one_after_the_other() -> None:
    random = np.random.default_rng(5)
    start = random.integers(0, 200, 30)
    end = start + random.integers(0, 5, 30)
    others = random.integers(0, 200, 300)
    until = others + random.integers(0, 6, 300)
    covered = Covered(210, start[:9], end[:9])
    for size in (9, 30):
        characters = {
            at
            for one, last in zip(start[:size], end[:size], strict=True)
            for at in range(one, last)
        }
        expected = [
            characters.isdisjoint(range(first, last))
            for first, last in zip(others, until, strict=True)
        ]
        assert covered.leaves_free(others, until).tolist() == expected
        assert len(set(expected)) == 2
        covered.add(start[9:], end[9:])


@pytest.mark.parametrize("size", [0, 1, 300])
def test_the_first_of_each_number_in_its_group(size: int) -> None:
    random = np.random.default_rng(size)
    group, number = np.sort(random.integers(0, 20, size)), random.integers(0, 9, size)
    said = random.integers(0, 4, size) == 0
    expected: dict[tuple[int, int], list] = {}
    for at, key in enumerate(zip(group.tolist(), number.tolist(), strict=True)):
        expected.setdefault(key, [at, False])[1] |= bool(said[at])
    first, anywhere = first_of_each(group, number, said, 9)
    found = list(map(list, zip(first.tolist(), anywhere.tolist(), strict=True)))
    assert found == sorted(expected.values())


def test_arguments_that_do_not_fit_are_refused() -> None:
    if spans.compiled is None:
        pytest.skip("was not compiled")
    classes, places, said = np.zeros(4, np.uint32), np.zeros(2, np.int64), np.zeros(2, np.uint8)
    with pytest.raises(ValueError, match="results"):
        spans.compiled.next_at(classes, places, np.empty(3, np.int64), 1)
    with pytest.raises(ValueError, match="another size"):
        spans.compiled.next_at(np.zeros(3, np.uint8), places, places.copy(), 1)
    with pytest.raises(TypeError):
        spans.compiled.next_at(classes, places)
    with pytest.raises(ValueError, match="not below"):
        first_of_each(places, np.array([0, 5]), np.zeros(2, bool), 5)
    with pytest.raises(ValueError, match="room"):
        sort_out(np.zeros((2, 3), np.int32), said, said[:1], said[None])
    with pytest.raises(ValueError, match="no use"):
        sort_out(np.ones((2, 3), np.int32), said[:1], said, said[None])
    with pytest.raises(ValueError, match="table"):
        spans.are_of(np.zeros(3, np.uint16), np.zeros(9, bool), places)
