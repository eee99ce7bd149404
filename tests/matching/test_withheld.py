"""How far negation and benefits reach: the same as mark by mark."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from talentcast.data.bundle import load_taxonomy
from talentcast.matching.skills import SkillIndex
from talentcast.matching.surface_table import HARD, KNOWLEDGE, TOOL
from talentcast.matching.taxonomy import build_taxonomy
from talentcast.matching.withheld import Withheld


@pytest.mark.parametrize("seed", range(8))
def test_limits_of_marks(seed: int) -> None:
    random = np.random.default_rng(seed)
    # Parts with no mark at the beginning, between others and at the end.
    sizes = np.concatenate([[0], random.integers(0, 5, 12), [0]])
    first = np.cumsum(sizes) - sizes
    part = np.repeat(np.arange(len(sizes)), sizes)
    mark = random.permutation(len(part))[: random.integers(1, len(part))]
    limit = random.integers(1, 60, len(mark))
    none = np.zeros(0, np.int64)
    withheld = Withheld(mark, limit, none, none, none, none, np.zeros(0, bool))
    marks = SimpleNamespace(start=part, part=part, parts=SimpleNamespace(first=first))
    expected = [
        max((int(until) for one, until in zip(mark, limit, strict=True)
             if one <= at and part[one] == part[at]), default=0)
        for at in range(len(part))
    ]  # fmt: skip
    assert withheld.limits(marks).tolist() == expected
    assert max(expected) > 0


@pytest.mark.parametrize("seed", range(8))
def test_what_later_marks_drop(seed: int) -> None:
    random = np.random.default_rng(seed)
    size = int(random.integers(0, 60))
    mark = np.sort(random.integers(0, 80, size))
    # A task begins before its mark, others behind the one before.
    start = np.maximum(2 * mark - random.integers(0, 9, size), 0)
    kind = random.choice([TOOL, HARD, KNOWLEDGE], size)
    events = [random.permutation(80)[: random.integers(0, 9)] for _ in range(2)]
    begins = [np.maximum(2 * some - random.integers(0, 40, len(some)), 0) for some in events]
    none = np.zeros(0, np.int64)
    withheld = Withheld(none, none, events[0], begins[0], events[1], begins[1], np.zeros(0, bool))
    expected = []
    for one, place, what in zip(mark.tolist(), start.tolist(), kind.tolist(), strict=True):
        reached = [
            any(one < event and place >= begin for event, begin in zip(some, back, strict=True))
            for some, back in zip(events, begins, strict=True)
        ]
        expected.append(reached[0] or (reached[1] and what != TOOL))
    assert withheld.is_dropped(mark, start, kind).tolist() == expected


def test_an_endless_sentence_is_read_clause_by_clause_only_so_far() -> None:
    """Each wish looks back over some clauses: over all of them this would take minutes."""
    index = SkillIndex(build_taxonomy(load_taxonomy()))
    found = index.find("", "任职要求：Java，" + "优先，" * 20_000 + "熟悉Redis")
    assert [m.skill_id for m in found] == ["tool.java", "tool.redis"]
